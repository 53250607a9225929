"""
The C++ core of petasentra: layers, CRS, law and verdicts. No files: those are petasentra._io.
"""

from __future__ import annotations
import collections.abc
import numpy
import numpy.typing
import typing
import typing_extensions

class Crs:
    """
    A coordinate reference system, compared by meaning; x is easting or longitude.
    """
    @staticmethod
    def from_user_input(text: str) -> Crs:
        """
        From "EPSG:32749", "32749", WKT, PROJJSON or a PROJ string.
        """
    def __eq__(self, arg0: typing.Any) -> bool: ...
    def __hash__(self) -> int: ...
    def __init__(self) -> None:
        """
        The unknown system.
        """
    def __reduce__(self) -> tuple[typing.Any, tuple[typing.Any]]: ...
    def __repr__(self) -> str: ...
    def has_true_metres(
        self,
        west: typing.SupportsFloat | typing.SupportsIndex,
        south: typing.SupportsFloat | typing.SupportsIndex,
        east: typing.SupportsFloat | typing.SupportsIndex,
        north: typing.SupportsFloat | typing.SupportsIndex,
    ) -> bool:
        """
        Lengths over these bounds may be taken in its plane: none is wrong by more than 0.4 %.
        """
    def same_as(self, other: Crs) -> bool:
        """
        The same system; two unknown ones are not.
        """
    @property
    def authority_code(self) -> str:
        """
        "EPSG:32749", or empty.
        """
    @property
    def is_geographic(self) -> bool: ...
    @property
    def is_projected(self) -> bool:
        """
        Projected, with metres as its unit.
        """
    @property
    def known(self) -> bool: ...
    @property
    def name(self) -> str: ...
    @property
    def projjson(self) -> str: ...

class Table:
    """
    Columns of one length; never changed after it is made.
    """
    @staticmethod
    def from_stream(source: typing.Any) -> Table:
        """
        From an object with __arrow_c_stream__ or an arrow_array_stream capsule.
        """
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType: ...
    def __len__(self) -> int: ...
    def column_metadata(self, name: str) -> dict[str, str]: ...
    def format(self, name: str) -> str:
        """
        Arrow's format text of a column's type.
        """
    def take(self, rows: typing.Annotated[numpy.typing.ArrayLike, numpy.int64]) -> Table:
        """
        The chosen rows, in that order.
        """
    def type_name(self, name: str) -> str:
        """
        A column's type in a word: int64, double, text, date ...
        """
    def values(self, name: str) -> typing.Any:
        """
        numpy array or list; None for types that pyarrow has to read.
        """
    def with_column_metadata(self, name: str, key: str, value: str | None) -> Table:
        """
        A copy with one metadata entry of a column set, or removed with None.
        """
    def with_columns(self, more: Table) -> Table:
        """
        A copy with the columns of a table of as many rows added at the end.
        """
    def with_metadata(self, key: str, value: str) -> Table:
        """
        A copy with one entry of the schema metadata set.
        """
    @property
    def columns(self) -> list[str]: ...
    @property
    def metadata(self) -> dict[str, str]:
        """
        Schema metadata of the source.
        """

class Layer:
    """
    Rows with attributes, one geometry column and a CRS; never changed after it is made.
    """
    @staticmethod
    def from_stream(
        source: typing.Any,
        *,
        geometry: str | None = None,
        crs: Crs = ...,
        read_from: str = "",
        layer_name: str = "",
        sha256: str = "",
        read_on: str = "",
        driver: str = "",
    ) -> Layer:
        """
        From an object with __arrow_c_stream__ or an arrow_array_stream capsule; crs where the stream has none. The texts become its provenance.
        """
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType: ...
    def __len__(self) -> int: ...
    def area(
        self, *, method: str, progress: typing.Any = None, threads: int | None = None
    ) -> numpy.typing.NDArray[numpy.float64]:
        """
        Square metres of each row.
        """
    def bounds(self) -> tuple[float, float, float, float] | None:
        """
        (min_x, min_y, max_x, max_y), None without vertices.
        """
    def counts(self) -> dict[str, typing.Any]:
        """
        Rows null, empty, invalid, with Z, with M; vertices; kinds.
        """
    def geometry_arrays(self) -> dict[str, numpy.ndarray]:
        """
        Read-only views: kind, part_of_row, ring_of_part, vertex_of_ring, xy (n, 2), z (empty or n), has_z, has_m.
        """
    def inner_places(self, threads: int | None = None) -> numpy.ndarray:
        """
        A place of each row within it, shape (n, 2), NaN without vertices.
        """
    def length(
        self, *, method: str, progress: typing.Any = None, threads: int | None = None
    ) -> numpy.typing.NDArray[numpy.float64]:
        """
        Metres of each row.
        """
    def row_bounds(self) -> numpy.typing.NDArray[numpy.float64]:
        """
        The bounds of each row, shape (n, 4), NaN without vertices.
        """
    def take(self, rows: typing.Annotated[numpy.typing.ArrayLike, numpy.int64]) -> Layer:
        """
        The chosen rows, in that order.
        """
    def transform(self, crs: Crs, *, progress: typing.Any = None, threads: int | None = None) -> Layer:
        """
        The layer in another system.
        """
    def with_axes_swapped(self) -> Layer:
        """
        x and y exchanged.
        """
    def with_column_metadata(self, name: str, key: str, value: str | None) -> Layer:
        """
        A copy with one metadata entry of a column set, or removed with None.
        """
    def with_columns(self, more: Table) -> Layer:
        """
        A copy with the columns of a table of as many rows added at the end.
        """
    def with_crs(self, crs: Crs) -> Layer:
        """
        The same coordinates, said to be in another system.
        """
    def with_metadata(self, key: str, value: str) -> Layer:
        """
        A copy with one entry of the schema metadata set.
        """
    def with_provenance(
        self,
        *,
        source: str | None = None,
        layer_name: str | None = None,
        sha256: str | None = None,
        read_on: str | None = None,
        driver: str | None = None,
    ) -> Layer:
        """
        What is None stays.
        """
    @property
    def crs(self) -> Crs: ...
    @property
    def geometry_name(self) -> str: ...
    @property
    def geometry_position(self) -> int:
        """
        How many columns stand before the geometry.
        """
    @property
    def kinds(self) -> dict[str, int]:
        """
        Kind of geometry -> rows, most frequent first.
        """
    @property
    def provenance(self) -> dict[str, str]: ...
    @property
    def table(self) -> Table:
        """
        The attributes, without the geometry.
        """
    @property
    def title(self) -> str: ...

