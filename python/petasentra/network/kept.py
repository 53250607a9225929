"""Keeping a network: in a file, with the hierarchy that took the time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.network.turns import RoadTurns
from petasentra.network.what_if import RoadNetworkWhatIf

if TYPE_CHECKING:
    import os
    from typing import Self

    from petasentra._progress import Progress

__all__ = ["RoadNetworkFiles"]


class RoadNetworkFiles(RoadNetworkWhatIf):
    """The part of `petasentra.RoadNetwork` that goes into files and comes out of them."""

    __slots__ = ()

    def save(self, path: str | os.PathLike[str], *, progress: Progress = None, threads: int | None = None) -> None:
        """Store the network in one file, with its hierarchy, which is made first if nobody has asked for it yet.

        The file is there as a whole or as it was before; the same network gives the same bytes.

        Parameters
        ----------
        path
            The file, by custom ``.psn``.
        progress, threads
            As elsewhere.

        Raises
        ------
        IoError
            The file cannot be written.
        """
        from petasentra.network.files import write_network
        from petasentra.network.inputs import given_path

        file = given_path(path)
        hierarchy = self.hierarchy(progress=progress)
        turns = self._turns
        tables = {"restrictions": turns.restrictions, "barriers": turns.barriers, "own_turns": turns.own}
        write_network(file, self.core, hierarchy, tables, progress=progress, threads=threads)

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, progress: Progress = None, threads: int | None = None) -> Self:
        """Open a network that `save` stored; it answers as the one that was stored.

        Every byte is compared with the checksums in the file. A hierarchy above 16 MiB stays in the file, mapped into
        memory.

        Parameters
        ----------
        path
            The file. While it is in use it may be replaced by `save`, but not written over in place.
        progress, threads
            As elsewhere.

        Raises
        ------
        IoError
            There is no such file, or the system refuses it.
        NetworkError
            It is no network file, of another version, cut, or a byte of it has changed.

        Examples
        --------
        >>> import tempfile, geopandas, shapely, petasentra as ps
        >>> roads = geopandas.GeoDataFrame(geometry=[shapely.LineString([(0, 0), (100, 0)])], crs=32749)
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     ps.RoadNetwork.from_layer(roads).save(f"{folder}/roads.psn")
        ...     print(ps.RoadNetwork.open(f"{folder}/roads.psn"))
        RoadNetwork: 2 nodes, 1 edge, 1 component, EPSG:32749
        """
        from petasentra.network.files import read_network

        core, hierarchy, tables = read_network(path, progress=progress, threads=threads)
        turns = RoadTurns(tables.get("restrictions"), tables.get("barriers"), tables.get("own_turns"))
        network = cls(core, turns=turns)
        network._hierarchy = hierarchy
        return network
