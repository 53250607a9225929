#pragma once
#include <petasentra/core/control.hpp>
#include <petasentra/core/error.hpp>
#include <petasentra/io/gdal/write.hpp>
#include <string>

#include "io/gdal/session.hpp"

namespace petasentra::io::gdal {

/// What goes into one layer of a file: the rows of a layer, with the geometry as the format wants it.
struct Outgoing {
    const layer::Table& table;
    const geometry::GeometryColumn& geometry;
    const geometry::Crs& crs;
};

/// Error(write_failed) about `path`, with GDAL's words.
[[nodiscard]] core::Error not_written(const std::string& path, const std::string& words, const core::Place& place = {});

/// Adds a layer named `report.layer` to an open dataset and notes in `report` what the format does to it. Errors:
/// write_failed, column_type, geometry_kind, cancelled.
void write_into(GDALDataset& dataset, const Outgoing& layer, WriteReport& report, const MessageLog& log,
                const core::Control& control);

}  // namespace petasentra::io::gdal
