"""A timeline beside checks day by day, on random packs with dated features, transitions and permits."""

from __future__ import annotations

import collections
import datetime as dt
import json
import random
from typing import TYPE_CHECKING, Any

import geopandas
import pack_files
import pytest
import random_ground
import random_packs

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path

PACKS, SITES = 12, 10
SAME = ("site_id", "verdict", "flags", "existing_use", "existing_use_until", "existing_use_basis")
SOME_DAYS = [dt.date(year, month, 1) for year in range(2001, 2025, 2) for month in (1, 6)]


def date_features(rng: random.Random, folder: Path) -> None:
    """Give features of some layers days between which they hold."""
    for path in sorted(folder.glob("*.geojson")):
        content = json.loads(path.read_text(encoding="utf-8"))
        for feature in content["features"]:
            first, last = sorted(rng.sample(SOME_DAYS, 2))
            feature["properties"]["mulai"] = str(first) if rng.random() < 0.2 else None
            feature["properties"]["akhir"] = last.strftime("%d/%m/%Y") if rng.random() < 0.2 else None
        # A column is one of texts, whatever it holds.
        content["features"][0]["properties"] |= {"mulai": "2001-01-01", "akhir": "31/12/2040"}
        path.write_text(json.dumps(content), encoding="utf-8")


def add_transitions(rng: random.Random, folder: Path) -> None:
    for path in sorted(folder.glob("per*.toml")):
        text = path.read_text(encoding="utf-8")
        text = text.replace('code = "kode"', 'code = "kode"\nvalid_from = "mulai"\nvalid_to = "akhir"')
        for number in range(rng.choice([0, 1, 2, 3])):
            applies = rng.choice(["permit_valid", "permit_valid", "built_before", "none"])
            until = rng.choice(["permit_expiry", "permit_expiry", "P3Y", "P1Y6M", "open", "2016-03-01"])
            text += f'\n[[transition]]\napplies_to = "{applies}"\nuntil = "{until}"\narticle = "peralihan-{number}"\n'
        if rng.random() < 0.6:
            schools = [({"kode": "S"}, random_ground.some_square(rng, 1, 2)) for _ in range(3)]
            pack_files.write_geojson(folder / f"{path.stem}-sekolah.geojson", schools)
            min_m = rng.choice([10.0, 15.0, 40.0])
            text += (
                f'\n[[layer]]\nid = "sekolah"\nrole = "receptor"\ncode = "kode"\npath = "{path.stem}-sekolah.geojson"\n'
                'valid_from = "mulai"\nvalid_to = "akhir"\n\n[[distance_rule]]\nid = "jarak"\nreceptor = "sekolah"\n'
                f'activities = ["olah-slag", "gudang"]\nmin_m = {min_m}\nbelow = "prohibited"\n'
            )
        path.write_text(text, encoding="utf-8")


def with_pasts(rng: random.Random, sites: list[dict[str, Any]]) -> list[dict[str, Any]]:
    for site in sites:
        site["established_on"] = rng.choice([None, None, *SOME_DAYS[:8], *SOME_DAYS, "tahun 1998"])
        site["established_on"] = None if site["established_on"] is None else str(site["established_on"])
        permits = []
        for _ in range(rng.choice([0, 1, 2, 3])):
            first, last = sorted(rng.sample(SOME_DAYS, 2))
            permits.append(
                {
                    "kind": "IUI",
                    "issued_on": str(first),
                    "expires_on": rng.choice([None, str(last), str(last), str(last)]),
                }
            )
        site["permits"] = json.dumps(permits)
    return sites


@pytest.mark.parametrize("block", range(2))
def test_a_timeline_is_the_check_of_the_days_about_its_boundaries(block: int, tmp_path: Path) -> None:
    rng = random.Random(7_000 + block)
    seen: collections.Counter[str] = collections.Counter()
    for number in range(PACKS):
        folder = tmp_path / f"pack-{number}"
        random_packs.write_pack(folder, random_packs.random_pack(rng, frozenset()))
        add_transitions(rng, folder)
        date_features(rng, folder)
        pack = ps.read_plan_pack(folder)
        sites = geopandas.GeoDataFrame(
            with_pasts(rng, random_packs.random_sites(rng, SITES, frozenset())), crs="EPSG:32749"
        )
        known_on = rng.choice([None, None, "as_of", "2012-01-01"])
        line = ps.timeline(sites, pack, known_on=known_on)
        rows = line.table.to_pylist()
        days = {row[name] for row in rows for name in ("valid_from", "valid_to") if row[name]}
        asked = {day + dt.timedelta(days=step) for day in days for step in (-1, 0, 1)} | set(rng.sample(SOME_DAYS, 3))
        for day in sorted(asked):
            then = ps.check(sites, pack, as_of=day, known_on=day if known_on == "as_of" else known_on)
            found = [[row[name] for name in SAME] for row in line.on(day).to_pylist()]
            assert found == [[row[name] for name in SAME] for row in then.table.to_pylist()], (number, day)
        seen.update(cause for row in rows for cause in row["cause"])
        seen.update(row["existing_use"] for row in rows)
        seen["not asked again"] += len(sites) * (len(line.law_days) + 1) - line._timeline.questions
        for row, after in zip(rows, rows[1:], strict=False):
            if row["site_id"] == after["site_id"]:
                assert row["valid_to"] == after["valid_from"]
                assert after["cause"], (number, after)
                assert any(row[name] != after[name] for name in SAME)
    words = ("rule", "geometry", "permit", "subject", "tolerated", "unlawful", "undecided", "conforming")
    words += ("non_conforming_until", "not asked again")
    rare = {word: seen[word] for word in words if seen[word] < 3}
    assert not rare, dict(seen)
