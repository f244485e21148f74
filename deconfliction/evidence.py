"""How well an event is attested: who is heard, how many independently, and on what kinds of page."""

import pandas as pd

from deconfliction import accounts as standing

#: Pages that repeat others or answer to no editor. They are used where nothing better was found.
WEAK_KINDS = frozenset({"aggregator", "blog"})

#: Strongest first; an event takes the first level that it reaches.
LEVELS = ("both sides, in part agreed", "both sides, nothing agreed", "two originators", "one originator")

LEVEL_MEANINGS = {
    "both sides, in part agreed": "The United States and Russia both give accounts; they agree on some aspect.",
    "both sides, nothing agreed": "Both give accounts; these agree on no aspect.",
    "two originators": "One of the two is heard, or neither; at least two originators, each in a chain of its own.",
    "one originator": "All accounts go back to one chain of command or institution.",
}


def of_events(accounts: pd.DataFrame) -> pd.DataFrame:
    """Return how well each event is attested.

    Args:
        accounts: ``Dataset.accounts``.

    Returns:
        One row an event, by event id: ``accounts``, ``originators`` (independent ones), ``US``, ``RU`` and ``third``
        (whether heard), ``disputed`` and ``agreed`` (aspects), ``weak_only`` (whether every account rests on an
        aggregator or a blog) and ``level``, one of ``LEVELS``.
    """
    found = standing.sides_heard(accounts)
    found.columns.name = None
    groups = accounts.groupby("event_id")
    found["accounts"] = groups.size()
    found["originators"] = standing.independent_originators(accounts)
    found["weak_only"] = accounts["source_kind"].isin(WEAK_KINDS).groupby(accounts["event_id"]).all()
    status = standing.by_aspect(accounts)
    for name in ("agreed", "disputed"):
        counted = status.loc[status["status"] == name, "event_id"].value_counts()
        found[name] = counted.reindex(found.index, fill_value=0)
    found["level"] = [_level(*row) for row in found[["US", "RU", "agreed", "originators"]].itertuples(index=False)]
    return found


def _level(us: bool, ru: bool, agreed: int, originators: int) -> str:
    if us and ru:
        return LEVELS[0] if agreed else LEVELS[1]
    return LEVELS[2] if originators > 1 else LEVELS[3]


def on_weak_pages(accounts: pd.DataFrame) -> pd.Series:
    """Return, indexed like the accounts, whether each rests on an aggregator or a blog."""
    return accounts["source_kind"].isin(WEAK_KINDS)
