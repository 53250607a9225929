"""The dependency rule of the Python side: a folder imports from folders below it, and nobody from the command line.

What a module imports as it is loaded points down the list. What a function imports when it is called may point anywhere
but at the command line: so a result draws its own map. What only the type checker reads is not looked at.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import petasentra as ps

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCES = Path(ps.__file__).parent

#: From the ground up. Those of one line know nothing of each other.
LEVELS = (
    {"_core", "_io", "_arrow", "_axes", "_english", "_html", "_progress", "errors", "personal", "plotting.language",
     "severity", "unit_registry", "values"},
    {"_worker_threads", "crs", "datasets", "days", "optional", "plotting.doubt", "suggesting", "tables"},
    {"admin", "findings", "formats", "layers"},
    {"files", "profiles", "zoning"},
    {"conformance", "inspection", "matrices", "network", "rasters", "validation"},
    {"access", "law", "rechecks", "repairs", "supply"},
    {"auditing", "inputs", "packs", "plotting"},
    {"impact", "overrides", "what_if"},
    {"report"},
    {"criteria", "sentra"},
    {"dossiers", "siting", "studies"},
    {"cli"},
)  # fmt: skip
LEVEL_OF = {name: level for level, names in enumerate(LEVELS) for name in names}
#: They look for a name when somebody asks for it.
DOORS = ("__init__.py", "__main__.py")


def place_of(dotted: str) -> str:
    """Name the folder or module of `LEVELS` in which ``petasentra.<dotted>`` stands."""
    parts = dotted.split(".")
    return ".".join(parts[:2]) if ".".join(parts[:2]) in LEVEL_OF else parts[0]


def imports(body: list[ast.stmt], *, late: bool) -> Iterator[tuple[str, int, bool]]:
    """Name what is imported from the package, on which line, and whether only when a function is called."""
    for one in body:
        if isinstance(one, ast.ImportFrom) and (one.module or "").partition(".")[0] == "petasentra":
            inner = (one.module or "").partition(".")[2]
            for name in one.names:
                yield f"{inner}.{name.name}".strip("."), one.lineno, late
        elif isinstance(one, ast.Import):
            for name in one.names:
                if name.name.startswith("petasentra."):
                    yield name.name.partition(".")[2], one.lineno, late
        elif not (isinstance(one, ast.If) and "TYPE_CHECKING" in ast.unparse(one.test)):
            function = isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
            inside = [part for part in ast.iter_child_nodes(one) if isinstance(part, ast.stmt | ast.excepthandler)]
            yield from imports(inside, late=late or function)  # type: ignore[arg-type]


def broken(relative: str, text: str) -> list[str]:
    """Name the imports of a module that break the rule."""
    here = place_of(relative.removesuffix(".py").replace("/", ".").removesuffix(".__init__"))
    wrong = []
    for name, line, late in imports(ast.parse(text).body, late=False):
        there = place_of(name)
        if there == here or there not in LEVEL_OF:
            continue
        if there == "cli" or (not late and LEVEL_OF[there] >= LEVEL_OF[here]):
            wrong.append(f"{relative}:{line} imports {name}")
    return wrong


MODULES = sorted(str(one.relative_to(SOURCES).as_posix()) for one in SOURCES.rglob("*.py"))


def test_every_folder_and_module_has_its_level():
    there = {place_of(one.removesuffix(".py").replace("/", ".")) for one in MODULES if one not in DOORS}
    assert there == set(LEVEL_OF) - {"_core", "_io"}


def test_modules_import_from_below():
    wrong = [
        line for one in MODULES if one not in DOORS for line in broken(one, (SOURCES / one).read_text(encoding="utf-8"))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("tables.py", "from petasentra.layers.layer import Layer"),
        ("network/costs.py", "from petasentra import zoning, access"),
        ("network/costs.py", "import petasentra.cli.show"),
        ("network/costs.py", "def draw():\n    from petasentra.cli import show"),
        ("zoning/index.py", "try:\n    import numpy\nexcept ImportError:\n    from petasentra.files import reading"),
        ("files/reading.py", "class Reader:\n    from petasentra.profiles import tables"),
    ],
)
def test_imports_upwards_or_sideways_are_seen(module, text):
    assert len(broken(module, text)) == 1


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("network/costs.py", "from petasentra.plotting.language import pick"),
        ("network/costs.py", "def draw():\n    from petasentra.plotting.page import MapPage"),
        ("tables.py", "if TYPE_CHECKING:\n    from petasentra.layers.layer import Layer"),
        ("cli/show.py", "from petasentra.cli.words import either"),
    ],
)
def test_imports_downwards_late_or_for_types_are_not(module, text):
    assert broken(module, text) == []
