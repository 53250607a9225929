"""The table of administrative areas, read."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

from petasentra import datasets
from petasentra.admin.names import normalise_name

if TYPE_CHECKING:
    from collections.abc import Mapping

Level: TypeAlias = Literal["provinsi", "kabupaten", "kecamatan", "desa"]
System: TypeAlias = Literal["kemendagri", "bps", "cod-ab"]

_TITLES = {"provinsi": "Provinsi ", "kabupaten": "Kab. ", "kecamatan": "Kec. ", "desa": "Desa "}


@dataclass(frozen=True)
class Unit:
    """One administrative area; a code is empty where the table does not hold it.

    Attributes
    ----------
    level
        ``provinsi``, ``kabupaten`` (kota too), ``kecamatan`` or ``desa`` (kelurahan too).
    kemendagri, bps, cod_ab
        Its codes: 35.17.11, 3517100, id3517100.
    name, name_cod_ab
        Its name in the list of Kemendagri, and in COD-AB where that differs or stands alone.
    parent
        Kemendagri code of the area it lies in; empty for a province.
    matched_by
        How the codes were found to name one area: ``name and place``, ``name`` (the polygons of the two sources do not
        lie on one another), ``place`` (the names are spelt apart), or empty where there is nothing to pair.
    """

    level: Level
    kemendagri: str
    bps: str
    cod_ab: str
    name: str
    name_cod_ab: str = ""
    parent: str = ""
    matched_by: str = ""

    def code(self, system: System) -> str:
        """Return its code in one system; empty if the table does not hold it."""
        return {"kemendagri": self.kemendagri, "bps": self.bps, "cod-ab": self.cod_ab}[system]

    @property
    def title(self) -> str:
        """Its name with the word for its level: "Kec. Sumobito", "Kota Bekasi"."""
        if self.level == "kabupaten":
            return self.name.replace("Kabupaten ", "Kab. ")
        return _TITLES[self.level] + self.name

    @property
    def above(self) -> tuple[Unit, ...]:
        """The areas it lies in, the smallest first."""
        parent = by_code("kemendagri").get(self.parent)
        return () if parent is None else (parent, *parent.above)

    @property
    def path(self) -> str:
        """Its name with those above it up to the kabupaten: "Desa Bakalan, Kec. Sumobito, Kab. Jombang"."""
        above = [unit.title for unit in self.above if unit.level != "provinsi" or self.level == "kabupaten"]
        return ", ".join([self.title, *above])


@cache
def units() -> tuple[Unit, ...]:
    """Return all areas of the table, ordered by Kemendagri code; those COD-AB alone knows come last.

    Examples
    --------
    >>> from petasentra import admin
    >>> sum(unit.level == "kabupaten" for unit in admin.units())
    514
    """
    with (files("petasentra.admin") / "units.csv").open(encoding="utf-8") as file:
        listed = [Unit(**cast("dict[str, Level]", row)) for row in csv.DictReader(file)]
    with (datasets.path("jombang") / "kode-wilayah.csv").open(encoding="utf-8") as file:
        study = {row["kemendagri"]: row for row in csv.DictReader(file)}
    merged = []
    for unit in listed:
        row = study.pop(unit.kemendagri, None)
        merged.append(unit if row is None else replace(unit, bps=row["bps"], cod_ab=row["cod_ab"], matched_by="name"))
    for code, row in study.items():
        level = cast("Level", row["level"])
        merged.append(Unit(level, code, row["bps"], row["cod_ab"], row["name"], "", "35.17", "name"))
    return tuple(sorted(merged, key=lambda unit: (unit.kemendagri == "", unit.kemendagri, unit.cod_ab)))


@cache
def by_code(system: System) -> Mapping[str, Unit]:
    """Return the areas by their code in one system."""
    return {unit.code(system): unit for unit in units() if unit.code(system)}


@cache
def by_name() -> Mapping[str, tuple[Unit, ...]]:
    """Return the areas by normalised name, in either spelling."""
    found: dict[str, list[Unit]] = defaultdict(list)
    for unit in units():
        for key in {normalise_name(unit.name), normalise_name(unit.name_cod_ab or unit.name)}:
            found[key].append(unit)
    return {key: tuple(same) for key, same in found.items()}


@cache
def parents() -> frozenset[str]:
    """Return the Kemendagri codes of the areas whose parts the table holds."""
    return frozenset(unit.parent for unit in units())
