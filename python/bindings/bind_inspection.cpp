#include <pybind11/pybind11.h>

#include <petasentra/geometry/shape.hpp>
#include <string>
#include <vector>

#include "bindings/handles.hpp"
#include "bindings/module.hpp"
#include "bindings/numpy_views.hpp"

namespace py = pybind11;
using namespace py::literals;

namespace petasentra::bindings {
namespace {

struct InvalidRow {
    std::size_t row = 0;
    geometry::Validity why;
};

using Place = py::typing::Tuple<py::int_, py::str, py::float_, py::float_>;

py::typing::List<Place> invalid_rows(const LayerHandle& layer) {
    std::vector<InvalidRow> found;
    {
        const py::gil_scoped_release no_gil;
        for (std::size_t row = 0; row < layer->size(); ++row) {
            auto why = geometry::validity(layer->geometry, row);
            if (!why.valid()) found.push_back({row, std::move(why)});
        }
    }
    py::list out;
    for (const auto& [row, why] : found) out.append(py::make_tuple(row, python_text(why.reason), why.x, why.y));
    return py::typing::List<Place>(std::move(out));
}

}  // namespace

void bind_inspection(py::module_& module) {
    module.def("invalid_rows", &invalid_rows, "layer"_a,
               "Rows that are no valid OGC geometry: (row, reason, x, y of the first place).");
}

}  // namespace petasentra::bindings
