"""Golden cases: what a planner says a pack must answer, asked of the engine."""

from __future__ import annotations

import datetime
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from petasentra.errors import IoError, PetasentraError, RuleError
from petasentra.law.pack_folder import inside, pack_folder
from petasentra.optional import require
from petasentra.plotting.language import CONFLICT, FLAGS, VERDICTS

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from petasentra.law.plan_packs import PlanPack
    from petasentra.layers.layer import Layer

CASES = "cases.toml"

#: Columns of the result a case may expect; a case compares those it names.
EXPECTED = (
    "verdict", "flags", "article", "instrument", "existing_use", "existing_use_until", "existing_use_basis", "route",
    "verified", "share_conforming",
)  # fmt: skip
#: Columns of a site that a case may give.
OF_THE_SITE = (
    "kbli_version", "established_on", "permits", "activity_area_m2", "scale", "lot_m2", "road_class", "kdb", "klb",
    "kdh", "height_m",
)  # fmt: skip
_ASKED = ("name", "site", "crs", "activity", "as_of", "known_on", "variant")
#: Keys of a case, in the order people write them.
KEYS = (*_ASKED, *OF_THE_SITE, *EXPECTED)
_SETS = frozenset({"flags", "article"})
#: A share written with six digits is the share of the result.
_SHARE_SLACK = 1e-6


@dataclass(frozen=True)
class CaseOutcome:
    """What one case expected and what the engine answered.

    Attributes
    ----------
    name
        The case as the planner called it.
    expected
        What the case states: column of the result -> value; flags and articles in alphabetical order.
    found
        The same columns as the engine answered.
    reason_id, reason_en
        The engine's reason, in both languages.
    """

    name: str
    expected: dict[str, Any]
    found: dict[str, Any]
    reason_id: str = ""
    reason_en: str = ""
    differences: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        differing = tuple(key for key, value in self.expected.items() if not _same(key, value, self.found[key]))
        object.__setattr__(self, "differences", differing)

    @property
    def passed(self) -> bool:
        """Whether every expected value is the one found."""
        return not self.differences


def run_cases(folder: str | os.PathLike[str]) -> tuple[CaseOutcome, ...]:
    """Ask the engine every golden case of a pack.

    A case (``[[case]]`` in ``cases.toml``) names a site, an activity and a day, and what the result must say; only what
    it names is compared, flags and articles as whole sets. The site is WKT in EPSG:4326 (longitude, latitude) unless
    ``crs`` says otherwise, or ``{ file = "sentra.geojson", id = "Contoh A" }``.

    Parameters
    ----------
    folder
        Folder of the pack.

    Returns
    -------
    tuple of CaseOutcome
        In the order of the file.

    Raises
    ------
    IoError
        There is no such pack, no ``cases.toml``, or a file that a case names is not there.
    RuleError
        A case cannot be understood; the message says which.

    Examples
    --------
    >>> import petasentra as ps
    >>> outcomes = ps.packs.run_cases(ps.datasets.path("jombang"))
    >>> all(outcome.passed for outcome in outcomes)
    True
    """
    root = pack_folder(folder)
    packs: dict[str, PlanPack] = {}
    return tuple(_run(root, case, packs) for case in _cases(root))


def _cases(root: Path) -> Iterator[dict[str, Any]]:
    path = root / CASES
    try:
        listed = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("case", [])
    except FileNotFoundError:
        raise IoError(
            "The pack has no cases.toml.",
            "Paket ini tidak punya cases.toml.",
            hint_en="Write golden cases: sites, days and the verdicts you know to be right.",
            hint_id="Tulis kasus acuan: tapak, tanggal, dan hasil yang Anda ketahui benar.",
            code=701,
            file=str(path),
        ) from None
    except ValueError as error:  # bad TOML and bad UTF-8
        raise RuleError(
            f"cases.toml cannot be read as TOML: {error}.",
            f"cases.toml tidak terbaca sebagai TOML: {error}.",
            hint_en="Correct the line it names.",
            hint_id="Betulkan baris yang disebut.",
            code=401,
            file=str(path),
        ) from error
    if not isinstance(listed, list) or not listed:
        raise _unclear(path, "", "there is no [[case]] in it", "tidak ada [[case]] di dalamnya")
    for number, case in enumerate(listed, start=1):
        if not isinstance(case, dict):
            raise _unclear(path, f"#{number}", "it is no table", "bukan sebuah tabel")
        _check_keys(path, case, number)
        yield case