class ZoningIndex:
    """
    Which zones a site lies in, and with how much of it.
    """
    @staticmethod
    def open(
        path: str, *, verify: bool = False, progress: typing.Any = None, threads: int | None = None
    ) -> ZoningIndex:
        """
        The index of a file that save() wrote.
        """
    def __init__(
        self, zones: Layer, *, check_validity: bool = True, progress: typing.Any = None, threads: int | None = None
    ) -> None: ...
    def __len__(self) -> int: ...
    def locate(
        self,
        x: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
        y: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
        *,
        progress: typing.Any = None,
        threads: int | None = None,
    ) -> tuple[numpy.typing.NDArray[numpy.int64], numpy.typing.NDArray[numpy.uint8]]:
        """
        Zone row of each point and whether it lies on the border.
        """
    def locate_all(
        self,
        x: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
        y: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
        *,
        progress: typing.Any = None,
        threads: int | None = None,
    ) -> Table:
        """
        Every zone that holds each point.
        """
    def save(self, path: str, *, progress: typing.Any = None, threads: int | None = None) -> None:
        """
        Writes the index to a file.
        """
    def set_source_sha256(self, sha256: str) -> None:
        """
        The hash of the file the zones came from.
        """
    def shares(
        self, sites: Layer, *, progress: typing.Any = None, threads: int | None = None
    ) -> tuple[Table, int, int]:
        """
        Area of every site in every zone; sites in the CRS of the index. Then how many sites GEOS did again, and for how many it joined zones.
        """
    @property
    def bytes(self) -> int:
        """
        Bytes of its arrays, in memory or mapped.
        """
    @property
    def crs(self) -> Crs: ...
    @property
    def provenance(self) -> dict[str, str]: ...
    @property
    def vertex_count(self) -> int: ...

class ZoneBorders:
    """
    The borders of all zones of an index, made ready for distances.
    """
    def __init__(self, zones: ZoningIndex, *, progress: typing.Any = None, threads: int | None = None) -> None: ...
    def distance(
        self,
        x: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
        y: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
        *,
        progress: typing.Any = None,
        threads: int | None = None,
    ) -> numpy.typing.NDArray[numpy.float64]:
        """
        Metres from each point to the nearest border.
        """
    def nearest(
        self,
        x: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
        y: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
        *,
        progress: typing.Any = None,
        threads: int | None = None,
    ) -> Table:
        """
        Metres from each point to the nearest border, and the row of its zone.
        """
    @property
    def bytes(self) -> int: ...

class Validation:
    """
    Faults of a zoning layer and how they were looked for.
    """
    def __len__(self) -> int: ...
    @property
    def edges(self) -> int: ...
    @property
    def edges_without_twin(self) -> int: ...
    @property
    def findings(self) -> Layer: ...
    @property
    def metric_crs(self) -> Crs: ...
    @property
    def parts(self) -> int: ...
    @property
    def rows(self) -> int: ...
    @property
    def settings(self) -> dict[str, typing.Any]: ...

class Repaired:
    """
    A repaired layer and the ledger of what was done.
    """
    @property
    def layer(self) -> Layer: ...
    @property
    def ledger(self) -> Layer: ...
    @property
    def left(self) -> int: ...
    @property
    def rounds(self) -> int: ...
    @property
    def touched(self) -> int: ...

