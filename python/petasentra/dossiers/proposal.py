"""A proposal as one TOML file beside its data: what `petasentra.dossier` is given, written down."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from petasentra.dossiers.map_layers import MapLayer
from petasentra.dossiers.proposal_parts import GivenFiles, Part, read_toml

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    from petasentra.inputs.chain import ChainRead
    from petasentra.layers.layer import Layer

__all__ = ["read_proposal"]

_KEYS = (
    "format", "sentra", "registry", "sentra_id", "site_id", "as_of", "year", "pack", "activity", "roads", "targets",
    "chain", "claims", "indicators", "records", "process", "near", "boundaries", "known_as", "land", "documents",
    "definition", "checklist", "schematic", "invented",
)  # fmt: skip
_ROADS = ("columns", "tolerance_m", "crossings", "limit_m")
_LAYER = ("name", "file", "where", "schematic", "invented")


def read_proposal(path: str | os.PathLike[str]) -> dict[str, Any]:
    """Read a proposal and everything it names, as the arguments of `petasentra.dossier`.

    The file names other files by their place beside it. ``data/jombang/usulan.toml`` is one to copy; all of its parts
    but ``sentra`` (or ``registry``) and a day or year may be left out.

    Parameters
    ----------
    path
        A TOML file.

    Returns
    -------
    dict
        Arguments by name. ``files`` are those that were read, so that `petasentra.replay` can compare them later.

    Raises
    ------
    IoError
        It, or a file that it names, is not there.
    SchemaError
        It is no TOML, or a key is unknown, missing or of another type; the message names file and key.

    Examples
    --------
    >>> import petasentra as ps
    >>> given = ps.dossiers.read_proposal(ps.datasets.path("jombang") / "usulan.toml")
    >>> given["sentra_id"], given["year"], sorted(given["near"])[0]
    ('contoh-a', 2027, 'lahan pangan (P-1)')
    """
    import petasentra as ps

    file = Path(path)
    data = read_toml(file)
    files = GivenFiles(file.resolve())
    all_of_it = Part(data, files, "", _KEYS)
    given: dict[str, Any] = _plain(all_of_it, data)
    given["sentra"], column = _sentra(all_of_it)
    if column:
        given["site_id"] = column
    if "activity" in data:
        given["for_activity"] = all_of_it.text("activity")
    if "pack" in data:
        given["pack"] = ps.read_plan_pack(all_of_it.path("pack", folder=True, of="pack"))
    if "roads" in data:
        roads = all_of_it.part("roads", ("file", "vehicle", *_ROADS))
        given |= _roads(roads)
        files.note_roads("access", roads.path("file"))
    if "targets" in data:
        targets = all_of_it.part("targets", _LAYER)
        given["targets"], given["target_id"] = _layer(targets), targets.text("name", "name")
    if "chain" in data:
        read = _chain(all_of_it.part("chain", ("folder", *_ROADS)))
        given["chain"] = read.chain
        if "roads" in read.files:
            files.note_roads("chain", read.files["roads"])
    if "claims" in data:
        given["indicators"] = ps.impact.read_claims(all_of_it.path("claims"))
    elif "indicators" in data:
        given["indicators"] = ps.impact.indicators(all_of_it.path("indicators"))
    if "records" in data:
        given["records"] = ps.impact.read_records(all_of_it.path("records"))
    if "process" in data:
        given["needs"] = _needs(all_of_it, given)
    if "near" in data:
        given["near"] = {one.text("name"): _layer(one) for one in all_of_it.parts("near", _LAYER)}
    if "boundaries" in data:
        known = ("name", "file", "where", "label", "source", "accuracy_m")
        given["boundaries"] = {one.text("name"): _boundary(one) for one in all_of_it.parts("boundaries", known)}
    if "checklist" in data:
        named = all_of_it.text("checklist")
        given["checklist"] = all_of_it.path("checklist") if named.endswith(".toml") else named
    given["files"] = files
    return given


def _plain(whole: Part, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is given on as it stands."""
    given: dict[str, Any] = {}
    if "format" in data:
        whole.whole("format")
    if "sentra_id" in data:
        given["sentra_id"] = str(data["sentra_id"]) if isinstance(data["sentra_id"], int) else whole.text("sentra_id")
    if "site_id" in data:
        given["site_id"] = whole.text("site_id")
    if "as_of" in data:
        given["as_of"] = whole.day("as_of")
    if "year" in data:
        given["year"] = whole.whole("year")
    given |= {name: whole.plain(name) for name in ("known_as", "land", "documents") if name in data}
    return given | {name: whole.texts(name) for name in ("schematic", "invented") if name in data}


