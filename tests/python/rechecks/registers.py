"""Invented registers of decisions, and a pack of real zones with an invented matrix, for re-checks."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import geopandas
import pandas as pd

import petasentra as ps

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

APPROVAL = "Persetujuan Kesesuaian Kegiatan Pemanfaatan Ruang"
UTM_48S = "EPSG:32748"
CITIES = ("kota_bandung", "kota_bogor", "kota_cimahi", "kota_depok")
#: Zone of the provincial plan -> cell of each of two invented matrices; a matrix of one row for every activity.
CELLS = {
    "Kawasan Peruntukan Industri": ("I", "B1"),
    "Kawasan Permukiman": ("T1", "X"),
    "Kawasan Pertanian": ("X", "X"),
    "Kawasan Pertambangan dan Energi": ("B1", "B1"),
}
SECOND_PLAN_FROM = "2023-01-01"


def on_sentra(sites: Sequence[int], days: Sequence[Any], codes: Sequence[Any], **columns: Any) -> Any:
    """Invented decisions on the invented sites of the Jombang study, by their place in it."""
    frame = ps.datasets.jombang().sentra.to_geopandas().iloc[list(sites)][["geometry"]].reset_index(drop=True)
    frame["No_KKPR"] = [f"contoh-{number}" for number in range(1, len(frame) + 1)]
    frame["Tagl_Terbi"] = list(days)
    frame["KO_KBLI"] = list(codes)
    frame["Jns_KKPR"] = APPROVAL
    for name, values in columns.items():
        frame[name] = values
    return frame


def west_java_zones(shared: Path) -> Any:
    """Zones of the provincial plan beside decisions of the register: four cities and Purwakarta; made valid."""
    files = [(shared / "zoning" / "jabar_rtrwp_kota.gpkg", name) for name in CITIES]
    files.append((shared / "zoning" / "jabar_rtrwp_purwakarta.gpkg", "rtrwp"))
    frames = []
    for path, layer in files:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            frame = geopandas.read_file(path, layer=layer)
        frames.append(frame.loc[frame["NAMOBJ"].isin(CELLS), ["NAMOBJ", "geometry"]].to_crs(UTM_48S))
    parts = pd.concat(frames, ignore_index=True).explode(ignore_index=True)
    near = geopandas.read_file(shared / "permits" / "kkpr_jabar.geojson").to_crs(UTM_48S)
    zones = parts.iloc[sorted(set(parts.sindex.query(near.geometry, predicate=None)[1]))].reset_index(drop=True)
    zones.geometry = zones.geometry.force_2d()
    broken = ~zones.is_valid
    zones.loc[broken, "geometry"] = zones.geometry[broken].make_valid()
    zones = zones.explode(ignore_index=True)
    return zones[zones.geom_type == "Polygon"].reset_index(drop=True)


def west_java_pack(zones: Any, activities: Sequence[str], folder: Path) -> ps.PlanPack:
    """Two invented regulations over the same real zones; everything but the zones is invented and says so."""
    names = list(CELLS)
    ps.write_layer(ps.as_layer(zones), folder / "zona.gpkg")
    (folder / "pack.toml").write_text(
        '[pack]\nformat = 1\nname = "jabar-rekaan"\ntitle = "Rekaan: zona asli, matriks dan peraturan buatan"\n'
        f'crs = "{UTM_48S}"\nkbli_version = "2020"\ninstruments = ["lama.toml", "baru.toml"]\n'
        'jurisdiction = { kemendagri = "32.14", bps = "3214", name = "Rekaan" }\n\n'
        '[activities]\npath = "activities.csv"\n',
        encoding="utf-8",
    )
    rows = [f"k{code},Rekaan {code},Invented {code},{code},2020,,rekaan,false" for code in activities]
    head = "id,name_id,name_en,kbli,kbli_version,scale,source,verified"
    (folder / "activities.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    for which, (name, days) in enumerate(
        (
            ("lama", f"in_force_from = 2012-01-01\nin_force_to = {SECOND_PLAN_FROM}"),
            ("baru", f'in_force_from = {SECOND_PLAN_FROM}\nreplaces = ["lama"]'),
        )
    ):
        cells = ",".join(CELLS[zone][which] for zone in names)
        matrix = [",".join(["activity", *names]), *(f"k{code},{cells}" for code in activities)]
        (folder / f"{name}.csv").write_text("\n".join(matrix) + "\n", encoding="utf-8")
        (folder / f"{name}.toml").write_text(
            f'[instrument]\nid = "{name}"\nkind = "perda"\nnumber = {which + 1}\nyear = {2012 + 11 * which}\n'
            f'title = "Rekaan {name}"\nlevel = "rtrw-kabupaten"\nstatus = "in_force"\nsource = "rekaan"\n'
            f'verified = false\n{days}\n\n[[layer]]\nid = "pola-ruang"\nrole = "zones"\npath = "zona.gpkg"\n'
            f'code = "NAMOBJ"\n\n[permissions]\npath = "{name}.csv"\nabsent = "missing"\narticle = "rekaan"\n',
            encoding="utf-8",
        )
    return ps.read_plan_pack(folder)
