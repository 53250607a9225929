"""Who is served: against a slow twin that tries the nearest pair again and again. What a process needs: by hand."""

from __future__ import annotations

import math

import geopandas
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

import petasentra as ps
from petasentra.errors import OptionError
from petasentra.impact import needs, read_process, read_records, served
from petasentra.impact.reach import straight_reach


def world(units, facilities):
    return read_records(
        {
            "unit": [{"id": f"U{n}", "lon": x, "lat": y, "demand": d} for n, (x, y, d) in enumerate(units)],
            "facility": [
                {"id": f"F{n}", "kind": "ipal", "lon": x, "lat": y, "capacity": c}
                for n, (x, y, c) in enumerate(facilities)
            ],
        }
    )


def by_hand(units, facilities, within_m):
    """Take the nearest pair of a unit without facility and a facility with room, until there is none."""
    left = {n: float(c.split()[0]) for n, (_, _, c) in enumerate(facilities)}
    given: dict[int, int] = {}
    refused: set[tuple[int, int]] = set()
    while True:
        pairs = [
            (ps.geodesic(ux, uy, fx, fy)[0][0], f"F{f}", f"U{u}", u, f)
            for u, (ux, uy, _) in enumerate(units)
            for f, (fx, fy, _) in enumerate(facilities)
            if u not in given and (u, f) not in refused
        ]
        pairs = [pair for pair in pairs if pair[0] <= within_m]
        if not pairs:
            return given
        *_, u, f = min(pairs)
        need = float(units[u][2].split()[0])
        if need <= left[f]:
            left[f] -= need
            given[u] = f
        else:
            refused.add((u, f))


places = st.tuples(st.integers(0, 8), st.integers(0, 8))


@given(
    st.lists(st.tuples(places, st.integers(1, 4)), min_size=1, max_size=8),
    st.lists(st.tuples(places, st.integers(0, 9)), min_size=1, max_size=4),
)
def test_nearest_pairs_first_is_what_the_slow_twin_gives(drawn, rooms):
    units = [(112 + x / 1000, -7.5 + y / 1000, f"{d} kg/hari") for (x, y), d in drawn]
    facilities = [(112 + x / 1000, -7.5 + y / 1000, f"{c} kg/hari") for (x, y), c in rooms]
    records = world(units, facilities)
    found = served(records.units, records.facilities, within_m=400)
    wanted = by_hand(units, facilities, 400)
    assert found.table["facility_id"] == [f"F{wanted[n]}" if n in wanted else None for n in range(len(units))]
    assert len(found) == len(units)
    assert sum(found.facilities["units"]) == len(wanted)


@given(st.permutations(range(5)), st.permutations(range(3)))
def test_the_order_of_rows_does_not_matter(units, facilities):
    records = world(
        [(112.0 + n % 2 / 1000, -7.5, "2 kg/hari") for n in range(5)], [(112.0, -7.5, "3 kg/hari") for _ in range(3)]
    )
    once = served(records.units, records.facilities, within_m=500)
    again = served([records.units[n] for n in units], [records.facilities[n] for n in facilities], within_m=500)

    def told(found):
        return sorted(
            zip(found.table["unit_id"], found.table["facility_id"], found.table["status"], strict=True), key=str
        )

    assert told(once) == told(again)


def test_distance_is_that_of_the_ellipsoid_and_the_border_belongs():
    records = world([(112.0, -7.5, "1 kg/hari")], [(112.001, -7.5, "1 kg/hari")])
    metres = float(ps.geodesic(112.0, -7.5, 112.001, -7.5)[0][0])
    assert served(records.units, records.facilities, within_m=metres).table["status"] == ["served"]
    beyond = served(records.units, records.facilities, within_m=math.nextafter(metres, 0))
    assert beyond.table["status"] == ["none_within"]
    assert beyond.table["distance_m"].tolist() == [metres]


