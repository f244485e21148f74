"""Findings on the joint statement of November 2017: its text, the year before it, and what is counted after it."""

import pandas as pd

from deconfliction import accounts as standing
from deconfliction.channels import states
from deconfliction.dataset import Dataset
from deconfliction.findings.finding import Finding, counted, independent, number

STATEMENT = "2017-11-11-da-nang-joint-statement"
AMMAN = "2017-11-08-amman-memorandum"
SDF_STRIKE = "2017-09-16-sdf-struck-deir-ez-zor"
FIRST_PASS = "2017-11-15-a10-su24-head-on-pass"
DECEMBER = "2017-12-13-f22-su25-euphrates"
PROTOCOLS = "2019-12-09-north-east-protocols"

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

#: Events that tell of the line's use during another event.
TOLD_WITH = {"2018-02-07-khasham-battle": ["2018-02-07-khasham-line-calls", "2018-02-07-notice-before-khasham"]}


def _day(data: Dataset, event_id: str) -> pd.Timestamp:
    return data.events.set_index("event_id").loc[event_id, "day"]


def _between(data: Dataset, key: str, statement: str, first: str, last: str) -> Finding:
    length = (_day(data, last) - _day(data, first)).days
    return Finding(key, statement, number(length), (first, last))


def of_the_two(events: pd.DataFrame) -> pd.DataFrame:
    """Return the events that concern Washington and Moscow, with their ``kind``; aid convoys are left out."""
    found = events[~events["channel_id"].isin(OTHER_PARTIES) & (events["mode"].fillna("") != "convoy")]
    return found.assign(kind=found["type"].map(KIND_OF))


def year_around(data: Dataset) -> pd.DataFrame:
    """Return the events of the two in the twelve months before and after the statement, its own day left out.

    Returns:
        ``of_the_two`` with ``after``.
    """
    day = _day(data, STATEMENT)
    year = pd.DateOffset(years=1)
    found = of_the_two(data.events)
    found = found[found["day"].between(day - year, day + year) & (found["day"] != day)]
    return found.assign(after=found["day"] > day).reset_index(drop=True)


def later_incidents(data: Dataset) -> pd.DataFrame:
    """Return the encounters and strikes between the statement and the protocols of December 2019."""
    found = of_the_two(data.events)
    found = found[found["kind"].isin(["Encounter", "Strike"])]
    return found[found["day"].between(_day(data, STATEMENT), _day(data, PROTOCOLS), "neither")].reset_index(drop=True)


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
    between = found["start_earliest"].between(_day(data, STATEMENT), _day(data, PROTOCOLS), "neither")
    return found[between & found["state"].isin(OPEN_STATES)].reset_index(drop=True)


def daily_rates(data: Dataset) -> pd.DataFrame:
    """Return the reported rates of calls on the air line and of crossings of the river, brought to a day.

    Returns:
        The rows of ``rates`` with ``side``, ``chain``, ``low`` and ``high``.
    """
    rates = data["rates"]
    found = rates[rates["measure"].isin(["line_calls", "scheduled_talks", "airspace_crossings"])]
    found = found[(found["channel_id"] == "air-line") & found["per"].isin(["day", "week"])]
    per_day = found["per"].map({"day": 1.0, "week": 1 / 7})
    return found.assign(
        side=found["party"].map(data["parties"].set_index("party_id")["side"]),
        chain=found["originator"].map(data["originators"].set_index("originator_id")["chain"]),
        low=found["value"] * per_day,
        high=found["value_max"].fillna(found["value"]) * per_day,
    )


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


