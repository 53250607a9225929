"""The verdict engine beside its slow twin, on random packs and thousands of sites."""

from __future__ import annotations

import collections
import os
import random
import shutil
from typing import TYPE_CHECKING, Any

import pytest
import random_packs
import twin
from twin_words import FLAGS

import petasentra as ps

if TYPE_CHECKING:
    import datetime as dt

    from twin_words import Judgement

# What of the contract is compared beside zones, matrices, area rules and overlays. A feature that is left out is not in
# the packs that the engine is asked about; put it in as soon as the engine does it. All: random_packs.FEATURES.
COMPARED = ["conditions", "crosswalk", "dates", "distance", "existing_use", "intensity"]

# PETASENTRA_TWIN_PACKS=5000 asks about more packs than the daily share, PETASENTRA_TWIN_SEED=7 about other ones.
PACKS, SITES = int(os.environ.get("PETASENTRA_TWIN_PACKS", "240")), 30
SEED = int(os.environ.get("PETASENTRA_TWIN_SEED", "20210401"))
OFTEN = 100  # times each word has to occur

# What has to occur, by the feature that brings it about; "" for what every pack has.
WORDS = {
    "": [*twin.STRICTEST_FIRST, "matrix", "over_zone", "over_overlay", "unstated", "overlay", "partial", "conflict",
         "needs_officer", "several_readings", "points", "lines", "polygons",
         "route konfirmasi", "route persetujuan", "route rekomendasi"],
    "conditions": [
        *(f"{p} {w}" for p in ("min_distance_same_activity", "max_share_of_lot", "max_share_of_zone")
          for w in ("met", "failed", "unknown")),
        "jam_buka unknown", "condition listed",
    ],
    "intensity": ["intensity kept", "intensity broken"],
    "distance": [*(f"distance {way} {w}" for way in ("from boundary", "from centroid", "both ways")
                   for w in ("far", "broken")), "distance from boundary unknown"],
    "crosswalk": ["crosswalk same", "crosswalk merge", "crosswalk split", "crosswalk of a group"],
    "existing_use": ["existing_use", "use none", "use conforming", "use non_conforming_until", "use tolerated",
                     "use unlawful", "use undecided"],
    "dates": ["zone of the day", "zone of another day"],
    "accuracy": ["boundary_uncertain", "interval", "no interval"],
}  # fmt: skip


def words_for(features: frozenset[str]) -> list[str]:
    return [word for feature, words in WORDS.items() if feature in ("", *features) for word in words]


def words_in(expected: Judgement, site: dict[str, Any]) -> set[str]:
    spread = expected.spread
    interval = "no interval" if spread.share_min is None else "interval" if spread.share_max > spread.share_min else ""
    return {expected.verdict, *expected.flags, *expected.seen, twin.kind_of(site["geometry"]),
            f"use {expected.use.state}", f"route {expected.route}", interval}  # fmt: skip


def differences(row: dict[str, Any], expected: Judgement, features: frozenset[str]) -> list[str]:
    """What engine and twin say differently, but for what hangs on a question the contract leaves open."""
    wrong = []

    def compare(column: str, found: Any, wanted: Any, slack: float = 0.0) -> None:
        if expected.open_questions.about(column):
            return
        same = found == wanted if not slack or None in (found, wanted) else abs(found - wanted) <= slack
        if not same:
            wrong.append(f"{column}: engine {found!r}, twin {wanted!r}")

    compare("verdict", row["verdict"], expected.verdict)
    compare("share_conforming", row["share_conforming"], expected.share_conforming, 1e-9)
    compare("article", sorted(row["article"]), sorted(expected.articles))
    instruments = {one for one in (row["instrument"] or "").split("; ") if one}
    compare("instrument", sorted(instruments), sorted(expected.instruments))
    compare("route", row["route"], expected.route)
    for flag in FLAGS:
        compare(flag, flag in row["flags"], flag in expected.flags)
    if "existing_use" in features:
        use = expected.use
        compare("existing_use", row["existing_use"] or "none", use.state)
        compare("existing_use_until", str(row["existing_use_until"] or ""), str(use.until or ""))
        compare("existing_use_basis", row["existing_use_basis"] or "", use.basis)
    if "accuracy" in features:
        # The twin knows its own error (twin_accuracy); the engine may be off by as much again.
        compare("share_min", row["share_min"], expected.spread.share_min, 2 * expected.spread.slack)
        compare("share_max", row["share_max"], expected.spread.share_max, 2 * expected.spread.slack)
    return wrong


