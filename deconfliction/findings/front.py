"""The five findings of the front page, and the size of the record that they rest on."""

from deconfliction.dataset import Dataset
from deconfliction.findings import memorandum, status_2020, suspension
from deconfliction.findings.finding import Finding, counted, number
from deconfliction.findings.headlines import HEADLINES, LAST

MEMORANDUM = "us-russia-syria-mou-2015"

#: Findings of the chapters that the front page repeats.
_OF_MEMORANDUM = {"call-to-signing", "provisions-all", "provisions-agreed"}
_OF_SUSPENSION = {
    *("april-length", "april-use", "april-use-ru", "june-use", "june-use-ru"),
    *("restored", "suspended-after-restored"),
}
_OF_STATUS = {"encounters-before-claim", "encounters-after-claim", "encounters-all", "encounters-line"}


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
        *(headline.finding(data) for headline in HEADLINES),
        *(finding for finding in status_2020.findings(data) if finding.key in _OF_STATUS),
        *_record(data),
    ]
