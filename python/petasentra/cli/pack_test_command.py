"""``petasentra pack test``: does the pack answer its golden cases."""

# ruff: noqa: TC001  (typer reads the annotations when it runs)
from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape

from petasentra.cli import show
from petasentra.cli.files import plain
from petasentra.cli.option_groups import Speech, grouped
from petasentra.cli.options import PackFolder
from petasentra.cli.running import print_json
from petasentra.cli.words import either

if TYPE_CHECKING:
    from collections.abc import Sequence

    from petasentra.packs import CaseOutcome
    from petasentra.plotting.language import Lang


@grouped
def golden_cases(folder: PackFolder, *, manner: Speech) -> None:
    """Jalankan kasus acuan paket (cases.toml). | Ask the golden cases of a pack (cases.toml).

    Kode keluar 1 bila ada hasil yang berbeda. | Exit code 1 if an answer differs.
    """
    with manner.running():
        from petasentra.packs import run_cases

        outcomes = run_cases(folder)
        if manner.as_json:
            print_json(document(outcomes))
        else:
            _show(outcomes, manner.lang)
        manner.end(found=not all(one.passed for one in outcomes))


def document(outcomes: Sequence[CaseOutcome]) -> dict[str, object]:
    """Make the JSON document: counts, and each case with what it expected and what was found."""
    return {
        "cases": len(outcomes),
        "passed": sum(one.passed for one in outcomes),
        "outcomes": [
            plain(
                {
                    "name": one.name,
                    "passed": one.passed,
                    "expected": one.expected,
                    "found": one.found,
                    "differences": list(one.differences),
                    "reason_id": one.reason_id,
                    "reason_en": one.reason_en,
                }
            )
            for one in outcomes
        ],
    }


def _show(outcomes: Sequence[CaseOutcome], lang: Lang) -> None:
    out = show.console()
    for one in outcomes:
        word = either(lang, "sesuai", "as expected") if one.passed else either(lang, "BERBEDA", "DIFFERS")
        colour = "green" if one.passed else "red"
        out.print(f"[{colour}]{word}[/]  {escape(one.name)}")
        for key, value in one.expected.items():
            expected, found = _text(value), _text(one.found[key])
            if key in one.differences:
                words = either(lang, f"diharapkan {expected}, didapat {found}", f"expected {expected}, found {found}")
                out.print(f"    [red]{key}: {escape(words)}[/]")
            else:
                out.print(f"    [dim]{key}: {escape(expected)}[/]")
        if not one.passed:
            out.print(f"    [dim]{escape(either(lang, one.reason_id, one.reason_en))}[/]")
    passed = sum(one.passed for one in outcomes)
    out.print()
    out.print(
        either(
            lang, f"{len(outcomes)} kasus, {passed} sesuai harapan.", f"{len(outcomes)} cases, {passed} as expected."
        )
    )


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "-"
    return "-" if value is None or value == "" else str(value)
