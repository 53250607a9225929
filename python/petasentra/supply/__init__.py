"""Raw material to market: who supplies whom, at what cost, what the shortage is worth, and what one cut does."""

from petasentra.supply.chain import SupplyChain
from petasentra.supply.solution import SupplySolution

__all__ = ["SupplyChain", "SupplySolution"]
