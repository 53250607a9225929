"""``python -m petasentra`` is the same as ``petasentra``."""

from petasentra.cli import main

if __name__ == "__main__":
    main()
