"""Units of amounts, in both languages."""

from __future__ import annotations

import os
import subprocess
import sys

import pint
import pyarrow as pa
import pytest

import petasentra as ps
from petasentra.impact.units import units as units_of_figures
from petasentra.supply.units import parse_unit, unit_of_column
from petasentra.unit_registry import dimension_words, ratio, read


@pytest.mark.parametrize(
    ("text", "days", "tonnes"),
    [
        ("t", 30, 1), ("ton", 30, 1), ("kg", 30, 0.001), ("kuintal", 30, 0.1), ("t/hari", 30, 30),
        ("kg per day", 30, 0.03),
        ("t/bulan", 365, 12), ("t/tahun", 73, 0.2), ("T/Minggu", 14, 2), ("m3/year", 365, 1), ("liter", 1, 0.001),
    ],
)  # fmt: skip
def test_an_amount_of_a_time_becomes_one_of_a_period(text, days, tonnes):
    assert parse_unit(text).in_period(days) == pytest.approx(tonnes)


def test_the_end_of_a_column_name_states_its_unit():
    assert unit_of_column("supply_t_per_year").in_period(365) == 1
    assert unit_of_column("kapasitas_kg_per_hari").in_period(1) == 0.001
    assert not unit_of_column("stok_t").of_time
    assert unit_of_column("jumlah") is None
    assert unit_of_column("biaya_rp_per_t") is None


@pytest.mark.parametrize("text", ["", "ekor", "t/abad", "t/hari/km", "IDR"])
def test_what_is_no_unit_is_refused(text):
    with pytest.raises(ps.OptionError) as raised:
        parse_unit(text)
    assert raised.value.message_id != raised.value.message_en


def test_the_nearest_word_is_named():
    with pytest.raises(ps.OptionError, match="Did you mean 'hari'"):
        parse_unit("t/harii")


@pytest.mark.parametrize(
    ("text", "is_id", "is_en"),
    [
        ("IDR", "uang", "money"), ("juta rupiah", "uang", "money"), ("hari", "waktu", "time"),
        ("Rp/t", "uang per massa", "money per mass"), ("km", "jarak", "distance"), ("ha", "luas", "area"),
        ("t/hari/km", "massa per jarak per waktu", "mass per distance per time"),
    ],
)  # fmt: skip
def test_what_measures_something_else_than_an_amount_is_named_in_two_languages(text, is_id, is_en):
    with pytest.raises(ps.OptionError) as raised:
        one_way(supply_unit=text)
    assert f"mengukur {is_id}, sedangkan jumlah berupa massa" in raised.value.message_id
    assert f"measures {is_en}, and an amount is a mass" in raised.value.message_en
    assert "sumber" in raised.value.message_id
    assert "sources" in raised.value.message_en


def one_way(supply_unit="t/day", rows=None, **columns):
    """A chain of one leg of 10 km; columns are costs of the source."""
    chain = ps.SupplyChain(legs=pa.table({"from_id": ["G"], "to_id": ["B"], "km": [10.0]}))
    chain.add_vehicle("truk", idr_per_t_km=(1.5, "ribu Rp/t.km"))
    rows = pa.table({"id": ["G"]} | (rows or {}))
    chain.add_sources(rows, "dross", 2, unit=supply_unit, **columns)
    chain.add_markets(pa.table({"id": ["B"]}), "dross", 1, unit="t/day", unmet_penalty_idr=(3, "juta Rp/t"))
    return chain


def test_costs_are_read_in_their_units():
    by_hand = 365 * (10 * 1500 + 900_000)
    for rows, price in (
        (None, 900_000), (None, (900, "Rp/kg")), (None, (0.9, "juta Rp/t")), (None, (90, "ribu rupiah per kuintal")),
        ({"harga_rp_per_kg": [900.0]}, "harga_rp_per_kg"), ({"harga_per_kg": [900.0]}, "harga_per_kg"),
        ({"harga": [900.0]}, ("harga", "Rp/kg")), ({"harga": [900_000.0]}, "harga"),
        ({"harga_juta_rp": [0.9]}, "harga_juta_rp"),
    ):  # fmt: skip
        assert one_way(rows=rows, idr_per_t=price).solve().total_idr == pytest.approx(by_hand)


