"""What was wrong with what siting and relocation were given, as findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from petasentra.admin.country import outside_country
from petasentra.sentra.finding_rows import counted
from petasentra.sentra.unit_places import lon_lat_of
from petasentra.siting.words import ROW_WORDS, amount
from petasentra.tables import Table

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.siting.located import LocatedSites
    from petasentra.siting.places import Given

__all__ = ["Findings", "located_findings"]

_AMOUNTS = {"weight": ("Bobot", "weight"), "capacity": ("Kapasitas", "capacity")}
_COLUMNS = (
    "code", "severity", "layer", "feature_id", "measure", "unit", "message_id", "message_en", "hint_id", "hint_en",
)  # fmt: skip


class Findings:
    """Findings on their way to a table."""

    def __init__(self) -> None:
        self._rows: list[tuple[Any, ...]] = []

    def finding(
        self, code: str, severity: str, layer: str, message: tuple[str, str], hint: tuple[str, str], *,
        feature_id: object = None, measure: float | None = None, unit: str | None = None,
    ) -> None:  # fmt: skip
        """Add one."""
        feature = None if feature_id is None else str(feature_id)
        self._rows.append((code, severity, layer, feature, measure, unit, *message, *hint))

    def unread_amounts(self, given: Given, name: str, unread: npt.NDArray[Any]) -> None:
        """Add one for each amount that cannot be read."""
        for row in given.order[unread[given.order]].tolist():
            self.finding(
                "VALUE_UNREADABLE", "warning", given.what,
                (f"{_AMOUNTS[name][0]} {given.ids[row]} kosong, negatif, atau tidak terbaca; dihitung 0.",
                 f"The {_AMOUNTS[name][1]} of {given.ids[row]} is empty, negative or cannot be read; it counts 0."),
                ("Isi dengan bilangan 0 atau lebih.", "Write a number of 0 or more."), feature_id=given.ids[row],
            )  # fmt: skip

    def nowhere(self, given: Given, count: int) -> None:
        """Add one for rows without a place."""
        if count:
            called = ROW_WORDS[given.what][0]
            self.finding(
                "PLACE_MISSING", "warning", given.what,
                counted(count, f"{{n}} {called} tanpa koordinat yang dapat dipakai; tetap ada dalam hasil.",
                        f"{{n}} row of {given.what} has no coordinates that can be used; it stays in the result.",
                        f"{{n}} rows of {given.what} have no coordinates that can be used; they stay in the result."),
                ("Lengkapi koordinatnya.", "Complete the coordinates."), measure=float(count), unit="rows",
            )  # fmt: skip

    def abroad(self, given: Given) -> None:
        """Add one for each place outside the country, or one for all if none lies in it."""
        ground = given.ground()
        lon, lat = lon_lat_of(ground).T
        there = np.isfinite(ground.xy).all(axis=1)
        away = there & (outside_country(lon, lat) | ~np.isfinite(lon))
        count, called = int(away.sum()), ROW_WORDS[given.what][0]
        if count > 1 and count == int(there.sum()):
            self.finding(
                "PLACE_ABROAD", "warning", given.what,
                (f"Semua {count} {called} terletak di luar Indonesia; tetap dihitung.",
                 f"All {count} rows of {given.what} lie outside Indonesia; they count all the same."),
                ("Periksa CRS-nya.", "Look at the CRS."), measure=float(count), unit="rows",
            )  # fmt: skip
            return
        for row in given.order[away[given.order]].tolist():
            self.finding(
                "PLACE_ABROAD", "warning", given.what,
                (f"{given.ids[row]} terletak di luar Indonesia; tetap dihitung.",
                 f"{given.ids[row]} lies outside Indonesia; it counts all the same."),
                ("Periksa koordinatnya.", "Look at its coordinates."), feature_id=given.ids[row], measure=1.0,
                unit="rows",
            )  # fmt: skip

    def table(self) -> Table:
        """Return them, in the order in which they came."""
        return Table.from_arrow(
            pa.table(
                {
                    name: pa.array([row[at] for row in self._rows], pa.float64() if name == "measure" else pa.string())
                    for at, name in enumerate(_COLUMNS)
                }
            )
        )


def located_findings(found: LocatedSites) -> Table:
    """Return the table; see `LocatedSites.findings`."""
    out = Findings()
    out.nowhere(found.begin, int((found.travel.demand == "no_place").sum()))
    out.nowhere(found.end, int((found.travel.site == "no_place").sum()))
    for given in (found.begin, found.end):
        out.abroad(given)
    if not len(found.begin):
        out.finding(
            "DEMAND_EMPTY", "warning", found.begin.what,
            ("Tidak ada permintaan: lokasi dipilih tanpa alasan selain pengenalnya.",
             "There is no demand: sites are chosen for no reason but their ids."),
            ("Berikan permintaan.", "Give demand."),
        )  # fmt: skip
    out.unread_amounts(found.begin, "weight", found.weight_unread)
    if found.capacity is not None and found.capacity_unread is not None:
        out.unread_amounts(found.end, "capacity", found.capacity_unread)
        _too_little(out, found)
    return out.table()


def _too_little(out: Findings, found: LocatedSites) -> None:
    """Say that no choice of sites has room for all."""
    assert found.question.capacity is not None
    room, must = found.question.capacity, found.question.required
    free = sorted(room[found.question.allowed & ~must].tolist(), reverse=True)
    largest = float(room[must].sum()) + sum(free[: found.question.p - int(must.sum())])
    needed, everything = float(found.question.weight.sum()), float(room[found.question.allowed].sum())
    if largest >= needed * (1 - 1e-9):
        return
    short = needed - largest
    enough, so_far = int(must.sum()), float(room[must].sum())
    while so_far < needed and enough - int(must.sum()) < len(free):
        so_far, enough = so_far + free[enough - int(must.sum())], enough + 1
    both = [(amount(largest, lang), amount(needed, lang), amount(short, lang)) for lang in ("id", "en")]
    hint = (
        (f"Paling sedikit p={enough} diperlukan.", f"At least p={enough} is needed.") if everything >= needed
        else ("Semua calon lokasi bersama-sama pun tidak cukup: tambah calon atau kapasitas.",
              "All candidates together are not enough: add candidates or capacity.")
    )  # fmt: skip
    out.finding(
        "CAPACITY_BELOW_DEMAND", "error", found.end.what,
        (f"Kapasitas {found.question.p} lokasi terbesar {both[0][0]}, permintaan {both[0][1]}: kurang {both[0][2]}.",
         f"The {found.question.p} largest sites have room for {both[1][0]}, {both[1][1]} needed: {both[1][2]} short."),
        hint, measure=short, unit="weight",
    )  # fmt: skip
