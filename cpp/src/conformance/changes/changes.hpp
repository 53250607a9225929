#pragma once
#include <petasentra/conformance/timeline.hpp>
#include <petasentra/geometry/geometry_column.hpp>
#include <vector>

namespace petasentra::conformance {

/// Which sites a change can concern: all, or those whose box meets one of the boxes. Never too few.
struct Concern {
    bool everybody = false;
    std::vector<geometry::Box> boxes;

    [[nodiscard]] bool about(const geometry::Box& site) const;
};

/// A day on which the law or its ground is not what it was the day before.
struct Change {
    core::Date day;
    core::Text rule;    ///< instruments that begin or end; empty if none does
    core::Text ground;  ///< features that begin or cease to hold; empty if none does
    Concern by_rule;
    Concern by_ground;
};

/// Every such day within start and end (start itself is no change), ascending.
[[nodiscard]] std::vector<Change> changes_of(const BoundPack& pack, const TimelineOptions& options);

/// The question as it is put on one day.
[[nodiscard]] CheckOptions on_day(const TimelineOptions& options, core::Date day);

}  // namespace petasentra::conformance
