// Models for tests, and what becomes of those that are refused.
#pragma once

#include "ai_market.hpp"
#include "catch.hpp"

#include <cagr/model.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace models {

using namespace cagr;
using namespace cagr::literals;
using namespace std::chrono_literals;

inline figure f(std::string_view text) { return figure::parse(text, notation::point); }

/// Plain numbers from 2020 to 2022.
inline model three_years(std::vector<segment> segments) { return {.first = 2020y, .last = 2022y, .segments = std::move(segments)}; }

inline std::string failure(const model& m) {
    const auto p = try_project(m);
    return p ? "none" : std::string(p.error().id()) + ": " + p.error().message;
}

inline bool mentions(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

/// A failure of this id whose message says all of this.
inline bool fails(const model& m, std::string_view id, const std::vector<std::string_view>& saying) {
    const std::string what = failure(m);
    INFO(what);
    bool all = what.starts_with(std::string(id) + ": ");
    for (const std::string_view part : saying) all = all && mentions(what, part);
    if (!all) WARN(what);
    return all;
}

using tests::ai_market;

} // namespace models
