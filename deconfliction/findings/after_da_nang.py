"""Before and after the joint statement: which events concern the two, what was said of a line, and plain counts."""

import pandas as pd

from deconfliction import accounts as standing
from deconfliction.channels import states
from deconfliction.dataset import Dataset
from deconfliction.findings.finding import Finding, counted, number
from deconfliction.findings.headlines import AROUND, DA_NANG, HEADLINES, PROTOCOLS

#: Lines and forums between other parties; events on them are no events between Washington and Moscow.
OTHER_PARTIES = frozenset(
    {"russia-israel", "russia-turkey", "russia-jordan", "sdf-russia", "saceur-cgs", "nato-russia"}
)

#: The lines that carry deconfliction itself, not the chiefs' or ministers' talks.
LINES = ("air-line", "ground-line", "commander-line")

OPEN_STATES = ("declared_open", "restored", "reported_in_use")

KIND_OF = {
    "encounter": "Encounter",
    "strike": "Strike",
    "call": "Conversation",
    "meeting": "Conversation",
    "video_conference": "Conversation",
    "warning": "Warning or notice",
    "statement": "Statement or disclosure",
    "disclosure": "Statement or disclosure",
}

#: Aid convoys to Rukban are no meetings of the two forces.
AID = "reconciliation-contacts"

#: Events that tell of the line's use during another event.
TOLD_WITH = {"2018-02-07-khasham-battle": ["2018-02-07-khasham-line-calls", "2018-02-07-notice-before-khasham"]}


def of_the_two(events: pd.DataFrame) -> pd.DataFrame:
    """Return the events that concern Washington and Moscow, with their ``kind``; aid convoys are left out."""
    aid = (events["mode"] == "convoy").fillna(value=False) & (events["channel_id"] == AID).fillna(value=False)
    found = events[~events["channel_id"].isin(OTHER_PARTIES) & ~aid]
    return found.assign(kind=found["type"].map(KIND_OF))


def year_around(data: Dataset) -> pd.DataFrame:
    """Return the events of the two in the twelve months before and after the statement, its own day left out.

    Returns:
        ``of_the_two`` with ``after``.
    """
    year = pd.DateOffset(years=1)
    found = of_the_two(data.events)
    found = found[found["day"].between(DA_NANG - year, DA_NANG + year) & (found["day"] != DA_NANG)]
    return found.assign(after=found["day"] > DA_NANG).reset_index(drop=True)


def later_incidents(data: Dataset) -> pd.DataFrame:
    """Return the encounters and strikes between the statement and the protocols of December 2019."""
    found = of_the_two(data.events)
    found = found[found["kind"].isin(["Encounter", "Strike"])]
    return found[found["day"].between(DA_NANG, PROTOCOLS, "neither")].reset_index(drop=True)


def told_of_use(data: Dataset, event_id: str) -> pd.DataFrame:
    """Return what is said of a line's use at an event: ``side``, ``stance``, ``says``, ``source_id``.

    Besides the accounts of ``line_used``, a report that a line was silent stands as a denial.
    """
    accounts = data.accounts
    told = accounts[accounts["event_id"].isin([event_id, *TOLD_WITH.get(event_id, [])])]
    told = told[told["aspect"] == "line_used"]
    told = told.assign(stance=told["stance"].where(told["position"] != "no", "denies"))
    silent = states(data, *LINES)
    silent = silent[(silent["event_id"] == event_id) & (silent["state"] == "reported_silent")].assign(stance="denies")
    columns = ["side", "stance", "says", "source_id"]
    return pd.concat([told[columns], silent[columns]], ignore_index=True)


def said_of_the_lines(data: Dataset) -> pd.DataFrame:
    """Return the statements, after Da Nang and before the protocols, that a line is open or in use."""
    found = states(data, *LINES)
    between = found["start_earliest"].between(DA_NANG, PROTOCOLS, "neither")
    return found[between & found["state"].isin(OPEN_STATES)].reset_index(drop=True)


