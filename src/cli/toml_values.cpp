#include "toml_values.hpp"

#include "dates.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cagr::cli {

namespace {

/// The number as it stands in the file.
std::string raw_text(const source_text& text, const toml::node& value) {
    const file_place at = place_of(value);
    const std::string_view rest = text.from(at);
    return std::string(rest.substr(0, std::min<std::size_t>({rest.find_first_of(",]} #\t"), at.length, 40})));
}

/// Whether the file has the text as it is, in plain quotes on one line, so that its bytes have places there.
bool stands_plain(std::string_view rest, std::string_view content) {
    return rest.size() > content.size() + 1 && (rest[0] == '"' || rest[0] == '\'') && rest.substr(1, content.size()) == content;
}

} // namespace

void check_label(std::string_view text) {
    if (text.size() > limits::label)
        detail::fail(errc::parse_length, fmt::format("it has {} bytes; at most {} are allowed", text.size(), limits::label), text);
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        const bool plain = c >= 0x20 && c < 0x7F;
        const std::size_t size = plain ? 1 : detail::character_length(text, i);
        const std::string_view one = text.substr(i, size);
        if (!plain && detail::made_visible(one) != one)
            detail::fail(errc::parse_character,
                         detail::describe_character(text, i) + " at column " + std::to_string(i + 1) +
                             "; control and direction characters are not allowed in a label",
                         text, {i, size});
        i += size;
    }
}

void value_reader::add(const error& e, const toml::node& value, std::string_view path) {
    file_place at = place_of(value);
    const auto* const text = value.as_string();
    std::string message = e.message;
    // The column of the text itself would be taken for one of the line.
    if (const std::string own = " at column " + std::to_string(e.span.offset + 1); e.span.length > 0)
        if (const std::size_t told = message.find(own); told != std::string::npos) {
            message.erase(told, own.size());
            if (told > 0 && message.compare(told - 1, 2, ",;") == 0) message.erase(told - 1, 1); // a comma that closed what it was in
        }
    if (text != nullptr && e.span.length > 0 && stands_plain(text_->from(at), text->get()))
        at = text_->within(at, e.span.offset + 1, e.span.length);
    found_.add(e.code, std::string(path) + ": " + message, at);
}

std::optional<std::string> value_reader::quoted(const toml::node& value, std::string_view path, std::string_view like) {
    if (const auto* const text = value.as_string()) return text->get();
    const std::string raw = raw_text(*text_, value);
    const bool is_figure = value.is_number();
    std::string fixed = fmt::format("\"{}\"", raw);
    if (is_figure && like.ends_with("%\"")) {
        fixed = fmt::format("\"{}%\"", raw);
        // 0.4 is more likely 40% than 0.4%.
        if (const auto number = decimal::try_parse(raw); number && abs(*number) < decimal(1) && number->sign() != 0)
            fixed += fmt::format(", or \"{}%\" where it is a fraction", to_string(scale10(*number, 2)));
    }
    found_.add(errc::usage,
               is_figure ? fmt::format("{} is {} without quotes; write {}, since the digits that are printed count", path, raw, fixed)
                         : fmt::format("{} is {}; text in quotes such as {} is needed", path, kind_of(value), like),
               place_of(value));
    return std::nullopt;
}

std::optional<std::string> value_reader::label(const toml::node& value, std::string_view path) {
    auto text = quoted(value, path, "\"revenue\"");
    if (!text) return text;
    try {
        check_label(*text);
    } catch (const exception& failure) {
        add(failure.error(), value, path);
        return std::nullopt;
    }
    return text;
}

std::optional<figure> value_reader::read(const toml::node& value, std::string_view path, std::string_view like) {
    const auto text = quoted(value, path, like);
    if (!text) return std::nullopt;
    try {
        return reading_.spoken ? figure::parse(*text, *reading_.spoken, reading_.marks) : figure::parse(*text, reading_.marks);
    } catch (const exception& failure) {
        error e = failure.error();
        if (e.message.ends_with("state the notation")) e.message += ": --notation point or --notation comma";
        add(e, value, path);
        return std::nullopt;
    }
}

bool value_reader::is_one_number(const figure& read, const toml::node& value, std::string_view path) {
    if (read.when()) {
        found_.add(errc::usage, fmt::format("{} has a period, {}; its key says of when it is", path, to_string(*read.when())),
                   place_of(value));
        return false;
    }
    if (!read.is_range() && read.qualifier() != qualifier::at_least && read.qualifier() != qualifier::at_most) return true;
    found_.add(errc::parse_range, fmt::format("{} is {}; a model needs one number", path, detail::in_quotes(to_string(read))),
               place_of(value));
    return false;
}