class PlanLaw:
    """
    The law of a plan pack, without geometry.
    """
    def in_force(self, day: str, known_on: str | None = None) -> list[str]:
        """
        Ids of the instruments in force on a day.
        """
    def lint(self) -> Table:
        """
        Findings about the pack itself.
        """
    def same_unit(self, a: str, b: str) -> bool:
        """
        Whether two administrative codes name one unit.
        """
    @property
    def activities(self) -> list[dict[str, typing.Any]]: ...
    @property
    def crs(self) -> str: ...
    @property
    def files(self) -> list[dict[str, typing.Any]]: ...
    @property
    def folder(self) -> str: ...
    @property
    def instruments(self) -> list[dict[str, typing.Any]]: ...
    @property
    def jurisdiction(self) -> dict[str, typing.Any]: ...
    @property
    def kbli_version(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def tolerance(self) -> dict[str, typing.Any]: ...
    @property
    def variant(self) -> str: ...
    @property
    def variants(self) -> list[dict[str, typing.Any]]: ...

class BoundPack:
    """
    A plan pack with its geometry: what check asks.
    """
    def __init__(self, law: PlanLaw, layers: collections.abc.Sequence[tuple[str, str, Layer]]) -> None: ...
    def layer(self, instrument: str, layer: str) -> Layer | None:
        """
        A layer in the pack's CRS; None where it is not held.
        """

class CheckResult:
    """
    Verdicts with everything needed to explain them.
    """
    def __len__(self) -> int: ...
    def again(
        self,
        pack: BoundPack,
        *,
        progress: typing.Any = None,
        threads: typing.SupportsInt | typing.SupportsIndex | None = None,
    ) -> CheckResult | None:
        """
        The answer to the same question under another pack; None where only check can tell it.
        """
    def explain_json(self, row: typing.SupportsInt | typing.SupportsIndex) -> str: ...
    def explain_text(self, row: typing.SupportsInt | typing.SupportsIndex, lang: str) -> str: ...
    def findings(self) -> Table: ...
    def pieces(self) -> Layer: ...
    def sites(self) -> Layer: ...
    def table(self) -> Table: ...
    @property
    def in_force(self) -> list[str]: ...

class Timeline:
    """
    The answers of every day there is, as intervals.
    """
    def __len__(self) -> int: ...
    def findings(self) -> Table: ...
    def table(self) -> Table: ...
    @property
    def law_days(self) -> list[str]: ...
    @property
    def questions(self) -> int: ...
    @property
    def sites(self) -> list[str]: ...

class RoadNetwork:
    """
    Roads as a graph; never changed after it is made.
    """
    @staticmethod
    def from_lines(
        lines: Layer,
        *,
        columns: collections.abc.Mapping[str, str],
        one_way_words: collections.abc.Mapping[str, str],
        one_way_by_column: collections.abc.Sequence[collections.abc.Mapping[str, str]],
        planned_words: collections.abc.Mapping[str, bool],
        yes_words: collections.abc.Mapping[str, bool],
        planned: str,
        crossings: bool,
        tolerance_m: typing.SupportsFloat | typing.SupportsIndex,
        progress: typing.Any = None,
    ) -> RoadNetwork: ...
    @staticmethod
    def from_tables(
        nodes: Table,
        edges: Table,
        *,
        lines: Layer | None,
        crs: Crs,
        title: str,
        keys: collections.abc.Mapping[str, str],
        columns: collections.abc.Mapping[str, str],
        one_way_words: collections.abc.Mapping[str, str],
        one_way_by_column: collections.abc.Sequence[collections.abc.Mapping[str, str]],
        planned_words: collections.abc.Mapping[str, bool],
        yes_words: collections.abc.Mapping[str, bool],
        planned: str,
        progress: typing.Any = None,
    ) -> RoadNetwork: ...
    def edges(self) -> Layer: ...
    def nodes(self) -> Layer: ...
    def report(
        self, *, reach_m: typing.SupportsFloat | typing.SupportsIndex, progress: typing.Any = None
    ) -> dict[str, typing.Any]: ...
    def road_bytes(self) -> list[numpy.ndarray]:
        """
        What costs depend on beside lengths and words, column by column, as bytes.
        """
    def roads(self) -> Table: ...
    def with_roads(
        self,
        lines: Layer,
        *,
        columns: collections.abc.Mapping[str, str],
        one_way_words: collections.abc.Mapping[str, str],
        one_way_by_column: collections.abc.Sequence[collections.abc.Mapping[str, str]],
        planned_words: collections.abc.Mapping[str, bool],
        yes_words: collections.abc.Mapping[str, bool],
        crossings: bool,
        tolerance_m: typing.SupportsFloat | typing.SupportsIndex,
        progress: typing.Any = None,
    ) -> RoadNetwork: ...
    @property
    def access_of_edge(self) -> numpy.ndarray: ...
    @property
    def access_words(self) -> list[str]: ...
    @property
    def class_of_edge(self) -> numpy.ndarray: ...
    @property
    def class_words(self) -> list[str]: ...
    @property
    def component(self) -> numpy.ndarray: ...
    @property
    def component_count(self) -> int: ...
    @property
    def component_nodes(self) -> numpy.ndarray: ...
    @property
    def crs(self) -> Crs: ...
    @property
    def edge_count(self) -> int: ...
    @property
    def from_node(self) -> numpy.ndarray: ...
    @property
    def heads(self) -> numpy.ndarray: ...
    @property
    def largest_component(self) -> int: ...
    @property
    def length_m(self) -> numpy.ndarray: ...
    @property
    def node_count(self) -> int: ...
    @property
    def node_xy(self) -> numpy.ndarray: ...
    @property
    def tails(self) -> numpy.ndarray: ...
    @property
    def title(self) -> str: ...
    @property
    def to_node(self) -> numpy.ndarray: ...

class Snapper:
    """
    Finds the nearest road of points.
    """
    def __init__(self, network: RoadNetwork) -> None: ...
    def snap(
        self,
        x: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
        y: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
        *,
        limit_m: typing.SupportsFloat | typing.SupportsIndex,
        components: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex],
        min_nodes: typing.SupportsInt | typing.SupportsIndex,
        costs: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32] | None = None,
        open: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32] | None = None,
        access_km_per_h: typing.SupportsFloat | typing.SupportsIndex = 5.0,
        progress: typing.Any = None,
        threads: int | None = None,
    ) -> tuple[Table, dict[str, numpy.typing.NDArray[numpy.uint32]]]: ...

class TurnTable:
    """
    Turn restrictions by ids of roads and nodes.
    """
    def __init__(
        self,
        *,
        id: collections.abc.Sequence[str],
        from_road: collections.abc.Sequence[str],
        via_node: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex | None],
        via_roads: collections.abc.Sequence[collections.abc.Sequence[str]],
        to_road: collections.abc.Sequence[str],
        kind: collections.abc.Sequence[str],
    ) -> None: ...
    def __len__(self) -> int: ...

class RoadHierarchy:
    """
    The shape of a network's hierarchy; costs come later.
    """
    def __init__(
        self,
        network: RoadNetwork,
        progress: typing.Any = None,
        threads: int | None = None,
        like: RoadHierarchy | None = None,
    ) -> None: ...
    @property
    def arcs(self) -> int: ...
    @property
    def nodes(self) -> int: ...

class RoadMetric:
    """
    Costs laid on a hierarchy.
    """
    def __init__(
        self,
        hierarchy: RoadHierarchy,
        costs: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
        threads: int | None = None,
        progress: typing.Any = None,
    ) -> None: ...

