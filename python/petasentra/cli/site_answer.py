"""What ``petasentra site`` answers: candidates in order under the law, and the sites that serve a demand best."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from petasentra.cli.files import path_texts, plain
from petasentra.cli.files import plain_rows as rows
from petasentra.plotting.language import NOTICE_KKPR, pick
from petasentra.severity import worth_telling

if TYPE_CHECKING:
    from pathlib import Path

    from petasentra.criteria.result import Suitability
    from petasentra.plotting.language import Lang, Words
    from petasentra.siting.located import LocatedSites
    from petasentra.tables import Table

RANKED = "ranked"
_SCHEMATIC: Words = ("Zona yang menentukan hasil ini skematik: hasilnya pun skematik.",
                     "The zones that decide here are schematic: so is the answer.")  # fmt: skip
_UNVERIFIED: Words = ("Sebagian dasar hukum atau kriterianya belum diverifikasi.",
                      "Some of the law or of the criteria is not verified.")  # fmt: skip
_INVENTED: Words = ("Sebagian masukannya rekaan.", "Some of what was given is invented.")


@dataclass(frozen=True)
class SiteAnswer:
    """Candidates by law and criteria, and the chosen sites; None where it was not asked."""

    candidates: Path
    suited: Suitability | None
    located: LocatedSites | None
    top: int

    @property
    def best(self) -> list[dict[str, Any]]:
        """Rows of the best candidates."""
        return [] if self.suited is None else self.suited.top(self.top).table.to_pylist()

    @property
    def tables(self) -> dict[str, Table]:
        """Every table there is, by kind."""
        found: dict[str, Table] = {}
        if self.suited is not None:
            found |= {"places": self.suited.places.table, "measures": self.suited.measures}
        if self.located is not None:
            found |= {"sites": _table(self.located.sites), "demand": _table(self.located.demand)}
        return found

    @property
    def schematic(self) -> bool:
        """True if zones that decide are schematic, or what is chosen among is marked so."""
        given = self.located is not None and self.located.end.schematic
        return given or (self.suited is not None and self.suited.schematic)

    @property
    def unverified(self) -> bool:
        """True if the law or a criterion that decides was compared with its text by nobody."""
        given = self.located is not None and self.located.end.unverified
        return given or (self.suited is not None and self.suited.unverified)

    @property
    def invented(self) -> bool:
        """True if a demand or candidate says that it stands for nothing on the ground."""
        return self.located is not None and (self.located.begin.invented or self.located.end.invented)

    @property
    def found_anything(self) -> bool:
        """True unless some candidate may be used, everything is known, and all demand is served."""
        if self.suited is not None and set(self.suited.counts) - {RANKED, "excluded_by_law", "fails_limit"}:
            return True
        if self.suited is not None and RANKED not in self.suited.counts:
            return True
        findings = [one.findings for one in (self.suited, self.located) if one is not None]
        if worth_telling(*findings):
            return True
        if self.located is None:
            return False
        return not self.located.proved or set(self.located.status_of_demands) - {"served", "nothing_needed"} != set()


def notice(answer: SiteAnswer, lang: Lang) -> str:
    """Say what the answer rests on: what is schematic, not verified or invented, and that it decides nothing."""
    said = [
        words
        for holds, words in (
            (answer.schematic, _SCHEMATIC), (answer.unverified, _UNVERIFIED), (answer.invented, _INVENTED),
            (answer.suited is not None and answer.suited.check is not None, NOTICE_KKPR),
        )
        if holds
    ]  # fmt: skip
    return " ".join(pick(one, lang) for one in said)


def document(answer: SiteAnswer, files: dict[str, Path]) -> dict[str, Any]:
    """Make the JSON document; what there is not is null or empty."""
    suited, located = answer.suited, answer.located

    return {
        "candidates": str(answer.candidates),
        "suitability": None
        if suited is None
        else {
            "as_of": None if suited.as_of is None else suited.as_of.isoformat(), "counts": suited.counts,
            "top": [plain(row) for row in answer.best], "places": rows(suited.places.table),
            "measures": rows(suited.measures), "findings": rows(suited.findings),
        },
        "location": None
        if located is None
        else {
            "method": located.method, "chosen": [str(one) for one in located.chosen],
            "objective": float(located.objective), "bound": float(located.bound), "gap": float(located.gap),
            "proved": bool(located.proved), "sums": plain(dataclasses.asdict(located.sums)),
            "sites": rows(_table(located.sites)), "demand": rows(_table(located.demand)),
            "findings": rows(located.findings),
        },
        "schematic": answer.schematic,
        "unverified": answer.unverified,
        "invented": answer.invented,
        "notice_id": notice(answer, "id"),
        "notice_en": notice(answer, "en"),
        "files": path_texts(files),
    }  # fmt: skip


def _table(given: Any) -> Table:  # noqa: ANN401  (a Layer or a Table)
    table: Table = getattr(given, "table", given)
    return table