def _check_keys(path: Path, case: Mapping[str, Any], number: int) -> None:
    name = str(case.get("name") or f"#{number}")
    for key in ("name", "site", "activity", "as_of", "verdict"):
        if key not in case:
            raise _unclear(path, name, f"it states no {key}", f"tidak menyebut {key}")
    unknown = sorted(set(case) - set(KEYS))
    if unknown:
        words = ", ".join(unknown)
        raise _unclear(path, name, f"unknown keys: {words}", f"kunci tidak dikenal: {words}")
    flags = case.get("flags", [])
    if not isinstance(flags, list):
        raise _unclear(path, name, "flags is no list", "flags bukan sebuah daftar")
    for word, known in ((case["verdict"], VERDICTS), *((flag, FLAGS) for flag in flags)):
        if word not in known or word == CONFLICT and known is VERDICTS:
            raise _unclear(path, name, f"{word!r} is no word of a result", f"{word!r} bukan kata sebuah hasil")


def _run(root: Path, case: dict[str, Any], packs: dict[str, PlanPack]) -> CaseOutcome:
    from petasentra.conformance.checking import check
    from petasentra.law.plan_packs import read_plan_pack

    path, name, variant = root / CASES, str(case["name"]), str(case.get("variant", ""))
    if variant not in packs:
        packs[variant] = read_plan_pack(root, variant=variant or None)
    sites = _site(root, case)
    try:
        known_on = case.get("known_on")
        result = check(
            sites,
            packs[variant],
            as_of=case["as_of"],
            known_on=known_on,
            for_activity=str(case["activity"]),
            site_id=_id_column(case["site"]),
        )
    except PetasentraError as error:
        error.file = error.file or str(path)
        error.feature = error.feature or name
        raise
    row = result.table.to_pylist()[0]
    expected = {key: _plain(key, case[key]) for key in EXPECTED if key in case}
    found = {key: _plain(key, row[key]) for key in expected}
    return CaseOutcome(name, expected, found, row["reason_id"] or "", row["reason_en"] or "")


def _id_column(site: object) -> str:
    return str(site.get("column", "site_id")) if isinstance(site, dict) else "site_id"


def _site(root: Path, case: Mapping[str, Any]) -> Layer:
    """Make a layer of the one site, with the columns the case gives it."""
    import pyarrow as pa

    from petasentra.layers.layer import Layer

    path, name, site = root / CASES, str(case["name"]), case["site"]
    if isinstance(site, dict):
        return _from_file(root, case, site)
    columns = {"site_id": [name]} | {key: [case[key]] for key in OF_THE_SITE if key in case}
    table = pa.table(columns | {"geometry": pa.array([_wkb(path, name, site)], pa.binary())})
    return Layer.from_arrow(table, geometry="geometry", crs=case.get("crs", "EPSG:4326"))


def _from_file(root: Path, case: Mapping[str, Any], site: Mapping[str, Any]) -> Layer:
    from petasentra.files.reading import read_layer

    path, name = root / CASES, str(case["name"])
    if not isinstance(site.get("file"), str) or "id" not in site or set(site) - {"file", "id", "column"}:
        raise _unclear(path, name, "site needs a file and an id", "site memerlukan file dan id")
    given = [key for key in (*OF_THE_SITE, "crs") if key in case]
    if given:
        words = ", ".join(given)
        raise _unclear(
            path, name, f"a site from a file brings its own {words}", f"tapak dari berkas membawa {words} sendiri"
        )
    layer = read_layer(inside(root, site["file"], CASES))
    column = _id_column(site)
    rows = [row for row, value in enumerate(layer[column]) if str(value) == str(site["id"])]
    if len(rows) != 1:
        raise _unclear(
            path, name, f"{len(rows)} features have {column} = {site['id']!r}",
            f"{len(rows)} fitur mempunyai {column} = {site['id']!r}",
        )  # fmt: skip
    return layer[rows]


def _wkb(path: Path, name: str, site: object) -> bytes:
    require("shapely", purpose_id="Kasus acuan", purpose_en="Golden cases")
    import shapely

    try:
        shape = shapely.from_wkt(str(site))
    except (shapely.errors.GEOSException, NotImplementedError) as error:
        raise _unclear(path, name, f"the WKT cannot be read: {error}", f"WKT tidak terbaca: {error}") from error
    return bytes(shapely.to_wkb(shape))


def _plain(key: str, value: object) -> object:
    if key in _SETS:
        return sorted(map(str, value)) if isinstance(value, (list, tuple)) else []
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value


def _same(key: str, expected: object, found: object) -> bool:
    if key == "share_conforming" and isinstance(expected, (int, float)) and isinstance(found, (int, float)):
        return abs(expected - found) <= _SHARE_SLACK
    return expected == found


def _unclear(path: Path, name: str, message_en: str, message_id: str) -> RuleError:
    return RuleError(
        f"A golden case cannot be asked: {message_en}.",
        f"Kasus acuan tidak dapat diajukan: {message_id}.",
        hint_en="A case has name, site, activity, as_of and verdict; see the page on writing a plan pack.",
        hint_id="Sebuah kasus memuat name, site, activity, as_of, dan verdict; lihat halaman tentang menulis paket.",
        code=402,
        file=str(path),
        feature=name,
    )
