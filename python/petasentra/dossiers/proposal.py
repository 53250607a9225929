"""A proposal as one TOML file beside its data: what `petasentra.dossier` is given, written down."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from petasentra.errors import SchemaError
from petasentra.impact.records import toml_of

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    from petasentra.layers import Layer

__all__ = ["read_proposal"]

_KEYS = {
    "format": int,
    "sentra": str,
    "sentra_id": (str, int),
    "site_id": str,
    "as_of": object,
    "year": int,
    "pack": str,
    "activity": str,
    "roads": dict,
    "targets": dict,
    "chain": dict,
    "claims": str,
    "indicators": str,
    "records": str,
    "process": dict,
    "near": list,
    "known_as": dict,
    "land": dict,
    "documents": dict,
    "definition": dict,
    "checklist": str,
    "schematic": list,
    "invented": list,
}


def read_proposal(path: str | os.PathLike[str]) -> dict[str, Any]:
    """Read a proposal and everything it names, as the arguments of `petasentra.dossier`.

    The file names other files by their place beside it. ``data/jombang/usulan.toml`` is one to copy; all of its parts
    but ``sentra`` and a day or year may be left out.

    Parameters
    ----------
    path
        A TOML file.

    Returns
    -------
    dict
        Arguments by name.

    Raises
    ------
    IoError
        It, or a file that it names, is not there.
    SchemaError
        It is no TOML, or has a part of a name or type that is none of ours.

    Examples
    --------
    >>> import petasentra as ps
    >>> given = ps.dossiers.read_proposal(ps.datasets.path("jombang") / "usulan.toml")
    >>> given["sentra_id"], given["year"], sorted(given["near"])[0]
    ('contoh-a', 2027, 'lahan pangan (P-1)')
    """
    import petasentra as ps

    file = Path(path)
    data = toml_of(file)
    _known(data, file)
    folder = file.parent
    given: dict[str, Any] = {name: data[name] for name in _AS_THEY_ARE if name in data}
    given["sentra"] = _sentra(ps.read_layer(folder / data["sentra"]), data.get("definition", {}))
    if "activity" in data:
        given["for_activity"] = data["activity"]
    if "pack" in data:
        given["pack"] = ps.read_plan_pack(folder / data["pack"])
    if "roads" in data:
        given |= _roads(data["roads"], folder, file)
    if "targets" in data:
        given["targets"] = _layer(data["targets"], folder, file)
        given["target_id"] = str(data["targets"].get("name", "name"))
    if "chain" in data:
        given["chain"] = _chain(data["chain"], folder, file)
    if "claims" in data:
        given["indicators"] = ps.impact.read_claims(folder / data["claims"])
    elif "indicators" in data:
        given["indicators"] = ps.impact.indicators(folder / data["indicators"])
    if "records" in data:
        given["records"] = ps.impact.read_records(folder / data["records"])
    if "process" in data:
        given["needs"] = _needs(data, given, folder, file)
    if "near" in data:
        given["near"] = {_text(one, "name", file): _layer(one, folder, file) for one in data["near"]}
    if "checklist" in data:
        own = folder / data["checklist"]
        given["checklist"] = own if own.suffix == ".toml" else data["checklist"]
    return given


_AS_THEY_ARE = ("sentra_id", "site_id", "as_of", "year", "known_as", "land", "documents", "schematic", "invented")


def _sentra(layer: Layer, more: Mapping[str, Any]) -> Layer:
    """Return the layer with what the proposal says of the definition as further columns."""
    if not more:
        return layer
    from petasentra.layers import Layer

    return Layer.from_geopandas(layer.to_geopandas().assign(**more))


def _roads(data: Mapping[str, Any], folder: Path, file: Path) -> dict[str, Any]:
    import petasentra as ps
    from petasentra.inputs.roads import read_roads

    read = read_roads(
        folder / _text(data, "file", file),
        columns=list(data.get("columns", [])),
        tolerance_m=float(data.get("tolerance_m", 0.0)),
        crossings=bool(data.get("crossings", False)),
        layer=None,
        crs=None,
    )
    journey = ps.Journey(str(data.get("vehicle", "light_truck")), limit_m=float(data.get("limit_m", 500.0)))
    return {"net": read.network, "journey": journey}


def _chain(data: Mapping[str, Any], folder: Path, file: Path) -> Any:  # noqa: ANN401 - a SupplyChain
    from petasentra.inputs.chain import RoadsAsked, read_chain

    asked = RoadsAsked(
        None,
        list(data.get("columns", [])),
        float(data.get("tolerance_m", 0.0)),
        bool(data.get("crossings", False)),
        None,
        None,
        float(data.get("limit_m", 500.0)),
        None,
    )
    return read_chain(folder / _text(data, "folder", file), asked, numbers=None, threads=None).chain


def _needs(data: Mapping[str, Any], given: Mapping[str, Any], folder: Path, file: Path) -> Any:  # noqa: ANN401
    import petasentra as ps

    process = data["process"]
    records = given.get("records") or ps.impact.read_records({})
    name = data.get("known_as", {}).get("records", str(data.get("sentra_id", "")))
    read = ps.impact.read_process(folder / _text(process, "file", file))
    return ps.needs(records, read, output=_text(process, "output", file), name=name)


def _layer(data: Mapping[str, Any], folder: Path, file: Path) -> Layer:
    """Return the rows of a file, of those columns ``where`` names only the values it lists."""
    import petasentra as ps
    from petasentra.layers import Layer

    layer = ps.read_layer(folder / _text(data, "file", file))
    where = data.get("where", {})
    if not where and not data.get("schematic") and not data.get("invented"):
        return layer
    frame = layer.to_geopandas()
    for name, values in where.items():
        if name not in frame.columns:
            raise _unfit(file, name, f"kolom {name} tidak ada", f"there is no column {name}")
        frame = frame[
            frame[name].astype(str).isin([str(one) for one in (values if isinstance(values, list) else [values])])
        ]
    marks = {name: True for name in ("schematic", "invented") if data.get(name)}
    return Layer.from_geopandas(frame.reset_index(drop=True).assign(**marks))


def _text(data: object, name: str, file: Path) -> str:
    value = data.get(name) if isinstance(data, dict) else None
    if not isinstance(value, str) or not value:
        raise _unfit(file, name, f"{name} tidak disebut", f"{name} is not given")
    return value


def _known(data: Mapping[str, Any], file: Path) -> None:
    for name, value in data.items():
        if name not in _KEYS:
            raise _unfit(file, name, f"bagian {name} tidak dikenal", f"part {name} is not known")
        if not isinstance(value, _KEYS[name]):  # type: ignore[arg-type]
            raise _unfit(file, name, f"bagian {name} tidak sesuai", f"part {name} is of another type")
    _text(data, "sentra", file)


def _unfit(file: Path, name: str, why_id: str, why_en: str) -> SchemaError:
    return SchemaError(
        f"The proposal is not in order: {why_en}.",
        f"Usulan tidak sesuai: {why_id}.",
        hint_en="Parts: " + ", ".join(_KEYS),
        hint_id="Bagian: " + ", ".join(_KEYS),
        code=101,
        file=str(file),
        column=name,
    )
