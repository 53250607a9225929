#include "io/gdal/written_rows.hpp"

#include <algorithm>
#include <fstream>
#include <optional>
#include <string_view>
#include <vector>

#include "io/gdal/layer_writer.hpp"

namespace petasentra::io::gdal {
namespace {

/// How a text format marks a row, once each, and how its files end. In values the marks are escaped.
struct TextMarks {
    std::string_view row;
    std::string_view end;
};

std::optional<TextMarks> marks_of(std::string_view driver) {
    if (driver == "GeoJSON") return TextMarks{"\n{ \"type\": \"Feature\"", "]\n}\n"};
    if (driver == "LIBKML" || driver == "KML") return TextMarks{"<Placemark", "</kml>\n"};
    return std::nullopt;
}

std::size_t occurrences(std::string_view text, std::string_view mark) {
    std::size_t count = 0;
    for (auto at = text.find(mark); at != text.npos; at = text.find(mark, at + mark.size())) ++count;
    return count;
}

// Rows by their marks; nothing if the file does not end as it should.
std::optional<std::size_t> marked_rows(const std::string& written, const TextMarks& marks) {
    std::ifstream file(written, std::ios::binary);
    std::vector<char> block(std::size_t{1} << 20U);
    std::string text;  // what of the last block may begin a mark, and the block
    std::size_t rows = 0;
    while (file.read(block.data(), static_cast<std::streamsize>(block.size())) || file.gcount() > 0) {
        text.append(block.data(), static_cast<std::size_t>(file.gcount()));
        rows += occurrences(text, marks.row);
        const auto last = text.rfind(marks.row);
        const auto kept = std::max(marks.row.size() - 1, marks.end.size());
        const auto from = std::max(last == text.npos ? 0 : last + marks.row.size(),
                                   text.size() > kept ? text.size() - kept : std::size_t{0});
        text.erase(0, from);
    }
    std::string_view end = marks.end;
    while (!end.empty() && end.back() == '\n') end.remove_suffix(1);
    while (!text.empty() && text.back() == '\n') text.pop_back();
    if (!std::string_view(text).ends_with(end)) return std::nullopt;
    return rows;
}

std::int64_t stored_rows(const std::string& written, const std::string& layer_name) {
    const DatasetPtr dataset(GDALDataset::Open(written.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
    OGRLayer* layer = dataset == nullptr              ? nullptr
                      : dataset->GetLayerCount() == 1 ? dataset->GetLayer(0)
                                                      : dataset->GetLayerByName(layer_name.c_str());
    return layer == nullptr ? -1 : static_cast<std::int64_t>(layer->GetFeatureCount(TRUE));
}

bool counts_its_rows(std::string_view driver) {
    return driver == "GPKG" || driver == "FlatGeobuf" || driver == "ESRI Shapefile";
}

}  // namespace

void require_rows(const std::string& written, const WriteReport& report) {
    std::int64_t found = -1;
    if (const auto marks = marks_of(report.driver)) {
        const auto rows = marked_rows(written, *marks);
        found = rows ? static_cast<std::int64_t>(*rows) : -1;
    } else if (counts_its_rows(report.driver)) {
        found = stored_rows(written, report.layer);
    } else {
        return;
    }
    if (found == static_cast<std::int64_t>(report.rows)) return;
    throw not_written(report.path, std::to_string(std::max<std::int64_t>(found, 0)) + " / " +
                                       std::to_string(report.rows) + " rows arrived; is the disk full?");
}

}  // namespace petasentra::io::gdal
