"""Findings on the path to the memorandum of October 2015, its provisions and its first test."""

import pandas as pd

from deconfliction import accounts as standing
from deconfliction.dataset import Dataset
from deconfliction.findings.finding import Finding, counted, independent, number

SIGNING = "2015-10-20-memorandum-signed"
TEST = "2015-11-03-communications-test"
FREEZE = "2014-03-03-us-freezes-military-contacts"
CALL = "2015-09-18-carter-shoigu-call"
FIRST_STRIKES = "2015-09-30-first-russian-strikes"
BUILD_UP = "2015-09-05-kerry-lavrov-build-up-call"
WITHHELD = "2015-10-20-text-withheld"

#: Events in which the two sides talk to each other.
CONVERSATIONS = ("call", "meeting", "video_conference")


def _day(data: Dataset, event_id: str) -> pd.Timestamp:
    return data.events.set_index("event_id").loc[event_id, "day"]


def _between(data: Dataset, key: str, statement: str, first: str, last: str) -> Finding:
    length = (_day(data, last) - _day(data, first)).days
    return Finding(key, statement, number(length), (first, last))


def conversations(data: Dataset, first: str, last: str) -> pd.DataFrame:
    """Return the events in which the two sides talked, from one event's day up to the day before another's.

    Args:
        data: the dataset.
        first: event id.
        last: event id.
    """
    events = data.events
    within = (events["day"] >= _day(data, first)) & (events["day"] < _day(data, last))
    return events[within & events["type"].isin(CONVERSATIONS)].reset_index(drop=True)


def _of_secrecy(data: Dataset) -> list[Finding]:
    """Return who says that the text was withheld at Russia's request."""
    told = data.accounts[data.accounts["event_id"] == WITHHELD]
    asked = told[(told["aspect"] == "initiator") & (told["position"] == "ru")]
    russian = told.loc[told["side"] == "RU", "account_id"]
    return [
        counted("secrecy-accounts", "accounts of a Russian request to withhold the text", asked["account_id"]),
        counted("secrecy-speakers", "speakers who tell of it", asked.drop_duplicates("speaker")["account_id"]),
        Finding(
            "secrecy-ru",
            "Russian accounts of the withholding",
            number(len(russian)) if len(russian) else "none",
            tuple(russian),
        ),
    ]


def findings(data: Dataset) -> list[Finding]:
    """Return the findings of the chapter on the memorandum."""
    events, accounts = data.events, data.accounts
    path = events[(events["day"] >= _day(data, CALL)) & (events["day"] <= _day(data, SIGNING))]
    signing = accounts[accounts["event_id"] == SIGNING]
    of_content = signing[signing["aspect"].isin(["provisions", "scope"])]
    by_proposition = standing.by_proposition(of_content)
    distances = signing[(signing["aspect"] == "distance") & signing["value"].notna()]
    test = standing.by_aspect(accounts[accounts["event_id"] == TEST])

    def with_status(status: str) -> pd.Series:
        return by_proposition.loc[by_proposition["status"] == status, "proposition"]

    return [
        _between(data, "freeze-to-call", "days from the freeze to the first call", FREEZE, CALL),
        _between(data, "call-to-signing", "days from the first call to the signing", CALL, SIGNING),
        _between(
            data, "strikes-to-signing", "days from the first Russian strikes to the signing", FIRST_STRIKES, SIGNING
        ),
        _between(data, "signing-to-test", "days from the signing to the test in the air", SIGNING, TEST),
        counted(
            "video-conferences-before",
            "video conferences before the signing",
            path.loc[path["type"] == "video_conference", "event_id"],
        ),
        counted(
            "encounters-before",
            "close approaches between the first call and the signing",
            path.loc[path["type"] == "encounter", "event_id"],
        ),
        counted(
            "talks-in-freeze",
            "conversations from the freeze until the build-up of September 2015",
            conversations(data, FREEZE, BUILD_UP)["event_id"],
        ),
        counted(
            "talks-to-signing",
            "conversations from then until the signing",
            conversations(data, BUILD_UP, SIGNING)["event_id"],
        ),
        *_of_secrecy(data),
        counted("signing-accounts", "accounts of the signing", signing["account_id"]),
        independent(
            "signing-originators",
            "independent originators of accounts of the signing",
            signing["chain"],
            signing["account_id"],
        ),
        counted("provisions-all", "statements on provisions and scope", by_proposition["proposition"]),
        counted(
            "provisions-agreed", "of which both sides address without contradicting each other", with_status("agreed")
        ),
        counted("provisions-disputed", "of which one side makes and the other denies", with_status("disputed")),
        counted("provisions-one-sided", "of which only one side makes", with_status("one-sided")),
        counted(
            "distances-us",
            "figures for the separation distance from US officials",
            distances.loc[distances["side"] == "US", "account_id"],
        ),
        counted(
            "distances-ru",
            "figures for the separation distance from Russian officials",
            distances.loc[distances["side"] == "RU", "account_id"],
        ),
        counted(
            "test-disputed", "aspects of the test that are disputed", test.loc[test["status"] == "disputed", "aspect"]
        ),
        counted("test-aspects", "aspects of the test addressed by anyone", test["aspect"]),
    ]
