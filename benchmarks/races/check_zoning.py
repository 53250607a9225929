"""10,000 polygon sites against the 351 real zones of the food-crop plan: `petasentra.check` beside `geopandas.overlay`.

Both start from the same GeoDataFrames in EPSG:32749 and end with, for every site, the share of its ground in the zones
and outside them, and a verdict. Equal means: the same verdict and shares within 1e-9, for every site.
"""

from __future__ import annotations

import datetime as dt
import math
import os
import sys
import tempfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.affinity import rotate

sys.path.insert(0, str(Path(__file__).parents[1]))
from harness import PAGE, Row, cold_s, machine, median_s, seconds, table, today, versions, write_section

SITES = 10_000
TOLERANCE = 1e-9
ACTIVITIES = {"padi": "I", "industri": "X"}  # what the matrix of this race says of the one zone code, P-1
AS_OF = dt.date(2023, 6, 1)


def real_zones() -> gpd.GeoDataFrame:
    """The 351 zones, in the CRS of the computation."""
    shared = Path(os.environ.get("PETASENTRA_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data"))
    zones = gpd.read_file(shared / "zoning" / "jombang_kp2b_shp.zip").to_crs(32749)
    assert len(zones) == 351
    return zones[["KODKWS", "geometry"]]


def invented_sites(zones: gpd.GeoDataFrame, n: int = SITES, seed: int = 20261122) -> gpd.GeoDataFrame:
    """Squares and turned rectangles of 0.05 to 2 ha, anywhere in the bounds of the zones; every second is `padi`."""
    random = np.random.default_rng(seed)
    left, bottom, right, top = zones.total_bounds
    ground = random.uniform(500.0, 20_000.0, n)
    ratio = np.where(random.random(n) < 0.5, 1.0, random.uniform(1.0, 4.0, n))
    width, height = np.sqrt(ground * ratio), np.sqrt(ground / ratio)
    x, y = random.uniform(left, right, n), random.uniform(bottom, top, n)
    boxes = shapely.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
    turned = [box if square else rotate(box, angle) for box, square, angle in
              zip(boxes, ratio == 1.0, random.uniform(0.0, 180.0, n), strict=True)]  # fmt: skip
    names = list(ACTIVITIES)
    return gpd.GeoDataFrame(
        {"site_id": [f"T{i:05d}" for i in range(n)], "activity": [names[i % 2] for i in range(n)]},
        geometry=turned,
        crs=zones.crs,
    )


def by_geopandas(sites: gpd.GeoDataFrame, zones: gpd.GeoDataFrame) -> pd.DataFrame:
    """The same answer by overlay and groupby: share in zones, share outside, verdict.

    "identity" gives the ground outside every zone too. To subtract the zones' areas from the site's instead would be
    quicker and not the same: some of the real zones overlap a little, under these sites by up to 0.5 cm2.
    """
    cut = gpd.overlay(sites, zones, how="identity", keep_geom_type=True)
    total = sites.set_index("site_id").area
    area, off = cut.area, cut["KODKWS"].isna()
    answer = pd.DataFrame(
        {
            name: area[chosen].groupby(cut["site_id"][chosen]).sum().reindex(total.index, fill_value=0.0) / total
            for name, chosen in (("inside", ~off), ("outside", off))
        }
    )
    permitted = sites.set_index("site_id")["activity"].map(ACTIVITIES) == "I"
    touches, leaves = answer["inside"] > TOLERANCE, answer["outside"] > TOLERANCE
    answer["conforming"] = answer["inside"].where(permitted, 0.0)
    answer["verdict"] = np.select(
        [touches & ~permitted, leaves, touches & permitted], ["prohibited", "outside_plan", "conforms"], "outside_plan"
    )
    return answer


def matrix_file(folder: Path) -> Path:
    """The matrix of this race."""
    path = folder / "matrix.csv"
    path.write_text(
        "activity,P-1\n" + "".join(f"{name},{cell}\n" for name, cell in ACTIVITIES.items()), encoding="utf-8"
    )
    return path


def plan_of(zones: gpd.GeoDataFrame, matrix: Path):
    """The zones as a plan of ours; with no tolerance, so that both sides decide by the same rule."""
    import petasentra as ps
    from petasentra.law.records import Tolerance

    return ps.PlanPack.from_zones(
        ps.Layer.from_geopandas(zones), code="KODKWS", permissions=matrix, in_force_from=dt.date(2021, 12, 31),
        tolerance=Tolerance(boundary_m=0.0, sliver_m2=0.0, decisive_share=0.0, conforming_share=1.0),
    )  # fmt: skip


