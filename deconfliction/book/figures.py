"""Stored figures as HTML: a drawing at once, an interactive chart where scripts run, a table and downloads always."""

import json
import re
from html import escape
from pathlib import Path
from typing import Any, ClassVar

import pandas as pd
import vl_convert
from docutils import nodes
from myst_nb.core.render import MimeData, NbElementRenderer
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from deconfliction.charts import renderer, theme
from deconfliction.dataset import event_address

FOLDER = "_figures"

_LOG = logging.getLogger(__name__)
_TOKEN_OF = {light: f"var(--df-{name.replace('_', '-')})" for name, (light, _) in theme.TOKENS.items()}
_HEX = re.compile("|".join(map(re.escape, _TOKEN_OF)))
#: Vega names the parts of a drawing in ways that a screen reader cannot use; the drawing has one description instead.
_ARIA = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
_ID = re.compile(r'(\bid="|url\(#|href="#)')


class FigureRenderer:
    """MyST-NB plug-in that sets a stored figure spec as a numbered, captioned figure."""

    mime_priority_overrides: ClassVar = [("*", renderer.SPEC_TYPE, 1)]

    @staticmethod
    def handle_mime(rendering: NbElementRenderer, data: MimeData, inline: bool) -> list[nodes.Element] | None:
        """Return the figure's nodes, or ``None`` for any other MIME type or a chart outside the figure contract."""
        if inline or data.mime_type != renderer.SPEC_TYPE:
            return None
        spec = data.content
        meta = spec.get("usermeta", {}).get("figure")
        if meta is None:
            _LOG.warning("a chart is shown outside the figure contract: wrap it in charts.figure.figure()")
            return None
        document = rendering.renderer.document
        _remember(document.settings.env, meta["name"], spec)
        figure = nodes.figure("", nodes.raw("", _drawing(spec, meta), format="html"), classes=["df-fig"])
        figure += nodes.caption(meta["caption"], meta["caption"])
        figure += nodes.legend("", nodes.raw("", _legend(meta), format="html"))
        figure["names"].append(f"fig-{meta['name']}")
        document.note_explicit_target(figure, figure)
        return [figure]


def inline_svg(spec: dict, name: str) -> str:
    """Return a spec's drawing for a page: colours follow the page's theme, ids are unique in the page."""
    svg = _HEX.sub(lambda found: _TOKEN_OF[found.group(0)], renderer.to_svg(spec))
    return _ID.sub(lambda found: f"{found.group(0)}{name}-", _ARIA.sub("", svg))


def _drawing(spec: dict, meta: dict[str, Any]) -> str:
    script = json.dumps(spec, ensure_ascii=False, separators=(",", ":"), sort_keys=True).replace("</", "<\\/")
    return (
        f'<div class="df-figure" data-fit="{str(meta["fit"]).lower()}">'
        f'<div class="df-drawing" role="group" tabindex="0" aria-label="{escape(spec["description"])}">'
        f"{inline_svg(spec, meta['name'])}</div>"
        f'<script type="application/json" class="df-spec">{script}</script></div>'
    )


def _legend(meta: dict[str, Any]) -> str:
    name, table = meta["name"], meta["table"]
    files = " ".join(
        f'<a href="{FOLDER}/{name}.{kind}" download>{kind.upper()}'
        '<span class="visually-hidden"> of this figure</span></a>'
        for kind in ("csv", "svg", "png")
    )
    return (
        f'<p class="df-source">Source: {escape(meta["source"])}</p>'
        f'<details class="df-data"><summary>View the data ({len(table["rows"])} rows)</summary>{_data_table(meta)}'
        f"</details>"
        f'<p class="df-downloads">Download {files}</p>'
    )


def _data_table(meta: dict[str, Any]) -> str:
    table = meta["table"]
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in table["columns"])
    events = table["events"] or [None] * len(table["rows"])
    lines = []
    for event, row in zip(events, table["rows"], strict=True):
        cells = [escape(cell) for cell in row]
        if event:
            cells[0] = f'<a href="{event_address(event)}">{cells[0]}</a>'
        lines.append(
            f'<tr><th scope="row">{cells[0]}</th>' + "".join(f"<td>{cell}</td>" for cell in cells[1:]) + "</tr>"
        )
    return (
        f'<div class="df-table" tabindex="0" role="region" aria-label="Data: {escape(meta["caption"])}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table></div>"
    )


# The files that a reader can take away, written once the pages are done.


def _remember(env: BuildEnvironment, name: str, spec: dict) -> None:
    known = _figures(env)
    other = next((docname for docname, specs in known.items() if name in specs and docname != env.docname), None)
    if other or name in known.get(env.docname, {}):
        _LOG.warning("figure %s stands twice, in %s and in %s", name, other or env.docname, env.docname)
    known.setdefault(env.docname, {})[name] = spec


def _figures(env: BuildEnvironment) -> dict[str, dict[str, dict]]:
    if not hasattr(env, "df_figures"):
        env.df_figures = {}
    return env.df_figures


def _purge(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    _figures(env).pop(docname, None)


def _merge(app: Sphinx, env: BuildEnvironment, docnames: list[str], other: BuildEnvironment) -> None:
    _figures(env).update({docname: specs for docname, specs in _figures(other).items() if docname in docnames})


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception or app.builder.format != "html":
        return
    folder = Path(app.outdir) / FOLDER
    folder.mkdir(exist_ok=True)
    specs = {name: spec for found in _figures(app.env).values() for name, spec in found.items()}
    for stale in folder.iterdir():
        if stale.stem not in specs and stale.name != "vega.js":
            stale.unlink()
    if not specs:
        return
    # The bundle declares names at its top level that Sphinx's own scripts declare too: keep them apart.
    names = "vega", "vegaLite", "vegaEmbed"
    shared = ",".join(f"{name}:{name}" for name in names)
    (folder / "vega.js").write_text(
        f"(function(){{{vl_convert.javascript_bundle()};Object.assign(window,{{{shared}}});}})();", encoding="utf-8"
    )
    for name, spec in specs.items():
        meta = spec["usermeta"]["figure"]
        stamp = folder / f"{name}.csv"
        table = pd.DataFrame(meta["table"]["rows"], columns=meta["table"]["columns"])
        if meta["table"]["events"]:
            table["event_id"] = meta["table"]["events"]
        table.to_csv(stamp, index=False, lineterminator="\n")
        svg = renderer.to_svg(spec)
        drawn = folder / f"{name}.svg"
        if not drawn.exists() or drawn.read_text(encoding="utf-8") != svg:
            drawn.write_text(svg, encoding="utf-8")
            (folder / f"{name}.png").write_bytes(renderer.to_png(spec))


def connect(app: Sphinx) -> None:
    """Connect the figure files to Sphinx's events."""
    app.connect("env-purge-doc", _purge)
    app.connect("env-merge-info", _merge)
    app.connect("build-finished", _write)
