"""A part of a proposal: what stands under its keys, checked, and every file that it names, noted with its hash."""

from __future__ import annotations

import datetime as dt
import os
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from petasentra.errors import IoError, SchemaError
from petasentra.files.hashes import FileHashes
from petasentra.files.utf8 import read_text
from petasentra.suggesting import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["GivenFiles", "Part", "read_toml"]

_WHAT = ("Usulan", "The proposal")
#: Type of a value -> what it is called.
_KINDS: dict[type, tuple[str, str]] = {
    str: ("teks", "text"), float: ("angka", "a number"), int: ("bilangan bulat", "a whole number"),
    bool: ("true atau false", "true or false"), list: ("daftar", "a list"), dict: ("tabel", "a table"),
}  # fmt: skip


@dataclass
class GivenFiles:
    """The proposal, and the files that it names: part, name as seen from the proposal, where it lies.

    What `petasentra.replay` compares with what lies there later.
    """

    proposal: Path
    named: list[tuple[str, str, Path]] = field(default_factory=list)
    #: Section -> name of the file of the roads that it was computed on.
    roads: dict[str, str] = field(default_factory=dict)

    def add(self, part: str, path: Path) -> None:
        """Note a file, or every file of a folder."""
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            name = Path(os.path.relpath(file, self.proposal.parent)).as_posix()
            if file.is_file() and (part, name) not in [one[:2] for one in self.named]:
                self.named.append((part, name, file))

    def note_roads(self, section: str, path: Path) -> None:
        """Note on which roads a section was computed."""
        self.roads[section] = Path(os.path.relpath(path, self.proposal.parent)).as_posix()

    def rows(self) -> list[dict[str, str]]:
        """Return part, name and SHA-256 of each file, the proposal first."""
        every = [("proposal", self.proposal.name, self.proposal), *sorted(self.named)]
        hashes = FileHashes([path for _, _, path in every])
        return [{"part": part, "name": name, "sha256": hashes[path]} for part, name, path in every]


def read_toml(file: Path) -> dict[str, Any]:
    """Return the TOML of a proposal.

    Raises
    ------
    IoError
        The file is not there.
    SchemaError
        It is no TOML; the message says where.
    """
    try:
        return tomllib.loads(read_text(file, *_WHAT))
    except FileNotFoundError as error:
        raise IoError(
            f"{_WHAT[1]} is not there.", f"{_WHAT[0]} tidak ditemukan.",
            hint_en="Check its name and place.", hint_id="Periksa nama dan letaknya.", code=701, file=str(file),
        ) from error  # fmt: skip
    except tomllib.TOMLDecodeError as error:
        raise SchemaError(
            f"{_WHAT[1]} is no TOML: {error}.", f"{_WHAT[0]} bukan TOML: {error}.",
            hint_en="Mend the line that is named.", hint_id="Betulkan baris yang disebut.", code=101, file=str(file),
        ) from error  # fmt: skip


