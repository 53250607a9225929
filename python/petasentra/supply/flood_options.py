"""What may be said about water on roads: how much of their speed it leaves, and what it does to sites."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.errors import OptionError, PetasentraError, SchemaError
from petasentra.suggesting import did_you_mean

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.tables import Table

    Numbers = npt.NDArray[np.float64]

__all__ = ["FloodRules", "flood_rules", "share_of_speed"]


@dataclass(frozen=True, eq=False)
class FloodRules:
    """What water does: said by the user, or what is assumed where nothing is said; `text_id` and `text_en` tell it."""

    slow: float | str | None
    by_class: dict[str, float]
    bridges_open: bool
    sites_closed: bool

    @property
    def text_id(self) -> str:
        """The rules in Indonesian."""
        if self.slow is None:
            roads = "Ruas yang terkena banjir ditutup dari ujung ke ujung"
        elif isinstance(self.slow, str):
            roads = f"Ruas yang terkena banjir melambat menurut kolom {self.slow}; bila kosong, ditutup"
        else:
            roads = f"Ruas yang terkena banjir melambat menjadi {_percent(self.slow, ',')} % kecepatan semula"
        for name, share in self.by_class.items():
            does = "ditutup" if share == 0 else "tetap" if share == 1 else f"menjadi {_percent(share, ',')} %"
            roads += f"; kelas {name} {does}"
        bridges = "jembatan tetap dapat dilalui" if self.bridges_open else "jembatan diperlakukan seperti jalan lain"
        if self.sites_closed:
            return f"{roads}; {bridges}; tempat di dalamnya berhenti: tidak mengirim, menerima, atau mengolah."
        return f"{roads}; {bridges}; tempat di dalamnya tetap bekerja, dan hanya kehilangan jalannya."

    @property
    def text_en(self) -> str:
        """The rules in English."""
        if self.slow is None:
            roads = "Sections that water meets are closed from end to end"
        elif isinstance(self.slow, str):
            roads = f"Sections that water meets are slowed by the column {self.slow}; where it is empty, closed"
        else:
            roads = f"Sections that water meets are slowed to {_percent(self.slow, '.')} % of their speed"
        for name, share in self.by_class.items():
            does = "is closed" if share == 0 else "stays as it is" if share == 1 else f"is at {_percent(share, '.')} %"
            roads += f"; the class {name} {does}"
        bridges = "bridges stay open" if self.bridges_open else "bridges are treated as other roads"
        if self.sites_closed:
            return f"{roads}; {bridges}; sites within stand still: they send, take and process nothing."
        return f"{roads}; {bridges}; sites within work on, and lose only their roads."


def flood_rules(slow: object, by_class: object, bridges: object, sites: object) -> FloodRules:
    """Return the rules, or raise what is wrong with them."""
    words = {"bridges": (bridges, ("flooded", "open")), "sites": (sites, ("closed", "cut_off"))}
    for name, (given, known) in words.items():
        if given not in known:
            raise OptionError(
                f"{name}={given!r} is neither {known[0]!r} nor {known[1]!r}.",
                f"{name}={given!r} bukan {known[0]!r} ataupun {known[1]!r}.",
                code=801,
                column=name,
            )
    if by_class is not None and (
        not isinstance(by_class, Mapping) or not all(isinstance(one, str) for one in by_class)
    ):
        raise OptionError(
            f"by_class={by_class!r} is not a mapping such as {{'arteri': 1, 'lokal': 0.5}}.",
            f"by_class={by_class!r} bukan pemetaan seperti {{'arteri': 1, 'lokal': 0.5}}.",
            code=801,
            column="by_class",
        )
    shares = {name: _share(f"by_class[{name!r}]", one, least=0.0) for name, one in (by_class or {}).items()}
    if slow is not None and not isinstance(slow, str):
        slow = _share("slow", slow, least=None)
    return FloodRules(slow, shares, bridges == "open", sites == "closed")


def share_of_speed(table: Table, slow: float | str | None) -> Numbers:
    """Return the share of its speed that each area leaves to a road: 0 closes it."""
    if slow is None or isinstance(slow, float):
        return np.full(len(table), 0.0 if slow is None else slow)
    names = list(table.to_arrow().column_names)
    if slow not in names:
        raise SchemaError(
            f"The areas have no column {slow!r} for the share of speed that is left.",
            f"Wilayah itu tidak memiliki kolom {slow!r} untuk bagian kecepatan yang tersisa.",
            **did_you_mean(slow, names, otherwise=("", "")),
            code=101,
            column=slow,
        )
    out = np.zeros(len(table))
    for row, value in enumerate(table.to_arrow().column(slow).to_pylist()):
        if value is None or (isinstance(value, float) and np.isnan(value)):
            continue
        try:
            out[row] = _share(slow, value, least=0.0)
        except PetasentraError as error:
            raise SchemaError(
                f"Row {row} of the areas: {error.message_en}", f"Baris {row} wilayah itu: {error.message_id}",
                code=102, feature=str(row), column=slow,
            ) from None  # fmt: skip
    return out


def _share(name: str, given: object, *, least: float | None) -> float:
    """Return a share of speed of at most 1, at least `least`, above 0 without it."""
    number = isinstance(given, int | float | np.integer | np.floating) and not isinstance(given, bool)
    share: Any = float(given) if number else np.nan  # type: ignore[arg-type]
    if share <= 1 and (share > 0 if least is None else share >= least):
        return float(share)
    low = ("above 0", "di atas 0") if least is None else ("0 (closed) or more", "sedikitnya 0 (ditutup)")
    raise OptionError(
        f"{name}={given!r}: it has to be {low[0]} and at most 1; 0.5 is half as fast.",
        f"{name}={given!r}: nilainya harus {low[1]} dan paling besar 1; 0,5 berarti separuh kecepatan.",
        code=801,
        column=name,
    )


def _percent(share: float, point: str) -> str:
    return f"{100 * share:g}".replace(".", point)
