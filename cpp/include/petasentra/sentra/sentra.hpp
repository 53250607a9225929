#pragma once
#include <cstdint>
#include <optional>
#include <petasentra/core/date.hpp>
#include <string>
#include <vector>

namespace petasentra::sentra {

/// Where a value comes from, and whether somebody of the project has seen it there.
struct Citation {
    std::string source;
    bool verified = false;
};

/// A permit on a place or a firm. Dates that are not known stay empty.
struct Permit {
    std::string kind;  ///< "pkkpr", "imb", "izin lingkungan", "pertek" ...
    std::string number;
    std::optional<core::Date> issued_on;
    std::optional<core::Date> expires_on;
    Citation citation;
};

/// One small or medium enterprise (IKM). `id` is the register's.
struct Unit {
    std::string id;
    std::string activity;
    std::string kbli;
    std::string kbli_version;
    std::string scale;
    std::optional<std::int64_t> workers;
    double x = 0.0;
    double y = 0.0;
    bool invented = false;
};

/// Something a sentra shares: IPAL, UPT, production house, packaging house ...
struct Facility {
    std::string id;
    std::string kind;
    double x = 0.0;
    double y = 0.0;
    bool invented = false;
};

/// Where raw material comes from.
struct Source {
    std::string id;
    std::string commodity;
    std::optional<double> supply_t_per_year;
    double x = 0.0;
    double y = 0.0;
    bool invented = false;
};

/// A place where at least five IKM work with like product, raw material or process (PP 29/2018 article 1).
struct Sentra {
    std::string id;
    std::string name;
    std::string commodity;
    std::optional<std::int64_t> unit_count;
    std::optional<double> site_area_ha;
    std::vector<std::string> units;
    std::vector<std::string> facilities;
    std::vector<Permit> permits;
    bool invented = false;
};

}  // namespace petasentra::sentra
