"""The dataset and the figures as pages of the book: a Sphinx extension that ``_config.yml`` names.

It turns stored figure specs into accessible HTML, writes the bibliography from the sources table, and expands the
directives ``register``, ``codebook``, ``corrections`` and ``counts`` from the dataset.
"""

from importlib.metadata import version
from typing import Any

from sphinx.application import Sphinx

from deconfliction.book import citations, figures, pages, reference, register


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the parts of the extension with Sphinx."""
    for part in (citations, figures, register, reference, pages):
        part.connect(app)
    return {
        "version": version("deconfliction"),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
        "env_version": 1,
    }
