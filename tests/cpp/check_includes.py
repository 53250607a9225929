"""Checks the dependency rule of the C++ tree: who may include whom, and where third-party headers may stand.

    python3 check_includes.py <repository>

Prints every offence as `file:line: message` and ends with 1 if there is one. Needs nothing but Python itself.
The tables below are the rule; cpp/CMakeLists.txt must link the same modules, which is checked too.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Every module and the modules it may include besides itself.
ALLOWED = {
    "core": [],
    "geometry": ["core"],
    "index": ["geometry", "core"],
    "layer": ["index", "geometry", "core"],
    "zoning": ["layer", "index", "geometry", "core"],
    "topology": ["layer", "index", "geometry", "core"],
    "law": ["core"],
    "sentra": ["layer", "core"],
    "network": ["layer", "index", "geometry", "core"],
    "access": ["network", "layer", "geometry", "core"],
    "supply": ["core"],
    "conformance": ["law", "zoning", "layer", "geometry", "core"],
    "io/arrow": ["layer", "geometry", "core"],
    "io/pack": ["law", "sentra", "layer", "core"],
    "io/gdal": ["layer", "geometry", "core"],
    "io/osm": ["layer", "geometry", "core"],
}

# Third-party headers (by the start of the include) and the only source files that may name them.
THIRD_PARTY = {
    "GEOS": (r"geos_c\.h|geos\.h|geos/", r"geometry/.+"),
    "PROJ": (r"proj\.h|proj_api\.h|proj/|geodesic\.h", r"geometry/(crs|transform|measure|proj_context)[^/]*"),
    "Boost": (r"boost/", r"(index/[^/]+|sentra/share_limits)\.cpp"),
    "GDAL": (r"gdal|ogr|cpl_", r"io/gdal/.+"),
    "SQLite": (r"sqlite3", r"io/gdal/(geopackage_rows|gpkg_|sqlite_)[^/]*\.cpp"),
    "libosmium": (r"osmium/|protozero/", r"io/osm/.+"),
    "METIS": (r"metis", r"network/[^/]*order[^/]*\.cpp"),
    "toml++": (r"toml\+\+/|toml\.hpp", r"io/pack/.+"),
    "Python": (r"Python\.h|pybind11/", r"(?!)"),
    "Arrow": (r"arrow/|nanoarrow", r"(?!)"),
}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
SUFFIXES = {".hpp", ".h", ".cpp", ".cc", ".ipp"}

MODULE_LINE = re.compile(
    r"petasentra_module\((\w+)(?:\s+DIR\s+(\S+))?(?:\s+DEPENDS\s+([a-z_\s]+?))?(?:\s+LINKS[^)]*)?\)"
)


def module_of(path: str) -> str | None:
    """The module of a path below cpp/src or cpp/include/petasentra; None if it is in none."""
    for depth in (2, 1):
        name = "/".join(path.split("/")[:depth])
        if name in ALLOWED:
            return name
    return None


def third_party_of(header: str) -> str | None:
    return next((name for name, (pattern, _) in THIRD_PARTY.items() if re.match(pattern, header)), None)


def target_of(path: str, bracket: str, header: str) -> str | None:
    """The path within a module that an include of the file `path` names, None for headers that are not ours."""
    if header.startswith("petasentra/"):
        return header.removeprefix("petasentra/")
    if bracket == "<":
        return None
    beside = "/" not in header  # "judge.hpp" stands beside the file, "geometry/geos_handle.hpp" below cpp/src
    return f"{path.rpartition('/')[0]}/{header}" if beside else header


def offences_of(path: str, text: str, *, public: bool) -> Iterator[tuple[int, str]]:
    """The offences of one file; `path` is relative to cpp/src or cpp/include/petasentra."""
    own = module_of(path)
    if own is None:
        yield 1, "belongs to no known module"
        return
    if public and not re.search(r"^\s*#\s*pragma\s+once\b", text, re.MULTILINE):
        yield 1, "public header without #pragma once"
    for number, line in enumerate(text.splitlines(), start=1):
        match = INCLUDE.match(line)
        if match is None:
            continue
        bracket, header = match.groups()
        library = third_party_of(header)
        if library is not None and public:
            yield number, f"public header includes {header}: {library} stays in sources"
        elif library is not None and not re.fullmatch(THIRD_PARTY[library][1], path):
            yield number, f"includes {header}: no place for {library} (see THIRD_PARTY in check_includes.py)"
        if library is not None:
            continue
        target = target_of(path, bracket, header)
        if target is None:
            continue
        if public and bracket == '"':
            yield number, f'public header includes "{header}": public headers name <petasentra/...> only'
        module = module_of(target)
        if module is None:
            yield number, f"includes {header}, which is in no known module"
        elif module != own and module not in ALLOWED[own]:
            may_use = ", ".join(ALLOWED[own]) or "nothing"
            yield number, f"{own} must not include {module} ({header}); it may use: {may_use}"


def offences_in(root: Path, folder: str, *, public: bool) -> Iterator[str]:
    base = root / folder
    for file in sorted(base.rglob("*")):
        if file.suffix not in SUFFIXES:
            continue
        path = file.relative_to(base).as_posix()
        text = file.read_text(encoding="utf-8", errors="replace")
        for line, message in offences_of(path, text, public=public):
            yield f"{folder}/{path}:{line}: {message}"


def offences_of_links(text: str) -> Iterator[str]:
    """Where cpp/CMakeLists.txt links other modules than the rule allows."""
    for match in MODULE_LINE.finditer(text):
        name, folder, depends = match.groups()
        module = folder or name
        line = text.count("\n", 0, match.start()) + 1
        if module not in ALLOWED:
            yield f"cpp/CMakeLists.txt:{line}: module {module} is unknown to check_includes.py"
            continue
        linked = set((depends or "").split())
        if linked != set(ALLOWED[module]):
            yield f"cpp/CMakeLists.txt:{line}: {module} links {sorted(linked)}, the rule says {sorted(ALLOWED[module])}"


def check_tables() -> None:
    """The tables themselves: a rule that allowed a circle would be none."""
    for module, below in ALLOWED.items():
        for name in below:
            assert name in ALLOWED, f"{module} may use unknown module {name}"
            assert module not in ALLOWED[name], f"{module} and {name} may use each other"


def check_self() -> None:
    """Small files with known offences: a check that finds nothing anywhere would look like success."""
    cases = [
        ("core/a.hpp", True, "#pragma once\n#include <vector>\n#include <petasentra/core/b.hpp>\n", 0),
        ("core/a.hpp", True, "#include <petasentra/geometry/b.hpp>\n", 2),
        ("law/a.cpp", False, "#include <petasentra/layer/layer.hpp>\n", 1),
        ("layer/a.cpp", False, '#include "io/arrow/b.hpp"\n', 1),
        ("io/arrow/a.cpp", False, '#include "b.hpp"\n#include "io/arrow/c.hpp"\n', 0),
        ("geometry/shape.cpp", False, '#include <geos_c.h>\n#include "geometry/geos_handle.hpp"\n', 0),
        ("geometry/shape.cpp", False, "#include <proj.h>\n", 1),
        ("geometry/shape.hpp", True, "#pragma once\n#include <geos_c.h>\n", 1),
        ("index/a.hpp", False, "#include <boost/geometry.hpp>\n", 1),
        ("io/pack/a.cpp", False, "#include <toml++/toml.h>\n#include <petasentra/law/cell.hpp>\n", 0),
        ("io/pack/a.cpp", False, "#include <gdal_priv.h>\n#include <Python.h>\n", 2),
        ("unknown/a.cpp", False, "", 1),
    ]
    for path, public, text, expected in cases:
        found = list(offences_of(path, text, public=public))
        assert len(found) == expected, f"self-check of {path}: {found}"


def main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        print(__doc__)
        return 2
    check_tables()
    check_self()
    root = Path(arguments[1])
    if not (root / "cpp/include/petasentra").is_dir():
        print(f"{root}: no cpp/include/petasentra here")
        return 2
    offences = [
        *offences_of_links((root / "cpp/CMakeLists.txt").read_text(encoding="utf-8")),
        *offences_in(root, "cpp/include/petasentra", public=True),
        *offences_in(root, "cpp/src", public=False),
    ]
    print("\n".join(offences) if offences else "include rule holds")
    return 1 if offences else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
