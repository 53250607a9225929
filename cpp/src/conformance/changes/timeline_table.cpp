#include <petasentra/conformance/timeline.hpp>

namespace petasentra::conformance {

namespace {

std::string in_one(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : "; ") + word;
    return out;
}

std::optional<std::string> if_any(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

std::optional<std::int32_t> days_of(const std::optional<core::Date>& date) {
    return date ? std::optional(date->days) : std::nullopt;
}

}  // namespace

layer::Table table_of(const Timeline& timeline) {
    using layer::Column;
    const auto n = timeline.intervals.size();
    std::vector<std::string> id(n), activity(n), verdict(n), use(n), instrument(n);
    std::vector<std::optional<std::int32_t>> from(n), to(n), until(n);
    std::vector<std::vector<std::string>> flags(n), articles(n), causes(n), unverified(n);
    std::vector<std::optional<std::string>> basis(n), cause_id(n), cause_en(n);
    std::vector<std::uint8_t> verified(n), schematic(n);
    for (std::size_t i = 0; i < n; ++i) {
        const auto& interval = timeline.intervals[i];
        id[i] = timeline.site_id[interval.site];
        activity[i] = timeline.activity[interval.site];
        from[i] = days_of(interval.from);
        to[i] = days_of(interval.to);
        verdict[i] = law::to_string(interval.verdict);
        flags[i] = interval.flags;
        use[i] = interval.existing_use;
        until[i] = days_of(interval.existing_use_until);
        basis[i] = if_any(interval.existing_use_basis);
        instrument[i] = in_one(interval.instruments);
        articles[i] = interval.articles;
        for (const auto cause : interval.causes) causes[i].emplace_back(to_string(cause));
        cause_id[i] = if_any(interval.cause.id);
        cause_en[i] = if_any(interval.cause.en);
        verified[i] = interval.verified ? 1 : 0;
        unverified[i] = interval.unverified;
        schematic[i] = interval.schematic ? 1 : 0;
    }
    layer::Table table;
    table.size = n;
    table.add(Column::of_text("site_id", id));
    table.add(Column::of_text("activity", activity));
    table.add(Column::of_dates("valid_from", from));
    table.add(Column::of_dates("valid_to", to));
    table.add(Column::of_text("verdict", verdict));
    table.add(Column::of_text_lists("flags", flags));
    table.add(Column::of_text("existing_use", use));
    table.add(Column::of_dates("existing_use_until", until));
    table.add(Column::of_optional_text("existing_use_basis", basis));
    table.add(Column::of_text("instrument", instrument));
    table.add(Column::of_text_lists("article", articles));
    table.add(Column::of_text_lists("cause", causes));
    table.add(Column::of_optional_text("cause_id", cause_id));
    table.add(Column::of_optional_text("cause_en", cause_en));
    table.add(Column::of_bool("verified", verified));
    table.add(Column::of_text_lists("unverified_rules", unverified));
    table.add(Column::of_bool("schematic", schematic));
    return table;
}

}  // namespace petasentra::conformance
