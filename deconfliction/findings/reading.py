"""What was read: in which languages, on what kinds of page, how soon, and whom it lets speak."""

import numpy as np
import pandas as pd
from scipy.special import gammaln

from deconfliction import accounts as standing
from deconfliction import evidence
from deconfliction.coverage import ABSENT
from deconfliction.dataset import Dataset
from deconfliction.findings.headlines import FEWEST, FIRST, LAST

#: Groups of languages, in the order drawn; all others are the last.
LANGUAGES = {"en": "English", "ru": "Russian", "ar": "Arabic"}
OTHER = "Other languages"

#: Time from event to publication: last day of each class.
GAPS = {
    "earlier": -1,
    "same day": 0,
    "next day": 1,
    "2–7 days": 7,
    "8–30 days": 30,
    "to a year": 365,
    "later": np.inf,
}
NO_DAY = "no exact day"

_DAY = r"\d{4}-\d{2}-\d{2}"


def of_period(data: Dataset) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the events of the report's period, and their accounts."""
    events = data.events
    events = events[events["day"].between(FIRST, LAST)].reset_index(drop=True)
    accounts = data.accounts
    return events, accounts[accounts["event_id"].isin(events["event_id"])].reset_index(drop=True)


def language_groups(source_ids: pd.Series, sources: pd.DataFrame) -> pd.Series:
    """Return the group of languages of each source, indexed like ``source_ids``."""
    return source_ids.map(sources.set_index("source_id")["language"].map(LANGUAGES).fillna(OTHER))


def heard_by_quarter(events: pd.DataFrame, accounts: pd.DataFrame) -> pd.DataFrame:
    """Return whom the events of each quarter let speak.

    Args:
        events: ``Dataset.events``.
        accounts: ``Dataset.accounts``.

    Returns:
        One row a quarter with an event: ``quarter`` (its first day), ``events``, ``US``, ``RU``, ``both`` (events with
        such an account) and ``US_share``, ``RU_share``, ``both_share`` (0 to 1, missing below five events).
    """
    heard = standing.sides_heard(accounts).reindex(events["event_id"], fill_value=False)
    found = pd.DataFrame(
        {
            "quarter": events["day"].dt.to_period("Q").dt.to_timestamp().to_numpy(),
            "US": heard["US"].to_numpy(dtype=int),
            "RU": heard["RU"].to_numpy(dtype=int),
            "both": (heard["US"] & heard["RU"]).to_numpy(dtype=int),
        }
    )
    groups = found.groupby("quarter")
    table = groups.sum().assign(events=groups.size())
    for name in ("US", "RU", "both"):
        table[f"{name}_share"] = (table[name] / table["events"]).where(table["events"] >= FEWEST)
    return table.reset_index()


def pages(events: pd.DataFrame, accounts: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Return the pages that speak of each event, and how long after it each was published.

    Returns:
        One row an event and source, sorted by both: ``event_id``, ``year``, ``type``, ``source_id``, ``kind``, ``days``
        (from event to publication, missing unless both are known to the day) and ``gap``, the class in ``GAPS`` or
        ``NO_DAY``.
    """
    found = accounts[["event_id", "source_id"]].drop_duplicates().sort_values(["event_id", "source_id"])
    found = found.merge(events[["event_id", "year", "type", "earliest", "latest"]], on="event_id")
    known = sources.set_index("source_id")
    published = found["source_id"].map(known["published"])
    exact = published.str.fullmatch(_DAY).fillna(value=False).astype(bool) & (found["earliest"] == found["latest"])
    found["kind"] = found["source_id"].map(known["kind"])
    found["days"] = (pd.to_datetime(published.where(exact)) - found["earliest"]).dt.days
    edges = [-np.inf, *GAPS.values()]
    found["gap"] = pd.cut(found["days"], edges, labels=list(GAPS)).astype(object).fillna(NO_DAY)
    return found.drop(columns=["earliest", "latest"])


def thinned(counts: pd.Series, reading: int) -> float:
    """Return how many events would be expected had so many pages been read, drawn at random from those that were.

    This is rarefaction (Hurlbert 1971): an event is missed when none of its pages is among those drawn without
    replacement. It undoes unequal reading only so far as pages per event go; what no page printed stays unseen.

    Args:
        counts: pages that speak of each event.
        reading: pages drawn, at most all of them.

    Raises:
        ValueError: if more pages would be drawn than there are, or fewer than none.
    """
    total = int(counts.sum())
    if not 0 <= reading <= total:
        raise ValueError(f"{reading} pages cannot be drawn from {total}")
    rest = total - counts.to_numpy(dtype=float)
    possible = rest[rest >= reading]
    missed = np.exp(_log_choose(possible, reading) - _log_choose(np.array([float(total)]), reading))
    return float(len(counts) - missed.sum())


def _log_choose(of: np.ndarray, taken: int) -> np.ndarray:
    return gammaln(of + 1) - gammaln(taken + 1) - gammaln(of - taken + 1)


def equal_reading(read: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Return events by year as found, and thinned to the reading of the least read year that has five events.

    Args:
        read: ``pages``.

    Returns:
        One row a year: ``year``, ``found``, ``pages``, ``thinned`` (missing below five events); and the number of pages
        to which the years were thinned (0 where no year has five events).
    """
    years = read.groupby("year").agg(found=("event_id", "nunique"), pages=("source_id", "size")).reset_index()
    enough = years["found"] >= FEWEST
    least = int(years.loc[enough, "pages"].min()) if enough.any() else 0
    counts = read.groupby(["year", "event_id"]).size()
    years["thinned"] = [
        thinned(counts.loc[year], least) if found >= FEWEST else np.nan
        for year, found in zip(years["year"], years["found"], strict=True)
    ]
    return years, least


def absences(events: pd.DataFrame, accounts: pd.DataFrame) -> pd.DataFrame:
    """Return what was looked for and not found, beside what is merely not there.

    Returns:
        One row each for a US account, a Russian account and a third originator: ``absent``, ``lacking`` (events without
        it), ``looked`` (of which it was looked for in vain), ``key`` (of which key events) and ``events`` (ids of those
        looked for, in order of time).
    """
    attested = evidence.of_events(accounts).reindex(events["event_id"])
    lack = {
        "US_account": ~attested["US"].astype(bool),
        "RU_account": ~attested["RU"].astype(bool),
        "third_originator": attested["originators"] < 3,
    }
    said = events["not_found"].fillna("").str.split(";")
    rows = []
    for name, label in ABSENT.items():
        looked = said.map(lambda found, name=name: name in found)
        rows.append(
            {
                "absent": label,
                "lacking": int(lack[name].sum()),
                "looked": int(looked.sum()),
                "key": int((looked & events["key"].astype(bool)).sum()),
                "events": events.loc[looked, "event_id"].tolist(),
            }
        )
    return pd.DataFrame(rows)


def one_voice_on_many_pages(accounts: pd.DataFrame) -> pd.Series:
    """Return the events that three or more pages tell on the word of a single originator, by pages, most first."""
    told = accounts.groupby("event_id").agg(pages=("source_id", "nunique"), chains=("chain", "nunique"))
    found = told.loc[(told["chains"] == 1) & (told["pages"] >= 3), "pages"]
    return found.sort_index().sort_values(ascending=False, kind="stable")
