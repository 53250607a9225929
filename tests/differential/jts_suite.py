"""The XML test cases of GEOS and JTS (shared data, overlay/geos_jts_xml_general.zip) that ask what our core answers.

Run as a program it writes them for the C++ test, one case a line, fields apart by tabs:

    name   operation   first operand   second operand   expected geometry, word or number     (WKB as hexadecimal)

and, in lines that begin with #, how many cases are left out and why.
"""

from __future__ import annotations

import sys
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from jts_wkt import NotOurKind, wkb_of

FIXED = "fixed precision model: our overlays are in floating precision, nothing is snapped"
CURVES = "curves and linear rings: refused by name, readers linearise first"
WITHIN = "the operation is none of ours"

#: Word in the XML -> our word; the endings NG and SR name the overlay engine of JTS.
OPERATIONS = {
    "isvalid": "isvalid",
    "intersects": "intersects",
    "covers": "covers",
    "touches": "touches",
    "distance": "distance",
    "areatest": "areatest",
    "overlayareatest": "areatest",
} | {
    word + engine: word
    for word in ("intersection", "union", "difference", "symdifference")
    for engine in ("", "ng", "sr")
}
OVERLAYS = frozenset(["intersection", "union", "difference", "symdifference", "areatest"])


@dataclass(frozen=True)
class Case:
    """One question: ``name`` is that of its first place, "geos/general/TestValid.xml 3 isvalid"."""

    name: str
    description: str
    operation: str
    a: bytes
    b: bytes
    expected: str  #: hexadecimal WKB, "true" and "false", or a number


@dataclass
class Suite:
    """Cases that differ from each other, and how many more there are."""

    cases: list[Case]
    repeated: int  #: the same question with the same answer again: most files are in both collections
    left_out: Counter[str]

    def of(self, operation: str) -> list[Case]:
        return [case for case in self.cases if case.operation == operation]


def read_suite(path: Path) -> Suite:
    """Read the cases of the archive, in the order of its file names."""
    suite = Suite([], 0, Counter())
    seen: set[tuple[str, ...] | tuple[object, ...]] = set()
    with zipfile.ZipFile(path) as archive:
        for name in sorted(name for name in archive.namelist() if name.endswith(".xml")):
            _read_file(name, ElementTree.fromstring(archive.read(name)), suite, seen)
    return suite


def _read_file(file: str, run: ElementTree.Element, suite: Suite, seen: set) -> None:
    precision = run.find("precisionModel")
    fixed = precision is not None and precision.get("scale") is not None
    for number, element in enumerate(run.findall("case"), 1):
        for test in element.findall("test"):
            for op in test.findall("op"):
                word = (op.get("name") or "").lower()
                operation = OPERATIONS.get(word)
                if operation is None:
                    suite.left_out[WITHIN] += 1
                    continue
                if operation in OVERLAYS and (fixed or word.endswith("sr")):
                    suite.left_out[FIXED] += 1
                    continue
                try:
                    case = _case(f"{file} {number}", element, op, operation)
                except NotOurKind:
                    suite.left_out[CURVES] += 1
                    continue
                key = (case.operation, case.a, case.b, case.expected)
                suite.repeated += key in seen
                if key not in seen:
                    seen.add(key)
                    suite.cases.append(case)


def _case(place: str, element: ElementTree.Element, op: ElementTree.Element, operation: str) -> Case:
    operands = {"a": element.findtext("a") or "", "b": element.findtext("b") or ""}
    first = (op.get("arg1") or "a").lower()
    second = (op.get("arg2") or ("b" if operation == "areatest" else "")).lower()
    result = (op.text or "").strip()
    asked = operation if not second else f"{operation} {first.upper()}{second.upper()}"
    description = " ".join((element.findtext("desc") or "").split())
    known = operation in OVERLAYS and operation != "areatest"
    return Case(
        f"{place} {asked}",
        description,
        operation,
        wkb_of(operands[first]),
        wkb_of(operands[second]) if second else b"",
        wkb_of(result).hex() if known else result.lower(),
    )


def write_table(suite: Suite) -> str:
    """Return the table that the C++ test reads."""
    lines = [f"# {count} left out: {reason}" for reason, count in suite.left_out.most_common()]
    lines.append(f"# {suite.repeated} left out: the same question as an earlier case")
    for case in suite.cases:
        lines.append("\t".join([case.name, case.operation, case.a.hex(), case.b.hex(), case.expected]))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(write_table(read_suite(Path(sys.argv[1]))))
