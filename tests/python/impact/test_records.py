"""Records: every row is kept, and what is wrong with it is told with file, id and column."""

from __future__ import annotations

import datetime as dt
import math

import pytest

import petasentra as ps
from petasentra.impact import Interval, covered, funding_by_year, read_records

FAULTS = [
    ("facility", {"id": "F", "kind": "gudang"}, "RECORD_KIND_UNKNOWN", "kind"),
    ("facility", {"kind": "ipal"}, "RECORD_INCOMPLETE", "id"),
    ("facility", {"id": "F", "kind": "ipal", "since": "31/02/2022"}, "VALUE_UNREADABLE", "since"),
    ("facility", {"id": "F", "kind": "ipal", "since": "05/04/2024"}, "VALUE_UNREADABLE", "since"),
    ("facility", {"id": "F", "kind": "ipal", "lon": "112,35,1"}, "VALUE_UNREADABLE", "lon"),
    ("facility", {"id": "F", "kind": "ipal", "lat": 112.35}, "VALUE_UNREADABLE", "lat"),
    ("facility", {"id": "F", "kind": "ipal", "lat": math.inf}, "VALUE_UNREADABLE", "lat"),
    ("facility", {"id": "F", "kind": "ipal", "capacity": "6.000 kg/hari"}, "AMOUNT_AMBIGUOUS", "capacity"),
    ("facility", {"id": "F", "kind": "ipal", "capacity": "besar"}, "AMOUNT_UNREADABLE", "capacity"),
    ("service", {"id": "F", "kind": "x"}, "RECORD_KIND_UNKNOWN", "kind"),
    ("permit", {"id": "P", "unit": "U"}, "RECORD_REFERENCE", "unit"),
    ("funding", {"id": "D", "facility": "F"}, "RECORD_REFERENCE", "facility"),
    ("funding", {"id": "D", "year": "tahun lalu"}, "VALUE_UNREADABLE", "year"),
    ("funding", {"id": "D", "year": 21}, "VALUE_UNREADABLE", "year"),
    ("permit", {"id": "P", "since": "2022-01-02", "until": "2022-01-01"}, "RECORD_DATES", "until"),
]


@pytest.mark.parametrize(("table", "row", "code", "column"), FAULTS)
def test_a_faulty_row_is_kept_and_told_with_its_place(table, row, code, column):
    records = read_records({table: [row]})
    assert len(records.table(table)) == 1
    found = records.findings.to_pylist()
    assert [(one["code"], one["layer"], one["feature_id"], one["column"]) for one in found] == [
        (code, table, row.get("id", "(0)"), column)
    ]
    assert found[0]["message_id"] != found[0]["message_en"]


@pytest.mark.parametrize(("lon", "lat"), [("112,5", "-7,25"), (112.5, -7.25), ("112°30' BT", "7°15' LS")])
def test_degrees_are_read_as_they_are_written(lon, lat):
    table = read_records({"facility": [{"id": "F", "kind": "ipal", "lon": lon, "lat": lat}]}).table("facility")
    assert (table["lon"].tolist(), table["lat"].tolist()) == ([112.5], [-7.25])


def test_an_id_that_stands_twice_is_told_once():
    found = read_records({"unit": [{"id": "A"}, {"id": "A"}, {"id": "B"}]}).findings.to_pylist()
    assert [(one["code"], one["feature_id"], one["measure"]) for one in found] == [("DUPLICATE_ID", "A", 2.0)]


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("IPAL", "ipal"), ("Rumah  Produksi", "rumah_produksi"), ("rumah_kemasan", "rumah_kemasan"),
        ("mesin", "machine"), ("UPT", "upt"), ("rumah promosi", "rumah_promosi"), ("ipab", "ipab"),
    ],
)  # fmt: skip
def test_kinds_have_their_indonesian_words(word, kind):
    assert read_records({"facility": [{"id": "F", "kind": word}]}).facilities[0].kind == kind


def test_toml_csv_and_tables_read_alike(tmp_path):
    toml = tmp_path / "r.toml"
    toml.write_text(
        '[[facility]]\nid = "F"\nkind = "ipal"\ncapacity = "6 t/hari"\nsince = 2021-06-21\n', encoding="utf-8"
    )
    (tmp_path / "facility.csv").write_text("id,kind,capacity,since\nF,ipal,6 t/hari,2021-06-21\n", encoding="utf-8")
    row = {"id": "F", "kind": "ipal", "capacity": "6 t/hari", "since": dt.date(2021, 6, 21)}
    read = [read_records(source).facilities for source in (toml, tmp_path, {"facility": [row]})]
    assert read[0] == read[1] == read[2]
    assert read[0][0].since == dt.date(2021, 6, 21)
    assert read[0][0].capacity.interval == Interval(6, 6)


