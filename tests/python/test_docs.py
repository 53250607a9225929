"""A snippet that is not run is not published: README, docs and docstrings."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import petasentra

ROOT = Path(__file__).parents[2]
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    ROOT / "cpp" / "README.md",
]
BLOCK = re.compile(r"^```python\n(.*?)^```", re.M | re.S)
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")


def with_python_blocks() -> list[Path]:
    return [page for page in PAGES if BLOCK.search(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("page", with_python_blocks(), ids=lambda page: str(page.relative_to(ROOT)))
def test_python_blocks_of_a_page_run_in_order(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = page.read_text(encoding="utf-8")
    names: dict[str, object] = {}
    for block in BLOCK.finditer(text):
        line = text.count("\n", 0, block.start(1))
        exec(compile("\n" * line + block.group(1), str(page), "exec"), names)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_of_a_page_lead_to_files(page: Path) -> None:
    targets = [target for target in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in target]
    missing = [target for target in targets if not (page.parent / target).exists()]
    assert missing == []


def anchors(page: Path) -> set[str]:
    """Return the places of a page that a link may name: its headings, as they are written in addresses."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_to_a_heading_lead_to_one(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]*)#([^)\s]+)\)", page.read_text(encoding="utf-8"))
    inner = [(page.parent / target if target else page, name) for target, name in links if "://" not in target]
    assert [(target.name, name) for target, name in inner if name not in anchors(target)] == []


def modules() -> list[str]:
    found = [info.name for info in pkgutil.walk_packages(petasentra.__path__, "petasentra.")]
    return sorted(name for name in found if not name.rpartition(".")[2].startswith("_"))


@pytest.mark.parametrize("name", ["petasentra", *modules()])
def test_examples_in_docstrings_run(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    module = importlib.import_module(name)
    outcome = doctest.testmod(
        module, extraglobs={"ps": petasentra}, optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    )
    assert outcome.failed == 0


def test_finding_codes_in_the_sources_are_in_the_catalogue_and_the_reverse() -> None:
    catalogue = set(
        re.findall(r"^\| `([A-Z][A-Z_]+)`", (ROOT / "docs" / "findings.md").read_text(encoding="utf-8"), re.M)
    )
    used = set(finding_codes_in_sources())
    assert used - catalogue == set()
    assert catalogue - used == set()


#: The ways in which the sources write a finding.
FINDING_PATTERNS = [
    re.compile(r"(?:finding|counted|note|Finding|Note)\(\s*\"([A-Z][A-Z_]+)\""),
    re.compile(r"finding_of\(error, \"([A-Z][A-Z_]+)\""),
    re.compile(r"\btell\(\s*\"([A-Z][A-Z_]+)\""),
    re.compile(r"\{\"([A-Z][A-Z_]+)\",\s*\{"),
    re.compile(r"[?:]\s*\"([A-Z]+_[A-Z_]+)\""),
    re.compile(r"return \"([A-Z]+_[A-Z_]+)\";"),
]


def finding_codes_in_sources() -> set[str]:
    sources = [*(ROOT / "cpp" / "src").rglob("*.cpp"), *(ROOT / "python" / "petasentra").rglob("*.py")]
    texts = [path.read_text(encoding="utf-8") for path in sources]
    return {code for text in texts for pattern in FINDING_PATTERNS for code in pattern.findall(text)}
