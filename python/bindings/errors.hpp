#pragma once
#include <pybind11/pybind11.h>

#include <petasentra/core/error.hpp>

namespace petasentra::bindings {

/// Makes exceptions that leave this extension module instances of the classes in petasentra.errors, attributes filled:
/// core::Error by the hundreds of its code, any other standard exception as InternalError. Python's own exceptions
/// (raised by Python code that C++ called, type errors of arguments, out of memory) pass unchanged.
/// Call once in each module's init.
void register_errors(pybind11::module_& module);

/// The Python exception object for an error.
[[nodiscard]] pybind11::object python_error(const core::Error& error);

}  // namespace petasentra::bindings