class Part:
    """A table of the proposal; every mistake in it is told with the file and the key.

    Parameters
    ----------
    data
        The table.
    files
        Where the files that it names are noted.
    key
        Where it stands: ``chain``, ``near[2]``; empty for the whole.
    known
        The keys that it may have; None where they are anybody's own.
    """

    def __init__(self, data: Mapping[str, Any], files: GivenFiles, key: str, known: tuple[str, ...] | None) -> None:
        self._data, self._files, self._key = data, files, key
        for name in data if known is not None else ():
            if name not in cast("tuple[str, ...]", known):
                hints = did_you_mean(name, known or ())
                raise self.unfit(name, ("tidak dikenal", "is not known"), (hints["hint_id"], hints["hint_en"]))

    def __contains__(self, name: str) -> bool:
        return name in self._data

    def unfit(self, name: str, why: tuple[str, str], hint: tuple[str, str] = ("", "")) -> SchemaError:
        """Return the error for a key."""
        key = f"{self._key}.{name}" if self._key else name
        return SchemaError(
            f"The proposal is not in order: {key} {why[1]}.", f"Usulan tidak sesuai: {key} {why[0]}.",
            hint_en=hint[1] or "Compare with data/jombang/usulan.toml.",
            hint_id=hint[0] or "Bandingkan dengan data/jombang/usulan.toml.",
            code=101, file=str(self._files.proposal), column=key,
        )  # fmt: skip

    def plain(self, name: str) -> dict[str, Any]:
        """Return a table whose keys are anybody's own; empty where there is none."""
        found: dict[str, Any] = self._value(name, dict, {})
        return found

    def text(self, name: str, default: str | None = None) -> str:
        """Return a text; one without a default has to be there and not empty."""
        value: str = self._value(name, str, default)
        if not value.strip() and default is None:
            raise self.unfit(name, ("kosong", "is empty"))
        return value

    def number(self, name: str, default: float | None) -> float:
        """Return a number that is not negative."""
        value = self._value(name, float, default)
        if value is not None and not 0.0 <= value < float("inf"):
            raise self.unfit(name, ("harus nol atau lebih", "has to be zero or more"))
        return cast("float", value)

    def flag(self, name: str) -> bool:
        """Return a flag; false where nobody said."""
        return bool(self._value(name, bool, False))

    def texts(self, name: str) -> list[str]:
        """Return a list of texts; empty where there is none."""
        found: list[Any] = self._value(name, list, [])
        if not all(isinstance(one, str) for one in found):
            raise self.unfit(name, ("harus daftar teks", "has to be a list of texts"))
        return found

    def day(self, name: str) -> Any:  # noqa: ANN401 - a day as it is written
        """Return a day as it is written, as a date or as text."""
        value = self._data[name]
        if not isinstance(value, dt.date | str):
            raise self.unfit(name, ("harus hari, TTTT-BB-HH", "has to be a day, YYYY-MM-DD"))
        return value

    def whole(self, name: str) -> int:
        """Return a whole number."""
        return int(self._value(name, int, None))

    def part(self, name: str, known: tuple[str, ...]) -> Part:
        """Return a table as a part of its own."""
        return Part(self._value(name, dict, None), self._files, self._under(name), known)

    def parts(self, name: str, known: tuple[str, ...]) -> list[Part]:
        """Return tables of a list, each as a part of its own."""
        found: list[Any] = self._value(name, list, [])
        for at, one in enumerate(found, start=1):
            if not isinstance(one, dict):
                raise self.unfit(f"{name}[{at}]", ("harus tabel", "has to be a table"))
        return [Part(one, self._files, self._under(f"{name}[{at}]"), known) for at, one in enumerate(found, start=1)]

    def path(self, name: str, *, folder: bool = False, of: str = "") -> Path:
        """Return the place of a file or folder that is named, and note it.

        Raises
        ------
        IoError
            It is not there.
        """
        path = self._files.proposal.parent / self.text(name)
        if not (path.is_dir() if folder else path.exists()):
            key = self._under(name)
            raise IoError(
                f"{key} names {self._data[name]}, which is not there.",
                f"{key} menyebut {self._data[name]}, yang tidak ada.",
                hint_en="Files are looked for beside the proposal.", hint_id="Berkas dicari di samping usulan.",
                code=701, file=str(path),
            )  # fmt: skip
        if of != "pack":  # the files of a pack are in the audit of the check
            self._files.add(of or self._key.partition("[")[0] or name, path)
        return path

    def _under(self, name: str) -> str:
        return f"{self._key}.{name}" if self._key else name

    def _value(self, name: str, kind: type, default: Any) -> Any:  # noqa: ANN401 - of the type that is asked
        value = self._data.get(name, default)
        if name not in self._data and default is None and kind is not float:
            raise self.unfit(name, ("tidak disebut", "is not given"))
        if name not in self._data:
            return default
        fits = isinstance(value, int | float if kind is float else kind)
        if not fits or (isinstance(value, bool) and kind is not bool):
            words = _KINDS[kind]
            raise self.unfit(name, (f"harus {words[0]}", f"has to be {words[1]}"))
        return value
