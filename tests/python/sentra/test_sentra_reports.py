"""Reports and audits of found sentra and of lists: one file, the same bytes, and every change told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas
import pandas
import pytest
import shapely

import petasentra as ps
from petasentra.auditing import read_table_audit

if TYPE_CHECKING:
    from pathlib import Path


def units(**more: object) -> geopandas.GeoDataFrame:
    columns = {
        "id": [f"u{n}" for n in range(7)], "produk": ["tahu"] * 6 + [""],
        "tk": ["5", "belasan", "", "puluhan", "2", "2", "2"],
    } | more  # fmt: skip
    at = [*shapely.points([640_000 + 10 * n for n in range(6)], [9_170_000] * 6), None]
    return geopandas.GeoDataFrame(columns, geometry=at, crs=32749)


def found(frame: geopandas.GeoDataFrame | ps.Layer, eps_m: float = 20) -> ps.FoundSentra:
    return ps.find_sentra(frame, product="produk", workers="tk", unit_id="id", eps_m=eps_m)


def test_a_report_of_sentra_is_one_file_with_its_audit_and_the_same_bytes(tmp_path: Path) -> None:
    answer = found(units())
    pages = [answer.report(tmp_path / name, printed_on="2026-01-31") for name in ("a.html", "b.html")]
    assert pages[0].read_bytes() == found(units()).report(tmp_path / "c.html", printed_on="2026-01-31").read_bytes()
    text = pages[0].read_text(encoding="utf-8")
    for part in ("<svg", "20-28", "2 unit belum diketahui", "UNIT_WITHOUT_PLACE", "“puluhan”", "31 Januari 2026"):
        assert part in text, part
    for address in ("http:", "https:", "src="):
        assert address not in text
    audit, intact = read_table_audit(pages[1])
    assert intact
    assert audit.sha256 == answer.audit.sha256
    pages[1].write_text(text.replace("20-28", "20-29"), encoding="utf-8")
    assert not read_table_audit(pages[1])[1]
    assert "Units" in answer.report(tmp_path / "en.html", lang="en").read_text(encoding="utf-8")


def test_an_audit_tells_what_changed_and_not_the_order_of_rows(tmp_path: Path) -> None:
    frame, answer = units(), found(units())
    assert answer.audit.changes(found(frame.iloc[::-1]).audit) == []
    assert answer.audit.changes(found(frame, eps_m=30).audit)[0] == "options.eps_m"
    other = units(tk=["6", "belasan", "", "puluhan", "2", "2", "2"])
    told = answer.audit.changes(found(other).audit)
    assert "inputs.units.columns.tk" in told
    assert "result.sentra.workers_min" in told
    saved = answer.audit.save(tmp_path / "sentra.audit.json")
    again, intact = read_table_audit(saved)
    assert intact
    assert again.changes(answer.audit) == []
    saved.write_text(saved.read_text().replace('"eps_m": 20.0', '"eps_m": 21.0'))
    assert not read_table_audit(saved)[1]
    saved.write_text("{}")
    with pytest.raises(ps.SchemaError):
        read_table_audit(saved)


def test_ids_that_are_personal_are_in_no_report_and_no_audit(tmp_path: Path) -> None:
    frame = units(id=[f"NIK{n}" for n in range(7)])
    answer = found(ps.Layer.from_geopandas(frame).with_personal("id"))
    assert "NIK" not in str(answer.audit.to_dict())
    assert "NIK" not in answer.report(tmp_path / "r.html").read_text(encoding="utf-8")


def test_a_list_is_reported_by_province_commodity_and_row(tmp_path: Path) -> None:
    listed = ps.datasets.sentra_lists().ntb
    text = listed.report(tmp_path / "ntb.html").read_text(encoding="utf-8")
    for part in ("Nusa Tenggara Barat", "20 sentra dalam", "NTB-01", "COMMODITY_UNKNOWN", "19 sentra belum diketahui"):
        assert part in text, part
    rows = pandas.DataFrame({"id": ["a", "b"], "komoditas": ["batik", "tahu"], "jumlah_unit": ["5", "7"]})
    one, turned = ps.sentra.read_registry(rows), ps.sentra.read_registry(rows.iloc[::-1])
    assert one.audit.changes(turned.audit) == []
    assert one.audit.intact
    assert ps.sentra.read_registry(rows.iloc[:0]).report(tmp_path / "kosong.html").is_file()


def test_a_list_beside_what_was_found_has_its_report_and_audit(tmp_path: Path) -> None:
    answer = ps.find_sentra(units(desa=["Bakalan"] * 7), product="produk", unit_id="id", area="desa", eps_m=20)
    rows = [("SK-1", "Tahu", "Bakalan", "puluhan"), ("SK-2", "Batik", "Entahlah", "5")]
    sk = pandas.DataFrame(rows, columns=["no", "komoditas", "desa", "unit"])
    ask = {"sk_id": "no", "commodity": "komoditas", "area": "desa", "units": "unit"}
    result = answer.reconcile(sk, **ask)
    text = result.report(tmp_path / "a.html").read_text(encoding="utf-8")
    for part in ("SK-1", "“puluhan”", "“Entahlah”", "PP 29/2018", "Belum diverifikasi", "VALUE_UNREADABLE"):
        assert part in text, part
    assert read_table_audit(tmp_path / "a.html")[1]
    assert result.audit.changes(answer.reconcile(sk, **ask).audit) == []
    assert "inputs.list.columns.area" in result.audit.changes(answer.reconcile(sk.assign(desa="Bakalan"), **ask).audit)
