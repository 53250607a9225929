"""What makes a group of units a sentra: a rule as dated data, with its source."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

from petasentra.errors import IoError, OptionError, RuleError

if TYPE_CHECKING:
    import datetime as dt
    import os

__all__ = ["BranchRule", "SentraRule"]

BranchName = Literal["product", "material", "process"]
Connector = Literal["any", "all"]
BRANCHES: tuple[BranchName, ...] = get_args(BranchName)
BUNDLED = ("pp29-2018",)


@dataclass(frozen=True)
class BranchRule:
    """One thing in which the units of a sentra may be alike."""

    name: BranchName
    words_id: str
    words_en: str


@dataclass(frozen=True)
class SentraRule:
    """So many units in one place that are alike in one branch (``"any"``) or in every one (``"all"``).

    ``verified`` says whether somebody compared the numbers with the text of the regulation; ``source`` where they are
    from. ``place_id`` and ``place_en`` say what the text has on the place: of PP 29/2018 no distance.

    Examples
    --------
    >>> import petasentra as ps
    >>> rule = ps.sentra.SentraRule.load("pp29-2018")
    >>> rule.min_units, rule.connector, [branch.name for branch in rule.branches], rule.verified
    (5, 'any', ['product', 'material', 'process'], False)
    """

    name: str
    title_id: str
    title_en: str
    instrument: str
    article: str
    year: int
    min_units: int
    connector: Connector
    branches: tuple[BranchRule, ...]
    place_id: str
    place_en: str
    source: str
    verified: bool
    file: str

    @classmethod
    def load(cls, rule: SentraRule | str | os.PathLike[str]) -> SentraRule:
        """Read a bundled rule by its name, or one of your own by its path.

        Parameters
        ----------
        rule
            ``"pp29-2018"``, the path of a ``.toml`` file, or a rule, which comes back as it is.

        Raises
        ------
        OptionError
            There is no such rule.
        IoError
            The file cannot be read.
        RuleError
            The file lacks a part, or a part is not what it has to be.
        """
        if isinstance(rule, SentraRule):
            return rule
        text, file = _text_of(rule)
        try:
            data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise _unusable(file, f"is no TOML: {error}", f"bukan TOML: {error}") from error
        return _Reading(data, file).rule()

    @property
    def citation(self) -> str:
        """Instrument and article."""
        return f"{self.instrument} {self.article}".strip()

    def require_known_by(self, day: dt.date) -> None:
        """Raise an OptionError for a day before the year of the rule."""
        if day.year < self.year:
            raise OptionError(
                f"{self.instrument} is of {self.year}; it says nothing on {day.isoformat()}.",
                f"{self.instrument} terbit tahun {self.year}; tidak berlaku pada {day.isoformat()}.",
                code=801,
            )


class _Reading:
    """One rule file on its way to a rule."""

    def __init__(self, data: dict[str, Any], file: str) -> None:
        self._data = data
        self._file = file

    def rule(self) -> SentraRule:
        place = self._data.get("place", {})
        connector = self._word(self._data, "connector")
        if connector not in get_args(Connector):
            raise self._wrong("connector", connector, "any, all")
        return SentraRule(
            name=self._word(self._data, "name"),
            title_id=self._word(self._data, "title_id"),
            title_en=self._word(self._data, "title_en"),
            instrument=self._word(self._data, "instrument"),
            article=str(self._data.get("article", "")),
            year=self._count("year"),
            min_units=self._count("min_units"),
            connector=cast(Connector, connector),
            branches=self._branches(),
            place_id=self._word(place, "id"),
            place_en=self._word(place, "en"),
            source=self._word(self._data, "source"),
            verified=self._data.get("verified") is True,
            file=self._file,
        )

    def _branches(self) -> tuple[BranchRule, ...]:
        rows = self._data.get("branches", [])
        found = tuple(
            BranchRule(cast(BranchName, self._word(row, "name")), self._word(row, "id"), self._word(row, "en"))
            for row in rows
        )
        names = [one.name for one in found]
        if not found or len(set(names)) < len(names) or not set(names) <= set(BRANCHES):
            raise self._wrong("branches", ", ".join(names), ", ".join(BRANCHES))
        return found

    def _word(self, part: dict[str, Any], name: str) -> str:
        value = part.get(name)
        if isinstance(value, str) and value:
            return value
        raise self._wrong(name, value, "...")

    def _count(self, name: str) -> int:
        value = self._data.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            return value
        raise self._wrong(name, value, "1, 2, 3 ...")

    def _wrong(self, name: str, value: object, wanted: str) -> RuleError:
        return _unusable(
            self._file, f"has {name} = {value!r}; wanted: {wanted}", f"memuat {name} = {value!r}; semestinya: {wanted}"
        )


def _text_of(rule: str | os.PathLike[str]) -> tuple[str, str]:
    if isinstance(rule, str) and not rule.endswith(".toml"):
        if rule not in BUNDLED:
            raise OptionError(
                f"There is no rule {rule!r}; bundled: {', '.join(BUNDLED)}, or give the path of a .toml file.",
                f"Tidak ada ketentuan {rule!r}; yang tersedia: {', '.join(BUNDLED)}, atau beri jalur berkas .toml.",
                code=801,
            )
        return files("petasentra.sentra").joinpath("rules", f"{rule}.toml").read_text(encoding="utf-8"), f"{rule}.toml"
    try:
        path = Path(rule)
    except TypeError:
        raise OptionError(
            f"rule={rule!r} is no rule, no name of one and no path.",
            f"rule={rule!r} bukan ketentuan, nama ketentuan, atau jalur berkas.",
            code=801,
        ) from None
    try:
        return path.read_text(encoding="utf-8"), str(path)
    except (OSError, UnicodeDecodeError) as error:
        raise IoError(
            f"{path} cannot be read: {error}", f"{path} tidak terbaca: {error}", code=702, file=str(path)
        ) from error


def _unusable(file: str, what_en: str, what_id: str) -> RuleError:
    return RuleError(f"The rule {what_en}.", f"Ketentuan ini {what_id}.", file=file)
