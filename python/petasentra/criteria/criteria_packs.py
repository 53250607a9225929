"""Criteria of a regulation as dated data: what it asks of a place, as far as its text was seen."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from petasentra.criteria.records import Basis, Criterion, OverlayShare, RasterValue, Slope
from petasentra.days import as_day
from petasentra.errors import IoError, OptionError, RuleError

if TYPE_CHECKING:
    import datetime as dt
    import os
    from collections.abc import Mapping

    from petasentra.days import DayLike

__all__ = ["BoundCriteria", "CriteriaPack", "PackCriterion"]

BUNDLED = ("permenperin-30-2020",)
_KINDS = ("slope", "overlay_share", "raster_value")


@dataclass(frozen=True)
class PackCriterion:
    """One thing a regulation asks: of what kind, up to which limit; without a kind nothing can be measured."""

    name: str
    words_id: str
    words_en: str
    kind: str
    at_least: float | None
    at_most: float | None
    unit: str
    seen: bool


@dataclass(frozen=True)
class BoundCriteria:
    """Criteria of a pack with the data to ask them of; `not_asked` are those without."""

    pack: CriteriaPack
    criteria: tuple[Criterion, ...]
    not_asked: tuple[PackCriterion, ...]


@dataclass(frozen=True)
class CriteriaPack:
    """Criteria of one regulation; ``verified`` says whether somebody compared them with its text.

    Examples
    --------
    >>> import petasentra as ps
    >>> pack = ps.criteria.CriteriaPack.load("permenperin-30-2020")
    >>> [(one.name, one.at_most, one.unit) for one in pack.criteria if one.kind], pack.verified
    ([('kpi_lereng', 15.0, '%'), ('kpi_bencana', 0.0, 'share')], False)
    """

    name: str
    title_id: str
    title_en: str
    instrument: str
    year: int
    source: str
    verified: bool
    note_id: str
    note_en: str
    criteria: tuple[PackCriterion, ...]
    file: str

    @classmethod
    def load(cls, pack: CriteriaPack | str | os.PathLike[str]) -> CriteriaPack:
        """Read a bundled pack by its name, ``"permenperin-30-2020"``, or one of your own by the path of its ``.toml``.

        Raises
        ------
        OptionError
            There is no such pack.
        IoError
            The file cannot be read.
        RuleError
            A part is missing, or is not what it has to be.
        """
        if isinstance(pack, CriteriaPack):
            return pack
        text, file = _text_of(pack)
        try:
            return _read(tomllib.loads(text), file)
        except tomllib.TOMLDecodeError as error:
            raise RuleError(f"It is no TOML: {error}.", f"Bukan TOML: {error}.", file=file) from error

    def require_known_by(self, day: DayLike) -> None:
        """Raise an OptionError for a day before the year of the regulation."""
        asked: dt.date = as_day(day)
        if asked.year < self.year:
            raise OptionError(
                f"{self.instrument} is of {self.year}; it says nothing on {asked.isoformat()}.",
                f"{self.instrument} terbit tahun {self.year}; tidak berlaku pada {asked.isoformat()}.", code=801,
            )  # fmt: skip

    def bind(self, data: Mapping[str, Any], *, as_of: DayLike | None = None) -> BoundCriteria:
        """Return the criteria for which there is data; the others stay named, for nothing is known of them.

        Parameters
        ----------
        data
            By the name of the criterion: a DEM for a slope, areas of high risk for an overlay, a raster for its value.
        as_of
            A day; before the year of the regulation it does not hold.

        Raises
        ------
        OptionError
            A name is unknown, or of a criterion that cannot be measured; the day is too early.
        """
        if as_of is not None:
            self.require_known_by(as_of)
        known = {one.name: one for one in self.criteria if one.kind}
        for name in data:
            if name not in known:
                listed = ", ".join(known)
                raise OptionError(
                    f"{self.name} measures no criterion {name!r}; there are {listed}.",
                    f"{self.name} tidak mengukur kriteria {name!r}; yang ada: {listed}.", code=801, column=str(name),
                )  # fmt: skip
        made = tuple(self._criterion(known[name], given) for name, given in data.items())
        return BoundCriteria(self, made, tuple(one for one in self.criteria if one.name not in data))

    def _criterion(self, one: PackCriterion, data: Any) -> Criterion:  # noqa: ANN401 - a layer or a raster
        common: dict[str, Any] = {
            "name": one.name, "at_least": one.at_least, "at_most": one.at_most,
            "basis": Basis(self.instrument, self.source, self.verified),
        }  # fmt: skip
        if one.kind == "slope":
            return Slope(dem=data, **common)
        if one.kind == "overlay_share":
            return OverlayShare(layer=data, **common)
        return RasterValue(raster=data, measured_in=one.unit, **common)


def _read(data: dict[str, Any], file: str) -> CriteriaPack:
    def word(part: dict[str, Any], name: str) -> str:
        value = part.get(name)
        if isinstance(value, str) and value:
            return value
        raise RuleError(f"{name} = {value!r} is no text.", f"{name} = {value!r} bukan teks.", file=file)

    def number(part: dict[str, Any], name: str) -> float | None:
        value = part.get(name)
        if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
            return None if value is None else float(value)
        raise RuleError(f"{name} = {value!r} is no number.", f"{name} = {value!r} bukan angka.", file=file)

    rows = data.get("criteria")
    year = data.get("year")
    if not isinstance(rows, list) or not rows or not isinstance(year, int):
        raise RuleError("A pack has a year and criteria.", "Paket memuat tahun dan kriteria.", file=file)
    criteria = []
    for row in rows:
        kind = str(row.get("kind", ""))
        limits = number(row, "at_least"), number(row, "at_most")
        if kind and (kind not in _KINDS or limits == (None, None)):
            listed = ", ".join(_KINDS)
            raise RuleError(
                f"kind = {kind!r} needs a limit and has to be one of {listed}.",
                f"kind = {kind!r} memerlukan batas dan harus salah satu dari {listed}.", file=file,
            )  # fmt: skip
        criteria.append(
            PackCriterion(word(row, "name"), word(row, "id"), word(row, "en"), kind, *limits,
                          str(row.get("unit", "")), row.get("seen") is True)
        )  # fmt: skip
    return CriteriaPack(
        word(data, "name"), word(data, "title_id"), word(data, "title_en"), word(data, "instrument"), year,
        word(data, "source"), data.get("verified") is True, word(data, "note_id"), word(data, "note_en"),
        tuple(criteria), file,
    )  # fmt: skip


def _text_of(pack: str | os.PathLike[str]) -> tuple[str, str]:
    if isinstance(pack, str) and not pack.endswith(".toml"):
        if pack not in BUNDLED:
            raise OptionError(
                f"There are no criteria {pack!r}; bundled: {', '.join(BUNDLED)}, or give the path of a .toml file.",
                f"Tidak ada kriteria {pack!r}; yang tersedia: {', '.join(BUNDLED)}, atau beri jalur berkas .toml.",
                code=801,
            )
        home = files("petasentra.criteria").joinpath("rules", f"{pack}.toml")
        return home.read_text(encoding="utf-8"), f"{pack}.toml"
    try:
        path = Path(pack)
    except TypeError:
        raise OptionError(f"{pack!r} is no pack.", f"{pack!r} bukan paket.", code=801) from None
    try:
        return path.read_text(encoding="utf-8"), str(path)
    except (OSError, UnicodeDecodeError) as error:
        raise IoError(
            f"{path} cannot be read: {error}", f"{path} tidak terbaca: {error}", code=702, file=str(path)
        ) from error