@pytest.mark.parametrize(
    ("rows", "price", "is_id"),
    [
        (None, (900, "Rp/m3"), "uang per volume"), (None, (900, "t/hari"), "massa per waktu"),
        ({"kapasitas_t_per_hari": [5.0]}, "kapasitas_t_per_hari", "massa per waktu"),
        ({"harga_rp_per_m3": [5.0]}, "harga_rp_per_m3", "uang per volume"),
    ],
)  # fmt: skip
def test_a_cost_in_a_unit_of_something_else_is_refused(rows, price, is_id):
    with pytest.raises(ps.OptionError) as raised:
        one_way(rows=rows, idr_per_t=price)
    assert raised.value.message_id.startswith(
        f"biaya per ton (sumber): satuan {price[1]!r}" if rows is None else "biaya"
    )
    assert f"mengukur {is_id}, sedangkan yang diperlukan uang per massa" in raised.value.message_id
    assert "and what is needed is money per mass" in raised.value.message_en


def test_a_name_and_a_unit_that_disagree_are_refused():
    with pytest.raises(ps.OptionError, match="is in rp_per_kg by its name, and in Rp/t"):
        one_way(rows={"harga_rp_per_kg": [900.0]}, idr_per_t=("harga_rp_per_kg", "Rp/t"))
    chain = one_way()
    rows = pa.table({"id": ["H"], "t_per_year": [1.0]})
    with pytest.raises(ps.OptionError, match="by its name"):
        chain.add_sources(rows, "dross", "t_per_year", unit="kg/day")
    chain.add_sources(rows, "dross", "t_per_year", unit="ton per tahun")  # two words for one unit


def test_stocks_stores_loads_and_densities_have_units():
    chain = one_way()
    rows = pa.table({"id": ["W"], "isi_kg": [500.0], "muat_kg": [2000.0]})
    chain.add_storages(rows, "dross", "muat_kg", initial="isi_kg")
    assert chain._parts.storages.capacity.tolist() == [2.0]
    assert chain._parts.storages.initial_t.tolist() == [0.5]
    chain.add_vehicle("pikap", payload_t=(750, "kg"), idr_per_hour=(45, "ribu Rp/jam"), idr_per_trip=(2e4, "Rp/rit"))
    assert [(one.payload_t, one.idr_per_hour, one.idr_per_trip) for one in chain._parts.vehicles[1:]] == [
        (0.75, 45_000, 20_000)
    ]
    chain.add_commodity("etanol", density_t_per_m3=(789, "kg/m3"))
    assert chain._parts.commodities["etanol"].density_t_per_m3 == pytest.approx(0.789)
    with pytest.raises(ps.OptionError, match="measures volume"):
        chain.add_storages(rows, "dross", 5, initial=(2, "m3"))


def test_the_registry_agrees_with_the_units_that_pint_brings():
    """Our sizes against those of the library's own definitions, under its own names; a ton is theirs of 1,000 kg."""
    theirs = pint.UnitRegistry(cache_folder=None)
    names = {
        "t": "metric_ton", "kg": "kilogram", "lb": "pound", "short_ton": "short_ton",
        "m3": "meter**3", "liter": "liter", "gal": "gallon", "km2": "kilometer**2", "ha": "hectare", "week": "week",
        "hour": "hour", "gram": "gram",
    }  # fmt: skip
    base = {"mass": "kg", "volume": "m3", "area": "m2", "time": "day"}
    for ours, name in names.items():
        unit = read(ours)
        target = base[dimension_words(unit)[1]]
        size = theirs.Quantity(1, name).to(target.replace("m3", "m**3").replace("m2", "m**2")).magnitude
        assert float(ratio(unit, read(target))) == pytest.approx(float(size), rel=1e-9)


def test_units_are_read_without_files_and_network_and_pint_only_then(tmp_path):
    code = """
import socket, sys
def no(*given): raise OSError("asked the network")
socket.socket.connect = no
import petasentra as ps
assert "pint" not in sys.modules
from petasentra.supply.units import parse_unit
assert parse_unit("t/bulan").in_period(365) == 12
assert "pint" in sys.modules
"""
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache"), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, "-c", code], check=True, env=os.environ | home, cwd=tmp_path)
    assert not list(tmp_path.iterdir())


def test_units_of_published_figures_have_the_same_sizes():
    figures = units_of_figures()
    for ours, other in (("t", "kg"), ("kuintal", "kg"), ("liter", "m3"), ("ha", "m2"), ("km2", "m2"), ("km", "m")):
        assert ratio(read(ours), read(other)) == figures[ours].factor / figures[other].factor