class Stops:
    """
    Places where journeys begin, or where they end.
    """
    def __init__(
        self,
        network: RoadNetwork,
        *,
        edge: typing.Annotated[numpy.typing.ArrayLike, numpy.int64],
        fraction: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
        leave_from: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
        leave_to: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
        arrive_from: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
        arrive_to: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
        access: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
        leaving: bool,
    ) -> None: ...
    def __len__(self) -> int: ...
    def part(
        self, begin: typing.SupportsInt | typing.SupportsIndex, end: typing.SupportsInt | typing.SupportsIndex
    ) -> Stops:
        """
        Stops begin .. end - 1.
        """

class Decay:
    """
    How much of what lies at a distance still counts.
    """
    def __init__(
        self,
        kind: str,
        *,
        scale: typing.SupportsFloat | typing.SupportsIndex = 1.0,
        exponent: typing.SupportsFloat | typing.SupportsIndex = 1.0,
        nearest: typing.SupportsFloat | typing.SupportsIndex = 0.0,
        steps: collections.abc.Sequence[
            tuple[typing.SupportsFloat | typing.SupportsIndex, typing.SupportsFloat | typing.SupportsIndex]
        ] = [],
    ) -> None: ...
    def at(self, costs: typing.Annotated[numpy.typing.ArrayLike, numpy.float64]) -> numpy.typing.NDArray[numpy.float64]:
        """
        The weight of each cost.
        """

class TravelPaths:
    """
    The cheapest way of each journey.
    """
    def __init__(
        self,
        network: RoadNetwork,
        costs: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
        metric: RoadMetric,
        origins: Stops,
        targets: Stops,
        origin: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
        target: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
        progress: typing.Any = None,
        threads: int | None = None,
    ) -> None: ...
    def __len__(self) -> int: ...
    def columns(self) -> dict[str, numpy.ndarray]:
        """
        Costs and lengths by journey, and the pieces of edges, as arrays by name.
        """
    def deciseconds(self) -> numpy.typing.NDArray[numpy.uint32]:
        """
        Costs, by journey.
        """
    def detours(
        self,
        edges: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
        progress: typing.Any = None,
        threads: int | None = None,
    ) -> dict[str, numpy.ndarray]:
        """
        What closing each of the edges does to the journeys, as arrays by name.
        """
    def lengths_m(self) -> numpy.typing.NDArray[numpy.float64]:
        """
        Metres on roads, by journey.
        """
    def lines(self) -> Layer:
        """
        The journeys as lines along the roads.
        """
    def used_edges(self) -> numpy.typing.NDArray[numpy.uint32]:
        """
        The edges that journeys use, each once.
        """

class ClosedRoads:
    """
    What journeys cost while some edges are closed.
    """
    def __init__(
        self,
        network: RoadNetwork,
        costs: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
        metric: RoadMetric,
        origins: Stops,
        targets: Stops,
        threads: int | None = None,
    ) -> None: ...
    def costs(
        self,
        edges: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
        origin: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
        target: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
    ) -> numpy.typing.NDArray[numpy.uint32]:
        """
        Costs by journey, with these edges closed and no others.
        """
    def costs_of_each(
        self,
        first_edge: typing.Annotated[numpy.typing.ArrayLike, numpy.uint64],
        edges: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
        first_journey: typing.Annotated[numpy.typing.ArrayLike, numpy.uint64],
        origin: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
        target: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
        progress: typing.Any = None,
        threads: int | None = None,
    ) -> numpy.typing.NDArray[numpy.uint32]:
        """
        Costs by journey, closure after closure.
        """

class TransportPlan:
    """
    Who supplies whom, and at what prices.
    """
    def proves_optimum(
        self,
        costs: numpy.ndarray,
        supply: typing.Annotated[numpy.typing.ArrayLike, numpy.int64],
        demand: typing.Annotated[numpy.typing.ArrayLike, numpy.int64],
        *,
        unmet_cost: typing.Annotated[numpy.typing.ArrayLike, numpy.int64] | None = None,
        leftover_cost: typing.Annotated[numpy.typing.ArrayLike, numpy.int64] | None = None,
        threads: int | None = None,
    ) -> bool:
        """
        Checks flows, prices and complementary slackness against the whole table.
        """
    @property
    def amount(self) -> numpy.ndarray: ...
    @property
    def dual(self) -> int: ...
    @property
    def leftover(self) -> numpy.ndarray: ...
    @property
    def leftover_cost(self) -> int: ...
    @property
    def pivots(self) -> int: ...
    @property
    def pricings(self) -> int: ...
    @property
    def reason(self) -> numpy.typing.NDArray[numpy.uint8]: ...
    @property
    def sink(self) -> numpy.ndarray: ...
    @property
    def sink_price(self) -> numpy.ndarray: ...
    @property
    def source(self) -> numpy.ndarray: ...
    @property
    def source_price(self) -> numpy.ndarray: ...
    @property
    def transport_cost(self) -> int: ...
    @property
    def unmet(self) -> numpy.ndarray: ...
    @property
    def unmet_cost(self) -> int: ...
    @property
    def unmet_price(self) -> int: ...

class StandingTransport:
    """
    A plan that goes on from its tree when pairs get dearer.
    """
    def __init__(
        self,
        costs: numpy.ndarray,
        supply: typing.Annotated[numpy.typing.ArrayLike, numpy.int64],
        demand: typing.Annotated[numpy.typing.ArrayLike, numpy.int64],
        unmet_cost: typing.Annotated[numpy.typing.ArrayLike, numpy.int64],
        leftover_cost: typing.Annotated[numpy.typing.ArrayLike, numpy.int64] | None = None,
        threads: int | None = None,
    ) -> None: ...
    def after(
        self,
        first_pair: typing.Annotated[numpy.typing.ArrayLike, numpy.uint64],
        source: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
        sink: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
        cost: typing.Annotated[numpy.typing.ArrayLike, numpy.int64],
        first_lost: typing.Annotated[numpy.typing.ArrayLike, numpy.uint64],
        lost: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
        progress: typing.Any = None,
        threads: int | None = None,
    ) -> tuple[
        numpy.typing.NDArray[numpy.uint64],
        numpy.typing.NDArray[numpy.uint32],
        numpy.typing.NDArray[numpy.uint32],
        numpy.typing.NDArray[numpy.int64],
        int,
    ]:
        """
        What flows otherwise in each case: first of each case, sources, sinks and amounts; and pivots.
        """

