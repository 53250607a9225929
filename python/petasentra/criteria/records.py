"""Criteria: what is measured at a place, what that is worth, and where it rules a place out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.criteria.values import Classes, ValueFunction
from petasentra.errors import OptionError

if TYPE_CHECKING:
    import os

    from petasentra.layers.layer import LayerLike
    from petasentra.network.journey import Journey
    from petasentra.network.road_network import RoadNetwork
    from petasentra.rasters.raster import Raster, Statistic

__all__ = ["Basis", "Column", "Criterion", "Distance", "OverlayShare", "RasterValue", "Slope", "TravelTime"]


@dataclass(frozen=True)
class Basis:
    """Where a criterion comes from: the citation, and whether somebody compared it with the text."""

    citation: str
    source: str = ""
    verified: bool = False


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """What all criteria have in common.

    Attributes
    ----------
    name
        What it is called; the column of its values.
    value
        Worth of the measured number, 0..1; without one the criterion only rules out.
    weight
        By hand; ``weights=`` of `petasentra.suitability` goes before it.
    at_least, at_most
        Limits, themselves allowed; a place beyond one fails, with the reason.
    basis
        Where it comes from.
    """

    name: str
    value: ValueFunction | None = None
    weight: float | None = None
    at_least: float | None = None
    at_most: float | None = None
    basis: Basis | None = None

    #: Unit of what is measured.
    @property
    def unit(self) -> str:
        """Unit of what is measured; empty where it has none."""
        return ""

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name.strip():
            raise _wrong(self, "name", self.name, "a text", "teks")
        if self.value is not None and not isinstance(self.value, ValueFunction):
            raise _wrong(self, "value", self.value, "Linear, Piecewise, Sigmoid, Steps or Classes",
                         "Linear, Piecewise, Sigmoid, Steps, atau Classes")  # fmt: skip
        for name in ("at_least", "at_most", "weight"):
            limit = getattr(self, name)
            sound = isinstance(limit, int | float | np.number) and not isinstance(limit, bool) and np.isfinite(limit)
            if limit is not None and (not sound or (name == "weight" and limit < 0)):
                zero = name == "weight"
                raise _wrong(self, name, limit, "a number, 0 or more" if zero else "a number",
                             "angka, 0 atau lebih" if zero else "angka")  # fmt: skip
        if self.value is None and self.at_least is None and self.at_most is None:
            raise _wrong(self, "value", None, "given, or a limit (at_least, at_most)",
                         "diberikan, atau batasnya (at_least, at_most)")  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Distance(Criterion):
    """Straight metres from the place to the nearest feature of a layer; 0 where they touch.

    Of areas from their border; of lines from a place within.

    Attributes
    ----------
    to
        Points, lines or areas in any CRS. Without a feature the distance is unknown.
    """

    to: LayerLike = field(repr=False)

    @property
    def unit(self) -> str:
        """Unit of what is measured."""
        return "m"


@dataclass(frozen=True, kw_only=True)
class TravelTime(Criterion):
    """Minutes by road from the place to the nearest of several targets.

    Where no road leads there that is known: the value is 0 and ``at_most`` fails. Off the roads the time is unknown.

    Attributes
    ----------
    to
        Targets.
    network
        The roads.
    journey
        Vehicle, day and so on; see `petasentra.network.Journey`.
    inward
        From the target to the place instead.
    """

    to: LayerLike = field(repr=False)
    network: RoadNetwork = field(repr=False)
    journey: Journey | None = None
    inward: bool = False

    @property
    def unit(self) -> str:
        """Unit of what is measured."""
        return "min"


@dataclass(frozen=True, kw_only=True)
class RasterValue(Criterion):
    """The number of a raster at the place; of areas the `statistic` over the cells whose middle lies in them.

    An area of which the raster knows less than the share `known_from` is unknown, unless what is known of it breaks the
    limit already: a greatest value above ``at_most``, a least one below ``at_least``.
    """

    raster: Raster | str | os.PathLike[str] = field(repr=False)
    statistic: Statistic = "mean"
    measured_in: str = ""
    known_from: float = 0.95

    def __post_init__(self) -> None:
        super().__post_init__()
        _require_statistic(self, self.statistic)
        _require_share(self, self.known_from)

    @property
    def unit(self) -> str:
        """Unit of what is measured."""
        return self.measured_in


@dataclass(frozen=True, kw_only=True)
class Slope(Criterion):
    """Slope in per cent by Horn's method from a DEM; of areas the `statistic` over their cells.

    `known_from` as for `RasterValue`.
    """

    dem: Raster | str | os.PathLike[str] = field(repr=False)
    statistic: Statistic = "mean"
    known_from: float = 0.95

    def __post_init__(self) -> None:
        super().__post_init__()
        _require_statistic(self, self.statistic)
        _require_share(self, self.known_from)

    @property
    def unit(self) -> str:
        """Unit of what is measured."""
        return "%"


@dataclass(frozen=True, kw_only=True)
class OverlayShare(Criterion):
    """The share of the place, 0..1, that lies in the areas of a layer; of a point 1 or 0, its border inside.

    Attributes
    ----------
    layer
        Areas in any CRS; where they overlap the ground counts once.
    column, words
        Only the rows whose `column` has one of `words`.
    """

    layer: LayerLike = field(repr=False)
    column: str | None = None
    words: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        if isinstance(self.words, str):
            object.__setattr__(self, "words", (self.words,))
        listed = isinstance(self.words, tuple | list) and all(isinstance(one, str) for one in self.words)
        named = isinstance(self.column, str) if self.column is not None else not self.words
        if not listed or not named or (self.column is not None and not self.words):
            raise _wrong(self, "words", self.words, "words of a column, with the column",
                         "kata-kata suatu kolom, beserta kolomnya")  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Column(Criterion):
    """What a column of the candidates says: numbers, or words with `Classes`."""

    column: str
    measured_in: str = ""

    @property
    def unit(self) -> str:
        """Unit of what is measured."""
        return self.measured_in

    def __post_init__(self) -> None:
        super().__post_init__()
        if not isinstance(self.column, str):
            raise _wrong(self, "column", self.column, "the name of a column", "nama kolom")
        if isinstance(self.value, Classes) and (self.at_least is not None or self.at_most is not None):
            raise _wrong(self, "at_least", self.at_least, "left out beside Classes", "ditiadakan pada Classes")


def _require_share(criterion: Criterion, share: object) -> None:
    sound = isinstance(share, int | float | np.number) and not isinstance(share, bool) and 0 < share <= 1
    if not sound:
        raise _wrong(criterion, "known_from", share, "a share above 0, at most 1", "bagian di atas 0, paling besar 1")


def _require_statistic(criterion: Criterion, statistic: object) -> None:
    if statistic not in ("mean", "min", "max"):
        raise _wrong(criterion, "statistic", statistic, "mean, min or max", "mean, min, atau max")


def _wrong(criterion: Criterion, name: str, value: Any, wanted_en: str, wanted_id: str) -> OptionError:  # noqa: ANN401
    return OptionError(
        f"Criterion {criterion.name!r}: {name}={value!r}; it has to be {wanted_en}.",
        f"Kriteria {criterion.name!r}: {name}={value!r}; semestinya {wanted_id}.",
        code=801, column=str(name),
    )  # fmt: skip
