"""A table whose cells may hold links, each to the page that a statement rests on."""

from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd


@dataclass(frozen=True)
class Link:
    """A word or two that lead to a page.

    Attributes:
        text: what is shown.
        address: the page; an empty one leaves the text without a link.
        note: what was seen there, shown on hovering.
    """

    text: str
    address: str = ""
    note: str = ""

    def html(self) -> str:
        """Return the link as HTML."""
        if not self.address.startswith(("http://", "https://")):
            return escape(self.text)
        title = f' title="{escape(self.note)}"' if self.note else ""
        return f'<a href="{escape(self.address)}" rel="external"{title}>{escape(self.text)}</a>'


@dataclass(frozen=True)
class LinkedTable:
    """A table ready to be shown: display it as the last line of a cell.

    Attributes:
        frame: the rows; a cell is text, a number or a list of ``Link``; the first column heads its row.
        caption: what the table says.
    """

    frame: pd.DataFrame
    caption: str

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.text()}

    def text(self) -> str:
        """Return the table as plain text, caption first."""
        shown = self.frame.map(lambda cell: ", ".join(link.text for link in cell) if isinstance(cell, list) else cell)
        return f"{self.caption}\n{shown.to_string(index=False, na_rep='')}"

    def html(self) -> str:
        """Return the table as HTML."""
        head = "".join(f'<th scope="col">{escape(str(column))}</th>' for column in self.frame.columns)
        body = []
        for row in self.frame.itertuples(index=False):
            first, *rest = map(_cell, row)
            body.append(f'<tr><th scope="row">{first}</th>' + "".join(f"<td>{cell}</td>" for cell in rest) + "</tr>")
        return (
            f'<div class="df-table" tabindex="0" role="region" aria-label="{escape(self.caption)}">'
            f"<table><caption>{escape(self.caption)}</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table></div>"
        )


def _cell(cell: Any) -> str:
    if isinstance(cell, list):
        return ", ".join(link.html() for link in cell)
    return "" if pd.isna(cell) else escape(str(cell))
