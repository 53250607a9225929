#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace petasentra::io::pack {

/// A table of text: RFC 4180 (comma, double quotes, CRLF or LF), UTF-8 with or without a byte-order mark. Rows shorter
/// than the header are filled with empty cells; a longer row is Error(pack_syntax) with file and line. Blank lines and
/// lines that start with '#' are skipped. Header names and cells lose blanks at both ends.
struct Csv {
    std::string file;
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
    std::vector<std::size_t> lines;  ///< line number of each row in the file

    /// Column number; Error(column_missing) with the nearest header if `required`, else npos.
    [[nodiscard]] std::size_t column(std::string_view name, bool required = true) const;
    static constexpr std::size_t npos = static_cast<std::size_t>(-1);
};
[[nodiscard]] Csv parse_csv(std::string_view text, std::string file);

}  // namespace petasentra::io::pack