class FlowPlan:
    """
    What flows on a network.
    """
    def proves(
        self,
        supply: typing.Annotated[numpy.typing.ArrayLike, numpy.int64],
        tail: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
        head: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
        cost: typing.Annotated[numpy.typing.ArrayLike, numpy.int64],
        *,
        capacity: typing.Annotated[numpy.typing.ArrayLike, numpy.int64] | None = None,
        least: typing.Annotated[numpy.typing.ArrayLike, numpy.int64] | None = None,
        supply_may_stay: bool = False,
    ) -> bool:
        """
        Whether the plan proves that it is the cheapest, or that there is none.
        """
    @property
    def cost(self) -> int: ...
    @property
    def cycle(self) -> numpy.ndarray: ...
    @property
    def dual(self) -> int: ...
    @property
    def flow(self) -> numpy.ndarray: ...
    @property
    def is_surplus(self) -> bool: ...
    @property
    def kept(self) -> numpy.ndarray: ...
    @property
    def pivots(self) -> int: ...
    @property
    def price(self) -> numpy.ndarray: ...
    @property
    def shortage_amount(self) -> int: ...
    @property
    def shortage_arc(self) -> numpy.ndarray: ...
    @property
    def shortage_node(self) -> numpy.ndarray: ...
    @property
    def status(self) -> int: ...

def arc_costs(
    network: RoadNetwork,
    *,
    speeds: collections.abc.Mapping[str, typing.SupportsFloat | typing.SupportsIndex | None],
    no_access: collections.abc.Sequence[str],
    axle_load_t: typing.SupportsFloat | typing.SupportsIndex,
    weight_t: typing.SupportsFloat | typing.SupportsIndex,
    width_m: typing.SupportsFloat | typing.SupportsIndex,
    one_way: bool,
    speed_limits: bool,
    ferry_km_per_h: typing.SupportsFloat | typing.SupportsIndex,
    ferry_waiting_s: typing.SupportsFloat | typing.SupportsIndex,
    day: typing.SupportsInt | typing.SupportsIndex | None = None,
    waiting: bool = False,
) -> tuple[numpy.typing.NDArray[numpy.uint32], numpy.typing.NDArray[numpy.uint8], dict[str, int]]:
    """
    Tenths of a second of each arc, why it is closed, and edges by that reason. A speed of None closes.
    """

def arc_cuts(
    plan: FlowPlan,
    arcs: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
    supply: typing.Annotated[numpy.typing.ArrayLike, numpy.int64],
    tail: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
    head: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
    cost: typing.Annotated[numpy.typing.ArrayLike, numpy.int64],
    *,
    capacity: typing.Annotated[numpy.typing.ArrayLike, numpy.int64] | None = None,
    least: typing.Annotated[numpy.typing.ArrayLike, numpy.int64] | None = None,
    supply_may_stay: bool = False,
    progress: typing.Any = None,
    threads: int | None = None,
) -> tuple[numpy.typing.NDArray[numpy.int64], numpy.typing.NDArray[numpy.int64]]:
    """
    What the flow costs more without each arc, and what then lacks.
    """

def article_text_sha256(text: str) -> str:
    """
    Hash of the words of an article as text_sha256 records it.
    """

def changed_law(
    law: PlanLaw,
    *,
    id: str,
    title_id: str,
    title_en: str,
    cells: collections.abc.Sequence[tuple[str, str, str, str]],
    dates: collections.abc.Sequence[tuple[str, str, str | None]],
    removed: collections.abc.Sequence[tuple[str, str]],
    added: collections.abc.Sequence[tuple[str, str]],
    layers: collections.abc.Sequence[tuple[str, str]],
) -> PlanLaw:
    """
    The law with cells (instrument, activity, zone, cell), dates (instrument, name, day), rules and layers changed.
    """

def changed_pack(law: PlanLaw, parts: collections.abc.Sequence[tuple[str, str, BoundPack | Layer]]) -> BoundPack:
    """
    A pack whose layers are those of other packs, or bound anew, in their order.
    """

def cheapest_path(
    metric: RoadMetric,
    costs: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
    origin: typing.SupportsInt | typing.SupportsIndex,
    target: typing.SupportsInt | typing.SupportsIndex,
) -> tuple[int, numpy.typing.NDArray[numpy.uint32]]:
    """
    What a cheapest path costs, and its arcs.
    """

def check(
    sites: Layer,
    pack: BoundPack,
    *,
    as_of: str,
    known_on: str | None = None,
    site_id: str = "site_id",
    activity: str = "activity",
    for_activity: str = "",
    uncertainty: bool = True,
    progress: typing.Any = None,
    threads: typing.SupportsInt | typing.SupportsIndex | None = None,
) -> CheckResult:
    """
    One verdict for every site.
    """

def coordinate_list(parts: Layer) -> Table:
    """
    Vertices as annexes list them: UTM and degrees.
    """

def cost_matrix(
    metric: RoadMetric,
    origins: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
    targets: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
    progress: typing.Any = None,
    threads: int | None = None,
) -> numpy.typing.NDArray[numpy.uint32]:
    """
    Costs between nodes, a row an origin.
    """

def cost_trees(
    metric: RoadMetric,
    starts: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
    *,
    to_it: bool,
    progress: typing.Any = None,
    threads: int | None = None,
) -> numpy.typing.NDArray[numpy.uint32]:
    """
    Costs between each start and all nodes.
    """

def counts_within(
    metric: RoadMetric,
    origins: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
    limits: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
    *,
    to_it: bool,
    progress: typing.Any = None,
    threads: int | None = None,
) -> numpy.typing.NDArray[numpy.uint32]:
    """
    How many nodes are within each limit.
    """

