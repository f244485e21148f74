"""A grid of provisions: provided, excluded, or nothing read; three marks that cannot be taken for each other."""

import altair as alt
import pandas as pd

from deconfliction.charts import theme
from deconfliction.charts.nothing import unless_empty

#: A disc much smaller than a mark, as a path: a size of its own would not reach the legend.
_SPECK = "M-.27,0A.27,.27,0,1,1,.27,0A.27,.27,0,1,1,-.27,0Z"

#: Shape and colour of each mark, by what it says. Silence is a speck, so that it is seen and not read as a "no".
MARKS = {
    "provided, by a source": ("square", theme.INK),
    "excluded, by a source": ("cross", theme.TOKENS["dispute"][0]),
    "no source read says": (_SPECK, theme.MUTED),
}

_ROW = 18
_CHARACTER = 5.6
_LINE = 13

Groups = dict[str, dict[str, str]]


def _places(
    groups: Groups, first: float, heading: float, gap: float
) -> tuple[dict[str, float], dict[str, float], float]:
    """Return where each key and each group's heading stands along an axis, and where the axis ends."""
    keys, headings, at = {}, {}, first
    for group, members in groups.items():
        headings[group] = at + heading / 2
        at += heading if group else 0.0
        for key in members:
            keys[key] = at + 0.5
            at += 1.0
        at += gap
    return keys, headings, at - gap


@unless_empty
def grid(
    cells: pd.DataFrame,
    rows: Groups,
    columns: Groups,
    *,
    highlight: str = "",
    totals: tuple[str, dict[str, int]] | None = None,
    labels: int = 170,
    upright: bool = True,
) -> alt.LayerChart:
    """Return the grid.

    Args:
        cells: ``row``, ``column`` (keys), ``mark`` (a key of ``MARKS``) and ``says`` (tooltip), one row a cell.
        rows: heading of each group of rows (empty for none), and under it each row's key with its label.
        columns: likewise; ``|`` breaks the line of a label that is not upright.
        highlight: key of a row or column that is tinted.
        totals: what a line of numbers over the columns counts, and the number of each column.
        labels: width of the rows' labels in pixels.
        upright: whether the columns' labels are turned to read upwards.

    Raises:
        ValueError: if a cell has a row or column that is not drawn, or a mark that is none.
    """
    strange = set(cells["row"]) - {key for group in rows.values() for key in group}
    strange |= set(cells["column"]) - {key for group in columns.values() for key in group}
    strange |= set(cells["mark"]) - set(MARKS)
    if strange:
        raise ValueError(f"cells for rows, columns or marks that are not drawn: {', '.join(sorted(strange))}")
    row_label = {key: label for group in rows.values() for key, label in group.items()}
    column_label = {key: label for group in columns.values() for key, label in group.items()}
    x_of, group_at, width = _places(columns, 0.0, 0.0, 0.45)
    longest = max(len(label) for label in column_label.values())
    lines = max(label.count("|") + 1 for label in column_label.values())
    head = (longest * _CHARACTER if upright else lines * _LINE) / _ROW + 0.4
    top = head + (1.1 if any(columns) else 0.0) + (1.2 if totals else 0.0)
    y_of, heading_at, height = _places(rows, top, 1.3, 0.1)
    foot = top - (1.2 if totals else 0.0)

    px = (theme.WIDTH - labels) / width
    x = alt.X("x:Q", scale=alt.Scale(domain=[-labels / px, width], nice=False, zero=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[0, height], reverse=True, nice=False, zero=False), axis=None)
    drawn = pd.DataFrame(
        {
            "Row": cells["row"].map(row_label),
            "Column": cells["column"].map(column_label).str.replace("|", " "),
            "Mark": cells["mark"],
            "Says": cells["says"].fillna("").replace("", "No source read says whether this is provided."),
            "x": cells["column"].map(x_of),
            "y": cells["row"].map(y_of),
        }
    )
    text = {"baseline": "middle"}
    names = pd.DataFrame({"label": [row_label[key] for key in y_of], "y": list(y_of.values())})
    heads = pd.DataFrame(
        {
            "label": [column_label[key] for key in x_of],
            "x": list(x_of.values()),
            "y": foot - (0.2 if upright else lines * _LINE / _ROW + 0.3),
        }
    )
    box = None
    if highlight in y_of:
        box = {"x": -labels / px, "x2": width, "y": y_of[highlight] - 0.5, "y2": y_of[highlight] + 0.5}
    elif highlight in x_of:
        box = {"x": x_of[highlight] - 0.5, "x2": x_of[highlight] + 0.5, "y": foot, "y2": height}
    layers = [
        *_tint(box, x, y),
        alt.Chart(names).mark_text(align="left", **text).encode(x=alt.value(0), y=y, text="label:N"),
        alt.Chart(heads)
        .mark_text(
            align="left" if upright else "center",
            baseline="middle" if upright else "top",
            angle=270 if upright else 0,
            lineBreak="|",
            lineHeight=_LINE,
            fontSize=11,
            color=theme.MUTED,
        )
        .encode(x=x, y=y, text="label:N"),
    ]
    titles = pd.DataFrame([(group, at, 0.5) for group, at in group_at.items() if group], columns=["label", "x", "y"])
    sections = pd.DataFrame([(group, at) for group, at in heading_at.items() if group], columns=["label", "y"])
    if not titles.empty:
        bold = alt.Chart(titles).mark_text(align="left", fontWeight="bold", **text)
        layers.append(bold.encode(x=x, y=y, text="label:N"))
    if not sections.empty:
        bold = alt.Chart(sections).mark_text(align="left", fontWeight="bold", **text)
        layers.append(bold.encode(x=alt.value(0), y=y, text="label:N"))
    if totals:
        what, counts = totals
        summed = pd.DataFrame([(str(counts[key]), at, foot + 0.5) for key, at in x_of.items()], columns=["n", "x", "y"])
        title = pd.DataFrame({"label": [what], "y": [foot + 0.5]})
        layers.append(
            alt.Chart(title)
            .mark_text(align="left", color=theme.MUTED, **text)
            .encode(x=alt.value(0), y=y, text="label:N")
        )
        layers.append(alt.Chart(summed).mark_text(fontWeight="bold", **text).encode(x=x, y=y, text="n:N"))
    names_of = list(MARKS)
    legend = alt.Legend(orient="top", labelLimit=220)
    shape = alt.Scale(domain=names_of, range=[MARKS[name][0] for name in names_of])
    colour = alt.Scale(domain=names_of, range=[MARKS[name][1] for name in names_of])
    layers.append(
        alt.Chart(drawn)
        .mark_point(size=95)
        .encode(
            x=x,
            y=y,
            shape=alt.Shape("Mark:N", scale=shape, legend=legend),
            color=alt.Color("Mark:N", scale=colour, legend=legend),
            tooltip=["Row:N", "Column:N", "Mark:N", "Says:N"],
        )
    )
    return alt.layer(*layers).properties(width=theme.WIDTH, height=height * _ROW)


def _tint(box: dict[str, float] | None, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Return the tint under a row or column, as a list of no or one layer."""
    if box is None:
        return []
    mark = alt.Chart(pd.DataFrame([box])).mark_rect(color=theme.TOKENS["us_tint"][0], opacity=0.7)
    return [mark.encode(x=x, x2="x2:Q", y=y, y2="y2:Q")]
