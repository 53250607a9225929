#pragma once
#include <memory>
#include <petasentra/core/control.hpp>
#include <petasentra/core/finding.hpp>
#include <petasentra/law/plan_pack.hpp>
#include <petasentra/layer/layer.hpp>
#include <petasentra/zoning/zoning_index.hpp>
#include <string>
#include <vector>

namespace petasentra::conformance {

class FeatureGround;

/// A layer read for a pack, under the names the pack knows it by.
struct PackLayer {
    std::string instrument;
    std::string layer;
    layer::Layer data;
};

/// A layer of the pack in the pack's CRS, indexed, with the code of each feature.
struct BoundLayer {
    std::size_t instrument;  ///< index into the pack's instruments
    std::string id;
    layer::Layer data;              ///< in the pack's CRS
    std::vector<std::string> code;  ///< zone or area code of each row; empty where the column is null
    std::vector<std::string> name;  ///< for people; the code where the layer has no name column
    std::vector<std::optional<core::Date>> valid_from;  ///< empty vector: no such column
    std::vector<std::optional<core::Date>> valid_to;
    std::vector<std::string> site_id;   ///< role existing only: whose place it is, and what is done there
    std::vector<std::string> activity;  ///< ids of activities
    std::vector<geometry::Box> bounds;  ///< of each row
    zoning::ZoningIndex index;          ///< of zones, overlays and areas
};

/// A plan pack with its geometry: what `check` asks.
///
/// Binding transforms every layer to the pack's CRS, builds the indexes and proves that law and ground fit:
/// a zone code that the matrix does not have is Error(zone_unknown) with file, feature and the nearest code; a code of
/// an area or overlay rule that matches no feature, in whatever code system the crosswalk knows, is
/// Error(code_without_feature), and so is one whose features all lack a geometry; invalid geometry is
/// Error(geometry_invalid); a rule on a layer of a role it cannot be tested on is Error(rule_dangling). A single feature
/// without geometry is a finding: nothing is tested against it. Layers without a path and not given here are simply not
/// held.
class BoundPack {
  public:
    BoundPack(law::PlanPack pack, std::vector<PackLayer> layers, const core::Control& control = {});
    BoundPack(BoundPack&&) noexcept;
    BoundPack& operator=(BoundPack&&) noexcept;
    ~BoundPack();

    [[nodiscard]] const law::PlanPack& law() const noexcept { return m_law; }
    [[nodiscard]] const geometry::Crs& crs() const noexcept { return m_crs; }
    /// Null where the layer is not held.
    [[nodiscard]] const BoundLayer* layer(std::size_t instrument, std::string_view id) const noexcept;
    [[nodiscard]] const std::vector<BoundLayer>& layers() const noexcept { return m_layers; }
    /// Rows of a layer that a rule speaks of: those whose code is one of `codes` (any code system), all rows if none is
    /// given.
    [[nodiscard]] std::vector<std::uint32_t> rows_of(const BoundLayer& layer,
                                                     const std::vector<std::string>& codes) const;

    /// Features of a layer as one ground; `rows` ascending. Each is made once and kept; threads may ask at the same time.
    [[nodiscard]] const FeatureGround& ground(const BoundLayer& layer, std::vector<std::uint32_t> rows) const;

    /// What is wrong with the layers without stopping the work; a check repeats it among its own findings.
    [[nodiscard]] const std::vector<core::Finding>& findings() const noexcept { return m_findings; }

  private:
    void bind(PackLayer given, const core::Control& control);
    void require_ground(std::size_t instrument, const std::string& rule, const std::string& layer_id,
                        const std::vector<std::string>& codes) const;
    void require_receptor(std::size_t instrument, const std::string& rule, const std::string& layer_id) const;

    law::PlanPack m_law;
    geometry::Crs m_crs;
    std::vector<BoundLayer> m_layers;
    std::vector<core::Finding> m_findings;
    struct Grounds;
    std::unique_ptr<Grounds> m_grounds;
};

}  // namespace petasentra::conformance
