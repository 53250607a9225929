"""What is reached from where, and how fairly it is shared."""

from petasentra.access.catchments import Catchments, floating_catchments
from petasentra.access.decay import Decay
from petasentra.access.inequality import gini, palma

__all__ = ["Catchments", "Decay", "floating_catchments", "gini", "palma"]
