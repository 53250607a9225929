"""What a sentra did and has: published figures, claims that disagree, indicators, facilities and what they serve.

Examples
--------
>>> from petasentra.impact import Amount
>>> after, before = Amount.read("200 orang"), Amount.read("belasan orang")
>>> [round(end, 1) for end in (after.interval / before.interval).floats]
[10.5, 18.2]
"""

from petasentra.impact.amounts import Amount
from petasentra.impact.claims import Claims, read_claims
from petasentra.impact.covered import Covered, covered, funding_by_year
from petasentra.impact.indicators import Indicators, compare_indicators, indicators
from petasentra.impact.intervals import Interval
from petasentra.impact.needs import Needs, needs
from petasentra.impact.process import Process, read_process
from petasentra.impact.ratios import Change, change
from petasentra.impact.reading import number_words, read_amounts
from petasentra.impact.records import Records, read_records
from petasentra.impact.served import Served, served

__all__ = [
    "Amount",
    "Change",
    "Claims",
    "Covered",
    "Indicators",
    "Interval",
    "Needs",
    "Process",
    "Records",
    "Served",
    "change",
    "compare_indicators",
    "covered",
    "funding_by_year",
    "indicators",
    "needs",
    "number_words",
    "read_amounts",
    "read_claims",
    "read_process",
    "read_records",
    "served",
]
