#include <algorithm>
#include <charconv>
#include <optional>
#include <petasentra/network/road_columns.hpp>
#include <set>
#include <string_view>
#include <unordered_map>

#include "network/one_way_column.hpp"
#include "network/road_cells.hpp"
#include "network/road_findings.hpp"

namespace petasentra::network {
namespace {

using core::Severity;

/// Reads one table, cell by cell, and keeps what it could not read.
class RoadReader {
  public:
    RoadReader(const layer::Table& table, const RoadColumns& columns, const RoadWords& words,
               const std::string& layer_name, const geometry::GeometryColumn* lines, std::vector<RoadFinding>& findings)
        : m_table(table),
          m_columns(columns),
          m_words(words),
          m_layer(layer_name),
          m_lines(lines),
          m_findings(findings) {}

    Roads read(PlannedRoads planned) {
        const auto size = m_table.size;
        m_roads.status.assign(size, RoadStatus::used);
        m_roads.flags.assign(size, 0);
        m_roads.id = texts(m_columns.id);
        for (std::size_t row = 0; row < size; ++row)
            if (m_roads.id[row].empty()) m_roads.id[row] = std::to_string(row);
        m_roads.name = texts(m_columns.name);
        coded(m_columns.road_class, m_roads.road_class, m_roads.class_words);
        coded(m_columns.access, m_roads.access, m_roads.access_words);
        read_traffic();
        read_flag(m_columns.bridge, is_bridge);
        read_flag(m_columns.tunnel, is_tunnel);
        read_flag(m_columns.ferry, is_ferry);
        read_level();
        read_status(planned);
        m_roads.axle_limit_t = numbers(m_columns.axle_limit_t, positive_number);
        m_roads.weight_limit_t = numbers(m_columns.weight_limit_t, positive_number);
        m_roads.width_m = numbers(m_columns.width_m, positive_number);
        m_roads.speed_limit_km_per_h = numbers(m_columns.speed_limit, positive_number);
        m_roads.duration_s = numbers(m_columns.duration, duration_seconds);
        read_closures();
        return std::move(m_roads);
    }

  private:
    [[nodiscard]] RoadCells cells(const std::string& column) const { return {m_table, column, m_layer}; }

    /// Of a row, at the middle vertex of its line.
    void tell(const char* code, Severity severity, std::size_t row, core::Text message, core::Text hint) {
        double x = no_place;
        double y = no_place;
        if (m_lines != nullptr && row < m_lines->size() && m_lines->is_finite(row)) {
            if (const auto line = m_lines->vertices(row); !line.empty()) {
                const auto middle = line.size() / 4 * 2;
                x = line[middle];
                y = line[middle + 1];
            }
        }
        m_findings.push_back(road_finding(code, severity, m_layer, m_roads.id[row], std::move(message), std::move(hint),
                                          no_measure, {}, x, y));
    }

    void unreadable(std::size_t row, const std::string& column, const std::string& text) {
        tell("VALUE_UNREADABLE", Severity::warning, row,
             {"\"" + text + "\" dalam kolom " + column + " tidak terbaca dan diabaikan.",
              "\"" + text + "\" in column " + column + " cannot be read and is left out."},
             {"Betulkan isinya.", "Correct the cell."});
    }

    std::vector<std::string> texts(const std::string& column) const {
        const auto read = cells(column);
        std::vector<std::string> out(m_table.size);
        for (std::size_t row = 0; read.there() && row < out.size(); ++row) out[row] = read.text(row);
        return out;
    }

    void coded(const std::string& column, std::vector<std::uint32_t>& codes, std::vector<std::string>& words) const {
        const auto values = texts(column);
        codes.assign(values.size(), no_word);
        std::unordered_map<std::string_view, std::uint32_t> seen;
        for (std::size_t row = 0; row < values.size(); ++row) {
            if (values[row].empty()) continue;
            const auto [found, is_new] = seen.emplace(values[row], static_cast<std::uint32_t>(seen.size()));
            if (is_new) words.emplace_back(values[row]);
            codes[row] = found->second;
        }
        auto sorted = words;
        std::sort(sorted.begin(), sorted.end());
        std::vector<std::uint32_t> place(words.size());
        for (std::size_t word = 0; word < words.size(); ++word) {
            const auto at = std::lower_bound(sorted.begin(), sorted.end(), words[word]);
            place[word] = static_cast<std::uint32_t>(at - sorted.begin());
        }
        for (auto& code : codes)
            if (code != no_word) code = place[code];
        words = std::move(sorted);
    }

