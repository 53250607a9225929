#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace petasentra::sentra {

/// A figure somebody published. Numbers are intervals ("200-300 juta", "belasan" = 11..19); of an exact figure low and
/// high are the same. Claims are never merged: sources that disagree stand side by side.
struct Claim {
    std::string subject;    ///< what it is about: "sentra Kendalsari"
    std::string attribute;  ///< "output", "workers" ...
    std::string value;      ///< as published
    std::optional<double> low;
    std::optional<double> high;
    std::string unit;
    std::string period;  ///< "per year", "2018", "2021-" ...
    std::string scope;   ///< sentra | koperasi | desa | cluster | kabupaten | national
    std::string source;
    bool verified = false;
};

struct Interval {
    double low;
    double high;
};

/// Reads "200-300", "1.5", "<20", ">=5", "belasan"; nothing where the text is no number. Decimal point, no thousands
/// mark. Both ends belong to the interval; the open end of "<20" and ">=5" is an infinity.
[[nodiscard]] std::optional<Interval> parse_interval(std::string_view text);

/// Groups of two or more claims (indices) on the same subject, attribute, unit and scope whose intervals do not meet.
///
/// In a group stands every claim that does not meet at least one other of its kind. A claim without `low` or without
/// `high` is open at that end; one with neither is no figure and disagrees with nothing.
/// Order  Indices ascend; groups go by their first index.
/// Cost   O(n log n).
[[nodiscard]] std::vector<std::vector<std::size_t>> disagreements(std::span<const Claim> claims);

}  // namespace petasentra::sentra
