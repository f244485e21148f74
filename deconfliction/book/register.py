"""The event register: a list a year, and a role that links an event named in prose to its page."""

from html import escape

import pandas as pd
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

from deconfliction import evidence
from deconfliction.book.reference import FromData, html_table
from deconfliction.dataset import event_address, event_page, load


class Register(FromData):
    """``register`` with a year: the events of that year, in order of time, each with a link to its page."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the list."""
        self.depend()
        data = load()
        events = data.events
        events = events[events["year"] == int(self.arguments[0])]
        attested = evidence.of_events(data.accounts).loc[events["event_id"]].reset_index()
        frame = pd.DataFrame(
            {
                "Event": [
                    f'<a href="{event_address(event.event_id)}">{escape(event.title)}</a>'
                    for event in events.itertuples()
                ],
                "When": [when[0].upper() + when[1:] for when in events["when"]],
                "Kind": events["type"].str.replace("_", " ").tolist(),
                "Evidence": [_standing(row) for row in attested.itertuples()],
            }
        )
        return [html_table(frame, f"Events of {self.arguments[0]}")]


def _standing(row) -> str:
    """Return a few words on how well an event is attested and how much of it is agreed and disputed."""
    if row.US and row.RU:
        return f"both sides: {row.agreed} agreed, {row.disputed} disputed"
    return row.level


class EventRole(SphinxRole):
    """``event`` with an id: a link to the event's page; an unknown id is a warning, so the build fails."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the link, which reads as the text given or as the event's title."""
        text, _, target = self.text.rpartition("<")
        event_id = target.rstrip(">").strip()
        titles = load()["events"].set_index("event_id")["title"]
        if event_id not in titles:
            message = self.inliner.reporter.warning(f"unknown event {event_id!r}", line=self.lineno)
            return [nodes.literal(self.text, self.text)], [message]
        shown = text.strip() or titles[event_id]
        address = self.env.app.builder.get_relative_uri(self.env.docname, event_page(event_id))
        return [nodes.reference("", shown, internal=True, refuri=address)], []


def connect(app: Sphinx) -> None:
    """Register the directive and the role."""
    app.add_directive("register", Register)
    app.add_role("event", EventRole())
