"""Checks to be audited: six invented sites under the bundled pack."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

import petasentra as ps

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DAY = "2015-06-01"


def checked(folder: Path, sites: Any = None, **options: Any) -> ps.CheckResult:
    """Check the sites of a copy of the study, or others, under its pack."""
    layer = ps.read_layer(folder / "sentra.geojson") if sites is None else sites
    return ps.check(layer, ps.read_plan_pack(folder), **({"as_of": DAY} | options))


def replaced(path: Path, old: str, new: str) -> None:
    """Replace a text in a file, which has to be there once or more."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def named(changes: Any, kind: str) -> list[str]:
    return [change.name for change in changes if change.kind == kind]


@contextmanager
def refused(kind: type[ps.PetasentraError], words: str) -> Iterator[pytest.ExceptionInfo[ps.PetasentraError]]:
    """Expect an error that says these words, in two languages, and what to do."""
    with pytest.raises(kind) as error:
        yield error
    found = error.value
    assert words.lower() in f"{found.message_en} {found.hint_en}".lower(), found
    assert found.message_id != found.message_en
    assert found.hint_id
    assert found.hint_id != found.hint_en
