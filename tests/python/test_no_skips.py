"""A tool that is missing is skipped at a desk and fails in CI."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
CASES = {
    "a program": "def test_one():\n    pytest.skip('not installed: pdftotext')\n",
    "a package": "absent = pytest.importorskip('a_package_that_is_not_there')\ndef test_one():\n    pass\n",
    "a mark": "@pytest.mark.skipif(True, reason='shared data are not there')\ndef test_one():\n    pass\n",
    "a fixture": "@pytest.fixture\ndef it():\n    pytest.skip('no data')\ndef test_one(it):\n    pass\n",
}


def ended(tmp_path: Path, text: str, ci: str) -> int:
    (tmp_path / "test_it.py").write_text("import pytest\n" + text, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no_skips_in_ci", "test_it.py"]
    env = {**os.environ, "CI": ci, "PYTHONPATH": str(TESTS)}
    return subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, timeout=120, check=False).returncode


@pytest.mark.parametrize("case", CASES)
def test_what_is_missing_fails_in_ci_alone(tmp_path: Path, case: str) -> None:
    assert ended(tmp_path, CASES[case], "") in (0, 5), "5: no test was left"
    assert ended(tmp_path, CASES[case], "true") in (1, 2), "2: a file could not be collected"


def test_what_no_setup_removes_and_what_is_expected_to_fail_may_pass_in_ci(tmp_path: Path) -> None:
    text = "def test_one():\n    pytest.skip('signals are sent as on POSIX')\n"
    text += "@pytest.mark.xfail\ndef test_two():\n    assert False\n"
    assert ended(tmp_path, text, "true") == 0
