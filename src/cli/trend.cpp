// The command `trend`: how a series of values has grown.
#include "commands.hpp"
#include "csv_header.hpp"
#include "dates.hpp"
#include "display.hpp"
#include "trend_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace cagr::cli {

namespace {

/// The points of a series as they are read, in their order, and what they are counted in together.
class series_reader {
public:
    explicit series_reader(const settings& s) : reading_(s.reading) {}

    void read_arguments(const request& r) {
        for (const std::string option : {"period", "value"})
            if (r.has(option)) detail::fail(errc::usage, "--" + option + " names a column of a file; values that are arguments have none");
        for (const std::string& argument : r.values) {
            const std::string text = argument_text(argument);
            const figure read = parse_value(text, reading_);
            if (!read.when())
                detail::fail(errc::missing_fact, detail::in_quotes(text) + " has no period; write VALUE@PERIOD, such as 12@2017, " +
                                                     "or name one file and nothing else");
            add(read, *read.when());
        }
    }

    void read_file(const request& r) {
        input_file in(r.values[0]);
        csv_reader reader(in);
        const columns at = columns_of(reader, in, r);
        while (reader.next()) {
            const auto in_line = [&](const auto& body) {
                try {
                    body();
                } catch (const exception& failure) {
                    error e = failure.error();
                    e.message = fmt::format("line {}: {}", reader.line(), e.message);
                    throw exception(std::move(e));
                }
            };
            in_line([&] {
                check_fields(reader, at.width);
                const period when = in_column(at.period_name, [&] { return period::parse(trimmed(reader.field(at.period))); });
                const std::string_view cell = trimmed(reader.field(at.value));
                if (cell.empty())
                    detail::fail(errc::missing_fact,
                                 fmt::format("{} has no value; a period without one has no row, and is a gap", to_string(when)));
                add(in_column(at.value_name, [&] { return parse_undated("the value", cell, reading_); }), when);
            });
            lines_.push_back(reader.line());
            if (points_.size() > limits::trend_points)
                detail::fail(errc::limit_rows,
                             fmt::format("{} has over {} rows; at most that many are allowed", in.named(), limits::trend_points));
        }
    }

    /// The trend's error as the user knows the points: by their lines.
    [[noreturn]] void fail(error e) const {
        constexpr std::string_view word = "point ";
        for (std::size_t at = e.message.find(word); at != std::string::npos && !lines_.empty(); at = e.message.find(word, at + 1)) {
            std::size_t place = 0;
            std::size_t end = at + word.size();
            while (end < e.message.size() && e.message[end] >= '0' && e.message[end] <= '9' && place <= lines_.size())
                place = place * 10 + static_cast<std::size_t>(e.message[end++] - '0');
            if (place == 0 || place > lines_.size()) continue;
            e.message.replace(at, end - at, fmt::format("line {}", lines_[place - 1]));
        }
        throw exception(std::move(e));
    }

    [[nodiscard]] std::vector<point> points() { return std::move(points_); }
    /// The value of the earliest period.
    [[nodiscard]] const std::optional<figure>& first() const noexcept { return first_; }
    [[nodiscard]] bool any_loose() const noexcept { return loose_; }
    [[nodiscard]] basis counted_in() const { return common_basis({money_ ? &*money_ : nullptr, thing_ ? &*thing_ : nullptr}); }

private:
    struct columns {
        std::size_t width = 0;
        std::size_t period = 0;
        std::size_t value = 0;
        std::string period_name;
        std::string value_name;
    };

    static std::string lower(std::string text) {
        for (char& c : text)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
        return text;
    }

