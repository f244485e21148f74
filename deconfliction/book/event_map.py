"""A small map of where an event happened, drawn in the page itself: no tiles, no script, no network."""

from functools import cache
from html import escape

import pandas as pd

from deconfliction.charts import levant

_WIDTH = 320
#: A ring smaller than this many pixels would not be seen around its dot.
_LEAST_RING = 6


@cache
def _ground() -> str:
    """Return the outlines as SVG paths."""

    def path(line: list, close: str = "") -> str:
        points = (levant.project(*point, _WIDTH) for point in line)
        return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in points) + close

    found = []
    for name, polygons in levant.outlines()["countries"].items():
        kind = "df-syria" if name == "Syria" else "df-land"
        found.append(f'<path class="{kind}" d="{"".join(path(rings[0], "Z") for rings in polygons)}"/>')
    rivers = "".join(path(line) for lines in levant.outlines()["rivers"].values() for line in lines)
    return "".join(found) + f'<path class="df-river" d="{rivers}"/>'


def small_map(place: pd.Series) -> str:
    """Return a place on a map, with a ring as wide as its uncertainty; nothing where it has no point on the map.

    Args:
        place: a row of the table ``places``.
    """
    west, south, east, north = levant.outlines()["bbox"]
    if pd.isna(place["latitude"]) or not (west < place["longitude"] < east and south < place["latitude"] < north):
        return ""
    x, y = levant.project(place["longitude"], place["latitude"], _WIDTH)
    ring = max(levant.radius(place["precision_km"], _WIDTH), _LEAST_RING)
    tall = levant.height(_WIDTH)
    name = escape(place["name"])
    said = f"{name}; the ring has a radius of {place['precision_km']:g} km, within which it may have happened."
    return (
        '<figure class="df-map">'
        f'<svg viewBox="0 0 {_WIDTH} {tall:.0f}" width="{_WIDTH}" height="{tall:.0f}" role="img" '
        f'aria-label="Map of Syria. {said}">{_ground()}'
        f'<circle class="df-ring" cx="{x:.1f}" cy="{y:.1f}" r="{ring:.1f}"/>'
        f'<circle class="df-dot" cx="{x:.1f}" cy="{y:.1f}" r="2.5"/></svg>'
        f"<figcaption>{said} {levant.GOLAN}</figcaption></figure>"
    )
