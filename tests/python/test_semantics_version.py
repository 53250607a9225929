"""The number of the engine's reading of the law grows with every answer that changes."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import petasentra as ps

HEADER = Path(__file__).parents[2] / "cpp/include/petasentra/conformance/semantics.hpp"
#: What is compared: words only, since last digits of a share may differ from one PROJ or GEOS to the next.
WORDS = ("site_id", "activity", "verdict", "flags", "instrument", "article", "existing_use", "route", "verified")
#: Version -> hash of the answers of the bundled study.
ANSWERS = {1: "6a7c9e7f55c202921382c032baa31b18ef531c00c6e2aa1ccdecfa66a3961bd9"}


def answers() -> str:
    study = ps.datasets.jombang()
    rows = []
    for variant in (None, "slag-dipertahankan", "slag-dihapus"):
        pack = study.pack(variant)
        for sites in (study.sentra, study.sentra_points, study.smelters):
            for day in ("2005-06-01", "2015-06-01", "2023-06-01"):
                table = ps.check(sites, pack, as_of=day).table
                rows += [[variant, day, *(row[name] for name in WORDS)] for row in table.to_pylist()]
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def test_answers_change_only_with_the_number() -> None:
    assert ANSWERS.get(ps.SEMANTICS_VERSION) == answers(), (
        "An answer of the bundled study changed, or there is a new semantics_version: if the change is meant, raise "
        "semantics_version in cpp/include/petasentra/conformance/semantics.hpp with a line that says what changed, and "
        "add the new hash here; old lines stay."
    )


def test_every_number_up_to_now_is_told() -> None:
    told = [int(number) for number in re.findall(r"^///     (\d+)   ", HEADER.read_text(encoding="utf-8"), re.M)]
    assert told == list(range(1, ps.SEMANTICS_VERSION + 1)) == sorted(ANSWERS)
