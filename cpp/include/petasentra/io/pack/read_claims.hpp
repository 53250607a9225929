#pragma once
#include <petasentra/io/pack/csv.hpp>
#include <petasentra/sentra/claim.hpp>
#include <string>
#include <vector>

namespace petasentra::io::pack {

/// Published figures from a table (facts.csv), one claim a row, in the order of the table.
///
/// Columns  subject attribute value are needed; low high unit period scope source verified may be absent. Others are left
///          unread.
/// Numbers  `low` and `high` as given, either may stay empty (open end); where both are empty they come from `value` by
///          sentra::parse_interval, and stay empty where the value is no number or the end is open ("<20" has no low).
/// Errors   column_missing; pack_value with file, line and column for a number that is none, low above high, or a
///          `verified` that is neither true nor false.
/// Empty    A table without rows gives no claims.
[[nodiscard]] std::vector<sentra::Claim> read_claims(const Csv& table);
/// The same from a file; Error(file_not_found).
[[nodiscard]] std::vector<sentra::Claim> read_claims_of_file(const std::string& path);

}  // namespace petasentra::io::pack