def decayed_within(
    metric: RoadMetric,
    origins: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
    weights: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    limits: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex],
    factors: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
    *,
    to_it: bool,
    progress: typing.Any = None,
    threads: int | None = None,
) -> numpy.typing.NDArray[numpy.float64]:
    """
    Weights times the factor of their distance.
    """

def density_clusters(
    xy: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    group: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
    *,
    eps_m: typing.SupportsFloat | typing.SupportsIndex,
    min_units: typing.SupportsInt | typing.SupportsIndex,
    lon_lat: bool,
    progress: typing.Any = None,
    threads: int | None = None,
) -> tuple[numpy.typing.NDArray[numpy.uint32], numpy.typing.NDArray[numpy.uint8], int]:
    """
    Clusters of units that stand close together: number of each unit's cluster, its membership (core, border, alone, no place), and how many clusters.
    """

def disagreements(result: CheckResult) -> Table:
    """
    Pairs of rules in dispute, with the ground of each.
    """

def distance_to_class(
    zones: ZoningIndex,
    x: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    y: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    wanted: typing.Annotated[numpy.typing.ArrayLike, numpy.uint8],
    *,
    progress: typing.Any = None,
    threads: int | None = None,
) -> numpy.typing.NDArray[numpy.float64]:
    """
    Metres from each point to the nearest of the zones that are wanted (1, not 0).
    """

def distance_to_layers(
    layers: collections.abc.Sequence[tuple[str, ZoneBorders]],
    x: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    y: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    *,
    progress: typing.Any = None,
    threads: int | None = None,
) -> Table:
    """
    Metres from each point to the nearest border of each layer, a column a layer.
    """

def floating_catchments(
    origin: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
    facility: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
    cost: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    demand: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    supply: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    *,
    limit: typing.SupportsFloat | typing.SupportsIndex,
    decay: Decay,
    choice: bool,
    choice_within_limit: bool,
    progress: typing.Any = None,
    threads: int | None = None,
) -> dict[str, numpy.ndarray]:
    """
    Floating catchment areas of pairs, as arrays by name.
    """

def geodesic(
    lon1: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    lat1: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    lon2: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    lat2: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
) -> tuple[
    numpy.typing.NDArray[numpy.float64], numpy.typing.NDArray[numpy.float64], numpy.typing.NDArray[numpy.float64]
]:
    """
    Distance (m) and azimuths at start and end (degrees) on the WGS 84 ellipsoid.
    """

def geos_version() -> str:
    """
    The version of GEOS that computes here.
    """

def graph_hierarchy(
    tails: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
    heads: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
    nodes: typing.SupportsInt | typing.SupportsIndex,
    progress: typing.Any = None,
    threads: int | None = None,
) -> RoadHierarchy:
    """
    The hierarchy of arcs by number.
    """

def ground_only_in(one: Layer, other: Layer, *, progress: typing.Any = None, threads: int | None = None) -> Layer:
    """
    Row by row the ground of one that is not ground of the other.
    """

def invalid_rows(layer: Layer) -> list[tuple[int, str, float, float]]:
    """
    Rows that are no valid OGC geometry: (row, reason, x, y of the first place).
    """

def locate_all_layers(
    layers: collections.abc.Sequence[tuple[str, ZoningIndex]],
    x: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    y: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    *,
    progress: typing.Any = None,
    threads: int | None = None,
) -> Table:
    """
    Every zone of several layers that holds each point.
    """

def locate_layers(
    layers: collections.abc.Sequence[tuple[str, ZoningIndex]],
    x: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    y: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    *,
    progress: typing.Any = None,
    threads: int | None = None,
) -> Table:
    """
    Zone row of each point in each of several layers, a column a layer.
    """

def min_cost_flow(
    supply: typing.Annotated[numpy.typing.ArrayLike, numpy.int64],
    tail: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
    head: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
    cost: typing.Annotated[numpy.typing.ArrayLike, numpy.int64],
    *,
    capacity: typing.Annotated[numpy.typing.ArrayLike, numpy.int64] | None = None,
    least: typing.Annotated[numpy.typing.ArrayLike, numpy.int64] | None = None,
    supply_may_stay: bool = False,
    progress: typing.Any = None,
) -> FlowPlan:
    """
    The cheapest flow on a network of whole numbers, exactly.
    """

def nearest(word: str, candidates: collections.abc.Sequence[str]) -> str:
    """
    The candidate most like a word, for "did you mean"; empty if none is near.
    """

def nearest_in_layers(
    layers: collections.abc.Sequence[tuple[str, ZoneBorders]],
    x: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    y: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    *,
    progress: typing.Any = None,
    threads: int | None = None,
) -> Table:
    """
    Metres from each point to the nearest border of each layer, and its zone.
    """

def nearest_of_class(
    zones: ZoningIndex,
    x: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    y: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    wanted: typing.Annotated[numpy.typing.ArrayLike, numpy.uint8],
    *,
    progress: typing.Any = None,
    threads: int | None = None,
) -> Table:
    """
    Metres from each point to the nearest of the zones that are wanted, and its row.
    """

def nearest_stops(
    metric: RoadMetric,
    origins: Stops,
    targets: Stops,
    k: typing.SupportsInt | typing.SupportsIndex,
    progress: typing.Any = None,
    threads: int | None = None,
) -> tuple[numpy.typing.NDArray[numpy.int64], numpy.typing.NDArray[numpy.uint32]]:
    """
    The k nearest targets of each origin, and what they cost.
    """

def nearest_targets(
    metric: RoadMetric,
    targets: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
    k: typing.SupportsInt | typing.SupportsIndex,
    *,
    asked: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32] | None,
    to_node: bool,
    progress: typing.Any = None,
    threads: int | None = None,
) -> tuple[numpy.typing.NDArray[numpy.uint32], numpy.typing.NDArray[numpy.uint32]]:
    """
    Places in the list of targets and costs, k a node.
    """

