"""Who lives along the ways of B3, and how much rice field they pass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.errors import OptionError, SchemaError
from petasentra.layers.layer import as_layer
from petasentra.optional import MAPS, require
from petasentra.supply.words import amount
from petasentra.tables import Table

if TYPE_CHECKING:
    import geopandas
    import numpy.typing as npt
    from shapely.geometry.base import BaseGeometry

    from petasentra.layers.layer import LayerLike
    from petasentra.supply.solution import SupplySolution

__all__ = ["Passing", "passing_table"]

#: Of a corridor, in metres from the middle of the road to either side: as far as anything is asked for.
_FARTHEST_M = 50_000.0
_NO_LINE = ("Tidak melalui jalan yang dapat digambar.", "It goes over no road that could be drawn.")


@dataclass(frozen=True, eq=False)
class Passing:
    """What is asked: layers of people and of rice fields, and how far from the road they count."""

    people: LayerLike | None
    population: str
    rice_field: LayerLike | None
    corridor_m: float | None

    @property
    def asked(self) -> bool:
        """Whether anything is."""
        return self.people is not None or self.rice_field is not None

    def checked_m(self) -> float:
        """Return the corridor; OptionError where there is none, or none that makes sense."""
        width = self.corridor_m
        if width is None or isinstance(width, bool) or not isinstance(width, int | float | np.number):
            raise OptionError(
                f"corridor_m={width!r} does not say how far from the road people and rice fields count, in metres.",
                f"corridor_m={width!r} tidak menyebut sejauh apa dari jalan penduduk dan sawah dihitung, dalam meter.",
                code=801,
            )
        if not 0.0 < float(width) <= _FARTHEST_M:
            raise OptionError(
                f"corridor_m={width!r} is not above 0 and at most {_FARTHEST_M:.0f} metres.",
                f"corridor_m={width!r} tidak di atas 0 dan paling jauh {_FARTHEST_M:.0f} meter.",
                code=801,
            )
        return float(width)


def passing_table(solution: SupplySolution, asked: Passing) -> Table:
    """Return `Custody.passing`: one row for each flow of B3, in the order of `Custody.legs`."""
    import pyarrow as pa

    require(*MAPS, purpose_id="Penduduk dan sawah di sepanjang rute", purpose_en="People and rice fields along routes")
    corridor_m = asked.checked_m()
    routes = solution.routes()
    b3 = np.flatnonzero(np.array(routes["b3"], dtype=bool))
    frame = _in_metres(routes.to_geopandas().iloc[b3])
    people = None if asked.people is None else _People(asked.people, asked.population, frame)
    rice = None if asked.rice_field is None else _RiceFields(asked.rice_field, frame)
    known: dict[bytes | None, dict[str, Any]] = {}
    rows = []
    for line in frame.geometry:
        key = None if line is None or line.is_empty else line.wkb
        if key not in known:
            known[key] = _row(line if key else None, corridor_m, people, rice)
        rows.append(known[key])
    table = routes.table.to_arrow().take(pa.array(b3))
    columns = {name: table.column(name) for name in ("from_id", "to_id", "commodity", "period", "vehicle", "amount_t")}
    types = {
        "people": pa.float64(), "people_reason_id": pa.string(), "people_reason_en": pa.string(),
        "rice_field_m": pa.float64(), "rice_field_m2": pa.float64(), "synthetic": pa.bool_(),
    }  # fmt: skip
    columns |= {"corridor_m": pa.array([corridor_m] * len(rows), pa.float64())}
    columns |= {name: pa.array([row[name] for row in rows], kind) for name, kind in types.items()}
    return Table.from_arrow(pa.table(columns))


def _in_metres(frame: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    from petasentra.plotting.display_geometry import projected

    return projected(frame)


def _row(
    line: BaseGeometry | None, corridor_m: float, people: _People | None, rice: _RiceFields | None
) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(
        ("people", "people_reason_id", "people_reason_en", "rice_field_m", "rice_field_m2", "synthetic")
    )
    if line is None:
        return row | {"people_reason_id": _NO_LINE[0], "people_reason_en": _NO_LINE[1]}
    marks: list[bool] = []
    corridor = line.buffer(corridor_m, quad_segs=16)
    if people is not None:
        count, unknown, mark = people.within(line, corridor, corridor_m)
        marks.append(mark)
        if unknown:
            many = amount(unknown, "id"), amount(unknown, "en")
            row["people_reason_id"] = f"Penduduk {many[0]} baris di dalam koridor tidak diketahui."
            row["people_reason_en"] = f"The population of {many[1]} rows within the corridor is not known."
        else:
            row["people"] = count
    if rice is not None:
        row["rice_field_m"], row["rice_field_m2"], mark = rice.passed(line, corridor)
        marks.append(mark)
    return row | {"synthetic": any(marks)}


class _Ground:
    """Rows of a layer in the CRS of the routes, found by where they lie."""

    def __init__(self, given: LayerLike, name: str, routes: geopandas.GeoDataFrame, kinds: tuple[str, ...]) -> None:
        import shapely

        frame = as_layer(given).to_geopandas()
        if frame.crs is None:
            _in_metres(frame)  # says what is missing
        found = set(frame.geometry.dropna().geom_type) - set(kinds)
        if found:
            raise SchemaError(
                f"The layer {name} has shapes that are no {' or '.join(kinds)}: {', '.join(sorted(found))}.",
                f"Lapisan {name} memuat bentuk selain {' atau '.join(kinds)}: {', '.join(sorted(found))}.",
                code=102,
            )
        frame = frame[~(frame.geometry.isna() | frame.geometry.is_empty)]
        self.frame = frame.to_crs(routes.crs)
        self.shapes: npt.NDArray[Any] = self.frame.geometry.to_numpy()
        bad = np.flatnonzero(~shapely.is_valid(self.shapes))
        if len(bad):
            raise SchemaError(
                f"The layer {name} has {len(bad)} invalid shapes, the first in row {bad[0]}.",
                f"Lapisan {name} memuat {len(bad)} bentuk yang tidak sah, yang pertama di baris {bad[0]}.",
                hint_en="Repair it with petasentra.repair.",
                hint_id="Perbaiki dengan petasentra.repair.",
                code=102,
            )
        self.tree = shapely.STRtree(self.shapes)
        given_marks = frame["synthetic"].to_numpy() if "synthetic" in frame.columns else np.zeros(len(frame), bool)
        self.synthetic = np.array([bool(one) if one is not None else False for one in given_marks], dtype=bool)


_AREAS = ("Polygon", "MultiPolygon")


class _People(_Ground):
    """People by points, each counted whole, or by areas, over which they are spread evenly."""

    def __init__(self, given: LayerLike, column: str, routes: geopandas.GeoDataFrame) -> None:
        super().__init__(given, "people", routes, (*_AREAS, "Point"))
        if column not in self.frame.columns:
            raise SchemaError(
                f"The layer people has no column {column!r} for how many live there.",
                f"Lapisan people tidak memiliki kolom {column!r} tentang jumlah penduduknya.",
                hint_en=f"It has: {', '.join(map(str, self.frame.columns[:12]))}. Name it with population=.",
                hint_id=f"Kolomnya: {', '.join(map(str, self.frame.columns[:12]))}. Sebutkan dengan population=.",
                code=102,
            )
        import pandas

        given_count = self.frame[column]
        self.count = pandas.to_numeric(given_count, errors="coerce").to_numpy(dtype=np.float64)
        words = given_count.notna().to_numpy() & np.isnan(self.count)
        for row in np.flatnonzero(words | (self.count < 0) | np.isinf(self.count))[:1]:
            value = given_count.iloc[row : row + 1].tolist()[0]
            raise SchemaError(
                f"The population of row {row} of people is {value!r}: it has to be 0 or more.",
                f"Penduduk baris {row} pada people bernilai {value!r}: harus 0 atau lebih.",
                code=102,
                feature=str(row),
            )

    def within(self, line: BaseGeometry, corridor: BaseGeometry, corridor_m: float) -> tuple[float, int, bool]:
        """Return how many people, of how many rows that is not known, and whether a row is invented."""
        import shapely

        near = np.sort(self.tree.query(line, predicate="dwithin", distance=corridor_m))
        shapes = self.shapes[near]
        area = shapely.area(shapes)
        spread = area > 0
        share = np.ones(len(near))
        share[spread] = shapely.area(shapely.intersection(shapes[spread], corridor)) / area[spread]
        near, share = near[share > 0], share[share > 0]
        unknown = int(np.isnan(self.count[near]).sum())
        return float(np.sum(self.count[near] * share)), unknown, bool(self.synthetic[near].any())


class _RiceFields(_Ground):
    """Areas of rice field; ground on which two of them lie counts once."""

    def __init__(self, given: LayerLike, routes: geopandas.GeoDataFrame) -> None:
        super().__init__(given, "rice_field", routes, _AREAS)

    def passed(self, line: BaseGeometry, corridor: BaseGeometry) -> tuple[float, float, bool]:
        """Return metres of road in rice fields, square metres of them in the corridor, and whether one is invented."""
        import shapely

        near = np.sort(self.tree.query(corridor, predicate="intersects"))
        ground = shapely.union_all(self.shapes[near])
        metres = float(shapely.length(shapely.intersection(line, ground)))
        area = float(shapely.area(shapely.intersection(corridor, ground)))
        return metres, area, bool(self.synthetic[near].any())
