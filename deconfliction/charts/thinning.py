"""Counts as found against counts as they would be had equally much been read: two marks a year, joined."""

import altair as alt
import pandas as pd

from deconfliction.charts import theme
from deconfliction.charts.nothing import unless_empty

_LABELS = 70
_ROW = 24

#: Both numbers are written where they stand further apart than this share of the largest.
_APART = 0.05

#: Mark of each number.
MARKS = {"As found": "circle", "With equal reading": "diamond"}


@unless_empty
def thinning(years: pd.DataFrame, title: str) -> alt.LayerChart:
    """Return a row a year and panel, with the number found and, where there is one, the number with equal reading.

    Args:
        years: ``panel``, ``year``, ``found`` and ``thinned`` (missing where there is too little to thin).
        title: what is counted, for the axis.
    """
    order, rows, heads, place = [], [], [], 0.0
    for panel, mine in years.groupby("panel", sort=False):
        heads.append((panel, place))
        place += 1
        for row in mine.itertuples():
            rows.append((panel, str(row.year), row.found, row.thinned, place))
            order.append(place)
            place += 1
        place += 0.4
    drawn = pd.DataFrame(rows, columns=["Events", "Year", "found", "thinned", "y"])
    drawn["label"] = drawn["found"].astype(str)
    equal = drawn[drawn["thinned"].notna()]
    marks = pd.concat(
        [
            drawn.assign(Number="As found", n=drawn["found"].astype(float)),
            equal.assign(Number="With equal reading", n=equal["thinned"].astype(float)),
        ]
    )
    y_scale = alt.Scale(domain=[-0.6, place - 0.6], reverse=True, nice=False, zero=False)
    y = alt.Y("y:Q", scale=y_scale, axis=None)
    x_scale = alt.Scale(zero=True)
    x = alt.X("n:Q", scale=x_scale, axis=alt.Axis(title=title, grid=True, format="d"))
    apart = equal[equal["found"] - equal["thinned"] > _APART * drawn["found"].max()]
    apart = apart.assign(equal=apart["thinned"].map("{:.0f}".format))
    lines = drawn[drawn["thinned"].notna()][["found", "thinned", "y"]].astype(float)
    base = alt.Chart(marks)
    names = pd.DataFrame(heads, columns=["label", "y"])
    shape = alt.Shape("Number:N", scale=alt.Scale(domain=list(MARKS), range=list(MARKS.values())))
    colour = alt.Color("Number:N", scale=alt.Scale(domain=list(MARKS), range=[theme.MUTED, theme.INK]))
    return alt.layer(
        alt.Chart(lines)
        .mark_rule(strokeWidth=2, color=theme.MUTED)
        .encode(x=alt.X("thinned:Q", scale=x_scale), x2="found:Q", y=y),
        alt.Chart(names).mark_text(align="left", fontWeight="bold").encode(x=alt.value(0), y=y, text="label:N"),
        alt.Chart(drawn).mark_text(align="right", color=theme.INK).encode(x=alt.value(-12), y=y, text="Year:N"),
        base.mark_point(size=80).encode(
            x=x,
            y=y,
            shape=shape,
            color=colour,
            tooltip=["Events:N", "Year:N", "Number:N", alt.Tooltip("n:Q", format=".0f")],
        ),
        alt.Chart(apart)
        .mark_text(align="right", dx=-9)
        .encode(x=alt.X("thinned:Q", scale=x_scale), y=y, text="equal:N"),
        alt.Chart(drawn)
        .mark_text(align="left", dx=9, color=theme.MUTED)
        .encode(x=alt.X("found:Q", scale=x_scale), y=y, text="label:N"),
    ).properties(width=theme.WIDTH - _LABELS, height=int(place * _ROW))
