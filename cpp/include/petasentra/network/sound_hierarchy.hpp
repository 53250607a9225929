#pragma once
#include <petasentra/network/arcs.hpp>
#include <petasentra/network/hierarchy.hpp>

namespace petasentra::network {

/// Whether this is a hierarchy of these arcs, so that every question asked of it is answered as by one that was built:
/// for one that comes from a file. `parts` and `top` are not looked at. Cost: O(all of it).
[[nodiscard]] bool is_sound(const Hierarchy& hierarchy, const Arcs& arcs);

}  // namespace petasentra::network
