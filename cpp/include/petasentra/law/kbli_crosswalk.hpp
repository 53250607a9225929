#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace petasentra::law {

/// How a number of one KBLI version goes on in another.
enum class KbliChange { same, split, merge };

/// A row of kbli-crosswalk.csv.
struct KbliStep {
    std::string from_version;
    std::string from;
    std::string to_version;
    std::string to;
    KbliChange kind = KbliChange::same;
    std::string source;
    bool verified = false;
    bool operator==(const KbliStep&) const = default;
};

/// What became of a number.
struct KbliSuccessors {
    std::vector<std::string> numbers;   ///< in the other version, ascending, each once; empty: no row speaks of it
    bool split = false;                 ///< a row says split, or the number has several successors
    std::vector<std::string> doubtful;  ///< numbers of the rows used that nobody has verified
};

/// The successors of `number` of one version in another: those of the rows with that very number, else of the rows with
/// the longest beginning of it (at least three digits). Rows are read forwards only.
[[nodiscard]] KbliSuccessors successors(const std::vector<KbliStep>& steps, std::string_view number,
                                        std::string_view from_version, std::string_view to_version);

}  // namespace petasentra::law
