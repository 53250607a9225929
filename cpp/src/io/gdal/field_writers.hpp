#pragma once
#include <functional>
#include <petasentra/core/error.hpp>
#include <petasentra/layer/column.hpp>
#include <string>
#include <string_view>

#include "io/gdal/session.hpp"

namespace petasentra::io::gdal {

/// Which types a format has of its own; what it has not goes out as text.
struct FormatTypes {
    bool lists = false;
    bool days = true;
    bool moments = true;
    bool clocks = false;
    bool bytes = true;
    bool booleans = true;
    bool wide_integers = true;
    bool fixed_width = false;  ///< numbers are digits in a field of one width for all rows

    /// By GDAL's name of the format.
    [[nodiscard]] static FormatTypes of(std::string_view driver);
};

/// How one column goes out: the OGR field it needs and what sets a row's value (never called for nulls).
struct FieldWriter {
    OGRFieldType type = OFTString;
    OGRFieldSubType subtype = OFSTNone;
    std::function<void(OGRFeature& feature, int field, std::size_t row)> set;
    /// What became of the type where the format has not got it: "tanggal menjadi teks". Empty where nothing changed.
    core::Text changed;
    bool joined = false;  ///< a list became one text
    int width = 0;        ///< of numbers in a field of fixed width; 0 where the format decides
    int decimals = 0;
};

/// Error(column_type) for types no file format has (structs, maps). The column must outlive the writer.
[[nodiscard]] FieldWriter writer_for(const layer::Column& column, const FormatTypes& types);

// The parts of writer_for: days ("td."), moments ("ts."), times of day ("tt."), as such or as ISO 8601 text; lists.
[[nodiscard]] FieldWriter day_writer(const layer::Column& column, bool as_text);
[[nodiscard]] FieldWriter moment_writer(const layer::Column& column, bool as_text);
[[nodiscard]] FieldWriter clock_writer(const layer::Column& column, bool as_text);
[[nodiscard]] FieldWriter list_writer(const layer::Column& column, bool as_text);

}  // namespace petasentra::io::gdal
