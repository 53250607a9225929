"""The bundled delivery holds exactly the faults that its BACA-DULU.txt lists, and is rebuilt to the same bytes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import petasentra as ps

REPOSITORY = Path(__file__).resolve().parents[3]
FOLDER = ps.datasets.path("kiriman")


def test_rebuilding_gives_the_same_bytes(tmp_path: Path) -> None:
    script = REPOSITORY / "data" / "make_kiriman.py"
    subprocess.run([sys.executable, str(script), "--out", str(tmp_path)], capture_output=True, check=True)
    made = sorted(file.name for file in tmp_path.iterdir())
    assert made == sorted(file.name for file in FOLDER.iterdir() if file.suffix != ".txt")
    assert [name for name in made if (tmp_path / name).read_bytes() != (FOLDER / name).read_bytes()] == []


def test_every_layer_is_described_beside_it() -> None:
    text = (FOLDER / "BACA-DULU.txt").read_text(encoding="utf-8")
    assert "REKAAN" in text
    assert [file.stem for file in FOLDER.glob("*.shp") if file.stem not in text] == []


@pytest.mark.parametrize(
    ("layer", "codes"),
    [
        ("ADMIN_DESA_25K", {"NAME_SPELT_DIFFERENTLY"}),
        ("BATAS_KECAMATAN", {"CRS_MISSING"}),
        ("JALAN_LN_25K", {"INDEX_REBUILT"}),
        ("KP2B_2021", {"DOMAIN_CLASH"}),
        ("LAHAN_USULAN", {"ATTRIBUTES_MISSING"}),
        ("SUNGAI_AR", set()),
        ("TITIK_IPAL", {"ATTRIBUTES_MISSING"}),
        ("UNIT_IKM_2022", {"CRS_MISSING", "ENCODING_GUESSED", "DUPLICATE_ID"}),
        (
            "RTRW_PolaRuang_50K_3517_2021",
            {
                "CRS_MISSING",
                "ENCODING_GUESSED",
                "GEOMETRY_NULL",
                "GEOMETRY_INVALID",
                "DUPLICATE_GEOMETRY",
                "DOMAIN_CLASH",
            },
        ),
    ],
)
def test_a_look_at_the_folder_finds_what_was_put_in(layer: str, codes: set[str]) -> None:
    (seen,) = ps.inspect(FOLDER / f"{layer}.shp").layers
    assert {finding.code for finding in seen.findings} == codes


def test_the_zones_have_the_faults_of_the_list_and_no_others() -> None:
    zones = ps.read_layer(FOLDER / "RTRW_PolaRuang_50K_3517_2021.shp", crs="EPSG:32749", profile="rtrw-permen14")
    found = ps.validate_zoning(zones)
    counts = dict(found.counts)
    assert counts == {
        "GEOMETRY_NULL": 1,
        "GEOMETRY_INVALID": 1,
        "DUPLICATE_GEOMETRY": 1,
        "ZONE_OVERLAP": 1,
        # One was cut out; the crossed ring leaves ground on both of its sides.
        "ZONE_GAP": 3,
        "ZONE_SLIVER": 1,
        "ZONE_SPIKE": 1,
        # The vertex of one side, and the corners of the gap.
        "EDGE_MISMATCH": 2,
        # One wrong in the table; two whose geometry was changed.
        "STATED_AREA": 3,
    }
    # By its profile the coded column is in one writing; what the profile does not know stands beside it.
    assert zones["KP2B_2_raw"].count("lahan sawah lestari") == 8
    measures = {row["code"]: row["measure"] for row in found.table.to_pylist() if row["code"] != "ZONE_GAP"}
    assert measures["ZONE_OVERLAP"] == pytest.approx(240, abs=0.01)
    assert measures["ZONE_SPIKE"] == pytest.approx(25, abs=0.01)
    assert any(row["measure"] == pytest.approx(120, abs=0.01) for row in found.table.to_pylist())


def test_latitude_first_is_said_when_reading_and_mended_when_asked() -> None:
    written = ps.read_layer(FOLDER / "UNIT_IKM_2022.shp", crs="EPSG:4326")
    assert written.load_report is not None
    assert "AXES_SWAPPED" in {note.code for note in written.load_report.notes}
    units = written.with_axes_swapped()
    west, south, east, north = units.bounds or (0, 0, 0, 0)
    assert 112 < west < east < 113
    assert -8 < south < north < -7
    assert units.with_axes_swapped().bounds == written.bounds


def test_the_register_is_read_by_its_profile_though_names_were_cut() -> None:
    units = ps.read_layer(FOLDER / "UNIT_IKM_2022.shp", crs="EPSG:4326", profile="ikm-register")
    assert {"produk", "tenaga_kerja", "komoditi"} <= set(units.columns)
    assert len(units) == 136
