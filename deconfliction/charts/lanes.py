"""Lanes: what each side declared of a line against what was reported of its use, with soft ends for uncertain dates."""

import altair as alt
import pandas as pd

from deconfliction.channels import STATE_NAMES
from deconfliction.charts import theme
from deconfliction.charts.figure import time_scale, utc

_ROW = 19
_GAP = 0.9


def _rows(states: pd.DataFrame) -> pd.DataFrame:
    """Give each lane a band of rows, one row a side that speaks in it, and return the row of each state."""
    found = states.copy()
    found["lane"] = found["state"].map(STATE_NAMES)
    y, rows = 0.0, {}
    for lane in STATE_NAMES.values():
        sides = [side for side in theme.SIDE_NAMES if ((found["lane"] == lane) & (found["side"] == side)).any()]
        if not sides:
            continue
        y += _GAP if rows else 0.0
        for side in sides:
            y += 1.0
            rows[(lane, side)] = y
        y += 0.25
    found["row"] = [rows[key] for key in zip(found["lane"], found["side"], strict=True)]
    return found


def lanes(
    states: pd.DataFrame, first: str, last: str, axis_format: str = "%Y", tick_count: object = "year"
) -> alt.LayerChart:
    """Return the lanes of one line's states.

    Args:
        states: ``channels.states``; several lines may be shown together.
        first: first day drawn (ISO).
        last: last day drawn; an open end is drawn to here, fading.
        axis_format: how dates read on the axis.
        tick_count: how often: an interval of Vega's time units, or a number.

    Each state that lasts is a bar: full where it must have held, tinted where it may have. Each that names one day is a
    point. The bars of declared suspensions cast a tint over the lanes, so that use within them stands out.
    """
    end = pd.Timestamp(last)
    found = _rows(states)
    found["Side"] = found["side"].map(theme.SIDE_NAMES)
    found["shown_end"] = found["end_latest"].fillna(end).clip(upper=end)
    found["sure_end"] = found["end_earliest"].fillna(end).clip(upper=end)
    found["Who"] = found["speaker"].fillna(found["originator_name"])
    found["When"] = found["start_earliest"].dt.strftime("%-d %B %Y")
    height = found["row"].max() + 1.1
    columns = {"Says": "says", "Who": "Who", "From": "When", "State": "lane"}
    base = pd.DataFrame(
        {
            **{name: found[column] for name, column in columns.items()},
            "Side": found["Side"],
            "row": found["row"],
            "sure_start": utc(found["start_latest"]),
            "start": utc(found["start_earliest"]),
            "sure_end": utc(found["sure_end"]),
            "end": utc(found["shown_end"]),
            "url": found["url"].fillna(""),
        }
    )
    lasting = found["state"].isin(["declared_suspended"]) | (
        found["sure_end"] - found["start_latest"] > pd.Timedelta("2D")
    )
    suspended = base[found["state"] == "declared_suspended"]
    bars, points = base[lasting], base[~lasting]

    time = {
        "scale": time_scale(first, last),
        "axis": alt.Axis(title=None, format=axis_format, tickCount=tick_count, grid=True, labelFlush=True),
    }
    x, x_sure = alt.X("start:T", **time), alt.X("sure_start:T", **time)
    y = alt.Y("row:Q", scale=alt.Scale(domain=[0, height], reverse=True, nice=False), axis=None)
    colour = alt.Color("Side:N", scale=theme.side_scale())
    tip = [alt.Tooltip(f"{name}:N") for name in columns]
    labels = found.drop_duplicates("lane")[["lane", "row"]].sort_values("row")
    layers = []
    if len(suspended):
        layers.append(
            alt.Chart(suspended).mark_rect(color=theme.TOKENS["ru_tint"][0], opacity=0.55).encode(x=x, x2="sure_end:T")
        )
    layers += [
        alt.Chart(bars)
        .mark_rule(strokeWidth=11, opacity=0.35)
        .encode(x=x, x2="end:T", y=y, color=colour, tooltip=tip, href="url:N"),
        alt.Chart(bars)
        .mark_rule(strokeWidth=11)
        .encode(x=x_sure, x2="sure_end:T", y=y, color=colour, tooltip=tip, href="url:N"),
        alt.Chart(points)
        .mark_point(size=58, filled=True)
        .encode(
            x=x,
            y=y,
            color=colour,
            shape=alt.Shape("Side:N", scale=theme.side_shape_scale()),
            tooltip=tip,
            href="url:N",
        ),
        alt.Chart(pd.DataFrame({"label": labels["lane"], "row": labels["row"] - 0.85}))
        .mark_text(align="left", fontWeight="bold", baseline="middle")
        .encode(x=alt.value(0), y=alt.Y("row:Q"), text="label:N"),
    ]
    return alt.layer(*layers).properties(width=theme.WIDTH, height=height * _ROW)
