"""Reading of the catalogue of findings."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from petasentra.tables import Table

#: Areas in the order of the page: where in the work a finding is met.
AREAS = (
    "reading", "validating", "repairing", "checking", "plan_packs", "writing", "roads", "supply", "sentra", "siting",
    "figures",
)  # fmt: skip


@dataclass(frozen=True)
class FindingCode:
    """What a code means in one area.

    ``severity`` is the gravest with which the code is told there. ``measure_*`` says what the measure of the finding
    is, in ``unit``; both are empty where nothing is measured. ``since`` is the version that brought it.
    """

    code: str
    area: str
    severity: str
    what_id: str
    what_en: str
    do_id: str
    do_en: str
    measure_id: str
    measure_en: str
    unit: str
    since: str


@cache
def catalogue() -> tuple[FindingCode, ...]:
    """Return all codes, in the order of the catalogue.

    Examples
    --------
    >>> from petasentra.findings import catalogue
    >>> next(one.what_en for one in catalogue() if one.code == "ZONE_SPIKE")
    'a border that runs out and back'
    """
    text = files("petasentra.findings").joinpath("catalogue.csv").read_text(encoding="utf-8")
    return tuple(FindingCode(**row) for row in csv.DictReader(text.splitlines()))


def finding_codes() -> Table:
    """Return the catalogue of finding codes as a table: one row a code and area.

    Returns
    -------
    Table
        Columns ``code``, ``area`` (reading, validating, repairing, checking, plan_packs, writing, roads, supply,
        sentra, figures, siting),
        ``severity`` (note, warning, error), ``what_id``, ``what_en``, ``do_id``, ``do_en``,
        ``measure_id``, ``measure_en``, ``unit`` and ``since``.

    Examples
    --------
    >>> import petasentra as ps
    >>> codes = ps.finding_codes().to_pandas()
    >>> codes.loc[codes["code"] == "ZONE_GAP", ["severity", "unit"]].values.tolist()
    [['warning', 'm2']]
    """
    import pyarrow as pa

    from petasentra.tables import Table

    rows = catalogue()
    names = list(FindingCode.__dataclass_fields__)
    return Table.from_arrow(pa.table({name: [getattr(row, name) for row in rows] for name in names}))
