"""Options written once are the same options in every command that has them."""

from __future__ import annotations

import typer
from typer.main import get_command

from petasentra.cli.app import app

SITES = {"activity", "for_activity", "site_id", "layer", "crs", "encoding"}
MANNER = {"out", "as_json", "lang", "threads", "debug"}


def options_of(name: str) -> dict[str, tuple[str, object, tuple[str, ...]]]:
    command = get_command(app).commands[name]  # type: ignore[attr-defined]
    return {one.name: (one.help, one.default, tuple(one.opts)) for one in command.params}


def test_commands_about_sites_have_the_same_options() -> None:
    check, timeline, diff, recheck = (options_of(name) for name in ("check", "timeline", "diff", "recheck"))
    for name in SITES | MANNER:
        assert check[name] == timeline[name] == diff[name], name
    for name in MANNER | {"layer", "crs", "encoding", "as_of"}:
        assert recheck[name] == check[name], name


def test_every_command_speaks_alike() -> None:
    told = {name: options_of(name) for name, one in get_command(app).commands.items()  # type: ignore[attr-defined]
            if not isinstance(one, typer.core.TyperGroup)}  # fmt: skip
    for option in ("as_json", "lang", "debug", "threads"):
        assert len({options[option] for options in told.values() if option in options}) == 1, option


def test_commands_by_road_have_the_same_options() -> None:
    access, supply = options_of("access"), options_of("supply")
    for name in ("columns", "tolerance_m", "crossings", "limit_m", "without_class", "roads_layer", "roads_crs"):
        assert access[name] == supply[name], name


def test_no_group_shows_as_an_option_of_its_own() -> None:
    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        if not isinstance(command, typer.core.TyperGroup):
            assert not {"asked", "read", "manner"} & {one.name for one in command.params}, name
