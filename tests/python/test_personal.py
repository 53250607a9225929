"""Which column names look like personal data."""

import pytest

from petasentra.personal import looks_personal


@pytest.mark.parametrize(
    "name",
    ["NIK", "nik_pemilik", "No KTP", "no.hp", "Nama Pemilik", "NAMA_PEMIL", "NAMA_PEM_1", "namaPemohon", "pemilik",
     "Telp.", "e-mail", "ALAMAT", "tgl_lahir", "Tanggal Lahir", "PENANGGUNG", "owner", "NPWP", " HP "],
)  # fmt: skip
def test_names_that_speak_of_people(name):
    assert looks_personal(name)


@pytest.mark.parametrize(
    "name",
    ["nama", "NAMOBJ", "site_id", "activity", "pemilikan_lahan", "KODE", "unit", "wadmkd", "status", "pabrik",
     "wilayah", "php", "hpl", "nama_desa", "NAMA_KEC", "luas_ha", "anik", "lahir_baru"],
)  # fmt: skip
def test_names_that_do_not(name):
    assert not looks_personal(name)
