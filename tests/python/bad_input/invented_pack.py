"""An invented plan pack that is right, invented sites upon it, and the means to spoil both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas
import numpy as np
from shapely.geometry import Polygon, box, mapping
from written_layers import geojson

if TYPE_CHECKING:
    from pathlib import Path

UTM = "EPSG:32749"
GROUND = box(640_000, 9_165_000, 640_100, 9_165_100)
BOW_TIE = Polygon([(640_000, 9_165_000), (640_100, 9_165_100), (640_100, 9_165_000), (640_000, 9_165_100)])
FILES = {
    "pack.toml": '[pack]\nformat = 1\nname = "rekaan"\ntitle = "Paket rekaan"\ncrs = "EPSG:32749"\n'
    'jurisdiction = { kemendagri = "35.17", bps = "3517", name = "Kabupaten Rekaan" }\ninstruments = ["rtrw.toml"]\n',
    "rtrw.toml": '[instrument]\nid = "rtrw"\nkind = "perda"\nnumber = 1\nyear = 2011\ntitle = "Rekaan"\n'
    'level = "rtrw-kabupaten"\nstatus = "in_force"\nsource = "rekaan"\nverified = true\nin_force_from = 2011-04-05\n\n'
    '[[layer]]\nid = "pola-ruang"\nrole = "zones"\npath = "zona.geojson"\ncode = "kode"\n\n'
    '[[layer]]\nid = "kecamatan"\nrole = "area"\npath = "kecamatan.geojson"\ncode = "kode"\n\n'
    '[permissions]\npath = "itbx.csv"\nabsent = "missing"\narticle = "lampiran"\n\n'
    '[[article]]\nid = "lampiran"\nlabel = "contoh: lampiran"\nverified = false\n\n'
    '[[area_rule]]\nid = "khusus"\nlayer = "kecamatan"\ncodes = ["35.17.11"]\nactivities = ["tenun"]\ncell = "B1"\n'
    'precedence = "unstated"\narticle = "lampiran"\n',
    "activities.csv": "id,name_id,name_en,kbli,kbli_version,scale\ntenun,Tenun,Weaving,13121,2020,\n",
    "itbx.csv": "activity,KPI,P-1\ntenun,I,X\n",
}


def sites(*shapes: Any, ids: list[Any] | None = None, crs: str | None = UTM, **columns: Any) -> geopandas.GeoDataFrame:
    """One weaving site for each shape; a shape may be None or worse."""
    ids = ids if ids is not None else [f"Contoh {n}" for n in range(len(shapes))]
    shapes_array = geopandas.array.from_shapely(np.array(shapes, dtype=object), crs=crs)
    data = {"site_id": ids, "activity": ["tenun"] * len(shapes), **columns}
    return geopandas.GeoDataFrame(data, geometry=shapes_array, crs=crs)


def coded_geojson(path: Path, *rows: tuple[str, Any]) -> None:
    """Zones or administrative units, each a code and its ground."""
    geojson(path, [({"kode": code}, mapping(shape)) for code, shape in rows], UTM)


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    """Replace words that must be there."""
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")
