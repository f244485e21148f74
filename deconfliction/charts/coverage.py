"""How much was read, month by month: a strip that stands under counts over time, so that nobody reads them bare."""

import altair as alt
import pandas as pd

from deconfliction.charts import theme
from deconfliction.charts.figure import utc
from deconfliction.charts.nothing import unless_empty

_DEEP = 9

#: Steps of the strip: sources a month from which each begins, with its opacity.
_STEPS = {1: 0.18, 5: 0.4, 15: 0.65, 40: 1.0}

#: What a caption says of the strip.
LEGEND = "Grey strip: the darker, the more sources were read on events of that month (none, 1, 5, 15, 40 or more)."


def by_month(accounts: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Return how many sources the accounts of each month's events rest on.

    Args:
        accounts: ``Dataset.accounts``.
        events: ``Dataset.events``.

    Returns:
        Columns ``month`` (its first day) and ``sources``; months without any are left out.
    """
    told = accounts.merge(events[["event_id", "day"]], on="event_id")
    month = told["day"].dt.to_period("M").dt.to_timestamp().rename("month")
    return told.groupby(month)["source_id"].nunique().rename("sources").reset_index()


@unless_empty
def strip(months: pd.DataFrame, first: str, last: str, height: float, y: float | None = None) -> alt.Chart:
    """Return the strip as a layer for a chart with time along x, drawn at the foot of its view.

    Args:
        months: ``by_month``.
        first: first day drawn (ISO).
        last: last day drawn.
        height: height of the chart in pixels.
        y: lower edge of the strip in pixels from the top, the foot of the view where it is not given.
    """
    begin, end = pd.Timestamp(first), pd.Timestamp(last)
    found = months[(months["month"] + pd.offsets.MonthBegin(1) > begin) & (months["month"] < end)]
    opacity = found["sources"].map(lambda read: [shade for least, shade in _STEPS.items() if read >= least][-1])
    drawn = pd.DataFrame(
        {
            "Month": found["month"].dt.strftime("%B %Y"),
            "Sources": found["sources"],
            "x": utc(found["month"].clip(lower=begin)),
            "x2": utc((found["month"] + pd.offsets.MonthBegin(1)).clip(upper=end)),
            "shade": opacity,
        }
    )
    foot = height if y is None else y
    return (
        alt.Chart(drawn)
        .mark_rect(color=theme.MUTED)
        .encode(
            x=alt.X("x:T", scale=alt.Scale(type="utc")),
            x2="x2:T",
            y=alt.value(foot - _DEEP),
            y2=alt.value(foot),
            opacity=alt.Opacity("shade:Q", scale=None, legend=None),
            tooltip=["Month:N", "Sources:Q"],
        )
    )
