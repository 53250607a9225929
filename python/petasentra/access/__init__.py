"""What is reached from where, and how fairly it is shared."""

from petasentra.access.catchments import Catchments
from petasentra.access.decay import Decay
from petasentra.access.floating import floating_catchments
from petasentra.access.inequality import gini, palma
from petasentra.access.intervals import MeasureInterval, interval
from petasentra.access.reached import Reached
from petasentra.access.reaching import cumulative, gravity
from petasentra.access.two_step import two_step_fca

__all__ = [
    "Catchments",
    "Decay",
    "MeasureInterval",
    "Reached",
    "cumulative",
    "floating_catchments",
    "gini",
    "gravity",
    "interval",
    "palma",
    "two_step_fca",
]
