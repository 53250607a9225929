#include "bindings/column_values.hpp"

#include <cmath>
#include <cstring>
#include <limits>
#include <string>

#include "bindings/numpy_views.hpp"
#include "bindings/python_text.hpp"

namespace py = pybind11;

namespace petasentra::bindings {
namespace {

using layer::Column;
using layer::Family;
using Owner = std::shared_ptr<const void>;

// numpy's name of a number type; empty for other formats.
std::string number_type(const std::string& format) {
    if (format == "e") return "float16";
    if (format == "f") return "float32";
    if (format == "g") return "float64";
    const auto name = layer::type_name(format);
    return name.find("int") == std::string::npos ? "" : name;
}

// numpy's type of a date, timestamp or duration; empty for other formats. Days and milliseconds have widths of their
// own.
std::string time_type(const std::string& format) {
    if (format == "tdD") return "datetime64[D]";
    if (format == "tdm") return "datetime64[ms]";
    if (format.size() < 3 || (!format.starts_with("ts") && !format.starts_with("tD"))) return "";
    const std::string unit = format[2] == 's' ? "s" : std::string(1, format[2]) + "s";
    return (format[1] == 's' ? "datetime64[" : "timedelta64[") + unit + "]";
}

std::vector<py::ssize_t> shape_of(const Column& column) {
    return {static_cast<py::ssize_t>(column.size)};
}

py::object numbers(const Column& column, const std::string& type, const Owner& owner) {
    const bool floating = column.format == "e" || column.format == "f" || column.format == "g";
    if (column.null_count() == 0) return read_only_view(py::dtype(type), shape_of(column), column.data.data(), owner);
    py::array_t<double> out(static_cast<py::ssize_t>(column.size));
    auto* values = out.mutable_data();
    for (std::size_t row = 0; row < column.size; ++row) values[row] = column.number_at(row).value_or(NAN);
    if (floating && column.format != "g") return out.attr("astype")(type);
    return out;
}

// numpy marks a missing time by the smallest int64.
py::object times(const Column& column, const std::string& type, const Owner& owner) {
    const bool days = column.format == "tdD";
    if (!days && column.null_count() == 0) {
        return read_only_view(py::dtype("int64"), shape_of(column), column.data.data(), owner).attr("view")(type);
    }
    py::array_t<std::int64_t> out(static_cast<py::ssize_t>(column.size));
    auto* values = out.mutable_data();
    for (std::size_t row = 0; row < column.size; ++row) {
        values[row] = std::numeric_limits<std::int64_t>::min();
        if (!column.is_valid(row)) continue;
        if (days) {
            std::int32_t day = 0;
            std::memcpy(&day, column.data.data() + row * sizeof day, sizeof day);
            values[row] = day;
        } else {
            std::memcpy(&values[row], column.data.data() + row * sizeof values[row], sizeof values[row]);
        }
    }
    return out.attr("view")(type);
}

py::object booleans(const Column& column, const Owner& owner) {
    if (column.null_count() == 0) return read_only_view(py::dtype("bool"), shape_of(column), column.data.data(), owner);
    py::list out(column.size);
    for (std::size_t row = 0; row < column.size; ++row) {
        out[row] = column.is_valid(row) ? py::object(py::bool_(column.data[row] != std::byte{0})) : py::none();
    }
    return out;
}

py::object texts(const Column& column) {
    const bool binary = column.format == "z" || column.format == "Z" || column.format == "vz";
    py::list out(column.size);
    for (std::size_t row = 0; row < column.size; ++row) {
        if (!column.is_valid(row)) {
            out[row] = py::none();
            continue;
        }
        const auto begin = static_cast<std::size_t>(column.offsets[row]);
        const std::string_view text(reinterpret_cast<const char*>(column.data.data()) + begin,
                                    static_cast<std::size_t>(column.offsets[row + 1]) - begin);
        out[row] = binary ? py::object(py::bytes(text.data(), text.size())) : py::object(python_text(text));
    }
    return out;
}

py::object lists(const Column& column, const Owner& owner) {
    auto items = column_values(column.children[0], owner);
    if (items.is_none() || column.format == "+m") return py::none();
    if (!py::isinstance<py::list>(items)) items = items.attr("tolist")();
    py::list out(column.size);
    for (std::size_t row = 0; row < column.size; ++row) {
        if (!column.is_valid(row)) {
            out[row] = py::none();
            continue;
        }
        out[row] = items[py::slice(column.offsets[row], column.offsets[row + 1], 1)];
    }
    return out;
}

// Each row's value out of the dictionary's own.
py::object dictionary_values(const Column& column) {
    const auto& values = column.dictionary[0];
    if (values.is_text()) {
        const auto words = texts(values);
        py::list out(column.size);
        Column indices = column;
        indices.dictionary.clear();
        for (std::size_t row = 0; row < column.size; ++row) {
            const auto index = indices.number_at(row);
            out[row] = index ? py::object(words[py::int_(static_cast<std::int64_t>(*index))]) : py::none();
        }
        return out;
    }
    if (!values.is_number()) return py::none();
    py::array_t<double> out(static_cast<py::ssize_t>(column.size));
    for (std::size_t row = 0; row < column.size; ++row) out.mutable_data()[row] = column.number_at(row).value_or(NAN);
    return out;
}

}  // namespace

py::object column_values(const Column& column, const Owner& owner) {
    if (!column.dictionary.empty()) return dictionary_values(column);
    if (const auto type = number_type(column.format); !type.empty()) return numbers(column, type, owner);
    if (const auto type = time_type(column.format); !type.empty()) return times(column, type, owner);
    switch (layer::family_of(column.format)) {
        case Family::nothing: {
            py::list out(column.size);
            for (std::size_t row = 0; row < column.size; ++row) out[row] = py::none();
            return out;
        }
        case Family::boolean:
            return booleans(column, owner);
        case Family::text:
            return texts(column);
        case Family::list:
            return lists(column, owner);
        default:
            return py::none();
    }
}

}  // namespace petasentra::bindings