def picture_of(pack: dict[str, Any], site: dict[str, Any], day: dt.date, expected: Judgement) -> str:
    """What one needs to see to decide who is right."""
    facts = {key: value for key, value in site.items() if key != "geometry" and value not in (None, "", [])}
    lines = [f"{facts} on {day}: {site['geometry'].wkt}", f"tolerance {pack['tolerance']}"]
    lines.append(f"use {expected.use} spread {expected.spread} tried {sorted(expected.seen)}")
    for piece in expected.pieces:
        rules = ", ".join(f"{r.article}={r.verdict}" + (f"?{sorted(r.unknown)}" * bool(r.unknown)) for r in piece.rules)
        lines.append(
            f"  piece {piece.instrument} {piece.feature} rules {sorted(piece.rule_set)} {piece.verdict} "
            f"decisive {piece.decisive} conflict {'-' if piece.conflict is None else sorted(piece.conflict)} "
            f"[{rules}] {piece.geometry.wkt[:160]}"
        )
    tables = ("area_rules", "overlay_rules", "distance_rules", "transitions")
    for instrument in pack["instruments"]:
        for rule in [rule for table in tables for rule in instrument.get(table, [])]:
            lines.append(f"  {instrument['id']} { ({k: v for k, v in rule.items() if k not in ('layer', 'codes')}) }")
    return "\n".join(lines)


def missing(seen: collections.Counter[str], features: frozenset[str], times: int = OFTEN) -> dict[str, int]:
    """Words that occurred too rarely to mean something."""
    return {word: seen[word] for word in words_for(features) if seen[word] < times}


def test_engine_and_twin_agree_on_every_site_of_random_packs_where_every_word_occurs_often(tmp_path):
    features = frozenset(COMPARED)
    rng = random.Random(SEED)
    seen: collections.Counter[str] = collections.Counter()
    trouble = []
    for number in range(PACKS):
        pack = random_packs.random_pack(rng, features)
        sites = random_packs.random_sites(rng, SITES, features)
        day = rng.choice(random_packs.DAYS)
        known_on = day if rng.random() < 0.2 else None
        folder = tmp_path / f"pack-{number}"
        random_packs.write_pack(folder, pack)
        frame = random_packs.site_frame(sites)
        rows = ps.check(frame, ps.read_plan_pack(folder), as_of=day, known_on=known_on).table.to_pylist()
        shutil.rmtree(folder)
        assert [r["site_id"] for r in rows] == [s["site_id"] for s in sites]
        for site, row in zip(sites, rows, strict=True):
            expected = twin.judge(pack, site, day, known_on)
            seen.update(words_in(expected, site))
            seen["open verdict"] += expected.open_questions.about("verdict")
            for wrong in differences(row, expected, features):
                picture = picture_of(pack, site, day, expected)
                trouble.append(f"seed {SEED} pack {number} {site['site_id']}: {wrong}\n{picture}")
    assert not trouble, f"{len(trouble)} differences ({dict(seen)}); the first:\n" + "\n\n".join(trouble[:5])
    assert not missing(seen, features), dict(seen)
    assert seen["open verdict"] <= 0.05 * PACKS * SITES


@pytest.mark.skipif(set(COMPARED) == random_packs.FEATURES, reason="the engine is asked about all of it")
def test_random_packs_of_every_feature_reach_every_word():
    rng = random.Random(20270101)
    seen: collections.Counter[str] = collections.Counter()
    for _ in range(PACKS // 4):
        pack = random_packs.random_pack(rng)
        day = rng.choice(random_packs.DAYS)
        for site in random_packs.random_sites(rng, SITES):
            expected = twin.judge(pack, site, day)
            seen.update(words_in(expected, site))
            seen["open verdict"] += expected.open_questions.about("verdict")
    assert not missing(seen, random_packs.FEATURES, OFTEN // 10), dict(seen)
    assert seen["open verdict"] <= 0.05 * PACKS / 4 * SITES
