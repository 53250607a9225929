"""Options that come together, written once: a command takes a group, the command line its options one by one."""

# ruff: noqa: TC001  (typer reads the annotations when it runs)
from __future__ import annotations

import functools
import inspect
from dataclasses import MISSING, dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any, NoReturn, get_type_hints

import typer

from petasentra.cli.options import (
    ActivityColumn,
    DebugOption,
    EncodingOption,
    FeatureId,
    ForActivity,
    JoinToleranceM,
    JsonOption,
    LangOption,
    OutFolder,
    PerimeterCrs,
    PerimeterFile,
    RoadColumns,
    RoadCrossings,
    RoadsCrs,
    RoadsLayer,
    SiteIdColumn,
    SitesCrs,
    SitesLayer,
    SliverM2,
    SnapLimitM,
    Threads,
    ToleranceM,
    ValidFrom,
    ValidTo,
    WithoutClass,
    ZonesCrs,
    ZonesLayer,
)
from petasentra.cli.progress import progress_bar
from petasentra.cli.running import ExitCode, running
from petasentra.cli.words import either

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path

    from petasentra.cli.hints import Options
    from petasentra.layers.layer import Layer


@dataclass(frozen=True)
class SitesRead:
    """How a file of sites is read."""

    layer: SitesLayer = None
    crs: SitesCrs = None
    encoding: EncodingOption = None

    def layer_of(self, path: Path) -> Layer:
        """Read the file."""
        import petasentra as ps

        return ps.read_layer(path, layer=self.layer, crs=self.crs, encoding=self.encoding)


@dataclass(frozen=True)
class SitesAsked:
    """What is asked of sites, and of which."""

    activity: ActivityColumn = "activity"
    for_activity: ForActivity = None
    site_id: SiteIdColumn = "site_id"


@dataclass(frozen=True)
class ByRoad:
    """How a file of roads is read, and how places join them."""

    columns: RoadColumns = None
    tolerance_m: JoinToleranceM = 0.0
    crossings: RoadCrossings = False
    limit_m: SnapLimitM = 500.0
    without_class: WithoutClass = None
    roads_layer: RoadsLayer = None
    roads_crs: RoadsCrs = None


@dataclass(frozen=True)
class ZonesRead:
    """How a file of zones is read, and the ground they should cover."""

    perimeter: PerimeterFile = None
    perimeter_crs: PerimeterCrs = None
    layer: ZonesLayer = None
    crs: ZonesCrs = None
    encoding: EncodingOption = None

    def layer_of(self, path: Path) -> Layer:
        """Read the zones."""
        import petasentra as ps

        return ps.read_layer(path, layer=self.layer, crs=self.crs, encoding=self.encoding)

    def ground(self) -> Layer | None:
        """Read the perimeter, if there is one."""
        import petasentra as ps

        return None if self.perimeter is None else ps.read_layer(self.perimeter, crs=self.perimeter_crs)


@dataclass(frozen=True)
class ZonesAsked:
    """What is a fault of zones, and which columns tell."""

    tolerance_m: ToleranceM = 0.002
    sliver_m2: SliverM2 = 1.0
    feature_id: FeatureId = None
    valid_from: ValidFrom = None
    valid_to: ValidTo = None


@dataclass(frozen=True)
class Speech:
    """How a command speaks: for people or as one document, in which language, and how it ends."""

    as_json: JsonOption = False
    lang: LangOption = "id"
    debug: DebugOption = False

    def running(self, of_files: Mapping[str, Options] | None = None) -> AbstractContextManager[None]:
        """Run the command: errors told as was asked for, and turned into exit codes."""
        return running(lang=self.lang, as_json=self.as_json, debug=self.debug, of_files=of_files)

    def either(self, indonesian: str, english: str) -> str:
        """Pick the text in the language asked for."""
        return either(self.lang, indonesian, english)

    def progress(self, indonesian: str, english: str) -> AbstractContextManager[Callable[[float], None] | None]:
        """Show a bar with this text, unless a program reads the answer."""
        return progress_bar(self.either(indonesian, english), hidden=self.as_json)

    @staticmethod
    def end(*, found: bool) -> NoReturn:
        """End the command: with 1 if anything was found, else with 0."""
        raise typer.Exit(ExitCode.FINDINGS if found else ExitCode.DONE)


@dataclass(frozen=True)
class Work(Speech):
    """How a command works and speaks."""

    threads: Threads = None


@dataclass(frozen=True)
class Manner(Work):
    """How a command works and speaks, and the folder for its files."""

    out: OutFolder = None


def grouped(command: Callable[..., None]) -> Callable[..., None]:
    """Return the command with the fields of each group among its parameters, in the place of the group.

    Examples
    --------
    >>> from petasentra.cli.option_groups import Manner, grouped
    >>> def greet(name: str, manner: Manner) -> None:
    ...     print(name, manner.lang, manner.as_json)
    >>> list(inspect.signature(grouped(greet)).parameters)
    ['name', 'as_json', 'lang', 'debug', 'threads', 'out']
    >>> grouped(greet)(name="Sumobito", lang="en")
    Sumobito en False
    """
    hints = get_type_hints(command, include_extras=True)
    groups = {name: kind for name, kind in hints.items() if isinstance(kind, type) and is_dataclass(kind)}
    shown: list[inspect.Parameter] = []
    for name, parameter in inspect.signature(command).parameters.items():
        if name in groups:
            shown += _parameters(groups[name])
        else:
            shown.append(parameter.replace(annotation=hints[name], kind=inspect.Parameter.KEYWORD_ONLY))

    @functools.wraps(command)
    def run(**given: Any) -> None:  # noqa: ANN401  (each as its option says)
        for name, kind in groups.items():
            parts = [one.name for one in fields(kind) if one.name in given]
            given[name] = kind(**{part: given.pop(part) for part in parts})
        command(**given)

    del run.__wrapped__  # typer would look through to the groups
    run.__signature__ = inspect.Signature(shown)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in shown} | {"return": None}
    return run


def _parameters(group: type[Any]) -> list[inspect.Parameter]:
    hints = get_type_hints(group, include_extras=True)
    return [
        inspect.Parameter(
            one.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=inspect.Parameter.empty if one.default is MISSING else one.default,
            annotation=hints[one.name],
        )
        for one in fields(group)
    ]
