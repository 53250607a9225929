#pragma once
#include <petasentra/conformance/bound_pack.hpp>
#include <petasentra/conformance/evidence.hpp>
#include <petasentra/zoning/nearest_feature.hpp>
#include <string>
#include <vector>

namespace petasentra::conformance {

/// Features of some layers that hold on the day, together: what a distance is measured to. Made once a
/// check, of what the pack has indexed.
class Neighbours {
  public:
    explicit Neighbours(const BoundPack& pack) : m_pack(pack) {}

    void add(const BoundLayer& layer, const std::vector<std::uint32_t>& rows);
    void miss_a_layer() { m_complete = false; }

    /// Every layer that should be here is held. If not, far enough from those that are is no pass.
    [[nodiscard]] bool complete() const noexcept { return m_complete; }
    /// Ties go to the layer the pack names first, then to the smallest row. A place of the site itself, told by its id in
    /// a layer of role existing, is none of its neighbours.
    [[nodiscard]] Nearest nearest(const zoning::Outline& site, const std::string& site_id, double first_reach) const;
    /// The same where it is no farther than the reach (metres), and else nothing: much quicker where all is far away.
    [[nodiscard]] Nearest nearest_within(const zoning::Outline& site, const std::string& site_id, double reach) const;

  private:
    template <class Ask>
    [[nodiscard]] Nearest nearest_of_all(const std::string& site_id, Ask ask) const;
    struct Member {
        std::size_t layer;
        const zoning::Features* features;  ///< kept by the pack
    };
    const BoundPack& m_pack;
    std::vector<Member> m_members;
    bool m_complete = true;
};

}  // namespace petasentra::conformance