def test_every_unit_has_a_row_with_status_and_reason():
    records = read_records(
        {
            "unit": [
                {"id": "served", "lon": 112.0, "lat": -7.5, "demand": "2 t/hari"},
                {"id": "full", "lon": 112.0001, "lat": -7.5, "demand": "2 t/hari"},
                {"id": "no demand", "lon": 112.0, "lat": -7.5},
                {"id": "other unit", "lon": 112.0, "lat": -7.5, "demand": "2 orang"},
                {"id": "far", "lon": 112.2, "lat": -7.5, "demand": "2 t/hari"},
                {"id": "nowhere", "demand": "2 t/hari"},
            ],
            "facility": [
                {"id": "F", "kind": "ipal", "lon": 112.0, "lat": -7.5, "capacity": "3000-9000 kg/hari"},
                {"id": "G", "kind": "upt", "lon": 112.0, "lat": -7.5},
                {"id": "H", "kind": "ipab", "capacity": "3 unit"},
            ],
        }
    )
    found = served(records.units, records.facilities, within_m=1000, kinds=["ipal", "upt", "ipab", "rumah_promosi"])
    status = {(row["kind"], row["unit_id"]): row["status"] for row in found.table.to_pylist()}
    assert [status["ipal", unit.id] for unit in records.units] == [
        "served", "full", "demand_unknown", "demand_unknown", "none_within", "position_unknown",
    ]  # fmt: skip
    assert [status["upt", unit.id] for unit in records.units][:2] == ["capacity_unknown", "capacity_unknown"]
    assert {status["ipab", unit.id] for unit in records.units[:5]} == {"no_facility"}
    assert {status["rumah_promosi", unit.id] for unit in records.units} == {"no_facility"}
    for row in found.table.to_pylist():
        assert bool(row["reason_id"]) == bool(row["reason_en"]) == (row["status"] != "served")
    assert found.facilities["status"] == ["open", "capacity_unknown", "position_unknown"]
    assert found.facilities["used"][0] == 2000.0
    free = served(records.units, records.facilities, within_m=1000, kinds=["upt"], capacity=False)
    assert free.counts == {"upt": {"served": 4, "none_within": 1, "position_unknown": 1}}


@pytest.mark.parametrize("within", [0, -1, math.inf, math.nan, "500", None])
def test_a_distance_that_is_none_is_refused(within):
    with pytest.raises(ps.OptionError, match="within_m") as raised:
        served([], [], within_m=within)
    assert raised.value.message_id != raised.value.message_en


def process(*steps, **head):
    named = [{"id": f"s{n}", "facility": "machine", "rate_unit": "t"} | step for n, step in enumerate(steps)]
    return read_process({"process": {"id": "p", "product": "ingot", "unit": "t"} | head, "step": named})


def machines(*capacities, **more):
    return read_records(
        {"facility": [{"id": f"M{n}", "kind": "machine", "capacity": one} | more for n, one in enumerate(capacities)]}
    )


@pytest.mark.parametrize(
    ("rate", "capacities", "status", "deficit"),
    [
        ("2", ["100 t/tahun"], "short", (100, 300)),
        ("2", ["400 t/tahun"], "enough", (0, 0)),
        ("2", ["399 t/tahun"], "perhaps_short", (0, 1)),
        ("2", ["200 t/tahun"], "perhaps_short", (0, 200)),
        ("2", ["kurang dari 200 t/tahun"], "short", (0, 400)),
        ("2", ["100 t/tahun", "25 t/bulan"], "enough", (0, 0)),
        ("2", ["1 t/hari"], "perhaps_short", (0, 150)),
        ("2-3", ["1000 kg/bulan"], "short", (188, 588)),
        ("2", [], "none_installed", (200, 400)),
        ("2", ["besar"], "capacity_unknown", (0, 400)),
        ("2", ["500 t/tahun", "besar"], "enough", (0, 0)),
        ("2", ["9 orang/tahun"], "capacity_unknown", (0, 400)),
        ("2", ["9 t"], "capacity_unknown", (0, 400)),
    ],
)
def test_a_step_has_its_deficit_by_hand(rate, capacities, status, deficit):
    """The output is 100-200 t a year, and machines run on 250 days."""
    found = needs(machines(*capacities), process({"rate": rate}, working_days=250), output="100-200 t/tahun")
    row = found.table.to_pylist()[0]
    assert (row["status"], row["deficit_low"], row["deficit_high"]) == (status, *deficit)
    assert row["reason_id"] != row["reason_en"]


