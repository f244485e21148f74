"""Events counted by period: one mark an event, stacked, so that a count stays a set of events that can be followed."""

import altair as alt
import pandas as pd

from deconfliction.charts import theme
from deconfliction.charts.figure import time_scale, utc

_ROW = 11


def counts(
    events: pd.DataFrame,
    first: str,
    last: str,
    kinds: dict[str, tuple[str, str]],
    *,
    period: str = "MS",
    marks: dict[str, str] | None = None,
) -> alt.LayerChart:
    """Return a stack of marks a period, by kind, with an axis of counts.

    Args:
        events: ``Dataset.events`` with ``kind``.
        first: first day drawn (ISO).
        last: last day drawn.
        kinds: colour and shape of each kind, from the bottom of the stack.
        period: length of a period, a pandas offset: ``MS`` for months, ``QS`` for quarters.
        marks: dates (ISO) to rule off, and what each says.
    """
    names = list(kinds)
    found = events[events["kind"].isin(names)].copy()
    found["period"] = found["day"].dt.to_period(period.rstrip("S")).dt.start_time
    found = found.sort_values(["period", "kind", "day"], key=lambda c: c.map(names.index) if c.name == "kind" else c)
    found["place"] = found.groupby("period").cumcount() + 1
    middle = found["period"] + (found["period"].dt.to_period(period.rstrip("S")).dt.end_time - found["period"]) / 2
    top = int(found["place"].max()) + 1
    drawn = pd.DataFrame(
        {
            "Event": found["title"],
            "Date": found["when"],
            "Kind": found["kind"],
            "x": utc(middle),
            "place": found["place"],
            "url": found["url"],
        }
    )
    x = alt.X("x:T", scale=time_scale(first, last), axis=alt.Axis(title=None, format="%Y", tickCount="year", grid=True))
    y = alt.Y(
        "place:Q",
        scale=alt.Scale(domain=[0, top], nice=False),
        axis=alt.Axis(
            title="events", grid=False, tickMinStep=1, titleAngle=0, titleAlign="left", titleY=-8, titleX=-20
        ),
    )
    stacked = (
        alt.Chart(drawn)
        .mark_point(size=52)
        .encode(
            x=x,
            y=y,
            color=alt.Color("Kind:N", scale=alt.Scale(domain=names, range=[kinds[name][0] for name in names])),
            shape=alt.Shape("Kind:N", scale=alt.Scale(domain=names, range=[kinds[name][1] for name in names])),
            tooltip=["Event:N", "Date:N", "Kind:N"],
            href="url:N",
        )
    )
    layers = [stacked]
    if marks:
        ruled = pd.DataFrame({"x": utc(pd.Series(list(marks))), "label": list(marks.values())})
        rule = alt.Chart(ruled).encode(x=x)
        layers += [
            rule.mark_rule(strokeDash=[4, 3]),
            rule.mark_text(align="left", dx=5, baseline="top", fontWeight="bold").encode(
                y=alt.value(0), text="label:N"
            ),
        ]
    return alt.layer(*layers).properties(width=theme.WIDTH, height=max(120, top * _ROW))