def network_catchments(
    metric: RoadMetric,
    origins: Stops,
    facilities: Stops,
    demand: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    supply: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    *,
    limit: typing.SupportsInt | typing.SupportsIndex,
    decay: Decay,
    unit: typing.SupportsFloat | typing.SupportsIndex,
    choice: bool,
    progress: typing.Any = None,
    threads: int | None = None,
) -> dict[str, numpy.ndarray]:
    """
    Floating catchment areas on a network, as arrays by name.
    """

def node_catchments(
    network: RoadNetwork,
    metric: RoadMetric,
    facilities: Stops,
    *,
    towards: bool,
    progress: typing.Any = None,
    threads: int | None = None,
) -> tuple[numpy.typing.NDArray[numpy.int64], numpy.typing.NDArray[numpy.uint32]]:
    """
    The facility nearest to every node, and what it costs to get there or from there.
    """

def operation_at(
    x: typing.SupportsFloat | typing.SupportsIndex,
    y: typing.SupportsFloat | typing.SupportsIndex,
    from_crs: Crs,
    to_crs: Crs,
) -> tuple[str, float]:
    """
    Name of the operation that transforms a place, and its accuracy in metres (-1 unknown, 0 exact).
    """

def parse_cells(texts: collections.abc.Sequence[str]) -> list[tuple[str, list[str], str]]:
    """
    Matrix cells as the engine reads them: verdict (empty if absent), conditions, note on separators.
    """

def proj_status() -> dict[str, typing.Any]:
    """
    Version of PROJ and the database in use.
    """

def reach_sums(
    metric: RoadMetric,
    origins: Stops,
    targets: Stops,
    amounts: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    *,
    limits: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex],
    decay: Decay,
    unit: typing.SupportsFloat | typing.SupportsIndex,
    progress: typing.Any = None,
    threads: int | None = None,
) -> numpy.typing.NDArray[numpy.float64]:
    """
    Amounts at the targets within each limit of each origin, weighted.
    """

def reached_areas(
    lines: Layer,
    group: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
    *,
    groups: typing.SupportsInt | typing.SupportsIndex,
    width_m: typing.SupportsFloat | typing.SupportsIndex,
    water: Layer | None = None,
    progress: typing.Any = None,
    threads: int | None = None,
) -> Layer:
    """
    The ground along the lines of each group.
    """

def reached_nodes(
    metric: RoadMetric,
    origin: typing.SupportsInt | typing.SupportsIndex,
    limit: typing.SupportsInt | typing.SupportsIndex,
    *,
    to_it: bool,
    threads: int | None = None,
) -> tuple[numpy.typing.NDArray[numpy.uint32], numpy.typing.NDArray[numpy.uint32]]:
    """
    Nodes within the limit, and what each costs.
    """

def reached_parts(
    network: RoadNetwork,
    costs: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
    metric: RoadMetric,
    stops: Stops,
    *,
    limit: typing.SupportsInt | typing.SupportsIndex,
    leaving: bool,
    together: bool,
    progress: typing.Any = None,
    threads: int | None = None,
) -> Layer:
    """
    Parts of edges within reach of stops, as lines.
    """

def read_claims(path: str) -> Table:
    """
    Published figures, with the group of claims that disagree (-1: none) as dispute.
    """

def read_dates(texts: collections.abc.Sequence[str]) -> tuple[list[str | None], list[str]]:
    """
    Days of a column of dates as written, and why one has none: empty, ambiguous or unreadable.
    """

def read_network(
    path: str, progress: typing.Any = None, threads: int | None = None
) -> tuple[RoadNetwork, RoadHierarchy | None, dict[str, bytes]]:
    """
    A network from its file, its hierarchy if it was stored, and what was attached.
    """

def read_pack(folder: str, *, variant: str = "", texts: collections.abc.Mapping[str, str] = {}) -> PlanLaw:
    """
    Reads the law of a plan pack; texts stand in for files by their path in the folder.
    """

def remainder(
    result: CheckResult,
    min_area_m2: typing.SupportsFloat | typing.SupportsIndex = 0.0,
    min_width_m: typing.SupportsFloat | typing.SupportsIndex = 0.0,
) -> tuple[Layer, Layer]:
    """
    What conforms of sites that do so in part: a row a site, and a row a polygon.
    """

def repair(
    zones: Layer,
    found: Validation,
    *,
    perimeter: Layer | None = None,
    codes: collections.abc.Sequence[str],
    rule: str,
    preference: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex] = [],
    max_m2: typing.SupportsFloat | typing.SupportsIndex,
    max_gap_m2: typing.SupportsFloat | typing.SupportsIndex,
    progress: typing.Any = None,
    threads: int | None = None,
) -> Repaired:
    """
    Repairs a zoning layer by what a validation found.
    """

def rezoned(pack: BoundPack, instrument: str, layer: str, ground: Layer) -> Layer:
    """
    Zones after ground was given another code: row of the zones as they were, -1 for new ones.
    """

def rows_near(
    rows: Layer, ground: Layer, distance_m: typing.SupportsFloat | typing.SupportsIndex, progress: typing.Any = None
) -> numpy.typing.NDArray[numpy.uint8]:
    """
    Which rows (1, not 0) lie within a distance of any shape of another layer.
    """

def semantics_version() -> int:
    """
    The number of the engine's reading of the law.
    """

def share_limits(
    seen: typing.Annotated[numpy.typing.ArrayLike, numpy.int64],
    of: typing.Annotated[numpy.typing.ArrayLike, numpy.int64],
    confidence: typing.SupportsFloat | typing.SupportsIndex,
) -> tuple[numpy.typing.NDArray[numpy.float64], numpy.typing.NDArray[numpy.float64]]:
    """
    Exact interval of each share of which so many were seen of so many: its lower and its upper ends.
    """

