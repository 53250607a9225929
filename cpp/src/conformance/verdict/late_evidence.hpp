#pragma once
#include <memory>
#include <petasentra/conformance/check.hpp>
#include <petasentra/layer/layer.hpp>
#include <vector>

#include "conformance/situation/situation.hpp"

namespace petasentra::conformance {

/// Measures the distances of a row from what a check has kept: its sites, and the law of each. A check looks no farther
/// than a rule asks for; how far the rest is matters to who asks why.
class DistancesAfterwards : public LateEvidence {
  public:
    DistancesAfterwards(std::shared_ptr<const layer::Layer> sites, std::shared_ptr<const BoundPack> pack,
                        std::shared_ptr<const Situation> situation, std::vector<const ActivityLaw*> laws)
        : m_sites(std::move(sites)),
          m_pack(std::move(pack)),
          m_situation(std::move(situation)),
          m_laws(std::move(laws)) {}

    void add_to(SiteVerdict& site, std::size_t row) const override;

  private:
    std::shared_ptr<const layer::Layer> m_sites;
    std::shared_ptr<const BoundPack> m_pack;  // which the situation looks into
    std::shared_ptr<const Situation> m_situation;
    std::vector<const ActivityLaw*> m_laws;  ///< of each row
};

}  // namespace petasentra::conformance
