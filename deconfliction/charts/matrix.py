"""A matrix of propositions: who asserts, who qualifies, who denies, and who says nothing that was found."""

import altair as alt
import pandas as pd

from deconfliction.charts import theme

#: Stance: shape and size. Nothing found is a small dot, never a blank.
STANCES = {
    "asserts": ("circle", 130),
    "qualifies": ("diamond", 130),
    "denies": ("cross", 130),
    "no account found": ("stroke", 40),
}


def matrix(cells: pd.DataFrame, rows: list[str], columns: list[str], colours: dict[str, str]) -> alt.LayerChart:
    """Return a matrix with a mark a cell.

    Args:
        cells: ``row``, ``column``, ``stance`` (a key of ``STANCES``) and ``says`` (tooltip); one row a cell.
        rows: row labels, from the top.
        columns: column labels, from the left.
        colours: colour of each column.
    """
    drawn = cells.rename(columns={"row": "Statement", "column": "Who", "stance": "Stance", "says": "Says"})
    names = list(STANCES)
    base = alt.Chart(drawn).encode(
        x=alt.X(
            "Who:N",
            sort=columns,
            axis=alt.Axis(title=None, orient="top", labelAngle=0, domain=False, ticks=False, labelFontWeight="bold"),
        ),
        y=alt.Y("Statement:N", sort=rows, axis=alt.Axis(title=None, labelColor=theme.INK, labelLimit=330)),
        tooltip=["Statement:N", "Who:N", "Stance:N", "Says:N"],
    )
    lines = base.mark_rect(color=theme.TOKENS["muted_tint"][0], height=1).encode(x=alt.value(0), x2=alt.value("width"))
    marks = base.mark_point(filled=True).encode(
        shape=alt.Shape(
            "Stance:N",
            scale=alt.Scale(domain=names, range=[STANCES[name][0] for name in names]),
            legend=alt.Legend(title=None, symbolFillColor=theme.MUTED),
        ),
        size=alt.Size(
            "Stance:N", scale=alt.Scale(domain=names, range=[STANCES[name][1] for name in names]), legend=None
        ),
        color=alt.Color(
            "Who:N", scale=alt.Scale(domain=columns, range=[colours[column] for column in columns]), legend=None
        ),
    )
    return alt.layer(lines, marks).properties(width=theme.WIDTH - 300, height=len(rows) * 27)