    void read_traffic() {
        const auto read = cells(m_columns.one_way);
        m_roads.traffic.assign(m_table.size, Traffic::both);
        if (!read.there()) return;
        std::vector<std::uint32_t> codes;
        std::vector<std::string> written;
        coded(m_columns.one_way, codes, written);
        std::set<std::string, std::less<>> words;
        for (const auto& text : written) words.insert(plain_word(text));
        const OneWayColumn column(m_words, words);
        if (column.ambiguous()) tell_letters(read.name(), column);
        std::vector<std::optional<Traffic>> meaning;
        for (const auto& text : written) meaning.push_back(column.find(plain_word(text)));
        for (std::size_t row = 0; row < codes.size(); ++row) {
            if (codes[row] == no_word) continue;
            if (const auto found = meaning[codes[row]]) {
                m_roads.traffic[row] = *found;
                continue;
            }
            const auto& text = written[codes[row]];
            tell("ONE_WAY_UNKNOWN", Severity::warning, row,
                 {"\"" + text + "\" dalam kolom " + read.name() +
                      " bukan keterangan arah yang dikenal; dianggap dua arah.",
                  "\"" + text + "\" in column " + read.name() + " is no known word of direction; taken as both ways."},
                 {"Betulkan isinya, atau tambahkan kata itu pada tabel kata.",
                  "Correct the cell, or add the word to the table of words."});
        }
    }

    void tell_letters(const std::string& column, const OneWayColumn& words) {
        m_findings.push_back(road_finding(
            "ONE_WAY_LETTERS", Severity::note, m_layer, "",
            {"Huruf dalam kolom " + column + " dapat dibaca dengan dua cara; dibaca: " + words.told_id() + ".",
             "The letters in column " + column + " may be read in two ways; read as: " + words.told_en() + "."},
            {"Bila artinya lain, sebutkan dengan one_way_words=.",
             "If they mean something else, say so with one_way_words=."}));
    }

    void read_flag(const std::string& column, RoadFlag flag) {
        const auto read = cells(column);
        for (std::size_t row = 0; read.there() && row < m_table.size; ++row) {
            const auto word = plain_word(read.text(row));
            if (word.empty()) continue;
            const auto found = m_words.yes.find(word);
            if (found == m_words.yes.end() || found->second)
                m_roads.flags[row] = static_cast<std::uint8_t>(m_roads.flags[row] | flag);
        }
    }

    void read_level() {
        const auto read = cells(m_columns.level);
        m_roads.level.assign(m_table.size, 0);
        for (std::size_t row = 0; read.there() && row < m_table.size; ++row) {
            const auto text = read.text(row);
            if (text.empty()) continue;
            std::int16_t level = 0;
            const auto* first = text.data() + (text.front() == '+' ? 1 : 0);
            const auto [rest, error] = std::from_chars(first, text.data() + text.size(), level);
            if (error == std::errc{} && rest == text.data() + text.size()) {
                m_roads.level[row] = level;
            } else {
                unreadable(row, read.name(), text);
            }
        }
    }

    void read_status(PlannedRoads planned) {
        const auto read = cells(m_columns.status);
        for (std::size_t row = 0; read.there() && row < m_table.size; ++row) {
            const auto text = read.text(row);
            if (text.empty()) continue;
            const auto found = m_words.planned.find(plain_word(text));
            if (found == m_words.planned.end()) {
                tell("STATUS_UNKNOWN", Severity::warning, row,
                     {"\"" + text + "\" dalam kolom " + read.name() +
                          " bukan status jalan yang dikenal; dianggap terbangun.",
                      "\"" + text + "\" in column " + read.name() + " is no known status of a road; taken as built."},
                     {"Betulkan isinya, atau tambahkan kata itu pada tabel kata.",
                      "Correct the cell, or add the word to the table of words."});
            } else if (found->second) {
                tell_planned(row, planned);
            }
        }
    }

    void tell_planned(std::size_t row, PlannedRoads planned) {
        const auto more = planned == PlannedRoads::waiting ? is_planned | is_waiting : is_planned;
        m_roads.flags[row] = static_cast<std::uint8_t>(m_roads.flags[row] | more);
        if (planned != PlannedRoads::left_out) return;
        m_roads.status[row] = RoadStatus::planned;
        tell("ROAD_PLANNED", Severity::note, row,
             {"Jalan ini baru direncanakan dan tidak diikutkan.", "This road is only planned and is left out."},
             {"Beri planned=True bila jalan rencana harus ikut, planned=\"waiting\" bila baru dibuka skenario.",
              "Pass planned=True if planned roads are to take part, planned=\"waiting\" if a scenario opens them."});
    }

