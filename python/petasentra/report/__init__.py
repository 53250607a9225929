"""Reports: one HTML file each, complete in itself, made for a screen and for A4 paper."""

from __future__ import annotations

__all__ = ["write_report"]


def __getattr__(name: str) -> object:
    if name == "write_report":
        from petasentra.report.conformance import write_report

        return write_report
    raise AttributeError(f"module 'petasentra.report' has no attribute {name!r}")
