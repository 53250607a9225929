#pragma once
#include <cstdint>
#include <optional>
#include <petasentra/core/control.hpp>
#include <petasentra/geometry/crs.hpp>
#include <string>
#include <vector>

/// One band of a raster file, read window by window: elevation, slope, hazard classes, prices.
///
///     (x_left, y_top) +---+---+---+      column 0 is the westmost, row 0 the northmost; a cell is a value for its whole
///                     |0,0|0,1|0,2|      ground. Its centre lies at
///                     +---+---+---+         x_left + (column + 0.5) * cell_x,  y_top - (row + 0.5) * cell_y.
///                     |1,0|1,1|1,2|
///                     +---+---+---+
///
/// Units are those of the CRS: metres, or degrees (DEMNAS comes in degrees).
namespace petasentra::io::gdal {

/// Where the cells of a raster lie and what their numbers are.
struct RasterFacts {
    std::string driver;  ///< GDAL's name of the format
    std::int64_t columns = 0;
    std::int64_t rows = 0;
    int bands = 0;
    double x_left = 0.0;
    double y_top = 0.0;
    double cell_x = 0.0;  ///< above 0, in units of the CRS
    double cell_y = 0.0;  ///< above 0: rows run to the south
    geometry::Crs crs;    ///< unknown where the file states none
    std::string type;     ///< of the stored numbers: "Byte", "Int16", "Float32" ...
    std::string unit;     ///< of the values, as the file states it; often empty
    std::optional<double> nodata;
    std::int64_t block_columns = 0;  ///< cells that the file keeps together: windows of whole blocks read fastest
    std::int64_t block_rows = 0;
};

/// A rectangle of cells.
struct RasterWindow {
    std::int64_t column = 0;
    std::int64_t row = 0;
    std::int64_t columns = 0;
    std::int64_t rows = 0;
};

/// Reads the head of a local GeoTIFF, ERDAS Imagine, SRTM .hgt or Arc/Info ASCII grid; no cell is read.
/// @param band  from 1
/// @throws Error(file_not_found, file_unreadable) the file is missing, empty, of another format, or its head is cut;
///         Error(option_value) there is no such band; Error(file_unreadable) the raster has no place on the ground
///         (no geotransform), is rotated or sheared, runs to the north or the west, or holds complex numbers.
[[nodiscard]] RasterFacts raster_facts(const std::string& path, int band);

/// Reads a window of a band, row by row from the north: columns * rows numbers in the unit of the band (its scale and
/// offset are applied). NaN where the file has nodata or masks the cell. An empty window gives no numbers.
/// The file is opened anew each time, so threads may read at once; the memory is that of the window.
/// @throws Error as raster_facts; Error(option_value) the window leaves the raster; Error(file_unreadable) the file is
///         cut or a block is broken: GDAL's words are in the message.
[[nodiscard]] std::vector<double> read_raster(const std::string& path, int band, const RasterWindow& window,
                                              const core::Control& control = {});

}  // namespace petasentra::io::gdal
