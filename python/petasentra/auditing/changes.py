"""What differs between two audits, one row a thing, in both languages."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from petasentra.auditing.inputs import MADE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from petasentra.plotting.language import Lang

Kind = Literal["sites", "pack", "option", "library", "semantics", "result", "override", "file"]

_KINDS = {
    "sites": ("tapak", "sites"),
    "pack": ("paket rencana", "plan pack"),
    "option": ("opsi", "option"),
    "library": ("pustaka", "library"),
    "semantics": ("cara baca mesin", "reading of the engine"),
    "result": ("hasil", "result"),
    "override": ("ketetapan petugas", "officer's decision"),
    "file": ("berkas masukan", "input file"),
}
#: Kinds that are inputs; the others are what follows from them.
INPUTS = frozenset({"sites", "pack", "option", "library", "semantics", "override", "file"})


@dataclass(frozen=True)
class Change:
    """One thing that differs.

    Attributes
    ----------
    kind
        ``sites``, ``pack``, ``option``, ``library``, ``semantics``, ``override``, ``file`` (what went in), or
        ``result``.
    name
        Which: a file, a column, an option, a library.
    before, after
        Its hash or value; None where it was not there.
    """

    kind: Kind
    name: str
    before: str | None
    after: str | None

    def text(self, lang: Lang = "id") -> str:
        """Return the change as a line for people.

        Examples
        --------
        >>> from petasentra.auditing.changes import Change
        >>> Change("library", "GEOS", "3.11.1", "3.12.0").text("en")
        'library GEOS: 3.11.1 -> 3.12.0'
        """
        word = _KINDS[self.kind][0 if lang == "id" else 1]
        none = "tidak ada" if lang == "id" else "none"
        sides = [none if side is None else _short(side) for side in (self.before, self.after)]
        return f"{word} {self.name}: {sides[0]} -> {sides[1]}"

    def to_dict(self) -> dict[str, str | None]:
        """Return plain texts, ready for JSON."""
        return asdict(self)


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return what differs between two records of `petasentra.auditing.Audit.to_dict`, inputs first."""
    return (
        *_sites(before["sites"], after["sites"]),
        *_pack(before["pack"], after["pack"]),
        *_differing("option", before["options"], after["options"]),
        *_semantics(before["semantics"], after["semantics"]),
        *_libraries(before["libraries"], after["libraries"]),
        *_overrides(before["overrides"], after["overrides"]),
        *_results(before["result"], after["result"]),
    )


def _sites(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for name in ("rows", "crs"):
        yield from _differing("sites", {name: before[name]}, {name: after[name]})
    yield from _differing("sites", before["columns"], after["columns"], prefix="column ")
    # The file says nothing more where its columns agree, and everything where they do not.
    if before["columns"] != after["columns"]:
        yield from _differing("sites", _file(before), _file(after), prefix="file ")


def _file(sites: Mapping[str, Any]) -> dict[str, str]:
    file = sites["file"]
    return {} if file is None else {file["name"]: file["sha256"], **file["sidecars"]}


def _pack(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for name in ("name", "format", "variant", "crs"):
        yield from _differing("pack", {name: before[name]}, {name: after[name]})
    yield from _differing("pack", before["files"], after["files"])
    layers = [
        {
            f"layer {layer}, column {column}": sha256
            for layer, facts in side["layers"].items()
            for column, sha256 in facts["columns"].items()
        }
        for side in (before, after)
    ]
    yield from _differing("pack", *layers)


def _semantics(before: int, after: int) -> Iterator[Change]:
    if before != after:
        yield Change("semantics", "version", str(before), str(after))


def _libraries(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
    # A library that only one side had loaded did nothing to the answer that the other could have done otherwise.
    both = before.keys() & after.keys()
    yield from _differing("library", {n: before[n] for n in both}, {n: after[n] for n in both})


def _overrides(before: list[Mapping[str, Any]], after: list[Mapping[str, Any]]) -> Iterator[Change]:
    sides = [{f"{entry['number']} ({entry['site_id']})": entry["sha256"] for entry in side} for side in (before, after)]
    yield from _differing("override", *sides)


def _results(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for part in ("table", "pieces"):
        yield from _differing("result", before[part], after[part], prefix=f"{part} ")


def _differing(
    kind: Kind, before: Mapping[str, object], after: Mapping[str, object], *, prefix: str = ""
) -> Iterator[Change]:
    for name in sorted(before.keys() | after.keys()):
        old, new = (_text(side.get(name)) for side in (before, after))
        if old != new:
            yield Change(kind, prefix + name.removeprefix(MADE), old, new)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _short(value: str) -> str:
    is_hash = len(value) == 64 and all(letter in "0123456789abcdef" for letter in value)
    return f"{value[:12]}…" if is_hash else value
