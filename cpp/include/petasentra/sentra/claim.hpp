#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace petasentra::sentra {

/// A figure somebody published. Numbers are intervals ("200-300 juta", "belasan" = 11..19); an exact figure has low == high.
/// Claims are never merged: sources that disagree stand side by side.
struct Claim {
    std::string subject;    ///< what it is about: "sentra Kendalsari"
    std::string attribute;  ///< "output", "workers" ...
    std::string value;      ///< as published
    std::optional<double> low;
    std::optional<double> high;
    std::string unit;
    std::string period;     ///< "per year", "2018", "2021-" ...
    std::string scope;      ///< sentra | koperasi | desa | cluster | kabupaten | national
    std::string source;
    bool verified = false;
};

/// Reads "200-300", "1.5", "<20", ">=5", "belasan"; nothing where the text is no number. Decimal point, no thousands mark.
struct Interval {
    double low;
    double high;
};
[[nodiscard]] std::optional<Interval> parse_interval(std::string_view text);

/// Groups of two or more claims (indices) on the same subject, attribute, unit and scope whose intervals do not meet.
[[nodiscard]] std::vector<std::vector<std::size_t>> disagreements(std::span<const Claim> claims);

}  // namespace petasentra::sentra
