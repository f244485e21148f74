"""Events on a line of time: one mark an event, stacked where they meet, in lanes that the chapter names."""

import altair as alt
import pandas as pd

from deconfliction.charts import theme
from deconfliction.charts.figure import time_scale, utc


def stack(events: pd.DataFrame, days: float, lane: str = "lane") -> pd.Series:
    """Return a height for each event (0 upwards), so that no two of a lane within that many days share one.

    Args:
        events: with ``day`` (timestamps) and the lane column.
        days: how close is too close, in days: the width of a mark on the axis.
    """
    heights = pd.Series(0, index=events.index)
    for _, members in events.sort_values(["day", "event_id"]).groupby(lane, sort=False):
        ends: list[pd.Timestamp] = []
        for index, day in members["day"].items():
            level = next((i for i, end in enumerate(ends) if day >= end), len(ends))
            end = day + pd.Timedelta(days=days)
            if level == len(ends):
                ends.append(end)
            else:
                ends[level] = end
            heights[index] = level
    return heights


def timeline(
    events: pd.DataFrame,
    first: str,
    last: str,
    colours: dict[str, str],
    shapes: dict[str, str],
    axis_format: str = "%b %Y",
    tick_count: object = "month",
    mark_days: float = 6,
) -> alt.LayerChart:
    """Return events as marks on an axis of time, a lane a group.

    Args:
        events: ``Dataset.events`` with the columns ``lane`` and ``kind`` (legend), and optionally ``label``.
        first: first day drawn (ISO).
        last: last day drawn.
        colours: colour of each kind, in the order of the legend.
        shapes: shape of each kind.
        axis_format: how dates read on the axis.
        tick_count: how often.
        mark_days: width of a mark in days, for stacking.
    """
    found = events.copy()
    found["level"] = stack(found, mark_days)
    tops = found.groupby("lane")["level"].max()
    order = (
        list(dict.fromkeys(found["lane"]))
        if "lane_order" not in found
        else list(found.sort_values("lane_order")["lane"].drop_duplicates())
    )
    base, y = {}, 0.0
    for lane in order:
        y += 1.0
        base[lane] = y + tops[lane] + 0.2
        y = base[lane] + 0.9
    found["row"] = found["lane"].map(base) - found["level"]
    height = y
    marks = pd.DataFrame(
        {
            "Event": found["title"],
            "Date": found["when"],
            "Kind": found["kind"],
            "x": utc(found["day"]),
            "row": found["row"],
            "url": found["url"],
            "label": found["label"] if "label" in found else "",
        }
    )
    x = alt.X(
        "x:T",
        scale=time_scale(first, last),
        axis=alt.Axis(title=None, format=axis_format, tickCount=tick_count, grid=True, labelFlush=True),
    )
    y_scale = alt.Y("row:Q", scale=alt.Scale(domain=[0, height], reverse=True, nice=False), axis=None)
    kinds = list(colours)
    lane_labels = pd.DataFrame({"label": order, "row": [base[lane] - tops[lane] - 0.9 for lane in order]})
    points = (
        alt.Chart(marks)
        .mark_point(size=75, filled=True)
        .encode(
            x=x,
            y=y_scale,
            color=alt.Color("Kind:N", scale=alt.Scale(domain=kinds, range=[colours[k] for k in kinds])),
            shape=alt.Shape("Kind:N", scale=alt.Scale(domain=kinds, range=[shapes[k] for k in kinds])),
            tooltip=["Event:N", "Date:N", "Kind:N"],
            href="url:N",
        )
    )
    text = (
        alt.Chart(marks[marks["label"] != ""])
        .mark_text(align="left", dx=8, baseline="middle", fontSize=11)
        .encode(x=x, y=y_scale, text="label:N")
    )
    lanes = (
        alt.Chart(lane_labels)
        .mark_text(align="left", fontWeight="bold", baseline="middle")
        .encode(x=alt.value(0), y=y_scale, text="label:N")
    )
    return alt.layer(points, text, lanes).properties(width=theme.WIDTH, height=height * 17)
