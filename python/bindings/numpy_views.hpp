#pragma once
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <memory>
#include <span>
#include <vector>

namespace petasentra::bindings {

/// A capsule that keeps `owner` alive for as long as numpy looks at its memory.
[[nodiscard]] inline pybind11::capsule keep_alive(std::shared_ptr<const void> owner) {
    auto* kept = new std::shared_ptr<const void>(std::move(owner));
    return pybind11::capsule(kept, [](void* pointer) { delete static_cast<std::shared_ptr<const void>*>(pointer); });
}

/// A read-only array over memory of `owner`: nothing is copied.
[[nodiscard]] inline pybind11::array read_only_view(const pybind11::dtype& type,
                                                    const std::vector<pybind11::ssize_t>& shape, const void* data,
                                                    std::shared_ptr<const void> owner) {
    static constexpr double nothing = 0.0;
    pybind11::array out(type, shape, data == nullptr ? &nothing : data, keep_alive(std::move(owner)));
    out.attr("flags").attr("writeable") = false;
    return out;
}

/// A numpy array that takes over a vector.
template <class T>
[[nodiscard]] pybind11::array_t<T> array_from(std::vector<T>&& values) {
    auto* kept = new std::vector<T>(std::move(values));
    pybind11::capsule owner(kept, [](void* pointer) { delete static_cast<std::vector<T>*>(pointer); });
    return pybind11::array_t<T>(static_cast<pybind11::ssize_t>(kept->size()), kept->data(), owner);
}

/// A contiguous one-dimensional array as a span, valid while the array lives.
template <class T>
[[nodiscard]] std::span<const T> span_of(
    const pybind11::array_t<T, pybind11::array::c_style | pybind11::array::forcecast>& array) {
    return {array.data(), static_cast<std::size_t>(array.size())};
}

}  // namespace petasentra::bindings
