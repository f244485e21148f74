"""How an official claim is tested on the record: which rows would speak for it, which against it, and what follows.

A claim never supports itself: rows in the voice of whoever made it count against it where they contradict it, and are
never counted for it. Nothing else is weighed: one row of either kind is enough, and both kinds together make a mixed
verdict, so that a reader sees a disagreement and not our opinion of who is right.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

import pandas as pd

from deconfliction import channels
from deconfliction.dataset import Dataset

SUPPORTED, CONTRADICTED, MIXED, UNTESTABLE = "supported", "contradicted", "mixed", "untestable"

#: Every verdict, in the order of a legend.
VERDICTS = (SUPPORTED, MIXED, CONTRADICTED, UNTESTABLE)

FIRST, LAST = "2014-01-01", "2020-12-31"

#: Encounters below which two periods are not compared.
FEWEST = 5

#: States of a channel by what they say of it.
USE, SILENCE, OFF, ON = ("reported_in_use",), ("reported_silent",), ("declared_suspended",), ("declared_open",)

#: Channels between the two militaries.
MILITARY = (
    *("air-line", "ground-line", "commander-line", "general-officers", "theatre-meetings", "video-conferences"),
    *("northeast-patrols", "chiefs", "ministers", "general-contacts"),
)

#: What is kept of a row that speaks to a claim.
_KEPT = ["key", "side", "speaker", "originator", "event_id", "source_id"]


@dataclass(frozen=True)
class Verdict:
    """What the record says of a claim.

    Attributes:
        name: one of ``VERDICTS``.
        supporting: keys of the rows for it (accounts, states of channels, or events where events are counted).
        against: keys of the rows against it.
        why: one sentence, computed.
    """

    name: str
    supporting: tuple[str, ...]
    against: tuple[str, ...]
    why: str


Test = Callable[[Dataset], Verdict]


@dataclass(frozen=True)
class Claim:
    """An official claim and its test.

    Attributes:
        key: permanent short name.
        account_id: the account that it is read from; speaker, day and source are that row's.
        claim: what is claimed, in our words.
        testable: what of it can be tested on the record.
        test: returns the verdict on a dataset, or on a part of one.
    """

    key: str
    account_id: str
    claim: str
    testable: str
    test: Test


@lru_cache(maxsize=16)
def _accounts(data: Dataset) -> pd.DataFrame:
    """Return the accounts with the bounds of their events' dates."""
    days = data.events.set_index("event_id")[["earliest", "latest", "type", "mode"]]
    return data.accounts.join(days, on="event_id").rename(columns={"account_id": "key"})


@lru_cache(maxsize=16)
def _states(data: Dataset) -> pd.DataFrame:
    return channels.states(data).rename(columns={"state_id": "key"})


@dataclass(frozen=True)
class Told:
    """Accounts of some aspects that take some positions.

    Attributes:
        aspects: aspects asked for.
        positions: positions asked for; any where none is named.
        stances: stances asked for.
        events: events asked for; any where none is named.
        first: first day (ISO) on which the event can have ended.
        last: last day on which it can have begun.
        modes: modes of the events asked for; any where none is named.
        sides: sides asked for; any where none is named.
    """

    aspects: tuple[str, ...]
    positions: tuple[str, ...] = ()
    stances: tuple[str, ...] = ("asserts",)
    events: tuple[str, ...] = ()
    first: str = FIRST
    last: str = LAST
    modes: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()

    def rows(self, data: Dataset) -> pd.DataFrame:
        """Return the accounts found: ``key``, ``side``, ``speaker``, ``originator``, ``event_id``, ``source_id``."""
        found = _accounts(data)
        kept = found["aspect"].isin(self.aspects) & found["stance"].isin(self.stances)
        kept &= (found["latest"] >= pd.Timestamp(self.first)) & (found["earliest"] <= pd.Timestamp(self.last))
        asked = {"position": self.positions, "event_id": self.events, "mode": self.modes, "side": self.sides}
        for column, values in asked.items():
            if values:
                kept &= found[column].isin(values)
        return found.loc[kept, _KEPT]


@dataclass(frozen=True)
class Seen:
    """States of channels that held for certain on some day of a period.

    Attributes:
        states: states asked for, as in ``channel_states``.
        channels: channels asked for.
        first: first day of the period (ISO).
        last: last day of it.
    """

    states: tuple[str, ...]
    channels: tuple[str, ...]
    first: str
    last: str

    def rows(self, data: Dataset) -> pd.DataFrame:
        """Return the states found: ``key``, ``side``, ``speaker``, ``originator``, ``event_id``, ``source_id``."""
        found = _states(data)
        finish = found["end_earliest"].fillna(found["start_latest"])
        kept = found["state"].isin(self.states) & found["channel_id"].isin(self.channels)
        kept &= (found["start_latest"] <= pd.Timestamp(self.last)) & (finish >= pd.Timestamp(self.first))
        return found.loc[kept, _KEPT]


