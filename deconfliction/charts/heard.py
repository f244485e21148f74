"""Who is heard, quarter by quarter: a panel a side, a dot a share, a fraction where there are too few for a share."""

import altair as alt
import pandas as pd

from deconfliction.charts import coverage, theme
from deconfliction.charts.figure import time_scale, utc
from deconfliction.charts.nothing import unless_empty

_PANEL = 84
_GAP = 26
_LABELS = 62

#: Panels from the top: column, heading, colour and shape.
PANELS = {
    "US": ("Events with a US account", theme.SIDES["US"], theme.SIDE_SHAPES["US"]),
    "RU": ("Events with a Russian account", theme.SIDES["RU"], theme.SIDE_SHAPES["RU"]),
    "both": ("Events with both", theme.INK, "diamond"),
}


@unless_empty
def heard(quarters: pd.DataFrame, months: pd.DataFrame, first: str, last: str) -> alt.LayerChart:
    """Return three panels of shares over time, with the number of events and the strip of sources below.

    Args:
        quarters: ``quarter`` (its first day), ``events``, and for each of ``US``, ``RU`` and ``both`` how many of them
            (``US``) and their share (``US_share``, missing where there are too few events for one).
        months: ``coverage.by_month``.
        first: first day drawn (ISO).
        last: last day drawn.
    """
    step = _PANEL + _GAP
    foot = step * len(PANELS)
    height = foot + 40
    half = pd.Timedelta(days=45)
    rows, heads = [], []
    for place, (column, (heading, colour, shape)) in enumerate(PANELS.items()):
        base = place * step + _GAP
        heads.append((heading, base - 13, base, base + _PANEL / 2, base + _PANEL))
        for row in quarters.itertuples():
            count, share = getattr(row, column), getattr(row, f"{column}_share")
            known = not pd.isna(share)
            rows.append(
                {
                    "Quarter": f"{row.quarter.year}, quarter {row.quarter.quarter}",
                    "What": heading,
                    "Events": f"{count} of {row.events}",
                    "x": row.quarter + half,
                    "y": base + _PANEL * (1 - (share if known else 0.5)),
                    "known": known,
                    "label": f"{count}/{row.events}",
                    "colour": colour,
                    "shape": shape,
                }
            )
    drawn = pd.DataFrame(rows)
    drawn["x"] = utc(drawn["x"])
    titles = pd.DataFrame(heads, columns=["heading", "at", "top", "mid", "low"])
    grid = titles.melt(id_vars="heading", value_vars=["top", "mid", "low"], var_name="which", value_name="y")
    grid["label"] = grid["which"].map({"top": "all", "mid": "half", "low": "none"})
    counts = pd.DataFrame({"x": utc(quarters["quarter"] + half), "events": quarters["events"]})

    x = alt.X("x:T", scale=time_scale(first, last), axis=alt.Axis(title=None, format="%Y", tickCount="year"))
    y = alt.Y("y:Q", scale=alt.Scale(domain=[0, height], reverse=True, nice=False, zero=False), axis=None)
    at = alt.Y("at:Q", scale=alt.Scale(domain=[0, height], reverse=True, nice=False, zero=False), axis=None)
    base = alt.Chart(drawn).encode(
        x=x, y=y, color=alt.Color("colour:N", scale=None), tooltip=["Quarter:N", "What:N", "Events:N"]
    )
    aside = alt.Chart(grid).encode(y=y)
    return alt.layer(
        aside.mark_rule(color=theme.GRID),
        aside.mark_text(align="right", color=theme.MUTED, fontSize=11).encode(x=alt.value(-8), text="label:N"),
        alt.Chart(titles)
        .mark_text(align="left", fontWeight="bold", baseline="middle")
        .encode(x=alt.value(0), y=at, text="heading:N"),
        base.transform_filter("datum.known").mark_point(size=75).encode(shape=alt.Shape("shape:N", scale=None)),
        base.transform_filter("!datum.known").mark_text(fontSize=10).encode(text="label:N"),
        alt.Chart(counts)
        .mark_text(fontSize=10, color=theme.INK, baseline="middle")
        .encode(x=x, y=alt.value(foot + 18), text="events:Q"),
        alt.Chart(pd.DataFrame({"label": ["events"]}))
        .mark_text(align="right", fontSize=11, color=theme.MUTED)
        .encode(x=alt.value(-8), y=alt.value(foot + 18), text="label:N"),
        coverage.strip(months, first, last, height),
    ).properties(width=theme.WIDTH - _LABELS, height=height)
