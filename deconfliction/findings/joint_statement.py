"""Findings on the joint statement of November 2017: its text, the rates told of, and all that is counted around it."""

import pandas as pd

from deconfliction import accounts as standing
from deconfliction.dataset import Dataset
from deconfliction.findings import after_da_nang, interrupted
from deconfliction.findings.finding import Finding, counted, independent, number

STATEMENT = "2017-11-11-da-nang-joint-statement"
AMMAN = "2017-11-08-amman-memorandum"
SDF_STRIKE = "2017-09-16-sdf-struck-deir-ez-zor"
FIRST_PASS = "2017-11-15-a10-su24-head-on-pass"
DECEMBER = "2017-12-13-f22-su25-euphrates"
DESTROYED = "2017-12-06-russia-declares-isis-destroyed"


def _day(data: Dataset, event_id: str) -> pd.Timestamp:
    return data.events.set_index("event_id").loc[event_id, "day"]


def _between(data: Dataset, key: str, statement: str, first: str, last: str) -> Finding:
    length = (_day(data, last) - _day(data, first)).days
    return Finding(key, statement, number(length), (first, last))


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
        _between(data, "danang-to-destroyed", "days from it to Russia's declaration", STATEMENT, DESTROYED),
        _first_pass(data),
        *_text(data),
        *after_da_nang.findings(data),
        *interrupted.findings(data),
        *_rates(data),
    ]
