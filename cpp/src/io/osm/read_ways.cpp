#include <algorithm>
#include <filesystem>
#include <limits>
#include <osmium/handler.hpp>
#include <osmium/io/any_input.hpp>
#include <osmium/osm/location.hpp>
#include <osmium/osm/node.hpp>
#include <osmium/osm/relation.hpp>
#include <osmium/osm/way.hpp>
#include <osmium/thread/pool.hpp>
#include <osmium/visitor.hpp>
#include <petasentra/core/error.hpp>
#include <string_view>
#include <thread>

#include "io/osm/tag_values.hpp"
#include "io/osm/ways.hpp"

namespace petasentra::io::osm {
namespace {

/// Values of highway=* that nobody can travel: not built, gone, or a thing beside a road.
constexpr std::array<std::string_view, 16> not_roads{
    "proposed", "planned", "construction", "abandoned", "disused",   "razed",    "demolished", "no",
    "historic", "removed", "platform",     "bus_stop",  "rest_area", "services", "raceway",    "elevator"};

std::string tag_text(const osmium::TagList& tags, const char* key) {
    const char* value = tags.get_value_by_key(key);
    return value == nullptr ? std::string() : std::string(value);
}

/// What is asked of a way besides the tags that are kept; the keys of access follow these.
enum Asked : std::size_t { asked_route, asked_area, asked_oneway, asked_junction, asked_count };

std::vector<std::string> wanted_keys(const RoadOptions& options) {
    std::vector<std::string> keys{"route", "area", "oneway", "junction"};
    keys.insert(keys.end(), kept_keys.begin(), kept_keys.end());
    keys.insert(keys.end(), options.modes.begin(), options.modes.end());
    return keys;
}

class WayHandler : public osmium::handler::Handler {
  public:
    WayHandler(const RoadOptions& options, Ways& ways, Restrictions& restrictions)
        : m_modes(options.modes.size()), m_tags(wanted_keys(options)), m_ways(ways), m_restrictions(restrictions) {}

    void way(const osmium::Way& way) {
        m_tags.read(way.tags());
        const auto highway = m_tags[asked_count + highway_key];
        const bool ferry = m_tags[asked_route] == "ferry";
        if (highway.empty() && !ferry) return;
        ++m_ways.seen;
        const bool no_road = std::find(not_roads.begin(), not_roads.end(), highway) != not_roads.end();
        // An area has a border, not a way along it.
        if (no_road || (!ferry && m_tags[asked_area] == "yes") || way.nodes().size() < 2) {
            ++m_ways.left_out;
            return;
        }
        m_ways.id.push_back(way.id());
        for (const auto& node : way.nodes()) m_ways.refs.push_back(node.ref());
        m_ways.first_ref.push_back(m_ways.refs.size());
        for (std::size_t key = 0; key < kept_keys.size(); ++key) m_ways.tags[key].add(m_tags[asked_count + key]);
        m_ways.oneway.add(oneway(highway));
        m_ways.access.add(access());
        m_ways.ferry.push_back(ferry ? 1 : 0);
    }

    void relation(const osmium::Relation& relation) {
        if (tag_text(relation.tags(), "type") != "restriction") return;
        std::vector<std::int64_t> from, to;
        std::int64_t via_node = no_id;
        std::string via_ways;
        for (const auto& member : relation.members()) {
            const std::string_view role = member.role();
            const bool way = member.type() == osmium::item_type::way;
            if (role == "from" && way) from.push_back(member.ref());
            if (role == "to" && way) to.push_back(member.ref());
            if (role == "via" && way) via_ways += (via_ways.empty() ? "" : ";") + std::to_string(member.ref());
            if (role == "via" && member.type() == osmium::item_type::node) via_node = member.ref();
        }
        for (const auto& tag : relation.tags()) {
            const std::string_view key = tag.key();
            if (!key.starts_with("restriction") || (key.size() > 11 && key[11] != ':')) continue;
            auto vehicle = key.size() > 11 ? std::string(key.substr(12)) : std::string();
            // As conditions were tagged before there were conditional keys.
            if (relation.tags().has_key("hour_on") || relation.tags().has_key("day_on"))
                vehicle += vehicle.empty() ? "conditional" : ":conditional";
            for (const auto a : from)
                for (const auto b : to) add(relation, a, via_node, via_ways, b, tag.value(), vehicle);
        }
    }

