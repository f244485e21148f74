"""What every page of the book needs besides its text: theme tokens, light scripts, links that work anywhere."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import logging

from deconfliction.book import downloads
from deconfliction.book.figures import FOLDER
from deconfliction.charts import theme

_LOG = logging.getLogger(__name__)
_ASSETS = Path(__file__).parent / "assets"

_TEMPLATES = Path(__file__).parent / "templates"

#: A live-code service that Jupyter Book loads on every page, twice, and that throws there.
_UNUSED_SCRIPTS = ("thebe",)
#: Two aircraft tracks kept apart by a line.
_ICON = (
    '<link rel="icon" href="data:image/svg+xml,'
    "%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
    "%3Crect width='32' height='32' rx='6' fill='%231b1f24'/%3E"
    "%3Cpath d='M5 9h22' stroke='%2374b7f4' stroke-width='4'/%3E%3Cpath d='M5 16h22' stroke='white' stroke-width='2' "
    "stroke-dasharray='3 3'/%3E%3Cpath d='M5 23h22' stroke='%23ff9478' stroke-width='4'/%3E%3C/svg%3E\" />"
)
_ROOTED = re.compile(rf'(href=")(?=(?:chapters|{FOLDER}|{downloads.FOLDER})/)')
_BIBLIOGRAPHY_ROLES = re.compile(r' role="(?:doc-biblioentry|doc-backlink|list)"')


def tokens_style() -> str:
    """Return the colour tokens as CSS custom properties, light, dark and print."""

    def block(which: int) -> str:
        return "".join(f"--df-{name.replace('_', '-')}:{pair[which]};" for name, pair in theme.TOKENS.items())

    return (
        f"<style>:root{{{block(0)}}}html[data-theme=dark]{{{block(1)}}}@media print{{html:root{{{block(0)}}}}}</style>"
    )


def _head(app: Sphinx) -> str:
    pairs = json.dumps(dict(theme.TOKENS.values()))
    return f'{_ICON}{tokens_style()}<script type="application/json" id="df-tokens">{pairs}</script>'


def _on_page(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.Node) -> None:
    """Mend one page as it is written."""
    root = context["content_root"]
    context["metatags"] = context.get("metatags", "") + _head(app)
    if "body" in context:
        body = _ROOTED.sub(rf"\g<1>{root}", context["body"])
        # The roles that docutils gives to bibliographies are deprecated, or stand on elements that may not have them.
        context["body"] = _BIBLIOGRAPHY_ROLES.sub("", body)
    if toctree := context.get("generate_toctree_html"):
        context["generate_toctree_html"] = _named_toggles(toctree)
    context["script_files"] = [
        script for script in context["script_files"] if not any(word in str(vars(script)) for word in _UNUSED_SCRIPTS)
    ]


def _named_toggles(toctree: Callable[..., Any]) -> Callable[..., str]:
    """Give the toggles of a table of contents a name: the theme leaves them with an icon alone."""

    def generate(*args: Any, **options: Any) -> str:
        html = str(toctree(*args, **options))
        return html.replace("<summary>", '<summary aria-label="Show or hide the pages of this section">')

    return generate


def _refuse_tracebacks(app: Sphinx, doctree: nodes.document) -> None:
    """Warn of a stored traceback, which Jupyter Book would publish without a word."""
    for block in doctree.findall(nodes.literal_block):
        if "traceback" in block.get("classes", []):
            last = block.astext().strip().splitlines()[-1]
            _LOG.warning("a stored output is an error: %s", last, location=app.env.docname)


def _add_folders(app: Sphinx, config: Config) -> None:
    """Add this package's assets and templates to the builder's."""
    config.html_static_path.append(str(_ASSETS))
    config.templates_path.append(str(_TEMPLATES))


def connect(app: Sphinx) -> None:
    """Add the assets and mend pages as they are written."""
    app.connect("config-inited", _add_folders)
    app.connect("doctree-read", _refuse_tracebacks)
    app.connect("html-page-context", _on_page, priority=900)
    app.add_css_file("deconfliction.css")
    app.add_js_file("deconfliction.js", loading_method="defer")