def by_petasentra(sites, plan):
    """Our answer: the result of a check."""
    import petasentra as ps

    return ps.check(sites, plan, as_of=AS_OF)


def ours_as_frame(result) -> pd.DataFrame:
    """Shares and verdict of each site, from the pieces and the table."""
    rows, pieces = result.table, result.pieces
    outside = np.array([verdict == "outside_plan" for verdict in pieces["verdict"]])
    share = pd.DataFrame({"site_id": pieces["site_id"], "share": pieces["share"], "outside": outside})
    answer = pd.DataFrame({"conforming": rows["share_conforming"], "verdict": rows["verdict"]}, index=rows["site_id"])
    for name, chosen in (("inside", ~share["outside"]), ("outside", share["outside"])):
        answer[name] = share[chosen].groupby("site_id")["share"].sum().reindex(answer.index, fill_value=0.0)
    return answer


def require_equal(ours: pd.DataFrame, theirs: pd.DataFrame) -> float:
    """The largest difference of a share; ends the race if it is above the tolerance or a verdict differs."""
    ours = ours.loc[theirs.index]
    worst = max(float((ours[name] - theirs[name]).abs().max()) for name in ("inside", "outside", "conforming"))
    differing = theirs.index[ours["verdict"] != theirs["verdict"]]
    if not worst <= TOLERANCE or len(differing):
        for site in differing[:5]:
            print(site, dict(ours.loc[site]), dict(theirs.loc[site]), sep="\n  ")
        sys.exit(f"The answers differ: shares by up to {worst:g}, {len(differing)} verdicts. Nothing is written.")
    return worst


def cold(contender: str) -> None:
    """Seconds of the first answer in this process, from GeoDataFrames in memory."""
    zones = real_zones()
    sites = invented_sites(zones)
    with tempfile.TemporaryDirectory() as folder:
        matrix = matrix_file(Path(folder))
        if contender == "geopandas":
            print(seconds(lambda: by_geopandas(sites, zones)))
        else:
            import petasentra as ps

            print(seconds(lambda: by_petasentra(ps.Layer.from_geopandas(sites), plan_of(zones, matrix))))


def race() -> None:
    """Compare, then time, then write the page."""
    import petasentra as ps

    zones = real_zones()
    sites = invented_sites(zones)
    with tempfile.TemporaryDirectory() as folder:
        plan = plan_of(zones, matrix_file(Path(folder)))
    site_layer = ps.Layer.from_geopandas(sites)
    answer = ours_as_frame(by_petasentra(site_layer, plan))
    worst = require_equal(answer, by_geopandas(sites, zones))
    print(f"equal: {len(sites)} sites, largest difference of a share {worst:.2g}")

    row = Row(
        job="check",
        rival=f'{versions("geopandas")} overlay(how="identity")',
        size=f"{len(sites):,} sites x {len(zones)} zones",
        rival_cold_s=cold_s(__file__, "geopandas"),
        ours_cold_s=cold_s(__file__, "petasentra"),
        rival_warm_s=median_s(lambda: by_geopandas(sites, zones)),
        ours_warm_s=median_s(lambda: by_petasentra(site_layer, plan)),
    )
    verdicts = ", ".join(f"{count:,} {word}" for word, count in answer["verdict"].value_counts().items())
    difference = "are the same" if worst == 0 else f"differ by less than 1e{math.ceil(math.log10(worst))}"
    write_section(
        "check",
        "check: polygon sites against zones",
        f"""{table(row)}

Run on {today()} on {machine()}; {versions("petasentra", "geopandas", "shapely", "pandas")}.
Zones: the 351 polygons (99,737 vertices) of the food-crop zone of Kabupaten Jombang. Sites: seeded squares and turned
rectangles of 0.05 to 2 ha within their bounds. Verdicts ({verdicts}) are the same
for every site; shares {difference}. The other side runs `overlay(how="identity")`, then groups and sums: the ground
outside every zone is part of the question, and "intersection" would not give it. Our time also contains what the
other side does not make: pieces with their articles, reasons in two languages, findings. Ours runs on every core,
geopandas on one.
`benchmarks/run check` makes this table.""",
    )
    print(table(row))
    print(f"written: {PAGE.relative_to(Path(__file__).parents[2])}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--cold"]:
        cold(sys.argv[2])
    else:
        race()
