"""Plan scale, year, kind of plan and region guessed from a name, each with the part it rests on.

Permen ATR/BPN 14/2021 (annex II) names datasets ``_[Kode Wilayah]_[Skala Peta]_[Jenis Rencana]_..._[Tahun]``; seen in
the wild: ``..._5RD_AR_PR_..._2023``, and the names of the base map, ``JALAN_LN_25K``. A name is no proof, so everything
here is called a guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from petasentra.inspection.land import data_rows

if TYPE_CHECKING:
    from petasentra.files.load_report import Lang

_SCALE = re.compile(r"(1000|500|250|100|50|25|10|5|1)(K|RB|RD|RDTR|RW|RTRW|RTRWK|RTRWP|RTRWN)", re.IGNORECASE)
_BARE_SCALE = re.compile(r"(?:1000|500|250|100|50|25|10|5)")
_FULL_SCALE = re.compile(r"(?<!\d)1[-_: ]+(\d{1,3}(?:\.?000)+)(?!\d)")
_YEAR = re.compile(r"(?:19[5-9]\d|20\d\d)")
_REGION = re.compile(r"\d{4}|\d{2}\.\d{2}|\d{2}")
_PLANS = {"RD": "RDTR", "RDTR": "RDTR", "RW": "RTRW", "RTRW": "RTRW", "RTRWK": "RTRW", "RTRWP": "RTRW", "RTRWN": "RTRW"}
_THEMES = {"PR": "pola ruang", "SR": "struktur ruang", "KK": "ketentuan khusus"}
_SHAPES = ("AR", "LN", "PT")


@dataclass(frozen=True)
class NameGuess:
    """One thing guessed from a name; ``part`` is what it rests on."""

    what: str
    value: str
    part: str


@dataclass(frozen=True)
class NameGuesses:
    """What a file or layer name suggests; each a guess."""

    guesses: tuple[NameGuess, ...] = ()

    def value(self, what: str) -> str:
        """Return the guess for ``scale``, ``year``, ``until``, ``plan``, ``theme`` or ``region``; empty if none."""
        return next((guess.value for guess in self.guesses if guess.what == what), "")

    @property
    def scale(self) -> int | None:
        """Denominator of the scale, 50000 for 1:50.000; None if the name suggests none."""
        digits = self.value("scale").partition(":")[2].replace(".", "")
        return int(digits) if digits else None

    @property
    def year(self) -> int | None:
        """The year, of a plan the first; None if the name suggests none."""
        return int(self.value("year")) if self.value("year") else None

    def text(self, lang: Lang = "id") -> str:
        """Return all guesses in one line; empty if there are none."""
        words = _WORDS[lang]
        said = [f"{words[one.what]} {one.value} ({words['from']} “{one.part}”)" for one in self.guesses]
        return f"{words['guess']}: " + ", ".join(said) if said else ""


_WORDS: dict[Lang, dict[str, str]] = {
    "id": {"scale": "skala", "year": "tahun", "until": "sampai", "plan": "rencana", "theme": "unsur",
           "region": "wilayah", "from": "dari", "guess": "perkiraan dari nama"},
    "en": {"scale": "scale", "year": "year", "until": "until", "plan": "plan", "theme": "theme", "region": "region",
           "from": "from", "guess": "guess from the name"},
}  # fmt: skip


def guess_from_name(name: str) -> NameGuesses:
    """Guess what a name of a file or layer says.

    Parameters
    ----------
    name
        Without folder and ending.

    Examples
    --------
    >>> guess_from_name("_3517_50_RTRW_PR_JOMBANG_2021").text("en")
    'guess from the name: region Kabupaten Jombang (from “3517”), scale 1:50.000 (from “50”), plan RTRW (from “RTRW”), \
theme pola ruang (from “PR”), year 2021 (from “2021”)'
    >>> guess_from_name("PL_5RD_AR_PR_CONTOH_2023").scale, guess_from_name("JALAN_LN_25K").scale
    (5000, 25000)
    >>> guess_from_name("kp2b_2021_2041").year, guess_from_name("desa_25").scale
    (2021, None)
    """
    parts = [part for part in re.split(r"[_\s-]+", name) if part]
    found: dict[str, NameGuess] = {}
    region_at = _region(parts, found)
    _scale(name, parts, region_at, found)
    for part in parts:
        if part.upper() in _PLANS:
            found.setdefault("plan", NameGuess("plan", _PLANS[part.upper()], part))
    if "scale" in found or any(part.upper() in _SHAPES for part in parts):
        for part in parts:
            if part.upper() in _THEMES:
                found.setdefault("theme", NameGuess("theme", _THEMES[part.upper()], part))
    years = [part for part in parts if _YEAR.fullmatch(part) and not (region_at == 0 and part == parts[0])]
    if years:
        found["year"] = NameGuess("year", years[0], years[0])
        if len(years) > 1 and years[1] > years[0]:
            found["until"] = NameGuess("until", years[1], years[1])
    order = ("region", "scale", "plan", "theme", "year", "until")
    return NameGuesses(tuple(found[what] for what in order if what in found))


def _region(parts: list[str], found: dict[str, NameGuess]) -> int:
    """Note the region code at the head of a name; return its position, -1 if there is none."""
    if not parts or not _REGION.fullmatch(parts[0]) or len(parts) < 3:
        return -1
    code = parts[0].replace(".", "")
    names = {row["code"].replace(".", ""): row["name"] for row in data_rows("regency_boxes.csv")}
    if len(code) == 4 and code in names:
        found["region"] = NameGuess("region", names[code], parts[0])
        return 0
    if len(code) == 2 and any(one.startswith(code) for one in names):
        found["region"] = NameGuess("region", code, parts[0])
        return 0
    return -1


def _scale(name: str, parts: list[str], region_at: int, found: dict[str, NameGuess]) -> None:
    for position, part in enumerate(parts):
        if suffixed := _SCALE.fullmatch(part):
            found["scale"] = NameGuess("scale", _one_to(int(suffixed[1])), part)
            if (plan := _PLANS.get(suffixed[2].upper())) is not None:
                found.setdefault("plan", NameGuess("plan", plan, part))
            return
        # A bare number is a scale only in the place the naming rule gives it: right after the code of the region.
        if region_at >= 0 and position == region_at + 1 and _BARE_SCALE.fullmatch(part):
            found["scale"] = NameGuess("scale", _one_to(int(part)), part)
            return
    if full := _FULL_SCALE.search(name):
        found["scale"] = NameGuess("scale", _one_to(int(full[1].replace(".", "")) // 1000), full[0])


def _one_to(thousands: int) -> str:
    return "1:" + f"{thousands * 1000:,}".replace(",", ".")
