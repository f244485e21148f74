"""The dataset and the figures as pages of the book: a Sphinx extension that ``_config.yml`` names.

It turns stored figure specs into accessible HTML, writes the bibliography and the files to take away, and expands the
directives that make pages of the dataset's tables.
"""

from importlib.metadata import version
from typing import Any

from sphinx.application import Sphinx

from deconfliction.book import citations, coding, downloads, event_pages, figures, pages, record, reference, register


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the parts of the extension with Sphinx."""
    for part in (citations, figures, register, event_pages, reference, coding, record, downloads, pages):
        part.connect(app)
    return {
        "version": version("deconfliction"),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
        "env_version": 1,
    }
