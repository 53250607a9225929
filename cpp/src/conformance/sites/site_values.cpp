#include "site_values.hpp"

#include <array>
#include <cmath>
#include <petasentra/core/number_text.hpp>
#include <utility>

namespace petasentra::conformance {

namespace {

core::Finding no_number(const layer::Layer& sites, const std::string& id, const std::string& column,
                        const std::string& value) {
    core::Finding finding;
    finding.code = "VALUE_UNREADABLE";
    finding.layer = sites.title();
    finding.feature = id;
    finding.message = {"Tapak " + id + ", kolom " + column + ": \"" + value + "\" bukan bilangan yang dapat dipakai.",
                       "Site " + id + ", column " + column + ": \"" + value + "\" is not a number that can be used."};
    finding.hint = {"Simpan kolom ini sebagai bilangan yang tidak negatif, bukan teks.",
                    "Keep this column as numbers that are not negative, not as text."};
    return finding;
}

}  // namespace

std::vector<SiteValues> site_values_of(const layer::Layer& sites, const std::vector<std::string>& ids,
                                       std::vector<core::Finding>& findings) {
    constexpr std::array<std::pair<const char*, std::optional<double> SiteValues::*>, 6> numbers{{
        {"activity_area_m2", &SiteValues::activity_area_m2},
        {"lot_m2", &SiteValues::lot_m2},
        {"kdb", &SiteValues::kdb},
        {"klb", &SiteValues::klb},
        {"kdh", &SiteValues::kdh},
        {"height_m", &SiteValues::height_m},
    }};
    std::vector<SiteValues> out(sites.size());
    for (const auto& [name, field] : numbers) {
        const auto* column = sites.table.find(name);
        if (column == nullptr) continue;
        for (std::size_t row = 0; row < sites.size(); ++row) {
            if (!column->is_valid(row)) continue;
            if (!column->is_number()) {
                const auto text = column->is_text() ? column->text_at(row).value_or(std::string{}) : column->format;
                if (!text.empty()) findings.push_back(no_number(sites, ids[row], name, text));
                continue;
            }
            const auto value = column->number_at(row);
            if (!value || std::isnan(*value)) continue;
            if (std::isfinite(*value) && *value >= 0.0)
                out[row].*field = *value;
            else
                findings.push_back(no_number(sites, ids[row], name, core::number_text(*value, 1).en));
        }
    }
    if (const auto* column = sites.table.find("road_class"); column != nullptr && column->is_text()) {
        for (std::size_t row = 0; row < sites.size(); ++row)
            out[row].road_class = column->text_at(row).value_or(std::string{});
    }
    return out;
}

}  // namespace petasentra::conformance
