#include "bindings/errors.hpp"

#include <exception>
#include <new>

#include "bindings/python_text.hpp"

namespace py = pybind11;

namespace petasentra::bindings {
namespace {

const char* class_name(core::ErrorCode code) {
    switch (static_cast<int>(code) / 100) {
        case 1:
            return "SchemaError";
        case 2:
            return "CrsError";
        case 3:
            return "GeometryError";
        case 4:
            return "RuleError";
        case 5:
            return "NetworkError";
        case 6:
            return "InfeasibleError";
        case 7:
            return "IoError";
        case 8:
            return "OptionError";
        case 9:
            return "Cancelled";
        default:
            return "InternalError";
    }
}

void raise(const core::Error& error) {
    const auto exception = python_error(error);
    PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(exception.ptr())), exception.ptr());
}

void translate(std::exception_ptr pointer) {
    try {
        std::rethrow_exception(pointer);
    } catch (const core::Error& error) {
        raise(error);
    } catch (const py::error_already_set&) {
        throw;
    } catch (const py::builtin_exception&) {
        throw;
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& error) {
        const std::string what = error.what();
        raise(core::Error(
            core::ErrorCode::internal,
            {"Kesalahan di dalam petasentra: " + what, "An error inside petasentra: " + what},
            {"Mohon laporkan beserta data yang memunculkannya.", "Please report it with the data that led to it."}));
    }
}

}  // namespace

py::object python_error(const core::Error& error) {
    const auto type = py::module_::import("petasentra.errors").attr(class_name(error.code()));
    const auto& place = error.place();
    using namespace py::literals;
    // Errors quote what they found, and what they found may be no UTF-8.
    return type("message_en"_a = python_text(error.message().en), "message_id"_a = python_text(error.message().id),
                "hint_en"_a = python_text(error.hint().en), "hint_id"_a = python_text(error.hint().id),
                "code"_a = static_cast<int>(error.code()), "file"_a = python_text(place.file),
                "layer"_a = python_text(place.layer), "feature"_a = python_text(place.feature),
                "column"_a = python_text(place.column));
}

void register_errors(py::module_& /*module*/) {
    py::register_local_exception_translator(translate);
}

}  // namespace petasentra::bindings
