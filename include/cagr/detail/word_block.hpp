// What it answers: where an array of words lives whose length is known once: in its owner while short, else on the heap.
// What it needs: nothing.
// Example: std::uint64_t* const words = block.allocate(44);
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

namespace cagr {
inline namespace v0 {
namespace detail {

/// One array of words. Moving takes it along and leaves none; a short one costs no allocation and is copied by a move.
class word_block {
public:
    word_block() noexcept = default;
    word_block(word_block&& other) noexcept : heap_(std::exchange(other.heap_, nullptr)), size_(std::exchange(other.size_, 0)) {
        copy_short(other);
    }
    word_block& operator=(word_block&& other) noexcept {
        if (this == &other) return *this;
        delete[] heap_;
        heap_ = std::exchange(other.heap_, nullptr);
        size_ = std::exchange(other.size_, 0);
        copy_short(other);
        return *this;
    }
    word_block(const word_block&) = delete;
    word_block& operator=(const word_block&) = delete;
    ~word_block() { delete[] heap_; }

    /// `size` words, not yet written, of a block that has none so far.
    std::uint64_t* allocate(std::size_t size) {
        if (size > short_size) heap_ = new std::uint64_t[size];
        size_ = size;
        return data();
    }

    [[nodiscard]] std::uint64_t* data() noexcept { return heap_ != nullptr ? heap_ : short_; }
    [[nodiscard]] const std::uint64_t* data() const noexcept { return heap_ != nullptr ? heap_ : short_; }

private:
    static constexpr std::size_t short_size = 64;

    void copy_short(const word_block& other) noexcept {
        if (heap_ != nullptr) return;
        for (std::size_t i = 0; i < size_; ++i) short_[i] = other.short_[i];
    }

    std::uint64_t* heap_ = nullptr; // not a unique_ptr: <memory> would be a quarter of what including cagr costs
    std::size_t size_ = 0;
    std::uint64_t short_[short_size];
};

/// A count that goes along with what is moved and leaves 0 behind.
struct moving_count {
    std::size_t value = 0;

    moving_count(std::size_t n) noexcept : value(n) {}
    moving_count(moving_count&& other) noexcept : value(std::exchange(other.value, 0)) {}
    moving_count& operator=(moving_count&& other) noexcept {
        value = std::exchange(other.value, 0);
        return *this;
    }
    moving_count(const moving_count&) = delete;
    moving_count& operator=(const moving_count&) = delete;
    ~moving_count() = default;
    operator std::size_t() const noexcept { return value; }
};

} // namespace detail
} // namespace v0
} // namespace cagr
