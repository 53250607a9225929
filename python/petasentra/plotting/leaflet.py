"""Leaflet as text to put into a page: script and style with nothing left to fetch."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path


@dataclass(frozen=True)
class Leaflet:
    """The library inlined.

    Attributes
    ----------
    version
        As packed, e.g. ``"1.9.3"``.
    js, css
        Text for a ``<script>`` and a ``<style>`` element; images of the style are data URIs.
    licence
        The notice that has to go with every copy (BSD-2-Clause).
    """

    version: str
    js: str
    css: str
    licence: str


@cache
def leaflet() -> Leaflet:
    """Read Leaflet from the PyPI package XStatic-Leaflet.

    Raises
    ------
    InternalError
        The package is not installed, or a script of it could close its own element.
    """
    try:
        from xstatic.pkg import leaflet as packed
    except ImportError as error:
        from petasentra.errors import InternalError

        raise InternalError(
            message_id="Pustaka peta Leaflet (paket XStatic-Leaflet) tidak terpasang.",
            message_en="The map library Leaflet (package XStatic-Leaflet) is not installed.",
            hint_id="Pasang kembali petasentra, atau jalankan: pip install XStatic-Leaflet",
            hint_en="Install petasentra again, or run: pip install XStatic-Leaflet",
        ) from error
    folder = Path(packed.BASE_DIR)
    script = (folder / "leaflet.js").read_text(encoding="utf-8")
    # The source map is a second file that a browser's tools would ask for.
    script = re.sub(r"//# sourceMappingURL=\S+", "", script).replace("</script", "<\\/script")
    style = re.sub(
        r"url\(\s*['\"]?(images/[\w.-]+)['\"]?\s*\)",
        lambda match: f"url({_data_uri(folder / match[1])})",
        (folder / "leaflet.css").read_text(encoding="utf-8"),
    )
    licence = files("petasentra.plotting").joinpath("assets/leaflet-licence.txt").read_text(encoding="utf-8")
    return Leaflet(str(packed.VERSION).split(" ")[0], script, style, licence)


def _data_uri(path: Path) -> str:
    return "data:image/png;base64," + base64.b64encode(path.read_bytes()).decode("ascii")
