"""Verdicts: rows of claims by ways of looking at the record, a mark a cell, so that a verdict that changes is seen."""

import altair as alt
import pandas as pd

from deconfliction.charts import theme
from deconfliction.charts.nothing import unless_empty

#: A short dash, for a cell of which there is nothing to say.
DASH = "M-0.7,-0.16L0.7,-0.16L0.7,0.16L-0.7,0.16Z"

_MARK = 70
_LINE = 13
_HEAD = 12


@unless_empty
def verdicts(
    cells: pd.DataFrame,
    kinds: dict[str, tuple[str, str]],
    columns: dict[str, str],
    *,
    labels: int,
    row: int = 19,
    wide: str | None = None,
    upright: bool = False,
) -> alt.LayerChart:
    """Return a matrix of verdicts.

    Args:
        cells: ``label`` (row, lines parted by ``|``; rows stand in the order of their first cells), ``group`` (heading
            above a run of rows, empty for none), ``column``, ``kind`` (a key of ``kinds``), ``changed`` (whether the
            cell is tinted), ``text`` (beside or below the mark, may be empty), ``says`` (tooltip) and ``url``.
        kinds: colour and shape of each kind, in the order of the legend.
        columns: head of each column, in order, lines parted by ``|``.
        labels: width kept for the rows' labels, in pixels.
        row: height of a row in pixels.
        wide: a column of text without marks, twice as wide, or none.
        upright: whether the heads stand upright, for many narrow columns.
    """
    widths = {column: 2.2 if column == wide else 1.0 for column in columns}
    unit = (theme.WIDTH - labels) / sum(widths.values())
    centre, right = {}, float(labels)
    for column, share in widths.items():
        centre[column] = right + share * unit / 2
        right += share * unit
    lines = [head.split("|") for head in columns.values()]
    deep = max(len(line) for head in lines for line in head) * 5.7 if upright else max(map(len, lines)) * _HEAD
    y, at, headings = deep + row * 0.7, {}, []
    last = None
    for label, group in cells[["label", "group"]].drop_duplicates().itertuples(index=False):
        if group != last and group:
            y += row * 0.25
            headings.append((group, y))
            y += row
        last = group
        at[label] = y
        y += row
    below = cells["text"].where(cells["column"] != wide, "").str.len().gt(0).any()
    drawn = pd.DataFrame(
        {
            "Claim": cells["label"].str.replace("|", " "),
            "Record": cells["column"],
            "Verdict": cells["kind"],
            "Stands on": cells["says"],
            "text": cells["text"],
            "url": cells["url"].fillna(""),
            "x": cells["column"].map(centre).astype(float),
            "y": cells["label"].map(at).astype(float),
            "changed": cells["changed"].astype(bool),
            "wide": (cells["column"] == wide).astype(bool),
        }
    )
    across = alt.Scale(domain=[0, theme.WIDTH], nice=False, zero=False)
    down = alt.Scale(domain=[0, y - row * 0.3], reverse=True, nice=False, zero=False)
    x, y_at = alt.X("x:Q", scale=across, axis=None), alt.Y("y:Q", scale=down, axis=None)
    tip = ["Claim:N", "Record:N", "Verdict:N", "Stands on:N"]
    names = pd.DataFrame({"label": list(at), "y": list(at.values())})
    heads = pd.DataFrame({"label": list(columns.values()), "x": [centre[column] for column in columns], "y": deep})
    titles = pd.DataFrame(headings, columns=["label", "y"])
    tints = drawn[drawn["changed"]].assign(
        x0=lambda found: found["x"] - unit * 0.46,
        x1=lambda found: found["x"] + unit * 0.46,
        y0=lambda found: found["y"] - row * 0.46,
        y1=lambda found: found["y"] + row * 0.46,
    )
    marks = drawn[~drawn["wide"]].assign(y=lambda found: found["y"] - (row * 0.18 if below else 0))
    words = drawn[drawn["text"] != ""].assign(
        y=lambda found: found["y"] + found["wide"].map({True: 0.0, False: row * 0.24}).astype(float)
    )
    head_marks = {"angle": 270, "align": "left"} if upright else {"align": "center", "baseline": "bottom"}
    return alt.layer(
        alt.Chart(tints)
        .mark_rect(color=theme.TOKENS["muted_tint"][0])
        .encode(x=alt.X("x0:Q", scale=across, axis=None), x2="x1:Q", y=alt.Y("y0:Q", scale=down, axis=None), y2="y1:Q"),
        alt.Chart(names)
        .mark_text(align="left", baseline="middle", fontSize=11, lineBreak="|", lineHeight=_LINE)
        .encode(x=alt.value(0), y=y_at, text="label:N"),
        alt.Chart(titles)
        .mark_text(align="left", baseline="middle", fontWeight="bold")
        .encode(x=alt.value(0), y=y_at, text="label:N"),
        alt.Chart(heads)
        .mark_text(fontSize=11, color=theme.MUTED, lineBreak="|", lineHeight=_HEAD, **head_marks)
        .encode(x=x, y=y_at, text="label:N"),
        alt.Chart(words)
        .mark_text(fontSize=9.5, color=theme.MUTED, baseline="middle")
        .encode(x=x, y=y_at, text="text:N", tooltip=tip),
        alt.Chart(marks)
        .mark_point(size=_MARK)
        .encode(
            x=x,
            y=y_at,
            color=alt.Color(
                "Verdict:N", scale=alt.Scale(domain=list(kinds), range=[colour for colour, _ in kinds.values()])
            ),
            shape=alt.Shape(
                "Verdict:N", scale=alt.Scale(domain=list(kinds), range=[shape for _, shape in kinds.values()])
            ),
            tooltip=tip,
            href="url:N",
        ),
    ).properties(width=theme.WIDTH, height=y)
