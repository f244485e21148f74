"""The five findings of the front page, and the size of the record that they rest on."""

import pandas as pd

from deconfliction import accounts as standing
from deconfliction.dataset import Dataset
from deconfliction.findings import memorandum, status_2020, suspension
from deconfliction.findings.finding import Finding, counted, number

MEMORANDUM = "us-russia-syria-mou-2015"

#: Findings of the chapters that the front page repeats.
_OF_MEMORANDUM = {"call-to-signing", "provisions-all", "provisions-agreed"}
_OF_SUSPENSION = {
    *("april-length", "april-use", "april-use-ru", "june-use", "june-use-ru", "june-to-russian-use"),
    *("restored", "suspended-after-restored"),
}
_OF_STATUS = {"encounters-before-claim", "encounters-after-claim", "encounters-all", "encounters-line"}

#: The report's own period; later events are an epilogue and not counted.
FIRST, LAST = pd.Timestamp("2014-01-01"), pd.Timestamp("2020-12-31")


def _disagreement(data: Dataset) -> list[Finding]:
    """Findings on what the two sides agree and dispute, over all events of the period."""
    events = data.events
    within = events.loc[events["day"].between(FIRST, LAST), "event_id"]
    aspects = standing.by_aspect(data.accounts[data.accounts["event_id"].isin(within)])
    keys = aspects["event_id"] + " " + aspects["aspect"]

    def of(status: str) -> pd.Series:
        return keys[aspects["status"] == status]

    both = len(of("agreed")) + len(of("disputed"))
    return [
        counted("aspects-agreed", "aspects of events on which both sides' accounts agree", of("agreed")),
        counted("aspects-disputed", "aspects of events that the two sides dispute", of("disputed")),
        counted("aspects-one-sided", "aspects of events that only one of the two sides addresses", of("one-sided")),
        Finding(
            "share-disputed",
            "share of the aspects addressed by both sides that they dispute",
            f"{100 * len(of('disputed')) / both:.0f}%",
            tuple(of("disputed")),
        ),
        counted(
            "line-use-disputed",
            "events in which the use of a line is itself disputed",
            aspects.loc[(aspects["aspect"] == "line_used") & (aspects["status"] == "disputed"), "event_id"],
        ),
    ]


def _record(data: Dataset) -> list[Finding]:
    """The size of the record."""
    sources, events = data["sources"], data.events
    return [
        counted("events", "events", events["event_id"]),
        counted("epilogue", "of which after the report's period", events.loc[events["day"] > LAST, "event_id"]),
        counted("accounts", "accounts", data["accounts"]["account_id"]),
        counted("sources", "sources", sources["source_id"]),
        Finding(
            "languages", "languages of sources", number(sources["language"].nunique()), tuple(sources["source_id"])
        ),
        counted("corrections", "faults found in sources", data["corrections"]["correction_id"]),
    ]


def findings(data: Dataset) -> list[Finding]:
    """Return the findings of the front page."""
    return [
        *(finding for finding in memorandum.findings(data) if finding.key in _OF_MEMORANDUM),
        *(finding for finding in suspension.findings(data) if finding.key in _OF_SUSPENSION),
        *_disagreement(data),
        *(finding for finding in status_2020.findings(data) if finding.key in _OF_STATUS),
        *_record(data),
    ]