def test_a_machine_of_another_step_another_sentra_or_another_day_does_not_count():
    there = read_records(
        {
            "facility": [
                {"id": "A", "kind": "machine", "capacity": "100 t/tahun", "step": "s0", "sentra": "S"},
                {"id": "B", "kind": "machine", "capacity": "100 t/tahun", "step": "s1", "sentra": "S"},
                {"id": "C", "kind": "machine", "capacity": "100 t/tahun", "step": "s0", "sentra": "T"},
                {
                    "id": "D",
                    "kind": "machine",
                    "capacity": "100 t/tahun",
                    "step": "s0",
                    "sentra": "S",
                    "since": "2030-01-01",
                },
            ]
        }
    )
    wanted = process({"rate": 1}, {"rate": 1})
    found = needs(there, wanted, output="100 t/tahun", name="S", on="2025-01-01")
    assert [row.facilities for row in found.rows] == [("A",), ("B",)]
    assert [row.facilities for row in needs(there, wanted, output="100 t/tahun").rows] == [("A", "C", "D"), ("B",)]


def test_without_working_days_a_year_has_365_or_366():
    row = needs(machines("1 t/hari"), process({"rate": 1}), output="365 t/tahun").table.to_pylist()[0]
    assert (row["installed_low"], row["installed_high"], row["status"]) == (365, 366, "enough")


def test_a_rate_that_is_not_known_leaves_the_step_in():
    found = needs(machines("1 t/hari"), process({"rate": "besar"}, {}), output="10 t/tahun")
    assert [row.status for row in found.rows] == ["rate_unknown", "rate_unknown"]
    assert process({"rate": "besar"}).findings["code"] == ["VALUE_UNREADABLE"]


def test_marks_of_all_that_went_in_come_out():
    sure = process({"rate": 1, "verified": True, "source": "uji"}, schematic=False)
    row = needs(machines("1 t/hari", verified=True), sure, output="10 t/tahun").rows[0]
    assert (row.verified, row.schematic) == (True, False)
    row = needs(machines("1 t/hari", schematic=True), sure, output="10 t/tahun").rows[0]
    assert (row.verified, row.schematic) == (False, True)
    text = needs(machines("1 t/hari", schematic=True), sure, output="10 t/tahun").explain("en")
    assert "[uji; not verified; schematic]" in text


@pytest.mark.parametrize("output", ["banyak", "100 t", "100 orang/tahun", "", 100])
def test_an_output_that_is_none_is_refused_in_both_languages(output):
    with pytest.raises(ps.OptionError, match="with a period") as raised:
        needs(machines(), process({"rate": 1}), output=output)
    assert raised.value.message_id != raised.value.message_en


@pytest.mark.parametrize(
    "document",
    [
        {}, 42, {"process": 3}, {"process": {"id": "p", "product": "x"}},
        {"process": {"id": "p", "product": "x", "unit": "t"}, "step": 3},
        {"process": {"id": "p", "product": "x", "unit": "t"}, "step": [{"id": "s", "laju": 3}]},
    ],
)  # fmt: skip
def test_a_process_of_another_shape_is_refused(document):
    with pytest.raises(ps.SchemaError) as raised:
        read_process(document)
    assert raised.value.message_id != raised.value.message_en


def test_the_bundled_process_and_records_meet():
    folder = ps.datasets.path("jombang")
    made = read_process(folder / "process-slag.toml")
    found = needs(read_records(folder / "records.toml"), made, output="400-700 t/tahun", name="contoh-a")
    assert [row.status for row in found.rows] == [
        "short", "perhaps_short", "capacity_unknown", "short", "none_installed",
    ]  # fmt: skip
    assert all(row.schematic and not row.verified for row in found.rows)


