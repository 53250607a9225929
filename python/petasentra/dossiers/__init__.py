"""The dossier of a proposal: records of a sentra and its land, checklists, and what `petasentra.dossier` makes."""

from __future__ import annotations

from petasentra.dossiers.checklist import Checklist, read_checklist
from petasentra.dossiers.diff import DossierDifference
from petasentra.dossiers.dossier import Dossier
from petasentra.dossiers.map_layers import MapLayer
from petasentra.dossiers.proposal import read_proposal
from petasentra.dossiers.reading import read_dossier
from petasentra.dossiers.record import LandRecord, SentraRecord
from petasentra.dossiers.replaying import DossierReplay

__all__ = [
    "Checklist", "Dossier", "DossierDifference", "DossierReplay", "LandRecord", "MapLayer", "SentraRecord",
    "read_checklist", "read_dossier", "read_proposal",
]  # fmt: skip
