"""Counts that speakers gave beside what the record holds: a row a claim, one mark for each of the two."""

import altair as alt
import pandas as pd

from deconfliction.charts import theme
from deconfliction.charts.nothing import unless_empty

_LABELS, _ROW = 300, 26
_FOUND = "Found in the record"


@unless_empty
def claims(found: pd.DataFrame, title: str) -> alt.LayerChart:
    """Return claims as dots in the colour of the side that makes them, joined to the number found.

    Args:
        found: ``label``, ``claimed``, ``found``, ``side`` and ``says``, in the order wanted.
        title: what is counted.
    """
    order = found["label"].tolist()
    sides = found["side"].map(theme.SIDE_NAMES)
    common = {"Claim": found["label"], "Says": found["says"]}
    marks = pd.concat(
        [
            pd.DataFrame({**common, "Number": found["claimed"], "Who": sides}),
            pd.DataFrame({**common, "Number": found["found"], "Who": _FOUND}),
        ],
        ignore_index=True,
    )
    joined = pd.DataFrame({**common, "low": found[["claimed", "found"]].min(axis=1), "high": found["claimed"]})
    names = [name for name in theme.SIDE_NAMES.values() if name in set(sides)] + [_FOUND]
    colours = {**dict(zip(theme.SIDE_NAMES.values(), theme.SIDES.values(), strict=True)), _FOUND: theme.INK}
    shapes = {**dict(zip(theme.SIDE_NAMES.values(), theme.SIDE_SHAPES.values(), strict=True)), _FOUND: "stroke"}
    top = int(max([0, *found["claimed"], *found["found"]])) + 1
    axis = alt.Axis(title=title, grid=True, values=list(range(0, top + 1, 2)), format="d")
    scale = alt.Scale(domain=[0, top], nice=False)
    y = alt.Y("Claim:N", sort=order, axis=alt.Axis(title=None, labelColor=theme.INK, labelLimit=_LABELS))
    shape = alt.Scale(domain=names, range=[shapes[name] for name in names])
    return alt.layer(
        alt.Chart(joined)
        .mark_rule(strokeDash=[3, 3])
        .encode(x=alt.X("low:Q", scale=scale, axis=axis), x2="high:Q", y=y),
        alt.Chart(marks[marks["Who"] != _FOUND])
        .mark_point(size=95)
        .encode(
            x=alt.X("Number:Q", scale=scale, axis=axis),
            y=y,
            color=alt.Color("Who:N", scale=alt.Scale(domain=names, range=[colours[name] for name in names])),
            shape=alt.Shape("Who:N", scale=shape),
            tooltip=["Claim:N", "Who:N", "Number:Q", "Says:N"],
        ),
        alt.Chart(marks[marks["Who"] == _FOUND])
        .mark_point(size=330, filled=False, strokeWidth=3, angle=90)
        .encode(
            x=alt.X("Number:Q", scale=scale, axis=axis),
            y=y,
            color=alt.Color("Who:N", scale=alt.Scale(domain=names, range=[colours[name] for name in names])),
            shape=alt.Shape("Who:N", scale=shape),
            tooltip=["Claim:N", "Who:N", "Number:Q", "Says:N"],
        ),
    ).properties(width=theme.WIDTH - _LABELS, height=len(order) * _ROW)
