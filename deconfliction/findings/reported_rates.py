"""Rates that speakers gave of how often something happened: never counted as events, and never averaged."""

import re

import pandas as pd

from deconfliction import dates
from deconfliction.dataset import Dataset
from deconfliction.findings.finding import Finding, counted, days
from deconfliction.findings.headlines import FIRST, LAST

#: Days by the word that a rate is given per.
DAYS = {"day": 1, "week": 7}

NUMBER, DAILY, UPPER = "A number", "“Daily”, no number", "An upper figure"
_UPPER = re.compile(r"\b(upper figure|up to|as many as)\b")


def per_day(value: float, per: str) -> float:
    """Return a rate per day.

    Raises:
        KeyError: if it is not given per day or week: a total, or a rate of months or years, is not made a daily one.
    """
    return value / DAYS[per]


def reading(value: float, per: str, says: str) -> str:
    """Return how a rate is to be read: ``NUMBER``, ``DAILY`` (once a day stands for the word) or ``UPPER``."""
    if _UPPER.search(says):
        return UPPER
    return DAILY if value == 1 and per == "day" else NUMBER


def rates(data: Dataset, measure: str) -> pd.DataFrame:
    """Return the rates that speakers gave of one measure in the report's period, per day or week, in order of time.

    Returns:
        The table's columns with ``side``, ``who`` (the speaker's surname, or the originator), ``publisher``, ``first``,
        ``last`` and ``middle`` (of the period spoken of) and ``reading``; totals over a period are left out.
    """
    found = data["rates"]
    found = found[(found["measure"] == measure) & found["per"].isin(DAYS)].copy()
    limits = found["period"].map(dates.bounds)
    found["first"] = pd.to_datetime(limits.map(lambda bound: bound.earliest))
    found["last"] = pd.to_datetime(limits.map(lambda bound: bound.latest))
    found = found[found["first"].between(FIRST, LAST)]
    found["side"] = found["party"].map(data["parties"].set_index("party_id")["side"])
    names = found["originator"].map(data["originators"].set_index("originator_id")["name"])
    surnames = found["speaker"].str.split(",").str[0].str.split().str[-1]
    found["who"] = surnames.fillna(names)
    found["publisher"] = found["source_id"].map(data["sources"].set_index("source_id")["publisher"])
    found["reading"] = [reading(*row) for row in found[["value", "per", "says"]].itertuples(index=False)]
    middle = found["first"] + (found["last"] - found["first"]) / 2
    return found.assign(middle=middle).sort_values(["middle", "rate_id"], ignore_index=True)


def _range(key: str, statement: str, found: pd.DataFrame) -> Finding:
    """Return the numbers of some rates as one range, in the unit that they are given in."""
    low, high = found["value"].min(), found["value_max"].fillna(found["value"]).max()
    return Finding(key, statement, days(int(low), int(high)), tuple(found["rate_id"]))


def findings(data: Dataset) -> list[Finding]:
    """Return what is said of calls on the air line and of crossings, and by whom."""
    calls, fixed = rates(data, "line_calls"), rates(data, "scheduled_talks")
    crossings = rates(data, "airspace_crossings")
    spring = calls[calls["per"] == "week"]
    summer = calls[calls["rate_id"] == "rate-line-calls-2017-08-us-officials"]
    before = spring["value"].max() / DAYS["week"]
    rise = [round(float(summer[column].max() / before)) for column in ("value", "value_max")]
    return [
        counted("call-rates", "statements of how often the air line was used", calls["rate_id"]),
        counted("call-rates-daily", "of which say no more than daily", calls.loc[calls["reading"] == DAILY, "rate_id"]),
        counted("call-rates-ru", "of which are Russian", calls.loc[calls["side"] == "RU", "rate_id"]),
        _range("rate-latimes", "calls a week, by officials until April 2017", spring),
        _range("rate-reuters", "calls a day, by officials in August 2017", summer),
        Finding(
            "rate-rise", "times as many, if both count the same", days(*rise), (*spring["rate_id"], *summer["rate_id"])
        ),
        _range("rate-nahom", "calls a day, the highest number", calls[calls["value"] == calls["value"].max()]),
        _range("rate-team", "calls on a busy day, by the line team", calls[calls["reading"] == UPPER]),
        _range("rate-fixed", "fixed calls a week", fixed),
        _range("rate-crossings", "crossings a day", crossings),
        counted("crossing-rates", "statements of crossings a day", crossings["rate_id"]),
    ]
