#include <algorithm>
#include <cmath>
#include <petasentra/core/error.hpp>
#include <petasentra/network/arc_costs.hpp>

namespace petasentra::network {
namespace {

constexpr std::array<const char*, arc_states> arc_state_words{
    "open",  "class_unknown", "class_closed", "access",  "axle_limit", "weight_limit",
    "width", "season",        "day_unknown",  "one_way", "too_long",   "planned"};

void require_speed(const ClassSpeed& speed, const std::string& word) {
    if (speed.use != ClassSpeed::Use::open || (speed.km_per_h > 0.0 && std::isfinite(speed.km_per_h))) return;
    throw core::Error(core::ErrorCode::speed_unusable,
                      {"Kecepatan kelas jalan \"" + word + "\" negatif, nol, atau bukan bilangan.",
                       "The speed of the road class \"" + word + "\" is negative, zero or no number."},
                      {"Kelas yang tidak dipakai ditandai tertutup, bukan diberi kecepatan 0.",
                       "A class that is not used is marked as closed, not given a speed of 0."},
                      {.feature = word});
}

void require_options(const Roads& roads, const CostOptions& options) {
    if (options.classes.size() != roads.class_words.size() || options.no_access.size() != roads.access_words.size())
        throw core::Error(
            core::ErrorCode::option_value,
            {"Kecepatan harus diberikan untuk setiap kelas dan setiap kata akses jaringan ini.",
             "There must be a speed for every class and an answer for every word of access of this network."});
    for (std::size_t word = 0; word < options.classes.size(); ++word)
        require_speed(options.classes[word], roads.class_words[word]);
    require_speed(options.without_class, "");
    for (const double value :
         {options.axle_load_t, options.weight_t, options.width_m, options.ferry_km_per_h, options.ferry_waiting_s}) {
        if (value >= 0.0 && std::isfinite(value)) continue;
        throw core::Error(core::ErrorCode::option_value,
                          {"Muatan, lebar, kecepatan dan waktu tunggu feri tidak boleh negatif atau bukan bilangan.",
                           "Loads, width, speed and waiting of ferries must not be negative or no number."});
    }
}

bool closed_on(std::uint16_t from, std::uint16_t until, std::uint16_t day) {
    return from <= until ? from <= day && day <= until : day >= from || day <= until;
}

/// Answers for one network, vehicle and day.
class ArcTimes {
  public:
    ArcTimes(const RoadNetwork& network, const CostOptions& options)
        : m_network(network), m_roads(network.roads()), m_options(options) {
        m_row_length_m.assign(m_roads.size(), 0.0);
        const auto& parts = network.parts();
        for (std::size_t e = 0; e < network.edge_count(); ++e) m_row_length_m[parts.road[e]] += parts.length_m[e];
    }

    [[nodiscard]] ArcState state_of_road(std::size_t road) const {
        if (!m_options.waiting && m_roads.has(road, is_waiting)) return ArcState::planned;
        if (m_roads.has(road, is_ferry)) {
            if (m_options.ferry_km_per_h <= 0.0) return ArcState::class_closed;
        } else {
            const auto& speed = speed_of(road);
            if (speed.use == ClassSpeed::Use::unknown) return ArcState::class_unknown;
            if (speed.use == ClassSpeed::Use::closed) return ArcState::class_closed;
        }
        if (m_roads.access[road] != no_word && m_options.no_access[m_roads.access[road]] != 0) return ArcState::access;
        // A limit that is not stated is NaN, and no comparison with it is true.
        if (m_options.axle_load_t > m_roads.axle_limit_t[road]) return ArcState::axle_limit;
        if (m_options.weight_t > m_roads.weight_limit_t[road]) return ArcState::weight_limit;
        if (m_options.width_m > m_roads.width_m[road]) return ArcState::width;
        if (m_roads.closed_from[road] != 0) {
            if (!m_options.day || m_roads.closed_from[road] == unread_days) return ArcState::day_unknown;
            if (closed_on(m_roads.closed_from[road], m_roads.closed_until[road], *m_options.day))
                return ArcState::season;
        }
        return ArcState::open;
    }

    [[nodiscard]] double seconds_of(std::size_t edge) const {
        const auto road = m_network.parts().road[edge];
        const double length_m = m_network.parts().length_m[edge];
        if (m_roads.has(road, is_ferry)) {
            const double whole_m = m_row_length_m[road];
            const double stated = m_roads.duration_s[road];
            const double sailing = std::isnan(stated) ? whole_m / (m_options.ferry_km_per_h / 3.6) : stated;
            return (sailing + m_options.ferry_waiting_s) * (whole_m > 0.0 ? length_m / whole_m : 1.0);
        }
        double km_per_h = speed_of(road).km_per_h;
        const double limit = m_roads.speed_limit_km_per_h[road];
        if (m_options.speed_limits && limit < km_per_h) km_per_h = limit;
        return length_m * 3.6 / km_per_h;
    }

    [[nodiscard]] bool against(Traffic traffic, bool forward) const {
        if (traffic == Traffic::none) return true;
        return m_options.one_way && (forward ? traffic == Traffic::backward : traffic == Traffic::forward);
    }

  private:
    [[nodiscard]] const ClassSpeed& speed_of(std::size_t road) const {
        const auto word = m_roads.road_class[road];
        return word == no_word ? m_options.without_class : m_options.classes[word];
    }

    const RoadNetwork& m_network;
    const Roads& m_roads;
    const CostOptions& m_options;
    std::vector<double> m_row_length_m;
};

}  // namespace

const char* to_string(ArcState state) noexcept {
    return arc_state_words[static_cast<std::size_t>(state)];
}

ArcCosts arc_costs(const RoadNetwork& network, const CostOptions& options) {
    require_options(network.roads(), options);
    const ArcTimes times(network, options);
    const auto edges = network.edge_count();
    ArcCosts out;
    out.cost.assign(2 * edges, unreachable);
    out.state.assign(2 * edges, ArcState::open);
    for (std::size_t e = 0; e < edges; ++e) {
        const auto of_road = times.state_of_road(network.parts().road[e]);
        const double tenths = of_road == ArcState::open ? std::round(times.seconds_of(e) * 10.0) : 0.0;
        const bool fits = tenths < static_cast<double>(unreachable);
        const Cost least = network.parts().length_m[e] > 0.0 ? 1 : 0;
        for (const bool forward : {true, false}) {
            const auto arc = 2 * e + (forward ? 0 : 1);
            auto state = of_road;
            if (state == ArcState::open && times.against(network.traffic(e), forward)) state = ArcState::one_way;
            if (state == ArcState::open && !fits) state = ArcState::too_long;
            out.state[arc] = state;
            if (state == ArcState::open) out.cost[arc] = std::max(least, static_cast<Cost>(tenths));
        }
        ++out.edges[static_cast<std::size_t>(out.state[2 * e])];
        if (out.state[2 * e + 1] != out.state[2 * e]) ++out.edges[static_cast<std::size_t>(out.state[2 * e + 1])];
    }
    return out;
}

}  // namespace petasentra::network
