#pragma once
#include <compare>
#include <memory>
#include <petasentra/core/text.hpp>
#include <string>
#include <string_view>

namespace petasentra::geometry {

/// A coordinate reference system: a value, compared by meaning. Unknown ("no CRS") is `Crs{}` and is never guessed.
///
/// Axis order is always x (easting, longitude) before y, whatever the authority says, as in every GIS file.
class Crs {
  public:
    Crs() = default;
    /// From "EPSG:32749" or another authority's code, a bare EPSG number "32749", WKT, PROJJSON, a PROJ string, a URN
    /// or URL of the OGC, or the system's full name, letter case and blanks aside ("WGS84"). Error(crs_unknown) if PROJ
    /// refuses it, also for a name that is only like one that PROJ knows.
    [[nodiscard]] static Crs from_user_input(std::string_view text);

    [[nodiscard]] bool known() const noexcept { return m_projjson != nullptr; }
    /// PROJJSON, empty if unknown.
    [[nodiscard]] const std::string& projjson() const noexcept;
    /// "EPSG:32749", or empty where the definition carries no authority code.
    [[nodiscard]] const std::string& authority_code() const noexcept;
    [[nodiscard]] const std::string& name() const noexcept;
    [[nodiscard]] bool is_geographic() const noexcept { return m_geographic; }
    /// Projected with metres as unit: what planar areas and distances need.
    [[nodiscard]] bool is_projected_metre() const noexcept { return m_projected_metre; }

    /// Same system (PROJ "equivalent", axis order ignored). Two unknown systems are not the same.
    [[nodiscard]] bool same_as(const Crs& other) const;

  private:
    std::shared_ptr<const std::string> m_projjson;
    std::string m_authority_code;
    std::string m_name;
    bool m_geographic = false;
    bool m_projected_metre = false;
};

/// EPSG code of the WGS 84 / UTM zone that holds a place: 326zz north of the equator (and on it), 327zz south.
/// Zones are [-180 + 6 (zone - 1), -180 + 6 zone): the meridian 114 E belongs to zone 50.
[[nodiscard]] int utm_epsg(double longitude_deg, double latitude_deg);

/// What was found out about PROJ's database when it was first used.
struct ProjStatus {
    std::string version;                  ///< of the library
    std::string database_path;            ///< the proj.db in use
    bool environment_overridden = false;  ///< PROJ_DATA or PROJ_LIB pointed to an unusable database and was set aside
    std::string environment_value;        ///< what it pointed to
};
/// Checks PROJ once per process by making EPSG:4326; if the environment leads to a missing or foreign database the
/// built-in path is set on our contexts (the environment itself is never written). Error(crs_unknown) if no database
/// works.
[[nodiscard]] const ProjStatus& proj_status();

}  // namespace petasentra::geometry
