#include <algorithm>
#include <petasentra/law/cell.hpp>

namespace petasentra::law {
namespace {

// Spreadsheets leave no-break spaces (C2 A0 in UTF-8) and line breaks in cells; both are blanks to a reader of the
// table.
std::string with_plain_blanks(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\xC2' && i + 1 < text.size() && text[i + 1] == '\xA0') {
            plain += ' ';
            ++i;
        } else {
            plain += c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v' ? ' ' : c;
        }
    }
    const auto first = plain.find_first_not_of(' ');
    if (first == std::string::npos) return {};
    return plain.substr(first, plain.find_last_not_of(' ') - first + 1);
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_mark(char c) {
    return c == ',' || c == '.' || c == ';' || c == '/';
}
char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

// Reads `cond (sep cond)*` and nothing else; false leaves the cell to be kept raw.
class Conditions {
  public:
    explicit Conditions(std::string_view text) : m_text(text) {}

    bool read(std::vector<std::string>& conditions, std::string& separators) {
        if (!condition(conditions)) return false;
        while (m_at < m_text.size())
            if (!separator(separators) || !condition(conditions)) return false;
        return true;
    }

  private:
    bool condition(std::vector<std::string>& conditions) {
        if (m_at == m_text.size()) return false;
        const char letter = upper(m_text[m_at]);
        if (letter != 'T' && letter != 'B') return false;
        std::string id(1, letter);
        for (++m_at; m_at < m_text.size() && is_digit(m_text[m_at]); ++m_at) id += m_text[m_at];
        if (std::find(conditions.begin(), conditions.end(), id) == conditions.end())
            conditions.push_back(std::move(id));
        return true;
    }

    // One mark with blanks around it, or blanks alone. Two marks in a row may hide a lost condition: not a separator.
    bool separator(std::string& separators) {
        const auto start = m_at;
        skip_blanks();
        char mark = ' ';
        if (m_at < m_text.size() && is_mark(m_text[m_at])) mark = m_text[m_at++];
        skip_blanks();
        if (m_at == start) return false;
        if (mark != ',' && separators.find(mark) == std::string::npos) separators += mark;
        return true;
    }

    void skip_blanks() {
        while (m_at < m_text.size() && m_text[m_at] == ' ') ++m_at;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};

Verdict verdict_of(const std::vector<std::string>& conditions) {
    const auto any = [&](char letter) {
        return std::any_of(conditions.begin(), conditions.end(), [&](const auto& id) { return id.front() == letter; });
    };
    if (any('T') && any('B')) return Verdict::limited_conditional;
    return any('T') ? Verdict::limited : Verdict::conditional;
}

}  // namespace

Cell parse_cell(std::string_view text) {
    Cell cell;
    cell.raw = text;
    const auto plain = with_plain_blanks(text);
    if (plain.empty()) return cell;

    cell.absent = false;
    if (plain.size() == 1 && upper(plain[0]) == 'X') {
        cell.verdict = Verdict::prohibited;
    } else if (plain.size() == 1 && upper(plain[0]) == 'I') {
        cell.verdict = Verdict::conforms;
    } else {
        std::string separators;
        if (Conditions(plain).read(cell.conditions, separators)) {
            cell.verdict = verdict_of(cell.conditions);
            for (const char mark : separators) {
                if (!cell.note.empty()) cell.note += "; ";
                cell.note += std::string("separator '") + mark + "' read as ','";
            }
        } else {
            cell.verdict = Verdict::unreadable_rule;
            cell.conditions.clear();
        }
    }
    return cell;
}

}  // namespace petasentra::law
