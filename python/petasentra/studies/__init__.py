"""One scenario through everything: what it does to the law, the roads and the chain of each sentra, in one table."""

from petasentra.studies.differing import StudyDifference
from petasentra.studies.result import StudyResult
from petasentra.studies.scenario import Scenario
from petasentra.studies.study import Study

__all__ = ["Scenario", "Study", "StudyDifference", "StudyResult"]
