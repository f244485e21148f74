"""The event register: every event with its permanent address, and its accounts set side by side by party."""

from html import escape

import pandas as pd
from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole
from sphinx.util.nodes import make_refnode

from deconfliction import accounts as standing
from deconfliction import dates, evidence
from deconfliction.charts.theme import SIDE_NAMES
from deconfliction.coverage import ABSENT
from deconfliction.dataset import event_anchor, load


class Register(Directive):
    """``register`` with a year: the events of that year, in order of time."""

    required_arguments = 1
    has_content = False

    def run(self) -> list[nodes.Node]:
        """Return one section an event."""
        data = load()
        env = self.state.document.settings.env
        for table in ("events", "accounts", "sources"):
            env.note_dependency(str(data.folder / f"{table}.csv"))
        events = data.events
        events = events[events["year"] == int(self.arguments[0])]
        accounts = data.accounts
        accounts = accounts[accounts["event_id"].isin(events["event_id"])]
        told = dict(list(accounts.merge(data["sources"], on="source_id", suffixes=("", "_source")).groupby("event_id")))
        attested = evidence.of_events(accounts)
        status = dict(standing.by_aspect(accounts).set_index(["event_id", "aspect"])["status"])
        places = data["places"].set_index("place_id")["name"]
        channels = data["channels"].set_index("channel_id")["name"]
        sections = []
        for event in events.itertuples():
            anchor = event_anchor(event.event_id)
            section = nodes.section(ids=[anchor], names=[anchor])
            section += nodes.title(event.title, event.title)
            section += nodes.paragraph(classes=["df-when"], text=_line(event, places, channels))
            section += nodes.paragraph(event.summary, event.summary)
            section += nodes.paragraph(classes=["df-when"], text=_evidence(event, attested.loc[event.event_id]))
            section += nodes.raw("", _accounts(event, told[event.event_id], status), format="html")
            self.state.document.note_explicit_target(section, section)
            sections.append(section)
        return sections


def _line(event, places: pd.Series, channels: pd.Series) -> str:
    parts = [dates.in_english(event.date)]
    parts[0] = parts[0][0].upper() + parts[0][1:]
    if not pd.isna(event.time):
        parts[0] += f", {event.time} (UTC{event.time_zone})"
    if not pd.isna(event.place_id):
        parts.append(places[event.place_id])
    parts.append(event.type.replace("_", " "))
    if not pd.isna(event.channel_id):
        parts.append(channels[event.channel_id])
    return " · ".join(parts)


def _evidence(event, attested: pd.Series) -> str:
    """Say how well an event is attested, and what was looked for in vain."""
    number = attested["originators"]
    parts = [f"Evidence: {attested['level']}; {number} independent originator{'' if number == 1 else 's'}."]
    if attested["weak_only"]:
        parts.append("Every account rests on an aggregator or a blog.")
    if not pd.isna(event.not_found):
        sought = " and ".join(f"a {ABSENT[absent]}" for absent in event.not_found.split(";"))
        parts.append(f"Looked for and not found: {sought}.")
    if event.key:
        parts.append("A key event of the report.")
    return " ".join(parts)


def _accounts(event, rows: pd.DataFrame, status: dict) -> str:
    """Return the accounts of one event: a row an aspect, a column a side."""
    head = "".join(f'<th scope="col">{name}</th>' for name in SIDE_NAMES.values())
    body = []
    for aspect, told in rows.groupby("aspect", sort=True):
        standing_of = status[(event.event_id, aspect)]
        cells = "".join(
            f'<td data-side="{name}">{_cell(told[told["side"] == side])}</td>' for side, name in SIDE_NAMES.items()
        )
        label = escape(aspect.replace("_", " "))
        tag = f'<span class="df-status df-{standing_of}">{standing_of}</span>'
        body.append(f'<tr><th scope="row">{label}<br>{tag}</th>{cells}</tr>')
    return (
        f'<div class="df-table df-register" tabindex="0" role="region" aria-label="Accounts of: {escape(event.title)}">'
        f'<table><thead><tr><th scope="col">Aspect</th>{head}</tr></thead><tbody>{"".join(body)}</tbody></table></div>'
    )


def _cell(rows: pd.DataFrame) -> str:
    items = []
    for row in rows.sort_values("account_id").itertuples():
        who = row.originator_name if pd.isna(row.speaker) else row.speaker
        when = "" if pd.isna(row.published) else f", {dates.in_english(row.published)}"
        link = f'<a href="{escape(row.url)}" rel="external">{escape(row.publisher)}{when}</a>'
        items.append(f"<li><b>{escape(who)}</b> {row.stance}: {escape(row.says)} <small>{link}</small></li>")
    return f"<ul>{''.join(items)}</ul>" if items else '<span class="df-none">no account found</span>'


class EventRole(SphinxRole):
    """``event`` with an id: a link to the event in the register; an unknown id is a warning, so the build fails."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the link, which reads as the text given or as the event's title."""
        text, _, target = self.text.rpartition("<")
        event_id = target.rstrip(">").strip()
        titles = load()["events"].set_index("event_id")["title"]
        if event_id not in titles:
            message = self.inliner.reporter.warning(f"unknown event {event_id!r}", line=self.lineno)
            return [nodes.literal(self.text, self.text)], [message]
        shown = text.strip() or titles[event_id]
        page = f"chapters/register/{event_id[:4]}"
        return [
            make_refnode(
                self.env.app.builder, self.env.docname, page, event_anchor(event_id), nodes.inline(shown, shown)
            )
        ], []


def connect(app: Sphinx) -> None:
    """Register the directive and the role."""
    app.add_directive("register", Register)
    app.add_role("event", EventRole())
