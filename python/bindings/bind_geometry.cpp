#include <pybind11/numpy.h>
#include <pybind11/operators.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <petasentra/core/error.hpp>
#include <petasentra/geometry/crs.hpp>
#include <petasentra/geometry/library.hpp>
#include <petasentra/geometry/measure.hpp>
#include <petasentra/geometry/transform.hpp>
#include <petasentra/geometry/true_metres.hpp>
#include <string>
#include <vector>

#include "bindings/control.hpp"
#include "bindings/module.hpp"
#include "bindings/numpy_views.hpp"
#include "bindings/python_text.hpp"

namespace py = pybind11;
using namespace py::literals;

namespace petasentra::bindings {
namespace {

using geometry::Crs;
using Numbers = py::array_t<double, py::array::c_style | py::array::forcecast>;
using NumberPair = py::typing::Tuple<py::array_t<double>, py::array_t<double>>;

void require_same_length(const Numbers& first, const Numbers& other, const char* name) {
    if (first.size() == other.size()) return;
    throw core::Error(core::ErrorCode::option_value,
                      {"Panjang larik \"" + std::string(name) + "\" berbeda: " + std::to_string(other.size()) +
                           " nilai, seharusnya " + std::to_string(first.size()) + ".",
                       "Array \"" + std::string(name) + "\" has " + std::to_string(other.size()) + " values, not " +
                           std::to_string(first.size()) + "."},
                      {"Berikan larik dengan panjang yang sama.", "Pass arrays of one length."});
}

NumberPair transform_points(const Numbers& x, const Numbers& y, const Crs& from, const Crs& to,
                            const py::object& progress, Threads threads) {
    require_same_length(x, y, "y");
    const auto n = static_cast<std::size_t>(x.size());
    std::vector<double> xy(2 * n);
    for (std::size_t i = 0; i < n; ++i) {
        xy[2 * i] = x.data()[i];
        xy[2 * i + 1] = y.data()[i];
    }
    run_interruptible({progress, threads},
                      [&](const core::Control& control) { geometry::transform_xy(xy, from, to, control); });
    std::vector<double> out_x(n);
    std::vector<double> out_y(n);
    for (std::size_t i = 0; i < n; ++i) {
        out_x[i] = xy[2 * i];
        out_y[i] = xy[2 * i + 1];
    }
    return py::make_tuple(array_from(std::move(out_x)), array_from(std::move(out_y)));
}

py::array_t<double> transform_places(const py::array_t<double>& x, const py::array_t<double>& y, const Crs& from,
                                     const Crs& to, const py::object& progress, Threads threads) {
    const auto places = places_of(x, y);
    return array_from(run_interruptible({progress, threads}, [&](const core::Control& control) {
        return geometry::transform_places(places, from, to, control);
    }));
}

py::typing::Tuple<py::array_t<double>, py::array_t<double>, py::array_t<double>> geodesic(const Numbers& lon1,
                                                                                          const Numbers& lat1,
                                                                                          const Numbers& lon2,
                                                                                          const Numbers& lat2) {
    require_same_length(lon1, lat1, "lat1");
    require_same_length(lon1, lon2, "lon2");
    require_same_length(lon1, lat2, "lat2");
    const auto n = static_cast<std::size_t>(lon1.size());
    std::vector<double> distance(n);
    std::vector<double> start(n);
    std::vector<double> end(n);
    run_interruptible({}, [&](const core::Control& control) {
        for (std::size_t i = 0; i < n; ++i) {
            if (i % 4096 == 0) control.check();
            const auto line =
                geometry::geodesic_between(lon1.data()[i], lat1.data()[i], lon2.data()[i], lat2.data()[i]);
            distance[i] = line.distance_m;
            start[i] = line.azimuth_at_start_deg;
            end[i] = line.azimuth_at_end_deg;
        }
    });
    return py::make_tuple(array_from(std::move(distance)), array_from(std::move(start)), array_from(std::move(end)));
}

py::typing::Tuple<py::str, py::float_> operation_at(double x, double y, const Crs& from, const Crs& to) {
    geometry::Operation found;
    {
        const py::gil_scoped_release no_gil;
        found = geometry::operation_at(x, y, from, to);
    }
    return py::make_tuple(python_text(found.name), found.accuracy_m);
}

py::typing::Dict<py::str, py::object> proj_status() {
    geometry::ProjStatus status;
    {
        const py::gil_scoped_release no_gil;
        status = geometry::proj_status();
    }
    py::dict out("version"_a = status.version, "database_path"_a = status.database_path,
                 "environment_overridden"_a = status.environment_overridden,
                 "environment_value"_a = status.environment_value);
    return py::typing::Dict<py::str, py::object>(std::move(out));
}

}  // namespace

void bind_geometry(py::module_& module) {
    py::class_<Crs>(module, "Crs", "A coordinate reference system, compared by meaning; x is easting or longitude.")
        .def(py::init<>(), "The unknown system.")
        .def_static("from_user_input", &Crs::from_user_input, "text"_a, py::call_guard<py::gil_scoped_release>(),
                    "From \"EPSG:32749\", \"32749\", WKT, PROJJSON or a PROJ string.")
        .def_property_readonly("known", &Crs::known)
        .def_property_readonly("name", [](const Crs& self) { return python_text(self.name()); })
        .def_property_readonly("authority_code", &Crs::authority_code, "\"EPSG:32749\", or empty.")
        .def_property_readonly("projjson", &Crs::projjson)
        .def_property_readonly("is_geographic", &Crs::is_geographic)
        .def_property_readonly("is_projected", &Crs::is_projected_metre, "Projected, with metres as its unit.")
        .def(
            "has_true_metres",
            [](const Crs& self, double west, double south, double east, double north) {
                return geometry::has_true_metres(self, {west, south, east, north});
            },
            "west"_a, "south"_a, "east"_a, "north"_a, py::call_guard<py::gil_scoped_release>(),
            "Lengths over these bounds may be taken in its plane: none is wrong by more than 0.4 %.")
        .def("same_as", &Crs::same_as, "other"_a, py::call_guard<py::gil_scoped_release>(),
             "The same system; two unknown ones are not.")
        .def("__eq__",
             [](const Crs& self, const py::object& other) {
                 if (!py::isinstance<Crs>(other)) return false;
                 const auto& theirs = other.cast<const Crs&>();
                 const py::gil_scoped_release no_gil;
                 return self.same_as(theirs);
             })
        // Equal by meaning, so only what equal systems share may enter the hash.
        .def("__hash__",
             [](const Crs& self) {
                 return (self.known() ? 1 : 0) + (self.is_geographic() ? 2 : 0) + (self.is_projected_metre() ? 4 : 0);
             })
        .def("__repr__",
             [](const Crs& self) {
                 if (!self.known()) return std::string("Crs: unknown");
                 return "Crs " + (self.authority_code().empty() ? "" : self.authority_code() + ": ") + self.name();
             })
        .def("__reduce__", [](const Crs& self) -> py::typing::Tuple<py::object, py::typing::Tuple<py::object>> {
            const py::object definition = self.known() ? py::object(py::str(self.projjson())) : py::none();
            return py::make_tuple(py::module_::import("petasentra.crs").attr("as_crs"), py::make_tuple(definition));
        });

    module.def("transform_points", &transform_points, "x"_a, "y"_a, "from_crs"_a, "to_crs"_a, py::kw_only(),
               "progress"_a = py::none(), "threads"_a = py::none(), "Points from one system to another.");
    module.def("transform_places", &transform_places, "x"_a, "y"_a, "from_crs"_a, "to_crs"_a, py::kw_only(),
               "progress"_a = py::none(), "threads"_a = py::none(),
               "Pairs x0, y0, x1, y1 ... of the points in another system; NaN where a point has no place there.");
    module.def("operation_at", &operation_at, "x"_a, "y"_a, "from_crs"_a, "to_crs"_a,
               "Name of the operation that transforms a place, and its accuracy in metres (-1 unknown, 0 exact).");
    module.def("geodesic", &geodesic, "lon1"_a, "lat1"_a, "lon2"_a, "lat2"_a,
               "Distance (m) and azimuths at start and end (degrees) on the WGS 84 ellipsoid.");
    module.def("utm_epsg", &geometry::utm_epsg, "longitude"_a, "latitude"_a,
               "EPSG code of the WGS 84 / UTM zone of a place.");
    module.def("geos_version", &geometry::geos_version, "The version of GEOS that computes here.");
    module.def("proj_status", &proj_status, "Version of PROJ and the database in use.");
}

}  // namespace petasentra::bindings
