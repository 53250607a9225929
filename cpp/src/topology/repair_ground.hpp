#pragma once
#include <map>
#include <petasentra/topology/repair.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "topology/repair_edges.hpp"

namespace petasentra::topology {

/// One row of the ledger before it has words.
struct LedgerEntry {
    Rule rule;
    LeftBecause left = LeftBecause::repaired;
    std::int64_t row = no_row;
    std::int64_t from = no_row;
    std::int64_t to = no_row;
    double area_m2 = 0.0;
    double change_m2 = 0.0;
    double limit_m2 = 0.0;  ///< of a fault left: the most ground that was to be moved
    double shift_m = 0.0;
    std::size_t added = 0;
    std::size_t removed = 0;
    std::size_t without_height = 0;  ///< vertices added to a row with Z or M that got none
    bool ring_order = false;         ///< RING_ORDER, whatever `rule` says
    bool tie = false;                ///< the rule found several first, and the smallest id decided
    geometry::Shape place;           ///< in metres
};

/// What became of one fault in one round.
enum class Outcome : std::uint8_t { changed, nothing, left };

/// The zones beside faults, as one round of repair changes them, and the ledger it writes.
struct RepairGround {
    const Validation& found;
    const RepairSettings& wanted;
    const geometry::Crs& crs;                   ///< of the layer
    std::map<std::uint32_t, RepairZone> zones;  ///< by row
    std::vector<Force> force;                   ///< by row, or empty
    std::set<std::uint32_t> touched;
    std::vector<LedgerEntry> ledger;
    std::vector<std::size_t> polygon_rows;  ///< rows taken up that are polygons ...
    geometry::GeometryColumn metric;        ///< ... as they were, in metres

    /// `layer` in its present state; only rows that come near one of `faults` are taken up. `unfit`: rows that are no
    /// valid polygons.
    RepairGround(const layer::Layer& layer, const Validation& validation, const RepairSettings& settings,
                 const std::vector<std::size_t>& faults, const std::set<std::uint32_t>& unfit,
                 const core::Control& control);

    [[nodiscard]] double tolerance_m() const { return found.settings.tolerance_m; }
    /// Null if the row is not there or no valid polygon.
    [[nodiscard]] RepairZone* fit(std::int64_t row);
    /// Rows with ground or border in a box, in the order of feature ids.
    [[nodiscard]] std::vector<std::uint32_t> near(const geometry::Box& box) const;
    [[nodiscard]] bool together(std::uint32_t a, std::uint32_t b) const {
        return force.empty() || force[a].together(force[b]);
    }
    /// Says that a zone now reaches into a box.
    void note_growth(std::uint32_t row, const geometry::Box& box) { m_growth.emplace_back(box, row); }
    /// The place of a fault in metres.
    [[nodiscard]] geometry::Shape place(std::size_t fault) const { return {found.found.places, fault}; }

  private:
    std::vector<std::uint32_t> m_rows;  ///< of the index
    index::BoxIndex m_index;
    std::vector<std::pair<geometry::Box, std::uint32_t>> m_growth;
};

/// The winner of ground first, then the others in turn. `border_m` is how much border each row has with the ground.
[[nodiscard]] std::vector<std::uint32_t> in_order_of_rule(
    const RepairGround& ground, const std::vector<std::pair<std::uint32_t, double>>& border_m);

/// True if `row` came before another of these only by its feature id.
[[nodiscard]] bool by_id_only(const RepairGround& ground, const std::vector<std::pair<std::uint32_t, double>>& border_m,
                              std::uint32_t row);

/// One repair: changes zones so that all of it can be taken back.
class Trial {
  public:
    explicit Trial(RepairGround& ground) : m_ground(ground) {}
    Trial(const Trial&) = delete;
    Trial& operator=(const Trial&) = delete;
    ~Trial();  ///< takes back what was not committed

    /// A zone to be changed.
    RepairZone& edit(std::uint32_t row);
    /// Gives ground the vertices of all zones that it meets, and `rows` those of the ground: what is cut and joined then
    /// has the same edges. Returns the ground with them.
    [[nodiscard]] std::vector<PartHandle> share_vertices(const std::vector<PartHandle>& ground,
                                                         std::initializer_list<std::int64_t> rows);
    /// Takes ground, with shared vertices, away from a zone.
    void take(std::uint32_t row, const std::vector<PartHandle>& ground);
    /// Joins a zone with ground; false if the two do not meet along a border.
    [[nodiscard]] bool give(std::uint32_t row, const std::vector<PartHandle>& ground);
    void note_shift(std::uint32_t row, double shift_m);
    void note_tie(bool tie) { m_tie = tie; }
    /// Of a layer in degrees: an edge that is straight there is not in metres, so a vertex on it lies beside it. Gives
    /// all zones near a box the vertices of `rows` there that lie on their edges in degrees; true if there were any.
    bool bend(const std::vector<std::uint32_t>& rows, const geometry::Box& where);
    /// Gives all other zones the vertices of the ground that are left in the border of what was cut or joined. False if
    /// a part made here is no valid polygon.
    [[nodiscard]] bool finish();
    /// Keeps what was done and writes it down. `place` is the ground moved. False if nothing changed.
    bool commit(Rule rule, std::int64_t from, std::int64_t to, const geometry::Shape& place);

  private:
    struct Before {
        std::vector<PartHandle> parts;
        double shift_m = 0.0;
    };
    RepairGround& m_ground;
    std::map<std::uint32_t, Before> m_before;
    std::vector<Vertex> m_shared;  ///< vertices of the ground
    geometry::Box m_box;           ///< around it
    bool m_tie = false;

    void put_vertices(std::uint32_t row, const std::vector<Vertex>& vertices);
};

/// Each repairs one fault, or says why not. What they do is defined with repair().
struct Attempt {
    RepairGround& ground;
    const Fault& fault;
    geometry::Shape place;
    LeftBecause because = LeftBecause::repaired;

    Outcome leave(LeftBecause why) {
        because = why;
        return Outcome::left;
    }
};
[[nodiscard]] Outcome repair_overlap(Attempt& attempt);
[[nodiscard]] Outcome repair_gap(Attempt& attempt);
[[nodiscard]] Outcome repair_sliver(Attempt& attempt);
[[nodiscard]] Outcome repair_spike(Attempt& attempt);
/// `only`: vertices to be given; null for all.
[[nodiscard]] Outcome repair_mismatch(Attempt& attempt, const std::set<Vertex>* only);

/// The zones that run along ground and can take it, with the border they have with it. `not_this` gives it away.
[[nodiscard]] std::vector<std::pair<std::uint32_t, double>> takers(const RepairGround& ground,
                                                                   const std::vector<PartHandle>& parts,
                                                                   std::uint32_t not_this);
/// True if a zone that is never in force together with `row`, or is no valid polygon, may run along ground.
[[nodiscard]] bool has_other_neighbour(const RepairGround& ground, const std::vector<PartHandle>& parts,
                                       std::uint32_t row);
/// True if parts hold ground wider than the tolerance.
[[nodiscard]] bool has_ground(std::span<const PartHandle> parts, double tolerance_m);

}  // namespace petasentra::topology
