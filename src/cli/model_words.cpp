#include "model_words.hpp"

namespace cagr::cli {

namespace {

const std::string dash = "-";

std::string with_sign(std::string text, int sign) { return sign > 0 ? "+" + std::move(text) : std::move(text); }

} // namespace

std::string model_words::difference(const fraction& f) const { return with_sign(amount(f), f.sign()); }

std::string model_words::percent(const std::optional<fraction>& f) const {
    return f ? to_string(*f * fraction(100), places(), mode()) : dash;
}

std::string model_words::percent_difference(const std::optional<fraction>& f) const { return f ? with_sign(percent(f), f->sign()) : dash; }

std::string model_words::cagr(const model_projection::node& n) const {
    try {
        return rounded_once([&](context to) { return n.cagr(to).percent(); }, places(), mode());
    } catch (const exception& failure) {
        if (failure.error().code == errc::limit_context || failure.error().code == errc::limit_digits) throw;
        return dash;
    }
}

std::string model_words::exact(const fraction& f) const { return to_string(f * fraction(scale10(decimal(1), -p_->unit().scale.exponent))); }

decimal model_words::drawn(const fraction& f) const { return scale10(round_to_digits(f, context{}), -p_->unit().scale.exponent); }

std::string model_words::span() const { return span_text(p_->when(p_->actual_index()), p_->when(last())); }

} // namespace cagr::cli
