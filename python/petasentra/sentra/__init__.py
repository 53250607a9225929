"""Sentra: where they are, by which rule, and whether lists of them agree with the ground.

A rule is dated data (`SentraRule`); the distance that makes a place one place is the analyst's. `find_sentra` is also
`petasentra.find_sentra`.
"""

from petasentra.sentra.definitions import definitions, thresholds
from petasentra.sentra.differing import SentraDifference
from petasentra.sentra.finding_sentra import find_sentra
from petasentra.sentra.found import FoundSentra
from petasentra.sentra.measures import hhi, location_quotient
from petasentra.sentra.reconciling import Reconciliation
from petasentra.sentra.registry.differing import RegistryDifference
from petasentra.sentra.registry.held import HeldBy
from petasentra.sentra.registry.reading import read_registry
from petasentra.sentra.registry.registry import Registry
from petasentra.sentra.rule import SentraRule
from petasentra.sentra.stability import Stability

__all__ = [
    "FoundSentra",
    "HeldBy",
    "Reconciliation",
    "Registry",
    "RegistryDifference",
    "SentraDifference",
    "SentraRule",
    "Stability",
    "definitions",
    "find_sentra",
    "hhi",
    "location_quotient",
    "read_registry",
    "thresholds",
]
