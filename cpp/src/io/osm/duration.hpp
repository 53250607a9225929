#pragma once
#include <string>

namespace petasentra::io::osm {

/// A share of a duration such as "0:45", "1:30:00" or "20" (minutes), in minutes with six decimals at most. A whole
/// share, and a text that is none of these ("PT1H30M"), stay as they are.
[[nodiscard]] std::string shared_duration(const std::string& text, double share);

}  // namespace petasentra::io::osm
