"""Why a site has its verdict: rule, inputs, measure and article, as text, JSON and HTML."""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING, Any, Literal

from petasentra.plotting.language import VERDICTS, check_lang

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from petasentra import _core

Language = Literal["id", "en"]

_BEST_FIRST = tuple(VERDICTS)
_CONFORMING = _BEST_FIRST[:4]
_SLACK = 1e-9

_STYLE = (
    "font-family:system-ui,sans-serif;font-size:0.92em;line-height:1.45",
    "margin:0;padding-left:1.3em;list-style:disc",
)


class Explanation:
    """The reasons behind one row of a check, as a tree.

    Examples
    --------
    >>> import petasentra as ps
    >>> study = ps.datasets.jombang()
    >>> result = ps.check(study.sentra, study.pack(), as_of="2015-06-01")
    >>> reason = result.explain(result.table["site_id"][0])
    >>> reason.tree["kind"]
    'site'
    """

    def __init__(self, result: _core.CheckResult, row: int, decided: Sequence[dict[str, Any]] = ()) -> None:
        self._result = result
        self._row = row
        self._decided = list(decided)  # what officers decided about the site, as steps of the tree

    @property
    def tree(self) -> dict[str, Any]:
        """The tree as nested dictionaries: ``kind``, ``id``, ``en``, ``facts``, ``because``."""
        tree: dict[str, Any] = json.loads(self.json())
        return tree

    @property
    def sufficient(self) -> list[dict[str, Any]]:
        """What is enough for the verdict by itself, the most ground first: branches of kind ``sufficient``.

        Each names its rules (``because``), the share of the site they take and the pieces on which they speak. Were
        everything else silent, the verdict would be no better; where two prohibitions each suffice there are two.
        """
        return [branch for branch in self.tree["because"] if branch["kind"] == "sufficient"]

    def text(self, lang: Language = "id") -> str:
        """Indented lines in Indonesian (``"id"``) or English (``"en"``); another language is an OptionError."""
        text = self._result.explain_text(self._row, check_lang(lang))
        head, _, rest = text.partition("\n")
        return "\n".join([head, *(f"  - {step[lang]}" for step in self._decided), rest])

    def json(self) -> str:
        """One JSON document with both languages and every fact."""
        text = self._result.explain_json(self._row)
        if not self._decided:
            return text
        tree = json.loads(text)
        tree["because"] = self._decided + tree["because"]
        return json.dumps(tree, ensure_ascii=False, separators=(",", ":"))

    def html(self, lang: Language = "id") -> str:
        """Return a nested list, safe to place in any page; another language is an OptionError."""
        tree = _branch(self.tree, check_lang(lang))
        return f'<div class="petasentra-explanation" style="{_STYLE[0]}">{tree}</div>'

    def _repr_html_(self) -> str:
        return self.html()

    def __repr__(self) -> str:
        return self.text()


def verdict_from(tree: Mapping[str, Any]) -> str:
    """Work the verdict out again from an explanation alone, without pack, ground or engine.

    Only what the rules say, which of them stand, which pieces decide and how much of the site conforms is used: steps 5
    to 9 of the contract, written a second time. Of one that was kept as JSON it shows that it still says what it said.

    Parameters
    ----------
    tree
        What `Explanation.tree` gives, or its JSON read back.

    Returns
    -------
    str
        The word of the verdict.

    Examples
    --------
    >>> import json, petasentra as ps
    >>> from petasentra.conformance.explanation import verdict_from
    >>> study = ps.datasets.jombang()
    >>> result = ps.check(study.sentra, study.pack(), as_of="2015-06-01")
    >>> kept = result.explain(result.table["site_id"][0]).json()
    >>> verdict_from(json.loads(kept)) == result.table["verdict"][0]
    True
    """
    pieces = [branch for branch in tree["because"] if branch["kind"] == "piece"]
    facts = tree["facts"]
    said = [(_piece_verdict(piece), piece["facts"]["decisive"]) for piece in pieces]
    enough = facts.get("share_conforming", 0.0) >= facts["conforming_share_needed"] - _SLACK
    for deciding in (
        [verdict for verdict, decisive in said if decisive and (not enough or verdict in _CONFORMING)],
        [verdict for verdict, _ in said if enough and verdict in _CONFORMING],
        [verdict for verdict, _ in said],
    ):
        if deciding:
            return max(deciding, key=_BEST_FIRST.index)
    return "no_data"


def _piece_verdict(piece: Mapping[str, Any]) -> str:
    """Return the worst that stands; a matrix that was not read counts unless a special zone ranks above it."""
    rules = [branch["facts"] for branch in piece["because"] if branch["kind"] == "rule"]
    said: list[str] = [rule["says"] for rule in rules if not rule["replaced"]]
    read = any(rule["rule"] == "matrix" for rule in rules)
    ranked = any(rule["rule"] == "area" and rule["precedence"] != "unstated" for rule in rules)
    if not read and not ranked:
        said.append(piece["facts"]["without_rules"])
    return max(said, key=_BEST_FIRST.index)


def _branch(node: dict[str, Any], lang: Language) -> str:
    title = f'<span class="reason-{html.escape(node["kind"])}">{html.escape(node[lang])}</span>'
    children = "".join(f"<li>{_branch(child, lang)}</li>" for child in node["because"])
    return title + (f'<ul style="{_STYLE[1]}">{children}</ul>' if children else "")
