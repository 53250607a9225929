"""``python -m petasentra.cli`` is the same as ``petasentra``."""

from petasentra.cli import main

main()
