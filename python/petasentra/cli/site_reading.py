"""What ``petasentra site`` reads: criteria from a TOML file that names layers, rasters and columns beside it."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from petasentra.errors import IoError, SchemaError
from petasentra.files.utf8 import read_text

if TYPE_CHECKING:
    from pathlib import Path

    from petasentra.criteria.records import Criterion

_WHAT = ("Berkas kriteria", "The file of criteria")
_VALUES = ("worst", "best", "steps", "classes")
_COMMON = ("weight", "at_least", "at_most")
#: Kind of criterion -> whether it needs a file, and which other words it knows.
KINDS = {
    "distance": (True, ("layer",)), "overlay": (True, ("layer",)), "slope": (True, ("statistic",)),
    "raster": (True, ("statistic",)), "column": (False, ("column",)),
}  # fmt: skip
_KEYS = frozenset({"name", "kind", "file", "citation", "source", "verified", *_VALUES, *_COMMON})


def read_criteria(path: Path) -> list[Criterion]:
    """Read ``[[criteria]]`` records; files are beside that of the criteria.

    Raises
    ------
    IoError
        The file is not there, or is no TOML.
    SchemaError
        A record has no name, no known kind, a word that means nothing, or no file where it needs one.
    """
    try:
        listed = tomllib.loads(read_text(path, *_WHAT)).get("criteria", [])
    except FileNotFoundError as error:
        raise IoError(
            f"There is no file {path.name}.", f"Tidak ada berkas {path.name}.", code=701, file=str(path)
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise IoError(
            f"{path.name} is no TOML: {error}", f"{path.name} bukan TOML: {error}", code=702, file=str(path)
        ) from error
    if not isinstance(listed, list) or not listed or not all(isinstance(one, dict) for one in listed):
        raise _wrong(path, "", "There is no [[criteria]].", "Tidak ada [[criteria]].")
    return [_criterion(path, one) for one in listed]


def _criterion(path: Path, record: dict[str, Any]) -> Criterion:
    import petasentra as ps

    name, kind = str(record.get("name", "")), str(record.get("kind", ""))
    if kind not in KINDS:
        known = ", ".join(KINDS)
        raise _wrong(path, name, f"kind={kind!r}; known are {known}.", f"kind={kind!r}; yang dikenal {known}.")
    needs_file, more = KINDS[kind]
    odd = sorted(record.keys() - _KEYS - set(more))
    if odd:
        raise _wrong(path, name, f"{odd[0]!r} means nothing for {kind}.", f"{odd[0]!r} tidak dikenal untuk {kind}.")
    if needs_file and not record.get("file"):
        raise _wrong(path, name, "file is missing.", "file belum disebut.")
    records = ps.criteria
    basis = None
    if record.get("citation"):
        basis = records.Basis(record["citation"], str(record.get("source", "")), bool(record.get("verified")))
    told = {"name": name, "value": _value(path, name, record), "basis": basis} | {
        key: record[key] for key in _COMMON if key in record
    }
    if kind == "column":
        return records.Column(column=str(record.get("column", name)), **told)
    file = path.parent / str(record["file"])
    statistic = {"statistic": record["statistic"]} if "statistic" in record else {}
    if kind == "slope":
        return records.Slope(dem=file, **statistic, **told)
    if kind == "raster":
        return records.RasterValue(raster=file, **statistic, **told)
    layer = ps.read_layer(file, layer=record.get("layer"))
    return records.Distance(to=layer, **told) if kind == "distance" else records.OverlayShare(layer=layer, **told)


def _value(path: Path, name: str, record: dict[str, Any]) -> Any:  # noqa: ANN401  (a value function)
    import petasentra as ps

    given = [key for key in _VALUES if key in record]
    if not given:
        return None
    if set(given) == {"worst", "best"}:
        return ps.criteria.Linear(worst=record["worst"], best=record["best"])
    if given == ["steps"]:
        return ps.criteria.Steps(tuple(tuple(step) for step in record["steps"]))
    if given == ["classes"]:
        return ps.criteria.Classes(record["classes"])
    raise _wrong(
        path, name, "give worst and best, or steps, or classes.", "beri worst dan best, atau steps, atau classes."
    )


def _wrong(path: Path, name: str, english: str, indonesian: str) -> SchemaError:
    return SchemaError(
        f"Criterion {name or '?'}: {english}", f"Kriteria {name or '?'}: {indonesian}", code=102, file=str(path)
    )
