"""Only `verify` sets verified; it changes those values and not one byte more."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest
from invented_folder import PLAN, invented

import petasentra as ps
from petasentra.matrices.csv_text import with_cells
from petasentra.packs import unverified, verify
from petasentra.packs.toml_text import with_values
from petasentra.packs.verification import text_hash

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "Naskah rekaan, bukan kutipan."


def seen(folder: Path, article: str = "perda-1-2020#pasal-5", **more: object) -> ps.packs.Verified:
    asked = {"by": "Contoh Petugas", "on": "2026-11-23", "text": WORDS, "page": "halaman 12"} | more
    return verify(folder, article, **asked)  # type: ignore[arg-type]


def test_everything_unseen_is_listed_by_the_names_of_a_check(tmp_path: Path) -> None:
    names = [one.name for one in unverified(invented(tmp_path / "paket"))]
    assert names == [
        "perda-1-2020", "perda-1-2020#in_force_from", "perda-1-2020#pasal-5", "perda-1-2020#lampiran",
        "perda-1-2020#pola-ruang", "perda-1-2020#permissions", "perda-1-2020#B1", "perda-1-2020#B3",
    ]  # fmt: skip


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_only_the_values_change(tmp_path: Path, line_end: str, mark: str) -> None:
    before = mark + PLAN.replace("\n", line_end)
    folder = invented(tmp_path / "paket", plan=before)
    done = seen(folder)
    after = (folder / "plan.toml").read_bytes().decode()
    added = [
        f'text = "{WORDS}"', 'page = "halaman 12"', f'text_sha256 = "{done.text_sha256}"',
        'verified_by = "Contoh Petugas"', "verified_on = 2026-11-23",
    ]  # fmt: skip
    old = f'label = "contoh: Pasal 5"{line_end}verified = false        # belum dilihat'
    new = f'label = "contoh: Pasal 5"{line_end}verified = true        # belum dilihat' + "".join(
        line_end + line for line in added
    )
    assert old in before
    assert after == before.replace(old, new)
    assert [one.name for one in unverified(folder)].count("perda-1-2020#pasal-5") == 0


def test_the_record_is_what_was_asked(tmp_path: Path) -> None:
    folder = invented(tmp_path / "paket")
    done = seen(folder, url="https://contoh.example/perda-1")
    article = ps.read_plan_pack(folder).instruments[0].article("pasal-5")
    assert article is not None
    assert (article.verified, article.verified_by, article.verified_on) == (True, "Contoh Petugas", "2026-11-23")
    assert (article.text, article.page, article.url) == (WORDS, "halaman 12", "https://contoh.example/perda-1")
    assert article.text_sha256 == done.text_sha256 == text_hash(f"  {WORDS}\r\n")
    assert "VERIFIED_WITHOUT_RECORD" not in ps.read_plan_pack(folder).lint()["code"]


def test_words_that_stand_in_the_pack_need_not_be_given(tmp_path: Path) -> None:
    folder = invented(tmp_path / "paket")
    done = seen(folder, "perda-1-2020#lampiran", text=None)
    assert done.text_sha256 == text_hash("baris [satu]\nverified = false")
    article = tomllib.loads((folder / "plan.toml").read_text())["article"][1]
    assert article["verified"] is True
    assert article["text"] == "baris [satu]\nverified = false\n"


def test_what_the_article_settles_besides_is_set_with_it(tmp_path: Path) -> None:
    folder = invented(tmp_path / "paket")
    done = seen(folder, "perda-1-2020#lampiran", also=["permissions", "B3", "in_force_from", "instrument"])
    assert set(done.files) == {"plan.toml", "conditions.csv"}
    assert [one.name for one in unverified(folder)] == [
        "perda-1-2020#pasal-5", "perda-1-2020#pola-ruang", "perda-1-2020#B1",
    ]  # fmt: skip
    assert '"Bersih, sehat",,,,,,true\n' in (folder / "conditions.csv").read_text()
    seen(folder, also=["pola-ruang", "B1"])
    assert unverified(folder) == ()
    sites = ps.Layer.from_arrow(ps.read_layer(folder / "zones.geojson").to_arrow())
    checked = ps.check(sites, ps.read_plan_pack(folder), as_of="2021-06-01", for_activity="batik", site_id="KODE")
    assert [row["verified"] for row in checked.table.to_pylist()] == [True, True]


def test_a_layer_that_rests_on_another_article_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    folder = invented(tmp_path / "paket")
    with pytest.raises(ps.RuleError, match="names the article 'lampiran'"):
        seen(folder, also=["permissions"])
    assert (folder / "plan.toml").read_text() == PLAN


def test_other_words_for_a_verified_article_are_refused(tmp_path: Path) -> None:
    folder = invented(tmp_path / "paket")
    seen(folder)
    seen(folder, by="Orang Kedua")  # the same words may be seen again
    with pytest.raises(ps.RuleError, match="verified with other words, by 'Orang Kedua'"):
        seen(folder, text="Naskah lain.")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"by": "  "}, "Who has seen"),
        ({"text": None}, "words of the article are missing"),
        ({"page": None}, "Where the words can be seen"),
        ({"on": "23-11-2026"}, "no date"),
        ({"article": "perda-1-2020#pasal-6"}, "no 'perda-1-2020#pasal-6'"),
        ({"also": ["enacted_on"]}, "no 'enacted_on'"),
        ({"also": ["B9"]}, "no 'B9'"),
    ],
)
def test_what_is_missing_is_asked_for(tmp_path: Path, more: dict[str, object], said: str) -> None:
    folder = invented(tmp_path / "paket")
    with pytest.raises(ps.OptionError, match=said):
        seen(folder, **more)
    assert (folder / "plan.toml").read_text() == PLAN


def test_a_layout_that_cannot_be_followed_is_refused_not_spoilt(tmp_path: Path) -> None:
    head, _, rest = PLAN.partition("[[article]]")
    inline = 'article = [{ id = "pasal-5", verified = false }, { id = "lampiran", verified = false }]\n' + head
    folder = invented(tmp_path / "paket", plan=inline + rest[rest.index("[[transition]]") :])
    before = (folder / "plan.toml").read_bytes()
    with pytest.raises(ps.RuleError, match="cannot be changed in place"):
        seen(folder)
    assert (folder / "plan.toml").read_bytes() == before


def test_the_file_keeps_its_mode_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    folder = invented(tmp_path / "paket")
    (folder / "plan.toml").chmod(0o640)
    names = sorted(folder.iterdir())
    seen(folder)
    assert sorted(folder.iterdir()) == names
    assert (folder / "plan.toml").stat().st_mode & 0o777 == 0o640


def test_a_mark_without_a_record_and_changed_words_are_found(tmp_path: Path) -> None:
    folder = invented(tmp_path / "paket", plan=PLAN.replace("verified = false        #", "verified = true        #"))
    codes = ps.read_plan_pack(folder).lint()["code"]
    assert "VERIFIED_WITHOUT_RECORD" in codes
    assert "ARTICLE_TEXT_CHANGED" not in codes
    folder = invented(tmp_path / "lain")
    seen(folder)
    plan = folder / "plan.toml"
    plan.write_text(plan.read_text().replace(WORDS, WORDS + " Ditambah."))
    assert "ARTICLE_TEXT_CHANGED" in ps.read_plan_pack(folder).lint()["code"]


def test_values_over_several_lines_and_odd_quotes_are_followed() -> None:
    text = "[[a]]\nx = [\n  1, # ]\n  \"]\",\n]\ny = '''\n[[a]]\n'''\nz = \"\\\"#\"   # ekor\n[[a]]\nz = 1"
    changed = with_values(text, "a", 0, {"z": "baru", "x": 3, "w": False})
    assert changed == "[[a]]\nx = 3\ny = '''\n[[a]]\n'''\nz = \"baru\"   # ekor\nw = false\n[[a]]\nz = 1"
    assert with_values(text, "a", 1, {"z": 2}) == text[:-1] + "2"


def test_cells_of_a_csv_change_alone() -> None:
    text = '# catatan\r\nid,teks,verified\r\n"T1","a ""b"", c",false\r\n\r\nT2,"dua\r\nbaris", false \r\n'
    changed = with_cells(text, "verified", ["T2"], "true")
    assert changed == text.replace(", false ", ",true")
    with pytest.raises(ps.RuleError, match="no row 'T3'"):
        with_cells(text, "verified", ["T3"], "true")
    with pytest.raises(ps.RuleError, match="no column 'dilihat'"):
        with_cells(text, "dilihat", ["T1"], "true")
