"""The look of every figure: one palette, one type scale, one Altair theme.

Each colour is a token with a value for light and one for dark pages. Specs carry the light value; the book swaps the
two by exact match, so no figure may use a colour that is not a token. All data colours stand at least 4.5:1 against
the page in both, and differ in lightness under the common colour vision deficiencies; shape or text says the same.
"""

from typing import Any

import altair as alt

#: Token: (light, dark).
TOKENS: dict[str, tuple[str, str]] = {
    "paper": ("#ffffff", "#14181e"),
    "ink": ("#1b1f24", "#e7eaee"),
    "muted": ("#56606d", "#a9b2be"),
    "grid": ("#e2e6eb", "#343b46"),
    "us": ("#0a5ca6", "#74b7f4"),
    "ru": ("#b5391e", "#ff9478"),
    "third": ("#1c7358", "#5fcda4"),
    "dispute": ("#8c2a73", "#ef94d4"),
    "us_tint": ("#d3e3f3", "#1c3a58"),
    "ru_tint": ("#f6dad2", "#5c2b1f"),
    "third_tint": ("#d2ebe1", "#1b4636"),
    "muted_tint": ("#eef0f3", "#262c35"),
}

INK, MUTED, GRID, PAPER = (TOKENS[name][0] for name in ("ink", "muted", "grid", "paper"))

#: One colour per side of an account, everywhere the same.
SIDES: dict[str, str] = {"US": TOKENS["us"][0], "RU": TOKENS["ru"][0], "third": TOKENS["third"][0]}
SIDE_TINTS: dict[str, str] = {
    "US": TOKENS["us_tint"][0],
    "RU": TOKENS["ru_tint"][0],
    "third": TOKENS["third_tint"][0],
}
SIDE_NAMES: dict[str, str] = {"US": "US accounts", "RU": "Russian accounts", "third": "Third parties"}
SIDE_SHAPES: dict[str, str] = {"US": "circle", "RU": "square", "third": "triangle-up"}

#: Colour of what both sides address: agreed in ink, disputed apart from both sides' colours.
AGREEMENT: dict[str, str] = {
    "agreed": INK,
    "disputed": TOKENS["dispute"][0],
    "one-sided": MUTED,
    "unaddressed": GRID,
}

#: Bundled with the renderer of the stored drawings, so that text measures the same on every machine.
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"

#: Width of a stored figure in pixels; the page's script fits it to the reader's screen.
WIDTH = 620


def side_scale() -> alt.Scale:
    """Return the colour scale of the sides, by their display names."""
    return alt.Scale(domain=list(SIDE_NAMES.values()), range=list(SIDES.values()))


def side_shape_scale() -> alt.Scale:
    """Return the shape scale of the sides, by their display names."""
    return alt.Scale(domain=list(SIDE_NAMES.values()), range=list(SIDE_SHAPES.values()))


@alt.theme.register("deconfliction", enable=True)
def theme() -> alt.theme.ThemeConfig:
    """Return the Altair theme: quiet axes, one font, figures on the page's own ground."""
    text: dict[str, Any] = {"labelColor": MUTED, "titleColor": MUTED, "labelFontSize": 12, "titleFontSize": 12}
    config: dict[str, Any] = {
        "background": PAPER,
        "font": FONT,
        "view": {"stroke": None},
        "aria": False,
        "text": {"color": INK, "fontSize": 12},
        "rule": {"color": MUTED},
        "axis": {
            **text,
            "domainColor": GRID,
            "tickColor": GRID,
            "gridColor": GRID,
            "titleFontWeight": "normal",
            "labelLimit": 240,
        },
        "axisY": {"domain": False, "ticks": False, "labelPadding": 8},
        "legend": {
            **text,
            "orient": "top",
            "title": None,
            "symbolSize": 90,
            "symbolOpacity": 1,
            "symbolBaseFillColor": MUTED,
            "symbolBaseStrokeColor": MUTED,
            "labelLimit": 260,
            "columnPadding": 18,
            "padding": 0,
            "offset": 10,
        },
        "header": {"labelColor": INK, "labelFontSize": 12, "labelFontWeight": "bold", "title": None},
        "point": {"filled": True, "size": 70, "opacity": 1},
    }
    return {"config": config, "width": WIDTH}
