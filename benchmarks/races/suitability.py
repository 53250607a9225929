"""Places for a sentra in a kabupaten: `petasentra.suitability` on 100,000 candidates.

The mask is compared with `petasentra.check` row by row, and what is measured with geopandas and numpy, before anything
is written.

    benchmarks/run suitability [--small]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import geopandas
import numpy as np
import shapely

sys.path.insert(0, str(Path(__file__).parents[1]))
from harness import PAGE, machine, median_s, today, versions, write_section

import petasentra as ps

DAY, ACTIVITY = "2015-06-01", "peternakan-unggas"
NO_VERDICT = ("outside_plan", "not_regulated", "no_data", "unreadable_rule")
cr = ps.criteria


def ground(count: int) -> dict[str, object]:
    """Candidates as points and as cells, and invented roads, floods and heights over Kabupaten Jombang."""
    pack = ps.datasets.jombang().pack()
    zones = pack.zones(DAY)
    west, south, east, north = zones.bounds
    rng = np.random.default_rng(1)
    side = 10.0 * np.floor(np.sqrt(zones.area("planar").sum() / count) / 10)  # never fewer than asked for
    points, cells = (cr.candidate_grid(zones, side, as_points=one) for one in (True, False))
    starts = rng.uniform((west, south), (east, north), (2000, 2))
    lines = [shapely.LineString(start + np.cumsum(rng.normal(0, 300, (20, 2)), axis=0)) for start in starts]
    floods = shapely.buffer(
        shapely.points(rng.uniform((west, south), (east, north), (60, 2))), rng.uniform(300, 2000, 60)
    )
    rows, columns = int((north - south) / 30) + 20, int((east - west) / 30) + 20
    wave = np.add.outer(np.sin(np.arange(rows) / 40.0), np.cos(np.arange(columns) / 55.0))
    return {
        "pack": pack, "points": points, "cells": cells, "heights": 150 * wave + rng.normal(0, 0.3, wave.shape),
        "corner": (west - 300, north + 300), "roads": geopandas.GeoDataFrame(geometry=lines, crs=pack.crs),
        "floods": geopandas.GeoDataFrame(geometry=floods, crs=pack.crs),
    }  # fmt: skip


def criteria(data: dict[str, object]) -> list[cr.Criterion]:
    """Distance, slope and share, each with a value and two with a limit."""
    left, top = data["corner"]
    dem = ps.Raster.from_array(data["heights"], x_left=left, y_top=top, cell=30, crs=data["pack"].crs)
    return [
        cr.Distance(name="jalan", to=data["roads"], value=cr.Linear(worst=5000, best=0), weight=3),
        cr.Slope(name="lereng", dem=dem, value=cr.Linear(worst=30, best=0), at_most=15, weight=5),
        cr.OverlayShare(name="banjir", layer=data["floods"], value=cr.Linear(worst=1, best=0), at_most=0.5, weight=2),
    ]


def asked(data: dict[str, object], places: str, what: list[cr.Criterion], law: bool) -> ps.Suitability:
    """One question."""
    how = {"pack": data["pack"], "as_of": DAY, "for_activity": ACTIVITY} if law else {}
    return ps.suitability(data[places], what, **how)


def same_mask(data: dict[str, object], places: str) -> str:
    """Compare the mask with the check, row by row; tell the counts."""
    result = asked(data, places, [cr.Column(name="sisi", column="cell_m", at_least=0)], True)
    table = ps.check(data[places], data["pack"], as_of=DAY, for_activity=ACTIVITY, uncertainty=False).table.to_pylist()
    told = result.places.to_arrow().select(["site_id", "status", "verdict", "reason_en"]).to_pylist()
    assert len(table) == len(told)
    for row, site in zip(told, table, strict=True):
        unknown = "conflict" in site["flags"] or site["verdict"] in NO_VERDICT
        word = "law_unknown" if unknown else "excluded_by_law" if site["verdict"] == "prohibited" else "ranked"
        assert (row["site_id"], row["status"], row["verdict"]) == (site["site_id"], word, site["verdict"])
        assert word == "ranked" or row["reason_en"] == site["reason_en"]
    return ", ".join(f"{many:,} {word}" for word, many in result.counts.items())


def same_measures(data: dict[str, object]) -> None:
    """Compare what is measured at the points with geopandas and numpy."""
    frame = data["points"].to_geopandas()
    result = asked(data, "points", criteria(data), False)
    near = geopandas.sjoin_nearest(frame, data["roads"], distance_col="m")
    expected = near[~near.index.duplicated()].sort_index()["m"].to_numpy()
    np.testing.assert_allclose(result.scores.measured[:, 0], expected, rtol=1e-9, atol=1e-6)
    h, (left, top) = data["heights"], data["corner"]
    row, column = (
        ((top - frame.geometry.y.to_numpy()) // 30).astype(int),
        ((frame.geometry.x.to_numpy() - left) // 30).astype(int),
    )
    around = {(i, j): h[row + i, column + j] for i in (-1, 0, 1) for j in (-1, 0, 1)}
    across = sum(k * (around[i, 1] - around[i, -1]) for i, k in ((-1, 1), (0, 2), (1, 1))) / 240
    down = sum(k * (around[1, j] - around[-1, j]) for j, k in ((-1, 1), (0, 2), (1, 1))) / 240
    np.testing.assert_allclose(result.scores.measured[:, 1], 100 * np.sqrt(across**2 + down**2), rtol=1e-9)
    inside = frame.geometry.intersects(data["floods"].union_all()).to_numpy()
    np.testing.assert_array_equal(result.scores.measured[:, 2] == 1, inside)
    values = np.clip([1 - expected / 5000, 1 - result.scores.measured[:, 1] / 30, 1 - inside], 0, 1)
    ranked = result.scores.rank > 0
    np.testing.assert_allclose(result.scores.score[ranked], (np.array([0.3, 0.5, 0.2]) @ values)[ranked], rtol=1e-9)


def race(count: int, *, write: bool) -> None:
    """Compare, time, and write the page if asked."""
    data = ground(count)
    counts = {places: same_mask(data, places) for places in ("points", "cells")}
    same_measures(data)
    mask, three = [cr.Column(name="sisi", column="cell_m", at_least=0)], criteria(data)
    whole = asked(data, "points", three, False)
    lines = [
        ("legal mask, points", lambda: asked(data, "points", mask, True), "at most 3 s"),
        ("legal mask, cells", lambda: asked(data, "cells", mask, True), "at most 3 s"),
        ("mask, distance, slope and share, points", lambda: asked(data, "points", three, True), ""),
        ("mask, distance, slope and share, cells", lambda: asked(data, "cells", three, True), ""),
        ("share of 1,000 weights among the best 20", lambda: whole.sensitivity(20, samples=1000), ""),
    ]
    table = ["| job | candidates | s | aim |", "|---|---|---|---|"]
    for job, run, aim in lines:
        table.append(f"| {job} | {len(data['points']):,} | {median_s(run, 5):.2f} | {aim} |")
    print("\n".join(table), counts, sep="\n")
    if write:
        write_section("suitability", "suitability: candidate places in a kabupaten", page(table, counts))
        print(f"written: {PAGE.relative_to(Path(__file__).parents[2])}")


def page(table: list[str], counts: dict[str, str]) -> str:
    """The section of the page."""
    rows = "\n".join(table)
    return f"""{rows}

Run on {today()} on {machine()}; {versions("petasentra", "geopandas", "shapely")}. Medians of five.
Candidates are the middles, and the squares, of a grid over the schematic plan of Jombang, all held in memory; roads,
floods and heights are invented, seeded. Status, verdict and reason were equal to those of `ps.check` on all rows;
distances, slopes, shares and scores to geopandas and numpy. Points: {counts["points"]}. Cells: {counts["cells"]}.

`benchmarks/run suitability` makes this table."""


if __name__ == "__main__":
    words = argparse.ArgumentParser(prog="benchmarks/run suitability")
    words.add_argument("--small", action="store_true", help="few candidates; nothing is written")
    small = words.parse_args().small
    race(2_000 if small else 100_000, write=not small)
