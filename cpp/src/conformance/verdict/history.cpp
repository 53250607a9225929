#include "history.hpp"

#include <algorithm>
#include <petasentra/core/json_value.hpp>
#include <petasentra/core/written_date.hpp>
#include <petasentra/layer/days.hpp>
#include <tuple>

namespace petasentra::conformance {

using core::WrittenDate;

namespace {

const core::Text how_to_write_dates{"Tulis tanggal sebagai TTTT-BB-HH, misalnya 2021-12-31.",
                                    "Write the date as YYYY-MM-DD, e.g. 2021-12-31."};
const core::Text how_to_write_permits{
    "Tulis sebagai daftar JSON, misalnya [{\"kind\": \"IUI\", \"issued_on\": \"2012-03-01\", \"expires_on\": null}].",
    "Write it as a JSON list, e.g. [{\"kind\": \"IUI\", \"issued_on\": \"2012-03-01\", \"expires_on\": null}]."};

/// One pass over the columns of a past: where its findings go, and how they are worded.
class HistoryReader {
  public:
    HistoryReader(const layer::Layer& sites, const std::vector<std::string>& ids, std::vector<core::Finding>& findings)
        : m_sites(sites), m_ids(ids), m_findings(findings), m_histories(sites.size()) {}

    std::vector<History> read() {
        if (const auto* column = m_sites.table.find("established_on")) read_establishment(*column);
        if (const auto* column = m_sites.table.find("permits")) read_permits(*column);
        return std::move(m_histories);
    }

  private:
    struct Entry {  // a permit whose dates are still text
        std::size_t row;
        std::string kind;
        std::size_t issued;
        std::size_t expires;
    };

    void tell(std::size_t row, const char* column, const std::string& value, const core::Text& why,
              const core::Text& hint) {
        core::Finding finding;
        finding.code = "VALUE_UNREADABLE";
        finding.layer = m_sites.title();
        finding.feature = m_ids[row];
        finding.message = {"Tapak " + m_ids[row] + ", kolom " + column + ": \"" + value + "\" " + why.id + ".",
                           "Site " + m_ids[row] + ", column " + column + ": \"" + value + "\" " + why.en + "."};
        finding.hint = hint;
        m_findings.push_back(std::move(finding));
    }
    static core::Text why(WrittenDate::Reading reading) {
        if (reading == WrittenDate::Reading::ambiguous)
            return {"dapat dibaca sebagai dua tanggal", "can be read as two dates"};
        return {"tidak terbaca", "cannot be read"};
    }

    void read_establishment(const layer::Column& column) {
        std::vector<std::string> texts(m_sites.size());
        for (std::size_t row = 0; row < m_sites.size(); ++row) {
            if (!column.is_valid(row)) continue;
            if (const auto day = layer::day_at(column, row)) {
                m_histories[row].stated = true;
                m_histories[row].established_on = core::Date{*day};
            } else if (column.is_text() || column.is_number()) {
                texts[row] = text_or_number(column, row);
            }
        }
        const auto days = core::read_dates(texts);
        for (std::size_t row = 0; row < days.size(); ++row) {
            if (days[row].reading == WrittenDate::Reading::empty) continue;
            auto& history = m_histories[row];
            history.stated = true;
            history.established_on = days[row].day;
            if (days[row].day) continue;
            history.establishment_unclear = true;
            tell(row, "established_on", texts[row], why(days[row].reading), how_to_write_dates);
        }
    }

    /// 1976 in a column of numbers is a year, and a year is no day: it is told as it stands.
    static std::string text_or_number(const layer::Column& column, std::size_t row) {
        if (column.is_text()) return column.text_at(row).value_or(std::string{});
        const auto number = column.number_at(row).value_or(0.0);
        auto text = std::to_string(number);
        text.erase(text.find_last_not_of('0') + 1);
        if (text.back() == '.') text.pop_back();
        return text;
    }

