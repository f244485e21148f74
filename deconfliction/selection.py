"""The dataset as a reader sees it who believes some accounts and not others, or takes uncertain dates otherwise.

Each function returns a dataset whose tables hold fewer rows, or the same rows with sharper dates, so that any analysis
can be run on it unchanged. What was declared suspended, what an arrangement provides, and context numbers are left as
they are: they frame the questions, and the accounts answer them.
"""

from collections.abc import Callable

import pandas as pd

from deconfliction import accounts as standing
from deconfliction import dates
from deconfliction.dataset import Dataset

#: Evidence filters by key, as the reader knows them; the first is the default.
FILTERS = {
    "all": "All accounts",
    "two": "Two or more independent originators",
    "agreed": "Agreed by both sides",
    "us": "US accounts",
    "ru": "Russian accounts",
    "third": "Third parties",
}

_SIDES = {"us": "US", "ru": "RU", "third": "third"}

#: States that say, of one channel at one time, much the same.
_OPEN = frozenset({"declared_open", "restored", "reported_in_use"})


def selected(data: Dataset, name: str) -> Dataset:
    """Return the dataset under an evidence filter.

    * ``two`` keeps events that two or more independent originators attest, with all their accounts, and states of
      channels that come with such an event or that a second originator reports for overlapping days;
    * ``agreed`` keeps accounts of statements on which both sides agree, and states of channels for which the other side
      has a like state on overlapping days;
    * ``us``, ``ru`` and ``third`` keep the accounts, states and rates of one side.

    Events without an account left are dropped. Rates stand on one speaker each, so ``two`` and ``agreed`` keep none.

    Raises:
        KeyError: if there is no such filter.
    """
    if name not in FILTERS:
        raise KeyError(f"no filter {name!r}; there are {', '.join(FILTERS)}")
    if name == "all":
        return data
    accounts, states = data.accounts, _sided(data, "channel_states")
    if name in _SIDES:
        side = _SIDES[name]
        return _keep(
            data,
            accounts["side"] == side,
            states["side"] == side,
            _sided(data, "rates")["side"] == side,
        )
    no_rates = pd.Series(data=False, index=data["rates"].index)
    if name == "two":
        attested = standing.independent_originators(accounts)
        kept = accounts["event_id"].isin(attested.index[attested > 1])
        with_event = states["event_id"].isin(accounts.loc[kept, "event_id"])
        return _keep(data, kept, with_event | _echoed(states, "chain"), no_rates)
    status = standing.by_proposition(accounts).set_index(["event_id", "aspect", "proposition"])["status"]
    keys = pd.MultiIndex.from_arrays([accounts["event_id"], accounts["aspect"], standing.propositions(accounts)])
    agreed = pd.Series(status.reindex(keys).to_numpy() == "agreed", index=accounts.index)
    principal = accounts["side"].isin(standing.PRINCIPALS)
    return _keep(data, agreed & principal, states["side"].isin(standing.PRINCIPALS) & _echoed(states, "side"), no_rates)


def without_originator(data: Dataset, chain: str) -> Dataset:
    """Return the dataset without anything that one chain of command or institution said."""

    def others(name: str) -> pd.Series:
        return _sided(data, name)["chain"] != chain

    return _keep(data, data.accounts["chain"] != chain, others("channel_states"), others("rates"))


def without_disputed(data: Dataset) -> Dataset:
    """Return the dataset without the events of which the two sides dispute an aspect."""
    status = standing.by_aspect(data.accounts)
    disputed = status.loc[status["status"] == "disputed", "event_id"]
    states = data["channel_states"]
    return _keep(
        data,
        ~data.accounts["event_id"].isin(disputed),
        ~states["event_id"].isin(disputed),
        pd.Series(data=True, index=data["rates"].index),
    )


def with_dates(data: Dataset, which: str) -> Dataset:
    """Return the dataset with every uncertain date at one extreme.

    Args:
        data: the dataset.
        which: ``earliest`` (events on the first day that their date allows; states and suspensions as long as they can
            have lasted) or ``latest`` (events on the last day; states and suspensions as short as they can have been).

    Raises:
        ValueError: if ``which`` is neither.
    """
    if which not in {"earliest", "latest"}:
        raise ValueError(f"{which!r} is neither 'earliest' nor 'latest'")
    events = data["events"]
    events["date"] = events["date"].map(lambda text: getattr(dates.bounds(text), which).isoformat()).astype("string")
    frames = {"events": events}
    start, end = ("start_earliest", "end_latest") if which == "earliest" else ("start_latest", "end_earliest")
    for name in ("channel_states", "suspensions"):
        frame = data[name]
        frame["start_earliest"] = frame["start_latest"] = frame[start]
        frame["end_earliest"] = frame["end_latest"] = frame[end]
        frames[name] = frame
    return data.with_tables(**frames)


def chains(data: Dataset) -> list[str]:
    """Return the chains of command and institutions that say anything, those with most accounts first."""
    return data.accounts["chain"].value_counts().sort_index().sort_values(ascending=False, kind="stable").index.tolist()


#: Every way of looking at the record that a finding is tried under, by group and name.
Variation = tuple[str, str, Callable[[Dataset], Dataset]]


def variations(data: Dataset) -> list[Variation]:
    """Return every variation: evidence filters, disputed events dropped, extreme dates, each originator left out."""
    found: list[Variation] = [
        ("Evidence filter", label, lambda data, name=name: selected(data, name)) for name, label in FILTERS.items()
    ]
    found.append(("Events", "Without disputed events", without_disputed))
    found += [
        ("Dates", f"Uncertain dates at their {which}", lambda data, which=which: with_dates(data, which))
        for which in ("earliest", "latest")
    ]
    found += [
        ("Originator left out", chain, lambda data, chain=chain: without_originator(data, chain))
        for chain in chains(data)
    ]
    return found


def _sided(data: Dataset, name: str) -> pd.DataFrame:
    """Return a table whose rows have an originator, with the originator's ``side`` and ``chain``."""
    frame = data[name]
    originators = data["originators"].set_index("originator_id")
    frame["side"] = frame["party"].map(data["parties"].set_index("party_id")["side"])
    frame["chain"] = frame["originator"].map(originators["chain"])
    return frame


def _echoed(states: pd.DataFrame, who: str) -> pd.Series:
    """Return whether another side or chain (``who``) has a like state of the same channel on overlapping days.

    Each state counts for the days that its words vouch for: from its latest beginning to its earliest end.
    """
    like = states["state"].isin(_OPEN)
    first = states["start_latest"]
    last = states["end_earliest"].where(states["end_earliest"] != dates.OPEN, first)
    found = []
    for row in states.assign(like=like, first=first, last=last).itertuples():
        others = (
            (states["channel_id"] == row.channel_id)
            & (like == row.like)
            & (states[who] != getattr(row, who))
            & (first <= row.last)
            & (last >= row.first)
        )
        if who == "side":
            others &= states["side"].isin(standing.PRINCIPALS)
        found.append(bool(others.any()))
    return pd.Series(found, index=states.index)


def _keep(data: Dataset, accounts: pd.Series, states: pd.Series, rates: pd.Series) -> Dataset:
    """Return the dataset with the rows that are marked, and the events that an account is left of."""
    told = data["accounts"][accounts.to_numpy()]
    events = data["events"]
    return data.with_tables(
        accounts=told.reset_index(drop=True),
        events=events[events["event_id"].isin(told["event_id"])].reset_index(drop=True),
        channel_states=data["channel_states"][states.to_numpy()].reset_index(drop=True),
        rates=data["rates"][rates.to_numpy()].reset_index(drop=True),
    )
