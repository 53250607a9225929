"""The sentra that is proposed, as a typed record: what is known of its units and its land, and who says so."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from petasentra.errors import SchemaError
from petasentra.impact.amounts import Amount

if TYPE_CHECKING:
    import datetime as dt

    from petasentra.impact.intervals import Interval
    from petasentra.sentra.rule import SentraRule

__all__ = ["LandRecord", "SentraRecord", "amount_of", "definition_answer", "is_enough"]

Answer = Literal["met", "not_met", "unknown"]


@dataclass(frozen=True)
class LandRecord:
    """Who holds the land of a sentra; what is None or empty nobody said.

    ``area_m2`` is the area that the paper states, beside the one that is computed from the outline.
    """

    owner: str = ""
    right: str = ""
    certificate: str = ""
    certified_on: dt.date | str | None = None
    owned_by_pemda: bool | None = None
    area_m2: float | None = None
    source: str = ""
    verified: bool = False
    schematic: bool = False
    invented: bool = False


@dataclass(frozen=True)
class SentraRecord:
    """A sentra as its proposer describes it.

    Parameters
    ----------
    id, name
        How the sentra is called in tables, and by people.
    units, workers
        A number, or a figure as it was published (``"belasan"``).
    one_place, same_product, same_material, same_process
        The branches of the definition; None where nobody looked.
    activity
        Id of an activity of the plan pack, or KBLI digits.
    geometry, crs
        A shapely geometry of the plot, in any CRS.
    position
        How its place is known: ``surveyed``, ``as_given``, ``desa_centroid`` or ``position_unknown``; empty where
        nobody said.
    figures_invented
        Whether units and workers are invented; None: as the record is. An invented place can have published figures.

    Examples
    --------
    >>> import petasentra as ps
    >>> record = ps.dossiers.SentraRecord("k", "Sentra Kendalsari", units="belasan", same_product=True)
    >>> record.units_possible
    Interval: [11, 19]
    """

    id: str
    name: str = ""
    commodity: str = ""
    activity: str = ""
    desa: str = ""
    kecamatan: str = ""
    kabupaten: str = ""
    provinsi: str = ""
    units: int | str | None = None
    workers: int | str | None = None
    one_place: bool | None = None
    same_product: bool | None = None
    same_material: bool | None = None
    same_process: bool | None = None
    land: LandRecord = field(default_factory=LandRecord)
    geometry: Any = None
    crs: str = "EPSG:4326"
    position: str = ""
    source: str = ""
    verified: bool = False
    schematic: bool = False
    invented: bool = False
    figures_invented: bool | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.id, str) or not self.id.strip():
            raise _unfit("id", self.id, "teks yang tidak kosong", "text that is not empty")
        for name in ("one_place", "same_product", "same_material", "same_process", "figures_invented"):
            if getattr(self, name) not in (True, False, None):
                raise _unfit(name, getattr(self, name), "True, False, atau None", "True, False or None")
        for name in ("units", "workers"):
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int | float | str | None):
                raise _unfit(name, value, "angka atau teks", "a number or text")
        if not isinstance(self.land, LandRecord):
            raise _unfit("land", self.land, "LandRecord", "a LandRecord")

    @property
    def units_possible(self) -> Interval | None:
        """How many units it can be; None where nobody said, or the text is no number of units."""
        return amount_of(self.units, "unit")[1]


def amount_of(value: object, counted: str) -> tuple[str, Interval | None]:
    """Return a figure as it was written, and the whole numbers of ``unit`` or ``orang`` it can be.

    Examples
    --------
    >>> from petasentra.dossiers.record import amount_of
    >>> amount_of("lebih dari 4", "unit"), amount_of("7 ton", "unit")
    (('lebih dari 4', Interval: [5, inf)), ('7 ton', None))
    """
    if value is None or value == "" or value != value:
        return "", None
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    amount = Amount.read(text)
    if amount.possible is None or amount.per or (amount.known_unit and amount.unit != counted):
        return text, None
    return text, amount.possible.whole()


def is_enough(units: Interval | None, least: int) -> bool | None:
    """Whether there are enough units, whichever of the possible numbers is true; None where that decides."""
    if units is None:
        return None
    if units.low >= least:
        return True
    return False if units.high < least else None


def definition_answer(
    rule: SentraRule, enough: bool | None, one_place: bool | None, branches: dict[str, bool | None]
) -> Answer:
    """Return whether the definition is met; what nobody knows is neither yes nor no.

    Examples
    --------
    >>> import petasentra as ps
    >>> from petasentra.dossiers.record import definition_answer
    >>> rule = ps.sentra.SentraRule.load("pp29-2018")
    >>> one = {"product": True, "material": None, "process": None}
    >>> definition_answer(rule, True, True, one), definition_answer(rule, False, True, one)
    ('met', 'not_met')
    >>> definition_answer(rule, True, True, {"product": False, "material": None, "process": False})
    'unknown'
    """
    asked = [branches.get(one.name) for one in rule.branches]
    decides = rule.connector == "any"  # dan/atau: one true branch suffices
    if any(one is decides for one in asked):
        alike: bool | None = decides
    else:
        alike = None if None in asked else not decides
    parts = (enough, one_place, alike)
    if False in parts:
        return "not_met"
    return "unknown" if None in parts else "met"


def _unfit(name: str, value: object, wanted_id: str, wanted_en: str) -> SchemaError:
    return SchemaError(
        f"The {name} of a sentra is {wanted_en}, not {value!r}.",
        f"{name} sebuah sentra harus {wanted_id}, bukan {value!r}.",
        code=101,
        column=name,
    )
