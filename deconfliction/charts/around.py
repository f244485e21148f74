"""Events counted by months from one day: one group stacked upwards, one downwards, a mark an event."""

import altair as alt
import pandas as pd

from deconfliction.charts import coverage, theme
from deconfliction.charts.figure import time_scale, utc
from deconfliction.charts.nothing import unless_empty

_ROW = 14
_MONTHS = 12

#: The strip lies astride the level from which both groups are stacked.
_HALF_STRIP = 4.5


@unless_empty
def around(
    events: pd.DataFrame,
    day: pd.Timestamp,
    groups: dict[str, dict[str, tuple[str, str]]],
    label: str,
    months: pd.DataFrame,
) -> alt.LayerChart:
    """Return the events of the twelve months before and after a day, stacked by months counted from that day.

    Calendar months would mix the two sides of the day; months counted from it do not.

    Args:
        events: ``Dataset.events`` with ``kind``, none of them on the day itself or more than a year from it.
        day: the day.
        groups: heading of the upper and of the lower group, with the colour and shape of its kinds, innermost first.
        label: what the rule at the day says.
        months: ``coverage.by_month``, for the strip between the groups.
    """
    above, below = groups.values()
    kinds = {**above, **below}
    names = list(kinds)
    found = events[events["kind"].isin(names)].copy()
    # The year after a day has 365 or 366 days: by 366, no event of it falls into a thirteenth month.
    found["month"] = (found["day"] - day).dt.days * _MONTHS // 366
    found["sign"] = found["kind"].map(lambda kind: 1 if kind in above else -1)
    found = found.sort_values(["kind", "day", "event_id"], key=lambda c: c.map(names.index) if c.name == "kind" else c)
    found["place"] = (found.groupby(["month", "sign"]).cumcount() + 1) * found["sign"]
    top, bottom = int(found["place"].max()) + 1, int(found["place"].min()) - 1
    month = pd.Timedelta(days=366) / _MONTHS
    drawn = pd.DataFrame(
        {
            "Event": found["title"],
            "Date": found["when"],
            "Kind": found["kind"],
            "x": utc(day + (found["month"] + 0.5) * month),
            "place": found["place"],
            "url": found["url"],
        }
    )
    first, last = (str((day + sign * month * (_MONTHS + 0.4)).date()) for sign in (-1, 1))
    tick = alt.TimeIntervalStep(interval="month", step=3)
    x = alt.X(
        "x:T",
        scale=time_scale(first, last),
        axis=alt.Axis(title=None, format="%b %Y", tickCount=tick, grid=True, offset=4),
    )
    y = alt.Y(
        "place:Q",
        scale=alt.Scale(domain=[bottom, top + 1], nice=False),
        axis=alt.Axis(title=None, grid=False, values=list(range(bottom + 1, top, 2)), labelExpr="abs(datum.value)"),
    )
    marks = (
        alt.Chart(drawn)
        .mark_point(size=58)
        .encode(
            x=x,
            y=y,
            color=alt.Color("Kind:N", scale=alt.Scale(domain=names, range=[kinds[name][0] for name in names])),
            shape=alt.Shape("Kind:N", scale=alt.Scale(domain=names, range=[kinds[name][1] for name in names])),
            tooltip=["Event:N", "Date:N", "Kind:N"],
            href="url:N",
        )
    )
    height = (top - bottom + 1) * _ROW
    strip = coverage.strip(months, first, last, height, y=(top + 1) * _ROW + _HALF_STRIP)
    rule = alt.Chart(pd.DataFrame({"x": utc(pd.Series([day])), "label": [label]})).encode(x=x)
    heads = pd.DataFrame({"label": list(groups), "place": [top + 0.4, bottom + 0.2]})
    return alt.layer(
        strip,
        rule.mark_rule(strokeDash=[4, 3]),
        rule.mark_text(align="left", dx=6, baseline="top", fontWeight="bold").encode(y=alt.value(0), text="label:N"),
        alt.Chart(heads)
        .mark_text(align="left", fontWeight="bold", baseline="middle")
        .encode(x=alt.value(4), y=y, text="label:N"),
        marks,
    ).properties(width=theme.WIDTH - 30, height=height)
