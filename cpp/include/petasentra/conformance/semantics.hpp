#pragma once

namespace petasentra::conformance {

/// Which reading of the law this engine has: a number that grows whenever the same pack, the same sites and the same
/// options may get another answer (a verdict, a flag, a share, an article), however small the change.
///
/// It stands in every audit, so that an answer that differs years later can be told apart: another input, or another
/// reading. Words of reasons may change without it; they are compared too, and show up as a change of the library.
///
///     1   steps 1 to 12 of the plan pack, format 1
///
/// A test keeps the answers that belong to the number (tests/python/test_semantics_version.py).
inline constexpr int semantics_version = 1;

}  // namespace petasentra::conformance
