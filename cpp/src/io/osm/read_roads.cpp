#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>
#include <petasentra/io/osm/read_roads.hpp>
#include <span>

#include "io/osm/duration.hpp"
#include "io/osm/ways.hpp"

namespace petasentra::io::osm {
namespace {

using layer::Column;

Column ids_or_null(std::string name, const std::vector<std::int64_t>& values) {
    auto out = Column::of_int64(std::move(name), values);
    out.valid.resize(values.size());
    std::transform(values.begin(), values.end(), out.valid.begin(),
                   [](std::int64_t value) { return static_cast<std::uint8_t>(value != no_id); });
    return out;
}

Column texts_or_null(std::string name, const std::vector<std::string>& values) {
    std::vector<std::optional<std::string>> out;
    out.reserve(values.size());
    for (const auto& value : values) out.push_back(value.empty() ? std::nullopt : std::optional(value));
    return Column::of_optional_text(std::move(name), out);
}

/// `values` of the ways, for each of their pieces; null where a way has none.
Column texts_of_pieces(std::string name, const Texts& values, const std::vector<std::size_t>& way_of_piece) {
    Column out;
    out.name = std::move(name);
    out.format = "u";
    out.size = way_of_piece.size();
    out.valid.reserve(out.size);
    out.offsets.reserve(out.size + 1);
    out.offsets.push_back(0);
    for (const auto way : way_of_piece) {
        const auto bytes = std::as_bytes(std::span(values[way]));
        out.data.insert(out.data.end(), bytes.begin(), bytes.end());
        out.offsets.push_back(static_cast<std::int64_t>(out.data.size()));
        out.valid.push_back(bytes.empty() ? 0 : 1);
    }
    if (std::ranges::find(out.valid, std::uint8_t{0}) == out.valid.end()) out.valid.clear();
    return out;
}

/// Flat enough to share a crossing out over its pieces; the lengths of roads are measured by the network.
double rough_length(std::span<const double> lonlat) {
    double length = 0.0;
    for (std::size_t i = 2; i + 1 < lonlat.size(); i += 2) {
        const double north = lonlat[i + 1] - lonlat[i - 1];
        const double shrink = std::cos((lonlat[i + 1] + lonlat[i - 1]) / 2.0 * std::numbers::pi / 180.0);
        length += std::hypot((lonlat[i] - lonlat[i - 2]) * shrink, north);
    }
    return length;
}

/// The pieces of ways, as they become rows.
struct Pieces {
    std::vector<std::size_t> way;
    std::vector<std::int64_t> from, to;
    std::vector<double> share;  ///< of the length of the way
    geometry::GeometryColumn lines;
};

class WayCutter {
  public:
    WayCutter(const Ways& ways, WayNodes& nodes) : m_ways(ways), m_nodes(nodes), m_place(nodes.place) {
        for (const auto place : m_place)
            if (is_missing(place)) ++m_missing;
        mark_ends();
    }

    Pieces cut() {
        for (std::size_t way = 0; way < m_ways.id.size(); ++way) {
            const auto first_piece = m_out.way.size();
            m_start = m_ways.first_ref[way];
            for (auto r = m_start + 1; r < m_ways.first_ref[way + 1]; ++r) {
                if (is_missing(m_place[r]) || is_missing(m_place[m_start])) {
                    m_start = r;
                } else if (m_nodes.is_node[m_place[r]] != 0) {
                    close(way, r);
                }
            }
            if (!m_ways.tags[duration_key][way].empty()) share_out(first_piece);
        }
        return std::move(m_out);
    }

    [[nodiscard]] std::size_t missing() const noexcept { return m_missing; }

  private:
    [[nodiscard]] bool is_missing(std::size_t place) const { return std::isnan(m_nodes.lon[place]); }

    /// The ends of what is left of each way.
    void mark_ends() {
        for (std::size_t way = 0; way < m_ways.id.size(); ++way) {
            const auto first = m_ways.first_ref[way];
            const auto last = m_ways.first_ref[way + 1];
            for (auto r = first; r < last; ++r) {
                if (is_missing(m_place[r])) continue;
                const bool begins = r == first || is_missing(m_place[r - 1]);
                const bool ends = r + 1 == last || is_missing(m_place[r + 1]);
                if (begins || ends) m_nodes.is_node[m_place[r]] = 1;
            }
        }
    }

    void close(std::size_t way, std::size_t end) {
        for (auto r = m_start; r <= end; ++r)
            m_out.lines.xy.insert(m_out.lines.xy.end(), {m_nodes.lon[m_place[r]], m_nodes.lat[m_place[r]]});
        m_out.lines.vertex_of_ring.push_back(m_out.lines.xy.size() / 2);
        m_out.lines.ring_of_part.push_back(m_out.lines.ring_of_part.back() + 1);
        m_out.lines.part_of_row.push_back(m_out.lines.part_of_row.back() + 1);
        m_out.lines.kind.push_back(geometry::Kind::line_string);
        m_out.lines.has_z.push_back(0);
        m_out.lines.has_m.push_back(0);
        m_out.way.push_back(way);
        m_out.from.push_back(m_ways.refs[m_start]);
        m_out.to.push_back(m_ways.refs[end]);
        m_out.share.push_back(1.0);
        m_start = end;
    }

