"""The validity cases of GEOS and JTS through the entry points that judge validity: validate_zoning and inspect.

Overlays, predicates and distances of the same archive are asked in C++ (tests/cpp/geometry/test_jts_cases.cpp), where
the core has them.
"""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from jts_suite import Case, Suite, read_suite
from jts_wkt import NotOurKind, wkb_of

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path

#: Cases that differ, and why. A case that differs and is not listed fails the test.
DIFFERING: dict[str, str] = {
    "geos/general/TestValid2-big.xml 1 isvalid": "its coordinates lie beyond 1e12, where for us there is no place",
}
POLYGONS = (3, 6)
GEO = json.dumps(
    {
        "version": "1.1.0",
        "primary_column": "geometry",
        "columns": {"geometry": {"encoding": "WKB", "geometry_types": [], "crs": None}},
    }
)


@pytest.fixture(scope="module")
def suite(shared: Path) -> Suite:
    return read_suite(shared / "overlay" / "geos_jts_xml_general.zip")


def kind_of(case: Case) -> int:
    order = "<" if case.a[0] else ">"
    return struct.unpack_from(order + "I", case.a, 1)[0] % 1000


def table_of(cases: list[Case]) -> pa.Table:
    field = pa.field("geometry", pa.binary(), metadata={"ARROW:extension:name": "geoarrow.wkb"})
    schema = pa.schema([pa.field("name", pa.string()), field])
    return pa.table([[case.name for case in cases], [case.a for case in cases]], schema=schema)


def judged_valid(case: Case) -> bool:
    layer = ps.Layer.from_arrow(table_of([case]), crs="EPSG:32749")
    counts = ps.validate_zoning(layer, tolerance_m=0.0).counts
    return not counts.keys() & {"GEOMETRY_INVALID", "COORDINATE_NOT_FINITE"}


def test_a_zone_is_found_invalid_where_geos_and_jts_expect_it(suite: Suite) -> None:
    cases = [case for case in suite.of("isvalid") if kind_of(case) in POLYGONS]
    differ = [case.name for case in cases if judged_valid(case) != (case.expected == "true")]
    print(f"validate_zoning: {len(cases)} polygons, {len(differ)} differ")
    assert len(cases) > 400
    assert sorted(differ) == sorted(DIFFERING)


def test_an_inspection_counts_the_rows_that_geos_and_jts_expect_to_be_invalid(suite: Suite, tmp_path: Path) -> None:
    """Points, lines, polygons and collections, as a GeoParquet file of each kind."""
    by_kind: dict[int, list[Case]] = {}
    for case in suite.of("isvalid"):
        by_kind.setdefault(kind_of(case), []).append(case)
    assert set(by_kind) == {1, 2, 3, 4, 5, 6, 7}
    for kind, cases in by_kind.items():
        path = tmp_path / f"kind-{kind}.parquet"
        pq.write_table(table_of(cases).replace_schema_metadata({"geo": GEO}), path)
        found = ps.inspect(path).layers[0].findings
        told = sum(finding.measure for finding in found if finding.code == "GEOMETRY_INVALID")
        expected = sum(case.expected == "false" for case in cases)
        print(f"inspect: {len(cases)} rows of kind {kind}, {expected} invalid")
        assert told == expected, kind


@pytest.mark.parametrize(
    ("wkt", "wkb"),
    [
        ("POINT (1 2)", "0101000000000000000000f03f0000000000000040"),
        ("MULTIPOINT (1 2, EMPTY)", "0104000000020000000101000000000000000000f03f0000000000000040"
         "0101000000000000000000f87f000000000000f87f"),
        ("POLYGON EMPTY", "010300000000000000"),
    ],
)  # fmt: skip
def test_the_helper_writes_wkb(wkt: str, wkb: str) -> None:
    assert wkb_of(wkt).hex() == wkb


@pytest.mark.parametrize("wkt", ["CIRCULARSTRING (0 0, 1 1, 2 0)", "LINEARRING EMPTY"])
def test_the_helper_names_kinds_that_no_layer_holds(wkt: str) -> None:
    with pytest.raises(NotOurKind):
        wkb_of(wkt)
