"""Random small plan packs on an integer grid, as a folder for the engine and as a dict for the twin.

Everything is invented. Grid lines lie 10 m apart in EPSG:32749, sites also use the half grid, so that shares are simple
fractions, sites touch zones exactly on their edges, and points fall on shared borders.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import shapely
from shapely.geometry import LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon, box

if TYPE_CHECKING:
    import random
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

EAST, NORTH, CELL, SIDE = 640_000, 9_165_000, 10, 8
DAYS = [dt.date(2015, 6, 1)] * 6
DAYS += [dt.date(2002, 1, 1), dt.date(2009, 12, 31), dt.date(2010, 1, 1), dt.date(2023, 1, 1)]
FIRST, SECOND, LAST = dt.date(2003, 1, 1), dt.date(2010, 1, 1), dt.date(2021, 1, 1)
CELLS = ["I"] * 6 + ["T1", "T", "B", "B2", "T1,B1", "t2; b1", "B1.B2", "T3 T4", "b1/t1"] + ["X"] * 4
CELLS += ["x", " i ", "", "", "?", "Q7", "I,X", "-"]
RULE_SCALES = [""] * 6 + ["mikro", "besar"]
SITE_SCALES = [""] * 4 + ["mikro", "besar"]
AT_BEST = ["prohibited", "conditional", "limited", "limited_conditional", "conforms"]


def square(i0: float, j0: float, i1: float, j1: float) -> Polygon:
    return box(EAST + CELL * i0, NORTH + CELL * j0, EAST + CELL * i1, NORTH + CELL * j1)


def some_square(rng: random.Random, least: int = 1, most: int = SIDE) -> Polygon:
    w, h = rng.randint(least, most), rng.randint(least, most)
    i, j = rng.randint(0, SIDE - min(w, SIDE)), rng.randint(0, SIDE - min(h, SIDE))
    return square(i, j, min(i + w, SIDE), min(j + h, SIDE))


def partition(rng: random.Random, i0: int, j0: int, i1: int, j1: int, depth: int) -> list[Polygon]:
    """Guillotine cuts of a block into rectangles that tile it."""
    wide, high = i1 - i0, j1 - j0
    if depth == 0 or max(wide, high) < 2 or rng.random() < 0.1:
        return [square(i0, j0, i1, j1)]
    if wide >= high:
        k = rng.randint(i0 + 1, i1 - 1)
        return partition(rng, i0, j0, k, j1, depth - 1) + partition(rng, k, j0, i1, j1, depth - 1)
    k = rng.randint(j0 + 1, j1 - 1)
    return partition(rng, i0, j0, i1, k, depth - 1) + partition(rng, i0, k, i1, j1, depth - 1)


def zone_shapes(rng: random.Random) -> list[BaseGeometry]:
    style = rng.choice(["partition", "partition", "gaps", "overlap", "holes", "multi", "triangles"])
    tiles: list[BaseGeometry] = list(partition(rng, 0, 0, SIDE, SIDE, rng.randint(1, 4)))
    if style == "gaps":
        tiles = [t for t in tiles if rng.random() < 0.6] or tiles[:1]
    elif style == "overlap":
        tiles = [some_square(rng, 2, 6) for _ in range(rng.randint(2, 5))]
    elif style == "holes":
        inner = square(2, 2, 5, 6)
        tiles = [square(0, 0, SIDE, SIDE).difference(inner)] + ([inner] if rng.random() < 0.6 else [])
    elif style == "multi" and len(tiles) > 2:
        far = [tiles[0], tiles[-1]]
        tiles = tiles[1:-1] + [MultiPolygon(far) if shapely.disjoint(*far) else shapely.union_all(far)]
    elif style == "triangles":
        tiles = [t for tile in tiles for t in halves(rng, tile)]
    return tiles


def halves(rng: random.Random, tile: BaseGeometry) -> list[BaseGeometry]:
    if rng.random() < 0.5:
        return [tile]
    (x0, y0, x1, y1) = tile.bounds
    return [Polygon([(x0, y0), (x1, y0), (x1, y1)]), Polygon([(x0, y0), (x1, y1), (x0, y1)])]


def random_site(rng: random.Random) -> BaseGeometry:
    def spot(step: int = 2) -> tuple[float, float]:
        return EAST + CELL * rng.randint(-2, step * SIDE + 2) / step, NORTH + CELL * rng.randint(
            -2, step * SIDE + 2
        ) / step

    sort = rng.choices(["square", "small", "ell", "hole", "multi", "triangle", "point", "points", "line", "lines"],
                       [22, 14, 8, 5, 6, 8, 14, 6, 12, 5])[0]  # fmt: skip
    if sort == "point":
        return Point(*spot())
    if sort == "points":
        return MultiPoint(sorted({spot() for _ in range(rng.randint(2, 5))}))
    if sort == "line":
        a, b = spot(), spot()
        return LineString([a, b]) if a != b else Point(*a)
    if sort == "lines":
        i, j = rng.randint(0, SIDE - 2), rng.randint(0, SIDE - 2)
        x, y = EAST + CELL * i, NORTH + CELL * j
        return MultiLineString([[(x, y), (x + 25, y)], [(x + 5, y + 15), (x + 5, y + 35), (x + 20, y + 35)]])
    i, j = rng.randint(-2, 2 * SIDE - 2) / 2, rng.randint(-2, 2 * SIDE - 2) / 2
    if sort == "small":
        return square(i, j, i + 0.5, j + 0.5)
    w, h = rng.randint(2, 8) / 2, rng.randint(2, 8) / 2
    block = square(i, j, i + w, j + h)
    if sort == "square":
        return block
    if sort == "ell":
        return block.difference(square(i, j, i + w / 2, j + h / 2))
    if sort == "hole":
        return block.difference(square(i + w / 4, j + h / 4, i + w / 2, j + h / 2))
    if sort == "multi":
        return MultiPolygon([block, square(i + w + 0.5, j, i + w + 1.5, j + 1)])
    return Polygon([(EAST + CELL * i, NORTH + CELL * j), (EAST + CELL * (i + w), NORTH + CELL * (j + 0.5)),
                    (EAST + CELL * (i + 0.5), NORTH + CELL * (j + h))])  # fmt: skip


def random_instrument(rng: random.Random, name: str, level: str, start: dt.date, end: dt.date | None) -> dict[str, Any]:
    codes = [f"Z-{n}" for n in range(1, rng.randint(3, 6))]
    drawn = [*codes, *(["Z-1/Z-2"] if rng.random() < 0.3 else [])]
    wild = rng.random()
    cells = ["X"] * 4 + ["I", "B1", "T1,B1"] if wild < 0.15 else ["I", "T1", "B1"] if wild < 0.3 else CELLS
    activities = ["olah-slag", "tenun", "gudang", "gudang-besar", "tenun-ikat"]
    instrument: dict[str, Any] = {
        "id": name, "level": level, "status": "in_force", "from": start, "to": end, "enacted": None, "published": None,
        "replaces": [], "matrix_article": f"{name}-itbx",
        "absent": rng.choice(["prohibited", "not_regulated", "missing"]),
        "matrix_codes": codes, "zones": None, "layers": {}, "overlay_rules": [], "area_rules": [],
        "matrix": {a: {c: rng.choice(cells) for c in codes} for a in activities if rng.random() < 0.9},
    }  # fmt: skip
    if level != "sectoral":
        instrument["zones"] = [(rng.choice(drawn), shape) for shape in zone_shapes(rng)]
        if level == "rdtr":
            instrument["zones"] = instrument["zones"][: rng.randint(1, 3)]
    instrument["layers"] = {
        "kp2b": [("L", some_square(rng, 2, 5)) for _ in range(rng.randint(1, 2))],
        "sempadan": [("S", some_square(rng, 1, 8))],
        "kecamatan": [(f"35.17.{n}", tile) for n, tile in enumerate(partition(rng, 0, 0, SIDE, SIDE, 2), 11)],
    }
    for n in range(rng.choice([0, 0, 1, 1, 2])):
        rule = {"id": f"tampalan-{n}", "article": f"{name}-tampalan-{n}", "layer": rng.choice(["kp2b", "sempadan"])}
        rule["activities"] = rng.choice([["*"], ["olah-slag"], ["olah-slag", "tenun"]])
        rule["at_best"] = rng.choice(["prohibited", *AT_BEST])
        rule["scale"] = rng.choice(RULE_SCALES)
        instrument["overlay_rules"].append(rule)
    for n in range(rng.choice([0, 1, 1, 2, 3])):
        held = [code for code, _ in instrument["layers"]["kecamatan"]]
        rule = {"id": f"khusus-{n}", "article": f"{name}-khusus-{n}", "layer": "kecamatan"}
        rule["codes"] = rng.sample(held, rng.randint(1, len(held)))
        rule["activities"] = rng.choice([["*"], ["olah-slag"], ["olah-slag", "gudang"]])
        rule["cell"] = rng.choice(["I", "B1,B3", "T1", "T2,B2", "X", "?"])
        rule["precedence"] = rng.choice(["over_zone", "over_overlay", "unstated"])
        rule["scale"] = rng.choice(RULE_SCALES)
        instrument["area_rules"].append(rule)
    return instrument


def random_pack(rng: random.Random) -> dict[str, Any]:
    bare = random_instrument(rng, "perda-lama", "rtrw-kabupaten", FIRST, SECOND)
    if rng.random() < 0.5:
        bare["zones"], bare["layers"], bare["overlay_rules"], bare["area_rules"] = None, {}, [], []
    middle = random_instrument(rng, "perda-tengah", "rtrw-kabupaten", SECOND, LAST)
    middle["replaces"] = ["perda-lama"]
    middle["published"] = rng.choice([None, dt.date(2010, 3, 1)])
    newest = random_instrument(rng, "perda-baru", "rtrw-kabupaten", LAST, rng.choice([None, None, dt.date(2022, 6, 1)]))
    newest["replaces"] = ["perda-tengah"]
    newest["enacted"] = rng.choice([None, dt.date(2020, 11, 1)])
    instruments = [bare, middle, newest]
    if rng.random() < 0.3:
        rdtr = random_instrument(rng, "perbup-rdtr", "rdtr", dt.date(2012, 1, 1), dt.date(2022, 6, 1))
        rdtr["status"] = rng.choice(["in_force", "draft_binding", "draft"])
        instruments.append(rdtr)
        if rng.random() < 0.3:
            instruments.remove(middle)
    if rng.random() < 0.4:
        instruments.append(random_instrument(rng, "perpres-lp2b", "sectoral", dt.date(2005, 1, 1), None))
    rng.shuffle(instruments)
    return {
        "tolerance": {
            "boundary_m": rng.choice([0.002, 0.5]), "sliver_m2": rng.choice([0.01, 1.0, 1.0, 30.3, 61.7]),
            "decisive_share": rng.choice([0.0, 0.0, 0.1234, 0.3217]),
            "conforming_share": rng.choice([1.0, 1.0, 0.75, 0.5]),
        },
        "activities": [
            {"id": "olah-slag", "kbli": "38301", "version": "2020"}, {"id": "tenun", "kbli": "1312", "version": "2020"},
            {"id": "gudang", "kbli": "521", "version": "2020"}, {"id": "tanpa-baris", "kbli": "", "version": ""},
            {"id": "gudang-besar", "kbli": "521", "version": "2020", "scale": "besar"},
            {"id": "tenun-ikat", "kbli": "1312", "version": "2020"},
        ],
        "instruments": instruments,
    }  # fmt: skip


ACTIVITIES = (
    [("olah-slag", "")] * 10 + [("tenun", "")] * 3 + [("gudang", "")] * 2 + [("tanpa-baris", "")]
    + [("38301", "2020"), ("13121", "2020"), ("52101", "2020")]
    + [("99999", "2020"), ("38301", "2015"), ("bukan kegiatan", "")]
)  # fmt: skip


def random_sites(rng: random.Random, count: int) -> list[dict[str, Any]]:
    out = []
    for n in range(count):
        activity, version = rng.choice(ACTIVITIES)
        out.append(
            {
                "site_id": f"S{n:03d}",
                "activity": activity,
                "kbli_version": version,
                "scale": rng.choice(SITE_SCALES),
                "geometry": random_site(rng),
            }
        )
    return out


# ---- the same pack as a folder ---------------------------------------------------------------------------------------


def write_geojson(path: Path, rows: list[tuple[str, BaseGeometry]]) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32749"}}
    features = [
        {"type": "Feature", "properties": {"kode": code}, "geometry": shapely.geometry.mapping(shape)}
        for code, shape in rows
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}), encoding="utf-8")


def toml_list(words: list[str]) -> str:
    return "[" + ", ".join(json.dumps(w) for w in words) + "]"


def write_instrument(folder: Path, instrument: dict[str, Any]) -> None:
    name = instrument["id"]
    lines = ["[instrument]", f'id = "{name}"', 'kind = "perda"', "number = 1", f"year = {instrument['from'].year}",
             f'title = "Instrumen rekaan {name}"', f'level = "{instrument["level"]}"',
             f"in_force_from = {instrument['from']}", f'status = "{instrument["status"]}"',
             'source = "rekaan"', "verified = true"]  # fmt: skip
    lines += [f"in_force_to = {instrument['to']}"] if instrument["to"] else []
    lines += [f"enacted_on = {instrument['enacted']}"] if instrument["enacted"] else []
    lines += [f"published_on = {instrument['published']}"] if instrument["published"] else []
    lines += [f"replaces = {toml_list(instrument['replaces'])}"] if instrument["replaces"] else []
    if instrument["level"] != "sectoral":
        lines += ["", "[[layer]]", 'id = "pola-ruang"', 'role = "zones"', 'code = "kode"']
        if instrument["zones"] is not None:
            lines += [f'path = "{name}-zona.geojson"']
            write_geojson(folder / f"{name}-zona.geojson", instrument["zones"])
        lines += ["", "[permissions]", f'path = "{name}-itbx.csv"', f'absent = "{instrument["absent"]}"']
        lines += [f'article = "{instrument["matrix_article"]}"', 'source = "rekaan"', "verified = true"]
        with (folder / f"{name}-itbx.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(["activity", *instrument["matrix_codes"]])
            for activity, cells in instrument["matrix"].items():
                writer.writerow([activity, *(cells[c] for c in instrument["matrix_codes"])])
    for layer, features in instrument["layers"].items():
        role = "area" if layer == "kecamatan" else "overlay"
        lines += [
            "",
            "[[layer]]",
            f'id = "{layer}"',
            f'role = "{role}"',
            'code = "kode"',
            f'path = "{name}-{layer}.geojson"',
        ]
        write_geojson(folder / f"{name}-{layer}.geojson", features)
    for rule in instrument["overlay_rules"]:
        lines += [
            "",
            "[[overlay_rule]]",
            f'id = "{rule["id"]}"',
            f'layer = "{rule["layer"]}"',
            f'at_best = "{rule["at_best"]}"',
        ]
        lines += [f"activities = {toml_list(rule['activities'])}", f'article = "{rule["article"]}"']
        lines += [f'scale = "{rule["scale"]}"'] if rule.get("scale") else []
    for rule in instrument["area_rules"]:
        lines += [
            "",
            "[[area_rule]]",
            f'id = "{rule["id"]}"',
            f'layer = "{rule["layer"]}"',
            f"codes = {toml_list(rule['codes'])}",
        ]
        lines += [f"activities = {toml_list(rule['activities'])}", f'cell = "{rule["cell"]}"']
        lines += [f'precedence = "{rule["precedence"]}"', f'article = "{rule["article"]}"']
        lines += [f'scale = "{rule["scale"]}"'] if rule.get("scale") else []
    (folder / f"{name}.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_pack(folder: Path, pack: dict[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    tolerance = pack["tolerance"]
    lines = ["[pack]", "format = 1", 'name = "rekaan"', 'title = "Paket rekaan untuk uji"', 'crs = "EPSG:32749"',
             'jurisdiction = { kemendagri = "35.17", bps = "3517", name = "Kabupaten Rekaan" }',
             f"instruments = {toml_list([i['id'] + '.toml' for i in pack['instruments']])}",
             "", "[tolerance]"]  # fmt: skip
    lines += [f"{key} = {float(value)}" for key, value in tolerance.items()]
    (folder / "pack.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with (folder / "activities.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["id", "name_id", "name_en", "kbli", "kbli_version", "scale"])
        writer.writerows(
            [a["id"], a["id"], a["id"], a["kbli"], a["version"], a.get("scale", "")] for a in pack["activities"]
        )
    for instrument in pack["instruments"]:
        write_instrument(folder, instrument)
