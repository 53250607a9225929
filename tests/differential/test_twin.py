"""The verdict engine beside its slow twin, on hundreds of random packs."""

from __future__ import annotations

import collections
import random
from typing import TYPE_CHECKING, Any

import geopandas
import pytest
import random_packs
import shapely
import twin

import petasentra as ps

if TYPE_CHECKING:
    import datetime as dt


PACKS, SITES, BLOCKS = 240, 14, 4
WORDS = [
    *twin.STRICTEST_FIRST,
    "over_zone",
    "over_overlay",
    "unstated",
    "partial",
    "conflict",
    "several_readings",
    "points",
    "lines",
    "polygons",
]


def differences(row: dict[str, Any], expected: twin.Judgement) -> list[str]:
    wrong = []
    if row["verdict"] != expected.verdict:
        wrong.append(f"verdict: engine {row['verdict']}, twin {expected.verdict}")
    if abs(row["share_conforming"] - expected.share_conforming) > 1e-9:
        wrong.append(f"share: engine {row['share_conforming']!r}, twin {expected.share_conforming!r}")
    flags = set(row["flags"]) & {"partial", "conflict"}
    wanted = ({"partial"} if expected.partial else set()) | ({"conflict"} if expected.conflict else set())
    if flags != wanted:
        wrong.append(f"flags: engine {sorted(flags)}, twin {sorted(wanted)}")
    if set(row["article"]) != expected.articles:
        wrong.append(f"articles: engine {sorted(row['article'])}, twin {sorted(expected.articles)}")
    if expected.several_readings and "needs_officer" not in row["flags"]:
        wrong.append("flags: several readings and no work for an officer")
    instruments = {one for one in (row["instrument"] or "").split("; ") if one}
    if instruments != expected.instruments:
        wrong.append(f"instrument: engine {sorted(instruments)}, twin {sorted(expected.instruments)}")
    return wrong


def picture_of(pack: dict[str, Any], site: dict[str, Any], day: dt.date, expected: twin.Judgement) -> str:
    """What one needs to see to decide who is right."""
    lines = [
        f"{site['activity']} {site['kbli_version']} {site['scale']} on {day}: {site['geometry'].wkt}",
        f"tolerance {pack['tolerance']}",
    ]
    for piece in expected.pieces:
        rules = ", ".join(f"{r.article}={r.verdict}" for r in piece.rules)
        lines.append(
            f"  piece {piece.instrument} {piece.feature} rules {sorted(piece.rule_set)} {piece.verdict} "
            f"decisive {piece.decisive} conflict {'-' if piece.conflict is None else sorted(piece.conflict)} "
            f"[{rules}] {piece.geometry.wkt[:160]}"
        )
    for instrument in pack["instruments"]:
        for rule in instrument["area_rules"] + instrument["overlay_rules"]:
            lines.append(
                f"  rule {instrument['id']} { ({k: v for k, v in rule.items() if k not in ('layer', 'codes')}) }"
            )
    return "\n".join(lines)


