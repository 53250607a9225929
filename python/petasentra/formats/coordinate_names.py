"""Names that columns of coordinates go by, in Indonesian and English."""

from __future__ import annotations

import re
from typing import Literal

Word = Literal["lon", "lat", "easting", "northing", "x", "y", "pair", "wkt"]

_NAMES: dict[Word, frozenset[str]] = {
    "lon": frozenset({
        "lon", "long", "lng", "longitude", "longitud", "bujur", "bujurtimur", "bt", "koordinatbujur", "koordbujur",
        "garisbujur", "bujurbt", "londd", "longdd", "lonwgs84", "longitudewgs84", "bujurderajat", "koordinatbt",
    }),
    "lat": frozenset({
        "lat", "latitude", "latitud", "lintang", "lintangselatan", "ls", "koordinatlintang", "koordlintang",
        "garislintang", "lintangls", "latdd", "latwgs84", "latitudewgs84", "lintangderajat", "koordinatls", "lintanglu",
    }),
    "easting": frozenset({"easting", "east", "timur", "xutm", "utmx", "utme", "eutm", "absis", "mtimur", "xm"}),
    "northing": frozenset({"northing", "north", "utara", "yutm", "utmy", "utmn", "nutm", "ordinat", "mutara", "ym"}),
    "x": frozenset({"x", "koordinatx", "koordx", "xcoord", "coordx", "xkoordinat", "pointx", "titikx", "posx"}),
    "y": frozenset({"y", "koordinaty", "koordy", "ycoord", "coordy", "ykoordinat", "pointy", "titiky", "posy"}),
    "pair": frozenset({
        "koordinat", "titikkoordinat", "coordinate", "coordinates", "latlong", "latlon", "latlng", "longlat", "lonlat",
        "koordinatlokasi", "lokasikoordinat", "koordinatgps", "gps",
    }),
    "wkt": frozenset({"wkt", "geomwkt", "geometrywkt", "wktgeom", "wktgeometry"}),
}  # fmt: skip

#: The two columns that together say where a row is, the ones that state degrees first.
PAIRS: tuple[tuple[Word, Word], ...] = (("lon", "lat"), ("easting", "northing"), ("x", "y"))


def coordinate_word(name: str) -> Word | None:
    """Return what coordinate a column name stands for, or None.

    Examples
    --------
    >>> coordinate_word("Koordinat Bujur (BT)"), coordinate_word("X_UTM"), coordinate_word("Nama")
    ('lon', 'easting', None)
    """
    for plain in (_plain(name), _plain(re.sub(r"\(.*?\)|\[.*?\]", "", name))):
        for word, names in _NAMES.items():
            if plain in names:
                return word
    return None


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold())
