"""The files to take away: written beside the pages when the book is built, and listed with their sizes."""

from html import escape
from pathlib import Path

import pandas as pd
from docutils import nodes
from sphinx.application import Sphinx

from deconfliction.book.reference import FromData, html_table
from deconfliction.dataset import load
from deconfliction.exports import EXPORTS, write_all

FOLDER = "downloads"


class Downloads(FromData):
    """``downloads``: every export with what it holds and its size."""

    def run(self) -> list[nodes.Node]:
        """Return the table; sizes are those of the files just written."""
        self.depend()
        folder = Path(self.state.document.settings.env.app.outdir) / FOLDER
        rows = [
            (
                f'<a href="{FOLDER}/{export.name}" download>{export.name}</a>',
                export.format,
                escape(export.holds),
                _size(folder / export.name),
            )
            for export in EXPORTS
        ]
        return [html_table(pd.DataFrame(rows, columns=["File", "Format", "What it holds", "Size"]), "Files")]


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 1000:,.0f} kB"


def _write(app: Sphinx) -> None:
    """Write the files before any page that lists them is read."""
    write_all(load(), Path(app.outdir) / FOLDER)


def connect(app: Sphinx) -> None:
    """Register the directive, and write the files at the start of a build."""
    app.add_directive("downloads", Downloads)
    app.connect("builder-inited", _write)
