"""Pages, data and program use the same words."""

from __future__ import annotations

import re
from pathlib import Path

from petasentra.files.load_report import _WORDS
from petasentra.plotting.language import CONFLICT, VERDICTS, what_if

ROOT = Path(__file__).parents[2]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")


def test_the_glossary_has_the_verdicts_as_people_read_them() -> None:
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\| ([^|]+) \|", GLOSSARY, re.M)
    assert dict(rows) == {word: words[0] for word, words in VERDICTS.items() if word != CONFLICT}
    assert VERDICTS[CONFLICT][0] in " ".join(GLOSSARY.split()).replace("*", "")


def test_a_layer_is_a_lapisan() -> None:
    assert re.search(r"^\| lapisan \| layer \|", GLOSSARY, re.M)
    assert _WORDS["id"]["layer"] == "Lapisan"


def test_indonesian_sentences_say_lapisan() -> None:
    literal = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
    layer = re.compile(r"\b[Ll]ayer\b(?![.=\]])")  # but for code: layer="a", layer.to_crs(), [[layer]]
    indonesian = re.compile(r"\b(tidak|berkas|berisi|yang|ini|dengan|melainkan|memiliki|ada)\b")
    sources = [*(ROOT / "python" / "petasentra").rglob("*.py"), *(ROOT / "cpp" / "src").rglob("*.cpp")]
    for path in sources:
        for text in literal.findall(path.read_text(encoding="utf-8")):
            both_languages = " | " in text  # help of the command line
            assert both_languages or not (layer.search(text) and indonesian.search(text)), (path, text)


def test_a_what_if_is_announced_once() -> None:
    assert what_if(("Andaian: ketentuan tetap", "What if: it stays"), "id") == "ketentuan tetap"
    assert what_if(("Andaian: ketentuan tetap", "What if: it stays"), "en") == "it stays"
    assert what_if(("Perda 10/2021: tanpa slag", ""), "id") == "Perda 10/2021: tanpa slag"


def test_what_comes_out_of_a_check_is_a_hasil() -> None:
    for path in (ROOT / "python" / "petasentra").rglob("*.py"):
        found = re.findall(r"\b[Pp]utusan(?:nya)?\b", path.read_text(encoding="utf-8"))
        assert found == [], path


def test_a_rule_of_the_law_is_a_ketentuan_and_two_of_them_are_bertentangan() -> None:
    """*Aturan* is a way to repair or validate zones."""
    of_zones = ("topology", "repair", "validation")
    sources = [*(ROOT / "python" / "petasentra").rglob("*.py"), *(ROOT / "cpp" / "src").rglob("*.cpp")]
    pages = [*(ROOT / "notebooks").glob("0[13]*.ipynb"), *(ROOT / "python" / "petasentra").rglob("*.j2")]
    for path in [one for one in sources if not any(word in str(one.relative_to(ROOT)) for word in of_zones)] + pages:
        text = path.read_text(encoding="utf-8")
        assert re.findall(r"\b[Aa]turan(?:nya)?\b|\b(?:[Bb]er)?[Bb]entur\w*", text) == [], path
    assert re.search(r"^\| ketentuan \| \*rule\*", GLOSSARY, re.M)
    assert re.search(r"^\| ketentuan bertentangan", GLOSSARY, re.M)


def test_what_conforms_of_a_site_is_the_bagian_yang_sesuai() -> None:
    assert re.search(r"^\| bagian yang sesuai \|", GLOSSARY, re.M)
    report = (ROOT / "python/petasentra/report/templates/conformance.html.j2").read_text(encoding="utf-8")
    assert "Bagian yang sesuai" in report
    assert "garis tengah lingkaran terbesar yang muat" in report


def test_one_module_asks_what_was_meant() -> None:
    asking = re.compile(r"[Mm]aksudnya|[Mm]ungkin maksud|Did you mean")
    modules = sorted((ROOT / "python" / "petasentra").rglob("*.py"))
    assert [one.name for one in modules if asking.search(one.read_text(encoding="utf-8"))] == ["suggesting.py"]
