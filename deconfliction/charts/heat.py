"""Heat table: a row a group, a column a step of time, the darker the more; neutral tones, numbers on request."""

import json

import altair as alt
import pandas as pd

from deconfliction.charts import theme
from deconfliction.charts.nothing import unless_empty

#: From this opacity on, a number is set in the colour of the page.
_DARK = 0.8


def shades(values: pd.Series, steps: dict[float, float]) -> pd.Series:
    """Return the opacity of each value: that of the highest step which it reaches, 0 below the lowest.

    Args:
        values: numbers in any unit.
        steps: least value of each step, with its opacity from 0 to 1.
    """
    climbed = sorted(steps.items())
    return values.map(lambda value: ([0.0] + [shade for least, shade in climbed if value >= least])[-1])


@unless_empty
def heat(
    cells: pd.DataFrame,
    rows: list[str],
    columns: dict[str, str],
    *,
    labels: int,
    height: int,
    numbered: bool = False,
) -> alt.LayerChart:
    """Return a heat table; a cell that is not given, or has no shade, shows the ground.

    Args:
        cells: ``row``, ``column``, ``count`` and ``shade`` (opacity, 0 to 1); one row a cell.
        rows: names of the rows, in order; a name is its label.
        columns: columns in order, each with its label; one without a label has none on the axis.
        labels: width left for the rows' labels, in pixels.
        height: height of a row in pixels.
        numbered: whether each cell shows its count.

    Raises:
        ValueError: if a cell names a row or column that is not drawn.
    """
    strange = (set(cells["row"]) - set(rows)) | (set(cells["column"]) - set(columns))
    if strange:
        raise ValueError(f"cells for rows or columns that are not drawn: {', '.join(sorted(strange))}")
    ground = pd.DataFrame([(row, column) for row in rows for column in columns], columns=["row", "column"])
    named = {column: label for column, label in columns.items() if label}
    axis = alt.Axis(
        title=None,
        values=list(named),
        labelExpr=f"{json.dumps(named, ensure_ascii=False)}[datum.value]",
        labelAngle=0,
        labelAlign="center" if numbered else "left",
        labelFontSize=11,
        ticks=not numbered,
        domain=False,
        orient="top" if numbered else "bottom",
    )
    x = alt.X("column:O", sort=list(columns), scale=alt.Scale(paddingInner=0.06, paddingOuter=0), axis=axis)
    y = alt.Y(
        "row:N",
        sort=rows,
        scale=alt.Scale(paddingInner=0.1, paddingOuter=0),
        axis=alt.Axis(title=None, labelColor=theme.INK, labelLimit=labels),
    )
    drawn = cells[["row", "column", "count", "shade"]].assign(dark=cells["shade"] >= _DARK)
    tip = [alt.Tooltip("row:N", title="Row"), alt.Tooltip("column:N", title="Column"), alt.Tooltip("count:Q")]
    layers = [
        alt.Chart(ground).mark_rect(color=theme.TOKENS["muted_tint"][0]).encode(x=x, y=y),
        alt.Chart(drawn)
        .mark_rect(color=theme.MUTED)
        .encode(x=x, y=y, opacity=alt.Opacity("shade:Q", scale=None, legend=None), tooltip=tip),
    ]
    if numbered:
        colour = alt.condition("datum.dark", alt.value(theme.PAPER), alt.value(theme.INK))
        layers.append(alt.Chart(drawn).mark_text(fontSize=12).encode(x=x, y=y, text="count:Q", color=colour))
    return alt.layer(*layers).properties(width=theme.WIDTH - labels, height=height * len(rows))