std::optional<figure> value_reader::amount(const toml::node& value, std::string_view path, const amount_unit& unit, bool converts) {
    auto out = read(value, path, "\"24.00\"");
    if (!out || !is_one_number(*out, value, path)) return std::nullopt;
    if (out->kind() != figure_kind::amount) {
        found_.add(errc::unit_mixed,
                   fmt::format("{} is {}; an amount such as \"24.00\" is needed", path, detail::in_quotes(to_string(*out))),
                   place_of(value));
        return std::nullopt;
    }
    const bool is_convertible = std::find(convertible_.begin(), convertible_.end(), out->currency()) != convertible_.end();
    const bool other_currency = !out->currency().empty() && out->currency() != unit.currency && !(converts && is_convertible);
    const bool other_thing = !out->unit().empty() && out->unit() != unit.counted;
    const std::string whole = to_string(unit);
    if (!other_currency && !other_thing) {
        const bool is_bare = out->currency().empty() && out->unit().empty();
        if (is_bare || out->magnitude().exponent != 0 || unit.scale.exponent == 0) return out;
        found_.add(errc::parse_ambiguous,
                   fmt::format("{}: {} has two readings in a model of {}; name the magnitude, or write the number alone", path,
                               detail::in_quotes(to_string(*out)), whole),
                   place_of(value));
        return std::nullopt;
    }
    found_.add(errc::unit_mixed,
               fmt::format("{} is in {}; the model's amounts are {}{}", path,
                           other_currency ? out->currency() : std::string_view(out->unit()),
                           whole.empty() ? "plain numbers, as no unit is told" : "in " + whole,
                           !other_currency || unit.currency.empty() ? ""
                           : is_convertible                         ? ", and this one is not converted"
                                            : fmt::format(", and there is no [exchange.{}] to convert it", out->currency())),
               place_of(value));
    return std::nullopt;
}

std::optional<figure> value_reader::percentage(const toml::node& value, std::string_view path) {
    auto out = read(value, path, "\"40.2%\"");
    if (!out || !is_one_number(*out, value, path)) return std::nullopt;
    if (out->kind() == figure_kind::percent) return out;
    const std::string given = value.as_string()->get();
    const bool bare =
        out->kind() == figure_kind::amount && out->currency().empty() && out->unit().empty() && out->magnitude().exponent == 0;
    found_.add(errc::parse_rate,
               bare ? fmt::format("{} is {} without %; write \"{}%\"", path, detail::in_quotes(given), detail::made_visible(given))
                    : fmt::format("{} is {}; a percentage such as \"40.2%\" is needed", path, detail::in_quotes(given)),
               place_of(value));
    return std::nullopt;
}

std::optional<figure> value_reader::printed(const toml::node& value, std::string_view path) {
    return read(value, path, path.ends_with(".rate") ? R"("40.2%")" : R"("62.35 billion")");
}

std::optional<rate> value_reader::growth(const toml::node& value, std::string_view path) {
    const auto printed = percentage(value, path);
    if (!printed) return std::nullopt;
    try {
        return rate::from_percent(printed->value());
    } catch (const exception& failure) {
        add(failure.error(), value, path);
        return std::nullopt;
    }
}

std::optional<decimal> value_reader::number(const toml::node& value, std::string_view path) {
    const auto text = quoted(value, path, "\"0.03\"");
    if (!text) return std::nullopt;
    const auto out = decimal::try_parse(*text);
    if (out) return *out;
    add(out.error(), value, path);
    return std::nullopt;
}

std::optional<std::int64_t> value_reader::count(const toml::node& value, std::string_view path, std::int64_t least, std::int64_t most) {
    const auto* const given = value.as_integer();
    if (given == nullptr) {
        found_.add(errc::usage,
                   fmt::format("{} is {}; a whole number without quotes is needed", path,
                               value.is_floating_point() ? "no whole number" : kind_of(value)),
                   place_of(value));
        return std::nullopt;
    }
    if (given->get() >= least && given->get() <= most) return given->get();
    found_.add(errc::domain_count, fmt::format("{} is {}; {} to {} is allowed", path, given->get(), least, most), place_of(value));
    return std::nullopt;
}

