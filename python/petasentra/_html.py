"""How layers and tables look in a notebook: a small table head and an outline of the ground."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from numpy.typing import NDArray

    from petasentra import _core

HEAD_ROWS = 5
HEAD_COLUMNS = 9
THUMBNAIL_PX = 168
_MOST_PARTS = 1200

_FRAME = "font:13px/1.45 system-ui,sans-serif;max-width:100%;overflow-x:auto"
_TABLE = "border-collapse:collapse;font-size:12px;margin:.3em 0"
_HEAD = "text-align:left;padding:.2em .7em;border-bottom:2px solid #2f6f6a;font-weight:600;white-space:nowrap"
_CELL = "text-align:left;padding:.15em .7em;border-bottom:1px solid rgba(128,128,128,.25);white-space:nowrap"
_MUTED = "opacity:.65"


def _shown(value: Any) -> str:
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
    notes = [' <span title="personal / pribadi">&#128274;</span>' if name in hidden else "" for name in shown]
    cells = [f'<th style="{_HEAD}">{html.escape(n)}{note}</th>' for n, note in zip(shown, notes, strict=True)]
    if len(names) > len(shown):
        cells.append(f'<th style="{_HEAD};{_MUTED}">+ {len(names) - len(shown)}</th>')
    rows = "".join(
        "<tr>" + "".join(f'<td style="{_CELL}">{cell}</td>' for cell in row) + "</tr>"
        for row in zip(*columns, strict=True)
    )
    return f'<table style="{_TABLE}"><thead><tr>{"".join(cells)}</tr></thead><tbody>{rows}</tbody></table>'


def table_html(table: _core.Table, *, caption: str) -> str:
    """Return a table as a notebook shows it."""
    names = [name for name in table.columns if not name.startswith("__index_level_")]
    return f'<div style="{_FRAME}"><div style="{_MUTED}">{html.escape(caption)}</div>{head_html(table, names)}</div>'


def layer_html(title: str, facts: Sequence[tuple[str, str]], head: str, thumbnail: str) -> str:
    """Return a layer as a notebook shows it: outline, facts, first rows."""
    lines = "".join(
        f'<div><span style="{_MUTED}">{html.escape(label)}</span> {html.escape(text)}</div>' for label, text in facts
    )
    return (
        f'<div style="{_FRAME}"><div style="display:flex;gap:1.1em;align-items:center;flex-wrap:wrap">{thumbnail}'
        f'<div><div style="font-size:15px;font-weight:600">{html.escape(title)}</div>{lines}</div></div>{head}</div>'
    )


def thumbnail_svg(layer: _core.Layer, size: int = THUMBNAIL_PX) -> str:
    """Return the outline of a layer as a small inline SVG; empty text if there is nothing to draw.

    Vertices are snapped to half a pixel and repeated ones dropped; parts smaller than that are dots or left out.
    """
    bounds = layer.bounds()
    arrays = layer.geometry_arrays()
    if bounds is None or not np.isfinite(bounds).all():
        return ""
    min_x, min_y, max_x, max_y = bounds
    # Degrees of longitude are shorter than those of latitude away from the equator.
    squeeze = float(np.cos(np.radians((min_y + max_y) / 2))) if layer.crs.is_geographic else 1.0
    scale = (size - 8) / max((max_x - min_x) * squeeze, max_y - min_y, 1e-12)
    width, height = (max_x - min_x) * squeeze * scale + 8, (max_y - min_y) * scale + 8
    with np.errstate(invalid="ignore"):
        x = np.round(((arrays["xy"][:, 0] - min_x) * squeeze * scale + 4) * 2) / 2
        y = np.round(((max_y - arrays["xy"][:, 1]) * scale + 4) * 2) / 2
    paths, dots = _drawn_parts(arrays, x, y)
    drawing = "".join(
        f'<path d="{"".join(found)}" fill="{fill}" fill-rule="evenodd" stroke="#2f6f6a" stroke-width=".7"/>'
        for fill, found in paths
        if found
    )
    drawing += "".join(f'<circle cx="{cx:g}" cy="{cy:g}" r="1.8" fill="#c8553d"/>' for cx, cy in dots)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.1f} {height:.1f}" role="img" aria-label="outline of the layer">{drawing}</svg>'
    )


def _drawn_parts(
    arrays: dict[str, Any], x: NDArray[np.float64], y: NDArray[np.float64]
) -> tuple[list[tuple[str, list[str]]], list[tuple[float, float]]]:
    kinds = arrays["kind"]
    rings, ring_ends = arrays["ring_of_part"].astype(np.int64), arrays["vertex_of_ring"].astype(np.int64)
    row_of_part = np.repeat(np.arange(kinds.size), np.diff(arrays["part_of_row"].astype(np.int64)))
    polygons: list[str] = []
    lines: list[str] = []
    dots: set[tuple[float, float]] = set()
    # The largest parts say most; of very many only those are drawn.
    vertices = ring_ends[rings[1:]] - ring_ends[rings[:-1]]
    for part in np.sort(np.argsort(-vertices, kind="stable")[:_MOST_PARTS]):
        kind = kinds[row_of_part[part]]
        for ring in range(rings[part], rings[part + 1]):
            here = slice(ring_ends[ring], ring_ends[ring + 1])
            if not (np.isfinite(x[here]).all() and np.isfinite(y[here]).all()):
                continue
            path = _path(x[here], y[here])
            if path is None:
                dots.add((float(x[here][0]), float(y[here][0]))) if kind in (1, 4) else None
            elif kind in (3, 6):
                polygons.append(path + "Z")
            else:
                lines.append(path)
    return [("#9fd0c4", polygons), ("none", lines)], sorted(dots)


def _path(x: NDArray[np.float64], y: NDArray[np.float64]) -> str | None:
    if x.size == 0:
        return None
    keep = np.ones(x.size, dtype=bool)
    keep[1:] = (np.diff(x) != 0) | (np.diff(y) != 0)
    points = list(zip(x[keep], y[keep], strict=True))
    return None if len(points) < 2 else "M" + "L".join(f"{px:g} {py:g}" for px, py in points)
