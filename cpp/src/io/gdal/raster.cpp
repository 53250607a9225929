#include <gdal_priv.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <optional>
#include <petasentra/core/error.hpp>
#include <petasentra/io/gdal/raster.hpp>

#include "io/gdal/encoding.hpp"
#include "io/gdal/read_crs.hpp"
#include "io/gdal/session.hpp"
#include "io/gdal/source.hpp"
#include "io/gdal/unreadable.hpp"

namespace petasentra::io::gdal {
namespace {

using core::Error;
using core::ErrorCode;

// Formats that live beside their path and never reach for the network.
constexpr const char* raster_drivers[] = {"GTiff", "HFA", "SRTMHGT", "AAIGrid", nullptr};

// Rows are read in strips of about this many cells, so that a stop is heard soon.
constexpr std::int64_t cells_a_strip = std::int64_t{1} << 20;

struct OpenRaster {
    DatasetPtr dataset;
    GDALRasterBand* band = nullptr;
};

// GDAL's words on what it cannot open name drivers and libraries; what a user needs stands in the hint.
Error no_raster(const std::string& path, const MessageLog& log) {
    if (const auto known = known_content(path)) return *known;
    const std::string words = log.last_failure("");
    return unreadable(
        path,
        {"bukan raster yang dikenali, atau rusak. " + words, "it is no raster that is known, or broken. " + words},
        {"Formatnya GeoTIFF (.tif), .img, .hgt, atau kisi .asc; salin atau unduh lagi berkasnya.",
         "Formats are GeoTIFF (.tif), .img, .hgt and .asc grids; copy or download the file again."});
}

OpenRaster open_raster(const std::string& path, int band, const MessageLog& log) {
    OpenRaster opened;
    opened.dataset.reset(GDALDataset::Open(path.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                                           raster_drivers, nullptr, nullptr));
    if (opened.dataset == nullptr) throw no_raster(path, log);
    const int bands = opened.dataset->GetRasterCount();
    if (band < 1 || band > bands) {
        const std::string many = std::to_string(bands);
        throw Error(ErrorCode::option_value,
                    {"Tidak ada kanal " + std::to_string(band) + "; raster ini memiliki " + many + ".",
                     "There is no band " + std::to_string(band) + "; this raster has " + many + "."},
                    {"Kanal dihitung dari 1.", "Bands count from 1."}, {.file = path});
    }
    opened.band = opened.dataset->GetRasterBand(band);
    if (GDALDataTypeIsComplex(opened.band->GetRasterDataType()) != 0) {
        throw unreadable(path, {"kanal itu berisi bilangan kompleks.", "the band holds complex numbers."});
    }
    return opened;
}

void lay_on_ground(const std::string& path, GDALDataset& dataset, RasterFacts& facts) {
    double at[6] = {0.0, 1.0, 0.0, 0.0, 0.0, 1.0};
    if (dataset.GetGeoTransform(at) != CE_None) {
        throw unreadable(path, {"raster tidak menyebut letaknya di permukaan bumi.", "it does not say where it lies."},
                         {"Beri acuan geografis dahulu (georeferensi), lalu simpan sebagai GeoTIFF.",
                          "Georeference it first, and save it as a GeoTIFF."});
    }
    const bool finite = std::all_of(std::begin(at), std::end(at), [](double one) { return std::isfinite(one); });
    if (!finite || at[1] == 0.0 || at[5] == 0.0) {
        throw unreadable(path, {"ukuran sel atau letaknya bukan bilangan yang dapat dipakai.",
                                "the size of its cells or their place is no usable number."});
    }
    // Rounding of a rotation that is none: less than a thousandth of a cell over the whole raster.
    const double drift = std::max(std::abs(at[2]) * static_cast<double>(facts.rows) / std::abs(at[1]),
                                  std::abs(at[4]) * static_cast<double>(facts.columns) / std::abs(at[5]));
    if (drift > 1e-3 || at[1] < 0.0 || at[5] > 0.0) {
        throw unreadable(path,
                         {"raster diputar, dimiringkan, atau dicerminkan.", "it is rotated, sheared or mirrored."},
                         {"Ubah dahulu ke kisi yang menghadap utara, misalnya dengan gdalwarp.",
                          "Resample it to a grid that faces north first, for instance with gdalwarp."});
    }
    facts.x_left = at[0];
    facts.y_top = at[3];
    facts.cell_x = at[1];
    facts.cell_y = -at[5];
}

void require_window(const std::string& path, const OpenRaster& opened, const RasterWindow& window) {
    const auto columns = static_cast<std::int64_t>(opened.band->GetXSize());
    const auto rows = static_cast<std::int64_t>(opened.band->GetYSize());
    const auto fits = [](std::int64_t begin, std::int64_t count, std::int64_t whole) {
        return begin >= 0 && count >= 0 && begin <= whole && count <= whole - begin;
    };
    if (fits(window.column, window.columns, columns) && fits(window.row, window.rows, rows)) return;
    const std::string size = std::to_string(columns) + " x " + std::to_string(rows);
    throw Error(ErrorCode::option_value,
                {"Jendela itu keluar dari raster, yang berukuran " + size + " sel.",
                 "The window leaves the raster, which has " + size + " cells."},
                {}, {.file = path});
}

// Cells that are no value become NaN: by the mask where the file has one, else by its nodata.
class RasterBlanks {
  public:
    explicit RasterBlanks(GDALRasterBand& band) : m_band(&band) {
        int stated = FALSE;
        const double nodata = band.GetNoDataValue(&stated);
        if (stated != FALSE) m_nodata = nodata;
        const int flags = band.GetMaskFlags();
        m_masked = (flags & (GMF_ALL_VALID | GMF_NODATA)) == 0;
        int known = FALSE;
        const double scale = band.GetScale(&known);
        if (known != FALSE && std::isfinite(scale) && scale != 0.0) m_scale = scale;
        const double offset = band.GetOffset(&known);
        if (known != FALSE && std::isfinite(offset)) m_offset = offset;
        // Stored as a float, a nodata such as -3.4e38 is not the double that the head states.
        if (m_nodata && band.GetRasterDataType() == GDT_Float32) m_nodata = static_cast<float>(*m_nodata);
    }

