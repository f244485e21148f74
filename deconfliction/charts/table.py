"""Tables for the chapters: captioned, with header cells that a screen reader can use."""

from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from deconfliction.dataset import event_address


@dataclass(frozen=True)
class Table:
    """A table ready to be shown: display it as the last line of a cell.

    Attributes:
        frame: the rows, with readable column names; the first column heads its row. A column ``event_id`` turns the
            first column into links to the register.
        caption: what the table says.
    """

    frame: pd.DataFrame
    caption: str

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.text()}

    def text(self) -> str:
        """Return the table as plain text, caption first."""
        shown = self.frame.drop(columns="event_id", errors="ignore")
        return f"{self.caption}\n{shown.to_string(index=False, na_rep='')}"

    def html(self) -> str:
        """Return the table as HTML."""
        shown = self.frame.drop(columns="event_id", errors="ignore")
        events = self.frame.get("event_id", pd.Series([pd.NA] * len(shown)))
        head = "".join(f'<th scope="col">{escape(str(column))}</th>' for column in shown.columns)
        body = []
        for event, row in zip(events, shown.itertuples(index=False), strict=True):
            first, *rest = ("" if pd.isna(cell) else escape(str(cell)) for cell in row)
            if not pd.isna(event):
                first = f'<a href="{event_address(event)}">{first}</a>'
            body.append(f'<tr><th scope="row">{first}</th>' + "".join(f"<td>{cell}</td>" for cell in rest) + "</tr>")
        return (
            f'<div class="df-table" tabindex="0" role="region" aria-label="{escape(self.caption)}">'
            f"<table><caption>{escape(self.caption)}</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table></div>"
        )
