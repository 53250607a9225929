"""Roads as a graph: making a network, looking it over, what its arcs cost, and where places meet it."""

from petasentra.network.costed_graph import CostedGraph
from petasentra.network.costs import Change, RoadCosts
from petasentra.network.graph import Graph
from petasentra.network.intervals import TravelInterval
from petasentra.network.isochrone_intervals import IsochroneInterval
from petasentra.network.isochrones import Isochrones
from petasentra.network.journey import Journey
from petasentra.network.lengths import TravelLengths
from petasentra.network.nearest import NearestTargets, NodeCatchments
from petasentra.network.paths import TravelPaths
from petasentra.network.reach_diff import ReachChanges
from petasentra.network.report import RoadReport
from petasentra.network.road_network import RoadNetwork
from petasentra.network.row_diff import RowChanges
from petasentra.network.snapping import RoadSnap
from petasentra.network.speed_profile import ClassSpeed, SpeedProfile, Vehicle
from petasentra.network.travel import TravelTimes
from petasentra.network.travel_diff import TravelChanges

__all__ = [
    "Change",
    "ClassSpeed",
    "CostedGraph",
    "Graph",
    "IsochroneInterval",
    "Isochrones",
    "Journey",
    "NearestTargets",
    "NodeCatchments",
    "ReachChanges",
    "RoadCosts",
    "RoadNetwork",
    "RoadReport",
    "RoadSnap",
    "RowChanges",
    "SpeedProfile",
    "TravelChanges",
    "TravelInterval",
    "TravelLengths",
    "TravelPaths",
    "TravelTimes",
    "Vehicle",
]