def shares_of_layers(
    layers: collections.abc.Sequence[tuple[str, ZoningIndex]],
    sites: Layer,
    *,
    progress: typing.Any = None,
    threads: int | None = None,
) -> tuple[Table, int, int]:
    """
    Area of every site in every zone of several layers. Then how many sites GEOS did again, and for how many it joined zones.
    """

def sound_water(water: Layer, progress: typing.Any = None, threads: int | None = None) -> tuple[Layer, Layer]:
    """
    Water that ground can be cut with, a row for every row, and what was mended or left out.
    """

def sums_within(
    metric: RoadMetric,
    origins: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
    weights: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    limits: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
    *,
    to_it: bool,
    progress: typing.Any = None,
    threads: int | None = None,
) -> numpy.typing.NDArray[numpy.float64]:
    """
    Weights of the nodes within each limit.
    """

def testing_raise_error(code: typing.SupportsInt | typing.SupportsIndex) -> None:
    """
    Raise the library's error of this code, every field filled.
    """

def testing_raise_foreign() -> None:
    """
    Raise an exception the library did not foresee.
    """

def testing_work_for(seconds: typing.SupportsFloat | typing.SupportsIndex, *, progress: typing.Any = None) -> None:
    """
    Work for a while on another thread, watched and stoppable.
    """

def timeline(
    sites: Layer,
    pack: BoundPack,
    *,
    known_on: str | None = None,
    known_then: bool = False,
    start: str | None = None,
    end: str | None = None,
    site_id: str = "site_id",
    activity: str = "activity",
    for_activity: str = "",
    uncertainty: bool = True,
    progress: typing.Any = None,
    threads: typing.SupportsInt | typing.SupportsIndex | None = None,
) -> Timeline:
    """
    Maximal intervals of equal answers.
    """

def transform_places(
    x: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    y: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    from_crs: Crs,
    to_crs: Crs,
    *,
    progress: typing.Any = None,
    threads: int | None = None,
) -> numpy.typing.NDArray[numpy.float64]:
    """
    Pairs x0, y0, x1, y1 ... of the points in another system; NaN where a point has no place there.
    """

def transform_points(
    x: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    y: typing.Annotated[numpy.typing.ArrayLike, numpy.float64],
    from_crs: Crs,
    to_crs: Crs,
    *,
    progress: typing.Any = None,
    threads: int | None = None,
) -> tuple[numpy.typing.NDArray[numpy.float64], numpy.typing.NDArray[numpy.float64]]:
    """
    Points from one system to another.
    """

def transport(
    costs: numpy.ndarray,
    supply: typing.Annotated[numpy.typing.ArrayLike, numpy.int64],
    demand: typing.Annotated[numpy.typing.ArrayLike, numpy.int64],
    *,
    unmet_cost: typing.Annotated[numpy.typing.ArrayLike, numpy.int64] | None = None,
    leftover_cost: typing.Annotated[numpy.typing.ArrayLike, numpy.int64] | None = None,
    totals: bool = True,
    progress: typing.Any = None,
    threads: int | None = None,
) -> TransportPlan:
    """
    Solves a transportation problem of whole numbers exactly.
    """

def travel_costs(
    network: RoadNetwork,
    costs: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
    of_turns: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
) -> numpy.typing.NDArray[numpy.uint32]:
    """
    What ways are found with: costs of the arcs, and of each rule for turns.
    """

def travel_matrix(
    metric: RoadMetric, origins: Stops, targets: Stops, progress: typing.Any = None, threads: int | None = None
) -> numpy.typing.NDArray[numpy.uint32]:
    """
    Costs between stops, a row an origin.
    """

def utm_epsg(
    longitude: typing.SupportsFloat | typing.SupportsIndex, latitude: typing.SupportsFloat | typing.SupportsIndex
) -> int:
    """
    EPSG code of the WGS 84 / UTM zone of a place.
    """

def validate(
    zones: Layer,
    *,
    perimeter: Layer | None = None,
    neighbour: Layer | None = None,
    tolerance_m: typing.SupportsFloat | typing.SupportsIndex,
    sliver_m2: typing.SupportsFloat | typing.SupportsIndex,
    spike_deg: typing.SupportsFloat | typing.SupportsIndex,
    border_reach_m: typing.SupportsFloat | typing.SupportsIndex,
    feature_id: str = "",
    valid_from: str = "",
    valid_to: str = "",
    stated_area: str = "auto",
    stated_area_unit: str = "auto",
    area_method: str = "planar-utm",
    metric_crs: Crs = ...,
    progress: typing.Any = None,
    threads: int | None = None,
) -> Validation:
    """
    Asks a zoning layer whether it is a sound partition.
    """

def version() -> str:
    """
    The version of the library, "major.minor.patch".
    """

def ways_of_turns(
    network: RoadNetwork, turns: TurnTable
) -> tuple[
    numpy.typing.NDArray[numpy.int64], numpy.typing.NDArray[numpy.int64], numpy.typing.NDArray[numpy.int64], list[str]
]:
    """
    Row, first and last arc of every way that a restriction speaks of; the status of each restriction.
    """

def with_geometries(
    layer: Layer,
    rows: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex],
    hex_wkb: collections.abc.Sequence[str],
) -> Layer:
    """
    The layer with other geometries in some rows; empty text is a missing geometry.
    """

def with_turns(
    network: RoadNetwork,
    turns: TurnTable,
    *,
    barriers: typing.Annotated[numpy.typing.ArrayLike, numpy.int64],
    from_arc: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
    to_arc: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32],
    tell: bool,
) -> RoadNetwork:
    """
    The same roads with rules for turns: restrictions, nodes with barriers, pairs of arcs.
    """

def write_network(
    path: str,
    network: RoadNetwork,
    hierarchy: RoadHierarchy | None,
    attached: dict[str, bytes],
    progress: typing.Any = None,
    threads: int | None = None,
) -> None:
    """
    Store a network and its hierarchy in one file.
    """

UNLIMITED: int = 9223372036854775807
UNREACHABLE: int = 2147483647
