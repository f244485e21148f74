"""Events on a line of time: one mark an event, stacked where they meet, in lanes that the chapter names."""

import altair as alt
import pandas as pd

from deconfliction.charts import coverage, theme
from deconfliction.charts.figure import time_scale, utc
from deconfliction.charts.nothing import unless_empty
from deconfliction.charts.stacking import levels

_ROW = 17

#: Room for the strip of what was read, in rows.
_STRIP = 0.9

#: Gap between two labels on one row, in characters.
_LABEL_GAP = 2


@unless_empty
def timeline(
    events: pd.DataFrame,
    first: str,
    last: str,
    kinds: dict[str, tuple[str, str]],
    *,
    axis_format: str = "%-d %b",
    tick_count: object = "week",
    months: pd.DataFrame | None = None,
) -> alt.LayerChart:
    """Return events as marks on an axis of time, in lanes.

    Args:
        events: ``Dataset.events`` with ``lane`` (in the order of the lanes' first rows), ``kind`` and, where an event
            is to be labelled, ``label``.
        first: first day drawn (ISO).
        last: last day drawn.
        kinds: colour and shape of each kind, in the order of the legend.
        axis_format: how dates read on the axis.
        tick_count: how often.
        months: ``coverage.by_month`` where the strip of what was read stands at the foot; none otherwise.
    """
    found = events.reset_index(drop=True)
    labels = found["label"].fillna("") if "label" in found else pd.Series("", index=found.index)
    # A character of a label is about 5.6 pixels wide, a mark about 13.
    left = (found["day"] - pd.Timestamp(first)) / (pd.Timestamp(last) - pd.Timestamp(first)) * theme.WIDTH
    pixels = 13 + labels.str.len().where(labels == "", labels.str.len() + _LABEL_GAP) * 5.6
    found["level"] = levels(found["lane"], left, left + pixels)
    top, base = 0.0, {}
    for lane in dict.fromkeys(found["lane"]):
        highest = found.loc[found["lane"] == lane, "level"].max()
        base[lane] = (top + 0.7, top + 1.7)
        top += highest + 2.3
    top += 0.0 if months is None else _STRIP
    rows = found["lane"].map(lambda lane: base[lane][1]) + found["level"]
    marks = pd.DataFrame(
        {
            "Event": found["title"],
            "Date": found["when"],
            "Kind": found["kind"],
            "x": utc(found["day"]),
            "row": rows,
            "url": found["url"],
            "label": labels,
        }
    )
    axis = alt.Axis(title=None, format=axis_format, tickCount=tick_count, grid=True, labelFlush=True)
    x = alt.X("x:T", scale=time_scale(first, last), axis=axis)
    y = alt.Y("row:Q", scale=alt.Scale(domain=[0, top], reverse=True, nice=False), axis=None)
    names = list(kinds)
    base_chart = alt.Chart(marks).encode(x=x, y=y, tooltip=["Event:N", "Date:N", "Kind:N"], href="url:N")
    points = base_chart.mark_point(size=75).encode(
        color=alt.Color("Kind:N", scale=alt.Scale(domain=names, range=[kinds[name][0] for name in names])),
        shape=alt.Shape("Kind:N", scale=alt.Scale(domain=names, range=[kinds[name][1] for name in names])),
    )
    texts = base_chart.mark_text(align="left", dx=8, baseline="middle", fontSize=11).encode(text="label:N")
    headings = pd.DataFrame({"label": list(base), "row": [heading for heading, _ in base.values()]})
    lanes = (
        alt.Chart(headings)
        .mark_text(align="left", fontWeight="bold", baseline="middle")
        .encode(x=alt.value(0), y=y, text="label:N")
    )
    strip = [] if months is None else [coverage.strip(months, first, last, top * _ROW)]
    return alt.layer(points, texts, lanes, *strip).properties(width=theme.WIDTH, height=top * _ROW)
