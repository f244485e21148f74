"""Channels by level: a row a channel, from its opening to its last report, with what each side reported of it."""

import altair as alt
import pandas as pd

from deconfliction import dates
from deconfliction.charts import theme
from deconfliction.charts.figure import UTC, time_scale, utc
from deconfliction.charts.nothing import unless_empty

_ROW, _LABELS = 19, 178

#: Shape of what is reported, by kind.
KINDS = {"In use": "circle", "Declared open": "diamond", "Silent": "triangle-down", "Suspended": "cross"}

#: How far above or below its row's middle each side stands.
_OFFSETS = {"US": -0.2, "RU": 0.2, "third": 0.0}


@unless_empty
def registry(channels: pd.DataFrame, reports: pd.DataFrame, first: str, last: str) -> alt.LayerChart:
    """Return the channels as rows under headings.

    Args:
        channels: ``channel_id``, ``group`` and ``label`` in order, ``opened`` and ``opened_latest`` (bounds of the
            opening; the first is missing where nothing bounds it) and ``last`` (last report; may be missing).
        reports: ``channel_id``, ``kind`` (a key of ``KINDS``), ``side``, ``start_latest``, ``says``, ``url``.
        first: first day drawn (ISO).
        last: last day drawn.

    A grey line runs from the latest possible opening to the last report, a broad pale one between the bounds of the
    opening. American reports stand above the line, Russian ones below it, third parties' on it.
    """
    begin, end = pd.Timestamp(first), pd.Timestamp(last)
    y, rows, heads = 0.0, {}, []
    for group, members in channels.groupby("group", sort=False):
        heads.append((group, y + 0.75))
        y += 1.15
        for channel in members["channel_id"]:
            y += 1.0
            rows[channel] = y - 0.35
        y += 0.1
    opened = channels["opened"].fillna(begin).clip(lower=begin)
    spans = pd.DataFrame(
        {
            "Channel": channels["label"],
            "Opened": [
                f"by {dates.day_in_english(latest)}"
                if pd.isna(earliest)
                else dates.day_in_english(earliest)
                if earliest == latest
                else f"{dates.day_in_english(earliest)} to {dates.day_in_english(latest)}"
                for earliest, latest in zip(channels["opened"], channels["opened_latest"], strict=True)
            ],
            "row": channels["channel_id"].map(rows),
            "x": utc(opened),
            "sure": utc(channels["opened_latest"]),
            "end": utc(channels["last"].fillna(channels["opened_latest"]).clip(lower=channels["opened_latest"])),
        }
    )
    marks = pd.DataFrame(
        {
            "Channel": reports["channel_id"].map(channels.set_index("channel_id")["label"]),
            "Report": reports["kind"],
            "Side": reports["side"].map(theme.SIDE_NAMES),
            "When": [dates.day_in_english(day) for day in reports["start_latest"]],
            "Says": reports["says"],
            "x": utc(reports["start_latest"]),
            "row": reports["channel_id"].map(rows) + reports["side"].map(_OFFSETS),
            "url": reports["url"].fillna(""),
        }
    )
    # The rarer a report, the later it is drawn, so that none hides under reports of use.
    marks = marks.sort_values("Report", key=lambda kinds: kinds.map(list(KINDS).index), kind="stable")
    per_pixel = (end - begin) / (theme.WIDTH - _LABELS)
    start = str((begin - per_pixel * _LABELS).date())
    years = pd.DataFrame({"x": [f"{year}-01-01T00:00:00Z" for year in range(begin.year, end.year + 1)]})
    years["label"] = years["x"].str[:4]
    point = alt.X("x:T", scale=time_scale(start, last), axis=None)
    span = alt.X("x:T", scale=UTC, axis=None)
    sure = alt.X("sure:T", scale=UTC, axis=None)
    y_at = alt.Y("row:Q", scale=alt.Scale(domain=[0, y + 0.9], reverse=True, nice=False), axis=None)
    text = {"align": "left", "baseline": "middle"}
    headings = pd.DataFrame(heads, columns=["label", "row"])
    names = spans[["Channel", "row"]].rename(columns={"Channel": "label"})
    base = alt.Chart(spans)
    return alt.layer(
        alt.Chart(years).mark_rule(color=theme.GRID).encode(x=point),
        alt.Chart(years.assign(row=y + 0.55))
        .mark_text(color=theme.MUTED, align="left", dx=3, baseline="middle")
        .encode(x=point, y=y_at, text="label:N"),
        base.mark_rule(strokeWidth=12, color=theme.GRID).encode(
            x=span, x2="sure:T", y=y_at, tooltip=["Channel:N", "Opened:N"]
        ),
        base.mark_rule(strokeWidth=2, color=theme.MUTED, opacity=0.55).encode(x=sure, x2="end:T", y=y_at),
        base.mark_point(shape="stroke", angle=90, size=90, filled=False, strokeWidth=2.5, color=theme.MUTED).encode(
            x=alt.X("sure:T", scale=time_scale(start, last), axis=None), y=y_at, tooltip=["Channel:N", "Opened:N"]
        ),
        alt.Chart(headings).mark_text(fontWeight="bold", **text).encode(x=alt.value(0), y=y_at, text="label:N"),
        alt.Chart(names).mark_text(fontSize=11, **text).encode(x=alt.value(8), y=y_at, text="label:N"),
        alt.Chart(marks)
        .mark_point(size=36)
        .encode(
            x=point,
            y=y_at,
            color=alt.Color("Side:N", scale=theme.side_scale(), legend=alt.Legend(symbolType="square", columns=2)),
            shape=alt.Shape(
                "Report:N",
                scale=alt.Scale(domain=list(KINDS), range=list(KINDS.values())),
                legend=alt.Legend(columns=2),
            ),
            tooltip=["Channel:N", "Report:N", "Side:N", "When:N", "Says:N"],
            href="url:N",
        ),
    ).properties(width=theme.WIDTH, height=(y + 0.9) * _ROW)
