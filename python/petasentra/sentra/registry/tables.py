"""The table of a list of sentra, its layer, and its figures as claims."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from petasentra.layers.layer import Layer
from petasentra.sentra.quantities import STATUSES
from petasentra.sentra.register_words import NO_GROUP
from petasentra.sentra.registry.places import DESA_CENTROID, POSITIONS
from petasentra.sentra.registry.twins import first_of_same
from petasentra.tables import Table

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.impact.claims import Claims
    from petasentra.sentra.quantities import Quantity
    from petasentra.sentra.register_words import Groups
    from petasentra.sentra.registry.rows import RegistryRows

__all__ = ["list_to_compare", "registry_claims", "registry_layer", "registry_table"]

#: Columns of what is above a desa; "Kec." so that a kecamatan with the name of its kabupaten is told from it.
_ABOVE = (("kecamatan", "Kec. "), ("kabupaten", ""))


def registry_table(rows: RegistryRows) -> Table:
    """Return the table; see `Registry.table`."""
    first = first_of_same(rows)
    columns: dict[str, pa.Array] = {
        "sentra_id": rows.ids,
        "name": _filled(rows.names),
        "commodity": _group_words(rows.commodities),
        "kbli": rows.kbli.values,
    }
    columns |= _area_columns(rows)
    for meaning, texts in rows.words.items():
        if meaning != "area_code":
            columns[f"stated_{meaning}"] = _filled(texts)
    columns["position"] = _named(rows.places.position, POSITIONS)
    columns |= {"lon": _number(rows.places.lon), "lat": _number(rows.places.lat)}
    columns |= _quantity_columns("units", rows.units) | _quantity_columns("workers", rows.workers)
    columns |= _quantity_columns("production", rows.production)
    columns |= {"production_unit": rows.production.unit, "production_per": rows.production.per}
    columns |= {"sk_number": _filled(rows.sk_numbers), "sk_date": rows.sk_days.values}
    twin = rows.ids.take(pa.array(np.maximum(first, 0)))
    columns["duplicate_of"] = pc.if_else(pa.array(first >= 0), twin, pa.scalar(None, pa.string()))
    columns |= {"source": rows.sources, "verified": pa.array(rows.verified), "invented": pa.array(rows.invented)}
    return Table.from_arrow(pa.table(columns))


def registry_layer(rows: RegistryRows, table: Table) -> Layer:
    """Return the table with a point a row on WGS 84; null where there is none."""
    placed = np.isfinite(rows.places.lon)
    wkb = np.zeros(len(rows), dtype=[("order", "u1"), ("kind", "<u4"), ("x", "<f8"), ("y", "<f8")])
    wkb["order"], wkb["kind"] = 1, 1
    wkb["x"], wkb["y"] = rows.places.lon, rows.places.lat
    data = pa.Array.from_buffers(pa.binary(wkb.dtype.itemsize), len(rows), [None, pa.py_buffer(wkb.tobytes())])
    shapes = pc.if_else(pa.array(placed), data.cast(pa.binary()), pa.scalar(None, pa.binary()))
    return Layer.from_arrow(table.to_arrow().append_column("geometry", shapes), "geometry", "EPSG:4326")


def list_to_compare(rows: RegistryRows, table: Table) -> Layer:
    """Return what `petasentra.FoundSentra.reconcile` needs of a list: id, name, commodity, area, units, and a point.

    The area is the code of the desa where the table of areas knows it, else the words of the list for the desa and
    what is above it. A sentra of which only the desa is known has no point: it is looked for by the name of that desa.
    """
    own = dataclasses.replace(
        rows, places=rows.places._replace(lon=np.where(rows.places.position == DESA_CENTROID, np.nan, rows.places.lon))
    )
    desa = [one.part("desa") for one in rows.areas.answers]
    codes = rows.areas.taken([one.kemendagri or one.cod_ab if one else None for one in desa])
    taken = table.to_arrow().select(["sentra_id", "name", "commodity", "units"])
    return registry_layer(own, Table.from_arrow(taken.append_column("area", pc.coalesce(codes, _stated_area(rows)))))


def _stated_area(rows: RegistryRows) -> pa.Array:
    """Return the words for the desa and what is above it, with commas; null where a row names no desa."""
    if "desa" not in rows.words:
        return pa.nulls(len(rows), pa.string())
    held = [("", rows.words["desa"]), *((word, rows.words[one]) for one, word in _ABOVE if one in rows.words)]
    said = [
        pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), pc.binary_join_element_wise(word, _bare(text), ""))
        for word, text in held
    ]
    joined = pc.binary_join_element_wise(*said, ", ", null_handling="skip")
    return pc.if_else(pc.is_null(said[0]), pa.scalar(None, pa.string()), joined)


def _bare(text: pa.Array) -> pa.Array:
    return pc.replace_substring_regex(text, r"(?i)^kec(amatan)?\b\.?\s*", "")


def registry_claims(rows: RegistryRows) -> Claims:
    """Return units, workers and production that are stated, a claim each."""
    from petasentra.impact.claims import read_claims

    subjects = [name or sentra for name, sentra in zip(rows.names.to_pylist(), rows.ids.to_pylist(), strict=True)]
    sources = [one or "" for one in rows.sources.to_pylist()]
    told = []
    for attribute, quantity, unit in (
        ("units", rows.units, "unit"), ("workers", rows.workers, "orang"), ("production", rows.production, None),
    ):  # fmt: skip
        raw = quantity.raw.to_pylist()
        beside = quantity.unit.to_pylist()
        periods = quantity.per.to_pylist()
        told += [
            {
                "subject": subjects[row], "attribute": attribute, "value": raw[row], "scope": "sentra",
                "unit": unit or "/".join(filter(None, (beside[row], periods[row]))),
                "source": sources[row], "verified": str(bool(rows.verified[row])).lower(),
            }
            for row in np.flatnonzero(quantity.status != 1).tolist()
        ]  # fmt: skip
    return read_claims(told)


def _area_columns(rows: RegistryRows) -> dict[str, pa.Array]:
    areas = rows.areas
    provinces = [one.part("provinsi") for one in areas.answers]
    regencies = [one.part("kabupaten") for one in areas.answers]
    units = [one.unit for one in areas.answers]
    columns: dict[str, list[str | None]] = {
        "province_code": [one.kemendagri if one else None for one in provinces],
        "province": [one.name if one else None for one in provinces],
        "kabupaten_code": [one.kemendagri if one else None for one in regencies],
        "kabupaten": [one.title if one else None for one in regencies],
        "area_code": [one.kemendagri or one.cod_ab if one else None for one in units],
        "area": [one.path if one else None for one in units],
        "area_level": [one.level if one else None for one in units],
        "area_reason": [one.reason or None for one in areas.answers],
    }
    return {name: areas.taken(values) for name, values in columns.items()}


def _quantity_columns(name: str, quantity: Quantity) -> dict[str, pa.Array]:
    return {
        name: _filled(quantity.raw),
        f"{name}_low": _number(quantity.low),
        f"{name}_high": _number(quantity.high),
        f"{name}_status": _named(quantity.status, STATUSES),
    }


def _group_words(groups: Groups) -> pa.Array:
    known = groups.codes != NO_GROUP
    codes = pa.array(np.where(known, groups.codes, 0).astype(np.int64), mask=~known)
    return pa.array(groups.words, pa.string()).take(codes)


def _filled(texts: pa.Array) -> pa.Array:
    return pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.string()), texts)


def _number(values: npt.NDArray[np.float64]) -> pa.Array:
    return pa.array(values, mask=~np.isfinite(values))


def _named(numbers: npt.NDArray[np.uint8], words: tuple[str, ...]) -> pa.Array:
    return pa.array(words, pa.string()).take(pa.array(numbers.astype(np.int64)))