    void share_out(std::size_t first) {
        double whole = 0.0;
        for (auto p = first; p < m_out.share.size(); ++p)
            whole += m_out.share[p] = rough_length(m_out.lines.vertices(p));
        for (auto p = first; p < m_out.share.size(); ++p) m_out.share[p] = whole > 0.0 ? m_out.share[p] / whole : 1.0;
    }

    const Ways& m_ways;
    WayNodes& m_nodes;
    const std::vector<std::size_t>& m_place;
    std::size_t m_missing = 0;
    std::size_t m_start = 0;
    Pieces m_out;
};

layer::Layer edges_of(const Ways& ways, Pieces&& pieces) {
    const auto size = pieces.way.size();
    layer::Layer out;
    out.crs = geometry::Crs::from_user_input("EPSG:4326");
    out.provenance.layer_name = "roads";
    out.geometry = std::move(pieces.lines);
    auto& table = out.table;
    table.size = size;
    std::vector<std::int64_t> id(size);
    std::vector<std::uint8_t> ferry(size);
    for (std::size_t p = 0; p < size; ++p) {
        id[p] = ways.id[pieces.way[p]];
        ferry[p] = ways.ferry[pieces.way[p]];
    }
    const auto texts = [&](const char* name, const Texts& values) { return texts_of_pieces(name, values, pieces.way); };
    table.add(Column::of_int64("from_node", pieces.from));
    table.add(Column::of_int64("to_node", pieces.to));
    table.add(Column::of_int64("osm_way_id", id));
    table.add(texts("oneway", ways.oneway));
    table.add(texts("access", ways.access));
    table.add(Column::of_bool("ferry", ferry));
    for (std::size_t key = 0; key < kept_keys.size(); ++key) {
        if (key != duration_key) table.add(texts(kept_keys[key], ways.tags[key]));
    }
    std::vector<std::string> duration(size);
    for (std::size_t p = 0; p < size; ++p)
        duration[p] = shared_duration(std::string(ways.tags[duration_key][pieces.way[p]]), pieces.share[p]);
    table.add(texts_or_null(kept_keys[duration_key], duration));
    return out;
}

}  // namespace

OsmRoads read_roads(const std::string& path, const RoadOptions& options, const core::Control& control) {
    Ways ways;
    Restrictions turns;
    auto nodes = read_ways(path, options, ways, turns, control);
    WayCutter cutter(ways, nodes);
    OsmRoads out;
    out.ways = ways.seen;
    out.ways_not_roads = ways.left_out;
    out.missing_nodes = cutter.missing();
    out.edges = edges_of(ways, cutter.cut());

    std::vector<std::int64_t> id;
    std::vector<double> lon, lat;
    for (std::size_t n = 0; n < nodes.id.size(); ++n) {
        if (nodes.is_node[n] == 0 || std::isnan(nodes.lon[n])) continue;
        id.push_back(nodes.id[n]);
        lon.push_back(nodes.lon[n]);
        lat.push_back(nodes.lat[n]);
    }
    out.nodes.size = id.size();
    out.nodes.add(Column::of_int64("osm_node_id", id));
    out.nodes.add(Column::of_double("lon", lon));
    out.nodes.add(Column::of_double("lat", lat));

    out.restrictions.size = turns.relation.size();
    out.restrictions.add(Column::of_int64("osm_relation_id", turns.relation));
    out.restrictions.add(Column::of_int64("from_way", turns.from_way));
    out.restrictions.add(ids_or_null("via_node", turns.via_node));
    out.restrictions.add(texts_or_null("via_ways", turns.via_ways));
    out.restrictions.add(Column::of_int64("to_way", turns.to_way));
    out.restrictions.add(Column::of_text("kind", turns.kind));
    out.restrictions.add(texts_or_null("vehicle", turns.vehicle));
    out.restrictions.add(texts_or_null("except", turns.except));

    std::vector<double> barrier_lon, barrier_lat;
    for (const auto barrier : nodes.barrier_id) {
        barrier_lon.push_back(nodes.lon[nodes.find(barrier)]);
        barrier_lat.push_back(nodes.lat[nodes.find(barrier)]);
    }
    out.barriers.size = nodes.barrier_id.size();
    out.barriers.add(Column::of_int64("osm_node_id", nodes.barrier_id));
    out.barriers.add(Column::of_text("kind", nodes.barrier_kind));
    out.barriers.add(texts_or_null("access", nodes.barrier_access));
    out.barriers.add(texts_or_null("tags", nodes.barrier_tags));
    out.barriers.add(Column::of_double("lon", barrier_lon));
    out.barriers.add(Column::of_double("lat", barrier_lat));
    return out;
}

}  // namespace petasentra::io::osm