@pytest.mark.parametrize("block", range(BLOCKS))
def test_engine_and_twin_agree_on_every_site_of_hundreds_of_random_packs(block, tmp_path):
    rng = random.Random(20210401 + block)
    seen: collections.Counter[str] = collections.Counter()
    trouble = []
    for number in range(PACKS // BLOCKS):
        pack = random_packs.random_pack(rng)
        sites = random_packs.random_sites(rng, SITES)
        day = rng.choice(random_packs.DAYS)
        known_on = day if rng.random() < 0.2 else None
        random_packs.write_pack(tmp_path / f"pack-{number}", pack)
        frame = geopandas.GeoDataFrame(sites, crs="EPSG:32749")
        result = ps.check(frame, ps.read_plan_pack(tmp_path / f"pack-{number}"), as_of=day, known_on=known_on)
        rows = result.table.to_pylist()
        assert [r["site_id"] for r in rows] == [s["site_id"] for s in sites]
        for site, row in zip(sites, rows, strict=True):
            expected = twin.judge(pack, site, day, known_on)
            if expected.open_questions:
                seen["open question"] += 1
                continue
            seen.update([expected.verdict, twin.kind_of(site["geometry"]), *expected.precedences])
            seen.update(word for word in ("partial", "conflict", "several_readings") if getattr(expected, word))
            for wrong in differences(row, expected):
                picture = picture_of(pack, site, day, expected)
                trouble.append(f"block {block} pack {number} {site['site_id']}: {wrong}\n{picture}")
    assert not trouble, f"{len(trouble)} differences ({dict(seen)}); the first:\n" + "\n\n".join(trouble[:5])
    # Every word often enough to mean something: over all blocks at least 20 times.
    rare = {word: seen[word] for word in WORDS if seen[word] < 20 / BLOCKS}
    assert not rare, dict(seen)
    assert seen["open question"] <= 0.05 * PACKS / BLOCKS * SITES


# ---- the twin itself, on ground small enough to judge by hand --------------------------------------------------------


def plan(**changes: Any) -> dict[str, Any]:
    """Two zones side by side, 10 m x 10 m each: A conforms, X prohibited."""
    a, b = shapely.box(0, 0, 10, 10), shapely.box(10, 0, 20, 10)
    instrument = {
        "id": "rtrw", "level": "rtrw-kabupaten", "from": 1, "to": 9, "zones": [("A", a), ("X", b)],
        "matrix_codes": ["A", "X"], "matrix": {"tenun": {"A": "I", "X": "X"}}, "matrix_article": "tabel",
        "absent": "missing", "layers": {"all": [("1", a)]},
    }  # fmt: skip
    tolerance = {"boundary_m": 0.002, "sliver_m2": 1.0, "decisive_share": 0.0, "conforming_share": 1.0}
    activities = [{"id": "tenun", "kbli": "1312", "version": "2020"}]
    return {"tolerance": tolerance, "activities": activities, "instruments": [instrument | changes]}


def judged(shape: Any, pack: dict[str, Any] | None = None, day: int = 5, activity: str = "tenun") -> twin.Judgement:
    return twin.judge(pack or plan(), {"activity": activity, "geometry": shape}, day)


def test_twin_gives_the_worst_verdict_and_offers_the_conforming_rest():
    answer = judged(shapely.box(5, 0, 15, 10))
    assert (answer.verdict, answer.partial, answer.conflict, answer.share_conforming) == (
        "prohibited",
        True,
        False,
        0.5,
    )
    assert answer.articles == {"tabel"}


def test_twin_sees_a_point_on_a_shared_edge_in_both_zones():
    answer = judged(shapely.Point(10, 5))
    assert (answer.verdict, answer.conflict, answer.share_conforming) == ("prohibited", True, 0.0)


def test_twin_never_lets_a_sliver_decide():
    answer = judged(shapely.box(5, 0, 10.05, 10))
    assert (answer.verdict, answer.partial) == ("conforms", False)
    assert answer.share_conforming == pytest.approx(5 / 5.05)


def test_twin_keeps_the_stricter_of_an_unstated_rule_and_cites_both():
    rule = {"id": "r", "layer": "all", "activities": ["*"], "cell": "X", "precedence": "unstated", "article": "khusus"}
    answer = judged(shapely.box(1, 1, 5, 5), plan(area_rules=[rule]))
    assert (answer.verdict, answer.conflict, answer.articles) == ("prohibited", True, {"tabel", "khusus"})


@pytest.mark.parametrize(("precedence", "verdict"), [("over_zone", "prohibited"), ("over_overlay", "conditional")])
def test_twin_lets_overlays_tighten_only_what_does_not_stand_over_them(precedence, verdict):
    rule = {"id": "r", "layer": "all", "activities": ["*"], "cell": "B1", "precedence": precedence, "article": "khusus"}
    overlay = {"id": "o", "layer": "all", "activities": ["*"], "at_best": "prohibited", "article": "tampalan"}
    answer = judged(shapely.box(1, 1, 5, 5), plan(area_rules=[rule], overlay_rules=[overlay]))
    assert (answer.verdict, answer.conflict) == (verdict, False)
    assert answer.articles == {"tampalan" if verdict == "prohibited" else "khusus"}


@pytest.mark.parametrize(("day", "verdict"), [(0, "no_data"), (1, "conforms"), (8, "conforms"), (9, "no_data")])
def test_twin_takes_the_first_day_no_longer_in_force_as_out(day, verdict):
    assert judged(shapely.box(1, 1, 5, 5), day=day).verdict == verdict


@pytest.mark.parametrize(
    ("activity", "verdict"),
    [("13121", "conforms"), ("1312", "conforms"), ("13999", "no_data"), ("131", "no_data"), ("menenun", "no_data")],
)
def test_twin_matches_kbli_by_longest_prefix(activity, verdict):
    assert judged(shapely.box(1, 1, 5, 5), activity=activity).verdict == verdict


@pytest.mark.parametrize(
    ("cell", "verdict"),
    [("T1,B1", "limited_conditional"), ("B1.B2", "conditional"), ("t3 / t4", "limited"), (" i ", "conforms"),
     ("?", "unreadable_rule"), ("I,X", "unreadable_rule"), ("", None)],
)  # fmt: skip
def test_twin_reads_cells_by_the_grammar(cell, verdict):
    assert twin.read_cell(cell) == verdict
