"""A channel's states as intervals with soft ends: what each side declared, and what was seen of its use."""

from datetime import date

import pandas as pd

from deconfliction import dates
from deconfliction.dataset import Dataset, event_address

#: States by what they say: words about the line, or traffic on it.
DECLARED = ("declared_suspended", "declared_open", "restored")
OBSERVED = ("reported_in_use", "reported_silent")

STATE_NAMES = {
    "declared_suspended": "Declared suspended",
    "restored": "Declared restored",
    "declared_open": "Declared open",
    "reported_in_use": "Reported in use",
    "reported_silent": "Reported silent",
}


def states(data: Dataset, *channels: str) -> pd.DataFrame:
    """Return the states of some channels (of all where none is named), in order of time.

    Returns:
        One row a state, with the table's columns and ``side``; ``start_earliest`` to ``end_latest`` are timestamps, an
        open end is missing; ``url`` is the event's address, missing where there is no event.

    Raises:
        KeyError: if a channel is not in the dataset.
    """
    known = set(data["channels"]["channel_id"])
    for channel in channels:
        if channel not in known:
            raise KeyError(f"no channel {channel!r}; there are {', '.join(sorted(known))}")
    found = data["channel_states"]
    if channels:
        found = found[found["channel_id"].isin(channels)]
    found = found.copy()
    found["side"] = found["party"].map(data["parties"].set_index("party_id")["side"])
    for column in ("start_earliest", "start_latest", "end_earliest", "end_latest"):
        found[column] = pd.to_datetime(found[column].replace(dates.OPEN, pd.NA))
    found["url"] = found["event_id"].map(event_address, na_action="ignore")
    return found.sort_values(["start_earliest", "state_id"], ignore_index=True)


def in_period(found: pd.DataFrame, first: str, last: str) -> pd.DataFrame:
    """Return the states that began within a period, both days included."""
    began = found["start_latest"]
    return found[(began >= pd.Timestamp(first)) & (began <= pd.Timestamp(last))].reset_index(drop=True)


def spoken_within(found: pd.DataFrame, suspension: pd.Series) -> pd.DataFrame:
    """Return the observations of a line that fall within a suspension at its longest.

    Args:
        found: ``states`` of the line.
        suspension: one row of ``suspensions``.
    """
    first = pd.Timestamp(suspension["start_earliest"])
    last = None if suspension["end_latest"] == dates.OPEN else pd.Timestamp(suspension["end_latest"])
    seen = found[found["state"].isin(OBSERVED)]
    inside = seen["start_earliest"] >= first
    if last is not None:
        inside &= seen["start_earliest"] <= last
    return seen[inside].reset_index(drop=True)


def length_in_days(row: pd.Series) -> tuple[int, int | None]:
    """Return the shortest and longest possible length of a suspension or state, in days; ``None`` where it is open.

    Shortest is from the latest start to the earliest end, longest from the earliest start to the latest end; a state
    that begins and ends on one day has length 0.
    """

    def day(text: str) -> date:
        return date.fromisoformat(text)

    shortest = 0
    if row["end_earliest"] != dates.OPEN:
        shortest = max(0, (day(row["end_earliest"]) - day(row["start_latest"])).days)
    if row["end_latest"] == dates.OPEN:
        return shortest, None
    return shortest, (day(row["end_latest"]) - day(row["start_earliest"])).days
