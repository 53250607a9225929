"""The desa of East Java, sound and with faults put in: `petasentra.validate_zoning` beside shapely.

Both start from the same polygons in EPSG:32749. Equal means: the same rows invalid, the same pairs overlapping and the
same slivers, areas within 0.01 m2, and gaps of the same areas, one by one.
"""

from __future__ import annotations

import argparse
import gzip
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import shapely

sys.path.insert(0, str(Path(__file__).parents[1]))
from harness import PAGE, machine, median_s, seconds, today, versions, write_section
from validate_rivals import SLIVER_M2, TOLERANCE_M, Answer, by_coverage, by_tree

if TYPE_CHECKING:
    import petasentra as ps

AREA_M2 = 0.01  # by how much areas may differ
MOVED, TAKEN_OUT, SLIVERS, BOW_TIES = 400, 12, 8, 5
RIVALS = {"tree, pairwise intersections, union": by_tree, "coverage_invalid_edges first": by_coverage}


def unpacked(folder: Path) -> Path:
    """The FlatGeobuf of the desa."""
    shared = Path(os.environ.get("PETASENTRA_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data"))
    path = folder / "jatim_desa_codab.fgb"
    with gzip.open(shared / "overlay" / "jatim_desa_codab.fgb.gz") as packed, path.open("wb") as out:
        shutil.copyfileobj(packed, out)
    return path


def desa(path: Path) -> ps.Layer:
    """The desa in metres."""
    import petasentra as ps

    return ps.read_layer(path).to_crs("EPSG:32749")


def shapes_of(layer: ps.Layer) -> np.ndarray:
    """The same polygons as shapely has them."""
    return np.asarray(layer.to_geopandas().geometry.values)


def spoiled(shapes: np.ndarray, seed: int = 20261122) -> np.ndarray:
    """Vertices moved by 1 to 30 m in one zone alone, zones taken out, slivers and bow ties put on top."""
    random = np.random.default_rng(seed)
    out = shapes.copy()
    for row in random.choice(len(out), MOVED, replace=False):
        part = int(np.argmax(shapely.area(shapely.get_parts(out[row]))))
        parts = shapely.get_parts(out[row]).copy()
        ring = shapely.get_coordinates(parts[part].exterior)
        by, turn = random.uniform(1.0, 30.0), random.uniform(0.0, 2.0 * np.pi)
        ring[int(random.integers(1, len(ring) - 1))] += (by * np.cos(turn), by * np.sin(turn))
        parts[part] = shapely.Polygon(ring, parts[part].interiors)
        out[row] = shapely.multipolygons(parts)
    places = shapely.get_coordinates(shapely.point_on_surface(out[random.choice(len(out), SLIVERS + BOW_TIES)]))
    thin = [shapely.polygons([(x, y), (x + 40, y + 1), (x + 40, y + 1.02)]) for x, y in places[:SLIVERS]]
    crossed = [shapely.polygons([(x, y), (x + 30, y + 30), (x + 30, y), (x, y + 20)]) for x, y in places[SLIVERS:]]
    kept = np.ones(len(out), dtype=bool)
    kept[random.choice(len(out), TAKEN_OUT, replace=False)] = False
    return np.concatenate([out[kept], np.array([*thin, *crossed], dtype=object)])


def layer_of(shapes: np.ndarray) -> ps.Layer:
    """The shapes as a layer of ours."""
    import geopandas as gpd

    import petasentra as ps

    return ps.Layer.from_geopandas(gpd.GeoDataFrame(geometry=shapes, crs=32749))


def by_petasentra(layer: ps.Layer) -> ps.Validation:
    """Our answer, with everything else it says."""
    import petasentra as ps

    found = ps.validate_zoning(layer, tolerance_m=TOLERANCE_M, sliver_m2=SLIVER_M2, stated_area=None)
    len(found)
    return found


def answer_of(found: ps.Validation) -> Answer:
    """The part of our findings that is compared."""
    rows = found.table.to_pylist()

    def of(code: str) -> list[dict]:
        return [row for row in rows if row["code"] == code]

    pairs = of("ZONE_OVERLAP") + of("DUPLICATE_GEOMETRY")
    slivers: dict[int, list[float]] = {}
    for row in of("ZONE_SLIVER"):
        slivers.setdefault(int(row["feature_id"]), []).append(row["measure"])
    return Answer(
        sorted({int(row["feature_id"]) for row in of("GEOMETRY_INVALID")}),
        {tuple(sorted((int(row["feature_id"]), int(row["other_id"])))): row["measure"] for row in pairs},
        np.sort([row["measure"] for row in of("ZONE_GAP")]),
        {(row, k): area for row, areas in slivers.items() for k, area in enumerate(sorted(areas))},
    )


