"""How layers and tables look in a notebook: a small table head and an outline of the ground."""

from __future__ import annotations

import html
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from numpy.typing import NDArray

    from petasentra import _core
    from petasentra.layers.layer import Layer

HEAD_ROWS = 5
HEAD_COLUMNS = 9
THUMBNAIL_PX = 168
_MOST_PARTS = 1500
_MOST_CHARACTERS = 40_000
_POINT_KINDS = (1, 4)
_AREA_KINDS = (3, 6)

_FRAME = "font:13px/1.45 system-ui,sans-serif;max-width:100%;overflow-x:auto"
_TABLE = "border-collapse:collapse;font-size:12px;margin:.3em 0"
_HEAD = "text-align:left;padding:.2em .7em;border-bottom:2px solid #2f6f6a;font-weight:600;white-space:nowrap"
_CELL = "text-align:left;padding:.15em .7em;border-bottom:1px solid rgba(128,128,128,.25);white-space:nowrap"
_MUTED = "opacity:.65"


def counted(number: int, noun: str) -> str:
    """Return "1 row", "1,236 rows"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _shown(value: object) -> str:
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return f'<span style="{_MUTED}">–</span>'
    if isinstance(value, float):
        return html.escape(f"{value:,.6g}")
    if isinstance(value, list):
        value = ", ".join(str(item) for item in value)
    text = str(value)
    return html.escape(text if len(text) <= 40 else text[:39] + "…")


def _head_columns(table: _core.Table, names: Sequence[str], hidden: Collection[str]) -> Iterator[list[str]]:
    from petasentra.tables import column_values

    head = table.take(np.arange(min(len(table), HEAD_ROWS), dtype=np.int64))
    for name in names:
        if name in hidden:
            yield [f'<span style="{_MUTED}">•••</span>'] * len(head)
            continue
        values = column_values(head, name)
        yield [_shown(value) for value in (values.tolist() if isinstance(values, np.ndarray) else values)]


def head_html(table: _core.Table, names: Sequence[str], hidden: Collection[str] = ()) -> str:
    """Return the first rows as an HTML table; the content of hidden columns is not shown."""
    shown = names[:HEAD_COLUMNS]
    if not shown:
        return ""
    columns = list(_head_columns(table, shown, hidden))
    notes = [f' <span style="{_MUTED};font-weight:400">pribadi</span>' if name in hidden else "" for name in shown]
    cells = [f'<th style="{_HEAD}">{html.escape(n)}{note}</th>' for n, note in zip(shown, notes, strict=True)]
    if len(names) > len(shown):
        cells.append(f'<th style="{_HEAD};{_MUTED}">+ {len(names) - len(shown)}</th>')
    more = f'<td style="{_CELL}"></td>' if len(names) > len(shown) else ""
    rows = "".join(
        "<tr>" + "".join(f'<td style="{_CELL}">{cell}</td>' for cell in row) + f"{more}</tr>"
        for row in zip(*columns, strict=True)
    )
    return f'<table style="{_TABLE}"><thead><tr>{"".join(cells)}</tr></thead><tbody>{rows}</tbody></table>'


def table_html(table: _core.Table, *, caption: str, hidden: Collection[str] = ()) -> str:
    """Return a table as a notebook shows it."""
    names = [name for name in table.columns if not name.startswith("__index_level_")]
    head = head_html(table, names, hidden)
    return f'<div style="{_FRAME}"><div style="{_MUTED}">{html.escape(caption)}</div>{head}</div>'


def layer_html(layer: Layer) -> str:
    """Return a layer as a notebook shows it: outline, facts, first rows."""
    crs, source = layer.crs, layer.provenance
    name = PurePath(source["source"]).name  # a notebook is passed on: folders of this machine stay out of it
    facts = [
        ("", f"{counted(len(layer), 'row')} · {layer.kinds_text} · {counted(len(layer.columns), 'column')}"),
        ("CRS", "not known / tidak diketahui" if crs is None else f"{layer.crs_text} · {crs.name}"),
    ]
    if source["source"]:
        facts.append(("source / sumber", " · ".join(x for x in (name, source["read_on"]) if x)))
    if layer.personal:
        facts.append(("personal, hidden / pribadi, disembunyikan", ", ".join(sorted(layer.personal))))
    lines = "".join(
        f'<div><span style="{_MUTED}">{html.escape(label)}</span> {html.escape(text)}</div>' for label, text in facts
    )
    title = html.escape(source["layer_name"] or name or layer.title)
    return (
        f'<div style="{_FRAME}"><div style="display:flex;gap:1.1em;align-items:center;flex-wrap:wrap">'
        f'{thumbnail_svg(layer.core)}<div><div style="font-size:15px;font-weight:600">{title}</div>{lines}</div></div>'
        f"{head_html(layer.core.table, layer.columns, layer.personal)}</div>"
    )


def thumbnail_svg(layer: _core.Layer, size: int = THUMBNAIL_PX) -> str:
    """Return the outline of a layer as a small inline SVG; empty text if there is nothing to draw.

    Vertices are snapped to a grid of a pixel (coarser for much detail) and repeated ones dropped; of very many parts
    the largest are drawn.
    """
    bounds = layer.bounds()
    if bounds is None or not np.isfinite(bounds).all():
        return ""
    min_x, min_y, max_x, max_y = bounds
    # Degrees of longitude are shorter than those of latitude away from the equator.
    squeeze = float(np.cos(np.radians((min_y + max_y) / 2))) if layer.crs.is_geographic else 1.0
    scale = (size - 8) / max((max_x - min_x) * squeeze, max_y - min_y, 1e-12)
    arrays = layer.geometry_arrays()
    x = (arrays["xy"][:, 0] - min_x) * squeeze * scale + 4
    y = (max_y - arrays["xy"][:, 1]) * scale + 4
    for grid in (1.0, 2.0, 4.0):
        drawing = _drawing(arrays, x, y, grid)
        if len(drawing) <= _MOST_CHARACTERS:
            break
    width, height = (max_x - min_x) * squeeze * scale + 8, (max_y - min_y) * scale + 8
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" role="img" aria-label="outline of the layer">{drawing}</svg>'
    )


def _drawing(arrays: dict[str, Any], x: NDArray[np.float64], y: NDArray[np.float64], grid: float) -> str:
    kinds = arrays["kind"]
    rings, ring_ends = arrays["ring_of_part"].astype(np.int64), arrays["vertex_of_ring"].astype(np.int64)
    row_of_part = np.repeat(np.arange(kinds.size), np.diff(arrays["part_of_row"].astype(np.int64)))
    with np.errstate(invalid="ignore"):
        snapped = np.column_stack((np.round(x / grid) * grid, np.round(y / grid) * grid))
    areas: list[str] = []
    lines: list[str] = []
    dots: dict[str, None] = {}
    vertices = ring_ends[rings[1:]] - ring_ends[rings[:-1]]
    for part in np.sort(np.argsort(-vertices, kind="stable")[:_MOST_PARTS]):
        kind = kinds[row_of_part[part]]
        for ring in range(rings[part], rings[part + 1]):
            points = snapped[ring_ends[ring] : ring_ends[ring + 1]]
            if points.size == 0 or not np.isfinite(points).all():
                continue
            if kind in _POINT_KINDS:
                dots[f"M{points[0, 0]:g} {points[0, 1]:g}h0"] = None
            elif (path := _path(points)) is not None:
                (areas if kind in _AREA_KINDS else lines).append(path)
    return (
        f'<path d="{"".join(areas)}" fill="#9fd0c4" fill-rule="evenodd" stroke="#2f6f6a" stroke-width=".45"/>'
        f'<path d="{"".join(lines)}" fill="none" stroke="#2f6f6a" stroke-width=".9"/>'
        f'<path d="{"".join(dots)}" stroke="#c8553d" stroke-width="3.6" stroke-linecap="round"/>'
    )


def _path(points: NDArray[np.float64]) -> str | None:
    """Return a path of the distinct points, each but the first relative to the one before; None for a single point."""
    moves = np.diff(points, axis=0)
    numbers = moves[(moves != 0).any(axis=1)].astype(int).ravel().tolist()
    if not numbers:
        return None
    # A minus sign is mark enough between two numbers.
    steps = str(numbers[0]) + "".join(str(n) if n < 0 else f" {n}" for n in numbers[1:])
    return f"M{points[0, 0]:g} {points[0, 1]:g}l{steps}"
