"""Maps of sentra: zoning conformance, accessibility and supply chains for Indonesian small-industry clusters.

Three nouns carry everything: a `Layer` (what is on the ground), a `PlanPack` (what the law says, and when) and a road
network (how things reach each other). Names are imported when they are first used, so importing the package is quick.

Examples
--------
>>> import petasentra as ps
>>> ps.utm_epsg(112.23, -7.54)
32749
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from petasentra import (
        access,
        admin,
        criteria,
        datasets,
        dossiers,
        impact,
        network,
        packs,
        plotting,
        profiles,
        report,
        sentra,
        siting,
        values,
    )
    from petasentra.auditing.audit import Audit
    from petasentra.auditing.replaying import Replay, replay
    from petasentra.conformance.check_result import CheckResult
    from petasentra.conformance.checking import check
    from petasentra.conformance.clashing import conflicts
    from petasentra.conformance.differences import Difference
    from petasentra.conformance.explanation import Explanation
    from petasentra.conformance.timelines import Timeline, timeline
    from petasentra.criteria.result import Suitability
    from petasentra.criteria.suitable import suitability
    from petasentra.crs import Crs, ProjDataWarning, as_crs, geodesic, transform_points, utm_epsg
    from petasentra.dossiers.dossier import Dossier
    from petasentra.dossiers.making import dossier
    from petasentra.errors import (
        Cancelled,
        CrsError,
        GeometryError,
        InfeasibleError,
        InternalError,
        IoError,
        NetworkError,
        OptionError,
        PetasentraError,
        RuleError,
        SchemaError,
    )
    from petasentra.files.load_report import LoadReport
    from petasentra.files.reading import read_layer
    from petasentra.files.writing import WriteReport, write_layer, write_layers
    from petasentra.findings import finding_codes
    from petasentra.impact.indicators import compare_indicators
    from petasentra.impact.needs import needs
    from petasentra.inspection import InspectReport, inspect
    from petasentra.law.plan_packs import PlanPack, read_plan_pack
    from petasentra.layers.layer import Layer, as_layer
    from petasentra.matrices.permissions import PermissionMatrix, read_permissions
    from petasentra.network.costs import RoadCosts
    from petasentra.network.isochrones import Isochrones
    from petasentra.network.journey import Journey
    from petasentra.network.report import RoadReport
    from petasentra.network.road_network import RoadNetwork
    from petasentra.network.snapping import RoadSnap
    from petasentra.network.speed_profile import SpeedProfile
    from petasentra.network.travel import TravelTimes
    from petasentra.overrides.entry import Override
    from petasentra.overrides.log import OverrideLog, read_overrides
    from petasentra.profiles.applying import apply_profile
    from petasentra.rasters.raster import Raster
    from petasentra.rechecks.rechecking import recheck
    from petasentra.rechecks.result import Recheck
    from petasentra.repairs.repairing import REPAIRABLE, Repair, repair
    from petasentra.repairs.undo import undo_repair
    from petasentra.sentra.finding_sentra import find_sentra
    from petasentra.sentra.found import FoundSentra
    from petasentra.sentra.point_clusters import cluster_points
    from petasentra.siting.located import LocatedSites
    from petasentra.siting.locating import locate
    from petasentra.siting.relocated import Relocation
    from petasentra.siting.relocating import relocate
    from petasentra.studies.result import StudyResult
    from petasentra.studies.scenario import Scenario
    from petasentra.studies.study import Study
    from petasentra.supply.chain import SupplyChain
    from petasentra.supply.solution import SupplySolution
    from petasentra.supply.transport_plan import Transport, transport
    from petasentra.tables import Table
    from petasentra.validation.validating import Validation, validate_zoning
    from petasentra.what_if.changes import PackChange, Rezone
    from petasentra.zoning import ZoningIndex

    SEMANTICS_VERSION: int
    __version__: str

_HOME = {
    "auditing.audit": ("Audit",),
    "auditing.replaying": ("Replay", "replay"),
    "conformance.clashing": ("conflicts",),
    "conformance.differences": ("Difference",),
    "dossiers.dossier": ("Dossier",),
    "dossiers.making": ("dossier",),
    "conformance.check_result": ("CheckResult",),
    "conformance.checking": ("check",),
    "criteria.result": ("Suitability",),
    "criteria.suitable": ("suitability",),
    "crs": ("Crs", "ProjDataWarning", "as_crs", "geodesic", "transform_points", "utm_epsg"),
    "errors": (
        "Cancelled",
        "CrsError",
        "GeometryError",
        "InfeasibleError",
        "InternalError",
        "IoError",
        "NetworkError",
        "OptionError",
        "PetasentraError",
        "RuleError",
        "SchemaError",
    ),
    "conformance.explanation": ("Explanation",),
    "findings": ("finding_codes",),
    "impact.indicators": ("compare_indicators",),
    "impact.needs": ("needs",),
    "inspection": ("InspectReport", "inspect"),
    "layers.layer": ("Layer", "as_layer"),
    "files.load_report": ("LoadReport",),
    "network.costs": ("RoadCosts",),
    "network.isochrones": ("Isochrones",),
    "network.journey": ("Journey",),
    "network.report": ("RoadReport",),
    "network.road_network": ("RoadNetwork",),
    "network.snapping": ("RoadSnap",),
    "network.speed_profile": ("SpeedProfile",),
    "network.travel": ("TravelTimes",),
    "overrides.entry": ("Override",),
    "overrides.log": ("OverrideLog", "read_overrides"),
    "matrices.permissions": ("PermissionMatrix", "read_permissions"),
    "law.plan_packs": ("PlanPack", "read_plan_pack"),
    "profiles.applying": ("apply_profile",),
    "rasters.raster": ("Raster",),
    "files.reading": ("read_layer",),
    "rechecks.rechecking": ("recheck",),
    "rechecks.result": ("Recheck",),
    "repairs.undo": ("undo_repair",),
    "repairs.repairing": ("REPAIRABLE", "Repair", "repair"),
    "sentra.finding_sentra": ("find_sentra",),
    "sentra.found": ("FoundSentra",),
    "sentra.point_clusters": ("cluster_points",),
    "siting.located": ("LocatedSites",),
    "siting.locating": ("locate",),
    "siting.relocated": ("Relocation",),
    "siting.relocating": ("relocate",),
    "studies.result": ("StudyResult",),
    "studies.scenario": ("Scenario",),
    "studies.study": ("Study",),
    "supply.chain": ("SupplyChain",),
    "supply.solution": ("SupplySolution",),
    "supply.transport_plan": ("Transport", "transport"),
    "tables": ("Table",),
    "conformance.timelines": ("Timeline", "timeline"),
    "validation.validating": ("Validation", "validate_zoning"),
    "what_if.changes": ("PackChange", "Rezone"),
    "files.writing": ("WriteReport", "write_layer", "write_layers"),
    "zoning": ("ZoningIndex",),
}
_MODULE_OF = {name: module for module, names in _HOME.items() for name in names}
_MODULES = (
    "access", "admin", "criteria", "datasets", "dossiers", "impact", "network", "packs", "plotting", "profiles",
    "report", "sentra", "siting", "values",
)  # fmt: skip

__all__ = [
    "Audit",
    "Cancelled",
    "CheckResult",
    "Crs",
    "CrsError",
    "Difference",
    "Dossier",
    "Explanation",
    "FoundSentra",
    "GeometryError",
    "InfeasibleError",
    "InspectReport",
    "InternalError",
    "IoError",
    "Isochrones",
    "Journey",
    "Layer",
    "LoadReport",
    "LocatedSites",
    "NetworkError",
    "OptionError",
    "Override",
    "OverrideLog",
    "PackChange",
    "PetasentraError",
    "PermissionMatrix",
    "PlanPack",
    "REPAIRABLE",
    "ProjDataWarning",
    "Raster",
    "Recheck",
    "Relocation",
    "Repair",
    "Replay",
    "Rezone",
    "RoadCosts",
    "RoadNetwork",
    "RoadReport",
    "RoadSnap",
    "RuleError",
    "SEMANTICS_VERSION",
    "Scenario",
    "SchemaError",
    "SpeedProfile",
    "Study",
    "StudyResult",
    "SupplyChain",
    "Suitability",
    "SupplySolution",
    "Table",
    "Timeline",
    "Transport",
    "TravelTimes",
    "Validation",
    "WriteReport",
    "ZoningIndex",
    "__version__",
    "access",
    "admin",
    "apply_profile",
    "as_crs",
    "as_layer",
    "check",
    "cluster_points",
    "compare_indicators",
    "conflicts",
    "criteria",
    "datasets",
    "dossier",
    "dossiers",
    "find_sentra",
    "finding_codes",
    "geodesic",
    "impact",
    "inspect",
    "locate",
    "needs",
    "network",
    "packs",
    "plotting",
    "profiles",
    "read_layer",
    "read_overrides",
    "read_permissions",
    "read_plan_pack",
    "recheck",
    "relocate",
    "repair",
    "replay",
    "report",
    "sentra",
    "siting",
    "suitability",
    "timeline",
    "transform_points",
    "transport",
    "undo_repair",
    "utm_epsg",
    "validate_zoning",
    "values",
    "write_layer",
    "write_layers",
]


def __getattr__(name: str) -> object:
    value: object
    if name == "__version__":
        from petasentra._core import version

        value = version()
    elif name == "SEMANTICS_VERSION":
        from petasentra._core import semantics_version

        value = semantics_version()
    elif name in _MODULE_OF:
        value = getattr(import_module(f"petasentra.{_MODULE_OF[name]}"), name)
    elif name in _MODULES:
        value = import_module(f"petasentra.{name}")
    else:
        raise AttributeError(f"module 'petasentra' has no attribute {name!r}")
    globals()[name] = value  # asked for once
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
