"""Audit and replay: a record of what a check was asked and what it answered, and the question asked again.

``result.audit`` makes the record, ``result.audit.save(path)`` keeps it, every report carries it, and
`petasentra.replay` asks again and says what changed.
"""

from __future__ import annotations

from petasentra.auditing.audit import Audit
from petasentra.auditing.changes import Change
from petasentra.auditing.reading import Found, read_audit
from petasentra.auditing.replaying import Replay, replay
from petasentra.auditing.table_audit import TableAudit, read_table_audit

__all__ = ["Audit", "Change", "Found", "Replay", "TableAudit", "read_audit", "read_table_audit", "replay"]