def test_findings_of_files_name_the_file(tmp_path):
    path = tmp_path / "r.toml"
    path.write_text('[[facility]]\nid = "F"\nkind = "gudang"\n', encoding="utf-8")
    assert read_records(path).findings["layer"] == [f"{path} [[facility]]"]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("[[facility]\n", ps.SchemaError),
        ("[[gudang]]\nid = 1\n", ps.SchemaError),
        ('[[facility]]\nid = "F"\nkapasitas = 3\n', ps.SchemaError),
        ("facility = 3\n", ps.SchemaError),
        ("facility = [3]\n", ps.SchemaError),
    ],
)
def test_a_file_of_another_shape_is_refused_in_both_languages(tmp_path, text, error):
    path = tmp_path / "r.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(error) as raised:
        read_records(path)
    assert raised.value.message_id != raised.value.message_en


def test_a_file_or_table_that_is_not_there_is_refused(tmp_path):
    for path in (tmp_path, tmp_path / "r.toml"):
        with pytest.raises(ps.IoError):
            read_records(path)
    with pytest.raises(ps.OptionError, match="no table"):
        read_records({}).table("gudang")
    with pytest.raises(ps.OptionError, match="no day"):
        read_records({}).at("kemarin")


def test_both_days_of_a_record_belong_to_it():
    records = read_records(
        {"service": [{"id": "L", "kind": "pelatihan", "since": "2021-06-01", "until": "2021-06-30"}]}
    )
    days = ["2021-05-31", "2021-06-01", "2021-06-30", "2021-07-01"]
    assert [len(records.at(day).services) for day in days] == [0, 1, 1, 0]


def test_the_bundled_records_are_read_without_a_finding_and_mark_what_is_made_up():
    records = read_records(ps.datasets.path("jombang") / "records.toml")
    assert records.findings.to_pylist() == []
    everything = [*records.units, *records.facilities, *records.services, *records.permits, *records.funding]
    assert all(one.source and not one.verified for one in everything)
    assert all(one.schematic for one in everything if one.source == "rekaan")
    assert all(one.schematic for one in everything if getattr(one, "lon", None) is not None)


def test_of_several_permits_the_one_that_holds_counts():
    permits = [
        {"id": "P1", "unit": "A", "kind": "NIB", "until": "2020-12-31"},
        {"id": "P2", "unit": "A", "kind": "NIB", "since": "2022-01-01", "until": "2022-12-31"},
        {"id": "P3", "unit": "B", "kind": "NIB", "since": "2023-01-01"},
    ]
    records = read_records({"unit": [{"id": "A"}, {"id": "B"}, {"id": "C"}], "permit": permits})

    def told(day):
        return [(row["record_id"], row["status"]) for row in covered(records, on=day).table.to_pylist()]

    assert told("2022-06-01") == [("P2", "held"), ("P3", "not_yet"), (None, "none")]
    assert told("2023-06-01") == [("P2", "ended"), ("P3", "held"), (None, "none")]
    assert told("2021-06-01")[0] == ("P1", "ended")
    assert covered(records, on="2022-06-01").lacking("NIB") == ["B", "C"]


def test_services_are_for_the_units_of_their_sentra():
    records = read_records(
        {
            "unit": [{"id": "A", "sentra": "S"}, {"id": "B", "sentra": "T"}],
            "service": [{"id": "L", "sentra": "S", "kind": "bimtek"}],
        }
    )
    assert covered(records, on="2024-01-01").lacking("training") == ["B"]
    asked = covered(records, on="2024-01-01", services=["product_laboratory"])
    assert asked.lacking("product_laboratory") == ["A", "B"]


def test_funding_is_summed_and_what_is_not_stated_is_counted():
    rows = [
        {"id": "1", "sentra": "S", "fund": "DAK Fisik", "year": 2021, "amount": "Rp1-2 miliar"},
        {"id": "2", "sentra": "S", "fund": "DAK Fisik", "year": 2021, "amount": "sekitar Rp3 miliar"},
        {"id": "3", "sentra": "S", "fund": "DAK Fisik", "year": 2021},
        {"id": "4", "sentra": "S", "fund": "DAK Fisik", "year": 2022, "amount": "5 t"},
    ]
    found = funding_by_year(read_records({"funding": rows})).to_pylist()
    names = ("year", "low", "high", "about", "records", "without_amount")
    assert [tuple(row[name] for name in names) for row in found] == [
        (2021, 4e9, 5e9, True, 3, 1), (2022, None, None, False, 1, 1),
    ]  # fmt: skip
