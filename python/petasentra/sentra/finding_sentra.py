"""Where are sentra? At least so many like units in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from petasentra.days import as_day
from petasentra.errors import OptionError
from petasentra.sentra.arguments import metres_given, refused
from petasentra.sentra.clusters import branch_clusters, joined_sets
from petasentra.sentra.found import FoundSentra
from petasentra.sentra.rule import SentraRule
from petasentra.sentra.units import Duplicates, UnitColumns, read_units

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    from petasentra._progress import Progress
    from petasentra.days import DayLike
    from petasentra.layers.layer import LayerLike
    from petasentra.network.costs import RoadCosts
    from petasentra.network.road_network import RoadNetwork
    from petasentra.network.speed_profile import SpeedProfile
    from petasentra.sentra.units import UnitsLike

__all__ = ["find_sentra"]


def find_sentra(
    units: UnitsLike,
    rule: SentraRule | str | os.PathLike[str] = "pp29-2018",
    *,
    eps_m: float | None = None,
    product: str | None = None,
    material: str | None = None,
    process: str | None = None,
    kbli: str | None = None,
    workers: str | None = None,
    unit_id: str | None = None,
    name: str | None = None,
    area: str | Sequence[str] | None = None,
    boundary: LayerLike | None = None,
    boundary_tolerance_m: float = 100.0,
    duplicates: Duplicates = "leave_out",
    distance: RoadNetwork | None = None,
    vehicle: SpeedProfile | RoadCosts | str | os.PathLike[str] = "walk",
    limit_m: float = 500.0,
    as_of: DayLike | None = None,
    progress: Progress = None,
    threads: int | None = None,
) -> FoundSentra:
    """Find the sentra among units: at least so many that are alike, in one place.

    For each branch of the rule (similar product, similar raw material, the same process) like units are clustered: a
    *core* has at least `min_units` of the rule within `eps_m`, itself among them; cores within `eps_m` of each other
    are one sentra, and so are the units within `eps_m` of a core. Equal sets of units found by several branches are one
    sentra that names them; sets that overlap stay apart and name each other. Numbers depend on the ids of the units
    alone, not on the order of rows or on threads.

    Parameters
    ----------
    units
        Points, in any CRS; of lines and areas a place within stands for the whole. A table without geometry is taken,
        too: all its units then are ``no_place``.
    rule
        ``"pp29-2018"``, the path of a ``.toml`` file, or a `petasentra.sentra.SentraRule`.
    eps_m
        How far like units of one place may be apart, in metres. The rule has no such number: it is yours, and is
        printed with every answer. At most 100 km where the units are in degrees.
    product, material, process
        Columns with what each unit makes, uses and does. Cells that differ in capitals and blanks alone are alike;
        blank ones and words such as "Belum pilih komoditi", "Lainnya" or "IKM" are unknown and no group. At least one
        is needed; what a branch without a column would find is not known (`FoundSentra.branches_not_asked`).
    kbli
        Column of KBLI codes of one edition, which stand for `product` where that is not given.
    workers
        Column of numbers ("5") or intervals ("5-10", "belasan").
    unit_id
        Column of ids; without it units are called by their row.
    name
        Column of names: one name at one place is one unit.
    area
        Column with the desa, for `FoundSentra.reconcile`: names or codes. Several columns go as a list, the desa first,
        such as ``["desa", "kecamatan"]``: one name may be that of several desa.
    boundary
        Areas inside which units have to be, for instance the kabupaten. One that lies farther outside than
        `boundary_tolerance_m` does not count.
    duplicates
        ``"leave_out"``: a unit that is there twice counts once; ``"count"``. Both are findings.
    distance
        A road network: distances along its roads in place of straight lines, both access legs included.
    vehicle, limit_m
        With `distance`: who uses the roads, and how far a unit may be from one, as for
        `petasentra.RoadNetwork.travel_times`.
    as_of
        The day for which this is asked; before the year of the rule is refused.
    progress, threads
        As elsewhere; results never depend on the number of threads.

    Raises
    ------
    OptionError
        `eps_m` is not given or not above 0, no column says what units are like, or the rule is younger than `as_of`.
    SchemaError
        There is no such column.
    CrsError
        The units have places and no CRS.
    RuleError, IoError
        The rule cannot be used or read.

    Examples
    --------
    Four makers of tofu and a maker of tempe stand together; all five use soy beans:

    >>> import geopandas, shapely, petasentra as ps
    >>> at = geopandas.GeoDataFrame(
    ...     {"produk": ["tahu", "Tahu ", "tahu", "TAHU", "tempe"], "bahan": ["kedelai"] * 5},
    ...     geometry=shapely.points([0, 30, 60, 90, 120], [0] * 5), crs=32749,
    ... )
    >>> len(ps.find_sentra(at, product="produk", eps_m=200))
    0
    >>> found = ps.find_sentra(at, product="produk", material="bahan", eps_m=200)
    >>> found.sentra["branches"], found.sentra["value"], found.sentra["units"].tolist()
    ([['material']], [['kedelai']], [5])
    """
    asked = SentraRule.load(rule)
    far = _eps(eps_m, asked)
    day = None if as_of is None else as_day(as_of)
    if day is not None:
        asked.require_known_by(day)
    if not isinstance(duplicates, str) or duplicates not in get_args(Duplicates):
        words = get_args(Duplicates)
        raise refused("duplicates", duplicates, " or ".join(words), " atau ".join(words))
    tolerance = metres_given("boundary_tolerance_m", boundary_tolerance_m, zero=True)
    reach = metres_given("limit_m", limit_m, zero=True)
    columns = UnitColumns(product, material, process, kbli, workers, unit_id, name, area)
    read = read_units(
        units, columns, asked, boundary=boundary, boundary_tolerance_m=tolerance, duplicates=duplicates, threads=threads
    )
    roads = None
    if distance is not None:
        from petasentra.sentra.road_distance import road_pairs

        roads = road_pairs(read, distance, vehicle, reach, threads)
    branches = [
        branch_clusters(
            read, branch, eps_m=far, min_units=asked.min_units, roads=roads, progress=progress, threads=threads
        )
        for branch in read.groups
    ]
    sets = joined_sets(branches, read.order)
    return FoundSentra(read, asked, branches, sets, eps_m=far, as_of=day, roads=roads, threads=threads)


def _eps(eps_m: float | None, rule: SentraRule) -> float:
    if eps_m is None:
        raise OptionError(
            f"eps_m is not given: {rule.citation} has no distance ({rule.place_en}).",
            f"eps_m belum diberikan: {rule.citation} tidak memuat jarak ({rule.place_id}).",
            hint_en="Choose how far units of one place may be apart, for instance eps_m=300, and look at stability().",
            hint_id="Pilih jarak terjauh antarunit di satu tempat, misalnya eps_m=300, lalu lihat stability().",
            code=801,
        )
    return metres_given("eps_m", eps_m)
