#pragma once
#include <petasentra/core/text.hpp>
#include <string>

namespace petasentra::core {

/// A number as people write it: Indonesian "1.234,5", English "1,234.5". `decimals` digits after the mark.
[[nodiscard]] Text number_text(double value, int decimals);
/// A share 0..1 as "63,0 %" / "63.0%". A share that is not 0 or 1 is never rounded to look like it: 0.9997 becomes
/// "> 99,9 %" and 0.0003 "< 0,1 %".
[[nodiscard]] Text percent_text(double share);

}  // namespace petasentra::core
