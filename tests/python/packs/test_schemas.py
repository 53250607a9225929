"""The schemas say what the reader reads: the same keys and words, and every bundled pack keeps to them."""

from __future__ import annotations

import datetime
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from invented_folder import CASES, PACK, PLAN, invented

import petasentra as ps
from petasentra.packs import run_cases, schema_of
from petasentra.packs.golden_cases import KEYS

jsonschema = pytest.importorskip("jsonschema")

ROOT = Path(__file__).parents[3]
PACKS = sorted(path.parent for path in (ROOT / "data").glob("*/pack.toml"))


def reader() -> dict[str, list[str]]:
    """Names of the lists in the header of the C++ reader, with their words."""
    text = (ROOT / "cpp" / "src" / "io" / "pack" / "keys.hpp").read_text(encoding="utf-8")
    found = re.findall(r"array<Key, (\d+)>\s+(\w+)\{(.*?)\};", text, re.S)
    lists = {name: re.findall(r'"([^"]+)"', body) for _, name, body in found}
    assert all(len(lists[name]) == int(count) for count, name, _ in found)
    return lists


def node(schema: dict[str, Any], *path: str) -> dict[str, Any]:
    for key in path:
        schema = schema["properties"][key]
        schema = schema.get("items", schema)
    return schema


#: List of the reader -> schema and table. `jurisdiction` and the like are tables within tables.
TABLES = {
    "pack_file": ("pack", ()), "pack": ("pack", ("pack",)), "jurisdiction": ("pack", ("pack", "jurisdiction")),
    "tolerance": ("pack", ("tolerance",)), "path_only": ("pack", ("activities",)), "variant": ("pack", ("variant",)),
    "variant_replace": ("pack", ("variant", "replace")), "instrument_file": ("instrument", ()),
    "instrument": ("instrument", ("instrument",)), "verified_dates": ("instrument", ("instrument", "verified_dates")),
    "layer": ("instrument", ("layer",)), "permissions": ("instrument", ("permissions",)),
    "article": ("instrument", ("article",)), "overlay_rule": ("instrument", ("overlay_rule",)),
    "area_rule": ("instrument", ("area_rule",)), "distance_rule": ("instrument", ("distance_rule",)),
    "transition": ("instrument", ("transition",)),
}  # fmt: skip
#: List of words -> the key that may have them.
WORDS = {
    "levels": ("instrument", "level"), "statuses": ("instrument", "status"), "roles": ("layer", "role"),
    "absents": ("permissions", "absent"), "precedences": ("area_rule", "precedence"),
    "applies_to": ("transition", "applies_to"), "measured_from": ("distance_rule", "measured_from"),
    "represents": ("layer", "represents"), "code_systems": ("layer", "code_system"), "scales": ("area_rule", "scale"),
    "rule_verdicts": ("overlay_rule", "at_best"),
}  # fmt: skip
#: Words of CSV files, which no schema describes.
OF_TABLES = {"condition_kinds", "kbli_changes"}


def test_every_list_of_the_reader_is_compared() -> None:
    assert set(reader()) == set(TABLES) | set(WORDS) | OF_TABLES


@pytest.mark.parametrize("name", TABLES)
def test_keys_are_those_the_reader_knows(name: str) -> None:
    file, path = TABLES[name]
    table = node(schema_of(file), *path)
    assert sorted(table["properties"]) == sorted(reader()[name])
    assert table["additionalProperties"] is False


@pytest.mark.parametrize("name", WORDS)
def test_words_are_those_the_reader_knows(name: str) -> None:
    table, key = WORDS[name]
    assert node(schema_of("instrument"), table, key)["enum"] == reader()[name]


def test_keys_of_a_golden_case_are_those_the_runner_knows() -> None:
    assert sorted(node(schema_of("cases"), "case")["properties"]) == sorted(KEYS)


def test_every_key_is_explained_in_both_languages() -> None:
    def explained(schema: dict[str, Any]) -> None:
        for key, one in schema.get("properties", {}).items():
            assert one.get("description"), key
            explained(one)
            explained(one.get("items", {}))

    for file in ("pack", "instrument", "cases"):
        jsonschema.Draft202012Validator.check_schema(schema_of(file))
        explained(schema_of(file))


def plain(value: Any) -> Any:
    """TOML as JSON: dates are text."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def mistakes(file: str, text: str) -> list[str]:
    checker = jsonschema.Draft202012Validator(schema_of(file), format_checker=jsonschema.FormatChecker())
    return [error.message for error in checker.iter_errors(plain(tomllib.loads(text)))]


@pytest.mark.parametrize("folder", PACKS, ids=lambda path: path.name)
def test_a_bundled_pack_keeps_to_the_schemas(folder: Path) -> None:
    head = (folder / "pack.toml").read_text(encoding="utf-8")
    assert mistakes("pack", head) == []
    assert mistakes("cases", (folder / "cases.toml").read_text(encoding="utf-8")) == []
    names = [*tomllib.loads(head)["pack"]["instruments"], *(path.name for path in folder.glob("variants/*.toml"))]
    for name in names:
        path = folder / name if (folder / name).is_file() else folder / "variants" / name
        assert mistakes("instrument", path.read_text(encoding="utf-8")) == [], name


@pytest.mark.parametrize(
    ("file", "text", "old", "new"),
    [
        ("pack", PACK, "crs =", "srs ="),
        ("pack", PACK, '["plan.toml"]', "[]"),
        ("instrument", PLAN, 'level = "rtrw-kabupaten"', 'level = "rtrw"'),
        ("instrument", PLAN, "in_force_from = 2020-01-01\n", ""),
        ("instrument", PLAN, "number = 1", 'number = "satu"'),
        ("instrument", PLAN, "in_force_from = 2020-01-01", 'in_force_from = "24-Mei-2022"'),
        ("cases", CASES, '"conforms"', '"boleh"'),
        ("cases", CASES, "flags", "tanda"),
    ],
)
def test_a_mistake_is_found_by_the_schema_and_by_the_reader(
    file: str, text: str, old: str, new: str, tmp_path: Path
) -> None:
    assert mistakes(file, text) == []
    assert mistakes(file, text.replace(old, new))
    name = {"instrument": "plan"}.get(file, file)
    folder = invented(tmp_path / "paket", **{name: text.replace(old, new)})
    with pytest.raises(ps.PetasentraError):
        run_cases(folder)


def test_an_unknown_schema_is_refused() -> None:
    with pytest.raises(ps.OptionError, match="no schema of 'zones'"):
        schema_of("zones")