def _rates(data: Dataset) -> list[Finding]:
    rates = data["rates"].set_index("rate_id")
    daily = daily_rates(data)
    crossings = daily[daily["measure"] == "airspace_crossings"]
    calls = daily[daily["measure"] != "airspace_crossings"]
    ryder = rates.loc["chiefs-calls-2017-ryder"]
    events = data.events
    talks = events[(events["channel_id"] == "chiefs") & events["type"].isin(["call", "meeting", "video_conference"])]
    talks = talks[talks["day"].between("2017-01-11", "2018-01-10")]
    return [
        counted("danang-crossings-told", "statements that give a rate of crossings", crossings["rate_id"]),
        independent(
            "danang-crossings-chains",
            "independent originators of these rates",
            crossings["chain"],
            crossings["rate_id"],
        ),
        Finding(
            "danang-crossings-low",
            "lowest rate of crossings a day",
            number(int(crossings["low"].min())),
            tuple(crossings["rate_id"]),
        ),
        Finding(
            "danang-crossings-high",
            "highest rate of crossings a day",
            number(int(crossings["high"].max())),
            tuple(crossings["rate_id"]),
        ),
        counted("danang-calls-told", "statements that give a rate of calls", calls["rate_id"]),
        counted("danang-calls-not-us", "of which not from US speakers", calls.loc[calls["side"] != "US", "rate_id"]),
        Finding(
            "danang-busy-day",
            "calls on a busy day by the team on the line",
            number(int(rates.loc["line-calls-2017-12-breitbart", "value"])),
            ("line-calls-2017-12-breitbart",),
        ),
        counted(
            "danang-rates-ru", "of these rates, from Russian officials", daily.loc[daily["side"] == "RU", "rate_id"]
        ),
        Finding(
            "danang-chiefs-ryder",
            "talks of the chiefs in a year by the US spokesman's count",
            number(int(ryder["value"])),
            ("chiefs-calls-2017-ryder",),
        ),
        counted("danang-chiefs-found", "talks of the chiefs in that year found for this record", talks["event_id"]),
        Finding(
            "danang-generals-meetings",
            "meetings of generals by late October 2017, by the Coalition's spokesman",
            number(int(rates.loc["face-to-face-2017-10-dillon", "value"])),
            ("face-to-face-2017-10-dillon",),
        ),
    ]


def _text(data: Dataset) -> list[Finding]:
    told = data.accounts[data.accounts["event_id"] == STATEMENT]
    clauses = standing.by_proposition(told[told["aspect"].isin(["provisions", "scope", "duration"])])
    wordings = standing.by_proposition(told[told["aspect"] == "content"])
    provided = data["provisions"]
    provided = provided[provided["holds"].astype("string").str.lower() == "true"]

    def features(instrument: str) -> pd.Series:
        return provided.loc[provided["instrument_id"] == instrument, "provision"]

    every = data["provisions"]
    return [
        counted("danang-accounts", "accounts of the statement", told["account_id"]),
        independent(
            "danang-originators",
            "independent originators of accounts of the statement",
            told["chain"],
            told["account_id"],
        ),
        counted("danang-clauses", "points of the text that accounts give", clauses["proposition"]),
        counted(
            "danang-clauses-both",
            "of which both texts have",
            clauses.loc[clauses["status"] == "agreed", "proposition"],
        ),
        counted(
            "danang-clauses-one",
            "of which read in one text only",
            clauses.loc[clauses["status"] == "one-sided", "proposition"],
        ),
        counted(
            "danang-wordings",
            "passages that both texts have in words of their own",
            wordings.loc[wordings["status"] == "agreed", "proposition"],
        ),
        counted(
            "danang-features-asked",
            "features of an arrangement that the report looks for",
            every.loc[every["instrument_id"] == "us-russia-danang-2017", "provision"],
        ),
        counted("danang-features", "of which the statement has", features("us-russia-danang-2017")),
        counted("danang-features-memorandum", "of which the memorandum has", features("us-russia-syria-mou-2015")),
    ]


def _first_pass(data: Dataset) -> Finding:
    accounts = data.accounts
    told = accounts[
        (accounts["event_id"] == FIRST_PASS) & (accounts["aspect"] == "distance") & (accounts["unit"] == "ft")
    ]
    return Finding(
        "danang-pass-feet",
        "distance in feet of the first close pass, by US officers",
        number(int(told["value"].min())),
        tuple(told["account_id"]),
    )


def findings(data: Dataset) -> list[Finding]:
    """Return the findings of the chapter on the joint statement."""
    return [
        _between(data, "danang-strike-to-statement", "days from the strike on the SDF to it", SDF_STRIKE, STATEMENT),
        _between(data, "danang-amman-to-statement", "days from the Amman memorandum to it", AMMAN, STATEMENT),
        _between(data, "danang-to-first-pass", "days from it to the first close pass", STATEMENT, FIRST_PASS),
        _between(data, "danang-to-december", "days from it to the encounter of December", STATEMENT, DECEMBER),
        _first_pass(data),
        *_text(data),
        *_around(data),
        *_lines(data),
        *_rates(data),
    ]
