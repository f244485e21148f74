"""The bibliography, written from the sources table: citation keys are source ids."""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from deconfliction.dataset import load
from deconfliction.exports.bibliography import bibtex

_FILE = "sources.bib"


def _write(app: Sphinx, config: Config) -> None:
    """Write the file that sphinxcontrib-bibtex reads, beside the build and not among the sources."""
    path = Path(app.doctreedir).parent / _FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    text = bibtex(load())
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
    config.bibtex_bibfiles = [str(path)]


def connect(app: Sphinx) -> None:
    """Write the bibliography before sphinxcontrib-bibtex looks for it."""
    app.connect("config-inited", _write, priority=10)
