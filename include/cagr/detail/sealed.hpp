// What it answers: who owns an object whose type only the definitions know.
// What it needs: nothing. (A std::shared_ptr would do; <memory> is a quarter of what including cagr costs.)
// Example: sealed<origin> source(new origin{...}, [](const origin* o) noexcept { delete o; });
#pragma once

#include <utility>

namespace cagr {
inline namespace v0 {
namespace detail {

/// Owns a constant object, or nothing. Moving takes it along.
template <class T>
class sealed {
public:
    sealed() noexcept = default;
    sealed(const T* object, void (*destroy)(const T*) noexcept) noexcept : object_(object), destroy_(destroy) {}
    sealed(sealed&& other) noexcept : object_(std::exchange(other.object_, nullptr)), destroy_(other.destroy_) {}
    sealed& operator=(sealed&& other) noexcept {
        sealed taken(std::move(other));
        std::swap(object_, taken.object_);
        std::swap(destroy_, taken.destroy_);
        return *this;
    }
    sealed(const sealed&) = delete;
    sealed& operator=(const sealed&) = delete;
    ~sealed() {
        if (object_ != nullptr) destroy_(object_);
    }

    [[nodiscard]] const T* get() const noexcept { return object_; }

private:
    const T* object_ = nullptr;
    void (*destroy_)(const T*) noexcept = nullptr;
};

} // namespace detail
} // namespace v0
} // namespace cagr
