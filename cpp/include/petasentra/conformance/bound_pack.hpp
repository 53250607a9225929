#pragma once
#include <cstdint>
#include <memory>
#include <petasentra/core/control.hpp>
#include <petasentra/core/finding.hpp>
#include <petasentra/law/plan_pack.hpp>
#include <petasentra/layer/layer.hpp>
#include <petasentra/zoning/nearest_feature.hpp>
#include <petasentra/zoning/zoning_index.hpp>
#include <string>
#include <variant>
#include <vector>

namespace petasentra::conformance {

class FeatureGround;
class LayerGrounds;

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
    std::vector<std::string> site_id;       ///< role existing only: whose place it is, and what is done there
    std::vector<std::string> activity;      ///< ids of activities
    std::vector<geometry::Box> bounds;      ///< of each row
    std::vector<std::uint64_t> prints;      ///< of each row: rows of two layers with the same one are the same
    zoning::ZoningIndex index;              ///< of zones, overlays and areas
    std::vector<core::Finding> findings;    ///< what is wrong with it without stopping the work
    std::shared_ptr<LayerGrounds> grounds;  ///< made of its features so far; see BoundPack::ground
};

/// The layers of a pack by their numbers, as if they lay in one vector.
class BoundLayers {
  public:
    using Held = std::vector<std::shared_ptr<const BoundLayer>>;
    class Iterator {
      public:
        explicit Iterator(Held::const_iterator at) noexcept : m_at(at) {}
        const BoundLayer& operator*() const noexcept { return **m_at; }
        Iterator& operator++() noexcept {
            ++m_at;
            return *this;
        }
        bool operator==(const Iterator&) const noexcept = default;

      private:
        Held::const_iterator m_at;
    };
    explicit BoundLayers(const Held& held) noexcept : m_held(&held) {}
    [[nodiscard]] std::size_t size() const noexcept { return m_held->size(); }
    [[nodiscard]] const BoundLayer& operator[](std::size_t number) const noexcept { return *(*m_held)[number]; }
    [[nodiscard]] Iterator begin() const noexcept { return Iterator(m_held->begin()); }
    [[nodiscard]] Iterator end() const noexcept { return Iterator(m_held->end()); }

  private:
    const Held* m_held;
};

class BoundPack;

/// A layer of a changed pack: one to be bound, or one that a pack before it holds.
struct PackPart {
    std::string instrument;
    std::string layer;
    std::variant<layer::Layer, std::shared_ptr<const BoundPack>> from;
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
    /// The same from parts, which are the layers in their order: those that another pack holds are shared with it, with
    /// their indexes and the ground made of them, and only the others are bound. The packs have the same instruments in
    /// the same order, the same CRS and crosswalk, and name the shared layers alike; what is bound is checked against
    /// `law`.
    BoundPack(law::PlanPack law, std::vector<PackPart> parts, const core::Control& control = {});
    BoundPack(BoundPack&&) noexcept;
    BoundPack& operator=(BoundPack&&) noexcept;
    ~BoundPack();

    [[nodiscard]] const law::PlanPack& law() const noexcept { return m_law; }
    [[nodiscard]] const geometry::Crs& crs() const noexcept { return m_crs; }
    /// Null where the layer is not held.
    [[nodiscard]] const BoundLayer* layer(std::size_t instrument, std::string_view id) const noexcept;
    /// Every layer that is held, by its number in the pack.
    [[nodiscard]] BoundLayers layers() const noexcept { return BoundLayers(m_layers); }
    /// The number of one of its layers.
    [[nodiscard]] std::size_t number_of(const BoundLayer& layer) const noexcept;
    /// Rows of a layer that a rule speaks of: those whose code is one of `codes` (any code system), all rows if none is
    /// given.
    [[nodiscard]] std::vector<std::uint32_t> rows_of(const BoundLayer& layer,
                                                     const std::vector<std::string>& codes) const;

    /// Features of a layer as one ground; `rows` ascending. Each is made once and kept; threads may ask at the same time.
    [[nodiscard]] const FeatureGround& ground(const BoundLayer& layer, std::vector<std::uint32_t> rows) const;

    /// The same features, ready for distances.
    [[nodiscard]] const zoning::Features& features(const BoundLayer& layer, std::vector<std::uint32_t> rows) const;

    /// What is wrong with the layers without stopping the work; a check repeats it among its own findings.
    [[nodiscard]] const std::vector<core::Finding>& findings() const noexcept { return m_findings; }

  private:
    void find_crs();
    void bind(PackLayer given, const core::Control& control);
    void take(std::shared_ptr<const BoundLayer> layer);
    void require_rules() const;
    void require_ground(std::size_t instrument, const std::string& rule, const std::string& layer_id,
                        const std::vector<std::string>& codes) const;
    void require_receptor(std::size_t instrument, const std::string& rule, const std::string& layer_id) const;

    law::PlanPack m_law;
    geometry::Crs m_crs;
    BoundLayers::Held m_layers;
    std::vector<core::Finding> m_findings;
};

}  // namespace petasentra::conformance