  private:
    [[nodiscard]] std::string_view oneway(std::string_view highway) const {
        if (!m_tags[asked_oneway].empty()) return m_tags[asked_oneway];
        const auto junction = m_tags[asked_junction];
        return junction == "roundabout" || junction == "circular" || highway == "motorway" ? "yes" : "";
    }

    [[nodiscard]] std::string_view access() const {
        const auto first = asked_count + kept_keys.size();
        for (auto mode = first; mode < first + m_modes; ++mode)
            if (!m_tags[mode].empty()) return m_tags[mode];
        return {};
    }

    void add(const osmium::Relation& relation, std::int64_t from, std::int64_t via_node, const std::string& via_ways,
             std::int64_t to, const char* kind, const std::string& vehicle) {
        m_restrictions.relation.push_back(relation.id());
        m_restrictions.from_way.push_back(from);
        // A restriction over ways has no node of its own; one that names both is over the ways.
        m_restrictions.via_node.push_back(via_ways.empty() ? via_node : no_id);
        m_restrictions.via_ways.push_back(via_ways);
        m_restrictions.to_way.push_back(to);
        m_restrictions.kind.emplace_back(kind);
        m_restrictions.vehicle.push_back(vehicle);
        m_restrictions.except.push_back(tag_text(relation.tags(), "except"));
    }

    std::size_t m_modes;
    TagValues m_tags;
    Ways& m_ways;
    Restrictions& m_restrictions;
};

/// Nodes as they stand in the file.
struct SeenNodes {
    std::vector<std::int64_t> id;
    std::vector<osmium::Location> at;
    std::vector<std::int64_t> barrier_id;
    std::vector<std::string> barrier_kind, barrier_access, barrier_tags;
};

class NodeHandler : public osmium::handler::Handler {
  public:
    /// `wanted`: ascending; without it every node is kept.
    NodeHandler(SeenNodes& seen, const std::vector<std::int64_t>* wanted) : m_seen(seen), m_wanted(wanted) {}

    void node(const osmium::Node& node) {
        if (!node.location().valid()) return;
        if (m_wanted != nullptr && !std::binary_search(m_wanted->begin(), m_wanted->end(), node.id())) return;
        m_seen.id.push_back(node.id());
        m_seen.at.push_back(node.location());
        if (node.tags().empty()) return;
        auto kind = tag_text(node.tags(), "barrier");
        if (kind.empty()) return;
        std::string tags;
        for (const auto& tag : node.tags()) {
            if (std::string_view(tag.key()) == "barrier") continue;
            tags += (tags.empty() ? "" : ";") + std::string(tag.key()) + "=" + tag.value();
        }
        m_seen.barrier_tags.push_back(std::move(tags));
        m_seen.barrier_id.push_back(node.id());
        m_seen.barrier_kind.push_back(std::move(kind));
        m_seen.barrier_access.push_back(tag_text(node.tags(), "access"));
    }

