// The words of sentences about markets as data: the shape of a language's table.
#pragma once

#include <cagr/detail/words.hpp>

#include <cstdint>
#include <span>
#include <string_view>

namespace cagr {
inline namespace v0 {
namespace detail {

/// What a phrase says of the figures and years around it.
enum class cue : std::uint8_t {
    none,
    link,         // may stand between a figure and its year: in, the year
    until,        // the same before a year to come: by, until
    since,        // before the year that a rate begins with: from, starting in
    past,         // a value that there was: was valued at
    present,      // a value that is the latest: is estimated at
    future,       // a value to come: is projected to reach
    from,         // the value that growth begins with
    to,           // the value that it ends with; also between the years of a window
    join,         // between the years of a window only: through
    between,      // before two years that
    both,         // this stands between: between 2021 and 2028
    increase,     // an amount that is added
    rate,         // a growth rate by its name: CAGR
    growth,       // growth, by a percentage near it
    yearly,       // a year, annually
    past_growth,  // growth that is over: grew at, historical
    decline,      // growth below 0: to shrink
    share,        // a percentage of something
    segment,      // a part of the market
    price,        // what something costs
    dated,        // a year after it is that of a date: June, Q3
    titled,       // a year before it is that of what is told of: report, 月
    fiscal,       // the year after it is fiscal
    year,         // after the number of a year: 年
    horizon,      // the forecast period
    said_by,      // a publisher follows: according to
    says,         // a publisher stands before it: estimates that
    market,       // the subject of a claim
    respectively, // values and years are told in the same order
};

struct cue_word {
    std::string_view text;
    cue meaning;
};

/// A language's words of sentences, matched as those of figures are.
struct sentence_table {
    std::span<const cue_word> cues;
    word_list counted = {};        // what plain numbers count: 8,950 units
    word_list not_names = {};      // words with a capital that name no publisher
    word_list name_links = {};     // small words within a publisher's name
    word_list plain_subjects = {}; // words before or after `market` that do not tell one market from another
    bool subject_follows = false;  // mercato dei droni, not drone market
};

} // namespace detail
} // namespace v0
} // namespace cagr
