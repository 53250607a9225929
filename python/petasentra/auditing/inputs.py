"""What a check was asked: its sites, its plan pack and its options, as hashes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.auditing.canonical import columns_sha256, row_order, with_ids
from petasentra.conformance.sites import NUMBERED_KEY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pyarrow as pa
    from numpy.typing import NDArray

    from petasentra.files.load_report import LoadReport
    from petasentra.law.plan_packs import PlanPack
    from petasentra.layers.layer import Layer

#: Columns of the sites that the engine reads, beside the id, the activity and the geometry.
SITE_COLUMNS = (
    "kbli_version", "scale", "established_on", "permits", "activity_area_m2", "lot_m2", "road_class", "kdb", "klb",
    "kdh", "height_m",
)  # fmt: skip
#: How the geometry is named among the columns, whatever the layer calls it.
GEOMETRY = "geometry"
#: Prefix of what a pack was made into by `PlanPack.from_zones`; no file of that name exists.
MADE = "made:"


@dataclass(frozen=True)
class Asked:
    """A question as it was put.

    Attributes
    ----------
    sites
        The layer as it was given, in its own CRS.
    options
        Every option of `petasentra.check` that its answer may depend on: texts, flags and numbers; None where it was
        not given.
    """

    sites: Layer
    options: Mapping[str, Any]

    @property
    def ids_are_personal(self) -> bool:
        """Whether the column that names the sites is marked as personal data."""
        return self.options["site_id"] in self.sites.personal

    def read_columns(self) -> list[str]:
        """Names of the columns that the engine read, without the geometry; personal ones are left out."""
        return [name for name in self._read() if name not in self.sites.personal]

    def left_out(self) -> list[str]:
        """Names of the columns that the engine read and that are personal. Of others nobody needs to know a name."""
        return sorted(name for name in self._read() if name in self.sites.personal)

    def _read(self) -> list[str]:
        asked = [self.options["site_id"]]
        asked += [] if self.options.get("for_activity") else [self.options["activity"]]
        return [name for name in dict.fromkeys((*asked, *SITE_COLUMNS)) if name in self.sites.columns]


def id_order(ids: Sequence[str]) -> NDArray[np.int64]:
    """Return the rows in the order of their ids, by code points.

    Examples
    --------
    >>> from petasentra.auditing.inputs import id_order
    >>> id_order(["b", "a", "c"]).tolist()
    [1, 0, 2]
    """
    return np.array(sorted(range(len(ids)), key=lambda row: ids[row]), dtype=np.int64)


def shown_ids(ids: Sequence[str], *, personal: bool) -> dict[str, str]:
    """Return what stands for each id in an audit: itself, or its place in their order where the ids are personal."""
    return {one: f"#{place}" if personal else one for place, one in enumerate(sorted(set(ids)), start=1)}


def facts_of_sites(asked: Asked, ids: Sequence[str]) -> dict[str, Any]:
    """Return what an audit says of the sites: rows, CRS, a hash for each column, and the file they came from.

    Parameters
    ----------
    asked
        The question.
    ids
        The ids of the sites as the engine reads them, in the order of the rows.
    """
    import pyarrow as pa

    sites = asked.sites
    table = pa.table(sites)
    chosen = pa.table({name: table.column(name) for name in asked.read_columns()})
    chosen = chosen.append_column(GEOMETRY, bare(table.column(sites.geometry_name)))
    crs = sites.crs
    return {
        "rows": len(sites),
        "crs": "" if crs is None else crs.authority_code or crs.projjson,
        "columns": columns_sha256(chosen, id_order(ids)),
        "left_out": asked.left_out(),
        "numbered": _numbered(asked),
        "file": _file_of(sites.load_report),
    }


def facts_of_pack(pack: PlanPack) -> dict[str, Any]:
    """Return what an audit says of the plan pack: format, every file it was read from, layers without a file."""
    files = files_of_pack(pack)
    layers = {}
    for (instrument, name), report in pack.layer_reports.items():
        held = None if report is not None and report.sha256 else pack.layer(instrument, name)
        if held is not None:
            layers[f"{instrument}/{name}"] = {"rows": len(held), "columns": columns_sha256(_without_personal(held))}
    changes: dict[str, Any] = {}
    if pack.changes:
        changes["changes"] = [change.text("en") for change in pack.changes]
        if pack.base.variant:
            changes["base_variant"] = pack.base.variant
    return changes | {
        "name": pack.name,
        "title": pack.title,
        "format": pack.format,
        "variant": pack.variant,
        "crs": pack.crs,
        "files": dict(sorted(files.items())),
        "layers": dict(sorted(layers.items())),
        "made_of": _made_of(pack),
    }


def files_of_pack(pack: PlanPack) -> dict[str, str]:
    """Return the SHA-256 of each file a pack was read from, by its name in the folder of the pack."""
    folder = pack.folder
    files = {file.path if folder else MADE + file.path: file.sha256 for file in pack.text_files}
    for report in pack.load_reports:
        name = _name_in(folder, Path(report.path))
        if report.sha256:
            files[name] = report.sha256
        for part, sha256 in report.sidecars.items():
            files[str(PurePath(name).with_name(part))] = sha256
    for file in pack.files:
        if not folder and MADE + file.path not in files:
            files.setdefault(file.path, file.sha256)
    return files


def table_of_result(table: pa.Table, stands_for: Mapping[str, str]) -> tuple[pa.Table, NDArray[np.int64]]:
    """Return a table or the pieces of a result, with ids as the audit shows them, and the order of its rows."""
    shown = with_ids(table, "site_id", [stands_for[str(one)] for one in table.column("site_id").to_pylist()])
    return shown, row_order(shown)


def bare(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a geometry column as bytes, whatever extension type pyarrow knows it by."""
    import pyarrow as pa

    if isinstance(column.type, pa.ExtensionType):
        return pa.chunked_array([chunk.storage for chunk in column.chunks], type=column.type.storage_type)
    return column


def _numbered(asked: Asked) -> bool:
    name = asked.options["site_id"] or ""
    if name not in asked.sites.columns:
        return False
    return asked.sites.core.table.column_metadata(name).get(NUMBERED_KEY) == "true"


def _made_of(pack: PlanPack) -> dict[str, Any] | None:
    """Return how `PlanPack.from_zones` was called, without the places of its files; None for a pack of a folder."""
    made = pack.made_of
    if made is None:
        return None
    return {"zones": _file_of(made.zones), "matrix": made.matrix.name, "options": dict(made.options)}


def _file_of(report: LoadReport | None) -> dict[str, Any] | None:
    if report is None:
        return None
    return {
        "name": Path(report.path).name,
        "sha256": report.sha256,
        "sidecars": dict(report.sidecars),
        "layer": report.layer,
        "crs": _given(report, "crs", report.crs_code),
        "encoding": _given(report, "encoding", report.encoding),
        "profile": report.profile,
        "rows": report.features_read,
    }


def _given(report: LoadReport, name: str, value: str) -> str:
    """Return what the caller stated to read the file by; empty where the file spoke for itself."""
    return value if getattr(report, f"{name}_from") == "caller" else ""


def _name_in(folder: Path | None, path: Path) -> str:
    if folder is not None and path.is_relative_to(folder):
        return path.relative_to(folder).as_posix()
    return path.name


def _without_personal(layer: Layer) -> pa.Table:
    import pyarrow as pa

    table = pa.table(layer)
    kept = [name for name in layer.columns if name not in layer.personal and name in table.column_names]
    chosen = pa.table({name: table.column(name) for name in kept})
    return chosen.append_column(GEOMETRY, bare(table.column(layer.geometry_name)))
