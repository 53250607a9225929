"""Maps: an interactive one in a single HTML file (`explore`) and a drawn one for paper (`plot`, `plot_layer`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from petasentra.plotting.figure import plot as plot
    from petasentra.plotting.figure import plot_layer as plot_layer

__all__ = ["plot", "plot_layer"]


def __getattr__(name: str) -> object:
    # `explore` is a module as well as the function in it: import the function from the module.
    if name in ("plot", "plot_layer"):
        from petasentra.plotting import figure

        return getattr(figure, name)
    raise AttributeError(f"module 'petasentra.plotting' has no attribute {name!r}")
