#pragma once
#include <cstdint>
#include <petasentra/core/text.hpp>
#include <stdexcept>
#include <string>

namespace petasentra::core {

/// What went wrong, as a number that never changes its meaning. The hundreds name the class a Python user catches:
/// 1xx SchemaError, 2xx CrsError, 3xx GeometryError, 4xx RuleError, 5xx NetworkError, 6xx InfeasibleError, 7xx IoError,
/// 8xx OptionError, 900 Cancelled, 1000 InternalError.
enum class ErrorCode : std::uint16_t {
    column_missing = 101,
    column_type = 102,
    duplicate_id = 103,
    null_value = 104,
    no_geometry_column = 105,
    malformed_table = 106,
    crs_missing = 201,
    crs_unknown = 202,
    degrees_refused = 203,
    crosses_utm_zones = 204,
    transform_failed = 205,
    crs_mismatch = 206,
    geometry_invalid = 301,
    geometry_not_finite = 302,
    geometry_kind = 303,
    wkb_malformed = 304,
    pack_syntax = 401,
    pack_value = 402,
    pack_newer_format = 403,
    date_unreadable = 404,
    zone_unknown = 405,
    code_without_feature = 406,
    activity_unknown = 407,
    rule_dangling = 408,
    network_malformed = 501,
    speed_unusable = 502,
    network_file = 503,
    file_not_found = 701,
    file_unreadable = 702,
    write_failed = 703,
    layer_missing = 704,
    layer_empty = 705,
    option_value = 801,
    cancelled = 900,
    internal = 1000,
};

/// Where it went wrong; whatever is not known stays empty. `feature` is the id the user knows (site id, fid as text).
struct Place {
    std::string file;
    std::string layer;
    std::string feature;
    std::string column;
};

/// Every error the library throws on purpose. `message` says what and where, `hint` what to do, both in both languages;
/// `what()` is the English message followed by place and hint.
class Error : public std::runtime_error {
  public:
    Error(ErrorCode code, Text message, Text hint = {}, Place place = {});

    [[nodiscard]] ErrorCode code() const noexcept { return m_code; }
    [[nodiscard]] const Text& message() const noexcept { return m_message; }
    [[nodiscard]] const Text& hint() const noexcept { return m_hint; }
    [[nodiscard]] const Place& place() const noexcept { return m_place; }

    /// The same error with the empty fields of its place filled in: low-level code throws without context, the loop
    /// that knows the feature adds it and throws again.
    [[nodiscard]] Error at(const Place& outer) const;

  private:
    ErrorCode m_code;
    Text m_message;
    Text m_hint;
    Place m_place;
};

}  // namespace petasentra::core
