"""Chains in the three-table form of freight tools."""

from __future__ import annotations

import geopandas
import pyarrow as pa
import pytest
import shapely
from chains import legs_table, table

import petasentra as ps

NAMES = ("facility_name", "facility_type", "commodity", "value", "units", "io")
PRODUCERS = [("kebun", "raw_material_producer", "singkong", 20.0, "t/hari", "o")]
PROCESSORS = [
    ("pabrik", "processor", "singkong", 10.0, "t/hari", "i"), ("pabrik", "processor", "air", 5.0, "m3/hari", "i"),
    ("pabrik", "processor", "tapioka", 4000.0, "kg/hari", "o"), ("pabrik", "processor", "onggok", 6.0, "t/hari", "o"),
    ("sumur", "raw_material_producer", "air", 4.0, "m3/hari", "o"),
]  # fmt: skip
MARKETS = [("pasar", "ultimate_destination", "tapioka", 9.0, "t/hari", "i")]


def rows(*given):
    return pa.table([list(column) for column in zip(*given, strict=True)], names=NAMES)


def chain():
    legs = {("kebun", "pabrik"): 5, ("sumur", "pabrik"): 1, ("pabrik", "pasar"): 30}
    made = ps.SupplyChain(legs=legs_table(legs), periods={"p": 100})
    made.add_vehicle("truk", idr_per_t_km=1000)
    return made


PLACES = table(facility_name=["pasar", "sumur", "pabrik", "kebun"])


def test_the_rows_of_a_processor_are_its_recipe():
    made = chain()
    given = [rows(*PRODUCERS), rows(*PROCESSORS), rows(*MARKETS)]
    made.add_facilities(given, PLACES, densities={"air": 1.0}, unmet_penalty_idr=1e7)
    assert len(made.check()) == 1  # more is wanted than there can be
    flows = {(row["from_id"], row["commodity"]): row["amount_t"] for row in made.solve().flows.to_pylist()}
    # Four tonnes of water a day make 80 % of what the plant can.
    assert flows == {
        ("kebun", "singkong"): pytest.approx(800), ("sumur", "air"): pytest.approx(400),
        ("pabrik", "tapioka"): pytest.approx(320),
    }  # fmt: skip


def test_places_are_points_where_there_are_roads():
    line = shapely.LineString([(0, 0), (3000, 0)])
    net = ps.RoadNetwork.from_layer(
        geopandas.GeoDataFrame({"REMARK": ["Jalan Lokal"]}, geometry=[line], crs=32749), columns="rbi"
    )
    made = ps.SupplyChain(net)
    places = geopandas.GeoDataFrame(
        {"facility_name": ["kebun", "toko"]}, geometry=shapely.points([(0, 0), (2000, 0)]), crs=32749
    )
    given = [rows(*PRODUCERS), rows(("toko", "ultimate_destination", "singkong", 1.0, "t", "i"))]
    made.add_facilities(given, places, unmet_penalty_idr=1e7)
    assert made.solve().flows["km"].tolist() == pytest.approx([2.0])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda row: (*row[:5], "x"), "cannot have io 'x'"),
        (lambda row: (*row[:5], "i"), "cannot have io 'i'"),
        (lambda row: (row[0], "farm", *row[2:]), "type 'farm'"),
        (lambda row: ("hilang", *row[1:]), "has no place"),
        (lambda row: (*row[:4], "m3", "o"), "no density"),
        (lambda row: (*row[:4], "karung", "o"), "no unit"),
    ],
)
def test_what_cannot_be_read_is_refused(change, message):
    with pytest.raises((ps.SchemaError, ps.OptionError), match=message) as raised:
        chain().add_facilities([rows(change(PRODUCERS[0]))], PLACES)
    assert raised.value.message_id != raised.value.message_en
