#include "io/gdal/value_losses.hpp"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <petasentra/core/suggest.hpp>
#include <string>
#include <vector>

#include "io/gdal/dbf_number.hpp"

namespace petasentra::io::gdal {
namespace {

constexpr std::size_t longest_dbf_text = 254;  // bytes

// Columns in which something is lost, with the rows it is lost in.
class Losses {
  public:
    void add(const std::string& column, std::size_t rows) {
        if (rows == 0) return;
        m_id.push_back(column + " (" + std::to_string(rows) + " baris)");
        m_en.push_back(column + " (" + std::to_string(rows) + (rows == 1 ? " row)" : " rows)"));
    }
    void note(const char* code, const std::string& id, const std::string& en, WriteReport& report) const {
        if (m_en.empty()) return;
        report.notes.push_back(
            {code, {id + ": " + core::listed(m_id, 20) + ".", en + ": " + core::listed(m_en, 20) + "."}});
    }

  private:
    std::vector<std::string> m_id;
    std::vector<std::string> m_en;
};

bool is_number(const layer::Column& column) {
    return column.dictionary.empty() && (column.format == "g" || column.format == "f" || column.format == "e");
}

bool is_written_as_text(const layer::Column& column) {
    return column.is_text() || !column.dictionary.empty();
}

// As the KML driver prints numbers.
bool keeps_fifteen_digits(double value, bool narrow) {
    char text[40];
    std::snprintf(text, sizeof text, "%.15g", value);
    const double back = std::strtod(text, nullptr);
    return narrow ? static_cast<float>(back) == static_cast<float>(value) : back == value;
}

template <class Is>
std::size_t rows_where(const layer::Column& column, std::size_t rows, const Is& is) {
    std::size_t count = 0;
    for (std::size_t row = 0; row < rows; ++row) {
        if (column.is_valid(row) && is(row)) ++count;
    }
    return count;
}

void note_texts(const layer::Table& table, WriteReport& report) {
    Losses cut;
    Losses empty;
    for (const auto& column : table.columns) {
        if (!is_written_as_text(column)) continue;
        cut.add(column.name, rows_where(column, table.size, [&](std::size_t row) {
                    const auto text = column.text_at(row);
                    return text && text->size() > longest_dbf_text;
                }));
        empty.add(column.name, rows_where(column, table.size, [&](std::size_t row) {
                      const auto text = column.text_at(row);
                      return text && text->empty();
                  }));
    }
    if (report.driver == "ESRI Shapefile") {
        cut.note("VALUE_CUT", "Teks dipotong, karena Shapefile hanya memuat 254 byte per nilai",
                 "Texts were cut, since a Shapefile holds 254 bytes a value", report);
    }
    empty.note("TEXT_EMPTY", "Teks kosong akan terbaca sebagai tidak ada nilai",
               "Empty texts will read back as missing values", report);
}

}  // namespace

void note_value_losses(const layer::Table& table, WriteReport& report) {
    const bool shapefile = report.driver == "ESRI Shapefile";
    const bool kml = report.driver == "LIBKML" || report.driver == "KML";
    if (shapefile || report.driver == "LIBKML") note_texts(table, report);
    Losses rounded;
    Losses not_finite;
    for (const auto& column : table.columns) {
        if (!is_number(column)) continue;
        const bool narrow = column.format != "g";
        const auto fixed = shapefile ? dbf_number_of(column) : DbfNumber{};
        if ((shapefile && fixed.fits) || kml) {
            rounded.add(column.name, rows_where(column, table.size, [&](std::size_t row) {
                            const double value = column.number_at(row).value_or(0.0);
                            if (!std::isfinite(value)) return false;
                            return shapefile ? !keeps_value(value, fixed.decimals, narrow)
                                             : !keeps_fifteen_digits(value, narrow);
                        }));
        }
        const bool keeps_infinity = report.driver == "GPKG";
        if (report.driver == "FlatGeobuf" || kml) continue;
        not_finite.add(column.name, rows_where(column, table.size, [&](std::size_t row) {
                           const double value = column.number_at(row).value_or(0.0);
                           return keeps_infinity ? std::isnan(value) : !std::isfinite(value);
                       }));
    }
    rounded.note("NUMBER_ROUNDED", "Angka dibulatkan ke sekitar 15 angka penting",
                 "Numbers were rounded to about 15 significant digits", report);
    not_finite.note("NUMBER_NOT_FINITE", "NaN atau tak hingga akan terbaca sebagai tidak ada nilai",
                    "NaN or infinity will read back as missing values", report);
}

}  // namespace petasentra::io::gdal
