"""Files that are whole or not there."""

import errno

import pytest

import petasentra as ps
from petasentra.files.replacing import replacing, write_text


def test_an_error_leaves_the_old_file_and_nothing_else(tmp_path):
    goal = tmp_path / "a.txt"
    goal.write_text("lama")

    def fail():
        with replacing(goal) as draft:
            draft.write_text("setengah")
            (draft.parent / "a.txt-journal").write_text("sisa")
            raise RuntimeError("sekrup lepas")

    with pytest.raises(RuntimeError):
        fail()
    assert goal.read_text() == "lama"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_full_disk_is_told_in_both_languages(tmp_path):
    with pytest.raises(ps.IoError) as told, replacing(tmp_path / "a.txt"):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert "ruang simpan habis" in told.value.message_id
    assert "no space left" in told.value.message_en
    assert told.value.file == str(tmp_path / "a.txt")


@pytest.mark.parametrize("place", ["tidak/ada/a.txt", "berkas/a.txt", "folder"])
def test_a_place_that_cannot_be_written_is_one_clear_error(tmp_path, place):
    (tmp_path / "berkas").write_text("")
    (tmp_path / "folder" / "isi").mkdir(parents=True)
    with pytest.raises(ps.IoError) as told:
        write_text("isi", tmp_path / place)
    assert "[Errno" not in told.value.message_id
    assert told.value.message_id != told.value.message_en
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("method", ["explore", "report"])
def test_maps_and_reports_go_through_it(tmp_path, method):
    (tmp_path / "berkas").write_text("")
    study = ps.datasets.jombang()
    result = ps.check(study.sentra[:1], study.pack(), as_of="2015-06-01")
    with pytest.raises(ps.IoError):
        getattr(result, method)(tmp_path / "berkas" / "a.html")
