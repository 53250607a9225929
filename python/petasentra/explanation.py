"""Why a site has its verdict: rule, inputs, measure and article, as text, JSON and HTML."""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING, Any, Literal

from .plotting.language import check_lang

if TYPE_CHECKING:
    from collections.abc import Sequence

    from . import _core

Language = Literal["id", "en"]

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


def _branch(node: dict[str, Any], lang: Language) -> str:
    title = f'<span class="reason-{html.escape(node["kind"])}">{html.escape(node[lang])}</span>'
    children = "".join(f"<li>{_branch(child, lang)}</li>" for child in node["because"])
    return title + (f'<ul style="{_STYLE[1]}">{children}</ul>' if children else "")
