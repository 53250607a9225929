"""Speeds, loads and words of a vehicle: data files with a source for each number, never code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from petasentra.errors import OptionError
from petasentra.network.words import access_meanings

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    from petasentra.tables import Table

__all__ = ["ClassSpeed", "SpeedProfile", "Vehicle"]

Which: TypeAlias = Literal["min", "likely", "max"]
SPEEDS: tuple[Which, ...] = ("min", "likely", "max")
BUNDLED = ("car", "heavy_truck", "light_truck", "motorcycle", "walk")


@dataclass(frozen=True)
class ClassSpeed:
    """Speeds of a vehicle on a class of roads in km/h, where they are from, and whether somebody compared them."""

    min: float
    likely: float
    max: float
    source: str
    verified: bool

    def of(self, which: Which) -> float:
        """Return one of the three."""
        return {"min": self.min, "likely": self.likely, "max": self.max}[which]


@dataclass(frozen=True)
class Vehicle:
    """Weight, heaviest axle and width of a vehicle; 0 where no limit of a road holds it back."""

    weight_t: float = 0.0
    axle_load_t: float = 0.0
    width_m: float = 0.0
    source: str = ""
    verified: bool = False


@dataclass(frozen=True)
class SpeedProfile:
    """How a vehicle travels: speeds by class of road, what it may not use, what it weighs.

    A profile is a TOML file beside tables that say which words of a source mean which class. Numbers that nobody has
    compared with a survey or a rule are marked ``verified = false``; `numbers` lists them.

    `modes` are what the vehicle is called in rules about turns and barriers, the most special first (``hgv``,
    ``motor_vehicle``); `obeys_turns` says whether rules for all vehicles hold for it, `closed_barriers` which kinds of
    barriers stop it where they say nothing of it.

    Examples
    --------
    >>> import petasentra as ps
    >>> car = ps.SpeedProfile.load("car")
    >>> car.class_of("Jalan Arteri"), car.class_of("residential")
    ('arterial', 'local')
    >>> car.speeds["toll"].max
    100.0
    """

    name: str
    title_id: str
    title_en: str
    file: str
    speeds: dict[str, ClassSpeed]
    closed_classes: frozenset[str]
    classes: dict[str, str]
    vehicle: Vehicle
    obeys_one_way: bool
    obeys_speed_limits: bool
    no_access: tuple[str, ...]
    access_km_per_h: float
    ferry_km_per_h: float
    ferry_waiting_s: float
    obeys_turns: bool = True
    modes: tuple[str, ...] = ()
    closed_barriers: frozenset[str] = frozenset()

    @classmethod
    def load(cls, profile: str | os.PathLike[str]) -> SpeedProfile:
        """Read a bundled profile by its name, or one of your own by its path.

        Parameters
        ----------
        profile
            ``"car"``, ``"light_truck"``, ``"heavy_truck"``, ``"motorcycle"``, ``"walk"``, or the path of a ``.toml``
            file. Its tables of words are looked for beside it, then among the bundled ones.

        Raises
        ------
        OptionError
            There is no such profile.
        IoError
            The file cannot be read.
        NetworkError
            A speed is negative, zero or no number, or smaller speeds are not the smaller ones; file, class and column
            are named. Or the file lacks a part.

        Examples
        --------
        >>> import petasentra as ps
        >>> ps.SpeedProfile.load("heavy_truck").vehicle.axle_load_t
        10.0
        """
        from petasentra.network.profile_files import read_profile

        return read_profile(profile)

    def class_of(self, word: str) -> str | None:
        """Return the class that a word of a source means, letter case and blanks aside; None for unknown words."""
        return self.classes.get(plain_word(word))

    def speeds_of(self, words: Iterable[str], which: Which = "likely") -> dict[str, float | None]:
        """Return km/h of each word: None where the vehicle does not use the class; unknown words are left out."""
        if which not in SPEEDS:
            raise OptionError(
                f"which={which!r} is none of {', '.join(SPEEDS)}.",
                f"which={which!r} bukan salah satu dari {', '.join(SPEEDS)}.",
                code=801,
            )
        out: dict[str, float | None] = {}
        for word in words:
            name = self.class_of(word)
            if name in self.closed_classes:
                out[word] = None
            elif name is not None and name in self.speeds:
                out[word] = self.speeds[name].of(which)
        return out

    def closed_access(self, words: Iterable[str]) -> list[str]:
        """Return the words of access that close a road to the vehicle, whatever language they are in."""
        closed = {plain_word(word) for word in self.no_access}
        meanings = access_meanings()
        return [word for word in words if closed & {plain_word(word), meanings.get(plain_word(word), "")}]

    def unknown_access(self, words: Iterable[str]) -> list[str]:
        """Return the words of access that neither the table of words nor `no_access` knows: they close nothing."""
        known = access_meanings().keys() | {plain_word(word) for word in self.no_access}
        return [word for word in words if plain_word(word) not in known]

    def numbers(self) -> Table:
        """Return every speed with its source and whether it was verified, one row a class.

        Examples
        --------
        >>> import petasentra as ps
        >>> ps.SpeedProfile.load("walk").numbers().columns
        ['class', 'min_km_per_h', 'likely_km_per_h', 'max_km_per_h', 'source', 'verified']
        """
        import pyarrow as pa

        from petasentra.tables import Table

        rows = sorted(self.speeds.items())
        columns: dict[str, list[object]] = {"class": [name for name, _ in rows]}
        columns |= {f"{which}_km_per_h": [speed.of(which) for _, speed in rows] for which in SPEEDS}
        columns |= {"source": [one.source for _, one in rows], "verified": [one.verified for _, one in rows]}
        return Table.from_arrow(pa.table(columns))


def plain_word(word: str) -> str:
    """Return a word without letter case and extra blanks."""
    return " ".join(word.split()).casefold()
