"""Decisions of officers beside a result: made, put in columns of their own, told in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from petasentra import _core
from petasentra.days import as_day
from petasentra.errors import OptionError, RuleError
from petasentra.overrides.entry import Override
from petasentra.plotting.language import CONFLICT, VERDICTS, date, pick
from petasentra.suggesting import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from petasentra.conformance.check_result import CheckResult
    from petasentra.days import DayLike
    from petasentra.overrides.log import OverrideLog
    from petasentra.plotting.language import Lang
    from petasentra.tables import Table

#: Columns that a result has once an officer decided something: column -> field of the entry.
OFFICER_COLUMNS = {
    "verdict_officer": "verdict",
    "reason_officer": "reason",
    "basis_officer": "basis",
    "by_officer": "by",
    "on_officer": "on",
}
VERDICT_WORDS = tuple(word for word in VERDICTS if word != CONFLICT)


def new_entry(
    result: CheckResult,
    site_id: str,
    *,
    activity: str | None,
    verdict: str,
    reason: str,
    by: str,
    on: DayLike,
    basis: str,
) -> Override:
    """Return a decision about a site of the result, or say what is wrong with it; see ``result.override``."""
    row = result.row_of(site_id)
    if result.asked.ids_are_personal:
        raise _bad(
            "The ids of the sites are personal data, and a log keeps them.",
            "Pengenal tapak adalah data pribadi, dan catatan akan menyimpannya.",
            ("Name the sites by another column with site_id=.", "Pakai kolom pengenal lain dengan site_id=."),
        )
    own = str(result.computed["activity"][row])
    if activity is not None and activity != own:
        raise _bad(
            f"Site {site_id!r} was checked for {own!r}, not for {activity!r}.",
            f"Tapak {site_id!r} diperiksa untuk {own!r}, bukan untuk {activity!r}.",
            (f"Leave activity out, or write {own!r}.", f"Tinggalkan activity, atau tulis {own!r}."),
        )
    if verdict not in VERDICT_WORDS:
        words = list(VERDICT_WORDS)
        hints = did_you_mean(str(verdict), words, most=len(words))
        raise _bad(
            f"verdict={verdict!r} is no verdict.",
            f"verdict={verdict!r} bukan hasil pemeriksaan yang dikenal.",
            (hints["hint_en"], hints["hint_id"]),
        )
    texts = {"reason": reason, "by": by, "basis": basis}
    for name, text in texts.items():
        if not isinstance(text, str) or (name != "basis" and not text.strip()):
            raise _bad(
                f"{name} is empty." if isinstance(text, str) else f"{name}={text!r} is no text.",
                f"{name} kosong." if isinstance(text, str) else f"{name}={text!r} bukan teks.",
                (
                    "A decision needs a reason and somebody who made it.",
                    "Ketetapan memerlukan alasan dan siapa yang menetapkannya.",
                ),
            )
    return Override(
        number=0,
        site_id=str(site_id),
        activity=own,
        as_of=result.as_of.isoformat(),
        variant=result.variant,
        computed=str(result.computed["verdict"][row]),
        verdict=verdict,
        reason=one_line(reason),
        basis=one_line(basis),
        by=one_line(by),
        on=as_day(on, "on").isoformat(),
    )


def require_fits(result: CheckResult, log: OverrideLog) -> None:
    """See that every decision of a log is about a site of this result, on this day, with the verdict computed here.

    Raises
    ------
    RuleError
        One is not; the message names it.
    """
    rows = zip(result.computed["site_id"], result.computed["activity"], result.computed["verdict"], strict=True)
    verdicts = {(str(site), str(activity)): str(verdict) for site, activity, verdict in rows}
    question = (result.as_of.isoformat(), result.variant)
    for entry in log:
        found = verdicts.get((entry.site_id, entry.activity))
        if (entry.as_of, entry.variant) != question:
            why_en, why_id = f"it was made for {entry.as_of}", f"dibuat untuk {entry.as_of}"
        elif found is None:
            why_en, why_id = "the site was not checked for this activity", "tapak tidak diperiksa untuk kegiatan ini"
        elif found != entry.computed:
            why_en = f"the computed verdict was {entry.computed!r} and is {found!r}"
            why_id = f"hasil hitungan semula {entry.computed!r} dan sekarang {found!r}"
        else:
            continue
        raise RuleError(
            f"Decision {entry.number} does not fit this check: {why_en}.",
            f"Ketetapan {entry.number} tidak cocok dengan pemeriksaan ini: {why_id}.",
            hint_en="Decide anew on this result with result.override.",
            hint_id="Tetapkan lagi atas hasil ini dengan result.override.",
            code=402,
            feature=entry.site_id,
        )


def officer_columns(computed: Table, log: OverrideLog) -> _core.Table:
    """Return the officer's columns for a table of verdicts; null where no officer decided."""
    import pyarrow as pa

    last = log.last_by_site()
    keys = zip(computed["site_id"], computed["activity"], strict=True)
    entries = [last.get((str(site), str(activity))) for site, activity in keys]
    columns = {
        name: pa.array([None if entry is None else getattr(entry, field) for entry in entries], pa.string())
        for name, field in OFFICER_COLUMNS.items()
    }
    columns["on_officer"] = columns["on_officer"].cast(pa.date32())
    return _core.Table.from_stream(pa.table(columns))


