// The coordinates of the conforming remainder, as annexes of decrees list them.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <petasentra/conformance/remainder.hpp>
#include <petasentra/geometry/transform.hpp>

namespace petasentra::conformance {

using geometry::Crs;
using layer::Column;

namespace {

/// 112° 18' 06,120" BT
std::string in_seconds(double degrees, const char* positive, const char* negative) {
    constexpr long thousandths_a_degree = 3600L * 1000L;
    const auto all = std::lround(std::abs(degrees) * static_cast<double>(thousandths_a_degree));
    const auto rest = all % thousandths_a_degree;
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%ld° %02ld' %02ld,%03ld\" %s", all / thousandths_a_degree, rest / 60000L,
                  rest % 60000L / 1000L, rest % 1000L, degrees < 0.0 ? negative : positive);
    return text.data();
}

/// "49S" for EPSG:32749; empty where it is no WGS 84 / UTM zone.
std::string utm_zone_of(const std::string& authority_code) {
    const bool north = authority_code.starts_with("EPSG:326");
    if (!north && !authority_code.starts_with("EPSG:327")) return {};
    const auto zone = authority_code.substr(8);
    return zone.size() == 2 && zone >= "01" && zone <= "60" ? zone + (north ? "N" : "S") : std::string();
}

/// The vertices of a closed ring, clockwise from the northernmost, without the last.
std::vector<std::size_t> order_of(const geometry::GeometryColumn& column, std::size_t first, std::size_t last) {
    std::vector<std::size_t> vertices;
    for (auto v = first; v + 1 < last; ++v) vertices.push_back(v);
    const auto x = [&](std::size_t v) { return column.xy[2 * v]; };
    const auto y = [&](std::size_t v) { return column.xy[2 * v + 1]; };
    double twice_area = 0.0;
    for (auto v = first; v + 1 < last; ++v)
        twice_area += (x(v) - x(first)) * (y(v + 1) - y(first)) - (x(v + 1) - x(first)) * (y(v) - y(first));
    if (twice_area > 0.0) std::reverse(vertices.begin(), vertices.end());
    const auto north = std::min_element(vertices.begin(), vertices.end(), [&](std::size_t a, std::size_t b) {
        return y(a) != y(b) ? y(a) > y(b) : x(a) < x(b);
    });
    std::rotate(vertices.begin(), north, vertices.end());
    return vertices;
}

struct Rows {
    std::vector<std::size_t> source;  ///< row of the parts
    std::vector<std::int64_t> ring;
    std::vector<std::int64_t> vertex;
    std::vector<double> xy;
};

Rows rows_of(const geometry::GeometryColumn& column) {
    Rows rows;
    for (std::size_t row = 0; row < column.size(); ++row) {
        const bool polygon = geometry::dimension(column.kind[row]) == 2;
        std::int64_t number = 0;
        for (auto ring = column.ring_of_part[column.part_of_row[row]];
             ring < column.ring_of_part[column.part_of_row[row + 1]]; ++ring) {
            const auto first = static_cast<std::size_t>(column.vertex_of_ring[ring]);
            const auto last = static_cast<std::size_t>(column.vertex_of_ring[ring + 1]);
            std::vector<std::size_t> order;
            if (polygon)
                order = order_of(column, first, last);
            else
                for (auto v = first; v < last; ++v) order.push_back(v);
            ++number;
            std::int64_t vertex = 0;
            for (const auto v : order) {
                rows.source.push_back(row);
                rows.ring.push_back(number);
                rows.vertex.push_back(++vertex);
                rows.xy.push_back(column.xy[2 * v]);
                rows.xy.push_back(column.xy[2 * v + 1]);
            }
        }
    }
    return rows;
}

}  // namespace

layer::Table coordinate_list(const layer::Layer& parts) {
    const auto rows = rows_of(parts.geometry);
    const auto count = rows.source.size();
    const auto degrees =
        geometry::transform_places(geometry::Places::of_pairs(rows.xy), parts.crs, Crs::from_user_input("EPSG:4326"));
    std::vector<std::string> zones(count, utm_zone_of(parts.crs.authority_code()));
    std::vector<double> grid(rows.xy);
    for (std::size_t i = 0; i < count;) {
        auto end = i + 1;
        while (end < count && rows.source[end] == rows.source[i]) ++end;
        if (zones[i].empty()) {
            const auto code = "EPSG:" + std::to_string(geometry::utm_epsg(degrees[2 * i], degrees[2 * i + 1]));
            const auto placed =
                geometry::transform_places(geometry::Places::of_pairs(std::span(rows.xy).subspan(2 * i, 2 * (end - i))),
                                           parts.crs, Crs::from_user_input(code));
            std::copy(placed.begin(), placed.end(), grid.begin() + static_cast<std::ptrdiff_t>(2 * i));
            std::fill(zones.begin() + static_cast<std::ptrdiff_t>(i), zones.begin() + static_cast<std::ptrdiff_t>(end),
                      utm_zone_of(code));
        }
        i = end;
    }
    layer::Table table;
    table.size = count;
    for (const char* name : {"site_id", "activity", "part"}) {
        for (const auto& column : parts.table.columns) {
            if (column.name == name) table.add(column.take(rows.source));
        }
    }
    const auto numbers = [&](const char* name, const auto& pairs, std::size_t which) {
        std::vector<double> values(count);
        for (std::size_t i = 0; i < count; ++i) values[i] = pairs[2 * i + which];
        table.add(Column::of_double(name, values));
        return values;
    };
    table.add(Column::of_int64("ring", rows.ring));
    table.add(Column::of_int64("vertex", rows.vertex));
    (void)numbers("easting_m", grid, 0);
    (void)numbers("northing_m", grid, 1);
    table.add(Column::of_text("utm_zone", zones));
    const auto longitudes = numbers("longitude_deg", degrees, 0);
    const auto latitudes = numbers("latitude_deg", degrees, 1);
    std::vector<std::string> east(count);
    std::vector<std::string> north(count);
    for (std::size_t i = 0; i < count; ++i) {
        east[i] = in_seconds(longitudes[i], "BT", "BB");
        north[i] = in_seconds(latitudes[i], "LU", "LS");
    }
    table.add(Column::of_text("longitude_dms", east));
    table.add(Column::of_text("latitude_dms", north));
    return table;
}

}  // namespace petasentra::conformance
