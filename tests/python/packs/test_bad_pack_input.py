"""What cannot be understood is refused with its place and a way out, in both languages; nothing is guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from invented_folder import PACK, PERMISSIONS, PLAN, invented

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("texts", "file", "said"),
    [
        ({"pack": PACK.replace("format = 1", "format = 2\nbaru = true")}, "pack.toml", "Perbarui petasentra"),
        ({"plan": PLAN.replace("2020-01-01", '"24-Mei-2022"')}, "plan.toml", "24-Mei-2022"),
        ({"plan": PLAN.replace("2020-01-01", '"16-Okt-2024"')}, "plan.toml", "16-Okt-2024"),
        ({"plan": PLAN.replace("[[layer]]", 'replaces = ["perda-1-2020"]\n[[layer]]', 1)},
         "plan.toml", "mengganti"),
        ({"plan": PLAN.replace('code = "KODE"', 'code = "KODKWS"')}, "zones", "KODKWS"),
        ({"permissions": PERMISSIONS.replace("KPI,P-1", "KPI,P-2")}, "zones.geojson", "P-1"),
        ({"plan": PLAN.replace("level", "jenjang")}, "plan.toml", "jenjang"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_file(tmp_path: Path, texts: dict[str, str], file: str, said: str) -> None:
    with pytest.raises(ps.PetasentraError) as told:
        ps.read_plan_pack(invented(tmp_path / "paket", **texts))
    error = told.value
    assert file in f"{error.file} {error.layer}"
    assert said in f"{error.message_id} {error.hint_id}"
    assert all((error.message_en, error.hint_en))


def test_conditions_belong_to_one_instrument(tmp_path: Path) -> None:
    """T1 of one plan is not T1 of another: a condition that its own instrument does not explain stays unexplained."""
    second = PLAN.replace("perda-1-2020", "perda-2-2021").replace('conditions = "conditions.csv"\n', "").replace(
        "2020-01-01", "2021-01-01"
    )  # fmt: skip
    first = PLAN.replace("2020-01-01", "2020-01-01\nin_force_to = 2021-01-01")
    folder = invented(tmp_path / "paket", plan=first, pack=PACK.replace('["plan.toml"]', '["plan.toml", "dua.toml"]'))
    (folder / "dua.toml").write_text(second)
    rows = [row for row in ps.packs.lint(folder).to_pylist() if row["code"] == "CONDITION_WITHOUT_ROW"]
    assert {(row["layer"], row["feature_id"]) for row in rows} == {("perda-2-2021", "B1"), ("perda-2-2021", "B3")}
