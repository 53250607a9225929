"""One HTML file with a map that moves, and needs no network."""

from __future__ import annotations

import html
import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import jinja2

from petasentra.files.replacing import write_text
from petasentra.optional import MAPS, require
from petasentra.plotting.language import check_lang, pick
from petasentra.plotting.leaflet import leaflet
from petasentra.plotting.page import layer_page, result_page, verdict_table
from petasentra.plotting.page_file import page_file
from petasentra.plotting.read_view import is_result, view_of

if TYPE_CHECKING:
    import os
    from pathlib import Path

    from petasentra.conformance.check_result import CheckResult
    from petasentra.layers.layer import LayerLike
    from petasentra.plotting.language import Lang
    from petasentra.plotting.page import MapPage


class Map:
    """A written map: the path of its file, and the page itself for a notebook."""

    def __init__(self, path: Path, page: str) -> None:
        self._path = path
        self._page = page

    @property
    def path(self) -> Path:
        """The HTML file."""
        return self._path

    @property
    def html(self) -> str:
        """The page as text, the same as in the file."""
        return self._page

    def __repr__(self) -> str:
        return f"<Map {str(self._path)!r}, {len(self._page.encode()) / 1e6:.2f} MB>"

    def _repr_html_(self) -> str:
        return (
            f'<iframe srcdoc="{html.escape(self._page)}" title="petasentra" '
            'style="width:100%;height:600px;border:1px solid #d9d4c7;border-radius:4px"></iframe>'
        )


def explore(obj: CheckResult | LayerLike, path: str | os.PathLike[str] | None = None, lang: str = "id") -> Map:
    """Write an interactive map of a check result or of a layer.

    The file opens with the network switched off: the map library, its style and all data are inside. Geometry is
    simplified for the screen; the tolerance of each layer stands under "sources". Columns marked personal are left out,
    names are escaped. Nothing is drawn beneath the layers (no background tiles).

    Parameters
    ----------
    obj
        A ``CheckResult``, a ``Layer``, or anything a ``Layer`` can be made of (GeoDataFrame, Arrow table with
        geometry). Coordinates in any CRS.
    path
        Where to write; an existing file is replaced only once the new one is complete. None: a file in the temporary
        folder of the system.
    lang
        ``"id"`` or ``"en"``.

    Returns
    -------
    Map
        With ``.path``; shows itself in a notebook.

    Raises
    ------
    CrsError
        The layer has no CRS.
    IoError
        The file cannot be written.
    OptionError
        Another language, or geopandas is not installed.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> import geopandas, shapely
    >>> from petasentra.plotting.explore import explore
    >>> lots = geopandas.GeoDataFrame({"name": ["A"]}, geometry=[shapely.box(112.3, -7.5, 112.31, -7.49)], crs=4326)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     explore(lots, pathlib.Path(folder) / "map.html", lang="en").path.name
    'map.html'
    """
    language = check_lang(lang)
    require(*MAPS, purpose_id="Peta", purpose_en="Maps")
    if is_result(obj):
        page = result_page(view_of(obj), language)
    else:
        from petasentra.layers.layer import as_layer

        page = layer_page(as_layer(obj), language)
    return write_map(page, path, language)


def write_map(page: MapPage, path: str | os.PathLike[str] | None, lang: Lang) -> Map:
    """Write a page that is laid out; without a path into the temporary folder of the system."""
    text = _render(page, lang)
    target = page_file(path, "map.html")
    write_text(text, target)
    return Map(target, text)


def _render(page: MapPage, lang: Lang) -> str:
    text = {
        "zoom_in": pick(("Perbesar", "Zoom in"), lang),
        "zoom_out": pick(("Perkecil", "Zoom out"), lang),
        "whole": pick(("Tampilkan seluruh wilayah", "Show the whole area"), lang),
        "near": pick(("Tampilkan semua tapak", "Show all sites"), lang),
        "north": pick(("Utara", "North"), lang),
        "south_north": ["LS", "LU"] if lang == "id" else ["S", "N"],
        "west_east": ["BB", "BT"] if lang == "id" else ["W", "E"],
    }
    # The boxes of the layers were for the frame of the map; an empty layer has none that JSON could hold.
    layers = [{name: value for name, value in layer.items() if name != "bbox"} for layer in page.layers]
    styles = verdict_table(lang) | page.styles
    data = {"lang": lang, "text": text, "verdicts": styles, "layers": layers, "bounds": page.bounds}
    return _template().render(
        lang=lang,
        page=page,
        leaflet=leaflet(),
        css=_asset("map.css"),
        js=_asset("map.js"),
        data=script_json(data),
        t=lambda indonesian, english: pick((indonesian, english), lang),
    )


def script_json(data: object) -> str:
    """Return JSON that may stand inside a ``<script>`` element: no text in it can close the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


@cache
def _asset(name: str) -> str:
    return files("petasentra.plotting").joinpath("assets", name).read_text(encoding="utf-8")


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    return environment.from_string(_asset("map.html.j2"))
