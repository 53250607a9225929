#include <petasentra/core/error.hpp>
#include <petasentra/topology/settings.hpp>

namespace petasentra::topology {

AreaUnit area_unit(std::string_view name) {
    if (name == "auto") return AreaUnit::automatic;
    if (name == "m2") return AreaUnit::square_metre;
    if (name == "ha") return AreaUnit::hectare;
    if (name == "km2") return AreaUnit::square_kilometre;
    const std::string given(name.substr(0, 80));
    throw core::Error(
        core::ErrorCode::option_value,
        {"Satuan luas \"" + given + "\" tidak dikenal.", "The unit of area \"" + given + "\" is unknown."},
        {"Pilih \"auto\", \"m2\", \"ha\", atau \"km2\".", "Choose \"auto\", \"m2\", \"ha\" or \"km2\"."});
}

const char* to_string(AreaUnit unit) noexcept {
    switch (unit) {
        case AreaUnit::square_metre:
            return "m2";
        case AreaUnit::hectare:
            return "ha";
        case AreaUnit::square_kilometre:
            return "km2";
        case AreaUnit::automatic:
            return "auto";
    }
    return "auto";
}

}  // namespace petasentra::topology
