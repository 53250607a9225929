"""Where the next sites should be, and where units that cannot stay could go.

`locate` is also `petasentra.locate`, `relocate` also `petasentra.relocate`.
"""

from petasentra.siting.forcing import WhyNot
from petasentra.siting.located import LocatedSites
from petasentra.siting.locating import locate

__all__ = ["LocatedSites", "WhyNot", "locate"]
