#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <chrono>
#include <petasentra/core/error.hpp>
#include <petasentra/core/suggest.hpp>
#include <petasentra/core/version.hpp>
#include <stdexcept>
#include <string>
#include <thread>

#include "bindings/control.hpp"
#include "bindings/module.hpp"

namespace py = pybind11;
using namespace py::literals;

namespace petasentra::bindings {
namespace {

// Work of a known length for the tests of progress and Ctrl-C: reports its share and polls `control` every millisecond.
void work_for(double seconds, const core::Control& control) {
    using clock = std::chrono::steady_clock;
    const auto begin = clock::now();
    while (true) {
        control.check();
        const auto share = std::chrono::duration<double>(clock::now() - begin).count() / seconds;
        if (control.progress) control.progress(share < 1.0 ? share : 1.0);
        if (share >= 1.0) return;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

void raise_error(int code) {
    throw core::Error(static_cast<core::ErrorCode>(code), {"Pesan uji.", "A test message."},
                      {"Petunjuk uji.", "A test hint."},
                      {.file = "berkas.shp", .layer = "zona", .feature = "7", .column = "KODE"});
}

}  // namespace

void bind_core(py::module_& module) {
    module.def("version", &core::version, "The version of the library, \"major.minor.patch\".");

    module.def(
        "nearest",
        [](const std::string& word, const std::vector<std::string>& candidates) {
            return core::nearest(word, candidates);
        },
        "word"_a, "candidates"_a, "The candidate most like a word, for \"did you mean\"; empty if none is near.");

    // For the package's own tests; not part of the interface.
    module.def("testing_raise_error", &raise_error, "code"_a,
               "Raise the library's error of this code, every field filled.");
    module.def(
        "testing_raise_foreign", [] { throw std::runtime_error("foreign"); },
        "Raise an exception the library did not foresee.");
    module.def(
        "testing_work_for",
        [](double seconds, const py::object& progress) {
            run_interruptible({progress, 1}, [&](const core::Control& control) { work_for(seconds, control); });
        },
        "seconds"_a, py::kw_only(), "progress"_a = py::none(),
        "Work for a while on another thread, watched and stoppable.");
}

}  // namespace petasentra::bindings
