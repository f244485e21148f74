"""How a chart becomes a notebook output: a spec, a drawing and a description, the same bytes at every run.

Altair's own renderers either make a random id at each display and load Vega from the web, or return a MIME type that a
notebook cannot hold. This one returns a spec under the type that JupyterLab draws offline, an SVG for previews, and
text; no HTML, which JupyterLab would prefer and show as an empty box.
"""

from typing import Any

import altair as alt
import vl_convert

#: JupyterLab draws a Vega-Lite 6 spec under this name; the name with a 6 is not valid in a notebook.
SPEC_TYPE = "application/vnd.vegalite.v5+json"

#: Where the converter supposes that a relative link leads.
_FOREIGN_ROOT = "https://vega.github.io/vega-datasets/"

_VEGALITE = ".".join(alt.SCHEMA_VERSION.lstrip("v").split(".")[:2])


def rounded(value: Any) -> Any:
    """Return a spec with its floats rounded to six places, so that 0.1 + 0.2 does not reach the file."""
    if isinstance(value, float):
        whole = round(value, 6)
        return int(whole) if whole.is_integer() else whole
    if isinstance(value, dict):
        return {key: rounded(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [rounded(inner) for inner in value]
    return value


def to_svg(spec: dict) -> str:
    """Return the static drawing of a spec; links in it stay relative to the book's root."""
    return vl_convert.vegalite_to_svg(spec, vl_version=_VEGALITE).replace(_FOREIGN_ROOT, "")


def to_png(spec: dict, scale: float = 2) -> bytes:
    """Return the static drawing of a spec as a picture, at that many pixels a point."""
    return vl_convert.vegalite_to_png(spec, vl_version=_VEGALITE, scale=scale)


def bundle(spec: dict, **_: Any) -> dict[str, Any]:
    """Return a spec's MIME bundle: spec, drawing, and its description as text."""
    spec = rounded(spec)
    return {SPEC_TYPE: spec, "image/svg+xml": to_svg(spec), "text/plain": spec.get("description", "A chart.")}


def enable() -> None:
    """Make this the renderer of any Altair chart shown in a notebook."""
    alt.renderers.register("deconfliction", bundle)
    alt.renderers.enable("deconfliction")
