"""A table with coordinates as a layer: points, or polygons from lists of vertices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra import _core
from petasentra.formats import reading_notes as told
from petasentra.formats import wkb
from petasentra.formats.coordinate_columns import find_coordinates, wkt_column
from petasentra.formats.failures import choose_layer, no_coordinates, unreadable
from petasentra.formats.reporting import report_of
from petasentra.formats.sheets import read_sheets
from petasentra.formats.typed_columns import typed_column
from petasentra.formats.vertex_cells import find_vertex_cells
from petasentra.formats.vertex_lists import find_vertex_lists, may_be_vertices

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

    from petasentra.formats import Read, Rows
    from petasentra.formats.coordinate_columns import Coordinates
    from petasentra.formats.reading_notes import Note
    from petasentra.formats.sheets import Sheet
    from petasentra.formats.vertex_lists import VertexLists

_GEOMETRY = "geometry"


def read(path: str, *, layer: str, crs: str, encoding: str, rows: Rows) -> Read:
    """Read one sheet; see `petasentra.formats.read`."""
    sheets = read_sheets(path, encoding)
    names = [sheet.name for sheet in sheets]
    placed = [sheet.name for sheet in sheets if _is_placed(sheet)] if len(sheets) > 1 else names
    # Of a workbook with one table and pages of explanation, the table is meant.
    wanted = placed[0] if not layer and len(placed) == 1 else choose_layer(names, layer, path)
    sheet = next(one for one in sheets if one.name == wanted)
    notes: list[Note] = []
    table, degrees = _table_of(path, sheet, rows, notes)
    asked = _core.Crs.from_user_input(crs) if crs else _core.Crs()
    stated = asked if crs else _core.Crs.from_user_input("EPSG:4326") if degrees else _core.Crs()
    if not stated.known:
        notes.append(told.crs_missing())
    handle = _core.Layer.from_stream(table, geometry=_GEOMETRY, crs=stated)
    report = report_of(
        path,
        sheet.name,
        handle,
        notes,
        driver="CSV" if sheet.separator else "XLSX",
        layers=names,
        crs_from="caller" if crs else "columns" if degrees else "none",
        encoding=sheet.encoding,
        encoding_from=sheet.encoding_from,
    )
    return handle, report


def _is_placed(sheet: Sheet) -> bool:
    return find_coordinates(sheet) is not None or wkt_column(sheet) is not None or find_vertex_cells(sheet) is not None


def _table_of(path: str, sheet: Sheet, rows: Rows, notes: list[Note]) -> tuple[pa.Table, bool]:
    """Return attributes with the geometry last, and whether its coordinates are stated to be degrees."""
    if sheet.encoding_guessed:
        notes.append(told.encoding_guessed(sheet.encoding))
    if sheet.skipped:
        notes.append(told.titles_skipped(sheet.header_row, sheet.skipped))
    if not sheet.rows:
        notes.append(told.layer_empty())
    if (position := wkt_column(sheet)) is not None:
        geometry = _from_wkt(path, sheet, position, notes)
        return _joined(
            sheet, sheet.rows, [n for i, n in enumerate(sheet.columns) if i != position], geometry, notes
        ), False
    found = find_coordinates(sheet)
    if found is None and (cells := find_vertex_cells(sheet)) is not None:
        notes += told.vertex_cells(cells)
        return _joined(sheet, sheet.rows, sheet.columns, wkb.points_and_polygons(cells.rings), notes), True
    if found is None:
        raise no_coordinates(path, sheet.name, sheet.columns)
    if found.letters_swapped:
        notes.append(told.letters_swapped(found))
    if found.unreadable:
        notes.append(told.unreadable_rows(found))
    if found.degrees:
        notes.append(told.crs_from_columns(found))
    lists = None if rows == "points" else find_vertex_lists(sheet, found, asked=rows == "vertices")
    if lists is None:
        if rows == "auto" and may_be_vertices(sheet, found):
            notes.append(told.may_be_vertices())
        geometry = wkb.points(found.x, found.y)
        return _joined(sheet, sheet.rows, sheet.columns, geometry, notes, found.columns), found.degrees
    return _polygons(sheet, found, lists, notes), found.degrees


def _polygons(sheet: Sheet, found: Coordinates, lists: VertexLists, notes: list[Note]) -> pa.Table:
    own = {*found.columns, lists.order}
    kept: list[str] = []
    left_out: list[str] = []
    for position, name in enumerate(sheet.columns):
        if name in own:
            continue
        same = all(_one_value([sheet.rows[row][position] for row in rows.tolist()]) for rows in lists.rows)
        (kept if same or name == lists.group else left_out).append(name)
    notes.append(told.vertices_joined(lists, sum(len(rows) for rows in lists.rows), left_out))
    xy = np.column_stack((found.x, found.y))
    geometry = wkb.polygons([xy[rows] for rows in lists.rows])
    first = [_first_filled(sheet, rows.tolist()) for rows in lists.rows]
    return _joined(sheet, first, kept, geometry, notes)


def _one_value(cells: Sequence[Any]) -> bool:
    return len({cell for cell in cells if cell is not None and cell != ""}) <= 1


def _first_filled(sheet: Sheet, rows: Sequence[int]) -> list[Any]:
    """Return what the rows of a polygon say together: for each column its first filled cell."""
    return [
        next((sheet.rows[row][i] for row in rows if sheet.rows[row][i] not in (None, "")), None)
        for i in range(len(sheet.columns))
    ]


def _joined(
    sheet: Sheet,
    rows: Sequence[Sequence[Any]],
    names: Sequence[str],
    geometry: pa.Array,
    notes: list[Note],
    coordinates: Sequence[str] = (),
) -> pa.Table:
    import pyarrow as pa

    arrays: dict[str, pa.Array] = {}
    for name in names:
        position = sheet.columns.index(name)
        column = typed_column([row[position] for row in rows], decimal_point=name in coordinates)
        arrays[name if name != _GEOMETRY else f"{_GEOMETRY}_"] = column.values
        if column.mixed:
            notes.append(told.mixed_column(name))
    table = pa.table(arrays) if arrays else pa.table({"row": pa.array(range(len(geometry)), pa.int64())})
    field = pa.field(_GEOMETRY, pa.binary(), metadata={"ARROW:extension:name": "geoarrow.wkb"})
    return table.append_column(field, geometry)


def _from_wkt(path: str, sheet: Sheet, position: int, notes: list[Note]) -> pa.Array:
    import pyarrow as pa

    try:
        import shapely
    except ImportError as error:
        raise unreadable(
            path,
            "kolom WKT memerlukan shapely.",
            "its WKT column needs shapely.",
            'Pasang dengan pip install "petasentra[geo]".',
            'Install it: pip install "petasentra[geo]".',
        ) from error
    cells = [row[position] or None for row in sheet.rows]
    out: list[bytes | None] = []
    curves: list[int] = []
    broken: list[int] = []
    for row, cell in enumerate(cells):
        try:
            shape = None if cell is None else shapely.from_wkt(str(cell), on_invalid="ignore")
            out.append(None if shape is None else shapely.to_wkb(shape))
        except NotImplementedError:  # of CURVEPOLYGON and its like
            out.append(None)
            curves.append(row)
        else:
            if cell is not None and shape is None:
                broken.append(row)
    if broken:
        notes.append(told.unreadable_wkt(broken))
    if curves:
        notes.append(told.curves_unread(curves))
    return pa.array(out, pa.binary())
