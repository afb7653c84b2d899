// What it answers: how the numbers of a model are worded: amounts, percentages, rates, each rounded once as the model says.
// What it needs: display.hpp.
// Example: const model_words in(projection); in.percent(row.growth());   // "40.20", "-" where there is none
#pragma once

#include "display.hpp"

#include <cagr/cagr.hpp>

#include <optional>
#include <string>
#include <vector>

namespace cagr::cli {

class model_words {
public:
    explicit model_words(const model_projection& p) : p_(&p) {}

    [[nodiscard]] const model_projection& of() const noexcept { return *p_; }
    [[nodiscard]] int places() const { return p_->source().shown.places; }
    [[nodiscard]] rounding mode() const { return p_->source().shown.mode; }

    /// In the model's magnitude, as shown; with a plus where it is a gain.
    [[nodiscard]] std::string amount(const fraction& f) const { return p_->text_of(f); }
    [[nodiscard]] std::string difference(const fraction& f) const;
    /// Of 1, in percent; a dash where there is none.
    [[nodiscard]] std::string percent(const std::optional<fraction>& f) const;
    [[nodiscard]] std::string percent_difference(const std::optional<fraction>& f) const;
    /// The CAGR of a node from the actual period to the last, in percent; a dash where there is none (from zero, across a sign change).
    [[nodiscard]] std::string cagr(const model_projection::node& n) const;
    /// In the model's magnitude: every digit, or a quotient.
    [[nodiscard]] std::string exact(const fraction& f) const;
    /// In the model's magnitude, to 34 digits: for pictures.
    [[nodiscard]] decimal drawn(const fraction& f) const;

    /// `USD billion`, or nothing.
    [[nodiscard]] std::string unit() const { return to_string(p_->unit()); }
    /// `2020-28`.
    [[nodiscard]] std::string span() const;
    /// `Year`.
    [[nodiscard]] std::string step() const { return step_title(p_->when(0).kind()); }
    [[nodiscard]] std::size_t last() const { return p_->periods() - 1; }
    [[nodiscard]] std::string last_period() const { return to_string(p_->when(last())); }

private:
    const model_projection* p_;
};

} // namespace cagr::cli
