"""The example in the finding of a missing CRS is the first candidate, and swapped axes come with their remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspected import finding
from shapely.geometry import Point
from written_layers import written

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path

KIRIMAN = ps.datasets.path("kiriman")


def test_the_example_is_the_first_candidate() -> None:
    report = ps.inspect(KIRIMAN / "BATAS_KECAMATAN.shp")
    found = finding(report, "CRS_MISSING")
    code = report.layers[0].crs_candidates[0].code
    assert code != "EPSG:4326"
    assert f'crs="{code}"' in found.message_en
    assert f'crs="{code}"' in found.message_id
    assert "EPSG:4326" not in found.message_en


def test_in_a_folder_the_example_follows_the_other_layers() -> None:
    for one in ps.inspect(KIRIMAN).layers:
        for found in one.findings:
            if found.code == "CRS_MISSING":
                assert f'crs="{one.crs_candidates[0].code}"' in found.message_id


def test_swapped_axes_come_with_their_remedy() -> None:
    found = finding(ps.inspect(KIRIMAN / "UNIT_IKM_2022.shp"), "CRS_MISSING")
    assert "layer.with_axes_swapped()" in found.hint_en
    assert "layer.with_axes_swapped()" in found.hint_id


def test_without_a_candidate_there_is_no_example(tmp_path: Path) -> None:
    found = finding(ps.inspect(written(tmp_path / "a.shp", [Point(9e8, 9e8)], crs=None)), "CRS_MISSING")
    assert "Pass crs= once you are sure." in found.message_en
    assert "EPSG" not in found.message_id
