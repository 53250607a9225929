"""Clusters of points, arrays in and arrays out: what finding sentra rests on, without the rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from petasentra import _core
from petasentra._progress import progress_callback
from petasentra._worker_threads import worker_threads
from petasentra.errors import OptionError
from petasentra.sentra.arguments import metres_given, numbers_given, refused

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra._progress import Progress

__all__ = ["PointClusters", "cluster_points"]

_NO_CLUSTER = 0xFFFFFFFF
_CORE = 0


class PointClusters(NamedTuple):
    """Number of the cluster of each point (-1: none), shape (n,), and which points are cores, shape (n,)."""

    labels: npt.NDArray[np.int64]
    is_core: npt.NDArray[np.bool_]


def cluster_points(
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    *,
    eps_m: float,
    min_units: int = 5,
    group: npt.ArrayLike | None = None,
    lon_lat: bool = False,
    progress: Progress = None,
    threads: int | None = None,
) -> PointClusters:
    """Cluster points that stand close together (DBSCAN; Ester, Kriegel, Sander and Xu 1996).

    A core has `min_units` points within `eps_m`, itself and that distance included. Clusters are numbered by their
    first core in the order of points; a point that is no core joins the lowest number within reach.

    Parameters
    ----------
    x, y
        Metres of a projected system, shape (n,); points that are not finite are in no cluster.
    eps_m, min_units
        See above.
    group
        A whole number a point, 0 or more, shape (n,): points of different groups do not see each other.
    lon_lat
        `x` and `y` are degrees on WGS 84.
    progress, threads
        As elsewhere; results never depend on the number of threads.

    Raises
    ------
    OptionError
        Arrays of different lengths, `eps_m` or `min_units` not above 0, a group below 0.

    Examples
    --------
    >>> import petasentra as ps
    >>> found = ps.cluster_points([0, 1, 2, 9], [0, 0, 0, 0], eps_m=1, min_units=3)
    >>> found.labels.tolist(), found.is_core.tolist()
    ([0, 0, 0, -1], [False, True, False, False])
    """
    xs, ys, codes = numbers_given("x", x), numbers_given("y", y), _codes(group)
    far = metres_given("eps_m", eps_m)
    if xs.shape != ys.shape or (group is not None and codes.shape != xs.shape):
        raise OptionError(
            f"x {xs.shape}, y {ys.shape} and group have to be lists of one length.",
            f"x {xs.shape}, y {ys.shape}, dan group harus berupa daftar yang sama panjang.",
            code=801,
        )
    if not (isinstance(min_units, int | np.integer) and 0 < min_units < _NO_CLUSTER):
        raise refused("min_units", min_units, "1, 2 ...", "1, 2 ...")
    labels, kinds, _ = _core.density_clusters(
        _pairs(xs, ys), codes, eps_m=far, min_units=int(min_units), lon_lat=lon_lat,
        progress=progress_callback(progress, "clusters"), threads=worker_threads(threads),
    )  # fmt: skip
    # Read as a signed number, no cluster is -1.
    return PointClusters(labels.view(np.int32).astype(np.int64), kinds == _CORE)


def _pairs(x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return x and y side by side, shape (n, 2): as they are where they are columns of such an array."""
    whole = x.base
    if (
        whole is not None and whole is y.base and whole.shape == (len(x), 2)
        and whole.flags.c_contiguous and whole.dtype == np.float64
        and x.strides == y.strides == (16,)
        and x.ctypes.data == whole.ctypes.data and y.ctypes.data == x.ctypes.data + 8
    ):  # fmt: skip
        return whole
    return np.column_stack([x, y])


def _codes(group: npt.ArrayLike | None) -> npt.NDArray[np.uint32]:
    if group is None:
        return np.empty(0, dtype=np.uint32)
    try:
        codes = np.asarray(group)
    except ValueError:  # rows of different lengths
        codes = np.empty(1)
    if codes.size == 0 or (codes.dtype.kind in "iu" and codes.min() >= 0 and codes.max() < _NO_CLUSTER):
        return codes.astype(np.uint32)
    raise OptionError(
        "group has to be whole numbers from 0 on.",
        "group harus berupa bilangan bulat mulai dari 0.",
        hint_en="Number texts with numpy.unique(texts, return_inverse=True).",
        hint_id="Nomori teks dengan numpy.unique(texts, return_inverse=True).",
        code=801,
    )
