"""Presence: a row an event, a column a question, a mark for each side that reports something."""

import altair as alt
import pandas as pd

from deconfliction.charts import theme
from deconfliction.charts.nothing import unless_empty

#: Shape of each answer.
ANSWERS = {"reported": "circle", "denied": "cross"}

_ROW = 21
_LABELS = 235
_HEAD = 2.6
_LINE = 13

#: How far the marks of a column's sides stand apart, in columns.
_OFFSETS = {"US": -0.24, "RU": 0.0, "third": 0.24}


@unless_empty
def presence(
    marks: pd.DataFrame, rows: dict[str, str], groups: dict[str, dict[str, str]], rule: tuple[str, str]
) -> alt.LayerChart:
    """Return a grid with a mark for each side that reports something, and a speck where none does.

    Args:
        marks: ``event_id``, ``column``, ``side``, ``answer`` (a key of ``ANSWERS``), ``says`` (tooltip), ``url``.
        rows: label of each event, in order.
        groups: heading of each group of columns, and under it each column with its heading (``|`` breaks its line).
        rule: the event under which a line is drawn across, and what the line says.

    Raises:
        ValueError: if a mark names a row or column that is not drawn.
    """
    columns = [column for group in groups.values() for column in group]
    strange = set(marks["event_id"]) - set(rows) | set(marks["column"]) - set(columns)
    if strange:
        raise ValueError(f"marks for rows or columns that are not drawn: {', '.join(sorted(strange))}")
    gap = 0.5
    at, group_of, x = {}, {}, 0.5
    for heading, group in groups.items():
        group_of[heading] = x - 0.5
        for column in group:
            at[column] = x
            x += 1.0
        x += gap
    width = x - 0.5 - gap
    row_of, y = {}, _HEAD
    rule_at = 0.0
    for event_id in rows:
        row_of[event_id] = y
        y += 1.0
        if event_id == rule[0]:
            rule_at = y + 0.25
            y += 1.3
    height = y - 0.3

    crowded = marks.groupby(["event_id", "column"])["side"].transform("nunique") > 1
    drawn = pd.DataFrame(
        {
            "Event": marks["event_id"].map(rows),
            "Question": marks["column"].str.replace("|", " "),
            "Who": marks["side"].map(theme.SIDE_NAMES),
            "Answer": marks["answer"],
            "Says": marks["says"],
            "url": marks["url"],
            "x": marks["column"].map(at) + marks["side"].map(_OFFSETS).where(crowded, 0.0),
            "y": marks["event_id"].map(row_of),
        }
    )
    filled = set(zip(marks["event_id"], marks["column"], strict=True))
    specks = pd.DataFrame(
        [(at[c], row_of[e]) for e in rows for c in columns if (e, c) not in filled], columns=["x", "y"]
    )
    names = pd.DataFrame({"label": list(rows.values()), "y": list(row_of.values())})
    heads = pd.DataFrame(
        [(label, at[column], 1.05) for group in groups.values() for column, label in group.items()],
        columns=["label", "x", "y"],
    )
    titles = pd.DataFrame([(heading, start, 0.1) for heading, start in group_of.items()], columns=["label", "x", "y"])
    rules = pd.DataFrame({"label": [rule[1]], "y": [rule_at]})

    px = (theme.WIDTH - _LABELS) / width
    shift = _LABELS / px
    x_at = alt.X("x:Q", scale=alt.Scale(domain=[-shift, width], nice=False, zero=False), axis=None)
    y_at = alt.Y("y:Q", scale=alt.Scale(domain=[-0.4, height], reverse=True, nice=False, zero=False), axis=None)
    colour = alt.Color(
        "Who:N",
        scale=theme.side_scale(),
        legend=alt.Legend(orient="top", symbolType="circle"),
    )
    shape = alt.Shape("Answer:N", scale=alt.Scale(domain=list(ANSWERS), range=list(ANSWERS.values())))
    tip = ["Event:N", "Question:N", "Who:N", "Answer:N", "Says:N"]
    text = {"baseline": "middle"}
    return alt.layer(
        alt.Chart(specks).mark_point(size=8, color=theme.GRID).encode(x=x_at, y=y_at),
        alt.Chart(rules).mark_rule(strokeDash=[4, 3]).encode(y=y_at),
        alt.Chart(rules)
        .mark_text(align="left", dy=-8, fontWeight="bold", **text)
        .encode(x=alt.value(0), y=y_at, text="label:N"),
        alt.Chart(names).mark_text(align="left", fontSize=11, **text).encode(x=alt.value(0), y=y_at, text="label:N"),
        alt.Chart(titles).mark_text(align="left", fontWeight="bold", **text).encode(x=x_at, y=y_at, text="label:N"),
        alt.Chart(heads)
        .mark_text(align="center", baseline="top", fontSize=11, lineBreak="|", color=theme.MUTED, lineHeight=_LINE)
        .encode(x=x_at, y=y_at, text="label:N"),
        alt.Chart(drawn)
        .mark_point(size=70)
        .encode(x=x_at, y=y_at, color=colour, shape=shape, tooltip=tip, href="url:N"),
    ).properties(width=theme.WIDTH, height=height * _ROW)
