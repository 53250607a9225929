#pragma once
#include <array>
#include <cstdint>
#include <limits>
#include <petasentra/io/osm/read_roads.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace petasentra::io::osm {

/// Which tags of ways are kept, in the order of the columns of edges.
inline constexpr std::array<const char*, 11> kept_keys{"highway",     "bridge",    "tunnel",   "layer",
                                                       "maxaxleload", "maxweight", "maxwidth", "maxspeed",
                                                       "surface",     "duration",  "name"};
inline constexpr std::size_t highway_key = 0;
inline constexpr std::size_t duration_key = 9;

/// Texts end to end, empty where there is none: thousands of small strings would each be allocated and copied.
class Texts {
  public:
    void add(std::string_view text) {
        m_bytes += text;
        m_ends.push_back(m_bytes.size());
    }
    [[nodiscard]] std::string_view operator[](std::size_t row) const {
        return std::string_view(m_bytes).substr(m_ends[row], m_ends[row + 1] - m_ends[row]);
    }

  private:
    std::string m_bytes;
    std::vector<std::size_t> m_ends{0};
};

/// Ways as flat columns: way w has the nodes refs[first_ref[w]] .. refs[first_ref[w + 1]].
struct Ways {
    std::vector<std::int64_t> id;
    std::vector<std::size_t> first_ref{0};
    std::vector<std::int64_t> refs;
    std::array<Texts, kept_keys.size()> tags;
    Texts oneway;
    Texts access;
    std::vector<std::uint8_t> ferry;
    std::size_t seen = 0;
    std::size_t left_out = 0;
};

/// No way, no node: editors number what is not uploaded yet below 0.
inline constexpr std::int64_t no_id = std::numeric_limits<std::int64_t>::min();

struct Restrictions {
    std::vector<std::int64_t> relation, from_way, via_node, to_way;  ///< no_id: none
    std::vector<std::string> via_ways, kind, vehicle, except;
};

/// The nodes that ways name, by id.
struct WayNodes {
    std::vector<std::int64_t> id;       ///< ascending
    std::vector<std::uint8_t> is_node;  ///< a way ends there, ways meet, or a barrier stands
    std::vector<std::size_t> place;     ///< of each reference of the ways: its row here
    std::vector<double> lon;            ///< NaN where the file has no such node
    std::vector<double> lat;
    std::vector<std::int64_t> barrier_id;
    std::vector<std::string> barrier_kind, barrier_access, barrier_tags;

    [[nodiscard]] std::size_t find(std::int64_t node) const;  ///< id.size() if it is not there
};

/// Ways and restrictions into what is given; what is returned are the nodes of the ways.
[[nodiscard]] WayNodes read_ways(const std::string& path, const RoadOptions& options, Ways& ways,
                                 Restrictions& restrictions, const core::Control& control);

}  // namespace petasentra::io::osm
