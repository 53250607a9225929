#include <algorithm>
#include <filesystem>
#include <limits>
#include <osmium/handler.hpp>
#include <osmium/io/any_input.hpp>
#include <osmium/osm/node.hpp>
#include <osmium/osm/relation.hpp>
#include <osmium/osm/way.hpp>
#include <osmium/visitor.hpp>
#include <petasentra/core/error.hpp>
#include <string_view>

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

class WayHandler : public osmium::handler::Handler {
  public:
    WayHandler(const RoadOptions& options, Ways& ways, Restrictions& restrictions)
        : m_options(options), m_ways(ways), m_restrictions(restrictions) {}

    void way(const osmium::Way& way) {
        const auto highway = tag_text(way.tags(), "highway");
        const bool ferry = tag_text(way.tags(), "route") == "ferry";
        if (highway.empty() && !ferry) return;
        ++m_ways.seen;
        const bool no_road = std::find(not_roads.begin(), not_roads.end(), highway) != not_roads.end();
        // An area has a border, not a way along it.
        if (no_road || (!ferry && tag_text(way.tags(), "area") == "yes") || way.nodes().size() < 2) {
            ++m_ways.left_out;
            return;
        }
        m_ways.id.push_back(way.id());
        for (const auto& node : way.nodes()) m_ways.refs.push_back(node.ref());
        m_ways.first_ref.push_back(m_ways.refs.size());
        for (std::size_t key = 0; key < kept_keys.size(); ++key)
            m_ways.tags[key].push_back(tag_text(way.tags(), kept_keys[key]));
        m_ways.oneway.push_back(oneway_of(way.tags(), highway));
        m_ways.access.push_back(access_of(way.tags()));
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
    static std::string oneway_of(const osmium::TagList& tags, const std::string& highway) {
        auto stated = tag_text(tags, "oneway");
        if (!stated.empty()) return stated;
        const auto junction = tag_text(tags, "junction");
        return junction == "roundabout" || junction == "circular" || highway == "motorway" ? "yes" : "";
    }

    [[nodiscard]] std::string access_of(const osmium::TagList& tags) const {
        for (const auto& mode : m_options.modes) {
            auto value = tag_text(tags, mode.c_str());
            if (!value.empty()) return value;
        }
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

    const RoadOptions& m_options;
    Ways& m_ways;
    Restrictions& m_restrictions;
};

class NodeHandler : public osmium::handler::Handler {
  public:
    explicit NodeHandler(WayNodes& nodes) : m_nodes(nodes) {}

    void node(const osmium::Node& node) {
        const auto place = m_nodes.find(node.id());
        if (place == m_nodes.id.size() || !node.location().valid()) return;
        m_nodes.lon[place] = node.location().lon_without_check();
        m_nodes.lat[place] = node.location().lat_without_check();
        const auto kind = tag_text(node.tags(), "barrier");
        if (kind.empty()) return;
        m_nodes.is_node[place] = 1;
        std::string tags;
        for (const auto& tag : node.tags()) {
            if (std::string_view(tag.key()) == "barrier") continue;
            tags += (tags.empty() ? "" : ";") + std::string(tag.key()) + "=" + tag.value();
        }
        m_nodes.barrier_tags.push_back(std::move(tags));
        m_nodes.barrier_id.push_back(node.id());
        m_nodes.barrier_kind.push_back(kind);
        m_nodes.barrier_access.push_back(tag_text(node.tags(), "access"));
    }

  private:
    WayNodes& m_nodes;
};

/// Hands every object of some kinds to a handler. What libosmium throws becomes an error with the file's name.
template <class Handler>
void read_file(const std::string& path, osmium::osm_entity_bits::type kinds, Handler& handler,
               const core::Control& control) {
    try {
        osmium::io::Reader reader(osmium::io::File(path), kinds);
        while (auto buffer = reader.read()) {
            control.check();
            osmium::apply(buffer, handler);
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

}  // namespace

std::size_t WayNodes::find(std::int64_t node) const {
    const auto place = std::lower_bound(id.begin(), id.end(), node);
    return place != id.end() && *place == node ? static_cast<std::size_t>(place - id.begin()) : id.size();
}

void read_ways(const std::string& path, const RoadOptions& options, Ways& ways, Restrictions& restrictions,
               const core::Control& control) {
    if (!std::filesystem::exists(path))
        throw core::Error(core::ErrorCode::file_not_found,
                          {"Berkas " + path + " tidak ada.", "There is no file " + path + "."}, {}, {.file = path});
    WayHandler handler(options, ways, restrictions);
    read_file(path, osmium::osm_entity_bits::way | osmium::osm_entity_bits::relation, handler, control);
}

WayNodes read_way_nodes(const std::string& path, const Ways& ways, const core::Control& control) {
    WayNodes nodes;
    auto refs = ways.refs;
    std::sort(refs.begin(), refs.end());
    for (std::size_t i = 0; i < refs.size();) {
        auto next = i;
        while (next < refs.size() && refs[next] == refs[i]) ++next;
        nodes.id.push_back(refs[i]);
        nodes.is_node.push_back(next - i > 1 ? 1 : 0);
        i = next;
    }
    nodes.lon.assign(nodes.id.size(), std::numeric_limits<double>::quiet_NaN());
    nodes.lat = nodes.lon;
    NodeHandler handler(nodes);
    read_file(path, osmium::osm_entity_bits::node, handler, control);
    return nodes;
}

}  // namespace petasentra::io::osm
