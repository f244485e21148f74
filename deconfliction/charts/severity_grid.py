"""A grid of incidents: how grave they were by what is said of the line's use, a mark an incident."""

import altair as alt
import pandas as pd

from deconfliction.charts import theme
from deconfliction.charts.nothing import unless_empty

_LABELS = 128
_DOT = 12.5
_HEAD = 46


@unless_empty
def severity_grid(
    found: pd.DataFrame, steps: dict[int, str], lanes: dict[str, str], kinds: dict[str, str]
) -> alt.LayerChart:
    """Return incidents as marks in the column of their gravest account; a line leads to the column of the mildest.

    Args:
        found: ``title``, ``when``, ``low``, ``high`` (steps), ``lane``, ``kind`` (whose accounts), ``shape`` (encounter
            or strike, display names), ``says`` and ``url``; marks of a cell stand in the order given.
        steps: what each step means, in order, lines parted by ``|``.
        lanes: name of each lane, lines parted by ``|``, from the top.
        kinds: colour of each kind, in the order of the legend.
    """
    width = (theme.WIDTH - _LABELS) / len(steps)
    left = {step: _LABELS + place * width for place, step in enumerate(steps)}
    across = int((width - 6) // _DOT)
    marks = found.reset_index(drop=True)
    # An incident with a tail has a row of its own below the others of its lane.
    tailed = marks["low"] < marks["high"]
    order = marks[~tailed].groupby(["lane", "high"]).cumcount().reindex(marks.index, fill_value=0)
    marks["x"] = marks["high"].map(left).astype(float) + 8 + order % across * _DOT
    deepest = (order // across).where(~tailed, -1).groupby(marks["lane"]).transform("max")
    below = deepest + 1 + marks[tailed].groupby("lane").cumcount().reindex(marks.index, fill_value=0)
    marks["level"] = (order // across).where(~tailed, below)
    y, top = float(_HEAD), {}
    for lane in lanes:
        mine = marks.loc[marks["lane"] == lane, "level"]
        rows = int(mine.max()) + 1 if len(mine) else 1
        top[lane] = (y, max(rows * _DOT, 2 * _DOT))
        y += top[lane][1] + _DOT * 0.9
    marks["y"] = marks["lane"].map(lambda lane: top[lane][0] + _DOT * 0.7).astype(float) + marks["level"] * _DOT
    drawn = pd.DataFrame(
        {
            "Incident": marks["title"],
            "Date": marks["when"],
            "Who says so": marks["kind"],
            "Type": marks["shape"],
            "Says": marks["says"].where(marks["says"] != "", "No account speaks of a line."),
            "url": marks["url"],
            "x": marks["x"],
            "x2": marks["low"].map(left).astype(float) + width * 0.5,
            "y": marks["y"],
            "ranged": tailed,
        }
    )
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, theme.WIDTH], nice=False, zero=False), axis=None)
    y_at = alt.Y("y:Q", scale=alt.Scale(domain=[0, y], reverse=True, nice=False, zero=False), axis=None)
    heads = pd.DataFrame({"label": list(steps.values()), "x": [at + 2 for at in left.values()], "y": 0.0})
    names = pd.DataFrame({"label": list(lanes.values()), "y": [at + _DOT * 0.7 for at, _ in top.values()]})
    rules = pd.DataFrame({"y": [at - _DOT * 0.35 for at, _ in top.values()]})
    tip = ["Incident:N", "Date:N", "Type:N", "Who says so:N", "Says:N"]
    colour = alt.Color("Who says so:N", scale=alt.Scale(domain=list(kinds), range=list(kinds.values())))
    forms = alt.Scale(domain=["Encounter", "Strike"], range=["circle", "triangle-up"])
    shape = alt.Shape("Type:N", scale=forms, legend=alt.Legend(orient="bottom"))
    return alt.layer(
        alt.Chart(rules).mark_rule(color=theme.GRID).encode(y=y_at),
        alt.Chart(heads)
        .mark_text(align="left", baseline="top", fontSize=10.5, color=theme.MUTED, lineBreak="|", lineHeight=12)
        .encode(x=x, y=y_at, text="label:N"),
        alt.Chart(names)
        .mark_text(align="left", baseline="middle", fontSize=11.5, lineBreak="|", lineHeight=13)
        .encode(x=alt.value(0), y=y_at, text="label:N"),
        alt.Chart(drawn[drawn["ranged"]]).mark_rule(strokeWidth=1.5).encode(x=x, x2="x2:Q", y=y_at, color=colour),
        alt.Chart(drawn).mark_point(size=62).encode(x=x, y=y_at, color=colour, shape=shape, tooltip=tip, href="url:N"),
    ).properties(width=theme.WIDTH, height=y)
