"""Criteria of a place: what is measured, what it is worth, how much it weighs; and which places suit.

`suitability` is also `petasentra.suitability`. Limits of regulations are dated data (`CriteriaPack`).
"""

from petasentra.criteria.candidates import candidate_grid
from petasentra.criteria.criteria_packs import BoundCriteria, CriteriaPack
from petasentra.criteria.differing import SuitabilityDifference
from petasentra.criteria.pairwise import RANDOM_INDEX, Pairwise, ahp
from petasentra.criteria.records import (
    Basis,
    Column,
    Criterion,
    Distance,
    OverlayShare,
    RasterValue,
    Slope,
    TravelTime,
)
from petasentra.criteria.result import Suitability
from petasentra.criteria.sensitivity import Sensitivity
from petasentra.criteria.suitable import suitability
from petasentra.criteria.values import Classes, Linear, Piecewise, Sigmoid, Steps, ValueFunction

__all__ = [
    "RANDOM_INDEX",
    "Basis",
    "BoundCriteria",
    "Classes",
    "Column",
    "CriteriaPack",
    "Criterion",
    "Distance",
    "Linear",
    "OverlayShare",
    "Pairwise",
    "Piecewise",
    "RasterValue",
    "Sensitivity",
    "Sigmoid",
    "Slope",
    "Steps",
    "Suitability",
    "SuitabilityDifference",
    "TravelTime",
    "ValueFunction",
    "ahp",
    "candidate_grid",
    "suitability",
]
