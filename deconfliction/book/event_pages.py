"""A page an event: its accounts side by side by party, its evidence, its neighbours, how to cite it."""

from collections.abc import Iterator
from html import escape
from typing import Any

import pandas as pd
from sphinx.application import Sphinx

from deconfliction import accounts as standing
from deconfliction import dates, evidence
from deconfliction.book.event_map import small_map
from deconfliction.charts.theme import SIDE_NAMES
from deconfliction.coverage import ABSENT
from deconfliction.dataset import Dataset, event_address, event_page, load

_REPORT = "Did the Line Hold? US–Russian military deconfliction in Syria, 2014–2020"

#: What a page of the builder's own is called, what it is given, and the template that sets it.
Page = tuple[str, dict[str, Any], str]


def pages(app: Sphinx) -> Iterator[Page]:
    """Yield one page an event, in order of time."""
    data = load()
    events = data.events
    told = data.accounts.merge(data["sources"], on="source_id", suffixes=("", "_source"))
    groups = dict(list(told.groupby("event_id")))
    status = dict(standing.by_aspect(data.accounts).set_index(["event_id", "aspect"])["status"])
    attested = evidence.of_events(data.accounts)
    near = _neighbours(events)
    places = data["places"].set_index("place_id", drop=False)
    names = {
        name: data[name].set_index(key)["name"]
        for name, key in {"places": "place_id", "channels": "channel_id"}.items()
    }
    for event in events.itertuples():
        rows = groups[event.event_id]
        body = (
            f"<h1>{escape(event.title)}</h1>"
            f'<p class="df-when">{escape(_line(event, names))}</p>'
            f"<p>{escape(event.summary)}</p>"
            f'<p class="df-when">{escape(_evidence(event, attested.loc[event.event_id]))}</p>'
            f"{_accounts(event, rows, status)}"
            f"{'' if pd.isna(event.place_id) else small_map(places.loc[event.place_id])}"
            f"{near[event.event_id]}"
            f"{_citation(event, data)}"
        )
        context = {"title": event.title, "body": body, "parents": [], "metatags": ""}
        yield event_page(event.event_id), context, "page.html"


def _line(event, names: dict[str, pd.Series]) -> str:
    parts = [dates.in_english(event.date)]
    parts[0] = parts[0][0].upper() + parts[0][1:]
    if not pd.isna(event.time):
        parts[0] += f", {event.time} (UTC{event.time_zone})"
    if not pd.isna(event.place_id):
        parts.append(names["places"][event.place_id])
    parts.append(event.type.replace("_", " "))
    if not pd.isna(event.channel_id):
        parts.append(names["channels"][event.channel_id])
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
    groups = dict(list(rows.groupby("aspect")))
    for aspect in sorted(groups, key=lambda name: (standing.STATUSES.index(status[(event.event_id, name)]), name)):
        told = groups[aspect]
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


def _neighbours(events: pd.DataFrame) -> dict[str, str]:
    """Return, by event id, links to the events before and after it: of all, and in its channel."""
    found = {event_id: [] for event_id in events["event_id"]}
    groups = [("In the register", events)]
    groups += [("In its channel", told) for _, told in events.groupby("channel_id")]
    for heading, told in groups:
        ids, titles = told["event_id"].tolist(), told["title"].tolist()
        for number, event_id in enumerate(ids):
            beside = [
                (word, ids[other], titles[other])
                for word, other in (("Before", number - 1), ("After", number + 1))
                if 0 <= other < len(ids)
            ]
            if beside:
                items = "".join(
                    f'<li>{word}: <a href="{event_address(other)}">{escape(title)}</a></li>'
                    for word, other, title in beside
                )
                found[event_id].append(f"<h3>{heading}</h3><ul>{items}</ul>")
    return {
        event_id: f'<section class="df-near"><h2>Before and after</h2>{"".join(parts)}</section>'
        for event_id, parts in found.items()
    }


def _citation(event, data: Dataset) -> str:
    """Return how to cite the event, and how to report an error in it."""
    version = data["changes"]["version"].max()
    cite = f"The deconfliction project (2026). “{event.title}.” {_REPORT}, version {version}, event {event.event_id}."
    return (
        f'<section class="df-cite"><h2>Cite this event</h2><p>{escape(cite)}</p>'
        "<p>An error here? Name the event and the page that shows it; "
        '<a href="chapters/reproduce.html">how to contribute</a> says where to mend it.</p></section>'
    )


def connect(app: Sphinx) -> None:
    """Write the pages after those of the table of contents."""
    app.connect("html-collect-pages", pages)
