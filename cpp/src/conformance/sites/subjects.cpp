#include "subjects.hpp"

#include <algorithm>
#include <array>
#include <petasentra/core/error.hpp>
#include <string_view>
#include <unordered_map>

namespace petasentra::conformance {

using core::Error;
using core::ErrorCode;

namespace {

constexpr std::array<std::string_view, 4> known_scales{"mikro", "kecil", "menengah", "besar"};

std::vector<std::string> site_ids(const layer::Layer& sites, const std::string& column_name) {
    const auto& column = sites.table.column(column_name, sites.title());
    std::vector<std::string> ids(sites.size());
    std::unordered_map<std::string_view, std::size_t> first;  // looks into the ids
    first.reserve(sites.size());
    for (std::size_t row = 0; row < sites.size(); ++row) {
        auto id = column.text_at(row);
        if (!id || id->empty()) {
            throw Error(ErrorCode::null_value,
                        {"Baris " + std::to_string(row) + " tidak punya site_id.",
                         "Row " + std::to_string(row) + " has no site id."},
                        {"Isi kolom " + column_name + " untuk setiap tapak.",
                         "Fill the column " + column_name + " for every site."},
                        {sites.provenance.source, sites.title(), std::to_string(row), column_name});
        }
        ids[row] = std::move(*id);
        const auto [earlier, fresh] = first.emplace(ids[row], row);
        if (!fresh) {
            throw Error(ErrorCode::duplicate_id,
                        {"Tapak \"" + ids[row] + "\" muncul dua kali (baris " + std::to_string(earlier->second) +
                             " dan " + std::to_string(row) + ").",
                         "Site \"" + ids[row] + "\" appears twice (rows " + std::to_string(earlier->second) + " and " +
                             std::to_string(row) + ")."},
                        {"Beri setiap tapak pengenal sendiri.", "Give every site an id of its own."},
                        {sites.provenance.source, sites.title(), ids[row], column_name});
        }
    }
    return ids;
}

std::vector<std::string> optional_texts(const layer::Layer& sites, std::string_view name) {
    std::vector<std::string> out(sites.size());
    if (const auto* column = sites.table.find(name)) {
        for (std::size_t row = 0; row < sites.size(); ++row) out[row] = column->text_at(row).value_or(std::string{});
    }
    return out;
}

core::Finding unreadable(const layer::Layer& sites, const std::string& id, const std::string& column,
                         const std::string& value, const core::Text& hint) {
    core::Finding finding;
    finding.code = "VALUE_UNREADABLE";
    finding.layer = sites.title();
    finding.feature = id;
    finding.message = {"Tapak " + id + ", kolom " + column + ": \"" + value + "\" tidak terbaca.",
                       "Site " + id + ", column " + column + ": \"" + value + "\" cannot be read."};
    finding.hint = hint;
    return finding;
}

}  // namespace

Subjects subjects_of(const layer::Layer& sites, const CheckOptions& options, std::vector<core::Finding>& findings) {
    Subjects out;
    out.id = site_ids(sites, options.site_id);
    const auto versions = optional_texts(sites, "kbli_version");
    const auto scales = optional_texts(sites, "scale");
    const auto* activity =
        options.for_activity.empty() ? &sites.table.column(options.activity, sites.title()) : nullptr;
    out.asked.reserve(sites.size());
    for (std::size_t row = 0; row < sites.size(); ++row) {
        Asked asked{options.for_activity, versions[row], scales[row]};
        if (activity != nullptr) {
            asked.word = activity->text_at(row).value_or(std::string{});
            asked.from_number = activity->is_number();
        }
        if (!asked.scale.empty() &&
            std::find(known_scales.begin(), known_scales.end(), asked.scale) == known_scales.end()) {
            findings.push_back(
                unreadable(sites, out.id[row], "scale", asked.scale,
                           {"Tulis mikro, kecil, menengah, atau besar.", "Write mikro, kecil, menengah or besar."}));
            asked.scale.clear();
        }
        out.asked.push_back(std::move(asked));
    }
    out.history = histories_of(sites, out.id, findings);
    return out;
}

}  // namespace petasentra::conformance