def _sentra(whole: Part) -> tuple[Layer, str]:
    """Return the sites with what the proposal says of the definition, and the column of ids if it is known."""
    import petasentra as ps
    from petasentra.layers.layer import Layer

    if "registry" in whole and "sentra" in whole:
        raise whole.unfit("registry", ("dan sentra tidak dapat bersama", "and sentra cannot both be there"))
    if "registry" in whole:
        layer, column = ps.sentra.read_registry(whole.path("registry")).layer, "sentra_id"
    else:
        layer, column = ps.read_layer(whole.path("sentra")), ""
    more = whole.plain("definition")
    return (Layer.from_geopandas(layer.to_geopandas().assign(**more)) if more else layer), column


def _roads(part: Part) -> dict[str, Any]:
    import petasentra as ps
    from petasentra.inputs.roads import read_roads

    read = read_roads(
        part.path("file"), columns=part.texts("columns"), tolerance_m=part.number("tolerance_m", 0.0),
        crossings=part.flag("crossings"), layer=None, crs=None,
    )  # fmt: skip
    journey = ps.Journey(part.text("vehicle", "light_truck"), limit_m=part.number("limit_m", 500.0))
    return {"net": read.network, "journey": journey}


def _chain(part: Part) -> ChainRead:
    from petasentra.inputs.chain import RoadsAsked, read_chain

    asked = RoadsAsked(
        None, part.texts("columns"), part.number("tolerance_m", 0.0), part.flag("crossings"), None, None,
        part.number("limit_m", 500.0), None,
    )  # fmt: skip
    return read_chain(part.path("folder", folder=True), asked, numbers=None, threads=None)


def _needs(whole: Part, given: Mapping[str, Any]) -> Any:  # noqa: ANN401 - Needs
    import petasentra as ps

    process = whole.part("process", ("file", "output"))
    records = given.get("records") or ps.impact.read_records({})
    name = given.get("known_as", {}).get("records", str(given.get("sentra_id", "")))
    return ps.needs(records, ps.impact.read_process(process.path("file")), output=process.text("output"), name=name)


def _boundary(part: Part) -> MapLayer:
    accuracy = part.number("accuracy_m", None) if "accuracy_m" in part else None
    return MapLayer(_layer(part), name=part.text("label", ""), source=part.text("source", ""), accuracy_m=accuracy)


def _layer(part: Part) -> Layer:
    """Return the rows of a file, of those columns ``where`` names only the values it lists."""
    import petasentra as ps
    from petasentra.layers.layer import Layer

    layer = ps.read_layer(part.path("file"))
    where = part.plain("where")
    marks = {name: True for name in ("schematic", "invented") if part.flag(name)}
    if not where and not marks:
        return layer
    frame = layer.to_geopandas()
    for name, values in where.items():
        if name not in frame.columns:
            columns = ", ".join(str(one) for one in frame.columns if one != frame.geometry.name)
            raise part.unfit(
                f"where.{name}", ("tidak ada kolom itu", "is no column"),
                (f"Kolom: {columns}", f"Columns: {columns}"),
            )  # fmt: skip
        wanted = [str(one) for one in (values if isinstance(values, list) else [values])]
        frame = frame[frame[name].astype(str).isin(wanted)]
    return Layer.from_geopandas(frame.reset_index(drop=True).assign(**marks))
