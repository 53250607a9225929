"""Write ``docs/profiles.md`` from the tables in ``petasentra/profiles``.

    python python/tools/profile_pages.py [--check]

With ``--check`` nothing is written; the exit code says whether the page is current.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from petasentra.profiles.tables import common_fields, profiles, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from petasentra.profiles.tables import Field, Profile

TARGET = Path(__file__).resolve().parents[2] / "docs" / "profiles.md"
HEAD = """# Profiles

<!-- Written by python/tools/profile_pages.py from the tables in python/petasentra/profiles: change those. -->

A profile says what the columns of a known kind of table are called, mean and may hold.
`ps.read_layer(path, profile="...")` and `ps.apply_profile(layer, "...")` rename columns, read numbers, dates and codes,
and tell each change (`layer.load_report.changes`). What is not understood becomes null and stays as it was in a column
`<field>_raw` beside it. Column names are found in any capitals, cut to ten characters too. A table that is plainly of
another kind is refused with the name of the profile that fits; `ps.profiles.nearest_profile(columns)` ranks them.

"Seen" says whether somebody on this project has seen name and meaning in a source. What was not seen is believed: a
code with such a meaning stays raw. Profiles hold what was seen in real files and in a few descriptions of them; they
are no copy of a regulation or catalogue.

| change | what |
|---|---|
| `field_renamed` | a column got the name of its field |
| `value_converted` | values were written anew: rows and examples |
| `value_not_understood` | values with no reading, or with two, stay raw: rows and texts |
| `missing_required` | a required field is not there |
| `unknown_field` | a column the profile does not know is kept |
"""
TYPES = {
    "text": "text",
    "integer": "whole number",
    "number": "number",
    "date": "date",
    "kbli": "KBLI, five digits",
    "coded": "one value of",
    "coded-list": "values, with commas, of",
    "artefact": "left by a program, untouched",
}


def main(arguments: Sequence[str]) -> int:
    """Write the page, or with ``--check`` tell whether it is current."""
    text = page()
    if "--check" in arguments:
        same = TARGET.is_file() and TARGET.read_text(encoding="utf-8") == text
        print("docs/profiles.md is current" if same else "docs/profiles.md differs: run python/tools/profile_pages.py")
        return 0 if same else 1
    TARGET.write_text(text, encoding="utf-8")
    return 0


def page() -> str:
    """Return the whole page."""
    parts = [HEAD, *map(profile_section, profiles().values()), common_section(), domain_sections()]
    return "\n".join(parts)


def profile_section(one: Profile) -> str:
    """Return the section of one profile."""
    facts = [one.title_id, one.geometry, one.legal_basis]
    return "\n".join(
        [
            f"## {one.name}: {one.title_en}\n",
            f"{'; '.join(fact for fact in facts if fact)}. Sumber: {one.source}.\n",
            *field_table(one.fields),
            "",
        ]
    )


def common_section() -> str:
    """Return the section of columns that every table may have."""
    return "\n".join(["## In every table\n", *field_table(common_fields()), ""])


def field_table(fields: Iterable[Field]) -> list[str]:
    """Return the lines of a table of fields."""
    lines = ["| field | also called | holds | needed | arti | meaning | seen |", "|---|---|---|---|---|---|---|"]
    for one in fields:
        cells = (
            f"`{one.name}`",
            ", ".join(f"`{alias}`" for alias in one.aliases),
            held(one),
            "yes" if one.required else "",
            one.description_id,
            one.description_en,
            "yes" if one.verified else "no",
        )
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def held(one: Field) -> str:
    """Say what a field holds."""
    domain = f" [{one.domain}](#{one.domain})" if one.domain else ""
    unit = f", {one.unit}" if one.unit else ""
    return f"{TYPES[one.type]}{domain}{unit}"


def domain_sections() -> str:
    """Return the sections of the coded domains."""
    lines = ["## Coded values"]
    last = ""
    for row in rows("domains"):
        if row["domain"] != last:
            last = row["domain"]
            lines += [
                "",
                f"### {last}",
                "",
                "| value | also written | arti | meaning | sumber | seen |",
                "|---|---|---|---|---|---|",
            ]
        synonyms = ", ".join(f"`{one}`" for one in row["synonyms"].split("|") if one)
        seen = "yes" if row["verified"] == "true" else "no"
        cells = (row["value"], synonyms, row["meaning_id"], row["meaning_en"], row["source"], seen)
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
