// What it answers: whether a batch's columns match and are within the limits, and which thread works on which rows.
// What it needs: batch.hpp.
// Example: auto refusals = for_rows(rows, threads, [&](std::size_t first, std::size_t last, auto& refused) { ... });
#pragma once

#include <cagr/batch.hpp>

#include <algorithm>
#include <exception>
#include <string>
#include <system_error>
#include <thread>

namespace cagr {
inline namespace v0 {
namespace detail {

inline int checked_places(whole_count places, const char* what) {
    return static_cast<int>(places.checked(what, limits::batch_places, errc::limit_digits));
}

inline void check_columns(const char* one, std::size_t one_rows, const char* other, std::size_t other_rows) {
    if (one_rows != other_rows)
        fail(errc::domain_columns, std::string("a batch of ") + std::to_string(one_rows) + " " + one + " and " +
                                       std::to_string(other_rows) + " " + other + "; there must be as many");
}

/// Refuses values that would be written over the column that they come from: a row is read again where it is decided in integers.
inline void check_apart(const char* name, std::span<const std::int64_t> column, std::span<const std::int64_t> values) {
    const auto place = [](const std::int64_t* at) { return reinterpret_cast<std::uintptr_t>(at); };
    if (place(column.data()) < place(values.data() + values.size()) && place(values.data()) < place(column.data() + column.size()))
        fail(errc::domain_columns, std::string("the values of a batch are written over its ") + name + "; they need memory of their own");
}

/// Calls work(first, last, refusals) for parts of the rows, each part on a thread of its own; the first one on this thread. Where the
/// system has no thread left, this one does its part. Returns the refusals in the order of the rows.
template <class Work>
std::vector<batch_refusal> for_rows(std::size_t rows, whole_count threads, const Work& work) {
    constexpr std::size_t least_rows = 1024; // below, starting a thread takes longer than the work
    std::size_t parts = threads.checked("the number of threads", limits::batch_threads, errc::limit_rows);
    parts = std::clamp<std::size_t>(parts, 1, rows / least_rows + 1);
    struct part {
        std::vector<batch_refusal> refusals;
        std::exception_ptr failure;
    };
    std::vector<part> done(parts);
    const auto run = [&](std::size_t i) {
        const std::size_t each = rows / parts;
        const std::size_t more = rows % parts; // of the first parts
        const std::size_t first = i * each + std::min(i, more);
        try {
            work(first, first + each + (i < more ? 1 : 0), done[i].refusals);
        } catch (...) {
            done[i].failure = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> pool;
        pool.reserve(parts - 1);
        for (std::size_t i = 1; i < parts; ++i) {
            try {
                pool.emplace_back(run, i);
            } catch (const std::system_error&) {
                run(i);
            }
        }
        run(0);
    }
    for (const part& p : done)
        if (p.failure) std::rethrow_exception(p.failure);
    std::vector<batch_refusal> all = std::move(done[0].refusals);
    for (std::size_t i = 1; i < parts; ++i) all.insert(all.end(), done[i].refusals.begin(), done[i].refusals.end());
    return all;
}

} // namespace detail
} // namespace v0
} // namespace cagr