  private:
    SeenNodes& m_seen;
    const std::vector<std::int64_t>* m_wanted;
};

/// Hands every object of some kinds to each handler. What libosmium throws becomes an error with the file's name.
template <class... Handlers>
void read_file(const std::string& path, osmium::osm_entity_bits::type kinds, const core::Control& control,
               Handlers&... handlers) {
    try {
        // libosmium alone would leave two processors idle; on two that is all there are.
        const auto threads = control.threads != 0 ? control.threads : std::thread::hardware_concurrency();
        osmium::thread::Pool pool(static_cast<int>(std::max(1U, threads)));
        osmium::io::Reader reader(osmium::io::File(path), kinds, osmium::io::read_meta::no, pool);
        while (auto buffer = reader.read()) {
            control.check();
            osmium::apply(buffer, handlers...);
        }
        reader.close();
    } catch (const core::Error&) {
        throw;
    } catch (const std::exception& error) {
        const std::string what = error.what();
        throw core::Error(
            core::ErrorCode::file_unreadable,
            {"Berkas OpenStreetMap tidak terbaca: " + what, "The OpenStreetMap file cannot be read: " + what},
            {"Berkas mungkin terpotong atau bukan berkas OpenStreetMap; unduh lagi.",
             "It may be cut off, or no OpenStreetMap file; get it again."},
            {.file = path});
    }
}

void require_file(const std::string& path) {
    if (!std::filesystem::exists(path))
        throw core::Error(core::ErrorCode::file_not_found,
                          {"Berkas " + path + " tidak ada.", "There is no file " + path + "."}, {}, {.file = path});
}

WayNodes nodes_of(const Ways& ways) {
    WayNodes nodes;
    std::vector<std::pair<std::int64_t, std::size_t>> refs;
    refs.reserve(ways.refs.size());
    for (std::size_t r = 0; r < ways.refs.size(); ++r) refs.emplace_back(ways.refs[r], r);
    std::sort(refs.begin(), refs.end());
    nodes.place.resize(refs.size());
    for (std::size_t i = 0; i < refs.size();) {
        auto next = i;
        for (; next < refs.size() && refs[next].first == refs[i].first; ++next)
            nodes.place[refs[next].second] = nodes.id.size();
        nodes.id.push_back(refs[i].first);
        nodes.is_node.push_back(next - i > 1 ? 1 : 0);
        i = next;
    }
    nodes.lon.assign(nodes.id.size(), std::numeric_limits<double>::quiet_NaN());
    nodes.lat = nodes.lon;
    return nodes;
}

/// Of a node that stands in the file twice, the later place counts, and the barrier is told twice.
void place(WayNodes& nodes, SeenNodes&& seen) {
    const bool ascending = std::is_sorted(seen.id.begin(), seen.id.end());
    std::size_t next = 0;
    for (std::size_t s = 0; s < seen.id.size(); ++s) {
        if (ascending) {
            while (next < nodes.id.size() && nodes.id[next] < seen.id[s]) ++next;
        } else {
            next = nodes.find(seen.id[s]);
        }
        if (next == nodes.id.size() || nodes.id[next] != seen.id[s]) continue;
        nodes.lon[next] = seen.at[s].lon_without_check();
        nodes.lat[next] = seen.at[s].lat_without_check();
    }
    for (std::size_t b = 0; b < seen.barrier_id.size(); ++b) {
        const auto at = nodes.find(seen.barrier_id[b]);
        if (at == nodes.id.size()) continue;
        nodes.is_node[at] = 1;
        nodes.barrier_tags.push_back(std::move(seen.barrier_tags[b]));
        nodes.barrier_id.push_back(seen.barrier_id[b]);
        nodes.barrier_kind.push_back(std::move(seen.barrier_kind[b]));
        nodes.barrier_access.push_back(std::move(seen.barrier_access[b]));
    }
}

}  // namespace

std::size_t WayNodes::find(std::int64_t node) const {
    const auto found = std::lower_bound(id.begin(), id.end(), node);
    return found != id.end() && *found == node ? static_cast<std::size_t>(found - id.begin()) : id.size();
}

WayNodes read_ways(const std::string& path, const RoadOptions& options, Ways& ways, Restrictions& restrictions,
                   const core::Control& control) {
    require_file(path);
    using Kinds = osmium::osm_entity_bits::type;
    constexpr Kinds ways_and_relations = Kinds::way | Kinds::relation;
    WayHandler way_handler(options, ways, restrictions);
    SeenNodes seen;
    if (std::filesystem::file_size(path) <= options.at_once_bytes) {
        NodeHandler node_handler(seen, nullptr);
        read_file(path, ways_and_relations | Kinds::node, control, way_handler, node_handler);
        auto nodes = nodes_of(ways);
        place(nodes, std::move(seen));
        return nodes;
    }
    read_file(path, ways_and_relations, control, way_handler);
    auto nodes = nodes_of(ways);
    NodeHandler node_handler(seen, &nodes.id);
    read_file(path, Kinds::node, control, node_handler);
    place(nodes, std::move(seen));
    return nodes;
}

}  // namespace petasentra::io::osm
