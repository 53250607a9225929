#include <algorithm>
#include <bit>
#include <cmath>
#include <span>

#include "pieces.hpp"
#include "site_pieces.hpp"

namespace petasentra::conformance {
namespace {

using Lies = SitePortions::Lies;
using zoning::FaceAreas;

/// The features of one ground that have a part of the site, by their bits.
struct Laid {
    const FeatureGround* ground;
    std::uint64_t bits = 0;
    unsigned first = 0;                   ///< number of the first of them among all of the site
    std::vector<std::size_t> features{};  ///< in the numbers of the ground
    std::vector<double> measures{};
};

bool same_rules(const std::vector<AppliedRule>& one, const std::vector<AppliedRule>& other) {
    return std::equal(one.begin(), one.end(), other.begin(), other.end(), [](const auto& a, const auto& b) {
        return a.kind == b.kind && a.instrument == b.instrument && a.rule == b.rule;
    });
}

/// One site while its pieces are made out.
class ByFaces {
  public:
    ByFaces(const SitePortions& site, const ActivityLaw& activity, FaceAreas& faces)
        : m_site(site), m_activity(activity), m_faces(faces) {}

    std::optional<Measured> pieces() {
        m_faces.begin(m_site.sites, m_site.row);
        if (!lay_grounds()) return std::nullopt;
        const auto faces = m_faces.faces();
        if (!faces || !agree(*faces)) return std::nullopt;
        for (const auto& face : *faces) {
            if (face.area_m2 > m_site.nothing && !add(face)) return std::nullopt;
        }
        std::erase_if(m_pieces, [&](const Piece& piece) { return piece.measure <= m_site.nothing; });
        if (m_pieces.empty() || !bound_borders(m_pieces, m_faces.border_m(), m_site.pack.law().tolerance))
            return std::nullopt;
        return measured(m_site, std::move(m_pieces));
    }

  private:
    bool lay_grounds() {
        for (const auto* plans : {&m_site.all.rdtr, &m_site.all.rtrw}) {
            for (const auto& plan : *plans) {
                if (!lay(plan.second)) return false;
            }
        }
        for (const auto& rule : m_activity.rules) {
            if (!lay(rule.ground)) return false;
        }
        return true;
    }

    bool lay(const FeatureGround* ground) {
        const auto* portions = m_site.all.of(ground);
        if (portions == nullptr) return false;  // not held
        if (laid(ground) != nullptr) return true;
        auto& one = m_laid.emplace_back(Laid{ground});
        if (m_site.lies_in(*portions) == Lies::outside) return true;
        for (auto row = portions->begin(m_site.number); row < portions->rest(m_site.number); ++row) {
            const auto feature = static_cast<std::uint32_t>(portions->feature[row]);
            const auto number = m_faces.add(ground->index(), feature);
            if (!number) return false;
            if (one.features.empty()) one.first = *number;
            one.bits |= std::uint64_t{1} << *number;
            one.features.push_back(feature);
            one.measures.push_back(portions->measure[row]);
        }
        return true;
    }

    [[nodiscard]] const Laid* laid(const FeatureGround* ground) const {
        const auto found =
            std::find_if(m_laid.begin(), m_laid.end(), [&](const Laid& one) { return one.ground == ground; });
        return found == m_laid.end() ? nullptr : &*found;
    }

    // What the faces of a feature come to, and those of the site, has been measured another way before.
    [[nodiscard]] bool agree(std::span<const FaceAreas::Face> faces) const {
        const auto close = [&](double sum, double measure) { return std::fabs(sum - measure) <= m_site.nothing; };
        const auto sum_of = [&](std::uint64_t bit) {
            double sum = 0.0;
            for (const auto& face : faces) {
                if (bit == 0 || (face.features & bit) != 0) sum += face.area_m2;
            }
            return sum;
        };
        if (!close(sum_of(0), m_site.measure)) return false;
        for (const auto& one : m_laid) {
            for (std::size_t k = 0; k < one.features.size(); ++k) {
                if (!close(sum_of(std::uint64_t{1} << (one.first + k)), one.measures[k])) return false;
            }
        }
        return true;
    }

    // False where zones or plans overlap: what is one piece then, drawing has to tell.
    bool add(const FaceAreas::Face& face) {
        auto piece = piece_of(face);
        if (!piece) return false;
        for (const auto& rule : m_activity.rules) {
            if ((face.features & laid(rule.ground)->bits) != 0 && speaks_on(rule, *piece))
                piece->rules.push_back({rule.kind, rule.instrument, rule.rule});
        }
        const auto same = std::find_if(m_pieces.begin(), m_pieces.end(), [&](const Piece& one) {
            return one.instrument == piece->instrument && one.zone == piece->zone && one.gap == piece->gap &&
                   same_rules(one.rules, piece->rules);
        });
        if (same != m_pieces.end()) {
            same->measure += face.area_m2;
            return true;
        }
        piece->measure = face.area_m2;
        m_pieces.push_back(std::move(*piece));
        return true;
    }

    // Steps 1 and 2: an RDTR governs where one of its zones is, the RTRW the rest.
    [[nodiscard]] std::optional<Piece> piece_of(const FaceAreas::Face& face) const {
        for (const auto* plans : {&m_site.all.rdtr, &m_site.all.rtrw}) {
            const GoverningPlan* governs = nullptr;
            std::uint64_t zone = 0;
            for (const auto& plan : *plans) {
                const auto bits = face.features & laid(plan.second)->bits;
                if (bits == 0) continue;
                if (governs != nullptr || !std::has_single_bit(bits)) return std::nullopt;
                governs = &plan;
                zone = bits;
            }
            if (governs == nullptr) continue;
            const auto& of_plan = *laid(governs->second);
            return m_site.piece_in(*governs,
                                   of_plan.features[static_cast<unsigned>(std::countr_zero(zone)) - of_plan.first]);
        }
        return m_site.piece_outside();
    }

    const SitePortions& m_site;
    const ActivityLaw& m_activity;
    FaceAreas& m_faces;
    std::vector<Laid> m_laid;
    std::vector<Piece> m_pieces;
};

}  // namespace

std::optional<Measured> pieces_by_faces(const SitePortions& site, const ActivityLaw& activity, FaceAreas& faces) {
    if (!site.polygon || site.measure <= 0.0) return std::nullopt;
    return ByFaces(site, activity, faces).pieces();
}

}  // namespace petasentra::conformance
