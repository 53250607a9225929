#pragma once
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <memory>
#include <petasentra/geometry/places.hpp>
#include <span>
#include <stdexcept>
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
template <class T, class Allocator>
[[nodiscard]] pybind11::array_t<T> array_from(std::vector<T, Allocator>&& values) {
    using Values = std::vector<T, Allocator>;
    auto* kept = new Values(std::move(values));
    pybind11::capsule owner(kept, [](void* pointer) { delete static_cast<Values*>(pointer); });
    return pybind11::array_t<T>(static_cast<pybind11::ssize_t>(kept->size()), kept->data(), owner);
}

/// A contiguous one-dimensional array as a span, valid while the array lives.
template <class T>
[[nodiscard]] std::span<const T> span_of(
    const pybind11::array_t<T, pybind11::array::c_style | pybind11::array::forcecast>& array) {
    return {array.data(), static_cast<std::size_t>(array.size())};
}

/// Coordinates where numpy holds them, in whatever steps of whole doubles; valid while the arrays live.
[[nodiscard]] inline geometry::Places places_of(const pybind11::array_t<double>& x,
                                                const pybind11::array_t<double>& y) {
    if (x.ndim() != 1 || y.ndim() != 1 || x.size() != y.size())
        throw std::invalid_argument("x and y must be arrays of one length");
    constexpr auto width = static_cast<pybind11::ssize_t>(sizeof(double));
    if (x.strides(0) % width != 0 || y.strides(0) % width != 0)
        throw std::invalid_argument("x and y must lie in steps of whole doubles");
    return {x.data(), y.data(), x.strides(0) / width, y.strides(0) / width, static_cast<std::size_t>(x.size())};
}

}  // namespace petasentra::bindings
