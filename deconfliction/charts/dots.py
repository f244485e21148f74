"""Numbers that speakers gave: a dot a number, a bar a range, one row a statement; never averaged."""

import altair as alt
import pandas as pd

from deconfliction.charts import theme
from deconfliction.charts.nothing import unless_empty

_LABELS = 290


@unless_empty
def dots(values: pd.DataFrame, title: str, log: bool = False, ticks: list[float] | None = None) -> alt.LayerChart:
    """Return numbers as dots, ranges as dots joined by a bar.

    Args:
        values: ``label`` (row), ``low``, ``high`` (equal where one number was given), ``side``, ``says``, ``url``; rows
            are drawn in the order given.
        title: what is measured, with its unit.
        log: whether the axis is logarithmic.
        ticks: where the axis has its ticks.
    """
    drawn = pd.DataFrame(
        {
            "Statement": values["label"],
            "low": values["low"],
            "high": values["high"],
            "Side": values["side"].map(theme.SIDE_NAMES),
            "Says": values["says"],
            "url": values["url"].fillna(""),
        }
    )
    order = list(dict.fromkeys(drawn["Statement"]))
    axis = alt.Axis(title=title, grid=True, format=",~g", **({"values": ticks} if ticks else {}))
    # A logarithmic axis leaves a little room beyond its first and last mark.
    reach = [drawn["low"].min() / 1.15, drawn["high"].max() * 1.15]
    scale = alt.Scale(type="log", nice=False, domain=reach) if log else alt.Scale(zero=True)
    y = alt.Y("Statement:N", sort=order, axis=alt.Axis(title=None, labelColor=theme.INK, labelLimit=_LABELS))
    colour = alt.Color("Side:N", scale=theme.side_scale())
    tip = ["Statement:N", "Side:N", "Says:N"]
    base = alt.Chart(drawn).encode(y=y, color=colour, tooltip=tip, href="url:N")
    shape = alt.Shape("Side:N", scale=theme.side_shape_scale())
    return alt.layer(
        base.mark_rule(strokeWidth=3).encode(x=alt.X("low:Q", scale=scale, axis=axis), x2="high:Q"),
        base.mark_point(size=85).encode(x=alt.X("low:Q", scale=scale, axis=axis), shape=shape),
        base.mark_point(size=85).encode(x=alt.X("high:Q", scale=scale, axis=axis), shape=shape),
    ).properties(width=theme.WIDTH - _LABELS, height=len(order) * 26)
