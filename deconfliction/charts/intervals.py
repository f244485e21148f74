"""Times known only within intervals: an estimated share as steps with gaps, over one bar a case."""

import altair as alt
import pandas as pd

from deconfliction.charts import theme
from deconfliction.charts.nothing import unless_empty

_CURVE = 120
_FOOT = 34
_BAR = 15


@unless_empty
def intervals(
    cases: pd.DataFrame, steps: pd.DataFrame, ticks: list[float], title: str, labels: int = 270
) -> alt.LayerChart:
    """Return cases as bars from the shortest to the longest time that their dates allow, under an estimate.

    The estimate is drawn where it is determined; within an interval to which it gives mass without saying where, it is
    a tinted block from the share before to the share after.

    Args:
        cases: ``label``, ``lower``, ``upper`` (days; infinite where nothing bounds the time), ``side`` (a key of
            ``theme.SIDE_NAMES``, or empty for ink), ``says`` and ``url``, in the order wanted.
        steps: ``left``, ``right``, ``below`` and ``above`` of each interval with mass; empty to draw no estimate.
        ticks: days at which the axis, on a scale of square roots, has its ticks; the last is where it ends.
        title: what is measured.
        labels: width kept for the cases' labels, in pixels.
    """
    end = ticks[-1]

    def across(days: pd.Series | float) -> pd.Series | float:
        part = days / end
        return labels + (theme.WIDTH - labels - 8) * part**0.5

    lower, upper = cases["lower"].astype(float), cases["upper"].astype(float)
    top = _CURVE + _FOOT if len(steps) else 0
    drawn = pd.DataFrame(
        {
            "Case": cases["label"],
            "Days": [
                f"{low:.0f} to {high:.0f}" if high < float("inf") else f"more than {low:.0f}"
                for low, high in zip(lower, upper, strict=True)
            ],
            "Says": cases["says"],
            "Side": cases["side"].map(theme.SIDE_NAMES).fillna(""),
            "url": cases["url"].fillna(""),
            "x": across(lower.clip(upper=end)),
            "x2": across(upper.clip(upper=end)),
            "y": [top + (place + 0.9) * _BAR for place in range(len(cases))],
            "open": upper > end,
        }
    )
    height = top + (len(cases) + 0.6) * _BAR
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, theme.WIDTH], nice=False, zero=False), axis=None)
    down = alt.Scale(domain=[-16, height + 34], reverse=True, nice=False, zero=False)
    y = alt.Y("y:Q", scale=down, axis=None)
    grid = pd.DataFrame({"x": [across(tick) for tick in ticks], "label": [f"{tick:g}" for tick in ticks]})
    grid["y"], grid["y2"], grid["foot"] = -4.0, height, height + 10
    note = pd.DataFrame({"label": [title], "x": [across(end)], "y": [height + 26]})
    present = {name: theme.SIDES[side] for side, name in theme.SIDE_NAMES.items() if side in set(cases["side"])}
    scale = alt.Scale(domain=list(present), range=list(present.values()))
    colour = alt.Color("Side:N", scale=scale) if present else alt.value(theme.INK)
    tip = ["Case:N", "Days:N", "Says:N"]
    layers = [
        alt.Chart(grid).mark_rule(color=theme.GRID).encode(x=x, y=y, y2="y2:Q"),
        alt.Chart(grid)
        .mark_text(fontSize=11, color=theme.MUTED)
        .encode(x=x, y=alt.Y("foot:Q", scale=down, axis=None), text="label:N"),
        alt.Chart(note).mark_text(align="right", fontSize=12, color=theme.MUTED).encode(x=x, y=y, text="label:N"),
        alt.Chart(drawn)
        .mark_text(align="left", baseline="middle", fontSize=11)
        .encode(x=alt.value(0), y=y, text="Case:N", href="url:N"),
        alt.Chart(drawn).mark_rule(strokeWidth=7).encode(x=x, x2="x2:Q", y=y, color=colour, tooltip=tip, href="url:N"),
    ]
    if len(steps):
        layers += _estimate(steps, across, end, x, y)
    return alt.layer(*layers).properties(width=theme.WIDTH, height=height + 50)


def _estimate(steps: pd.DataFrame, across, end: float, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Return the layers of the estimate: blocks where it rises, lines where it is level, and its axis of shares."""
    blocks = pd.DataFrame(
        {
            "x": across(steps["left"]),
            "x2": across(steps["right"].clip(upper=end)),
            "y": _CURVE * (1 - steps["above"]),
            "y2": _CURVE * (1 - steps["below"]),
            "Within": [
                f"{left:g} to {right:g} days" for left, right in zip(steps["left"], steps["right"], strict=True)
            ],
            "Share": [
                f"{100 * below:.0f} to {100 * above:.0f} %"
                for below, above in zip(steps["below"], steps["above"], strict=True)
            ],
        }
    )
    following = [*steps["left"].iloc[1:], end]
    levels = pd.DataFrame(
        {
            "x": across(steps["right"].clip(upper=end)),
            "x2": [across(min(day, end)) for day in following],
            "y": _CURVE * (1 - steps["above"]),
        }
    )
    shares = pd.DataFrame({"label": ["100 %", "50 %", "0 %"], "x": across(0.0) - 8, "y": [0.0, _CURVE / 2, _CURVE]})
    name = pd.DataFrame({"label": ["Share of incidents followed by|a reported contact by then"], "y": [_CURVE / 2]})
    tip = ["Within:N", "Share:N"]
    return [
        alt.Chart(shares).mark_text(align="right", fontSize=11, color=theme.MUTED).encode(x=x, y=y, text="label:N"),
        alt.Chart(name)
        .mark_text(align="left", fontSize=11, lineBreak="|", lineHeight=14)
        .encode(x=alt.value(0), y=y, text="label:N"),
        alt.Chart(blocks)
        .mark_rect(color=theme.MUTED, opacity=0.35)
        .encode(x=x, x2="x2:Q", y=y, y2="y2:Q", tooltip=tip),
        alt.Chart(levels[levels["x2"] > levels["x"]])
        .mark_rule(strokeWidth=2.5, color=theme.INK)
        .encode(x=x, x2="x2:Q", y=y),
    ]
