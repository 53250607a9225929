"""Bringing a pack to the newest format: nothing to do, one number to write, or refused."""

from __future__ import annotations

import pytest
from invented_folder import PACK, invented

import petasentra as ps


def test_a_pack_of_the_newest_format_is_left_alone(tmp_path):
    folder = invented(tmp_path / "paket")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    done = ps.packs.migrate(folder)
    assert (done.before, done.after, done.files) == (1, 1, ())
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("stated", ["", "format = 0\n", 'format = "1"\n', "format = 0   # lama\n"])
def test_a_pack_without_a_number_gets_it(tmp_path, stated):
    folder = invented(tmp_path / "paket", pack=PACK.replace("format = 1\n", stated))
    with pytest.raises(ps.PetasentraError):
        ps.read_plan_pack(folder)
    done = ps.packs.migrate(folder)
    assert (done.before, done.after, done.files) == (0, 1, ("pack.toml",))
    text = (folder / "pack.toml").read_text(encoding="utf-8")
    assert "format = 1" in text
    assert ("# lama" in text) == ("# lama" in stated)
    assert ps.read_plan_pack(folder).format == 1
    assert ps.packs.migrate(folder).files == ()


def test_a_pack_of_a_newer_format_is_refused(tmp_path):
    folder = invented(tmp_path / "paket", pack=PACK.replace("format = 1", "format = 2"))
    before = (folder / "pack.toml").read_bytes()
    for ask in (ps.packs.migrate, ps.read_plan_pack):
        with pytest.raises(ps.RuleError) as error:
            ask(folder)
        assert error.value.code == 403
        assert "format 2" in error.value.message_en
        assert "berformat 2" in error.value.message_id
        assert error.value.hint_id
    assert (folder / "pack.toml").read_bytes() == before


def test_a_pack_that_would_not_be_read_stays_as_it_was(tmp_path):
    folder = invented(tmp_path / "paket", pack=PACK.replace("format = 1\n", "warna = 1\n"))
    before = (folder / "pack.toml").read_bytes()
    with pytest.raises(ps.RuleError, match="warna"):
        ps.packs.migrate(folder)
    assert (folder / "pack.toml").read_bytes() == before


def test_a_folder_that_is_no_pack_is_refused(tmp_path):
    with pytest.raises(ps.IoError):
        ps.packs.migrate(tmp_path)
