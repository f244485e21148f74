"""The report's headline findings: each a number, the claim that it carries, and the number at which the claim turns.

They are measured here once. The front page, the chapters and the robustness of the balance sheet use these and no
others, so that no headline can differ from place to place. A measure returns nothing where too little is left to say
anything; it never falls back on another number.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
from scipy import stats

from deconfliction import accounts as standing
from deconfliction import channels
from deconfliction.dataset import Dataset
from deconfliction.findings import suspension
from deconfliction.findings.finding import Finding, number

#: The report's own period; later events are an epilogue and not counted.
FIRST, LAST = pd.Timestamp("2014-01-01"), pd.Timestamp("2020-12-31")

LINE = "air-line"

#: A share of fewer rows than this is not given.
FEWEST = 5

DA_NANG = pd.Timestamp("2017-11-11")
PROTOCOLS = pd.Timestamp("2019-12-09")
OCTOBER_2016 = pd.Timestamp("2016-10-03"), pd.Timestamp("2016-12-31")
JUNE_2017 = pd.Timestamp("2017-06-19")

#: Variations that leave one side alone, or only what the sides share, by their names.
ONE_SIDE = frozenset({"US accounts", "Russian accounts", "Third parties"})
SHARED = frozenset({"Agreed by both sides", "Without disputed events"})

#: Days on either side of the joint statement over which encounters are compared.
AROUND = 183


@dataclass(frozen=True)
class Measure:
    """A measured number, its interval where it is an estimate, and the keys of the rows that it stands on.

    There is no value where too little is left to measure.
    """

    value: float | None
    rows: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Headline:
    """One headline finding.

    Attributes:
        key: name by which prose refers to it.
        claim: what it says, a sentence.
        unit: what the number counts; ``%`` for a share, which the value gives from 0 to 1.
        measure: computes the number on a dataset, or on a part of one.
        holds: whether the claim holds at a measured number.
        void: variations of the record under which the question falls away, since it compares what they take out.
    """

    key: str
    claim: str
    unit: str
    measure: Callable[[Dataset], Measure]
    holds: Callable[[Measure], bool]
    void: frozenset[str] = frozenset()

    def text(self, measured: Measure) -> str:
        """Return a number of this headline as prose has it; ``too few`` where there is none."""
        if measured.value is None:
            return "too few"
        if measured.low is not None and measured.high is not None:
            return f"{measured.value:.1f} ({measured.low:.1f} to {measured.high:.1f})"
        return f"{100 * measured.value:.0f} %" if self.unit == "%" else number(int(measured.value))

    def finding(self, data: Dataset) -> Finding:
        """Return the headline as a finding for prose."""
        measured = self.measure(data)
        return Finding(f"headline-{self.key}", self.claim, self.text(measured), measured.rows)


def _period(data: Dataset) -> pd.DataFrame:
    events = data.events
    return events[events["day"].between(FIRST, LAST)]


def _statuses(data: Dataset) -> pd.DataFrame:
    accounts = data.accounts
    found = standing.by_aspect(accounts[accounts["event_id"].isin(_period(data)["event_id"])])
    return found.assign(key=found["event_id"] + " " + found["aspect"])


def _share(part: pd.Series, whole: int) -> Measure:
    return Measure(len(part) / whole, tuple(part)) if whole >= FEWEST else Measure(None)


def _used_while_suspended(data: Dataset) -> Measure:
    found = [suspension.reports_within(data, month, "reported_in_use") for month in ("2017-04", "2017-06")]
    rows = pd.concat(found)["state_id"].drop_duplicates()
    return Measure(float(len(rows)), tuple(rows))


def _no_end_announced(data: Dataset) -> Measure:
    found = channels.states(data, LINE)
    found = found[
        (found["state"] == "restored") & (found["side"] == "RU") & (found["start_latest"].between(JUNE_2017, LAST))
    ]
    return Measure(float(len(found)), tuple(found["state_id"]))


def _spared_in_2016(data: Dataset) -> Measure:
    found = channels.in_period(channels.states(data, LINE), *map(str, OCTOBER_2016))
    if (found["state"] == "declared_suspended").any():
        return Measure(0.0, tuple(found.loc[found["state"] == "declared_suspended", "state_id"]))
    kept = found[found["state"].isin(["declared_open", "reported_in_use"])]
    return Measure(float(len(kept)), tuple(kept["state_id"]))


def _agreement(data: Dataset) -> Measure:
    found = _statuses(data)
    agreed = found.loc[found["status"] == "agreed", "key"]
    return _share(agreed, len(agreed) + int((found["status"] == "disputed").sum()))


def _one_sided(data: Dataset) -> Measure:
    found = _statuses(data)
    alone = found.loc[found["status"] == "one-sided", "key"]
    return _share(alone, int((found["status"] != "unaddressed").sum()))


def _use_by_americans(data: Dataset) -> Measure:
    found = channels.in_period(channels.states(data, LINE), str(FIRST), str(LAST))
    found = found[found["state"] == "reported_in_use"]
    return _share(found.loc[found["side"] == "US", "state_id"], len(found))


def _encounters(data: Dataset) -> pd.DataFrame:
    events = _period(data)
    return events[events["type"] == "encounter"]


def _encounters_with_use(data: Dataset) -> Measure:
    encounters = _encounters(data)
    accounts = data.accounts
    used = accounts[(accounts["aspect"] == "line_used") & (accounts["position"] == "yes")]
    used = used[(used["stance"] != "denies") & used["event_id"].isin(encounters["event_id"])]
    return _share(used["event_id"].drop_duplicates(), len(encounters))


def _distances_disputed(data: Dataset) -> Measure:
    found = _statuses(data)
    both = found[(found["aspect"] == "distance") & found["status"].isin(["agreed", "disputed"])]
    return _share(both.loc[both["status"] == "disputed", "event_id"], len(both))


def _warnings_disputed(data: Dataset) -> Measure:
    found = _statuses(data)
    both = found[found["aspect"].isin(["warning", "warning_time"]) & found["status"].isin(["agreed", "disputed"])]
    return _share(both.loc[both["status"] == "disputed", "key"], len(both))


def _around_da_nang(data: Dataset) -> Measure:
    """Return the ratio of encounters after the statement to those before it, with its exact 95 % interval.

    Given how many encounters fell into the two half-years together, those after it are binomial if each has the same
    chance of falling on either side (Clopper and Pearson 1934); the ratio's bounds are the odds of the interval's.
    """
    encounters = _encounters(data)
    apart = (encounters["day"] - DA_NANG).dt.days
    before, after = encounters[apart.between(-AROUND, -1)], encounters[apart.between(1, AROUND)]
    if len(before) + len(after) < FEWEST or before.empty:
        return Measure(None)
    share = stats.binomtest(len(after), len(before) + len(after)).proportion_ci()
    low, high = (bound / (1 - bound) if bound < 1 else float("inf") for bound in (share.low, share.high))
    return Measure(len(after) / len(before), (*before["event_id"], *after["event_id"]), float(low), float(high))


def _after_protocols(data: Dataset) -> Measure:
    encounters = _encounters(data)
    found = encounters[encounters["day"] > PROTOCOLS]
    return Measure(float(len(found)), tuple(found["event_id"]))


def _figures_from_washington(data: Dataset) -> Measure:
    """Return the number of US figures for the distance that the memorandum prescribes; none where Moscow gave none."""
    accounts = data.accounts
    rule = accounts[accounts["position"].fillna("").str.startswith("rule_horizontal") & accounts["value"].notna()]
    if not (rule["side"] == "RU").any():
        return Measure(None)
    american = rule.loc[rule["side"] == "US", "account_id"]
    return Measure(float(len(american)), tuple(rule["account_id"]))


HEADLINES = (
    Headline(
        "used-while-suspended",
        "The line is reported in use while the memorandum is, or by Moscow’s word may be, suspended.",
        "reports",
        _used_while_suspended,
        lambda found: found.value > 0,
    ),
    Headline(
        "no-end-announced",
        "No Russian statement announces that the suspension of June 2017 ended.",
        "statements",
        _no_end_announced,
        lambda found: found.value == 0,
    ),
    Headline(
        "spared-in-2016",
        "When Washington broke off the truce talks in October 2016, the line over Syria stayed open.",
        "statements and reports",
        _spared_in_2016,
        lambda found: found.value > 0,
    ),
    Headline(
        "use-by-americans",
        "Most reports of the line in use are American.",
        "%",
        _use_by_americans,
        lambda found: found.value > 0.5,
        ONE_SIDE,
    ),
    Headline(
        "agree-more-than-dispute",
        "Where both sides address an aspect of an event, they agree more often than not.",
        "%",
        _agreement,
        lambda found: found.value > 0.5,
        ONE_SIDE | SHARED,
    ),
    Headline(
        "mostly-one-sided",
        "Most of what either side says of an event, the other leaves unanswered.",
        "%",
        _one_sided,
        lambda found: found.value > 0.5,
        ONE_SIDE | SHARED,
    ),
    Headline(
        "distances-disputed",
        "Where both sides give a distance, between aircraft or ships or to a strike, they mostly disagree.",
        "%",
        _distances_disputed,
        lambda found: found.value > 0.5,
        ONE_SIDE | SHARED,
    ),
    Headline(
        "warnings-disputed",
        "Where both sides say whether, or how long ahead, notice was given, they mostly disagree.",
        "%",
        _warnings_disputed,
        lambda found: found.value > 0.5,
        ONE_SIDE | SHARED,
    ),
    Headline(
        "encounters-without-line",
        "In most encounters nobody reports that a line was used.",
        "%",
        _encounters_with_use,
        lambda found: found.value < 0.5,
    ),
    Headline(
        "no-change-after-da-nang",
        "Encounters in the half-years before and after the joint statement do not differ beyond chance.",
        "times as many after",
        _around_da_nang,
        lambda found: found.low <= 1 <= found.high,
    ),
    Headline(
        "encounters-after-protocols",
        "Encounters went on after the protocols of December 2019.",
        "encounters",
        _after_protocols,
        lambda found: found.value > 0,
    ),
    Headline(
        "distance-from-moscow",
        "The only official figure for the distance that the memorandum prescribes is Moscow’s.",
        "US figures",
        _figures_from_washington,
        lambda found: found.value == 0,
        frozenset({"US accounts", "Third parties", "Agreed by both sides"}),
    ),
)
