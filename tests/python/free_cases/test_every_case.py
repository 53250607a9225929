"""Each case of the domain notes on data or verdicts has a test one can find by its number: `pytest -k case_13`.

Those that need a file or a place of their own stand in this folder; the others stand with what they are about.
"""

from __future__ import annotations

import re
from pathlib import Path

from petasentra import admin

TESTS = Path(__file__).parents[1]
CASES = {
    1: "a site across industry and rice, 60 to 40: prohibited, both reported",
    2: "a polygon touches a zone by a sliver of 17.5 m2: flagged by tolerance, not silently prohibited",
    3: "cell B1.B2: two conditions and a warning",
    4: "T1 of plan A and of plan B: each its own",
    5: "KBLI 38301 absent from the matrix: what the pack says of absence",
    6: "an RTRW table given to the RDTR profile: recognised",
    7: 'KP2B_2 = "2", CAGBUD = "Tidak Ada", KRB_03 = "1" and "Patahan Aktif": one writing, unknown text kept',
    8: '"Kab. Jombang" and 35.17: match',
    9: '"Bakalan, Kec. Kesamben": conflict, place and code say Sumobito',
    10: "BPS 3517100 and Kemendagri 35.17.11: by table",
    11: "as of 2005, 2015, 2023: the plan is picked by the day",
    12: "no CRS, 649,633 / 9,171,558: EPSG:32749 first",
    13: "184,118 / 671,538: EPSG:23836",
    14: "latitude first: detected and reported",
    15: "LUASHA: planar in UTM 49S to 5e-6 ha, 0.025 % off the ellipsoid",
    16: '"3.583.928,85" and "107.565": square metres',
    17: '"24-Mei-2022", "16-Okt-2024", "24-Dec-2024": ISO dates',
    18: 'KBLI "8104": "08104"',
    19: "one polygon in 22 rows: one site, 4 decisions, 8 codes, nothing dropped",
    22: "river centreline only: the sempadan check is flagged",
    24: 'zone "HL/Permukiman Perdesaan": two verdicts',
    25: "a unit of 2008 with a permit, and a plan that forbids: prohibited, and a state of its own",
    26: "the special zone for slag over KP2B: conflict with both citations",
    27: "kecamatan and its desa together: differences up to 6 % told, ground by the border flagged",
    28: "PolygonZ, CP1252 text, no .cpg: loads, heights and guess told",
}


def numbers_in_test_names() -> set[int]:
    found: set[int] = set()
    for path in TESTS.rglob("test_*.py"):
        for first, last in re.findall(r"def test_cases?_(\d+)(?:_to_(\d+))?_", path.read_text(encoding="utf-8")):
            found.update(range(int(first), int(last or first) + 1))
    return found


def test_every_case_about_data_and_verdicts_has_a_test_with_its_number() -> None:
    assert set(CASES) - numbers_in_test_names() == set()


def test_case_10_the_kecamatan_part_cannot_be_made_from_the_other_code() -> None:
    (found,) = admin.crosswalk("bps", "kemendagri", ["3517100"])["to_code"]
    assert found == "35.17.11"
    assert admin.lookup("35.17.10").unit != admin.lookup("3517100").unit, "cutting the text gives another place"
