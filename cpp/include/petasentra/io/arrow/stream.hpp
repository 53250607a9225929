#pragma once
#include <memory>
#include <petasentra/core/control.hpp>
#include <petasentra/io/arrow/abi.hpp>
#include <petasentra/layer/layer.hpp>
#include <string>

namespace petasentra::io::arrow {

struct ImportOptions {
    /// Name of the geometry column; empty: the one with a GeoArrow or WKB extension name (Error(no_geometry_column)
    /// names the columns if there is none, Error(option_value) if there are several).
    std::string geometry;
    /// Used where the stream states no CRS; what the stream states wins.
    geometry::Crs crs;
};

/// Reads a whole stream and releases it, also where it fails. Geometry may be WKB ("geoarrow.wkb", "ogc.wkb"; binary,
/// large binary or binary view) or native GeoArrow (point .. multipolygon; interleaved or separated coordinates);
/// offsets, nulls and several batches are honoured. CRS comes from the extension metadata (PROJJSON, WKT or an
/// authority code). `control` is looked at before every batch, once a column and every few hundred geometries; the
/// source itself cannot be interrupted while it makes a batch.
[[nodiscard]] layer::Layer import_layer(ArrowArrayStream& stream, const ImportOptions& options = {},
                                        const core::Control& control = {});
/// The same for a table without geometry; geometry columns stay as binary.
[[nodiscard]] layer::Table import_table(ArrowArrayStream& stream, const core::Control& control = {});

/// Fills `out` with a stream that owns a copy-free view of the layer (shared ownership): the geometry as "geoarrow.wkb"
/// in its old place among the columns, CRS as PROJJSON in its metadata. One batch.
void export_layer(std::shared_ptr<const layer::Layer> layer, ArrowArrayStream& out);
/// The same for import_layer in another module of this library: coordinates go over as they lie in memory, in a form of
/// our own ("petasentra.flat") that nobody else reads. A layer with collections goes over as WKB.
void export_layer_flat(std::shared_ptr<const layer::Layer> layer, ArrowArrayStream& out);
void export_table(std::shared_ptr<const layer::Table> table, ArrowArrayStream& out);

}  // namespace petasentra::io::arrow
