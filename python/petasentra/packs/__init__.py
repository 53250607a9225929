"""Tools for those who write plan packs: golden cases, verification, a pack to begin with, lint, schema of the files.

A pack is read and asked through `petasentra.read_plan_pack` and `petasentra.check`; what is here helps to write one.
The command line has the same as ``petasentra pack new | lint | test | verify | migrate | schema``.
"""

from __future__ import annotations

from petasentra.matrices.published_tables import PublishedTable, read_intensity, read_zone_key
from petasentra.matrices.special_provisions import read_special_provisions
from petasentra.packs.golden_cases import CaseOutcome, run_cases
from petasentra.packs.linting import lint
from petasentra.packs.migrating import Migrated, migrate
from petasentra.packs.schemas import schema_of
from petasentra.packs.starting import StartedPack, new_pack
from petasentra.packs.unverified_values import Unverified, unverified
from petasentra.packs.verification import Verified, verify

__all__ = [
    "CaseOutcome",
    "Migrated",
    "PublishedTable",
    "StartedPack",
    "Unverified",
    "Verified",
    "lint",
    "migrate",
    "new_pack",
    "read_intensity",
    "read_special_provisions",
    "read_zone_key",
    "run_cases",
    "schema_of",
    "unverified",
    "verify",
]
