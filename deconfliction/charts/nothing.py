"""What stands in a figure's place where a selection leaves nothing to draw."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any, ParamSpec, TypeVar

import altair as alt
import pandas as pd

_P, _C = ParamSpec("_P"), TypeVar("_C")


def unless_empty(draw: Callable[_P, _C]) -> Callable[_P, _C | alt.Chart]:
    """Let a chart function be asked for an empty selection: it then returns a chart without a mark.

    Args:
        draw: a function whose first argument is the rows to draw, or a dictionary of such.
    """

    @functools.wraps(draw)
    def drawn(*args: _P.args, **options: _P.kwargs) -> _C | alt.Chart:
        rows = args[0] if args else next(iter(options.values()))
        frames = rows.values() if isinstance(rows, dict) else [rows]
        if all(frame.empty for frame in frames):
            return alt.Chart(pd.DataFrame({"nothing": []})).mark_point()
        return draw(*args, **options)

    return drawn


@dataclass(frozen=True)
class Nothing:
    """A sentence in the place of a figure that has no row to draw: display it as the last line of a cell.

    Attributes:
        name: name of the figure.
        caption: its caption, of which the question is repeated.
    """

    name: str
    caption: str

    def text(self) -> str:
        """Return the sentence."""
        question = self.caption.partition("?")[0]
        asked = f"“{question}?” " if "?" in self.caption else ""
        return f"{asked}Nothing is drawn: no row of the record answers under this selection."

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/html": f'<p class="df-none">{escape(self.text())}</p>', "text/plain": self.text()}
