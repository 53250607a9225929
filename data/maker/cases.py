"""Golden cases of the pack: what it must answer at the invented sites."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

if TYPE_CHECKING:
    import geopandas as gpd

HEAD = """\
# Kasus acuan: jawaban paket contoh ini pada tapak rekaan. Dibuat oleh make_jombang.py.
# Ini menguji mesin dan paket, bukan pernyataan tentang tapak atau peraturan yang sebenarnya.
"""


def cases_text(sentra: gpd.GeoDataFrame, others: gpd.GeoDataFrame) -> str:
    """TOML of the cases; expected answers follow from matrix, special zone and dates alone."""
    where = dict(zip(sentra["site_id"], sentra.geometry, strict=True)) | dict(
        zip(others["site_id"], others.geometry, strict=True)
    )
    slag, food, mill, quarry = "daur-ulang-slag-aluminium", "kerupuk-keripik", "penggilingan-padi", "pertambangan-sirtu"
    matrix, both = ["lampiran-itbx"], ["lampiran-itbx", "pasal-zona-khusus-slag"]
    no, clash, ask, half = "prohibited", ["conflict"], ["needs_officer"], ["needs_officer", "partial"]
    cases: list[tuple[str, str, str, str, str, list[str], list[str]]] = [
        ("peta zona Perda 9/2000 tidak tersedia", "contoh-a", slag, "2005-06-01", "no_data", [], []),
        ("zona khusus dan matriks bertentangan", "contoh-a", slag, "2015-06-01", no, clash, both),
        ("nasib zona khusus tidak diketahui", "contoh-a", slag, "2023-06-01", no, clash, both),
        ("lahan pangan di dalam zona khusus", "contoh-b", slag, "2015-06-01", no, clash, both),
        ("titik permukiman di dalam zona khusus", "contoh-g", slag, "2015-06-01", no, clash, both),
        ("kawasan peruntukan industri", "contoh-c", slag, "2023-06-01", "conforms", [], matrix),
        ("KBLI 38301 sama dengan kegiatannya", "contoh-c", "38301", "2023-06-01", "conforms", [], matrix),
        ("pangan di permukiman, dengan syarat", "contoh-d", food, "2023-06-01", "limited_conditional", ask, matrix),
        ("separuh di luar kabupaten", "contoh-e", mill, "2023-06-01", "outside_plan", half, []),
        ("kegiatan tanpa baris dalam matriks 2021", "contoh-f", quarry, "2023-06-01", "not_regulated", [], matrix),
        ("kegiatan tanpa baris dalam matriks 2009", "contoh-f", quarry, "2015-06-01", "no_data", [], matrix),
    ]  # fmt: skip
    blocks = [HEAD]
    for name, site, activity, day, verdict, flags, article in cases:
        wkt = shapely.to_wkt(where[site], rounding_precision=8, trim=True)
        blocks.append(
            f'[[case]]\nname = "contoh: {name}"\nsite = "{wkt}"\nactivity = "{activity}"\nas_of = {day}\n'
            f'verdict = "{verdict}"\nflags = {toml_list(flags)}\narticle = {toml_list(article)}\n'
        )
    return "\n".join(blocks)


def toml_list(words: list[str]) -> str:
    """Words as a TOML array."""
    return "[" + ", ".join(f'"{word}"' for word in words) + "]"