def require_equal(ours: Answer, theirs: Answer, what: str) -> str:
    """What was found, in words; ends the race if the other side found something else."""
    wrong = []
    if ours.invalid != theirs.invalid:
        wrong.append(f"invalid rows: {set(ours.invalid) ^ set(theirs.invalid)}")
    if ours.overlaps.keys() != theirs.overlaps.keys():
        wrong.append(f"overlapping pairs: {list(ours.overlaps.keys() ^ theirs.overlaps.keys())[:5]}")
    else:
        off = max((abs(ours.overlaps[pair] - theirs.overlaps[pair]) for pair in ours.overlaps), default=0.0)
        if off > AREA_M2:
            wrong.append(f"areas of overlaps by up to {off} m2")
    if len(ours.gaps) != len(theirs.gaps) or np.abs(ours.gaps - theirs.gaps).max(initial=0.0) > AREA_M2:
        wrong.append(
            f"gaps: {len(ours.gaps)} of {ours.gaps.sum()} m2, theirs {len(theirs.gaps)} of {theirs.gaps.sum()}"
        )
    if sorted(row for row, _ in ours.slivers) != sorted(row for row, _ in theirs.slivers):
        wrong.append(f"slivers: {sorted(ours.slivers)} and {sorted(theirs.slivers)}")
    elif abs(sum(ours.slivers.values()) - sum(theirs.slivers.values())) > AREA_M2:
        wrong.append("areas of slivers")
    if wrong:
        sys.exit(f"{what}: the answers differ. " + "; ".join(wrong) + ". Nothing is written.")
    return (
        f"{len(ours.overlaps):,} overlaps, {len(ours.gaps):,} gaps, {len(ours.slivers):,} slivers, "
        f"{len(ours.invalid):,} invalid"
    )


def peak_mib(path: Path) -> float:
    """Peak memory of a fresh process that reads the file, validates it and has nothing else loaded."""
    done = subprocess.run([sys.executable, __file__, "--peak", str(path)], check=True, capture_output=True, text=True)
    return float(done.stdout.split()[-1])


def print_peak(path: Path) -> None:
    import petasentra as ps

    by_petasentra(ps.read_layer(path))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def race(runs: int, write: bool) -> None:
    """Compare, then time, then write the page."""
    import petasentra as ps

    lines = ["| layer | found by both | rival | rival s | ours s | ratio |", "|---|---|---|---|---|---|"]
    with tempfile.TemporaryDirectory() as folder:
        path = unpacked(Path(folder))
        sound = desa(path)
        peak = peak_mib(path)
    for name, shapes in {"as delivered": shapes_of(sound), "with faults": spoiled(shapes_of(sound))}.items():
        layer = layer_of(shapes)
        answer = answer_of(by_petasentra(layer))
        ours = median_s(lambda layer=layer: by_petasentra(layer), runs)
        for rival, job in RIVALS.items():
            theirs: list[Answer] = []
            took = seconds(lambda job=job, shapes=shapes, theirs=theirs: theirs.append(job(shapes)))
            words = require_equal(answer, theirs[0], f"{name}, {rival}")
            lines.append(f"| {name} | {words} | shapely: {rival} | {took:.2f} | {ours:.2f} | {took / ours:.1f} |")
            print(lines[-1], flush=True)
    vertices = int(shapely.get_num_coordinates(shapes_of(sound)).sum())
    table = "\n".join(lines)
    text = f"""{table}

Run on {today()} on {machine()}; petasentra {ps.__version__}, {versions("shapely")}, GEOS {shapely.geos_version_string}.
The {len(sound):,} desa of East Java ({vertices:,} vertices) in EPSG:32749, in memory on both sides, as delivered and
with seeded faults: {MOVED} vertices moved by 1 to 30 m in one desa alone, {TAKEN_OUT} desa taken out, {SLIVERS}
slivers and {BOW_TIES} bow ties put on top. Tolerance 2 mm. Equal: the same rows invalid, the same pairs overlapping,
the same slivers, gaps one by one, areas within {AREA_M2} m2. Our time contains what the other side does not make:
spikes, vertices that neighbours do not share, gaps behind cracks within the tolerance, messages and hints in two
languages. "Tree" is the usual way: `STRtree.query("intersects")`, the intersection of each pair, the holes of
`union_all`. "coverage_invalid_edges first" is the quickest we found: only zones it names are intersected, the others
united by `coverage_union_all`. Ours: median of {runs}, on every core; shapely: one run, on one core. Peak memory of a
process that reads the file and validates it in EPSG:4326: {peak:.0f} MiB.
`benchmarks/run validate` makes this table."""
    if write:
        write_section("validate", "validate: is a layer of zones a sound partition", text)
        print(f"written: {PAGE.relative_to(Path(__file__).parents[2])}; peak memory {peak:.0f} MiB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--dry", action="store_true", help="compare and time, write nothing")
    parser.add_argument("--peak", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.peak is not None:
        print_peak(asked.peak)
    else:
        race(asked.runs, write=not asked.dry)
