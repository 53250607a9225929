"""A register of decisions asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra._progress import progress_callback
from petasentra.conformance.sites import placed_in, require_pack
from petasentra.days import as_day
from petasentra.layers.layer import as_layer
from petasentra.rechecks.asking import READ_BY_CHECK, Question, ask
from petasentra.rechecks.cases import Case
from petasentra.rechecks.register import read_register
from petasentra.rechecks.result import Recheck
from petasentra.rechecks.same_ground import site_of_rows

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from petasentra._progress import Progress
    from petasentra.conformance.timelines import KnownOn
    from petasentra.days import DayLike
    from petasentra.law.plan_packs import PlanPack
    from petasentra.layers.layer import Layer, LayerLike
    from petasentra.rechecks.register import Decision
    from petasentra.values import DateOrder


def recheck(
    decisions: LayerLike,
    pack: PlanPack,
    *,
    as_of: DayLike,
    profile: str | None = None,
    columns: Mapping[str, str] | None = None,
    date_order: DateOrder | None = None,
    kbli_version: str | None = None,
    known_on: KnownOn = None,
    progress: Progress = None,
    threads: int | None = None,
) -> Recheck:
    """Ask the law again about decisions that were issued: as of the day of each, and as of a given day.

    The register may be as dirty as registers are: days such as ``24-Mei-2022``, KBLI codes without their zeros or
    several in one cell, blanks, tags of web pages. What has one reading is read. What has none, or two, is told in
    ``.findings`` and in the reason of its row, and never guessed; no row is dropped. A polygon that many rows repeat is
    one site with many decisions.

    Parameters
    ----------
    decisions
        The register: one row a decision (or a decision and activity), with its polygon, in any CRS.
    pack
        The law; see :func:`petasentra.read_plan_pack`.
    as_of
        The day to compare with, a date or ``YYYY-MM-DD``.
    profile
        Profile that knows the columns of the register, ``"kkpr"``; None takes the nearest, if one fits.
    columns
        Role -> column, where the profile does not know them: ``number``, ``decided_on``, ``kbli`` (or ``activity``, ids
        of the pack), ``kind``, ``outcome`` (granted, granted in part, refused; without it every decision counts as
        granted), ``extent`` (polygon requested or approved), ``basis``.
    date_order
        ``"dmy"`` or ``"mdy"`` for days of digits; without it ``03/04/2022`` is not read.
    kbli_version
        Edition of the codes; without it the column ``kbli_version`` of the register, else the edition of the pack.
    known_on
        Count only what had been published by this day; ``"as_of"``: what had been by the day that is asked about.
    progress
        True for a bar on standard error, or a callable that takes the done share (0..1).
    threads
        Worker threads; results never depend on it.

    Returns
    -------
    Recheck
        ``len(result) == len(decisions)``, in the order of the register.

    Raises
    ------
    SchemaError
        Nothing says which column holds the day or the activity, or a column that was named is not there.
    CrsError
        The register has no CRS.
    OptionError
        A day that is none, a role or a profile nobody knows.
    TypeError
        `pack` is no PlanPack.

    Examples
    --------
    Three invented decisions on the invented sites of the study; the first two share a polygon:

    >>> import petasentra as ps
    >>> study = ps.datasets.jombang()
    >>> frame = study.sentra.to_geopandas().iloc[[3, 3, 2]][["geometry"]]
    >>> frame["No_KKPR"] = ["contoh-1", "contoh-2", "contoh-3"]
    >>> frame["Tagl_Terbi"] = ["24-Mei-2019", "03/04/2019", "16-Okt-2019"]
    >>> frame["KO_KBLI"] = ["10794", "10794", "24202, 24320"]
    >>> frame["Jns_KKPR"] = "Persetujuan Kesesuaian Kegiatan Pemanfaatan Ruang"
    >>> result = ps.recheck(frame, study.pack(), as_of="2023-06-01")
    >>> result.table["site_id"], result.table["change"]
    (['tapak-1', 'tapak-1', 'tapak-2'], ['different', 'cannot_tell', 'milder'])
    """
    require_pack(pack)
    day = as_day(as_of)
    known = known_on if known_on in (None, "as_of") else as_day(known_on, "known_on")
    register = as_layer(decisions)
    with placed_in(register):
        read = read_register(register, columns=columns, profile=profile, date_order=date_order)
    sites = site_of_rows(register)
    names = _names(max(sites, default=-1) + 1)
    ground = _ground_rows(register, sites)
    asked = [_asked(one, day, sites[one.row], ground[one.row]) for one in read]
    answers = ask(
        register,
        names,
        [question for of_one in asked for pair in of_one.values() for question in pair if question is not None],
        pack,
        kbli_version=kbli_version,
        known_on=known,
        threads=threads,
        progress=progress_callback(progress, "recheck"),
    )
    cases = [
        Case(
            one,
            names[site],
            {
                activity: (None if then is None else answers.by_question[then], answers.by_question[now])
                for activity, (then, now) in of_one.items()
            },
        )
        for one, site, of_one in zip(read, sites, asked, strict=True)
    ]
    return Recheck(register, cases, list(answers.findings.values()), pack, day)


def _asked(decision: Decision, as_of: dt.date, site: int, row: int) -> dict[str, tuple[Question | None, Question]]:
    """Return for each activity of a decision what to ask of its own day, if it has one, and of the other."""
    then = decision.decided_on
    return {
        activity: (
            None if then is None else Question(then, site, row, activity),
            Question(as_of, site, row, activity),
        )
        for activity in decision.activities
    }


def _names(count: int) -> list[str]:
    width = len(str(count))
    return [f"tapak-{number:0{width}d}" for number in range(1, count + 1)]


def _ground_rows(register: Layer, sites: Sequence[int]) -> list[int]:
    """Return for each row the first one with the same ground and the same words for a check to read."""
    wanted = [name for name in READ_BY_CHECK if name in register.columns]
    columns = [list(register[name]) for name in wanted]
    first: dict[tuple[object, ...], int] = {}
    return [
        first.setdefault((sites[row], *(str(column[row]) for column in columns)), row) for row in range(len(register))
    ]
