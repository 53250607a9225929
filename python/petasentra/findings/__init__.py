"""The catalogue of findings as data: what each code means, how grave it is, what is measured and what to do.

``catalogue.csv`` in this folder is the one source; ``docs/findings.md`` is written from it, and a test compares it with
the codes in the sources. A code keeps its meaning for good; where several areas know it, each has a row of its own.
"""

from petasentra.findings.catalogue import AREAS, FindingCode, catalogue, finding_codes

__all__ = ["AREAS", "FindingCode", "catalogue", "finding_codes"]
