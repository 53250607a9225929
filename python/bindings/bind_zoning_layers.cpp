#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstring>
#include <petasentra/core/large_memory.hpp>
#include <petasentra/zoning/distance.hpp>
#include <petasentra/zoning/locate.hpp>
#include <petasentra/zoning/shares.hpp>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "bindings/control.hpp"
#include "bindings/handles.hpp"
#include "bindings/module.hpp"
#include "bindings/numpy_views.hpp"

namespace py = pybind11;
using namespace py::literals;

namespace petasentra::bindings {
namespace {

using zoning::Borders;
using zoning::ZoningIndex;
using Coordinates = py::array_t<double>;
template <class Index>
using Named = std::vector<std::pair<std::string, const Index*>>;

/// Asks one layer after the other; each has its equal part of the progress.
template <class Index, class Ask>
auto ask_each(const Named<Index>& layers, const core::Control& control, const Ask& ask) {
    std::vector<std::invoke_result_t<const Ask&, const Index&, const core::Control&>> out;
    const auto share = [&](std::size_t done) { return static_cast<double>(done) / static_cast<double>(layers.size()); };
    for (const auto& [name, index] : layers)
        out.push_back(ask(*index, control.part(share(out.size()), share(out.size() + 1))));
    return out;
}

/// The name of each layer as often as it has rows.
template <class Index, class Found, class Values>
layer::Column layer_column(const Named<Index>& layers, const std::vector<Found>& found, Values Found::* rows) {
    layer::Column column;
    column.name = "layer";
    column.format = "u";
    column.offsets.push_back(0);
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const auto& name = layers[i].first;
        const auto count = (found[i].*rows).size();
        const auto begin = column.data.size();
        column.data.resize(begin + count * name.size());
        for (std::size_t row = 0; row < count; ++row) {
            std::memcpy(column.data.data() + begin + row * name.size(), name.data(), name.size());
            column.offsets.push_back(static_cast<std::int64_t>(begin + (row + 1) * name.size()));
        }
        column.size += count;
    }
    return column;
}

/// One member of what each layer answered, one behind the other.
template <class Found, class Values>
Values joined(const std::vector<Found>& found, Values Found::* values) {
    Values out;
    for (const auto& each : found) out.insert(out.end(), (each.*values).begin(), (each.*values).end());
    return out;
}

/// Rows of zones as a column in large pages, which are filled faster.
layer::Column row_column(const std::string& name, std::span<const std::int64_t> rows) {
    layer::Column column;
    column.name = name;
    column.format = "l";
    column.size = rows.size();
    const auto bytes = std::as_bytes(rows);
    core::reserve_large(column.data, bytes.size());
    column.data.insert(column.data.end(), bytes.begin(), bytes.end());
    return column;
}

TableHandle locate_layers(const Named<ZoningIndex>& layers, const Coordinates& x, const Coordinates& y,
                          const py::object& progress, Threads threads) {
    const auto places = places_of(x, y);
    return handle(run_interruptible({progress, threads}, [&](const core::Control& control) {
        std::vector<const ZoningIndex*> indexes;
        for (const auto& [name, index] : layers) indexes.push_back(index);
        auto found = zoning::locate(places, indexes, control);
        layer::Table table;
        table.size = places.size();
        for (std::size_t i = 0; i < layers.size(); ++i) {
            table.add(row_column(layers[i].first, found[i].zone));
            found[i] = {};
        }
        return table;
    }));
}

TableHandle locate_all_layers(const Named<ZoningIndex>& layers, const Coordinates& x, const Coordinates& y,
                              const py::object& progress, Threads threads) {
    const auto places = places_of(x, y);
    return handle(run_interruptible({progress, threads}, [&](const core::Control& control) {
        const auto found = ask_each(layers, control, [&](const ZoningIndex& zones, const core::Control& part) {
            return zoning::locate_all(places, zones, part);
        });
        using Found = zoning::LocatedAll;
        layer::Table table;
        auto names = layer_column(layers, found, &Found::point);
        table.size = names.size;
        table.add(std::move(names));
        table.add(layer::Column::of_int64("point_row", joined(found, &Found::point)));
        table.add(layer::Column::of_int64("zone_row", joined(found, &Found::zone)));
        table.add(layer::Column::of_bool("on_boundary", joined(found, &Found::on_boundary)));
        return table;
    }));
}

using SharesAndStats = py::typing::Tuple<TableHandle, std::size_t, std::size_t>;

SharesAndStats shares_of_layers(const Named<ZoningIndex>& layers, const LayerHandle& sites, const py::object& progress,
                                Threads threads) {
    zoning::ShareStats stats;
    auto table = run_interruptible({progress, threads}, [&](const core::Control& control) {
        const auto found = ask_each(layers, control, [&](const ZoningIndex& zones, const core::Control& part) {
            return zoning::shares(*sites, zones, part);
        });
        using Found = zoning::SiteShares;
        const auto site_row = joined(found, &Found::site);
        const auto zone_row = joined(found, &Found::zone);
        // What is covered more than once belongs to the site; its outside row is the only one that does as well.
        std::vector<double> excess(site_row.size(), 0.0);
        std::size_t row = 0;
        for (const auto& each : found) {
            for (std::size_t i = 0; i < each.site.size(); ++i, ++row) {
                if (each.zone[i] == zoning::outside)
                    excess[row] = each.covered_more_than_once_m2[static_cast<std::size_t>(each.site[i])];
            }
            stats.redone_by_geos += each.stats.redone_by_geos;
            stats.joined_by_geos += each.stats.joined_by_geos;
        }
        layer::Table out;
        out.size = site_row.size();
        out.add(layer_column(layers, found, &Found::site));
        out.add(layer::Column::of_int64("site_row", site_row));
        out.add(layer::Column::of_int64("zone_row", zone_row));
        out.add(layer::Column::of_double("area_m2", joined(found, &Found::area_m2)));
        out.add(layer::Column::of_double("share", joined(found, &Found::share)));
        out.add(layer::Column::of_double("covered_more_than_once_m2", excess));
        return out;
    });
    return py::make_tuple(handle(std::move(table)), stats.redone_by_geos, stats.joined_by_geos);
}

TableHandle distance_to_layers(const Named<Borders>& layers, const Coordinates& x, const Coordinates& y,
                               const py::object& progress, Threads threads) {
    const auto places = places_of(x, y);
    return handle(run_interruptible({progress, threads}, [&](const core::Control& control) {
        const auto found = ask_each(layers, control, [&](const Borders& borders, const core::Control& part) {
            return zoning::distance_to_boundary(places, borders, part).metres;
        });
        layer::Table table;
        table.size = places.size();
        for (std::size_t i = 0; i < layers.size(); ++i) table.add(layer::Column::of_double(layers[i].first, found[i]));
        return table;
    }));
}

TableHandle nearest_in_layers(const Named<Borders>& layers, const Coordinates& x, const Coordinates& y,
                              const py::object& progress, Threads threads) {
    const auto places = places_of(x, y);
    return handle(run_interruptible({progress, threads}, [&](const core::Control& control) {
        const auto found = ask_each(layers, control, [&](const Borders& borders, const core::Control& part) {
            return zoning::distance_to_boundary(places, borders, part);
        });
        using Found = zoning::Nearest;
        std::vector<std::int64_t> points(places.size() * layers.size());
        for (std::size_t i = 0; i < points.size(); ++i) points[i] = static_cast<std::int64_t>(i % places.size());
        layer::Table table;
        table.size = points.size();
        table.add(layer_column(layers, found, &Found::metres));
        table.add(layer::Column::of_int64("point_row", points));
        table.add(layer::Column::of_double("distance_m", joined(found, &Found::metres)));
        table.add(layer::Column::of_int64("zone_row", joined(found, &Found::zone)));
        return table;
    }));
}

}  // namespace

