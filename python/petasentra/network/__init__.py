"""Roads as a graph: making a network, looking it over, what its arcs cost, and where places meet it."""

from petasentra.network.costed_graph import CostedGraph
from petasentra.network.costs import RoadCosts
from petasentra.network.graph import Graph
from petasentra.network.isochrones import Isochrones
from petasentra.network.report import RoadReport
from petasentra.network.road_network import RoadNetwork
from petasentra.network.snapping import RoadSnap
from petasentra.network.speed_profile import ClassSpeed, SpeedProfile, Vehicle
from petasentra.network.travel import TravelTimes

__all__ = [
    "ClassSpeed",
    "CostedGraph",
    "Graph",
    "Isochrones",
    "RoadCosts",
    "RoadNetwork",
    "RoadReport",
    "RoadSnap",
    "SpeedProfile",
    "TravelTimes",
    "Vehicle",
]