    template <class Read>
    std::vector<double> numbers(const std::string& column, Read number_of) {
        const auto read = cells(column);
        std::vector<double> out(m_table.size, no_measure);
        for (std::size_t row = 0; read.there() && row < out.size(); ++row) {
            const auto text = read.text(row);
            if (text.empty() || plain_word(text) == "none") continue;
            if (const auto value = number_of(text)) {
                out[row] = *value;
            } else {
                unreadable(row, read.name(), text);
            }
        }
        return out;
    }

    void read_closures() {
        const auto read = cells(m_columns.closed);
        m_roads.closed_from.assign(m_table.size, 0);
        m_roads.closed_until.assign(m_table.size, 0);
        for (std::size_t row = 0; read.there() && row < m_table.size; ++row) {
            const auto text = read.text(row);
            if (text.empty()) continue;
            if (const auto days = days_of_year(text)) {
                m_roads.closed_from[row] = days->from;
                m_roads.closed_until[row] = days->until;
            } else {
                m_roads.closed_from[row] = m_roads.closed_until[row] = unread_days;
                tell("CLOSURE_UNREADABLE", Severity::warning, row,
                     {"\"" + text + "\" dalam kolom " + read.name() +
                          " bukan masa tutup yang terbaca; jalan ini dianggap tertutup pada setiap hari.",
                      "\"" + text + "\" in column " + read.name() +
                          " is no closure that can be read; the road is taken as closed on every day."},
                     {"Tulis dari hari ke hari, misalnya 11-01/03-31.",
                      "Write it from day to day, such as 11-01/03-31."});
            }
        }
    }

    const layer::Table& m_table;
    const RoadColumns& m_columns;
    const RoadWords& m_words;
    const std::string& m_layer;
    const geometry::GeometryColumn* m_lines;
    std::vector<RoadFinding>& m_findings;
    Roads m_roads;
};

}  // namespace

Roads read_roads(const layer::Table& table, const RoadColumns& columns, const RoadWords& words, PlannedRoads planned,
                 const std::string& layer_name, std::vector<RoadFinding>& findings,
                 const geometry::GeometryColumn* lines) {
    return RoadReader(table, columns, words, layer_name, lines, findings).read(planned);
}

void tell_row_status(Roads& roads, std::size_t road, RoadStatus status, const std::string& layer,
                     std::vector<RoadFinding>& findings, const std::string& cells) {
    roads.status[road] = status;
    const auto& id = roads.id[road];
    const auto told = cells.empty() ? std::string(".") : ": " + cells + ".";
    const core::Text hint{"Betulkan di sumbernya; barisnya tetap ada dalam laporan.",
                          "Mend it at the source; the row stays in the report."};
    switch (status) {
        case RoadStatus::no_geometry:
            findings.push_back(road_finding("GEOMETRY_EMPTY", Severity::warning, layer, id,
                                            {"Jalan ini tidak memiliki geometri.", "This road has no geometry."},
                                            hint));
            break;
        case RoadStatus::not_a_line:
            findings.push_back(
                road_finding("GEOMETRY_NOT_LINE", Severity::warning, layer, id,
                             {"Geometri jalan ini bukan garis.", "The geometry of this road is no line."}, hint));
            break;
        case RoadStatus::not_finite:
            findings.push_back(road_finding("COORDINATE_NOT_FINITE", Severity::error, layer, id,
                                            {"Ada koordinat NaN atau tak hingga.", "A coordinate is NaN or infinite."},
                                            hint));
            break;
        case RoadStatus::out_of_range:
            findings.push_back(road_finding("COORDINATE_OUT_OF_RANGE", Severity::error, layer, id,
                                            {"Ada koordinat yang bukan bujur dan lintang: di luar 360 atau 90 derajat.",
                                             "A coordinate is no longitude and latitude: beyond 360 or 90 degrees."},
                                            hint));
            break;
        case RoadStatus::without_length:
            findings.push_back(road_finding("LINE_WITHOUT_LENGTH", Severity::warning, layer, id,
                                            {"Semua titik jalan ini berimpit; panjangnya nol.",
                                             "All places of this road are one; it has no length."},
                                            hint));
            break;
        case RoadStatus::node_missing:
            findings.push_back(road_finding(
                "NODE_MISSING", Severity::error, layer, id,
                {"Ruas ini menunjuk simpul yang tidak ada" + told, "This edge names a node that is not there" + told},
                hint));
            break;
        case RoadStatus::length_unusable:
            findings.push_back(road_finding("LENGTH_UNUSABLE", Severity::error, layer, id,
                                            {"Panjang ruas ini negatif atau bukan bilangan" + told,
                                             "The length of this edge is negative or no number" + told},
                                            hint));
            break;
        case RoadStatus::used:
        case RoadStatus::planned:
        case RoadStatus::line_unused:
            break;
    }
}

}  // namespace petasentra::network
