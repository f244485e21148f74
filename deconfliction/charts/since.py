"""Breaks side by side, days counted from each declaration: how long it lasted, at least and at most, and who spoke."""

import math

import altair as alt
import pandas as pd

from deconfliction.charts import theme
from deconfliction.charts.nothing import unless_empty
from deconfliction.charts.stacking import levels

_ROW, _STEP, _LABELS, _MARK = 17, 11, 84, 11

#: Days that the axis names.
_TICKS = [0, 1, 3, 7, 14, 30, 60, 120, 250, 400]

WHO = {"US": "Washington", "RU": "Moscow", "third": "Others"}


@unless_empty
def since(spans: pd.DataFrame, statements: pd.DataFrame, kinds: dict[str, str]) -> alt.LayerChart:
    """Return breaks as bars with soft ends over the statements made during each, on one axis of days.

    The axis grows by ratios (symmetric logarithm), so that the first days have room; it is the same for all breaks.

    Args:
        spans: ``key``, ``heading``, ``side`` (whose declaration), ``sure_from`` and ``sure_to`` (days between which it
            surely held), ``to`` (day to which it may have, missing where no end is known), in the order drawn.
        statements: ``break`` (a key), ``side``, ``kind``, ``after`` (days), ``said`` (timestamp), ``speaker``, ``says``
            and ``url``; may be empty.
        kinds: shape of each kind, in the order of the legend.
    """
    width = theme.WIDTH - _LABELS
    reach = float(pd.concat([spans["sure_to"], spans["to"], statements["after"]]).max()) * 1.15
    pixel = (statements["after"].astype(float) + 1).map(math.log) / math.log(reach + 1) * width
    lane = statements["break"] + " " + statements["side"]
    level = levels(lane, pixel, pixel + _MARK)
    y, heads, bars, names, base = 8.0, [], [], [], {}
    for row in spans.itertuples():
        heads.append((row.heading, y))
        bars.append(y + _ROW)
        y += 2 * _ROW
        for side, place in WHO.items():
            mine = lane == f"{row.key} {side}"
            if mine.any():
                base[row.key, side] = y
                names.append((place, y))
                y += level[mine].max() * _STEP + _ROW
        if not (statements["break"] == row.key).any():
            names.append(("No statement found", y))
            y += _ROW
        y += 12
    height = y - 6
    drawn = pd.DataFrame(
        {
            "After": statements["after"],
            "y": [base[key] for key in zip(statements["break"], statements["side"], strict=True)] + level * _STEP,
            "Side": statements["side"].map(theme.SIDE_NAMES),
            "Kind": statements["kind"],
            "Who": statements["speaker"],
            "When": pd.to_datetime(statements["said"]).dt.strftime("%-d %B %Y"),
            "Says": statements["says"],
            "url": statements["url"].fillna(""),
        }
    )
    bar = pd.DataFrame(
        {
            "Side": spans["side"].map(theme.SIDE_NAMES),
            "from": 0.0,
            "sure_from": spans["sure_from"].astype(float),
            "sure_to": spans["sure_to"].astype(float),
            "to": spans["to"].astype("Float64").fillna(reach).astype(float),
            "y": bars,
        }
    )
    # The domain stands in the points' layer alone: Vega-Lite reads it twice where marks have two ends.
    scale = alt.Scale(type="symlog", constant=1, nice=False, zero=True, domain=[0, reach])
    axis = alt.Axis(title="days since the declaration (logarithmic)", values=_TICKS, grid=True, format="d")
    rows = alt.Y("y:Q", scale=alt.Scale(domain=[0, height], reverse=True, nice=False), axis=None)
    shared = {"scale": alt.Scale(type="symlog", constant=1), "axis": axis}
    placed = {"y": rows, "color": alt.Color("Side:N", scale=theme.side_scale(), legend=None)}
    shape = alt.Shape("Kind:N", scale=alt.Scale(domain=list(kinds), range=list(kinds.values())))
    text = alt.Chart(pd.DataFrame(heads, columns=["label", "y"])).mark_text(
        align="left", fontWeight="bold", baseline="middle"
    )
    side = alt.Chart(pd.DataFrame(names, columns=["label", "y"])).mark_text(
        align="left", baseline="middle", fontSize=11, color=theme.MUTED
    )
    tip = ["Says:N", "Who:N", "When:N", "After:Q", "Kind:N"]
    span = alt.Chart(bar)
    return alt.layer(
        span.mark_rule(strokeWidth=10, opacity=0.3).encode(x=alt.X("from:Q", **shared), x2="to:Q", **placed),
        span.mark_rule(strokeWidth=10).encode(x=alt.X("sure_from:Q", **shared), x2="sure_to:Q", **placed),
        alt.Chart(drawn)
        .mark_point(size=58)
        .encode(x=alt.X("After:Q", scale=scale, axis=axis), shape=shape, tooltip=tip, href="url:N", **placed),
        text.encode(x=alt.value(-_LABELS), y=rows, text="label:N"),
        side.encode(x=alt.value(-_LABELS), y=rows, text="label:N"),
    ).properties(width=width, height=height)
