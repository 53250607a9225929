#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <petasentra/io/pack/read_claims.hpp>
#include <system_error>

#include "io/pack/complain.hpp"
#include "io/pack/values.hpp"

namespace petasentra::io::pack {
namespace {

class ClaimReader {
  public:
    explicit ClaimReader(const Csv& table) : m_table(table) {
        for (const char* needed : {"subject", "attribute", "value"}) (void)table.column(needed);
    }

    [[nodiscard]] sentra::Claim claim(std::size_t row) const {
        sentra::Claim claim;
        claim.subject = text(row, "subject");
        claim.attribute = text(row, "attribute");
        claim.value = text(row, "value");
        claim.unit = text(row, "unit");
        claim.period = text(row, "period");
        claim.scope = text(row, "scope");
        claim.source = text(row, "source");
        const auto verified = parse_flag(text(row, "verified"));
        if (!verified)
            fail(row, "verified",
                 {"Kolom verified bukan true atau false.", "Column verified is neither true nor false."},
                 {"Tulis true atau false.", "Write true or false."});
        claim.verified = *verified;
        set_interval(row, claim);
        return claim;
    }

  private:
    void set_interval(std::size_t row, sentra::Claim& claim) const {
        claim.low = number(row, "low");
        claim.high = number(row, "high");
        if (!claim.low && !claim.high) {
            const auto read = sentra::parse_interval(claim.value);
            if (read && std::isfinite(read->low)) claim.low = read->low;
            if (read && std::isfinite(read->high)) claim.high = read->high;
        }
        if (claim.low && claim.high && *claim.low > *claim.high)
            fail(row, "low", {"Nilai low lebih besar daripada high.", "The value of low is above high."},
                 {"Tukar atau perbaiki kedua nilai itu.", "Exchange or correct the two values."});
    }

    [[nodiscard]] std::string text(std::size_t row, const char* column) const {
        const auto at = m_table.column(column, false);
        return at == Csv::npos ? std::string() : m_table.rows[row][at];
    }

    [[nodiscard]] std::optional<double> number(std::size_t row, const char* column) const {
        const auto word = text(row, column);
        if (word.empty()) return std::nullopt;
        const auto read = parse_number(word);
        if (!read)
            fail(row, column, {in_quotes(word) + " bukan bilangan.", in_quotes(word) + " is not a number."},
                 {"Tulis bilangan dengan titik desimal, tanpa satuan.",
                  "Write a number with a decimal point and no unit."});
        return read;
    }

    [[noreturn]] void fail(std::size_t row, const char* column, const core::Text& message,
                           const core::Text& hint) const {
        complain(core::ErrorCode::pack_value,
                 {.file = {m_table.file, m_table.file}, .line = m_table.lines[row], .section = {}, .key = column},
                 message, hint);
    }

    const Csv& m_table;
};

}  // namespace

std::vector<sentra::Claim> read_claims(const Csv& table) {
    const ClaimReader reader(table);
    std::vector<sentra::Claim> claims;
    claims.reserve(table.rows.size());
    for (std::size_t row = 0; row < table.rows.size(); ++row) claims.push_back(reader.claim(row));
    return claims;
}

std::vector<sentra::Claim> read_claims_of_file(const std::string& path) {
    std::error_code ignored;
    std::ifstream in(path, std::ios::binary);
    if (!in || !std::filesystem::is_regular_file(path, ignored))
        complain(core::ErrorCode::file_not_found, {.file = {path, path}},
                 {"Berkas tidak ditemukan.", "The file is not there."},
                 {"Periksa nama dan letak berkas itu.", "Check its name and place."});
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    return read_claims(parse_csv(text, path));
}

}  // namespace petasentra::io::pack
