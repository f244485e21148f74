"""The five findings of the front page, and the size of the record that they rest on."""

import pandas as pd

from deconfliction import accounts as standing
from deconfliction import channels
from deconfliction.dataset import Dataset
from deconfliction.findings import memorandum
from deconfliction.findings.finding import Finding, counted, days, number

MEMORANDUM = "us-russia-syria-mou-2015"
APRIL, JUNE = "mou-2015-ru-2017-04", "mou-2015-ru-2017-06"

#: The report's own period; later events are an epilogue and not counted.
FIRST, LAST = pd.Timestamp("2014-01-01"), pd.Timestamp("2020-12-31")

#: The claim of 15 May 2020 that is tested in the last chapter.
CLAIM = pd.Timestamp("2020-05-15")


def _until_moscow_speaks_of_it(lines: pd.DataFrame, suspension: pd.Series) -> pd.Timestamp:
    """Return the last day before a Russian account again has the line open, restored or in use.

    Between a suspension and that day, no Russian account found contradicts the announcement.
    """
    working = lines[
        (lines["side"] == "RU") & (lines["state"] != "declared_suspended") & (lines["state"] != "reported_silent")
    ]
    after = working[working["start_earliest"] > suspension["start_latest"]]
    return after["start_earliest"].min() - pd.Timedelta(days=1)


def _suspended(data: Dataset) -> list[Finding]:
    """Findings on the two suspensions of 2017: how long, and what was reported meanwhile."""
    suspensions = channels.suspensions(data, MEMORANDUM).set_index("suspension_id")
    april, june = suspensions.loc[APRIL], suspensions.loc[JUNE]
    lines = channels.states(data, "air-line")
    used = lines[lines["state"] == "reported_in_use"]
    ends = {row.name: _until_moscow_speaks_of_it(lines, row) for row in (april, june)}
    during = pd.concat(
        [channels.observed_within(used, row["start_latest"], ends[row.name]) for row in (april, june)]
    ).drop_duplicates("state_id")
    after = used[(used["side"] == "RU") & (used["start_earliest"] > ends[JUNE])]
    first = after.iloc[0]
    return [
        Finding(
            "april-length",
            "days that the suspension of April 2017 can have lasted",
            days(int(april["shortest"]), int(april["longest"])),
            (APRIL,),
        ),
        counted(
            "used-while-suspended",
            "reports of use between each announcement and the first Russian account to the contrary",
            during["state_id"],
        ),
        counted("used-while-suspended-us", "of which US accounts", during.loc[during["side"] == "US", "state_id"]),
        counted("used-while-suspended-ru", "of which Russian accounts", during.loc[during["side"] == "RU", "state_id"]),
        Finding(
            "first-russian-use",
            "days from the second suspension to the first Russian report that the line was used",
            number((first["start_earliest"] - june["start_latest"]).days),
            (JUNE, first["state_id"]),
        ),
    ]


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


def _claim(data: Dataset) -> list[Finding]:
    """Findings on encounters on either side of the claim of May 2020."""
    events = data.events
    year = events[(events["type"] == "encounter") & (events["year"] == CLAIM.year)]
    return [
        counted("encounters-2020", "encounters of 2020", year["event_id"]),
        counted("encounters-before-claim", "of which before the claim", year.loc[year["day"] < CLAIM, "event_id"]),
        counted("encounters-after-claim", "of which after the claim", year.loc[year["day"] >= CLAIM, "event_id"]),
    ]


def _record(data: Dataset) -> list[Finding]:
    """The size of the record."""
    sources = data["sources"]
    return [
        counted("events", "events", data["events"]["event_id"]),
        counted("accounts", "accounts", data["accounts"]["account_id"]),
        counted("sources", "sources", sources["source_id"]),
        Finding(
            "languages", "languages of sources", number(sources["language"].nunique()), tuple(sources["source_id"])
        ),
        counted("corrections", "faults found in sources", data["corrections"]["correction_id"]),
    ]


def findings(data: Dataset) -> list[Finding]:
    """Return the findings of the front page."""
    shared = {"call-to-signing", "provisions-all", "provisions-agreed", "distances-us", "distances-ru"}
    return [
        *(finding for finding in memorandum.findings(data) if finding.key in shared),
        *_suspended(data),
        *_disagreement(data),
        *_claim(data),
        *_record(data),
    ]
