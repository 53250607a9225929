"""Flows as pictures: lines, a map, bands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.supply.solved import Solved

if TYPE_CHECKING:
    import os

    from petasentra.layers.layer import Layer
    from petasentra.plotting.explore import Map

__all__ = ["SolutionViews"]


class SolutionViews(Solved):
    """The part of `petasentra.SupplySolution` that is looked at."""

    def routes(self) -> Layer:
        """Return the flows as lines along the roads, with the columns of `flows`.

        Raises
        ------
        OptionError
            The chain has a table of legs and no roads.
        """
        from petasentra.supply.routes import routes

        return routes(self)

    def explore(self, path: str | os.PathLike[str] | None = None, *, lang: str = "id", schematic: bool = False) -> Map:
        """Write a map of the flows: roads as wide as what goes over them, and the sites. It opens without internet.

        Parameters
        ----------
        path
            Where to write; a file in the temporary folder of the system without it.
        lang
            ``"id"`` or ``"en"``.
        schematic
            The roads are schematic: the page says so. It says so by itself where rows are ``synthetic``.

        Raises
        ------
        OptionError
            The chain has a table of legs and no roads, another language, or geopandas is not installed.
        InfeasibleError
            Nothing satisfies all.
        """
        from petasentra.plotting.flow_page import explore_flows

        return explore_flows(self, path, lang, schematic=schematic)

    def sankey(self, path: str | os.PathLike[str] | None = None, *, lang: str = "id", schematic: bool = False) -> Map:
        """Write the flows as bands from sources to markets, as high as their tonnes, all periods together.

        Of more than 24 sites of a kind the smallest are one. Parameters as for `explore`; roads are not needed.

        Raises
        ------
        OptionError
            Another language.
        InfeasibleError
            Nothing satisfies all.

        Examples
        --------
        >>> import pathlib, tempfile
        >>> import pyarrow as pa, petasentra as ps
        >>> chain = ps.SupplyChain(legs=pa.table({"from_id": ["G"], "to_id": ["B"], "km": [40.0]}))
        >>> chain.add_sources(pa.table({"id": ["G"]}), "dross", 10, unit="t/day")
        >>> chain.add_markets(pa.table({"id": ["B"]}), "dross", 10, unit="t/day", unmet_penalty_idr=1e6)
        >>> chain.add_vehicle("truk", idr_per_t_km=1000)
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     chain.solve().sankey(pathlib.Path(folder) / "aliran.html").path.name
        'aliran.html'
        """
        from petasentra.plotting.sankey import write_sankey

        return write_sankey(self, path, lang, schematic=schematic)
