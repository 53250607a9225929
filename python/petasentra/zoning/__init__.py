"""Which zones a site lies in, and with how much of it: no law, arrays in and arrays out."""

from petasentra.zoning.index import ZoningIndex
from petasentra.zoning.share_table import Shares, ShareStats

__all__ = ["ShareStats", "Shares", "ZoningIndex"]
