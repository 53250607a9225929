#pragma once

namespace petasentra::io::pack {

/// A check inside the parser failed: some malformed table headers ("[" at the end of a line, "[[[a]]]") reach places
/// where toml++ 3.3 asserts instead of reporting.
struct ParserGaveUp {};
[[noreturn]] inline void give_up() {
    throw ParserGaveUp{};
}

}  // namespace petasentra::io::pack

// toml++ with its checks on in every build and turned into exceptions, so that no text can abort the program or, in
// builds where toml++ turns its checks into assumptions, lead it astray. One source file includes this.
#pragma push_macro("NDEBUG")
#undef NDEBUG
#define TOML_ASSERT(expr) ((expr) ? static_cast<void>(0) : petasentra::io::pack::give_up())
#include <toml++/toml.h>
#pragma pop_macro("NDEBUG")
