"""An index as a file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from petasentra import _core
from petasentra._progress import progress_callback
from petasentra._worker_threads import worker_threads
from petasentra.zoning.layers import IndexedLayers
from petasentra.zoning.several import one_layer_a_file

if TYPE_CHECKING:
    from typing import Self

    from petasentra._progress import Progress


class StoredIndex(IndexedLayers):
    """An index that can be written to a file and opened again."""

    def save(
        self,
        path: str | os.PathLike[str],
        *,
        layer: str | None = None,
        progress: Progress = None,
        threads: int | None = None,
    ) -> None:
        """Write the index to a file, to be opened at once another day.

        The file is there as a whole or as it was before; whoever has an older one open goes on reading that. It keeps
        the vertices of the zones, their CRS and where they came from with the SHA-256 of that file, and no columns.

        Parameters
        ----------
        path
            File to write, e.g. ``zones.psx``.
        layer
            Which layer of an index of several: a file holds one.
        progress
            True shows a bar; a callable gets the done share, 0..1.
        threads
            Worker threads; None means one per processor. The bytes never depend on it.

        Raises
        ------
        IoError
            The file cannot be written.
        OptionError
            The index has several layers and none is named, or there is no layer of this name.

        Examples
        --------
        >>> import petasentra as ps, tempfile, pathlib
        >>> index = ps.ZoningIndex(ps.datasets.jombang().kecamatan)
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     index.save(pathlib.Path(folder) / "kecamatan.psx")
        ...     len(ps.ZoningIndex.open(pathlib.Path(folder) / "kecamatan.psx")) == len(index)
        True
        """
        one = self._layer(layer)
        if one._several is not None:
            raise one_layer_a_file(one._several)
        if one._load_report is not None and not one._index.provenance["sha256"]:
            one._index.set_source_sha256(one._load_report.sha256)
        one._index.save(os.fspath(path), progress=progress_callback(progress, "save"), threads=worker_threads(threads))

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str],
        *,
        verify: bool = False,
        progress: Progress = None,
        threads: int | None = None,
    ) -> Self:
        """Open an index that `save` wrote; it answers as the one that was saved.

        A file of up to 16 MiB is copied into memory and looked at in full. A larger one is mapped, which takes next to
        no time, and read where it is asked; while it is open it must not be written over (`save` never does that) or
        cut short.

        Parameters
        ----------
        path
            File that `save` wrote.
        verify
            Look at a larger file in full too: checksums, and that no number leads outside. For files from elsewhere.
        progress
            True shows a bar; a callable gets the done share, 0..1.
        threads
            Worker threads to verify with; None means one per processor.

        Returns
        -------
        ZoningIndex
            The index.

        Raises
        ------
        IoError
            There is no such file, or it is damaged, cut short, no index, or of another format.

        Examples
        --------
        >>> import petasentra as ps, tempfile, pathlib
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = pathlib.Path(folder) / "kecamatan.psx"
        ...     ps.ZoningIndex(ps.datasets.jombang().kecamatan).save(path)
        ...     index = ps.ZoningIndex.open(path, verify=True)
        >>> index.locate(x=[636198.0, 0.0], y=[9166009.0, 0.0])[1]
        np.int64(-1)
        """
        index = cls.__new__(cls)
        index._load_report = None
        index._borders = None
        index._index = _core.ZoningIndex.open(
            os.fspath(path),
            verify=verify,
            progress=progress_callback(progress, "open"),
            threads=worker_threads(threads),
        )
        return index
