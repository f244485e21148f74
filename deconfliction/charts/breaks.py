"""Breaks: one row a suspension, full where it must have held, faint where it may have, broken where no end is known."""

import altair as alt
import pandas as pd

from deconfliction import dates
from deconfliction.charts import theme
from deconfliction.charts.figure import utc
from deconfliction.charts.nothing import unless_empty

_ROW = 17
_LEFT, _RIGHT = 150, 130

#: A suspension shorter than this many days has a mark instead of a bar that nobody could see.
_VISIBLE = 60


@unless_empty
def breaks(suspensions: pd.DataFrame, first: str, last: str, step: int = 2) -> alt.LayerChart:
    """Return suspensions on an axis of years, a row each, under headings; there has to be at least one.

    Args:
        suspensions: ``channels.suspensions`` with ``heading`` (rows stand in the order given, each under its heading),
            ``label`` (at the right of the row) and ``who`` (tooltip).
        first: first day drawn (ISO), the beginning of a year.
        last: last day drawn; a suspension with no known end is drawn to here, broken.
        step: years from one line of the axis to the next.
    """
    begin, end = pd.Timestamp(first), pd.Timestamp(last)
    y, rows, headings = 0.2, [], {}
    for heading in suspensions["heading"]:
        if heading not in headings:
            y += 0.35 if headings else 0.0
            headings[heading] = y + 0.5
            y += 1.0
        rows.append(y + 0.5)
        y += 1.0
    height = y + 0.3

    finish = suspensions["end_latest"].fillna(end).clip(upper=end)
    sure_end = suspensions["end_earliest"].fillna(end).clip(upper=end)
    drawn = pd.DataFrame(
        {
            "Heading": suspensions["heading"],
            "Who": suspensions["who"],
            "Side": suspensions["side"].map(theme.SIDE_NAMES),
            "From": [dates.day_in_english(day) for day in suspensions["start_earliest"]],
            "Length": suspensions["label"],
            "Reason": suspensions["reason"],
            "Says": suspensions["says"],
            "url": suspensions["url"].fillna(""),
            "row": rows,
            "soft": utc(suspensions["start_earliest"]),
            "sure": utc(suspensions["start_latest"]),
            "sure_end": utc(sure_end),
            "end": utc(finish),
        }
    )
    brief = ((sure_end - suspensions["start_latest"]).dt.days < _VISIBLE).to_numpy()
    unknown = suspensions["end_latest"].isna().to_numpy()
    # The scale runs on to both sides of the years drawn, where the labels stand.
    px = (end - begin) / (theme.WIDTH - _LEFT - _RIGHT)
    ends = [f"{moment.isoformat()}Z" for moment in ((begin - _LEFT * px).floor("D"), (end + _RIGHT * px).ceil("D"))]
    scale = alt.Scale(type="utc", nice=False, domain=ends)
    years = range(begin.year, end.year + 1, step)
    ticks = [int(pd.Timestamp(year, 1, 1).timestamp() * 1000) for year in years]
    axis = alt.Axis(title=None, format="%Y", values=ticks, grid=True, domain=False)
    y_at = alt.Y("row:Q", scale=alt.Scale(domain=[0, height], reverse=True, nice=False), axis=None)
    colour = alt.Color("Side:N", scale=theme.side_scale(), legend=None)
    tip = ["Heading:N", "Who:N", "From:N", "Length:N", "Reason:N", "Says:N"]
    mark = {"y": y_at, "color": colour, "tooltip": tip, "href": "url:N"}

    def at(field: str) -> alt.X:
        return alt.X(f"{field}:T", scale=scale, axis=axis)

    def spanning(field: str) -> alt.X:
        return alt.X(f"{field}:T", scale=alt.Scale(type="utc"), axis=axis)

    heads = pd.DataFrame({"label": list(headings), "row": list(headings.values())})
    text = {"align": "left", "baseline": "middle"}
    right = alt.value(theme.WIDTH - _RIGHT + 24)
    return alt.layer(
        alt.Chart(drawn[~unknown])
        .mark_rule(strokeWidth=9, opacity=0.35)
        .encode(x=spanning("soft"), x2="end:T", **mark),
        alt.Chart(drawn[unknown])
        .mark_rule(strokeWidth=2, strokeDash=[2, 5])
        .encode(x=spanning("sure_end"), x2="end:T", **mark),
        alt.Chart(drawn[~brief]).mark_rule(strokeWidth=9).encode(x=spanning("sure"), x2="sure_end:T", **mark),
        alt.Chart(drawn[brief])
        .mark_point(size=70)
        .encode(x=at("sure"), shape=alt.Shape("Side:N", scale=theme.side_shape_scale(), legend=None), **mark),
        alt.Chart(drawn[unknown])
        .mark_text(text="?", fontSize=14, fontWeight="bold", align="left", baseline="middle", dx=2)
        .encode(x=at("end"), **mark),
        alt.Chart(heads).mark_text(fontWeight="bold", **text).encode(x=alt.value(0), y=y_at, text="label:N"),
        alt.Chart(drawn)
        .mark_text(fontSize=11, color=theme.MUTED, dx=12, **text)
        .encode(x=alt.value(0), y=y_at, text="From:N"),
        alt.Chart(drawn).mark_text(fontSize=11, **text).encode(x=right, y=y_at, text="Length:N"),
    ).properties(width=theme.WIDTH, height=height * _ROW)