Query = Told | Seen


def own_words(rows: pd.DataFrame, voice: str) -> pd.Series:
    """Return which rows are in a voice: a speaker's surname, or the id of an originator that speaks as a body."""
    named = rows["speaker"].fillna("").str.contains(rf"\b{voice}\b", regex=True)
    return named | (rows["originator"] == voice)


def _keys(rows: list[pd.DataFrame]) -> tuple[str, ...]:
    return tuple(sorted({key for found in rows for key in found["key"]}))


def verdict_of(supporting: tuple[str, ...], against: tuple[str, ...], needed: str) -> Verdict:
    """Return the verdict that rows for and against a claim make.

    Args:
        supporting: keys of the rows for it.
        against: keys of the rows against it.
        needed: what kind of row could have tested it; names what is missing where there is none.
    """
    if not supporting and not against:
        return Verdict(UNTESTABLE, (), (), f"No row is left that could test it: {needed}.")
    name = MIXED if supporting and against else SUPPORTED if supporting else CONTRADICTED
    return Verdict(name, supporting, against, f"{len(supporting)} for, {len(against)} against, of {needed}.")


def weigh(voice: str, needed: str, supports: tuple[Query, ...], opposes: tuple[Query, ...]) -> Test:
    """Return the test that collects the rows for and against a claim.

    Args:
        voice: whose claim it is; such rows never count for it.
        needed: what kind of row can test it, a noun phrase.
        supports: queries for rows that speak for it.
        opposes: queries for rows that speak against it.
    """

    def test(data: Dataset) -> Verdict:
        found = [query.rows(data) for query in supports]
        others = [rows[~own_words(rows, voice)] for rows in found]
        return verdict_of(_keys(others), _keys([query.rows(data) for query in opposes]), needed)

    return test


def compare(day: str, span: int, modes: tuple[str, ...], *, grows: bool) -> Test:
    """Return the test of a claim that encounters became more, or fewer: two periods of one length, counted.

    Encounters of the period that should have more are for the claim, and the others against it only where they are as
    many or more: with equal numbers the claim is contradicted. Fewer than ``FEWEST`` in all are too few to compare.

    Args:
        day: day of the claim (ISO), the last of the later period.
        span: length of each period in days.
        modes: modes of the encounters counted.
        grows: whether the claim is of growth.
    """
    last = pd.Timestamp(day)
    turn, first = last - timedelta(days=span), last - timedelta(days=2 * span)

    def test(data: Dataset) -> Verdict:
        events = data.events
        events = events[(events["type"] == "encounter") & events["mode"].isin(modes)]
        earlier = tuple(sorted(events.loc[(events["day"] > first) & (events["day"] <= turn), "event_id"]))
        later = tuple(sorted(events.loc[(events["day"] > turn) & (events["day"] <= last), "event_id"]))
        more, fewer = (later, earlier) if grows else (earlier, later)
        why = f"{len(earlier)} such encounters in the earlier {span} days, {len(later)} in those up to the claim."
        if len(earlier) + len(later) < FEWEST:
            return Verdict(UNTESTABLE, (), (), f"Too few to compare: {why}")
        if len(more) > len(fewer):
            return Verdict(SUPPORTED, more, (), why)
        return Verdict(CONTRADICTED, (), fewer, why)

    return test


def use_in(voice: str, first: str, last: str, lines: tuple[str, ...] = ("air-line",)) -> Test:
    """Test a claim of use: reports of use in a period, against reports of silence in it.

    What was declared of a line is no observation of it, so a declared suspension speaks neither for nor against.
    """
    needed = f"reports of use or silence between {first} and {last}"
    return weigh(voice, needed, (Seen(USE, lines, first, last),), (Seen(SILENCE, lines, first, last),))


def declared_off_in(voice: str, first: str, last: str) -> Test:
    """Test a claim that the memorandum is suspended: declarations that it is, against those that it is not.

    Use of the line is no declaration, and speaks neither for nor against.
    """
    needed = f"declarations on the line between {first} and {last}"
    on = ("restored", *ON)
    return weigh(voice, needed, (Seen(OFF, ("air-line",), first, last),), (Seen(on, ("air-line",), first, last),))
