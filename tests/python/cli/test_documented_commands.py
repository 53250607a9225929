"""Commands in README and docs name commands and options that there are."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import typer

from petasentra.cli.app import app

ROOT = Path(__file__).parents[3]
BLOCK = re.compile(r"^```(?:sh|bash|text)?\n(.*?)^```", re.M | re.S)
INLINE = re.compile(r"`(petasentra [^`]+)`")


def commands(page: Path) -> list[str]:
    """Return the lines that call the program, each without its comment and what follows a pipe."""
    text = page.read_text(encoding="utf-8")
    lines = [line for block in BLOCK.findall(text) for line in block.replace("\\\n", " ").splitlines()]
    plain = [re.split(r" [#|>] ?", line.strip().removeprefix("$ "))[0] for line in lines + INLINE.findall(text)]
    return [line for line in plain if line.startswith("petasentra ")]


PAGES = [page for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))] if commands(page)]


def unknown(line: str) -> list[str]:
    """Return the words of a command line that the program does not know."""
    words = shlex.split(line)[1:]
    command = typer.main.get_command(app)
    while hasattr(command, "commands") and words and not words[0].startswith("-"):
        name = words.pop(0)
        if name not in command.commands:
            return [name]
        command = command.commands[name]
    options = {one for given in command.params for one in (*given.opts, *given.secondary_opts)} | {"--help"}
    return [word for word in words if word.startswith("--") and word.split("=")[0] not in options]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_commands_of_a_page_are_known(page):
    assert {line: unknown(line) for line in commands(page) if unknown(line)} == {}


@pytest.mark.parametrize(
    ("line", "strange"),
    [
        ("petasentra chekc a.gpkg", ["chekc"]),
        ("petasentra pack lnit folder", ["lnit"]),
        ("petasentra check a.gpkg --as-off=2024-01-01", ["--as-off=2024-01-01"]),
        ("petasentra check --help", []),
    ],
)
def test_what_the_program_does_not_know_is_seen(line, strange):
    assert unknown(line) == strange