std::optional<period> value_reader::checked(const period& read, std::string_view path, const period* like, const file_place& at) {
    if (like == nullptr || like->kind() == read.kind()) return read;
    found_.add(errc::period_kind,
               fmt::format("{} is {}, a {}; the model's periods are {}s such as {}", path, to_string(read), to_string(read.kind()),
                           to_string(like->kind()), to_string(*like)),
               at);
    return std::nullopt;
}

std::optional<period> value_reader::when(const toml::node& value, std::string_view path, const period* like) {
    try {
        if (const auto* const year = value.as_integer()) return checked(period::year(year->get()), path, like, place_of(value));
        if (const auto* const text = value.as_string()) return checked(period::parse(text->get()), path, like, place_of(value));
    } catch (const exception& failure) {
        add(failure.error(), value, path);
        return std::nullopt;
    }
    found_.add(errc::parse_period,
               fmt::format(R"({} is {}; a year such as 2028, or in quotes "FY2028" or "2028Q1", is needed)", path, kind_of(value)),
               place_of(value));
    return std::nullopt;
}

std::optional<period> value_reader::when(const toml::key& key, std::string_view path, const period* like) {
    try {
        return checked(period::parse(key.str()), path, like, place_of(key));
    } catch (const exception& failure) {
        found_.add(failure.error().code, std::string(path) + ": " + failure.error().message, place_of(key));
        return std::nullopt;
    }
}

std::optional<period_span> value_reader::span(const toml::node& value, std::string_view path) {
    const auto text = quoted(value, path, "\"2020..2028\"");
    if (!text) return std::nullopt;
    try {
        const std::size_t dots = text->find("..");
        if (dots == std::string::npos) {
            const window told = parse_window(*text);
            return period_span{told.from, told.to};
        }
        const auto part = [&](std::size_t from, std::size_t size) {
            try {
                return period::parse(std::string_view(*text).substr(from, size));
            } catch (const exception& failure) {
                throw exception(detail::placed_in(failure.error(), *text, from));
            }
        };
        const period first = part(0, dots);
        const period last = part(dots + 2, std::string::npos);
        if (first.kind() != last.kind())
            detail::fail(errc::period_kind, fmt::format("{} is a {} and {} a {}; both must be of one kind", to_string(first),
                                                        to_string(first.kind()), to_string(last), to_string(last.kind())));
        if (last < first)
            detail::fail(errc::period_order, fmt::format("{} lies before {}; the first comes first", to_string(last), to_string(first)));
        return period_span{first, last};
    } catch (const exception& failure) {
        add(failure.error(), value, path);
        return std::nullopt;
    }
}

std::optional<std::size_t> value_reader::choice(const toml::node& value, std::string_view path, std::span<const std::string> names) {
    const auto text = quoted(value, path, fmt::format("\"{}\"", names.front()));
    if (!text) return std::nullopt;
    const auto found = std::find(names.begin(), names.end(), *text);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    found_.add(errc::usage,
               fmt::format("{} is {}; {} is allowed{}", path, detail::in_quotes(*text), listed(names), suggestion(*text, names)),
               place_of(value));
    return std::nullopt;
}

const toml::table* value_reader::table(const toml::node& value, std::string_view path) {
    if (const auto* const out = value.as_table()) return out;
    found_.add(errc::usage, fmt::format("{} is {}; a table is needed", path, kind_of(value)), place_of(value));
    return nullptr;
}

const toml::array* value_reader::list(const toml::node& value, std::string_view path) {
    if (const auto* const out = value.as_array()) return out;
    found_.add(errc::usage, fmt::format("{} is {}; a list in brackets is needed", path, kind_of(value)), place_of(value));
    return nullptr;
}

known_keys::known_keys(value_reader& in, const toml::table& t, std::string path, std::initializer_list<std::string_view> known)
    : table_(&t), path_(std::move(path)) {
    for (const auto& [key, value] : t) {
        if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
        const std::vector<std::string> names(known.begin(), known.end());
        const std::string hint = suggestion(key.str(), names);
        in.add(errc::unknown_name,
               fmt::format("the key {}{} is not known{} {} {} allowed", detail::in_quotes(key.str()),
                           path_.empty() ? std::string() : " of " + detail::made_visible(path_), hint.empty() ? ";" : hint,
                           listed(names, "and"), names.size() == 1 ? "is" : "are"),
               place_of(key));
    }
}

const toml::node* known_keys::require(value_reader& in, std::string_view key, std::string_view like) const {
    const toml::node* const value = find(key);
    if (value == nullptr)
        in.add(errc::missing_fact, fmt::format("{} is missing; write {}", detail::made_visible(path(key)), like), place_of(*table_));
    return value;
}

} // namespace cagr::cli
