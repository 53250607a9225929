"""What is filed of a list beside what was found: the report's words, and what its audit covers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from petasentra.auditing.table_audit import table_audit
from petasentra.plotting import language as words
from petasentra.plotting.language import number, pick
from petasentra.report.tables import Paper, Section, findings_section
from petasentra.sentra.sk_words import STATUSES
from petasentra.sentra.words import metres
from petasentra.tables import Table

if TYPE_CHECKING:
    from petasentra.auditing.table_audit import TableAudit
    from petasentra.plotting.language import Lang
    from petasentra.sentra.reconciling import Reconciliation

__all__ = ["list_audit", "list_paper"]

#: Rows told one by one: first those that do not agree.
MOST_ROWS = 500


def list_audit(result: Reconciliation) -> TableAudit:
    """Return the record: the list as it was read, the record of what was found, and every row with its status."""
    import pyarrow as pa

    listed, found = result.listed, result.found
    read: dict[str, Any] = {
        "sk_id": listed.ids, "name": listed.names, "commodity": listed.commodities, "area": listed.areas,
        "units_min": pa.array(listed.low, from_pandas=True), "units_max": pa.array(listed.high, from_pandas=True),
    }  # fmt: skip
    for axis, name in enumerate("xy"):
        read[name] = pa.array(listed.xy[:, axis], from_pandas=True)
    options = {"within_m": result.within_m, "sentra": found.audit.result_sha256, "asked": found.audit.options}
    return table_audit(
        "list", options, {"list": Table.from_arrow(pa.table(read))},
        {"table": result.table, "findings": result.findings},
    )  # fmt: skip


def list_paper(result: Reconciliation, lang: Lang) -> Paper:
    """Return the words of the report."""
    counts = [
        [words.sentence(pick(STATUSES[status], lang)), number(count, 0, lang)]
        for status, count in result.counts.items()
        if count
    ]
    order = list(STATUSES)
    told = sorted(result.table.to_pylist(), key=lambda row: (row["status"] == "agrees", order.index(row["status"])))
    rows = [
        [row["sk_id"] or "", row["sk_name"] or row["commodity_sk"] or "",
         "" if row["sentra_id"] is None else str(row["sentra_id"]), "; ".join(row["value"] or []),
         "" if row["units_found"] is None else number(row["units_found"], 0, lang), row[f"reason_{lang}"]]
        for row in told[:MOST_ROWS]
    ]  # fmt: skip
    heads = [pick(one, lang) for one in (
        ("Baris daftar", "Row of the list"), ("Nama atau komoditas", "Name or commodity"),
        ("Sentra ditemukan", "Sentra found"), ("Yang sama", "What is alike"), ("Unit usaha", "Units"),
        ("Keterangan", "Why"),
    )]  # fmt: skip
    far = metres(result.within_m, lang)
    notices = [pick((f"Daftar dan lapangan dipadankan dalam jarak {far}.", f"Paired within {far}."), lang)]
    if len(told) > MOST_ROWS:
        notices.append(pick((f"Hanya {MOST_ROWS} dari {len(told)} baris yang dicantumkan.",
                             f"Only {MOST_ROWS} of {len(told)} rows are listed."), lang))  # fmt: skip
    rule = result.found.rule
    return Paper(
        title=pick(("Daftar sentra dan keadaan lapangan", "List of sentra and what is on the ground"), lang),
        subtitle=f"{number(len(result.listed), 0, lang)} " + pick(("baris", "rows"), lang) + f" · {rule.citation}",
        notices=notices,
        sections=[
            Section(pick(("Ringkasan", "Summary"), lang),
                    [pick(("Status", "Status"), lang), pick(("Baris", "Rows"), lang)], counts),
            Section(pick(("Satu per satu", "One by one"), lang), heads, rows),
            findings_section(result.findings, lang, hidden=False),
        ],
        draft="" if rule.verified else words.sentence(pick(words.UNVERIFIED, lang)),
    )  # fmt: skip