    void read_permits(const layer::Column& column) {
        for (std::size_t row = 0; row < m_sites.size(); ++row) {
            if (!column.is_valid(row)) continue;
            if (!column.is_text()) {
                unclear(row, "...", {"bukan teks JSON", "is no JSON text"}, how_to_write_permits);
                continue;
            }
            const auto text = column.text_at(row).value_or(std::string{});
            if (!core::trimmed(text).empty()) read_list(row, text);
        }
        const auto days = core::read_dates(m_dates);
        for (const auto& entry : m_entries) take(entry, days);
        for (auto& history : m_histories) {
            std::sort(history.permits.begin(), history.permits.end(), [](const Permit& a, const Permit& b) {
                return std::tie(a.issued_on, a.expires_on, a.kind) < std::tie(b.issued_on, b.expires_on, b.kind);
            });
        }
    }

    void unclear(std::size_t row, const std::string& value, const core::Text& because, const core::Text& hint) {
        m_histories[row].stated = true;
        m_histories[row].permits_unclear = true;
        tell(row, "permits", value, because, hint);
    }

    void read_list(std::size_t row, const std::string& text) {
        const auto document = core::read_json(text);
        if (document && document->is_null()) return;
        const auto* list = document ? document->list() : nullptr;
        if (list == nullptr) {
            unclear(row, text, {"tidak terbaca", "cannot be read"}, how_to_write_permits);
            return;
        }
        for (const auto& one : *list) {
            m_histories[row].stated = true;
            if (one.object() == nullptr) {
                unclear(row, text, {"tidak terbaca", "cannot be read"}, how_to_write_permits);
                continue;
            }
            const auto* kind = one.field("kind");
            Entry entry{row, kind != nullptr && kind->text() != nullptr ? *kind->text() : std::string{}, 0, 0};
            entry.issued = add_date(one.field("issued_on"));
            entry.expires = add_date(one.field("expires_on"));
            m_entries.push_back(std::move(entry));
        }
    }

    /// A value that is no text is no date; JSON knows no other way to write one.
    std::size_t add_date(const core::JsonValue* value) {
        const bool none = value == nullptr || value->is_null();
        m_dates.push_back(none ? std::string{} : value->text() != nullptr ? *value->text() : std::string{"?"});
        return m_dates.size() - 1;
    }

    void take(const Entry& entry, const std::vector<WrittenDate>& days) {
        const auto& issued = days[entry.issued];
        const auto& expires = days[entry.expires];
        for (const auto index : {entry.issued, entry.expires}) {
            const auto reading = days[index].reading;
            if (reading == WrittenDate::Reading::ambiguous || reading == WrittenDate::Reading::unreadable)
                unclear(entry.row, m_dates[index], why(reading), how_to_write_dates);
        }
        if (issued.reading == WrittenDate::Reading::empty) {
            unclear(entry.row, entry.kind, {"tidak menyebut issued_on", "states no issued_on"}, how_to_write_permits);
        }
        if (!issued.day || (!expires.day && expires.reading != WrittenDate::Reading::empty)) return;
        if (expires.day && *expires.day < *issued.day) {
            unclear(entry.row, m_dates[entry.expires],
                    {"lebih awal daripada tanggal terbit izinnya (" + core::date_text(*issued.day).id + ")",
                     "is before the day the permit was issued (" + core::date_text(*issued.day).en + ")"},
                    {"Betulkan salah satu tanggalnya.", "Correct one of the dates."});
            return;
        }
        m_histories[entry.row].permits.push_back({entry.kind, *issued.day, expires.day});
    }

    const layer::Layer& m_sites;
    const std::vector<std::string>& m_ids;
    std::vector<core::Finding>& m_findings;
    std::vector<History> m_histories;
    std::vector<std::string> m_dates;
    std::vector<Entry> m_entries;
};

}  // namespace

std::optional<core::Date> History::begins() const noexcept {
    if (establishment_unclear) return std::nullopt;
    if (established_on) return established_on;
    if (permits_unclear || permits.empty()) return std::nullopt;
    return permits.front().issued_on;
}

std::vector<History> histories_of(const layer::Layer& sites, const std::vector<std::string>& ids,
                                  std::vector<core::Finding>& findings) {
    return HistoryReader(sites, ids, findings).read();
}

}  // namespace petasentra::conformance
