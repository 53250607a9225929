#include <cmath>
#include <memory>
#include <petasentra/core/error.hpp>
#include <petasentra/topology/validate.hpp>
#include <utility>

#include "topology/border.hpp"
#include "topology/edge_lengths.hpp"
#include "topology/near.hpp"
#include "topology/ordered.hpp"
#include "topology/partition.hpp"
#include "topology/row_rules.hpp"

namespace petasentra::topology {
namespace {

void require_not_negative(double value, const char* name) {
    if (value >= 0.0 && std::isfinite(value)) return;
    throw core::Error(core::ErrorCode::option_value, {std::string("Nilai ") + name + " harus nol atau lebih.",
                                                      std::string("The value of ") + name + " must be zero or more."});
}

const core::Text perimeter_role{"batas wilayah (perimeter)", "perimeter"};
const core::Text neighbour_role{"rencana tetangga (neighbour)", "neighbour"};

/// A layer beside the validated one, ready to be compared.
struct Beside {
    Mosaic mosaic;
    LooseEdges edges;
    Covering covering;
    ZoneShapes shapes;

    Beside(const layer::Layer& layer, const core::Text& role, const ValidateSettings& settings,
           const core::Control& control)
        : mosaic(checked_mosaic(layer, role, settings.metric_crs, control)),
          edges(loose_edges(mosaic, control)),
          covering(mosaic),
          shapes(mosaic) {
        require_edges_longer_than(settings.tolerance_m, edges, layer);
    }

    /// Refuses a layer without CRS or ground. `role` is what it is to the validated one.
    static Mosaic checked_mosaic(const layer::Layer& layer, const core::Text& role, const geometry::Crs& working,
                                 const core::Control& control) {
        const bool named = !layer.provenance.layer_name.empty() || !layer.provenance.source.empty();
        const core::Place place{.file = layer.provenance.source, .layer = named ? layer.title() : role.en};
        if (!layer.crs.known()) {
            throw core::Error(core::ErrorCode::crs_missing,
                              {"Sistem koordinat " + role.id + " tidak diketahui.",
                               "The " + role.en + " has no coordinate reference system."},
                              {"Sebutkan saat membacanya, misalnya crs=\"EPSG:32749\".",
                               "State it when reading, for instance crs=\"EPSG:32749\"."},
                              place);
        }
        auto made = mosaic_of(layer, ranked_rows(layer, {}), working, nullptr, control);
        if (made.zones.xy.empty()) {
            throw core::Error(
                core::ErrorCode::option_value,
                {"Lapisan " + role.id + " tidak memuat satu poligon pun.", "The " + role.en + " has no polygon."},
                {"Pilih lapisan poligon.", "Choose a layer of polygons."}, place);
        }
        return made;
    }
};

}  // namespace

Validation validate(const layer::Layer& zones, const ValidateAgainst& against, const ValidateSettings& settings,
                    const core::Control& control) {
    require_not_negative(settings.tolerance_m, "tolerance_m");
    require_not_negative(settings.sliver_m2, "sliver_m2");
    require_not_negative(settings.spike_deg, "spike_deg");
    require_not_negative(90.0 - settings.spike_deg, "90 - spike_deg");
    require_not_negative(settings.border_reach_m, "border_reach_m");
    Validation out;
    out.settings = settings;
    auto& used = out.settings;
    used.metric_crs = working_crs(zones, settings.metric_crs);
    const double tolerance = used.tolerance_m;

    FaultList faults;
    auto mosaic =
        mosaic_of(zones, ranked_rows(zones, used.feature_id), used.metric_crs, &faults, control.part(0.0, 0.4));
    require_zones_larger_than(tolerance, mosaic, zones);
    mosaic.force = days_in_force(zones, used, mosaic.row_of);
    faults.add(reversed_days(mosaic));
    out.rows = zones.size();
    out.parts = mosaic.zones.ring_of_part.size() - 1;
    const auto edges = loose_edges(mosaic, control.part(0.4, 0.6));
    require_edges_longer_than(tolerance, edges, zones);
    out.edges = edges.edges_looked_at;
    out.edges_without_twin = edges.size();

    faults.add(slivers(mosaic, used.sliver_m2, tolerance, control.part(0.6, 0.62)));
    faults.add(spikes(mosaic, zones, edges, used, control.part(0.62, 0.65)));
    faults.add(stated_areas(mosaic, zones, used, control.part(0.65, 0.65)));
    const auto near = near_misses(mosaic, edges, tolerance, control.part(0.65, 0.7));

    std::unique_ptr<Beside> perimeter;
    auto lines = chains_of(edges);
    lines.add(near.bridges);
    if (against.perimeter != nullptr) {
        perimeter = std::make_unique<Beside>(*against.perimeter, perimeter_role, used, control.part(0.7, 0.7));
        lines.add(chains_of(perimeter->edges));
        lines.add(bridges_between(edges, perimeter->edges, tolerance, control.part(0.7, 0.7)));
    }
    const Covering covering(mosaic);
    const ZoneShapes shapes(mosaic);
    const auto faces = faces_of(lines, covering, control.part(0.7, 0.8));
    const Partition partition{mosaic,
                              edges,
                              covering,
                              shapes,
                              faces,
                              perimeter ? &perimeter->covering : nullptr,
                              perimeter ? &perimeter->edges : nullptr,
                              tolerance};
    faults.add(gaps(partition, control.part(0.8, 0.85)));
    auto shared = overlaps(partition, control.part(0.85, 0.95));
    faults.add(mismatch_faults(near, edges, shared, tolerance));
    faults.add(std::move(shared));
    faults.add(outside_perimeter(partition, control.part(0.95, 0.95)));

    std::vector<std::uint32_t> their_row_of;
    if (against.neighbour != nullptr) {
        const auto quiet = control.part(0.95, 0.95);
        const Beside theirs(*against.neighbour, neighbour_role, used, quiet);
        const auto their_near = near_misses(theirs.mosaic, theirs.edges, tolerance, quiet);
        faults.add(border_mismatches({mosaic, edges, covering, shapes, near.bridges},
                                     {theirs.mosaic, theirs.edges, theirs.covering, theirs.shapes, their_near.bridges},
                                     tolerance, used.border_reach_m, quiet));
        their_row_of = theirs.mosaic.row_of;
    }
    out.found = ordered(std::move(faults), mosaic, their_row_of, zones, used.metric_crs, control.part(1.0, 1.0));
    if (control.progress) control.progress(1.0);
    return out;
}

}  // namespace petasentra::topology
