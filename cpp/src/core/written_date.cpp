#include <array>
#include <petasentra/core/text.hpp>
#include <petasentra/core/written_date.hpp>
#include <string_view>
#include <utility>

namespace petasentra::core {

namespace {

// The months of petasentra/values/months.csv; a test of the Python package compares the two.
constexpr std::array<std::pair<std::string_view, int>, 43> months{{
    {"jan", 1},       {"januari", 1},  {"january", 1},   {"feb", 2},    {"februari", 2},  {"peb", 2},
    {"pebruari", 2},  {"february", 2}, {"mar", 3},       {"maret", 3},  {"march", 3},     {"apr", 4},
    {"april", 4},     {"mei", 5},      {"may", 5},       {"jun", 6},    {"juni", 6},      {"june", 6},
    {"jul", 7},       {"juli", 7},     {"july", 7},      {"agu", 8},    {"agt", 8},       {"ags", 8},
    {"agust", 8},     {"agustus", 8},  {"aug", 8},       {"august", 8}, {"sep", 9},       {"sept", 9},
    {"september", 9}, {"okt", 10},     {"oktober", 10},  {"oct", 10},   {"october", 10},  {"nov", 11},
    {"november", 11}, {"nop", 11},     {"nopember", 11}, {"des", 12},   {"desember", 12}, {"dec", 12},
    {"december", 12},
}};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
char small(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
bool is_letter(char c) {
    return small(c) >= 'a' && small(c) <= 'z';
}

/// Takes a text apart from its beginning. Each step says whether it found what it looked for.
class Scan {
  public:
    explicit Scan(std::string_view text) : m_rest(text) {}

    bool number(std::size_t least, std::size_t most, int& value) {
        std::size_t n = 0;
        value = 0;
        while (n < m_rest.size() && n < most && is_digit(m_rest[n])) value = value * 10 + (m_rest[n++] - '0');
        if (n < least) return false;
        m_rest.remove_prefix(n);
        return true;
    }
    std::string_view letters() {
        std::size_t n = 0;
        while (n < m_rest.size() && is_letter(m_rest[n])) ++n;
        return take(n);
    }
    bool one_of(std::string_view characters) {
        if (m_rest.empty() || characters.find(m_rest.front()) == std::string_view::npos) return false;
        m_rest.remove_prefix(1);
        return true;
    }
    bool some_of(std::string_view characters) {
        if (!one_of(characters)) return false;
        while (one_of(characters)) {
        }
        return true;
    }
    bool word(std::string_view text) {
        if (!m_rest.starts_with(text)) return false;
        m_rest.remove_prefix(text.size());
        return true;
    }
    [[nodiscard]] bool at_digit() const { return !m_rest.empty() && is_digit(m_rest.front()); }
    [[nodiscard]] bool done() const { return m_rest.empty(); }

  private:
    std::string_view take(std::size_t n) {
        const auto taken = m_rest.substr(0, n);
        m_rest.remove_prefix(n);
        return taken;
    }
    std::string_view m_rest;
};

int month_of(std::string_view name) {
    std::string word;
    for (const char c : name) word += small(c);
    for (const auto& [month, number] : months)
        if (word == month) return number;
    return 0;
}

/// The end of a date: nothing, or a time of day ("T10:30:00.5Z", " 10:30 WIB", " 08:00+07:00").
bool ends(Scan scan) {
    if (scan.done()) return true;
    int number = 0;
    if (!scan.one_of("T ") || !scan.number(1, 2, number) || !scan.one_of(":") || !scan.number(2, 2, number))
        return false;
    if (scan.one_of(":")) {
        if (!scan.number(2, 2, number)) return false;
        if (scan.one_of(".")) {
            if (!scan.at_digit()) return false;
            while (scan.at_digit()) scan.number(1, 1, number);
        }
    }
    if (scan.done()) return true;
    scan.one_of(" ");
    for (const auto* zone : {"Z", "WITA", "WIT", "WIB"}) {
        if (scan.word(zone)) return scan.done();
    }
    if (!scan.one_of("+-") || !scan.number(2, 2, number)) return false;
    scan.one_of(":");
    return scan.number(2, 2, number) && scan.done();
}

/// "Selasa, 24-Mei-2022"
std::optional<Date> day_month_year(std::string_view text) {
    Scan scan(text);
    if (!scan.at_digit()) {
        if (scan.letters().empty() || !scan.one_of(",")) return std::nullopt;
        scan.one_of(" ");
    }
    int day = 0;
    int year = 0;
    if (!scan.number(1, 2, day) || !scan.some_of("-/. ")) return std::nullopt;
    const auto month = month_of(scan.letters());
    if (month == 0 || !scan.some_of("-/., ") || !scan.number(4, 4, year) || !ends(scan)) return std::nullopt;
    return year < 1 ? std::nullopt : date_from(year, month, day);
}

/// "Mei 24, 2022"
std::optional<Date> month_day_year(std::string_view text) {
    Scan scan(text);
    int day = 0;
    int year = 0;
    const auto month = month_of(scan.letters());
    if (month == 0) return std::nullopt;
    scan.one_of(".");
    if (!scan.one_of(" ") || !scan.number(1, 2, day)) return std::nullopt;
    scan.one_of(",");
    if (!scan.one_of(" ") || !scan.number(4, 4, year) || !ends(scan)) return std::nullopt;
    return year < 1 ? std::nullopt : date_from(year, month, day);
}

/// "2022-05-24", "2022/5/24 10:30", "20220524"
std::optional<Date> year_first(std::string_view text) {
    int year = 0;
    int month = 0;
    int day = 0;
    Scan digits(text);
    if (digits.number(4, 4, year) && digits.number(2, 2, month) && digits.number(2, 2, day) && digits.done())
        return year < 1 ? std::nullopt : date_from(year, month, day);
    Scan scan(text);
    if (!scan.number(4, 4, year) || !scan.one_of("-/.") || !scan.number(1, 2, month) || !scan.one_of("-/.") ||
        !scan.number(1, 2, day) || !ends(scan))
        return std::nullopt;
    return year < 1 ? std::nullopt : date_from(year, month, day);
}

/// "24/05/2022" and "05/24/2022": both readings, where there is such a day.
struct YearLast {
    std::optional<Date> day_first;
    std::optional<Date> month_first;
    [[nodiscard]] bool open() const { return day_first && month_first && *day_first != *month_first; }
};

std::optional<YearLast> year_last(std::string_view text) {
    Scan scan(text);
    int first = 0;
    int second = 0;
    int year = 0;
    if (!scan.number(1, 2, first) || !scan.one_of("-/. ") || !scan.number(1, 2, second) || !scan.one_of("-/. ") ||
        !scan.number(4, 4, year) || !ends(scan) || year < 1)
        return std::nullopt;
    return YearLast{date_from(year, second, first), date_from(year, first, second)};
}

bool stands_for_nothing(std::string_view text) {
    return text.empty() || text == "-" || text == "\u2013" || text == "\u2014";
}

}  // namespace

std::vector<WrittenDate> read_dates(std::span<const std::string> texts) {
    using Reading = WrittenDate::Reading;
    std::vector<WrittenDate> out(texts.size());
    std::vector<std::pair<std::size_t, YearLast>> undecided;
    bool proves_day_first = false;
    bool proves_month_first = false;
    for (std::size_t row = 0; row < texts.size(); ++row) {
        const auto text = trimmed(texts[row]);
        if (stands_for_nothing(text)) continue;
        auto day = year_first(text);
        if (!day) day = day_month_year(text);
        if (!day) day = month_day_year(text);
        out[row] = {day, day ? Reading::read : Reading::unreadable};
        if (day) continue;
        if (const auto both = year_last(text)) {
            proves_day_first = proves_day_first || (both->day_first && !both->month_first);
            proves_month_first = proves_month_first || (both->month_first && !both->day_first);
            undecided.emplace_back(row, *both);
        }
    }
    const bool decided = proves_day_first != proves_month_first;
    for (const auto& [row, both] : undecided) {
        if (!decided && both.open()) {
            out[row].reading = Reading::ambiguous;
            continue;
        }
        const auto day = decided ? (proves_day_first ? both.day_first : both.month_first)
                                 : (both.day_first ? both.day_first : both.month_first);
        if (day) out[row] = {day, Reading::read};
    }
    return out;
}

}  // namespace petasentra::core
