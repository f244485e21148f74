"""An interrupted series: a dot an event, the fitted rate with its band, the trend before gone on; and its steps."""

from itertools import pairwise

import altair as alt
import pandas as pd

from deconfliction.charts import coverage, theme
from deconfliction.charts.figure import time_scale, utc
from deconfliction.charts.nothing import unless_empty

_ROW = 20
_LABELS = 265
_FOOT = 16


@unless_empty
def series(
    events: pd.DataFrame,
    curve: pd.DataFrame,
    starts: pd.DatetimeIndex,
    *,
    day: pd.Timestamp,
    kinds: dict[str, tuple[str, str]],
    months: pd.DataFrame,
    label: str,
) -> alt.LayerChart:
    """Return a series of counts by month with its fit.

    Args:
        events: events counted, with ``kind``, ``title``, ``when``, ``url`` and ``month`` (a row of ``curve``).
        curve: ``month``, ``rate``, ``low``, ``high`` and ``continued``, in events a month.
        starts: first day of each month and, last, the end of the last.
        day: the day of the break.
        kinds: colour and shape of each kind, innermost first.
        months: ``coverage.by_month``, for the strip at the foot.
        label: what the rule at the day says.
    """
    names = list(kinds)
    middles = pd.Series([first + (last - first) / 2 for first, last in pairwise(starts)])
    found = events.sort_values(
        ["month", "kind", "day", "event_id"],
        key=lambda column: column.map(names.index) if column.name == "kind" else column,
    )
    place = found.groupby("month").cumcount() + 1
    top = max(float(place.max()), float(curve["rate"].max())) + 1.6
    height = top * _ROW + _FOOT
    marks = pd.DataFrame(
        {
            "Event": found["title"],
            "Date": found["when"],
            "Kind": found["kind"],
            "x": utc(found["month"].map(middles)),
            "place": place,
            "url": found["url"],
        }
    )
    lines = pd.DataFrame(
        {
            "x": utc(curve["month"].map(middles)),
            "rate": curve["rate"],
            "low": curve["low"],
            "high": curve["high"].clip(upper=top),
            "continued": curve["continued"].where(curve["continued"] <= top),
            "part": (starts[:-1] >= day).astype(int),
        }
    )
    first, last = str(starts[0].date()), str(starts[-1].date())
    tick = alt.TimeIntervalStep(interval="month", step=6)
    x = alt.X(
        "x:T",
        scale=time_scale(first, last),
        axis=alt.Axis(title=None, format="%b %Y", tickCount=tick, grid=True, offset=4),
    )
    scale = alt.Scale(domain=[-_FOOT / _ROW, top], nice=False)
    axis = alt.Axis(title="events a month", grid=False, values=list(range(0, int(top) + 1)))
    base = alt.Chart(lines).encode(x=x)
    part = alt.Detail("part:N")
    rule = alt.Chart(pd.DataFrame({"x": utc(pd.Series([day])), "label": [label]})).encode(x=x)
    points = (
        alt.Chart(marks)
        .mark_point(size=55)
        .encode(
            x=x,
            y=alt.Y("place:Q", scale=scale, axis=axis),
            color=alt.Color("Kind:N", scale=alt.Scale(domain=names, range=[kinds[name][0] for name in names])),
            shape=alt.Shape("Kind:N", scale=alt.Scale(domain=names, range=[kinds[name][1] for name in names])),
            tooltip=["Event:N", "Date:N", "Kind:N"],
            href="url:N",
        )
    )
    return alt.layer(
        base.mark_area(color=theme.GRID, opacity=0.7).encode(
            y=alt.Y("low:Q", scale=scale, axis=axis), y2="high:Q", detail=part
        ),
        base.transform_filter("datum.part == 1 && isValid(datum.continued)")
        .mark_line(color=theme.MUTED, strokeDash=[3, 3], strokeWidth=1.5)
        .encode(y=alt.Y("continued:Q", scale=scale, axis=axis)),
        base.mark_line(color=theme.INK, strokeWidth=2).encode(y=alt.Y("rate:Q", scale=scale, axis=axis), detail=part),
        rule.mark_rule(strokeDash=[4, 3]).encode(y=alt.value(0), y2=alt.value(height - _FOOT)),
        rule.mark_text(align="left", dx=6, baseline="top", fontWeight="bold").encode(y=alt.value(0), text="label:N"),
        points,
        coverage.strip(months, first, last, height),
    ).properties(width=theme.WIDTH - 40, height=height)


@unless_empty
def steps(values: pd.DataFrame, title: str) -> alt.LayerChart:
    """Return ratios with their intervals, a row each, beside a line at 1; a row without a ratio keeps its label.

    Args:
        values: ``label``, ``group``, ``step``, ``low`` and ``high``, in the order of the rows.
        title: what the ratio is.
    """
    drawn = pd.DataFrame(
        {
            "Series": values["label"],
            "Group": values["group"],
            "step": values["step"],
            "low": values["low"],
            "high": values["high"],
        }
    )
    order = list(dict.fromkeys(drawn["Series"]))
    groups = list(dict.fromkeys(drawn["Group"]))
    known = drawn[drawn["step"].notna()]
    reach = [min(known["low"].min(), 1.0) / 1.1, max(known["high"].max(), 1.0) * 1.1] if len(known) else [0.1, 10]
    scale = alt.Scale(type="log", nice=False, domain=reach)
    axis = alt.Axis(title=title, grid=True, values=[0.1, 0.2, 0.5, 1, 2, 5], format="~g")
    y = alt.Y(
        "Series:N",
        sort=order,
        scale=alt.Scale(domain=order),
        axis=alt.Axis(title=None, labelColor=theme.INK, labelLimit=_LABELS),
    )
    colour = alt.Color("Group:N", scale=alt.Scale(domain=groups, range=[theme.INK, theme.MUTED][: len(groups)]))
    shape = alt.Shape("Group:N", scale=alt.Scale(domain=groups, range=["circle", "diamond"][: len(groups)]))
    tip = ["Series:N", "step:Q", "low:Q", "high:Q"]
    base = alt.Chart(known).encode(y=y, color=colour, tooltip=tip)
    one = alt.Chart(pd.DataFrame({"x": [1.0]}))
    return alt.layer(
        one.mark_rule(strokeDash=[4, 3]).encode(x=alt.X("x:Q", scale=scale, axis=axis)),
        base.mark_rule(strokeWidth=3).encode(x=alt.X("low:Q", scale=scale, axis=axis), x2="high:Q"),
        base.mark_point(size=85).encode(x=alt.X("step:Q", scale=scale, axis=axis), shape=shape),
    ).properties(width=theme.WIDTH - _LABELS, height=len(order) * 24)
