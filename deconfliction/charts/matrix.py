"""A matrix of statements: who asserts, who qualifies, who denies, and of whom nothing was found."""

import altair as alt
import pandas as pd

from deconfliction.charts import theme
from deconfliction.charts.nothing import unless_empty

#: Shape of each stance.
STANCES = {"asserts": "circle", "qualifies": "diamond", "denies": "cross"}

#: Drawn as a speck, never as a blank.
NOT_FOUND = "no account found"

_ROW = 25
_LABELS = 290


@unless_empty
def matrix(cells: pd.DataFrame, columns: dict[str, str], height: int = _ROW) -> alt.LayerChart:
    """Return a matrix with a mark a cell.

    Args:
        cells: ``statement`` (row), ``column``, ``stance`` (a key of ``STANCES``, or ``NOT_FOUND``) and ``says``
            (tooltip), one row a cell; rows stand in the order of their first cells.
        columns: colour of each column, in order.
        height: height of a row in pixels.
    """
    drawn = pd.DataFrame(
        {
            "Statement": cells["statement"],
            "Who": cells["column"],
            "Stance": cells["stance"],
            "Says": cells["says"].where(cells["says"] != "", "No account found."),
        }
    )
    rows = list(dict.fromkeys(drawn["Statement"]))
    found = drawn["Stance"] != NOT_FOUND
    encoding = {
        "y": alt.Y(
            "Statement:N", sort=rows, axis=alt.Axis(title=None, labelColor=theme.INK, labelLimit=_LABELS, grid=True)
        ),
        "x": alt.X(
            "Who:N",
            sort=list(columns),
            axis=alt.Axis(title=None, orient="top", labelAngle=0, domain=False, ticks=False, labelLimit=140),
        ),
        "tooltip": ["Statement:N", "Who:N", "Stance:N", "Says:N"],
        "color": alt.Color("Who:N", scale=alt.Scale(domain=list(columns), range=list(columns.values())), legend=None),
    }
    shape = alt.Shape("Stance:N", scale=alt.Scale(domain=list(STANCES), range=list(STANCES.values())))
    return alt.layer(
        alt.Chart(drawn[found]).mark_point(size=150).encode(shape=shape, **encoding),
        alt.Chart(drawn[~found]).mark_point(size=10).encode(**encoding),
    ).properties(width=theme.WIDTH - _LABELS, height=len(rows) * height)
