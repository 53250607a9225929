"""``petasentra pack``: the commands for those who write plan packs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from petasentra.cli.pack_lint_command import lint
from petasentra.cli.pack_migrate_command import migrate
from petasentra.cli.pack_new_command import new
from petasentra.cli.pack_schema_command import schema
from petasentra.cli.pack_test_command import golden_cases
from petasentra.cli.pack_verify_command import verify

if TYPE_CHECKING:
    from collections.abc import Callable


def pack_app(epilog: str) -> typer.Typer:
    """Make the application of ``petasentra pack``."""
    made = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode="rich")
    commands: dict[str, Callable[..., None]] = {
        "new": new, "lint": lint, "test": golden_cases, "verify": verify, "migrate": migrate,
        "schema": schema,
    }  # fmt: skip
    for name, command in commands.items():
        made.command(name, epilog=epilog)(command)
    return made
