"""The figure contract: what every figure of the report carries besides its marks.

A ``Figure`` joins a chart with its caption (the finding), a description for screen readers, the rows drawn as a table,
and a source line derived from the sources of those rows. All of it travels in the spec's ``usermeta``, so that the
book needs nothing but the stored notebook to set the figure.
"""

import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from deconfliction.charts import renderer, theme
from deconfliction.charts.nothing import Nothing
from deconfliction.dataset import Dataset

_TOP_PUBLISHERS = 4
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b")
_COMPOSED = ("hconcat", "vconcat", "concat", "facet", "repeat")


@dataclass(frozen=True)
class Figure:
    """A figure ready to be shown: display it as the last line of a cell.

    Attributes:
        spec: the Vega-Lite spec, with caption, description, table and sources in ``usermeta.figure``.
    """

    spec: dict[str, Any]

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return renderer.bundle(self.spec)


def figure(
    chart: alt.TopLevelMixin,
    *,
    name: str,
    caption: str,
    description: str,
    table: pd.DataFrame,
    sources: pd.Series,
    data: Dataset,
    unit_of_sources: str = "rows",
) -> Figure | Nothing:
    """Return a chart under the figure contract; a sentence in its place where the table has no row.

    Args:
        chart: any Altair chart; its widths are fixed, its colours are tokens of the theme.
        name: short name, unique in the book; the figure's address and the name of its downloads.
        caption: the finding, in one or two sentences.
        description: what a reader who cannot see it needs: form, extent and shape, computed from the data.
        table: the rows drawn, one a mark, with readable column names. A column ``event_id`` becomes links.
        sources: source id of each row drawn, for the source line.
        data: the dataset, for publishers' names and the version.
        unit_of_sources: what the rows are called in the source line: accounts, statements.

    Raises:
        ValueError: if the name is not a slug, a text is empty, or a colour is not a token.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"figure {name!r}: a name is lower-case words joined by hyphens")
    for what, text in {"caption": caption, "description": description}.items():
        if not text.strip():
            raise ValueError(f"figure {name}: the {what} is empty")
    if table.empty:
        return Nothing(name, caption)
    spec = renderer.rounded(chart.to_dict())
    strange = {colour.lower() for colour in _COLOUR.findall(json.dumps(_without_data(spec)))}
    strange -= {light for light, _ in theme.TOKENS.values()}
    if strange:
        raise ValueError(f"figure {name}: {', '.join(sorted(strange))} are not colours of the theme")
    spec["description"] = description
    spec["usermeta"] = {
        "embedOptions": {"actions": False},
        "figure": {
            "name": name,
            "caption": caption,
            "fit": not any(key in spec for key in _COMPOSED),
            "source": source_line(sources, data, unit_of_sources),
            "table": _as_records(table),
        },
    }
    spec["usermeta"]["figure"]["hash"] = hashlib.sha256(json.dumps(spec, sort_keys=True).encode()).hexdigest()[:12]
    return Figure(spec)


def source_line(sources: pd.Series, data: Dataset, unit: str) -> str:
    """Return the source line of a figure: how many rows, how many pages, and the publishers most used."""
    pages = sources.dropna().drop_duplicates()
    publishers = Counter(data["sources"].set_index("source_id")["publisher"].loc[pages])
    top = sorted(publishers.items(), key=lambda item: (-item[1], item[0]))
    named = ", ".join(f"{publisher} ({count})" for publisher, count in top[:_TOP_PUBLISHERS])
    rest = len(top) - _TOP_PUBLISHERS
    others = f" and {rest} other publishers" if rest > 1 else " and one other publisher" if rest == 1 else ""
    return f"{len(sources)} {unit} on {len(pages)} pages: {named}{others}."


def _without_data(spec: dict) -> dict:
    return {key: value for key, value in spec.items() if key != "datasets"}


def _as_records(table: pd.DataFrame) -> dict[str, Any]:
    """Return a table as JSON: columns, rows as text, and the event that each row links to."""
    events = table.get("event_id")
    shown = table.drop(columns="event_id", errors="ignore")
    rows = [["" if pd.isna(cell) else _text(cell) for cell in row] for row in shown.itertuples(index=False)]
    return {
        "columns": list(shown.columns),
        "rows": rows,
        "events": None if events is None else [None if pd.isna(event) else event for event in events],
    }


def _text(cell: Any) -> str:
    if isinstance(cell, pd.Timestamp):
        return cell.strftime("%Y-%m-%d")
    if isinstance(cell, float):
        return f"{cell:g}"
    return str(cell)


def utc(days: pd.Series) -> pd.Series:
    """Return timestamps as ISO text in UTC, so that a drawing does not depend on the machine's time zone."""
    return pd.to_datetime(days).dt.strftime("%Y-%m-%dT%H:%M:%SZ")


def time_scale(first: str, last: str) -> alt.Scale:
    """Return a scale of UTC time from one ISO day or moment to another.

    Use it in a layer whose marks have one end only, and ``UTC`` in layers with two: Vega-Lite reads the domain of a
    mark with two ends twice, differently, and warns.
    """
    return alt.Scale(type="utc", nice=False, domain=[f"{pd.Timestamp(end).isoformat()}Z" for end in (first, last)])


#: The scale of time of a layer that leaves its extent to another.
UTC = alt.Scale(type="utc")