def told(entry: Override, lang: Lang, *, conflict: bool = False) -> str:
    """Tell a decision in one sentence or two.

    With `conflict` the check could state nothing, and what it kept as ``computed`` is only the stricter result.

    Examples
    --------
    >>> from petasentra.overrides.applying import told
    >>> from petasentra.overrides import Override
    >>> entry = Override(1, "A", "tahu", "2015-06-01", "", "prohibited", "limited", "Contoh", "", "Kadis", "2015-07-01")
    >>> told(entry, "en")[:66]
    'Decided otherwise by an officer: limited. Reason: Contoh. By Kadis'
    """
    ours, theirs = (pick(VERDICTS.get(word, (word, word)), lang) for word in (entry.computed, entry.verdict))
    reason = entry.reason.rstrip(" .")
    basis = entry.basis.rstrip(" .")
    day = date(entry.on, lang)
    if conflict:
        cannot = pick(VERDICTS[CONFLICT], lang)
        computed = cannot + pick((f" (yang lebih ketat: {ours})", f" (the stricter: {ours})"), lang)
    else:
        computed = ours
    if lang == "id":
        opening = "Ditetapkan oleh petugas" if ours == theirs else "Diputuskan lain oleh petugas"
        parts = [f"{opening}: {theirs}. Alasan: {reason}.", f"Dasar: {basis}." if basis else ""]
        parts += [f"Oleh {entry.by}, {day}. Hasil hitungan tetap: {computed}."]
    else:
        opening = "Settled by an officer" if ours == theirs else "Decided otherwise by an officer"
        parts = [f"{opening}: {theirs}. Reason: {reason}.", f"Basis: {basis}." if basis else ""]
        parts += [f"By {entry.by}, {day}. The computed result stays: {computed}."]
    return " ".join(part for part in parts if part)


def branches(log: OverrideLog, site_id: str, activity: str, *, conflict: bool) -> list[dict[str, Any]]:
    """Return the decisions about a site as steps of its explanation, the last one first; see `told`."""
    mine = [entry for entry in log if (entry.site_id, entry.activity) == (site_id, activity)]
    return [
        {
            "kind": "override",
            "id": told(entry, "id", conflict=conflict),
            "en": told(entry, "en", conflict=conflict),
            "facts": entry.to_dict() | {"counts": entry is mine[-1]},
            "because": [],
        }
        for entry in reversed(mine)
    ]


def one_line(text: str) -> str:
    """Return a text with its runs of blanks and line ends as one blank each."""
    return " ".join(text.split())


def _bad(message_en: str, message_id: str, hints: Sequence[str]) -> OptionError:
    return OptionError(message_en, message_id, hint_en=hints[0], hint_id=hints[1], code=801)
