"""What every Python test may ask for."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from no_skips_in_ci import pytest_make_collect_report, pytest_runtest_makereport

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["pytest_make_collect_report", "pytest_runtest_makereport"]

# No example is timed, and every run draws the same ones: a busy machine changes no result.
settings.register_profile(
    "petasentra", derandomize=True, deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("petasentra")

ROOT = Path(__file__).resolve().parents[1]


def shared_data() -> Path:
    return Path(os.environ.get("PETASENTRA_SHARED_DATA", ROOT.parent / "shared" / "data"))


@pytest.fixture(autouse=True)
def figures_closed() -> Iterator[None]:
    """Close what a test drew: pyplot warns of more than 20 open figures, and warnings are errors here."""
    yield
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        pyplot.close("all")


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of the shared real data; where it is absent the test is skipped, in CI it fails."""
    folder = shared_data()
    if not folder.is_dir():
        pytest.skip(f"shared data not found (looked in {folder}; set PETASENTRA_SHARED_DATA)")
    return folder


@pytest.fixture(scope="session")
def bundled() -> Path:
    """The bundled pack of Kabupaten Jombang."""
    return ROOT / "data" / "jombang"
