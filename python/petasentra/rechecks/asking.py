"""Many questions to one pack: each site, activity and day asked once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from petasentra import _core
from petasentra.conformance.checking import check
from petasentra.layers.layer import Layer

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence

    import pyarrow as pa

    from petasentra.conformance.check_result import CheckResult
    from petasentra.law.plan_packs import PlanPack

#: Columns of a site that a check reads beside its id and activity; a register that has them hands them on.
READ_BY_CHECK = (
    "kbli_version", "scale", "established_on", "permits", "activity_area_m2", "lot_m2", "road_class", "kdb", "klb",
    "kdh", "height_m",
)  # fmt: skip


@dataclass(frozen=True, order=True)
class Question:
    """May this activity stand on this site on this day? ``row`` is the row of the register that holds the ground."""

    day: dt.date
    site: int
    row: int
    activity: str


@dataclass(frozen=True)
class Answer:
    """What a check says to one question; ``conditions`` are those of its decisive pieces, in words."""

    verdict: str
    flags: tuple[str, ...]
    instrument: str
    article: tuple[str, ...]
    share_conforming: float | None
    existing_use: str
    existing_use_until: dt.date | None
    verified: bool
    unverified_rules: tuple[str, ...]
    schematic: bool
    reason_id: str
    reason_en: str
    conditions: frozenset[str] = frozenset()


@dataclass
class Answers:
    """Answers by question, and what was wrong with sites; each fault of a site is told once."""

    by_question: dict[Question, Answer] = field(default_factory=dict)
    findings: dict[tuple[str, ...], dict[str, Any]] = field(default_factory=dict)


def ask(
    register: Layer,
    site_ids: Sequence[str],
    questions: Iterable[Question],
    pack: PlanPack,
    *,
    kbli_version: str | None,
    known_on: dt.date | str | None,
    threads: int | None,
    progress: Callable[[float], object] | None,
) -> Answers:
    """Ask all questions, those of one day together.

    Parameters
    ----------
    register
        The register; its rows give the ground, and the columns of `READ_BY_CHECK` it has.
    site_ids
        Name of each site.
    questions
        What to ask; repeated ones are asked once.
    pack
        The law.
    kbli_version
        Edition of the codes; None leaves it to the register and the pack.
    known_on
        As for `petasentra.timeline`.
    threads, progress
        As for `petasentra.check`.
    """
    rounds = _rounds(questions)
    ground = _ground(register, kbli_version)
    found = Answers()
    for number, (day, asked) in enumerate(rounds):
        sites = _sites(ground, register.geometry_name, site_ids, asked)
        result = check(sites, pack, as_of=day, known_on=day if known_on == "as_of" else known_on, threads=threads)
        conditions = _conditions(result)
        for question, row in zip(asked, result.table.to_pylist(), strict=True):
            found.by_question[question] = _answer(row, conditions[row["site_id"]])
        for finding in result.findings.to_pylist():
            key = (finding["code"], str(finding["feature_id"]), finding["message_en"])
            found.findings.setdefault(key, finding)
        if progress is not None:
            progress((number + 1) / len(rounds))
    return found


def _rounds(questions: Iterable[Question]) -> list[tuple[dt.date, list[Question]]]:
    """Divide the questions by day, and so that a site is asked about one activity at a time.

    A site keeps its id whatever is asked of it: distances to the same activity pass over the site itself by its id.
    """
    of_day: dict[dt.date, dict[int, list[Question]]] = defaultdict(lambda: defaultdict(list))
    for question in sorted(set(questions)):
        of_day[question.day][question.site].append(question)
    rounds = []
    for day, sites in of_day.items():
        most = max(len(asked) for asked in sites.values())
        rounds += [(day, [asked[turn] for asked in sites.values() if turn < len(asked)]) for turn in range(most)]
    return rounds


def _ground(register: Layer, kbli_version: str | None) -> pa.Table:
    import pyarrow as pa

    table = register.to_arrow()
    wanted = [name for name in READ_BY_CHECK if name in register.columns]
    ground = table.select([register.geometry_name, *wanted]).replace_schema_metadata()
    if kbli_version is not None:
        if "kbli_version" in wanted:
            ground = ground.drop_columns(["kbli_version"])
        ground = ground.append_column("kbli_version", pa.array([kbli_version] * len(ground), pa.string()))
    return ground


def _sites(ground: pa.Table, geometry: str, site_ids: Sequence[str], asked: Sequence[Question]) -> Layer:
    import pyarrow as pa

    table = ground.take(pa.array([question.row for question in asked], pa.int64()))
    table = table.append_column("site_id", pa.array([site_ids[question.site] for question in asked], pa.string()))
    table = table.append_column("activity", pa.array([question.activity for question in asked], pa.string()))
    return Layer(_core.Layer.from_stream(table, geometry=geometry))


def _conditions(result: CheckResult) -> dict[str, frozenset[str]]:
    """Return the conditions of the decisive pieces of each site in words: a number means nothing in another plan."""
    words = {
        (instrument.id, condition.id): condition.text_id
        for instrument in result.pack.instruments
        for condition in instrument.conditions
    }
    found: dict[str, set[str]] = defaultdict(set)
    table = result.pieces.table
    columns = (table[name] for name in ("site_id", "instrument", "conditions", "decisive"))
    for site, instrument, conditions, decisive in zip(*columns, strict=True):
        if decisive:
            found[site].update(words.get((instrument, one), f"{instrument} {one}") for one in conditions or ())
    return defaultdict(frozenset, {site: frozenset(conditions) for site, conditions in found.items()})


def _answer(row: dict[str, Any], conditions: frozenset[str]) -> Answer:
    share, until = row["share_conforming"], row["existing_use_until"]
    return Answer(
        verdict=row["verdict"],
        flags=tuple(row["flags"] or ()),
        instrument=row["instrument"] or "",
        article=tuple(row["article"] or ()),
        share_conforming=None if share is None or share != share else float(share),
        existing_use=row["existing_use"],
        existing_use_until=until,
        verified=bool(row["verified"]),
        unverified_rules=tuple(row["unverified_rules"] or ()),
        schematic=bool(row["schematic"]),
        reason_id=row["reason_id"] or "",
        reason_en=row["reason_en"] or "",
        conditions=conditions,
    )
