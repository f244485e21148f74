"""Contact told of in 2019 and 2020: which reports say that a channel between the two was used or open, and when."""

import pandas as pd
from scipy import stats

from deconfliction.channels import DECLARED
from deconfliction.dataset import Dataset
from deconfliction.findings.headlines import FEWEST

CLAIM = "2020-05-15-syromolotov-on-channels"
CLAIMED = pd.Timestamp("2020-05-15")

#: Days on either side of the claim within which statements of contact are counted.
WINDOW = 90

#: Channels that join the United States and Russia, from the top down.
CHANNELS = (
    "presidents",
    "foreign-ministers",
    "ministers",
    "chiefs",
    "envoys",
    "embassy-contacts",
    "general-officers",
    "theatre-meetings",
    "video-conferences",
    "commander-line",
    "air-line",
    "ground-line",
    "reconciliation-contacts",
    "northeast-patrols",
)

CONVERSATIONS = ("call", "meeting", "video_conference")

#: Positions that say that one of the two stayed away from a meeting.
ABSENT = frozenset({"us_did_not_come", "ru_did_not_come"})


def contact(data: Dataset) -> pd.DataFrame:
    """Return every report that a channel between the two was used or open: a row an event or state, channel and side.

    It stands on accounts of conversations between the two, on accounts that a line was used or is in force, and on the
    states of the channels. A meeting to which one of the two did not come is no conversation. The claim of 15 May 2020
    itself is left out.

    Returns:
        Columns ``key`` (account or state), ``event_id`` (may be missing), ``channel_id``, ``side``, ``day``, ``says``,
        ``source_id``; in order of time.
    """
    events = data.events.set_index("event_id")
    told = data.accounts.join(events[["type", "channel_id", "day"]], on="event_id")
    told = told[told["channel_id"].isin(CHANNELS) & (told["stance"] != "denies")]
    alone = told.loc[told["position"].isin(ABSENT), "event_id"]
    talked = told["type"].isin(CONVERSATIONS) & ~told["event_id"].isin(alone)
    used = (told["aspect"] == "line_used") & (told["position"] == "yes")
    in_force = (told["aspect"] == "in_force") & (told["position"] == "open")
    told = told[talked | used | in_force].rename(columns={"account_id": "key"})

    states = data["channel_states"].rename(columns={"state_id": "key"})
    states = states[states["channel_id"].isin(CHANNELS) & states["state"].isin({"reported_in_use", *DECLARED[1:]})]
    states["side"] = states["party"].map(data["parties"].set_index("party_id")["side"])
    states["day"] = pd.to_datetime(states["start_latest"])

    columns = ["key", "event_id", "channel_id", "side", "day", "says", "source_id"]
    found = pd.concat([states[columns], told[columns]])
    found = found[found["event_id"].fillna("") != CLAIM]
    found["about"] = found["event_id"].fillna(found["key"])
    found = found.drop_duplicates(["about", "channel_id", "side"]).drop(columns="about")
    return found.sort_values(["day", "channel_id", "side", "key"], ignore_index=True)


def statements_of_contact(data: Dataset) -> pd.DataFrame:
    """Return reports of contact counted once an event and side, whatever the number of channels that it speaks of."""
    found = contact(data)
    return found[~found.assign(about=found["event_id"].fillna(found["key"])).duplicated(["about", "side"])]


def around_claim(data: Dataset) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the statements of contact in the days before the claim, and in those after it."""
    found = statements_of_contact(data)
    window = pd.Timedelta(days=WINDOW)
    before = found[(found["day"] >= CLAIMED - window) & (found["day"] < CLAIMED)]
    after = found[(found["day"] > CLAIMED) & (found["day"] <= CLAIMED + window)]
    return before, after


def rate_ratio(before: int, days_before: int, after: int, days_after: int) -> tuple[float, float, float] | None:
    """Return the daily rate after over that before, with its exact 95 % interval.

    Given the sum, the later count is binomial if each event falls independently (Clopper and Pearson 1934).

    Returns:
        Ratio, lower and upper bound (the latter may be infinite); ``None`` for fewer than ``FEWEST`` events in all or
        none before.

    Raises:
        ValueError: if either period has no length.
    """
    if days_before <= 0 or days_after <= 0:
        raise ValueError(f"periods of {days_before} and {days_after} days have no rates")
    if before + after < FEWEST or not before:
        return None
    share = stats.binomtest(after, before + after).proportion_ci()
    scale = days_before / days_after
    low, high = (scale * bound / (1 - bound) if bound < 1 else float("inf") for bound in (share.low, share.high))
    return scale * after / before, low, high
