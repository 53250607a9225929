"""Where the next sites should be, and where units that cannot stay could go.

`locate` is also `petasentra.locate`, `relocate` also `petasentra.relocate`.
"""

from petasentra.siting.forcing import WhyNot
from petasentra.siting.located import LocatedSites
from petasentra.siting.locating import locate
from petasentra.siting.relocated import Relocation
from petasentra.siting.relocating import relocate

__all__ = ["LocatedSites", "Relocation", "WhyNot", "locate", "relocate"]
