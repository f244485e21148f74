"""Rates that speakers gave: a row a statement, with the time that it speaks of and its number; a block a measure."""

import altair as alt
import pandas as pd

from deconfliction.charts import theme
from deconfliction.charts.nothing import unless_empty
from deconfliction.dates import day_in_english

_ROW, _TIME, _VALUE = 19, 262, 440

#: Right ends of the two columns of marks.
_TIME_END, _VALUE_END = 420, theme.WIDTH - 12

#: Where a row's marks stand: its time from and to, its number from and to, its row.
_PLACES = ["t0", "t1", "x0", "x1", "row"]

#: Shape of each reading: a triangle points to where the true number may lie.
READINGS = {"A number": "circle", "“Daily”, no number": "triangle-right", "An upper figure": "triangle-left"}


@unless_empty
def statements(blocks: dict[str, pd.DataFrame], ticks: dict[str, list[int]], first: str, last: str) -> alt.LayerChart:
    """Return statements in blocks, each block with its own axis of numbers, all with one axis of time.

    Args:
        blocks: by measure with its unit, the rows to draw in order: ``label``, ``low``, ``high`` (equal where one
            number was given), ``first``, ``last``, ``reading`` (a key of ``READINGS``), ``side``, ``says``. Blocks
            without rows are left out; without any block nothing but the axis of time is drawn.
        ticks: by measure, the numbers marked on its axis; the axis runs from nought to the last of them.
        first: first day of the axis of time (ISO).
        last: last day.
    """
    begin, end = pd.Timestamp(first), pd.Timestamp(last)

    def at_time(days: pd.Series) -> pd.Series:
        return _TIME + (days.clip(begin, end) - begin) / (end - begin) * (_TIME_END - _TIME)

    y, drawn, heads, rules, labels = 0.0, [], [], [], []
    for measure, found in blocks.items():
        if found.empty:
            continue
        top = ticks[measure][-1]
        heads.append((measure, y + 0.6))
        above, y = y + 1.05, y + 1.5

        def at_value(numbers: pd.Series | float, top: int = top) -> pd.Series | float:
            return _VALUE + numbers / top * (_VALUE_END - _VALUE)

        drawn.append(
            pd.DataFrame(
                {
                    "Statement": found["label"],
                    "Measure": measure,
                    "Period": [
                        f"{day_in_english(a)} to {day_in_english(b)}"
                        for a, b in zip(found["first"], found["last"], strict=True)
                    ],
                    "Reading": found["reading"],
                    "Side": found["side"].map(theme.SIDE_NAMES),
                    "Says": found["says"],
                    "t0": at_time(found["first"]) - 1.5,
                    "t1": at_time(found["last"]) + 1.5,
                    "x0": at_value(found["low"]),
                    "x1": at_value(found["high"]),
                    "row": [y + place for place in range(len(found))],
                }
            )
        )
        y += len(found)
        rules += [(at_value(number), above, y - 0.4) for number in ticks[measure]]
        labels += [(f"{number:g}", at_value(number), y) for number in ticks[measure]]
        y += 1.0
    columns = pd.DataFrame({"label": ["Time spoken of", "Number"], "x": [_TIME, _VALUE], "row": [0.6, 0.6]})
    empty = pd.DataFrame(columns=["Statement", "Measure", "Period", "Reading", "Side", "Says", *_PLACES])
    marks = pd.concat(drawn or [empty], ignore_index=True).astype(dict.fromkeys(_PLACES, float))
    years = [year for year in range(begin.year, end.year + 1) if begin <= pd.Timestamp(year, 1, 1) <= end]
    at_year = [float(at_time(pd.Series([pd.Timestamp(year, 1, 1)])).iloc[0]) for year in years]
    rules += [(x, 0.9, y - 1.3) for x in at_year]
    labels += [(str(year), x, y - 0.9) for year, x in zip(years, at_year, strict=True)]

    x = {"scale": alt.Scale(domain=[0, theme.WIDTH], nice=False, zero=False), "axis": None}
    y_at = alt.Y("row:Q", scale=alt.Scale(domain=[0, y - 0.5], reverse=True, nice=False), axis=None)
    colour = alt.Color("Side:N", scale=theme.side_scale(), legend=alt.Legend(symbolType="square", columns=2))
    tip = ["Measure:N", "Statement:N", "Period:N", "Reading:N", "Side:N", "Says:N"]
    base = alt.Chart(marks).encode(y=y_at, color=colour, tooltip=tip)
    shape = alt.Shape(
        "Reading:N",
        scale=alt.Scale(domain=list(READINGS), range=list(READINGS.values())),
        legend=alt.Legend(columns=2),
    )
    grid = pd.DataFrame(rules, columns=["x", "row", "row2"])
    scale = pd.DataFrame(labels, columns=["label", "x", "row"])
    return alt.layer(
        alt.Chart(grid).mark_rule(color=theme.GRID).encode(x=alt.X("x:Q", **x), y=y_at, y2="row2:Q"),
        alt.Chart(scale)
        .mark_text(color=theme.MUTED, fontSize=11, baseline="middle")
        .encode(x=alt.X("x:Q", **x), y=y_at, text="label:N"),
        alt.Chart(columns)
        .mark_text(align="left", color=theme.MUTED, fontSize=11, baseline="middle")
        .encode(x=alt.X("x:Q", **x), y=y_at, text="label:N"),
        alt.Chart(pd.DataFrame(heads, columns=["label", "row"]))
        .mark_text(align="left", fontWeight="bold", baseline="middle")
        .encode(x=alt.value(0), y=y_at, text="label:N"),
        alt.Chart(marks)
        .mark_text(align="left", fontSize=11, baseline="middle", limit=_TIME - 12)
        .encode(x=alt.value(8), y=y_at, text="Statement:N"),
        base.mark_rule(strokeWidth=7, opacity=0.45).encode(x=alt.X("t0:Q", **x), x2="t1:Q"),
        base.mark_rule(strokeWidth=3).encode(x=alt.X("x0:Q", **x), x2="x1:Q"),
        base.mark_point(size=80).encode(x=alt.X("x0:Q", **x), shape=shape),
        base.mark_point(size=80).encode(x=alt.X("x1:Q", **x), shape=shape),
    ).properties(width=theme.WIDTH, height=(y - 0.5) * _ROW)
