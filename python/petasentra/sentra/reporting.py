"""What is filed of sentra that were found: the report's words, and what its audit covers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.auditing.table_audit import table_audit
from petasentra.plotting import language as words
from petasentra.plotting.language import number, pick
from petasentra.report.tables import Paper, Section, findings_section
from petasentra.sentra.map_page import ALMOST_WORDS, notice
from petasentra.sentra.words import MEMBERSHIP_WORDS, invented_line, place_line, places_text, sum_span, unnamed_line
from petasentra.tables import Table

if TYPE_CHECKING:
    from petasentra.auditing.table_audit import TableAudit
    from petasentra.plotting.language import Lang
    from petasentra.sentra.found import FoundSentra

__all__ = ["sentra_audit", "sentra_paper"]


def sentra_audit(found: FoundSentra) -> TableAudit:
    """Return the record; units count with the columns that were read, and their places in the plane."""
    import pyarrow as pa

    read = found.read
    given = read.table.to_arrow()
    named = [one for one in dict.fromkeys(read.columns.named.values()) if one not in read.table.personal]
    columns = {name: given.column(name) for name in named}
    for axis, name in enumerate(("x", "y")):
        values = read.ground.xy[:, axis]
        columns[name] = pa.array(values, mask=~np.isfinite(values))
    personal = read.columns.unit_id in read.table.personal
    sentra, units = found.sentra.to_arrow(), found.units.to_arrow()
    if personal:
        sentra, units = sentra.drop_columns(["first_unit"]), units.drop_columns(["unit_id"])
    rule = found.rule
    options: dict[str, Any] = {
        "rule": rule.name, "min_units": rule.min_units, "connector": rule.connector,
        "branches": [one.name for one in rule.branches], "eps_m": found.eps_m, "distance": found.distance,
        "as_of": None if found.as_of is None else found.as_of.isoformat(),
        "columns": read.columns.named,
        "crs": "" if read.ground.crs is None else read.ground.crs.authority_code or read.ground.crs.projjson,
    }  # fmt: skip
    shapes = sentra.column_names[-1]
    sentra = sentra.drop_columns([shapes]) if shapes == found.sentra.geometry_name else sentra
    return table_audit(
        "sentra", options, {"units": Table.from_arrow(pa.table(columns))},
        {"sentra": Table.from_arrow(sentra), "units": Table.from_arrow(units)},
    )  # fmt: skip


def sentra_paper(found: FoundSentra, lang: Lang) -> Paper:
    """Return the words of the report."""
    hidden = found.read.columns.unit_id in found.read.table.personal

    def heads(*told: tuple[str, str]) -> list[str]:
        return [pick(one, lang) for one in told]

    sentra = [
        [str(row["sentra_id"]), "; ".join(row["value"]), number(row["units"], 0, lang),
         sum_span(row, "workers", "unit", lang), places_text(row, lang), number(row["area_ha"], 2, lang)]
        for row in found.sentra.table.to_pylist()
    ]  # fmt: skip
    nearly = [
        ["; ".join(row["value"]), number(row["units"], 0, lang), row[f"missing_{lang}"]]
        for row in found.almost.table.to_pylist()
    ]
    memberships = found.units["membership"]
    counts = [
        [pick(told, lang), number(memberships.count(word), 0, lang)]
        for word, told in MEMBERSHIP_WORDS.items()
        if word in memberships
    ]
    rule, count = found.rule, number(len(found), 0, lang)
    said = place_line(found, lang), unnamed_line(found, lang), invented_line(found, lang), notice(found, lang)
    return Paper(
        title=pick((rule.title_id, rule.title_en), lang),
        subtitle=f"{count} sentra · {rule.citation}" + ("" if found.as_of is None else
                                                        f" · {words.date(found.as_of, lang)}"),
        notices=[one for one in said if one],
        sections=[
            Section("Sentra", heads(("Nomor", "Number"), ("Yang sama", "What is alike"), ("Unit", "Units"),
                                    ("Tenaga kerja", "Workers"), ("Tempat", "Places"),
                                    ("Luas selubung, ha", "Area of the hull, ha")), sentra),
            Section(pick(ALMOST_WORDS, lang), heads(("Yang sama", "What is alike"), ("Unit", "Units"),
                                                    ("Yang kurang", "What it lacks")), nearly),
            Section(pick(("Unit usaha", "Units"), lang), heads(("Kedudukan", "Membership"), ("Unit", "Units")), counts),
            findings_section(found.findings, lang, hidden=hidden),
        ],
        draft="" if rule.verified else words.sentence(pick(words.UNVERIFIED, lang)),
        invented=words.sentence(pick(words.INVENTED, lang)) if invented_line(found, lang) else "",
    )  # fmt: skip
