"""What two answers of siting say differently, demand by demand or unit by unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.network.costs import Change
from petasentra.network.row_diff import row_changes
from petasentra.sentra.arguments import refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from petasentra.network.row_diff import RowChanges
    from petasentra.siting.located import LocatedSites

__all__ = ["located_changes"]


def located_changes(before: LocatedSites, after: LocatedSites) -> RowChanges:
    """Return the changes; see `LocatedSites.diff`."""
    from petasentra.siting.located import LocatedSites

    if not isinstance(after, LocatedSites):
        raise refused("after", type(after).__name__, "what locate returned", "hasil locate")
    if before.travel.kind != after.travel.kind:
        raise refused(
            "after", after.measure.column, f"of one measure with the first, {before.measure.column}",
            f"dengan ukuran yang sama seperti yang pertama, {before.measure.column}",
        )  # fmt: skip
    return row_changes(
        before.demand, after.demand, keys=("demand_id",), numbers={before.measure.column: "change"},
        others=("site_id",), of_what=("demands", "permintaan"), causes=tuple(_causes(before, after)),
    )  # fmt: skip


def _causes(before: LocatedSites, after: LocatedSites) -> Iterator[Change]:
    for word, old, new in (
        ("method", before.method, after.method),
        ("p", before.question.p, after.question.p),
        ("required", _named(before, "required"), _named(after, "required")),
        ("forbidden", _named(before, "forbidden"), _named(after, "forbidden")),
        ("cover", before.question.cover / before.measure.scale, after.question.cover / after.measure.scale),
    ):
        if old != new:
            yield Change(f"{word}: {old} menjadi {new}", f"{word}: {old} became {new}")
    if len(before.weight) != len(after.weight) or sorted(before.weight.tolist()) != sorted(after.weight.tolist()):
        yield Change("Bobot permintaan berbeda", "Weights of demands differ")
    old_sites, new_sites = set(before.end.ids), set(after.end.ids)
    if old_sites != new_sites:
        yield Change("Calon lokasi berbeda", "Candidates differ")


def _named(found: LocatedSites, which: str) -> str:
    marks = found.required if which == "required" else found.forbidden
    return ", ".join(str(found.end.ids[int(row)]) for row in found.end.order if marks[row]) or "-"
