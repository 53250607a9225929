"""Speeds, loads and words of a vehicle: data files with a source for each number, never code."""

from __future__ import annotations

import csv
import math
import os
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from petasentra.errors import IoError, NetworkError, OptionError
from petasentra.network.words import access_meanings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from petasentra.tables import Table

__all__ = ["ClassSpeed", "SpeedProfile", "Vehicle"]

Which: TypeAlias = Literal["min", "likely", "max"]
SPEEDS: tuple[Which, ...] = ("min", "likely", "max")
FORMAT = 1  # of profile files
CLOSED_INSTEAD = (
    "A class that is not used belongs into closed_classes.",
    "Kelas yang tidak dipakai dicantumkan dalam closed_classes.",
)
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
        text, file, beside = _text_of(profile)
        try:
            data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise _unusable(file, "", "", f"is no TOML: {error}", f"bukan TOML: {error}") from error
        return _Reading(data, file, beside).profile()

    def class_of(self, word: str) -> str | None:
        """Return the class that a word of a source means, letter case and blanks aside; None for unknown words."""
        return self.classes.get(_plain(word))

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
        closed = {_plain(word) for word in self.no_access}
        meanings = access_meanings()
        return [word for word in words if closed & {_plain(word), meanings.get(_plain(word), "")}]

    def unknown_access(self, words: Iterable[str]) -> list[str]:
        """Return the words of access that neither the table of words nor `no_access` knows: they close nothing."""
        known = access_meanings().keys() | {_plain(word) for word in self.no_access}
        return [word for word in words if _plain(word) not in known]

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


class _Reading:
    """One profile file on its way to a profile."""

    def __init__(self, data: dict[str, Any], file: str, beside: Path | None) -> None:
        self._data = data
        self._file = file
        self._beside = beside

    def profile(self) -> SpeedProfile:
        self._require_format()
        access, ferry = self._table("access"), self._table("ferry")
        one_way = self._truth("obeys_one_way", default=True)
        name = self._part("name")
        return SpeedProfile(
            name=str(name),
            title_id=str(self._data.get("title_id", name)),
            title_en=str(self._data.get("title_en", name)),
            file=self._file,
            speeds={name: self._speed(name, row) for name, row in self._table("speeds").items()},
            closed_classes=frozenset(self._texts("closed_classes")),
            classes=self._classes(),
            vehicle=self._vehicle(),
            obeys_one_way=one_way,
            obeys_speed_limits=self._truth("obeys_speed_limits", default=True),
            no_access=self._texts("no_access"),
            access_km_per_h=self._number(access, "access", "km_per_h"),
            ferry_km_per_h=self._number(ferry, "ferry", "km_per_h", zero=True),
            ferry_waiting_s=60.0 * self._number(ferry, "ferry", "waiting_min", zero=True),
            obeys_turns=self._truth("obeys_turns", default=one_way),
            modes=self._texts("modes"),
            closed_barriers=frozenset(self._texts("closed_barriers")),
        )

    def _require_format(self) -> None:
        stated = self._data.get("format", FORMAT)
        if stated != FORMAT or isinstance(stated, bool):
            raise _unusable(
                self._file, "", "format",
                f"is of format {stated!r}; this version of petasentra reads format {FORMAT}",
                f"berformat {stated!r}; versi petasentra ini membaca format {FORMAT}",
            )  # fmt: skip

    def _part(self, name: str) -> Any:  # noqa: ANN401 - a part of a TOML file
        if name not in self._data:
            raise _unusable(self._file, "", name, f"has no {name}", f"tidak memuat {name}")
        return self._data[name]

    def _table(self, name: str) -> dict[str, Any]:
        return self._as_table(self._part(name), name)

    def _as_table(self, value: object, name: str) -> dict[str, Any]:
        if isinstance(value, dict):
            return value
        raise _unusable(
            self._file,
            "",
            name,
            f"states {name} = {value!r}; it must be a table",
            f"menyebut {name} = {value!r}; harus berupa tabel",
        )

    def _texts(self, name: str) -> tuple[str, ...]:
        value = self._data.get(name, [])
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(value)
        raise _unusable(
            self._file, "", name,
            f"states {name} = {value!r}; it must be a list of texts",
            f"menyebut {name} = {value!r}; harus berupa daftar teks",
        )  # fmt: skip

    def _truth(self, name: str, *, default: bool) -> bool:
        value = self._data.get(name, default)
        if isinstance(value, bool):
            return value
        raise _unusable(
            self._file, "", name,
            f"states {name} = {value!r}; it must be true or false",
            f"menyebut {name} = {value!r}; harus true atau false",
        )  # fmt: skip

    def _number(self, row: dict[str, Any], where: str, column: str, *, zero: bool = False) -> float:
        value = row.get(column)
        number = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else math.nan
        if math.isfinite(number) and (number > 0 or (number == 0 and zero)):
            return number
        en, id_ = ("from 0 on", "mulai 0") if zero else ("above 0", "di atas 0")
        stated_en, stated_id = (
            f"states {column} = {value!r} for {where}",
            f"menyebut {column} = {value!r} untuk {where}",
        )
        if column not in row:
            stated_en, stated_id = f"states no {column} for {where}", f"tidak menyebut {column} untuk {where}"
        raise _unusable(
            self._file, where, column,
            f"{stated_en}; it must be a number {en}",
            f"{stated_id}; harus bilangan {id_}",
            *(CLOSED_INSTEAD if where in self._data["speeds"] else ("", "")),
        )  # fmt: skip

    def _speed(self, name: str, stated: object) -> ClassSpeed:
        row = self._as_table(stated, f"speeds.{name}")
        low, likely, high = (self._number(row, name, column) for column in SPEEDS)
        if not low <= likely <= high:
            raise _unusable(
                self._file, name, "likely",
                f"states speeds for {name} that do not rise from min over likely to max",
                f"menyebut kecepatan untuk {name} yang tidak naik dari min melalui likely ke max",
            )  # fmt: skip
        return ClassSpeed(low, likely, high, str(row.get("source", "")), bool(row.get("verified", False)))

    def _vehicle(self) -> Vehicle:
        row = self._as_table(self._data.get("vehicle", {}), "vehicle")
        sizes = {
            column: self._number({column: row.get(column, 0)}, "vehicle", column, zero=True)
            for column in ("weight_t", "axle_load_t", "width_m")
        }
        return Vehicle(**sizes, source=str(row.get("source", "")), verified=bool(row.get("verified", False)))

    def _classes(self) -> dict[str, str]:
        self._part("class_tables")
        out: dict[str, str] = {name: name for name in (*self._table("speeds"), *self._texts("closed_classes"))}
        for table in self._texts("class_tables"):
            rows = csv.DictReader(_table_text(table, self._beside).splitlines())
            if missing := sorted({"word", "class"} - set(rows.fieldnames or ())):
                raise _unusable(
                    self._file, "", "class_tables",
                    f"names the table {table}, which has no column {missing[0]}",
                    f"menyebut tabel {table}, yang tidak memiliki kolom {missing[0]}",
                )  # fmt: skip
            out |= {_plain(row["word"] or ""): (row["class"] or "").strip() for row in rows}
        return out