@pytest.mark.parametrize("within_m", [300.0, 5000.0, 400_000.0])
def test_pairs_and_the_nearest_are_those_of_all_pairs(within_m: float) -> None:
    rng = np.random.default_rng(5)
    lon, lat = rng.uniform(112, 112.2, 300), rng.uniform(-7.6, -7.4, 300)
    lon[::17] = np.nan
    lon[5], lat[5] = 141.0, 2.0
    to_lon, to_lat = rng.uniform(112, 112.2, 23), rng.uniform(-7.6, -7.4, 23)
    found = straight_reach(lon, lat, to_lon, to_lat, within_m)
    far = np.full((300, 23), np.nan)
    there = np.isfinite(lon)
    for number in range(23):
        many = int(there.sum())
        far[there, number] = ps.geodesic(lon[there], lat[there], [to_lon[number]] * many, [to_lat[number]] * many)[0]
    wanted = set(zip(*(one.tolist() for one in np.nonzero(far <= within_m)), strict=True))
    assert set(zip(found.units.tolist(), found.facilities.tolist(), strict=True)) == wanted
    assert found.metres == pytest.approx(far[found.units, found.facilities])
    assert found.nearest[there] == pytest.approx(far[there].min(axis=1))
    assert np.isinf(found.nearest[~there]).all()


def test_along_roads_a_river_counts() -> None:
    """Two banks 60 m apart, joined by a bridge a kilometre away."""
    banks = [shapely.LineString([(112.0, y), (112.009, y)]) for y in (-7.5, -7.50054)]
    bridge = shapely.LineString([(112.009, -7.5), (112.009, -7.50054)])
    roads = geopandas.GeoDataFrame({"REMARK": ["Jalan Lokal"] * 3}, geometry=[*banks, bridge], crs=4326)
    net = ps.RoadNetwork.from_layer(roads.to_crs(32749), columns="rbi")
    records = read_records(
        {"unit": [{"id": "same", "lon": 112.001, "lat": -7.5}, {"id": "across", "lon": 112.0, "lat": -7.50054},
                  {"id": "far", "lon": 112.0, "lat": -7.56}],
         "facility": [{"id": "F", "kind": "ipal", "lon": 112.0, "lat": -7.5, "capacity": "9 unit"}]}
    )  # fmt: skip
    straight = served(records.units, records.facilities, within_m=500)
    assert straight.table["status"] == ["served", "served", "none_within"]
    by_road = served(records.units, records.facilities, within_m=500, net=net)
    assert by_road.table["status"] == ["served", "none_within", "off_road"]
    assert by_road.table["distance_m"][0] == pytest.approx(110.4, abs=0.5)
    assert by_road.table["distance_m"][1] == pytest.approx(2 * 993.6 + 59.7, rel=0.002)
    wide = served(records.units, records.facilities, within_m=2100, net=net)
    assert wide.table["status"] == ["served", "served", "off_road"]
    with pytest.raises(OptionError):
        served(records.units, records.facilities, within_m=500, net="jalan")


def test_one_unit_is_explained_kind_by_kind():
    records = ps.impact.read_records({
        "unit": [{"id": "A", "sentra": "S", "lon": 112.350, "lat": -7.49}, {"id": "B", "sentra": "S"}],
        "facility": [{"id": "F", "kind": "ipal", "lon": 112.351, "lat": -7.49, "capacity": "1 unit"}],
        "permit": [{"id": "P", "unit": "A", "kind": "NIB", "until": "2023-12-31"}],
    })  # fmt: skip
    found = ps.impact.served(records.units, records.facilities, within_m=500)
    assert "served (F), 110 m" in found.explain("A", lang="en")
    assert "letak unit tidak diketahui" in found.explain("B")
    assert "ended on 2023-12-31" in ps.impact.covered(records, on="2024-06-01").explain("A", lang="en")
    assert found.to_arrow().num_rows == 2
    with pytest.raises(ps.OptionError, match="no unit 'C'"):
        found.explain("C")
