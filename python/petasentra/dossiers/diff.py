"""What two dossiers of a sentra say differently, such as those of two years."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from petasentra.dossiers.printing import value_text, words_of
from petasentra.plotting.language import check_lang
from petasentra.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from petasentra.dossiers.dossier import Dossier
    from petasentra.dossiers.parts import Plain
    from petasentra.plotting.language import Lang

__all__ = ["DossierDifference", "difference"]

_COLUMNS = ("section", "kind", "item", "name_id", "name_en", "before_id", "before_en", "after_id", "after_en")


@dataclass(frozen=True)
class DossierDifference:
    """What differs; empty for two dossiers that say the same. Made by `Dossier.diff`."""

    before: Dossier
    after: Dossier
    rows: tuple[dict[str, str | None], ...]

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def table(self) -> Table:
        """One row a thing, in the order of the sections.

        ``section``, ``kind`` (``answer``, ``fact``, ``row``, ``missing``), ``item``, ``name_id``, ``name_en``,
        ``before_id``, ``before_en``, ``after_id``, ``after_en``; null where one side has no such thing.
        """
        import pyarrow as pa

        return Table.from_arrow(
            pa.table({name: pa.array([one[name] for one in self.rows], pa.string()) for name in _COLUMNS})
        )

    def text(self, lang: str = "id") -> str:
        """Return a line for each difference."""
        language = check_lang(lang)
        none = {"id": "tidak ada", "en": "none"}[language]
        return "\n".join(
            f"{one['section']}, {one[f'name_{language}']}: {one[f'before_{language}'] or none} -> "
            f"{one[f'after_{language}'] or none}"
            for one in self.rows
        )

    def __repr__(self) -> str:
        return f"DossierDifference: {len(self)} things differ"


def difference(before: Dossier, after: Dossier) -> DossierDifference:
    """Compare answers, facts, rows of tables and what is missing; see `Dossier.diff`."""
    sides = [_things(one.document) for one in (before, after)]
    rows = []
    for key in dict.fromkeys([*sides[0], *sides[1]]):
        old, new = (side.get(key) for side in sides)
        if old is None or new is None or old[1] != new[1]:
            words = (old or new or ({}, None))[0]
            rows.append(_row(key, words, None if old is None else old[1], None if new is None else new[1]))
    return DossierDifference(before, after, tuple(rows))


def _things(document: Plain) -> dict[tuple[str, str, str], tuple[Plain, Plain]]:
    found: dict[tuple[str, str, str], tuple[Plain, Plain]] = {}
    for one in document["sections"]:
        if one["name"] == "citations":
            continue
        found[one["name"], "answer", "answer"] = one["title"], one["answer"]
        for each in one["facts"]:
            found[one["name"], "fact", each["name"]] = (
                each["label"],
                _both(each["value"], each["unit"], each["decimals"]),
            )
        for each in one["tables"]:
            for key, texts in _rows(each):
                found[one["name"], "row", f"{each['name']}: {key}"] = each["title"], texts
    for lack in document["missing"]:
        found[lack["section"], "missing", f"{lack['kind']}: {lack['item']}"] = lack["words"], lack["reason"]
    return found


def _rows(table: Plain) -> Iterator[tuple[str, Plain]]:
    """Yield each row by its texts up to the first figure; rows of one key are numbered."""
    kinds = [one["kind"] for one in table["columns"]]
    upto = next((place for place, kind in enumerate(kinds) if kind in ("number", "interval")), len(kinds))
    seen: dict[str, int] = {}
    for line in table["rows"]:
        cells = [
            _both(value, one["unit"], one["decimals"])
            for value, one in zip(line["cells"], table["columns"], strict=True)
        ]
        # The state of a paper is what is compared, not what it is called by.
        key = ", ".join(one["en"] for one in cells[: 1 if table["name"] == "checklist" else max(upto, 1)])
        seen[key] = seen.get(key, 0) + 1
        label = key if seen[key] == 1 else f"{key} ({seen[key]})"
        yield label, {lang: ", ".join(one[lang] for one in cells) for lang in ("id", "en")}


def _both(value: Any, unit: str, decimals: int) -> Plain:  # noqa: ANN401 - a value
    return {lang: value_text(value, lang, unit=unit, decimals=decimals) for lang in _LANGS}


_LANGS: tuple[Lang, Lang] = ("id", "en")


def _row(key: tuple[str, str, str], words: Plain, before: Plain | None, after: Plain | None) -> dict[str, str | None]:
    row: dict[str, str | None] = {"section": key[0], "kind": key[1], "item": key[2]}
    for lang in _LANGS:
        row[f"name_{lang}"] = words_of(words, lang)
        row[f"before_{lang}"] = None if before is None else before[lang]
        row[f"after_{lang}"] = None if after is None else after[lang]
    return row
