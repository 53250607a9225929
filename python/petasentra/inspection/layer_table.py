"""The layers of a report as a table of one row each."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from petasentra.inspection.report import InspectReport, LayerInspection
    from petasentra.tables import Table


def layer_table(report: InspectReport) -> Table:
    """Return one row a layer.

    Columns: file, layer, role, evidence (list of text), driver, rows, geometry, crs, crs_assumed (whether `crs` is only
    the best candidate), west, south, east, north (degrees), overlap (share of its box shared with `overlap_with`),
    misfit (list of text), profile, findings (number).
    """
    import pyarrow as pa

    from petasentra.tables import Table

    return Table.from_arrow(pa.Table.from_pylist([layer_row(report, one) for one in report.layers], schema=_schema()))


def layer_row(report: InspectReport, one: LayerInspection) -> dict[str, Any]:
    """Return one layer as a row of the table."""
    crs, assumed = crs_of(one)
    near = one.neighbourhood
    edges = one.box or (None, None, None, None)
    read = one.load_report
    return {
        "file": relative(one.file, report.path if report.is_folder else ""),
        "layer": one.name,
        "role": one.role.role,
        "evidence": list(one.role.evidence),
        "driver": read.driver if read else "",
        "rows": read.features_read if read else None,
        "geometry": "/".join(read.geometries.kinds) if read else "",
        "crs": crs,
        "crs_assumed": assumed,
        "west": edges[0],
        "south": edges[1],
        "east": edges[2],
        "north": edges[3],
        "overlap": near.overlap if near else None,
        "overlap_with": near.with_layer if near else "",
        "misfit": list(near.misfits) if near else [],
        "profile": one.profile.name if one.profile else "",
        "findings": sum(found.severity != "note" for found in one.findings),
    }


def crs_of(one: LayerInspection) -> tuple[str, bool]:
    """Return the code or name of a layer's CRS, or that of the best candidate and True."""
    if one.load_report and one.load_report.crs_name:
        return one.load_report.crs_code or one.load_report.crs_name, False
    if one.crs_candidates:
        return one.crs_candidates[0].code, True
    return "", False


def relative(path: str, folder: str) -> str:
    """Return a path as seen from a folder."""
    try:
        return str(PurePath(path).relative_to(folder)) if folder else PurePath(path).name
    except ValueError:
        return path


def _schema() -> Any:  # noqa: ANN401  (a pyarrow.Schema)
    import pyarrow as pa

    text, number, texts = pa.string(), pa.float64(), pa.list_(pa.string())
    return pa.schema([
        ("file", text), ("layer", text), ("role", text), ("evidence", texts), ("driver", text), ("rows", pa.int64()),
        ("geometry", text), ("crs", text), ("crs_assumed", pa.bool_()), ("west", number), ("south", number),
        ("east", number), ("north", number), ("overlap", number), ("overlap_with", text), ("misfit", texts),
        ("profile", text), ("findings", pa.int64()),
    ])  # fmt: skip
