"""What is filed of a list of sentra: the report's words, and what its audit covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.auditing.table_audit import table_audit
from petasentra.plotting import language as words
from petasentra.plotting.language import number, pick
from petasentra.report.tables import Paper, Section, findings_section
from petasentra.sentra.words import sum_span
from petasentra.tables import Table

if TYPE_CHECKING:
    from typing import Any

    from petasentra.auditing.table_audit import TableAudit
    from petasentra.plotting.language import Lang, Words
    from petasentra.sentra.registry.registry import Registry

__all__ = ["registry_audit", "registry_paper"]

#: Sentra told one by one; of longer lists the sums stand for them.
MOST_ROWS = 500


def registry_audit(registry: Registry) -> TableAudit:
    """Return the record; the list counts with the columns that were read."""
    given = registry.given
    read = [one for one in dict.fromkeys(registry.columns.values()) if one not in given.personal]
    where = registry.where
    options: dict[str, Any] = {
        "columns": registry.columns, "tolerance_m": registry.tolerance_m, "boundaries": where is not None,
    }  # fmt: skip
    kept = Table.from_arrow(given.to_arrow().select(read))
    return table_audit("registry", options, {"list": kept}, {"table": registry.table, "findings": registry.findings})


def registry_paper(registry: Registry, lang: Lang) -> Paper:
    """Return the words of the report."""
    picture = registry._picture()
    sections = [
        _sums(registry, "province", ("Provinsi", "Province"), lang),
        _sums(registry, "commodity", ("Komoditas", "Commodity"), lang),
    ]
    if len(registry) <= MOST_ROWS:
        sections.append(_rows(registry, lang))
    sections.append(findings_section(registry.findings, lang, hidden=False))
    invented = bool(registry.rows.invented.any())
    return Paper(
        title=pick(picture.title, lang), subtitle=registry.rows.title,
        notices=[f"{pick(one, lang)}." for one in picture.told], sections=sections,
        invented=words.sentence(pick(words.INVENTED, lang)) if invented else "",
    )  # fmt: skip


def _sums(registry: Registry, by: str, word: Words, lang: Lang) -> Section:
    heads = [pick(word, lang), "Sentra", pick(("Tanpa letak", "Without a place"), lang)]
    heads += [pick(one, lang) for one in (("Unit usaha", "Units"), ("Tenaga kerja", "Workers"))]
    rows = [
        [row[by] or pick(("tidak diketahui", "not known"), lang), number(row["sentra"], 0, lang),
         number(row["position_unknown"], 0, lang), sum_span(row, "units", "sentra", lang),
         sum_span(row, "workers", "sentra", lang)]
        for row in registry.summary(by).to_pylist()
    ]  # fmt: skip
    return Section(pick(("Menurut ", "By "), lang) + pick(word, lang).lower(), heads, rows)


def _rows(registry: Registry, lang: Lang) -> Section:
    heads = ["ID", *(pick(one, lang) for one in (
        ("Nama", "Name"), ("Komoditas", "Commodity"), ("Wilayah", "Area"), ("Unit usaha", "Units"),
        ("Tenaga kerja", "Workers"), ("SK", "Decree"),
    ))]  # fmt: skip
    names = ("sentra_id", "name", "commodity", "area", "units", "workers", "sk_number")
    rows = [[row[name] or "–" for name in names] for row in registry.table.to_pylist()]  # noqa: RUF001
    return Section(pick(("Sentra satu per satu", "Sentra one by one"), lang), heads, rows)
