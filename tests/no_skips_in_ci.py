"""In CI a test that is skipped has failed, but for reasons that no set-up removes: a tool that is gone is seen."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeVar

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)

#: Why a test may be skipped in CI, too.
MAY_BE_SKIPPED = (
    "the engine is asked about all of it",  # there is nothing left that this test would ask
    "signals are sent as on POSIX",
)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Look at what became of a test."""
    report = yield
    return _judged(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Look at what became of a file: `importorskip` skips it as a whole."""
    report = yield
    return _judged(report)


def _judged(report: Report) -> Report:
    if not os.environ.get("CI") or not report.skipped or hasattr(report, "wasxfail"):
        return report
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    if not any(one in reason for one in MAY_BE_SKIPPED):
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid}: {reason}. In CI nothing is skipped: scripts/setup --test installs it all."
    return report
