#include <algorithm>
#include <petasentra/core/suggest.hpp>
#include <petasentra/core/text.hpp>
#include <petasentra/io/pack/csv.hpp>

#include "io/pack/complain.hpp"
#include "io/pack/values.hpp"

namespace petasentra::io::pack {
namespace {

// Reads records one by one; a quoted cell may run over several lines.
class Reader {
  public:
    Reader(std::string_view text, std::string file) : m_text(text), m_file(std::move(file)) {}

    [[nodiscard]] std::size_t line() const { return m_record_line; }

    /// False at the end of the text.
    bool next(std::vector<std::string>& cells) {
        while (m_at < m_text.size() && skip_idle_line()) {
        }
        if (m_at >= m_text.size()) return false;
        m_record_line = m_line;
        cells.clear();
        do {
            cells.push_back(cell());
        } while (take(','));
        end_line();
        return true;
    }

    [[noreturn]] void fail(std::size_t line, const core::Text& message, const core::Text& hint) const {
        complain(core::ErrorCode::pack_syntax, {.file = {m_file, m_file}, .line = line}, message, hint);
    }

  private:
    // Blank lines and comments, including their line end.
    bool skip_idle_line() {
        const auto end = std::min(m_text.find_first_of("\r\n", m_at), m_text.size());
        const auto content = core::trimmed(m_text.substr(m_at, end - m_at));
        if (!content.empty() && content.front() != '#') return false;
        m_at = end;
        end_line();
        return true;
    }

    std::string cell() {
        const auto start = m_at;
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\t')) ++m_at;
        if (m_at < m_text.size() && m_text[m_at] == '"') return quoted_cell();
        const auto end = std::min(m_text.find_first_of(",\r\n", m_at), m_text.size());
        m_at = end;
        return std::string(core::trimmed(m_text.substr(start, end - start)));
    }

    std::string quoted_cell() {
        const auto opened = m_line;
        std::string text;
        for (++m_at;; ++m_at) {
            if (m_at >= m_text.size())
                fail(opened, {"Tanda kutip tidak ditutup.", "A double quote is never closed."},
                     {"Tutup tanda kutip itu; tanda kutip di dalam teks ditulis dua kali (\"\").",
                      "Close it; a double quote inside a text is written twice (\"\")."});
            if (m_text[m_at] == '\n' || (m_text[m_at] == '\r' && m_text.substr(m_at + 1, 1) != "\n")) ++m_line;
            if (m_text[m_at] == '"') {
                if (m_text.substr(m_at + 1, 1) != "\"") break;
                ++m_at;
            }
            text += m_text[m_at];
        }
        ++m_at;
        const auto end = std::min(m_text.find_first_of(",\r\n", m_at), m_text.size());
        if (!core::trimmed(m_text.substr(m_at, end - m_at)).empty())
            fail(m_line, {"Ada teks sesudah tanda kutip penutup.", "There is text after a closing double quote."},
                 {"Apit seluruh sel dengan tanda kutip; tanda kutip di dalamnya ditulis dua kali (\"\").",
                  "Put the whole cell in quotes; a double quote inside it is written twice (\"\")."});
        m_at = end;
        return std::string(core::trimmed(text));
    }

    bool take(char c) {
        if (m_at >= m_text.size() || m_text[m_at] != c) return false;
        ++m_at;
        return true;
    }

    void end_line() {
        const bool carriage = take('\r');
        if (take('\n') || carriage) ++m_line;
    }

    std::string_view m_text;
    std::string m_file;
    std::size_t m_at = 0;
    std::size_t m_line = 1;
    std::size_t m_record_line = 1;
};

void check_header(const Csv& csv, const Reader& reader) {
    if (csv.header.size() == 1 && csv.header.front().find(';') != std::string::npos)
        reader.fail(reader.line(),
                    {"Kolom dipisahkan titik koma, bukan koma.", "Columns are separated by semicolons, not commas."},
                    {"Simpan ulang sebagai CSV dengan pemisah koma.", "Save it again as CSV with commas."});
    for (std::size_t i = 0; i < csv.header.size(); ++i)
        if (!csv.header[i].empty() && csv.column(csv.header[i]) != i)
            complain_duplicate(
                {.file = {csv.file, csv.file}, .line = reader.line(), .section = {}, .key = csv.header[i]},
                {"Kolom", "Column"}, csv.header[i]);
}

}  // namespace

std::size_t Csv::column(std::string_view name, bool required) const {
    const auto found = std::find(header.begin(), header.end(), name);
    if (found != header.end()) return static_cast<std::size_t>(found - header.begin());
    if (required)
        complain(core::ErrorCode::column_missing,
                 {.file = {file, file}, .line = 0, .section = {}, .key = std::string(name)},
                 {"Kolom " + in_quotes(name) + " tidak ada.", "There is no column " + in_quotes(name) + "."},
                 allowed_words(name, header));
    return npos;
}

Csv parse_csv(std::string_view text, std::string file) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    Csv csv;
    csv.file = std::move(file);
    Reader reader(text, csv.file);
    if (const auto bad = first_bad_utf8(text); bad != std::string_view::npos)
        reader.fail(1 + static_cast<std::size_t>(
                            std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(bad), '\n')),
                    {"Berkas ini bukan teks UTF-8.", "The file is not UTF-8 text."},
                    {"Simpan ulang sebagai \"CSV UTF-8\".", "Save it again as \"CSV UTF-8\"."});
    if (!reader.next(csv.header))
        reader.fail(0, {"Berkas kosong: baris judul kolom tidak ada.", "The file is empty: it has no header line."},
                    {"Tulis nama-nama kolom pada baris pertama.", "Write the names of the columns on the first line."});
    check_header(csv, reader);

    std::vector<std::string> cells;
    while (reader.next(cells)) {
        if (cells.size() > csv.header.size())
            reader.fail(
                reader.line(),
                {"Baris ini punya " + std::to_string(cells.size()) + " sel, judulnya hanya " +
                     std::to_string(csv.header.size()) + ".",
                 "This row has " + std::to_string(cells.size()) + " cells, the header only " +
                     std::to_string(csv.header.size()) + "."},
                {"Apit sel yang memuat koma dengan tanda kutip.", "Put cells that hold a comma in double quotes."});
        cells.resize(csv.header.size());
        csv.rows.push_back(std::move(cells));
        csv.lines.push_back(reader.line());
        cells = {};
    }
    return csv;
}

}  // namespace petasentra::io::pack
