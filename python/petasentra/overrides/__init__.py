"""What an officer decides otherwise than the check: kept beside the computed verdict, in a log that tells of changes.

``result.override(...)`` makes an entry; the computed verdict and its shares stay as they are.
"""

from __future__ import annotations

from petasentra.overrides.entry import Override
from petasentra.overrides.log import OverrideLog, read_overrides

__all__ = ["Override", "OverrideLog", "read_overrides"]
