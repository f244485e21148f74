"""Lanes: suspensions that were declared, with soft ends, over what each side said and saw of the line's use."""

import altair as alt
import pandas as pd

from deconfliction import dates
from deconfliction.channels import STATE_NAMES
from deconfliction.charts import theme
from deconfliction.charts.figure import UTC, time_scale, utc
from deconfliction.charts.nothing import unless_empty

_ROW = 18
_SUSPENDED = STATE_NAMES["declared_suspended"]

#: A state that holds for longer than this many days is drawn as a line, a shorter one as a point.
_LASTING = 2


def _rows(drawn: pd.DataFrame) -> dict[tuple[str, str], float]:
    """Give each lane a heading and under it one row a side that speaks in it; return the row of each."""
    spoken = set(zip(drawn["lane"], drawn["side"], strict=True))
    y, rows = 0.0, {}
    for lane in STATE_NAMES.values():
        sides = [side for side in theme.SIDE_NAMES if (lane, side) in spoken]
        if sides:
            y += 1.0
        for side in sides:
            y += 1.0
            rows[(lane, side)] = y
        y += 0.35 if sides else 0.0
    return rows


@unless_empty
def lanes(
    states: pd.DataFrame,
    suspensions: pd.DataFrame,
    first: str,
    last: str,
    *,
    axis_format: str = "%Y",
    tick_count: object = "year",
) -> alt.LayerChart:
    """Return the lanes of one line.

    Args:
        states: ``channels.states`` of the line.
        suspensions: rows of ``channels.suspensions`` that bear on it.
        first: first day drawn (ISO).
        last: last day drawn; an open end is drawn to here, faint.
        axis_format: how dates read on the axis.
        tick_count: how often: an interval of Vega's time units, or a number.

    A suspension is a bar that opens with a mark, full where it must have held and faint where it may have; its surest
    part is tinted through all lanes, so that reports of use within it stand out. A statement on one day is a point, on
    a longer time a line.
    """
    end = pd.Timestamp(last)
    spoken = states[states["state"] != "declared_suspended"].copy()
    spoken["lane"] = spoken["state"].map(STATE_NAMES)
    bars = suspensions.assign(lane=_SUSPENDED)
    rows = _rows(pd.concat([bars[["lane", "side"]], spoken[["lane", "side"]]]))
    height = max(rows.values()) + 0.9

    def frame(found: pd.DataFrame, start: str, finish: pd.Series, who: pd.Series) -> pd.DataFrame:
        return pd.DataFrame(
            {
                "Says": found["says"],
                "Who": who,
                "When": [dates.day_in_english(day) for day in found[start]],
                "Side": found["side"].map(theme.SIDE_NAMES),
                "row": [rows[key] for key in zip(found["lane"], found["side"], strict=True)],
                "start": utc(found[start]),
                "end": utc(finish.fillna(end).clip(upper=end)),
                "url": found["url"].fillna(""),
            }
        )

    sure = frame(bars, "start_latest", bars["end_earliest"], bars["declared_by"])
    soft = frame(bars, "start_earliest", bars["end_latest"], bars["declared_by"])
    who = spoken["speaker"].fillna(spoken["originator_name"])
    lasting = (spoken["end_earliest"] - spoken["start_latest"]).dt.days > _LASTING
    lines = frame(spoken[lasting], "start_latest", spoken.loc[lasting, "end_earliest"], who[lasting])
    points = frame(spoken[~lasting], "start_earliest", spoken.loc[~lasting, "end_earliest"], who[~lasting])

    axis = alt.Axis(title=None, format=axis_format, tickCount=tick_count, grid=True, labelFlush=True)
    x, x_point = alt.X("start:T", scale=UTC, axis=axis), alt.X("start:T", scale=time_scale(first, last), axis=axis)
    y = alt.Y("row:Q", scale=alt.Scale(domain=[0, height], reverse=True, nice=False), axis=None)
    colour = alt.Color("Side:N", scale=theme.side_scale())
    shape = alt.Shape("Side:N", scale=theme.side_shape_scale())
    marks = {"y": y, "color": colour, "tooltip": ["Says:N", "Who:N", "When:N"], "href": "url:N"}
    headings = pd.DataFrame(
        [(lane, min(row for (of, _), row in rows.items() if of == lane) - 0.95) for lane, _ in dict.fromkeys(rows)],
        columns=["label", "row"],
    ).drop_duplicates()
    return alt.layer(
        alt.Chart(sure).mark_rect(color=theme.TOKENS["ru_tint"][0], opacity=0.6).encode(x=x, x2="end:T"),
        alt.Chart(soft).mark_rule(strokeWidth=11, opacity=0.3).encode(x=x, x2="end:T", **marks),
        alt.Chart(sure).mark_rule(strokeWidth=11).encode(x=x, x2="end:T", **marks),
        alt.Chart(sure).mark_point(size=85).encode(x=x_point, shape=shape, **marks),
        alt.Chart(lines).mark_rule(strokeWidth=3).encode(x=x, x2="end:T", **marks),
        alt.Chart(points).mark_point(size=58).encode(x=x_point, shape=shape, **marks),
        alt.Chart(headings)
        .mark_text(align="left", fontWeight="bold", baseline="middle")
        .encode(x=alt.value(0), y=alt.Y("row:Q"), text="label:N"),
    ).properties(width=theme.WIDTH, height=height * _ROW)
