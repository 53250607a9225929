"""What the command line says besides the common words of `petasentra.plotting.language`."""

from __future__ import annotations

from petasentra.plotting import language
from petasentra.plotting.language import Lang, pick

#: Verdicts under which the activity may stand.
CONFORMING = frozenset({"conforms", "limited", "conditional", "limited_conditional"})

_COLOURS = {
    "conforms": "green",
    "limited": "green",
    "conditional": "yellow",
    "limited_conditional": "yellow",
    "not_regulated": "blue",
    "outside_plan": "blue",
    "no_data": "magenta",
    "unreadable_rule": "magenta",
    "prohibited": "red",
    language.CONFLICT: "bright_red",
}


def either(lang: Lang, indonesian: str, english: str) -> str:
    """Pick the text in the language asked for."""
    return pick((indonesian, english), lang)


def verdict_markup(verdict: str, lang: Lang) -> str:
    """Write a verdict as people read it, in its colour, as rich markup; an unknown word stays as it is."""
    words = language.VERDICTS.get(verdict, (verdict, verdict))
    return f"[{_COLOURS.get(verdict, 'default')}]{pick(words, lang)}[/]"


def stated_verdict(row: dict[str, object]) -> str:
    """Choose the verdict to show for a row: where rules conflict none can be stated, whatever the stricter one says."""
    flags = row["flags"] or []
    return language.CONFLICT if isinstance(flags, list) and language.CONFLICT in flags else str(row["verdict"])


def flag_text(flag: str, lang: Lang) -> str:
    """Write a flag as people read it."""
    return pick(language.FLAGS.get(flag, (flag, flag)), lang)
