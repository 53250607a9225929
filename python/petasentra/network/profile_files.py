"""Profile files: a TOML file with tables of words beside it, read with what is wrong in it named."""

from __future__ import annotations

import csv
import math
import os
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from petasentra.errors import IoError, NetworkError, OptionError
from petasentra.network.speed_profile import BUNDLED, SPEEDS, ClassSpeed, SpeedProfile, Vehicle, plain_word
from petasentra.suggesting import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["read_profile"]

FORMAT = 1  # of profile files
CLOSED_INSTEAD = (
    "A class that is not used belongs into closed_classes.",
    "Kelas yang tidak dipakai dicantumkan dalam closed_classes.",
)
_SOURCE = ("source", "verified")
#: Keys of a profile file, of its tables, and of a class among its speeds.
_KEYS = (
    "format", "name", "title_id", "title_en", "obeys_one_way", "obeys_speed_limits", "obeys_turns", "no_access",
    "closed_classes", "closed_barriers", "modes", "class_tables", "vehicle", "access", "ferry", "speeds",
)  # fmt: skip
_KEYS_OF = {
    "vehicle": ("weight_t", "axle_load_t", "width_m", *_SOURCE),
    "access": ("km_per_h", *_SOURCE),
    "ferry": ("km_per_h", "waiting_min", *_SOURCE),
}
_SPEED_KEYS = (*SPEEDS, *_SOURCE)


def read_profile(profile: str | os.PathLike[str]) -> SpeedProfile:
    """Return a bundled profile, or one of a file; see `SpeedProfile.load`."""
    text, file, beside = _text_of(profile)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _unusable(file, "", "", f"is no TOML: {error}", f"bukan TOML: {error}") from error
    return _Reading(data, file, beside).profile()


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
        read = SpeedProfile(
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
        self._require_known()
        return read

    def _require_format(self) -> None:
        stated = self._data.get("format", FORMAT)
        if stated != FORMAT or isinstance(stated, bool):
            raise _unusable(
                self._file, "", "format",
                f"is of format {stated!r}; this version of petasentra reads format {FORMAT}",
                f"berformat {stated!r}; versi petasentra ini membaca format {FORMAT}",
            )  # fmt: skip

    def _require_known(self) -> None:
        """Refuse keys that nobody reads: one of them may be a word for a limit, misspelt."""
        tables: list[tuple[str, dict[str, Any], Sequence[str]]] = [("", self._data, _KEYS)]
        tables += [(name, self._as_table(self._data.get(name, {}), name), keys) for name, keys in _KEYS_OF.items()]
        tables += [(f"speeds.{name}", self._as_table(row, f"speeds.{name}"), _SPEED_KEYS)
                   for name, row in self._table("speeds").items()]  # fmt: skip
        for table, row, known in tables:
            unknown = next((key for key in row if key not in known), None)
            if unknown is not None:
                hints = did_you_mean(unknown, known, most=len(known))
                where_en, where_id = (f" in [{table}]", f" pada [{table}]") if table else ("", "")
                raise _unusable(
                    self._file, table, unknown,
                    f"states {unknown}{where_en}, which no profile has",
                    f"menyebut {unknown}{where_id}, yang tidak ada dalam profil",
                    hints["hint_en"], hints["hint_id"],
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
            out |= {plain_word(row["word"] or ""): (row["class"] or "").strip() for row in rows}
        return out


def _text_of(profile: str | os.PathLike[str]) -> tuple[str, str, Path | None]:
    if isinstance(profile, str) and not profile.endswith(".toml"):
        if profile not in BUNDLED:
            raise OptionError(
                f"There is no bundled profile {profile!r}, and the path of one would end in .toml.",
                f"Tidak ada profil bawaan {profile!r}, dan jalur sebuah profil berakhiran .toml.",
                code=801,
                column="vehicle",
                **did_you_mean(profile, BUNDLED),
            )
        name = f"{profile}.toml"
        return files("petasentra.network").joinpath("profiles", name).read_text(encoding="utf-8"), name, None
    if not isinstance(profile, str | os.PathLike):
        raise OptionError(
            f"{profile!r} is neither the name of a profile nor the path of one.",
            f"{profile!r} bukan nama profil dan bukan jalur sebuah profil.",
            code=801,
            column="vehicle",
            **did_you_mean("", BUNDLED),
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