void bind_zoning_layers(py::module_& module) {
    module.def("locate_layers", &locate_layers, "layers"_a, "x"_a, "y"_a, py::kw_only(), "progress"_a = py::none(),
               "threads"_a = py::none(), "Zone row of each point in each of several layers, a column a layer.");
    module.def("locate_all_layers", &locate_all_layers, "layers"_a, "x"_a, "y"_a, py::kw_only(),
               "progress"_a = py::none(), "threads"_a = py::none(),
               "Every zone of several layers that holds each point.");
    module.def(
        "shares_of_layers", &shares_of_layers, "layers"_a, "sites"_a, py::kw_only(), "progress"_a = py::none(),
        "threads"_a = py::none(),
        "Area of every site in every zone of several layers. Then how many sites GEOS did again, and for how many "
        "it joined zones.");
    module.def("distance_to_layers", &distance_to_layers, "layers"_a, "x"_a, "y"_a, py::kw_only(),
               "progress"_a = py::none(), "threads"_a = py::none(),
               "Metres from each point to the nearest border of each layer, a column a layer.");
    module.def("nearest_in_layers", &nearest_in_layers, "layers"_a, "x"_a, "y"_a, py::kw_only(),
               "progress"_a = py::none(), "threads"_a = py::none(),
               "Metres from each point to the nearest border of each layer, and its zone.");
}

}  // namespace petasentra::bindings