def _plain(word: str) -> str:
    return " ".join(word.split()).casefold()


def _text_of(profile: str | os.PathLike[str]) -> tuple[str, str, Path | None]:
    if isinstance(profile, str) and not profile.endswith(".toml"):
        if profile not in BUNDLED:
            raise OptionError(
                f"There is no profile {profile!r}; bundled are {', '.join(BUNDLED)}, or give the path of a .toml file.",
                f"Tidak ada profil {profile!r}; yang tersedia: {', '.join(BUNDLED)}, atau beri jalur berkas .toml.",
                code=801,
            )
        name = f"{profile}.toml"
        return files("petasentra.network").joinpath("profiles", name).read_text(encoding="utf-8"), name, None
    if not isinstance(profile, str | os.PathLike):
        raise OptionError(
            f"{profile!r} is neither the name of a profile nor the path of one.",
            f"{profile!r} bukan nama profil dan bukan jalur sebuah profil.",
            code=801,
        )
    path = Path(profile)
    return _file_text(path), str(path), path.parent


def _table_text(name: str, beside: Path | None) -> str:
    if beside is not None and (beside / name).is_file():
        return _file_text(beside / name)
    bundled = files("petasentra.network").joinpath("profiles", name)
    if not bundled.is_file():
        return _file_text((beside or Path()) / name)
    return bundled.read_text(encoding="utf-8")


def _file_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise IoError(
            f"{path} cannot be read: {error}", f"{path} tidak terbaca: {error}", code=702, file=str(path)
        ) from error


def _unusable(
    file: str, name: str, column: str, what_en: str, what_id: str, hint_en: str = "", hint_id: str = ""
) -> NetworkError:
    return NetworkError(
        f"The profile {what_en}.",
        f"Profil ini {what_id}.",
        hint_en=hint_en
        or "Correct the file; the bundled profiles (petasentra/network/profiles) show how one is written.",
        hint_id=hint_id
        or "Betulkan berkasnya; profil bawaan (petasentra/network/profiles) menjadi contoh penulisannya.",
        code=502,
        file=file,
        feature=name,
        column=column,
    )
