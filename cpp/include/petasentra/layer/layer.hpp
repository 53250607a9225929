#pragma once
#include <optional>
#include <petasentra/core/control.hpp>
#include <petasentra/geometry/crs.hpp>
#include <petasentra/geometry/geometry_column.hpp>
#include <petasentra/layer/table.hpp>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace petasentra::layer {

/// Where a layer came from. Empty fields are not known; `read_on` is stated by the caller (the core has no clock).
struct Provenance {
    std::string source;      ///< file or description
    std::string layer_name;  ///< layer in the file
    std::string sha256;      ///< of the file's bytes
    std::string read_on;     ///< YYYY-MM-DD
    std::string driver;      ///< reader
};

/// What is on the ground: rows with attributes, one geometry column, a CRS and where it came from.
///
/// A layer is a value: analyses take it by const reference and never change it. Row order is the source's.
struct Layer {
    Table table;                        ///< everything but the geometry
    geometry::GeometryColumn geometry;  ///< as many rows as the table
    geometry::Crs crs;                  ///< unknown if the source states none: never guessed
    Provenance provenance;
    std::string geometry_name = "geometry";
    std::size_t geometry_position = 0;  ///< how many columns stand before the geometry in the source

    [[nodiscard]] std::size_t size() const noexcept { return geometry.size(); }
    /// How messages call it: the layer name, else the source, else "layer".
    [[nodiscard]] std::string title() const;
    [[nodiscard]] Layer take(std::span<const std::size_t> rows) const;
};

/// "MultiPolygon" and so on, the words of OGC; empty for null.
[[nodiscard]] std::string_view kind_name(geometry::Kind kind) noexcept;

/// What a reader can say of a layer's geometries, counted row by row.
struct GeometryCounts {
    std::size_t rows = 0;
    std::size_t null = 0;
    std::size_t empty = 0;
    /// OGC validity, by GEOS; NaN and infinite coordinates too. Nothing where it was not looked for.
    std::optional<std::size_t> invalid;
    std::size_t with_z = 0;
    std::size_t with_m = 0;
    std::size_t vertices = 0;
    std::vector<std::pair<std::string, std::size_t>> kinds;  ///< "MultiPolygon" -> rows, most frequent first
};
/// `validity = false` leaves `invalid` out: all other counts together cost a small part of it. Validity is looked for
/// on all threads, a few rows between two looks at `control`.
[[nodiscard]] GeometryCounts count_geometries(const geometry::GeometryColumn& column, bool validity = true,
                                              const core::Control& control = {});
/// Only its `kinds`.
[[nodiscard]] std::vector<std::pair<std::string, std::size_t>> count_kinds(const geometry::GeometryColumn& column);

}  // namespace petasentra::layer
