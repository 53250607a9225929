"""The rows of a list, read once: every column as an array, none of them dropped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from petasentra.sentra.quantities import quantity_of
from petasentra.sentra.register_words import groups_of
from petasentra.sentra.registry.areas import WORDS, areas_of_rows
from petasentra.sentra.registry.places import places_of_list
from petasentra.sentra.unit_ids import id_order, unit_ids
from petasentra.sentra.unit_places import Ground
from petasentra.values import parse_dates, parse_kbli, parse_texts
from petasentra.values.columns import arrow_array

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from petasentra.layers.layer import Layer
    from petasentra.sentra.quantities import Quantity
    from petasentra.sentra.register_words import Groups
    from petasentra.sentra.registry.areas import AreasOfRows
    from petasentra.sentra.registry.places import Places
    from petasentra.tables import Table
    from petasentra.values.columns import ParsedColumn

__all__ = ["RegistryRows", "rows_of_list"]

_TRUE = pa.array(["true", "ya", "yes", "1", "benar"])


@dataclass(frozen=True, eq=False)
class RegistryRows:
    """A list of n sentra as arrays, in the order they were given; ``order`` has their rows by id."""

    title: str
    given: Table
    layer: Layer | None
    columns: dict[str, str]
    ids: pa.Array
    order: npt.NDArray[np.int64]
    without_id: int
    names: pa.Array
    commodities: Groups
    kbli: ParsedColumn
    words: dict[str, pa.Array]
    areas: AreasOfRows
    places: Places
    units: Quantity
    workers: Quantity
    production: Quantity
    sk_numbers: pa.Array
    sk_days: ParsedColumn
    sources: pa.Array
    verified: npt.NDArray[np.bool_]
    invented: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ids)


def rows_of_list(
    title: str, given: Table, layer: Layer | None, columns: Mapping[str, str], source: str
) -> RegistryRows:
    """Read the columns of a list; ``source`` stands where a row names none."""
    count = len(given)
    table = given.to_arrow()
    held = {meaning: arrow_array(table.column(name)) for meaning, name in columns.items()}

    def texts(meaning: str) -> pa.Array:
        return parse_texts(held[meaning]) if meaning in held else pa.nulls(count, pa.string())

    def flags(meaning: str) -> npt.NDArray[np.bool_]:
        said = pc.is_in(pc.utf8_lower(texts(meaning)), value_set=_TRUE)
        return np.asarray(said.to_numpy(zero_copy_only=False), dtype=bool)

    ids, keys, without_id = unit_ids(held.get("sentra_id"), count)
    places = places_of_list(layer, held.get("position"), count)
    commodities = groups_of(texts("commodity"))
    names = texts("name")
    ground = Ground(np.column_stack([places.lon, places.lat]), True, None)
    words = {one: texts(one) for one in WORDS if one in held}
    own = texts("source")
    return RegistryRows(
        title=title,
        given=given,
        layer=layer,
        columns=dict(columns),
        ids=ids,
        order=id_order(ids, keys, ground, {"commodity": commodities}, names),
        without_id=without_id,
        names=names,
        commodities=commodities,
        kbli=parse_kbli(texts("kbli")),
        words=words,
        areas=areas_of_rows(words, count),
        places=places,
        units=quantity_of(held.get("units"), count, unit="unit", only="unit"),
        workers=quantity_of(held.get("workers"), count, unit="orang", only="orang"),
        production=quantity_of(held.get("production"), count, unit=texts("production_unit")),
        sk_numbers=texts("sk_number"),
        sk_days=parse_dates(held.get("sk_date", pa.nulls(count, pa.string()))),
        sources=pc.if_else(pc.equal(pc.fill_null(own, ""), ""), pa.scalar(source or None, pa.string()), own),
        verified=flags("verified"),
        invented=flags("invented"),
    )
