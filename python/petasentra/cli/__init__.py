"""The ``petasentra`` command: inspect, check, demo.

The library itself is imported by the commands, when they run, so that ``petasentra --help`` answers at once.
"""

from __future__ import annotations


def main() -> None:
    """Run the command line; ends the process with one of the codes of `petasentra.cli.running.ExitCode`."""
    from petasentra.cli.app import app
    from petasentra.cli.terminal import fit_output

    fit_output()
    app()
