"""Rasters: one band of numbers on a grid that faces north, asked at places or over areas, and the slope of a DEM.

Cells are read window by window, so a file may be larger than the memory.
"""

from petasentra.rasters.raster import Raster

__all__ = ["Raster"]