def _around(data: Dataset) -> list[Finding]:
    found = year_around(data)
    names = {
        "Encounter": "encounters",
        "Strike": "strikes",
        "Conversation": "conversations",
        "Warning or notice": "warnings",
        "Statement or disclosure": "statements",
    }
    result = []
    for after, when in ((False, "before"), (True, "after")):
        part = found[found["after"] == after]
        for kind, name in names.items():
            result.append(
                counted(
                    f"danang-{name}-{when}",
                    f"{name} in the twelve months {when} the statement",
                    part.loc[part["kind"] == kind, "event_id"],
                )
            )
        chiefs = part[(part["channel_id"] == "chiefs") & (part["kind"] == "Conversation")]
        result.append(
            counted(f"danang-chiefs-{when}", f"conversations of the chiefs in the year {when}", chiefs["event_id"])
        )
        incidents = part[part["kind"].isin(["Encounter", "Strike"])]
        heard = standing.sides_heard(data.accounts).reindex(incidents["event_id"])
        result += [
            counted(f"danang-incidents-{when}", f"encounters and strikes in the year {when}", incidents["event_id"]),
            counted(
                f"danang-both-heard-{when}",
                f"of which both sides are heard, in the year {when}",
                pd.Series(heard.index[heard["US"] & heard["RU"]]),
            ),
        ]
    return result


def _lines(data: Dataset) -> list[Finding]:
    incidents = later_incidents(data)
    used = {event: told_of_use(data, event) for event in incidents["event_id"]}

    users = {event: set(told.loc[told["stance"] == "asserts", "side"]) for event, told in used.items()}

    def of_kind(kind: str) -> pd.Series:
        return incidents.loc[incidents["kind"] == kind, "event_id"]

    def reported(kind: str, *sides: str) -> pd.Series:
        return of_kind(kind)[[bool(users[event]) and set(sides) <= users[event] for event in of_kind(kind)]]

    def without(kind: str, side: str) -> pd.Series:
        return of_kind(kind)[[bool(users[event] - {side}) for event in of_kind(kind)]]

    result = []
    for kind, name in (("Encounter", "encounters"), ("Strike", "strikes")):
        result += [
            counted(f"danang-later-{name}", f"{name} from the statement to the protocols of 2019", of_kind(kind)),
            counted(f"danang-later-{name}-line", "of which somebody reports the use of a line", reported(kind)),
            counted(f"danang-later-{name}-line-us", "of which US accounts report it", reported(kind, "US")),
            counted(f"danang-later-{name}-line-ru", "of which Russian accounts report it", reported(kind, "RU")),
            counted(f"danang-later-{name}-line-both", "of which both sides report it", reported(kind, "US", "RU")),
            counted(f"danang-later-{name}-line-not-us", "of which anyone but the US reports it", without(kind, "US")),
            counted(f"danang-later-{name}-line-not-ru", "of which anyone but Russia reports it", without(kind, "RU")),
        ]
    said = said_of_the_lines(data)
    for side, name in (("US", "us"), ("RU", "ru")):
        of_side = said[said["side"] == side]
        result += [
            counted(f"danang-open-{name}", f"statements that a line is open or in use, {side}", of_side["state_id"]),
            counted(
                f"danang-open-ground-{name}",
                f"of which on the ground line, {side}",
                of_side.loc[of_side["channel_id"] == "ground-line", "state_id"],
            ),
        ]
    return result


def _half_years(data: Dataset) -> list[Finding]:
    """Return the headline that compares the half-years, and the counts that it stands on."""
    headline = next(one for one in HEADLINES if one.key == "no-change-after-da-nang")
    found = headline.finding(data)
    days = data.events.set_index("event_id").loc[list(found.rows), "day"]
    return [
        found,
        Finding("danang-half-days", "days compared on either side", number(AROUND), found.rows),
        counted("danang-half-before", "encounters in the half-year before", pd.Series(days.index[days < DA_NANG])),
        counted("danang-half-after", "encounters in the half-year after", pd.Series(days.index[days > DA_NANG])),
    ]


def findings(data: Dataset) -> list[Finding]:
    """Return the plain counts before and after the statement, and what was said of a line after it."""
    return [*_half_years(data), *_around(data), *_lines(data)]