    /// Where the columns are, by the names asked or the usual ones.
    static columns columns_of(csv_reader& reader, const input_file& in, const request& r) {
        const auto names_of = [&](const std::string& option, std::vector<std::string> usual) {
            const auto given = r.text(option);
            if (!given) return usual;
            const std::string name = lower(std::string(trimmed(*given)));
            if (name.empty()) detail::fail(errc::usage, "--" + option + " is empty; the name of a column is needed");
            return std::vector<std::string>{name};
        };
        const std::vector<std::string> periods = names_of("period", {"period", "year"});
        const std::vector<std::string> values = names_of("value", {"value"});
        const auto places = [](const csv_reader& header, const std::vector<std::string>& names) {
            std::vector<std::size_t> out;
            for (const std::string& name : names)
                for (const std::size_t place : columns_named(header, name)) out.push_back(place);
            return out;
        };
        columns out;
        out.width = read_header(reader, in, "the columns period and value", [&](const csv_reader& header) {
            return static_cast<int>(!places(header, periods).empty()) + static_cast<int>(!places(header, values).empty());
        });
        const auto only = [&](const std::string& option, const std::vector<std::string>& names) {
            const std::vector<std::size_t> found = places(reader, names);
            if (found.empty())
                detail::fail(errc::missing_fact, fmt::format("the header of {} has no column {}; it has {}; name one with --{}", in.named(),
                                                             listed(names), listed_columns(reader), option));
            if (found.size() > 1)
                detail::fail(errc::usage,
                             fmt::format("the header of {} has {} columns that are called {}, columns {} and {}; name one with --{}",
                                         in.named(), found.size(), listed(names), found[0] + 1, found[1] + 1, option));
            return found.front();
        };
        out.period = only("period", periods);
        out.value = only("value", values);
        out.period_name = std::string(trimmed(reader.field(out.period)));
        out.value_name = std::string(trimmed(reader.field(out.value)));
        return out;
    }

    void add(const figure& read, const period& when) {
        static_cast<void>(common_basis({money_ ? &*money_ : nullptr, thing_ ? &*thing_ : nullptr, &read}));
        if (!money_ && !read.currency().empty()) money_ = read;
        if (!thing_ && !read.unit().empty()) thing_ = read;
        if (!first_ || when < earliest_) {
            first_ = read;
            earliest_ = when;
        }
        loose_ = loose_ || is_loose(read);
        points_.push_back({when, read.value()});
    }

    const manner& reading_;
    std::vector<point> points_;
    std::vector<std::uint64_t> lines_; // of a file
    std::optional<figure> first_;
    period earliest_;
    bool loose_ = false;
    std::optional<figure> money_; // the first that names a currency
    std::optional<figure> thing_; // and the first that names a unit
};

/// `95%`, or a bare number of percent.
decimal confidence_of(const request& r) {
    const auto text = r.text("confidence");
    if (!text) return 95;
    return in_column("--confidence", [&] {
        bool bare = false;
        return parse_rate_or_percent(argument_text(*text), {}, bare).printed.value();
    });
}

} // namespace

std::string run_trend(const request& r, const settings& s) {
    const std::int64_t steps = steps_a_year(r);
    trend_request asked{.confidence_percent = confidence_of(r), .rates_per_year = static_cast<std::uint64_t>(steps), .to = s.solved};
    if (const auto window = r.text("window"))
        asked.window = whole_number_option("window", argument_text(*window), limits::periods, errc::limit_periods);
    series_reader series(s);
    const bool is_file =
        r.values.size() == 1 && (r.values[0] == "-" || r.values[0].find('@') == std::string::npos || !figure::try_parse(r.values[0]));
    is_file ? series.read_file(r) : series.read_arguments(r);
    asked.points = series.points();
    try {
        if (!series.first()) static_cast<void>(trend(asked)); // which tells that there are no points
        return trend_text({.asked = std::move(asked),
                           .first = *series.first(),
                           .counted_in = series.counted_in(),
                           .step = steps == 1   ? "year"
                                   : steps == 4 ? "quarter"
                                                : "month",
                           .is_loose = series.any_loose()},
                          s);
    } catch (const exception& failure) {
        series.fail(failure.error());
    }
}

} // namespace cagr::cli
