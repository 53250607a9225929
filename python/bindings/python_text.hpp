#pragma once
#include <pybind11/pybind11.h>

#include <string_view>

namespace petasentra::bindings {

/// Text as Python's str. Bytes that are not UTF-8 stay visible as \xNN: neither a column nor an error that quotes the
/// text may fail because of them, so no text out of data goes to Python in another way.
[[nodiscard]] inline pybind11::str python_text(std::string_view text) {
    auto* made = PyUnicode_DecodeUTF8(text.data(), static_cast<pybind11::ssize_t>(text.size()), "backslashreplace");
    if (made == nullptr) throw pybind11::error_already_set();
    return pybind11::reinterpret_steal<pybind11::str>(made);
}

}  // namespace petasentra::bindings
