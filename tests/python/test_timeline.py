"""From when until when: the timeline is the check of every day, and its intervals are known by hand."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest

import petasentra as ps
from petasentra import _core
from petasentra.values import parse_dates
from petasentra.values.dates import month_numbers

if TYPE_CHECKING:
    from pathlib import Path

SLAG = "daur-ulang-slag-aluminium"
SHELTER = """
[[transition]]
applies_to = "permit_valid"
until = "permit_expiry"
article = "pasal-peralihan"

[[transition]]
applies_to = "built_before"
until = "P3Y"
article = "pasal-peralihan"

[[article]]
id = "pasal-peralihan"
label = "contoh: pasal peralihan"
verified = false
"""


@pytest.fixture(scope="module")
def sheltering(tmp_path_factory: pytest.TempPathFactory) -> ps.PlanPack:
    """The bundled pack with invented transition rules in Perda 10/2021."""
    return pack_with(tmp_path_factory.mktemp("jombang"), SHELTER)


def pack_with(folder: Path, more: str) -> ps.PlanPack:
    source = ps.datasets.path("jombang")
    for file in source.iterdir():
        target = folder / file.name
        if file.is_dir():
            target.symlink_to(file, target_is_directory=True)
        elif file.name == "perda-10-2021.toml":
            target.write_text(file.read_text(encoding="utf-8") + more, encoding="utf-8")
        else:
            target.symlink_to(file)
    return ps.read_plan_pack(folder)


def site(**columns: Any) -> gpd.GeoDataFrame:
    """Contoh A of the bundled study, with a past."""
    sentra = ps.datasets.jombang().sentra.to_geopandas().set_index("site_id").loc[["contoh-a"]]
    values = {"site_id": ["unit"], "activity": [SLAG]} | {name: [value] for name, value in columns.items()}
    return gpd.GeoDataFrame(values, geometry=sentra.geometry.to_numpy(), crs=sentra.crs)


def told(line: ps.Timeline) -> list[tuple[str, str, str, list[str]]]:
    return [
        (str(row["valid_from"] or ""), row["verdict"], row["existing_use"], row["cause"])
        for row in line.table.to_pylist()
    ]


def test_the_law_of_jombang_gives_the_intervals_known_by_hand() -> None:
    line = ps.timeline(site(), ps.datasets.jombang().pack("slag-dihapus"))
    rows = line.table.to_pylist()
    assert [(str(row["valid_from"]), str(row["valid_to"]), row["verdict"], row["flags"]) for row in rows] == [
        ("None", "2010-10-28", "no_data", []),  # before 2000 no plan, until 2010 one whose zones are not held
        ("2010-10-28", "2021-12-31", "prohibited", ["conflict"]),  # matrix against the special zone
        ("2021-12-31", "None", "prohibited", []),  # what if the special zone was dropped
    ]
    assert rows[1]["cause_en"] == "Perda 21/2009 enters into force; Perda 9/2000 is no longer in force"
    assert [str(day) for day in line.law_days] == ["2000-12-31", "2010-10-28", "2021-12-31"]
    assert all(row["schematic"] for row in rows[1:])


def test_a_unit_of_1976_with_a_permit_has_the_intervals_known_by_hand(sheltering: ps.PlanPack) -> None:
    permits = json.dumps([{"kind": "IUI", "issued_on": "01-Mar-2012", "expires_on": "01-Mar-2026"}])
    line = ps.timeline(site(established_on="24-Mei-1976", permits=permits), sheltering)
    assert told(line) == [
        ("", "no_data", "none", []),
        ("1976-05-24", "no_data", "undecided", ["subject"]),
        ("2010-10-28", "prohibited", "undecided", ["rule"]),  # Perda 21/2009 has no transition in the pack
        ("2021-12-31", "prohibited", "non_conforming_until", ["rule"]),
        ("2026-03-01", "prohibited", "unlawful", ["permit"]),
    ]
    sheltered = line.table.to_pylist()[3]
    assert sheltered["existing_use_until"] == dt.date(2026, 3, 1)
    assert sheltered["existing_use_basis"] == "pasal-peralihan"
    assert "perda-10-2021#pasal-peralihan" in sheltered["unverified_rules"]


@pytest.mark.parametrize("known_on", [None, "2015-01-01", "as_of"])
def test_a_timeline_is_the_check_of_the_days_about_every_boundary(
    sheltering: ps.PlanPack, known_on: str | None
) -> None:
    sites = ps.datasets.jombang().sentra.to_geopandas()
    sites["established_on"] = ["1976-05-24", "2012-03-01", "2021-12-31", None, "24-Mei-2010", "bukan tanggal"]
    permit = [{"kind": "IUI", "issued_on": "2012-03-01", "expires_on": "2024-03-01"}]
    sites["permits"] = [json.dumps(permit), json.dumps(permit), None, json.dumps(permit), "[]", json.dumps(permit)]
    line = ps.timeline(sites, sheltering, known_on=known_on)
    rows = line.table.to_pylist()
    days = {row[name] for row in rows for name in ("valid_from", "valid_to") if row[name]} | set(line.law_days)
    asked = sorted({day + dt.timedelta(days=step) for day in days for step in (-1, 0, 1)})
    same = ("site_id", "verdict", "flags", "existing_use", "existing_use_until", "existing_use_basis")
    for day in asked:
        then = ps.check(sites, sheltering, as_of=day, known_on=day if known_on == "as_of" else known_on)
        found = line.on(day).to_pylist()
        assert [[row[name] for name in same] for row in found] == [
            [row[name] for name in same] for row in then.table.to_pylist()
        ], day
    for row, after in zip(rows, rows[1:], strict=False):
        if row["site_id"] == after["site_id"]:
            assert row["valid_to"] == after["valid_from"]
            assert after["cause"]
            assert any(row[name] != after[name] for name in same), "intervals are the longest there are"


def test_the_date_picks_the_plan_case_11() -> None:
    line = ps.timeline(ps.datasets.jombang().sentra[:1], ps.datasets.jombang().pack())
    found = [line.on(day)["instrument"] for day in ("2005-06-01", "2015-06-01", "2023-06-01")]
    assert found[0] == ["perda-9-2000"]
    assert "perda-21-2009" in found[1][0]
    assert "perda-10-2021" in found[2][0]


def test_case_11_the_plan_is_picked_by_the_date() -> None:
    pack = ps.datasets.jombang().pack()
    plans = {day: pack.in_force(day)[0].id for day in ("2005-06-01", "2015-06-01", "2023-06-01")}
    assert plans == {"2005-06-01": "perda-9-2000", "2015-06-01": "perda-21-2009", "2023-06-01": "perda-10-2021"}


def test_case_25_an_older_unit_with_a_permit_under_a_plan_that_forbids(sheltering: ps.PlanPack) -> None:
    permits = json.dumps([{"kind": "IUI", "issued_on": "2008-04-01", "expires_on": None}])
    (row,) = ps.check(
        site(established_on="2008-04-01", permits=permits), sheltering, as_of="2023-06-01"
    ).table.to_pylist()
    assert (row["verdict"], row["existing_use"]) == ("prohibited", "tolerated")
    assert "existing_use" in row["flags"]
    assert "contoh: pasal peralihan" in row["reason_id"]


def test_a_window_cuts_and_a_wrong_one_is_refused() -> None:
    study = ps.datasets.jombang()
    line = ps.timeline(study.sentra, study.pack(), start="2015-01-01", end="2020-01-01")
    assert {(str(row["valid_from"]), str(row["valid_to"])) for row in line.table.to_pylist()} == {
        ("2015-01-01", "2020-01-01")
    }
    with pytest.raises(ps.OptionError, match="not before the last"):
        ps.timeline(study.sentra, study.pack(), start="2020-01-01", end="2015-01-01")
    with pytest.raises(ps.OptionError, match="known_on"):
        ps.timeline(study.sentra, study.pack(), known_on="kemarin")
    with pytest.raises(TypeError, match="PlanPack"):
        ps.timeline(study.sentra, "pack")  # type: ignore[arg-type]


def test_the_order_of_rows_and_threads_does_not_matter() -> None:
    study = ps.datasets.jombang()
    one = ps.timeline(study.sentra, study.pack(), threads=1).table.to_pylist()
    turned = ps.timeline(study.sentra[::-1], study.pack(), threads=2).table.to_pylist()
    assert sorted(map(str, one)) == sorted(map(str, turned))


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_page_is_whole_and_says_what_it_shows(sheltering: ps.PlanPack, tmp_path: Path, lang: Any) -> None:
    line = ps.timeline(site(established_on="1976-05-24", name="<b>"), sheltering)
    page = line.explore(tmp_path / "garis.html", lang=lang)
    text = page.path.read_text(encoding="utf-8")
    assert text.count('class="interval"') == len(line)
    assert "http://" not in text
    assert "https://" not in text
    assert {"id": "Perda 10/2021 mulai berlaku", "en": "Perda 10/2021 enters into force"}[lang] in text
    assert ("DRAF" if lang == "id" else "DRAFT") in text
    assert "skematik" in text or "schematic" in text
    with pytest.raises(ps.OptionError):
        line.explore(tmp_path / "x.html", lang="fr")  # type: ignore[arg-type]


def test_the_figure_has_a_line_a_site_and_the_colours_of_the_maps() -> None:
    from matplotlib.colors import to_hex

    from petasentra.plotting.palette import verdict_style

    study = ps.datasets.jombang()
    line = ps.timeline(study.sentra, study.pack())
    ax = line.plot(lang="en")
    assert [label.get_text() for label in ax.get_yticklabels()] == list(study.sentra["site_id"])
    colours = {to_hex(patch.get_facecolor()).lower() for patch in ax.patches}
    assert colours <= {verdict_style(word).fill.lower() for word in (*set(line.table["verdict"]), "conflict")}


@pytest.mark.parametrize("sites", [1, 6])
def test_the_legend_of_the_figure_stands_below_years_and_notes(sites: int) -> None:
    study = ps.datasets.jombang()
    frame = study.sentra.to_geopandas().iloc[:sites].assign(established_on="1976-05-24")
    ax = ps.timeline(frame, study.pack("slag-dihapus")).plot(lang="id")
    ax.figure.canvas.draw()
    notes, legend = ax.xaxis.label.get_window_extent(), ax.get_legend().get_window_extent()
    assert "DRAF" in ax.xaxis.label.get_text()
    assert legend.y1 <= notes.y0
    assert "yang telah ada: belum dapat diputuskan" in [text.get_text() for text in ax.get_legend().get_texts()]
    assert ax.get_title(loc="left").endswith("Andaian: Perda 10/2021 menghapus zona khusus slag")


def test_the_core_reads_dates_as_the_package_does() -> None:
    names = [f"24-{name.title()}-2022" for name in month_numbers()]
    texts = [
        *names, "2022-05-24", "2022/5/4", "20220524", "Selasa, 24 Mei 2022", "Mei 24, 2022", "Dec. 24 2024",
        "24 Mei 2022 10:30 WIB", "2022-05-24T10:30:00.5+07:00", "2022-05-24 10", "31-Feb-2022", "24-Mei-22", "1976",
        "tahun 1976", "-", "–", " ", "24.05.2022", "24 05 2022", "0000-01-01", "9999-12-31", "2022-05-24Z", "24Mei2022",
        "24-Mei-2022 ", "Mei, 24 2022", "20220532", "44705", "13/13/2022", "2022-05-24 10:30 wib",
    ]  # fmt: skip
    for more in ([], ["05/04/2024"], ["05/04/2024", "24/05/2022"], ["05/04/2024", "05/24/2022"],
                 ["05/04/2024", "24/05/2022", "05/24/2022"], ["04/04/2024", "05/04/2024"]):  # fmt: skip
        column = [text for text in texts if "." not in text[:3] and "24 05" not in text] + more
        expected = parse_dates(column)
        days, readings = _core.read_dates(column)
        assert days == [None if day is None else day.isoformat() for day in expected.to_pylist()]
        assert [reading == "ambiguous" for reading in readings] == expected.ambiguous.tolist()
        assert [reading == "unreadable" for reading in readings] == expected.unreadable.tolist()
    days, _ = _core.read_dates(texts)
    assert days == [None if day is None else day.isoformat() for day in parse_dates(texts).to_pylist()]