    // False where the mask cannot be read.
    bool apply(int column, int row, int columns, int rows, double* cells) {
        const auto count = static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows);
        if (m_masked) {
            m_mask.resize(count);
            if (m_band->GetMaskBand()->RasterIO(GF_Read, column, row, columns, rows, m_mask.data(), columns, rows,
                                                GDT_Byte, 0, 0, nullptr) != CE_None) {
                return false;
            }
        }
        for (std::size_t i = 0; i < count; ++i) {
            const bool blank = (m_masked && m_mask[i] == 0) || (m_nodata && cells[i] == *m_nodata);
            cells[i] = blank ? std::numeric_limits<double>::quiet_NaN() : cells[i] * m_scale + m_offset;
        }
        return true;
    }

  private:
    GDALRasterBand* m_band;
    std::optional<double> m_nodata;
    bool m_masked = false;
    double m_scale = 1.0;
    double m_offset = 0.0;
    std::vector<unsigned char> m_mask;
};

Error cut_raster(const std::string& path, const MessageLog& log) {
    return unreadable(path,
                      {"isinya terpotong atau rusak. " + log.last_failure(""),
                       "its cells are cut off or broken. " + log.last_failure("")},
                      {"Salin atau unduh lagi berkasnya.", "Copy or download the file again."});
}

}  // namespace

RasterFacts raster_facts(const std::string& path, int band) {
    start_gdal();
    require_file(path);
    const MessageLog log;
    const OpenRaster opened = open_raster(path, band, log);
    RasterFacts facts;
    facts.driver = opened.dataset->GetDriverName();
    facts.columns = opened.band->GetXSize();
    facts.rows = opened.band->GetYSize();
    facts.bands = opened.dataset->GetRasterCount();
    lay_on_ground(path, *opened.dataset, facts);
    facts.crs = crs_of(opened.dataset->GetSpatialRef()).crs;
    facts.type = GDALGetDataTypeName(opened.band->GetRasterDataType());
    facts.unit = printable(opened.band->GetUnitType() == nullptr ? "" : opened.band->GetUnitType());
    int stated = FALSE;
    const double nodata = opened.band->GetNoDataValue(&stated);
    if (stated != FALSE) facts.nodata = nodata;
    int block_columns = 0;
    int block_rows = 0;
    opened.band->GetBlockSize(&block_columns, &block_rows);
    facts.block_columns = block_columns;
    facts.block_rows = block_rows;
    return facts;
}

std::vector<double> read_raster(const std::string& path, int band, const RasterWindow& window,
                                const core::Control& control) {
    start_gdal();
    require_file(path);
    const MessageLog log;
    const OpenRaster opened = open_raster(path, band, log);
    require_window(path, opened, window);
    std::vector<double> cells(static_cast<std::size_t>(window.columns) * static_cast<std::size_t>(window.rows));
    if (cells.empty()) return cells;
    RasterBlanks blanks(*opened.band);
    const auto column = static_cast<int>(window.column);
    const auto columns = static_cast<int>(window.columns);
    const std::int64_t strip = std::max<std::int64_t>(1, cells_a_strip / window.columns);
    for (std::int64_t done = 0; done < window.rows; done += strip) {
        control.check();
        if (control.progress) control.progress(static_cast<double>(done) / static_cast<double>(window.rows));
        const auto rows = static_cast<int>(std::min(strip, window.rows - done));
        const auto row = static_cast<int>(window.row + done);
        double* const begin = cells.data() + done * window.columns;
        const bool read = opened.band->RasterIO(GF_Read, column, row, columns, rows, begin, columns, rows, GDT_Float64,
                                                0, 0, nullptr) == CE_None;
        if (!read || !blanks.apply(column, row, columns, rows, begin)) throw cut_raster(path, log);
    }
    return cells;
}

}  // namespace petasentra::io::gdal
