import re

import fake_result
import pytest
from page_checks import Page

import petasentra as ps
from petasentra.errors import IoError, OptionError
from petasentra.plotting.language import NOTICE_KKPR
from petasentra.report.conformance import write_report


@pytest.fixture(autouse=True)
def _no_epoch(monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "report.html"
    return write_report(fake_result.make_result(), path, lang="id").read_text(encoding="utf-8")


def written(tmp_path, result=None, **options):
    result = fake_result.make_result() if result is None else result
    return write_report(result, tmp_path / "r.html", **options).read_text(encoding="utf-8")


def section(text, name):
    found = re.search(rf'<section[^>]*id="{name}".*?</section>', text, re.S)
    return found[0] if found else ""


def test_the_report_is_one_file_that_asks_for_nothing(report):
    page = Page(report)
    assert page.fetched() == []
    assert not [values for tag, values in page.tags if tag in ("a", "link", "iframe", "img")]
    scripts = [values for tag, values in page.tags if tag == "script"]
    assert scripts == [{"type": "application/json", "id": "petasentra-audit"}]  # data, which no browser runs
    assert "xmlns" not in report


def test_the_report_has_every_part_an_officer_needs(report):
    for part in ("notices", "summary", "map", "sites", "details", "law", "citations", "method", "signature", "legend"):
        assert f'id="{part}"' in report
    assert section(report, "map").count("<svg") == 1


def test_one_row_and_one_section_a_site(report):
    assert len(re.findall(r'<tbody class="one">', section(report, "sites"))) == 6
    assert len(re.findall(r'<article class="site"', report)) == 6


def test_what_conforms_of_a_site_in_part_stands_with_its_coordinates(report, tmp_path):
    details = Page(section(report, "details")).words()
    assert "Bagian yang sesuai" in details
    assert "Timur (m, UTM 49S)" in details
    assert "640.001,13" in details or "640.001,12" in details
    assert report.count('<table class="coordinates">') == 1  # the second part has more corners than paper bears
    assert "Daftar koordinatnya memuat 61 titik dan tidak dicetak" in details
    assert "Bagian ini dipotong menurut zonasi skematik; koordinatnya bukan batas yang sah." in details
    assert "lebar (garis tengah lingkaran terbesar yang muat di dalamnya) 20,0 m" in details
    english = Page(section(written(tmp_path, lang="en"), "details")).words()
    assert "The part that conforms" in english
    assert "640,001.13" in english or "640,001.12" in english
    assert "112° 16' 01.5\" E" in english
    assert "7° 33' 02.5\" S" in english


def test_of_many_parts_the_largest_are_printed_and_the_others_counted(tmp_path, monkeypatch):
    monkeypatch.setattr("petasentra.report.remainder.MOST_PARTS", 1)
    details = Page(section(written(tmp_path), "details")).words()
    assert "Masih ada 1 bagian lain yang lebih kecil, seluruhnya 0,0090 ha" in details
    assert "Daftarnya: result.remainder_of().parts" in details
    assert "Daftar koordinatnya memuat 61 titik" not in details


def test_the_legend_has_the_zones_on_the_map_and_no_others(tmp_path):
    study = ps.datasets.jombang()
    result = ps.check(study.sentra, study.pack(), as_of="2015-06-01")
    legend = Page(section(written(tmp_path, result), "map")).words()
    assert "Kawasan Peruntukan Industri (KPI)" in legend
    assert "Kawasan Hutan Lindung" not in legend  # in the mountains, outside the map
    assert "Zona khusus daur ulang slag aluminium, Perda 21/2009 (belum diverifikasi)" in legend


def test_a_share_of_nothing_is_no_share_where_the_law_is_silent(tmp_path):
    study = ps.datasets.jombang()
    result = ps.check(study.sentra, study.pack(), as_of="2023-06-01")
    page = written(tmp_path, result)
    row = next(one for one in re.findall(r'<tbody class="one">.*?</tbody>', page, re.S) if "Contoh F" in one)
    assert "tidak diatur" in Page(row).words()
    assert "0 %" not in Page(row).words().replace("\u00a0", " ")


def test_a_hostile_name_is_text(report):
    assert report.count("<script") == 1
    assert fake_result.HOSTILE in Page(report).words()


def test_personal_columns_are_nowhere_in_the_report(report):
    assert "Siti" not in report
    assert "pemilik" not in report


def test_an_unverified_basis_takes_the_place_of_the_signature(report, tmp_path):
    place = Page(section(report, "signature")).words()
    assert place == "DRAF - dasar hukum belum diverifikasi"
    english = written(tmp_path, lang="en")
    assert Page(section(english, "signature")).words() == "DRAFT - legal basis not verified"


def test_one_unverified_site_among_verified_ones_is_enough(tmp_path):
    result = fake_result.make_result(verified=True)
    result.table._rows[3] |= {"verified": False, "unverified_rules": ["perda-21-2009#lampiran-itbx"]}
    assert "DRAF - dasar hukum belum diverifikasi" in section(written(tmp_path, result), "signature")


def test_a_verified_basis_leaves_room_to_sign(tmp_path):
    text = written(tmp_path, fake_result.make_result(verified=True, schematic=False))
    assert "DRAF" not in Page(text).words()
    assert "Nama, NIP, jabatan" in section(text, "signature")
    assert "belum diverifikasi terhadap naskah aslinya" not in Page(text).words()


def test_the_notice_that_this_is_no_kkpr_decision_is_fixed(report, tmp_path):
    assert NOTICE_KKPR[0] in Page(report).words()
    assert NOTICE_KKPR[1] in Page(written(tmp_path, lang="en")).words()
    assert NOTICE_KKPR[0] in Page(written(tmp_path, fake_result.make_result(verified=True, schematic=False))).words()


def test_with_a_conflict_every_text_opens_with_cannot_be_stated(report, tmp_path):
    row = next(r for r in section(report, "sites").split("<tbody") if "Contoh C" in r)
    cells = [Page("<td" + cell).words() for cell in row.split("<td")[1:]]
    assert "belum dapat dinyatakan" in cells[1]
    assert cells[-1].startswith("Belum dapat dinyatakan")
    assert "bersyarat" in cells[-1]
    assert "tidak diperbolehkan" in cells[-1]
    english = section(written(tmp_path, lang="en"), "details")
    own = next(a for a in english.split("<article") if "Contoh C" in a)
    assert "Cannot be stated yet" in own


def test_every_figure_on_schematic_ground_says_so(report):
    words = Page(section(report, "sites")).words() + Page(section(report, "details")).words()
    figures = re.findall(r"\d[\d.,]* ?%(?:–\d[\d.,]* ?%)?( skematik)?", words)
    assert len(figures) >= 10
    assert all(figures)
    counted = re.findall(r'class="n">([^<]+?)(<span class="sk">skematik</span>)?</td>', section(report, "summary"))
    assert all(mark for number, mark in counted if any(c.isdigit() for c in number))


def test_nothing_says_schematic_where_nothing_is(tmp_path):
    text = written(tmp_path, fake_result.make_result(verified=True, schematic=False))
    assert "skematik" not in Page(text).words().lower()


def test_numbers_follow_the_language(report, tmp_path):
    assert "42,3 %" in Page(report).words()
    english = Page(written(tmp_path, lang="en")).words()
    assert "42.3%" in english
    assert "1 June 2015" in english
    assert "1 Juni 2015" in Page(report).words()


def test_citations_carry_label_place_and_whether_somebody_has_seen_them(report):
    cited = section(report, "citations")
    rows = [Page(row).words() for row in cited.split("<tr>")[2:]]
    special = next(row for row in rows if "zona khusus" in row)
    assert "contoh: Pasal tentang zona khusus" in special
    assert "belum diverifikasi" in special
    assert "12" in special
    overlay = next(row for row in rows if "lahan pangan" in row)
    assert "belum diverifikasi" not in overlay
    assert "terverifikasi" in overlay
    assert "Bunyi pasal contoh." in overlay


def test_regulations_show_their_dates_and_the_doubt_about_them(report):
    law = Page(section(report, "law")).words()
    assert "berlaku sejak 28 Oktober 2010" in law
    assert "tidak berlaku lagi sejak 31 Desember 2021 (belum diverifikasi)" in law
    assert law.count("dipakai") == 1


def test_the_method_states_crs_tolerances_version_and_hashes(report):
    method = Page(section(report, "method")).words()
    for part in ("EPSG:32749", "0,002 m", f"petasentra {ps.__version__}", "9f" * 32, "pack.toml"):
        assert part in method


def test_a_date_of_printing_appears_only_if_given(report, tmp_path, monkeypatch):
    assert "Dicetak" not in Page(report).words()
    assert "31 Januari 2026" in Page(written(tmp_path, printed_on="2026-01-31")).words()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert "14 November 2023" in Page(written(tmp_path)).words()
    assert "31 Januari 2026" in Page(written(tmp_path, printed_on="2026-01-31")).words()


def test_the_same_result_gives_the_same_bytes(report, tmp_path):
    assert written(tmp_path) == report


def test_claims_stand_side_by_side_as_published(tmp_path):
    claims = [
        {
            "subject": "sentra contoh",
            "attribute": "workers",
            "value": "200-300",
            "source": "sumber <satu>",
            "verified": False,
        },
        {"subject": "sentra contoh", "attribute": "workers", "value": "belasan", "source": "sumber dua"},
    ]
    words = Page(section(written(tmp_path, claims=claims), "claims")).words()
    assert "200-300" in words
    assert "belasan" in words
    assert "sumber <satu>" in words
    assert "Sumber Keadaan" in words
    assert words.count("belum diverifikasi") == 1


def test_a_failed_write_leaves_the_old_report(tmp_path):
    (tmp_path / "r.html").mkdir()
    with pytest.raises(IoError):
        write_report(fake_result.make_result(), tmp_path / "r.html")
    assert [p.name for p in tmp_path.iterdir()] == ["r.html"]


def test_another_language_is_refused(tmp_path):
    with pytest.raises(OptionError):
        write_report(fake_result.make_result(), tmp_path / "r.html", lang="nl")


def test_the_jombang_report_is_a_draft_that_cites_its_regulation(tmp_path):
    study = ps.datasets.jombang()
    result = ps.check(study.sentra, study.pack(), as_of="2015-06-01")
    text = written(tmp_path, result, claims=study.facts)
    page = Page(text)
    assert page.fetched() == []
    assert "Perda 21/2009" in page.words()
    assert "DRAF - dasar hukum belum diverifikasi" in section(text, "signature")
    assert text.count('<article class="site"') == len(study.sentra)


def test_where_ids_are_personal_the_sites_are_only_numbered(tmp_path):
    result = fake_result.make_result()
    frame = result.sites.to_geopandas().drop(columns="name")
    result.sites = fake_result.FakeLayer(frame, personal=("pemilik", "site_id"))
    text = written(tmp_path, result)
    assert "contoh-a" not in text
    assert "1. #1" in Page(text).words()


def test_a_source_that_is_a_path_shows_only_its_file(tmp_path):
    result = fake_result.make_result()
    result.pack.instruments[1].layers[0].source = "/home/orang/rahasia/zona.zip"
    result.pack.instruments[1].source = "C:\\Users\\orang\\perda.pdf"
    text = written(tmp_path, result)
    assert "zona.zip" in text
    assert "perda.pdf" in text
    assert "orang" not in text


def test_an_empty_result_is_a_report_without_rows(tmp_path):
    study = ps.datasets.jombang()
    empty = ps.check(study.sentra[0:0], study.pack(), as_of="2015-06-01")
    text = written(tmp_path, empty)
    assert '<article class="site"' not in text
    assert Page(empty.explore(tmp_path / "map.html").html).fetched() == []
