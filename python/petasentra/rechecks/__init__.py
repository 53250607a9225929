"""Decisions that were issued, asked again: under the law of their own day and under that of a given day.

A register of decisions is a table with one row a decision and activity, written by many hands: dates in several
languages, codes without their zeros, one polygon in many rows. What can be read in one way is read; what cannot is told
and answered ``cannot_tell``. No row is dropped.
"""

from petasentra.rechecks.rechecking import recheck
from petasentra.rechecks.result import Recheck

__all__ = ["Recheck", "recheck"]
