"""Dot stacks: a dot a thing, piled up over its number, a row a group; no dot is ever averaged away."""

import altair as alt
import pandas as pd

from deconfliction.charts import theme
from deconfliction.charts.nothing import unless_empty

_DOT = 16
_LABELS = 130


@unless_empty
def dot_stacks(things: pd.DataFrame, title: str, most: int, named: set[str]) -> alt.LayerChart:
    """Return a pile of dots over each number, in one row a group.

    Args:
        things: ``group`` (rows, in the order of their first things), ``thing`` (name), ``value`` (a whole number),
            ``says`` (tooltip); one row a thing.
        title: what is counted.
        most: highest number of the axis.
        named: things whose names stand beside their dots, and which are drawn full; the others are drawn hollow.
    """
    found = things.reset_index(drop=True)
    # The named thing lies on top of its pile, where its name has room.
    found["named"] = found["thing"].isin(named)
    found = found.sort_values(["named", "thing"], kind="stable")
    found["level"] = found.groupby(["group", "value"]).cumcount()
    base, top = {}, 0.0
    for group in dict.fromkeys(things["group"]):
        top += found.loc[found["group"] == group, "level"].max() + 1.0
        base[group] = top + 0.2
        top += 1.6
    drawn = pd.DataFrame(
        {
            "Thing": found["thing"],
            "Group": found["group"],
            "Number": found["value"],
            "Says": found["says"],
            "row": found["group"].map(base) - found["level"],
            "named": found["named"],
            "label": found["thing"].where(found["named"], ""),
        }
    ).sort_values(["Group", "Number", "row"], kind="stable")
    scale = alt.Scale(
        domain=[-0.5 - _LABELS * (most + 1) / (theme.WIDTH - _LABELS), most + 0.5], nice=False, zero=False
    )
    axis = alt.Axis(title=title, values=list(range(0, most + 1, 2)), grid=True, format="d")
    down = alt.Scale(domain=[-0.4, top - 0.3], reverse=True, nice=False, zero=False)
    x = alt.X("Number:Q", scale=scale, axis=axis)
    y = alt.Y("row:Q", scale=down, axis=None)
    rows = pd.DataFrame({"label": list(base), "row": list(base.values()), "foot": [at + 0.55 for at in base.values()]})
    encoding = {"x": x, "y": y, "tooltip": ["Thing:N", "Group:N", "Number:Q", "Says:N"]}
    others, full = drawn[~drawn["named"]], drawn[drawn["named"]]
    return alt.layer(
        alt.Chart(rows).mark_rule(color=theme.GRID).encode(y=alt.Y("foot:Q", scale=down, axis=None)),
        alt.Chart(others).mark_point(size=90, filled=False, strokeWidth=1.6, color=theme.MUTED).encode(**encoding),
        alt.Chart(full).mark_point(size=110, color=theme.INK).encode(**encoding),
        alt.Chart(full).mark_text(align="left", baseline="middle", dx=10, fontSize=11).encode(x=x, y=y, text="label:N"),
        alt.Chart(rows)
        .mark_text(align="left", baseline="middle", fontWeight="bold")
        .encode(x=alt.value(0), y=y, text="label:N"),
    ).properties(width=theme.WIDTH, height=top * _DOT)
