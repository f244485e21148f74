"""Hours: what happened and what was said around one moment, on an axis of hours, an uncertain hour as a bar."""

import altair as alt
import pandas as pd

from deconfliction.charts import theme
from deconfliction.charts.figure import UTC, time_scale, utc
from deconfliction.charts.nothing import unless_empty
from deconfliction.charts.stacking import levels

_ROW = 19

#: Width of a character of a label and of a mark, in pixels.
_CHARACTER, _MARK = 5.7, 10

#: Labels right of this share of the width stand to the left of their marks.
_TURN = 0.62


@unless_empty
def hours(
    moments: pd.DataFrame,
    first: str,
    last: str,
    *,
    every: int = 6,
) -> alt.LayerChart:
    """Return moments as points and spans of hours as bars, in lanes.

    Args:
        moments: ``label``, ``lane`` (in the order of the lanes' first rows), ``side``, ``start`` and ``end`` (times in
            UTC, equal where the hour is known), ``when`` (as it reads), ``says`` and ``url`` (may be missing).
        first: first moment drawn (ISO, UTC).
        last: last moment drawn.
        every: about how many hours lie between two ticks.
    """
    begin, finish = pd.Timestamp(first), pd.Timestamp(last)
    per_pixel = (finish - begin) / theme.WIDTH
    found = moments.reset_index(drop=True)
    x0, x1 = ((found[end] - begin) / per_pixel for end in ("start", "end"))
    text = found["label"].str.len() * _CHARACTER + _MARK
    turned = x1 > theme.WIDTH * _TURN
    found["left"] = x0.where(~turned, x0 - text) - _MARK / 2
    found["right"] = x1.where(turned, x1 + text) + _MARK / 2
    level = levels(found["lane"], found["left"], found["right"] + _MARK)
    top, base = 0.0, {}
    for lane in dict.fromkeys(found["lane"]):
        base[lane] = (top + 0.7, top + 1.75)
        top += level[found["lane"] == lane].max() + 2.5
    drawn = pd.DataFrame(
        {
            "What": found["label"],
            "Side": found["side"].map(theme.SIDE_NAMES),
            "When": found["when"],
            "Says": found["says"],
            "x": utc(found["start"]),
            "end": utc(found["end"]),
            "row": found["lane"].map(lambda lane: base[lane][1]) + level,
            "url": found["url"].fillna(""),
        }
    )
    spans = found["end"] > found["start"]
    axis = alt.Axis(
        title="UTC (local time in Syria and Moscow: three hours later)",
        format="%-d %b %H:%M",
        tickCount=int((finish - begin) / pd.Timedelta(hours=every)),
        grid=True,
        labelFlush=True,
    )
    x_point = alt.X("x:T", scale=time_scale(first, last), axis=axis)
    y = alt.Y("row:Q", scale=alt.Scale(domain=[0, top], reverse=True, nice=False), axis=None)
    colour = alt.Color("Side:N", scale=theme.side_scale())
    marks = {"y": y, "color": colour, "tooltip": ["What:N", "Side:N", "When:N", "Says:N"], "href": "url:N"}
    headings = pd.DataFrame({"label": list(base), "row": [heading for heading, _ in base.values()]})
    return alt.layer(
        alt.Chart(drawn[spans])
        .mark_rule(strokeWidth=9, opacity=0.35)
        .encode(x=alt.X("x:T", scale=UTC, axis=axis), x2="end:T", **marks),
        alt.Chart(drawn[~spans])
        .mark_point(size=75)
        .encode(x=x_point, shape=alt.Shape("Side:N", scale=theme.side_shape_scale()), **marks),
        alt.Chart(drawn[~turned])
        .mark_text(align="left", dx=8, baseline="middle", fontSize=11)
        .encode(x=alt.X("end:T", scale=time_scale(first, last), axis=axis), y=y, text="What:N"),
        alt.Chart(drawn[turned])
        .mark_text(align="right", dx=-8, baseline="middle", fontSize=11)
        .encode(x=x_point, y=y, text="What:N"),
        alt.Chart(headings)
        .mark_text(align="left", fontWeight="bold", baseline="middle")
        .encode(x=alt.value(0), y=y, text="label:N"),
    ).properties(width=theme.WIDTH, height=top * _ROW)
