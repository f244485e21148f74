"""The local clocks of the places concerned, as rows of hours under a figure whose axis is in UTC."""

import altair as alt
import pandas as pd

from deconfliction.charts import theme
from deconfliction.charts.figure import time_scale, utc
from deconfliction.charts.stacking import levels

#: Pixels from the foot of the view to the first place (below axis and title), then to its clocks, then to the next.
_FIRST, _CLOCKS, _PLACE = 52, 15, 34

#: Readings nearer than this to an edge of the view stand inside it; width of a reading with the gap to the next.
_EDGE, _WIDE = 18, 86


def clocks(first: str, last: str, height: float, places: dict[str, int], every: int) -> alt.LayerChart:
    """Return rows of local clock readings as a layer under a chart of hours.

    Args:
        first: first moment of the chart (ISO, UTC).
        last: last moment of the chart.
        height: height of the chart in pixels.
        places: hours from UTC, by the name of the row.
        every: hours between two readings.
    """
    begin, finish = pd.Timestamp(first), pd.Timestamp(last)
    ticks = pd.Series(pd.date_range(begin.ceil(f"{every}h"), finish, freq=f"{every}h"))
    pixel = (ticks - begin) / (finish - begin) * theme.WIDTH
    align = pd.Series("center", index=ticks.index)
    align = align.mask(pixel < _EDGE, "left").mask(pixel > theme.WIDTH - _EDGE, "right")
    # A reading that would run into the one before it is left out.
    left = pixel - align.map({"left": 0, "center": _WIDE / 2, "right": _WIDE})
    kept = levels(pd.Series("clock", index=ticks.index), left, left + _WIDE) == 0
    ticks, align = ticks[kept], align[kept]
    x = alt.X("x:T", scale=time_scale(first, last))
    layers = []
    for row, (place, offset) in enumerate(places.items()):
        top = height + _FIRST + row * _PLACE
        name = alt.Chart(pd.DataFrame({"place": [place]})).mark_text(align="left", fontSize=11, fontWeight="bold")
        layers.append(name.encode(x=alt.value(0), y=alt.value(top), text="place:N"))
        there = (ticks + pd.Timedelta(hours=offset)).dt.strftime("%-d %b %H:%M")
        drawn = pd.DataFrame({"x": utc(ticks), "clock": there})
        for side in align.unique():
            text = alt.Chart(drawn[align == side]).mark_text(align=side, fontSize=11, color=theme.MUTED)
            layers.append(text.encode(x=x, y=alt.value(top + _CLOCKS), text="clock:N"))
    return alt.layer(*layers)
