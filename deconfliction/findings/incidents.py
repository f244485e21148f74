"""Incidents: how grave each was, and when in it a line is said to have been used, according to whom."""

import pandas as pd

from deconfliction import severity
from deconfliction.dataset import Dataset
from deconfliction.findings.headlines import FIRST, LAST

BEFORE, DURING, AFTER = "Before", "During", "After"
UNTOLD, NOT_USED, NOBODY = "Used, time not said", "Said not to be used", "Nobody speaks of a line"

#: When a line was used, earliest first; then the rest.
TIMES = (BEFORE, DURING, AFTER, UNTOLD, NOT_USED, NOBODY)

#: How the field ``moment`` of an account reads.
_MOMENTS = {"before": BEFORE, "during": DURING, "after": AFTER}

#: Incidents in which the fire was neither side's: Türkiye's, Israel's with Syria's, and Iran's.
OTHER_FORCES = frozenset(
    {
        *("2015-10-03-russian-jet-turkish-airspace", "2015-11-24-su-24-shot-down"),
        *("2017-04-25-turkish-raids-short-notice", "2018-09-17-il-20-shot-down"),
        "2018-10-01-iranian-missiles-no-notice",
    }
)

#: An incident of at least this step came under fire or collided.
GRAVE = 4


def _said_of_line(data: Dataset) -> pd.DataFrame:
    """Return what is said of a line's use in incidents, with the incident each account belongs to and its time."""
    owner = data["events"].set_index("event_id")["part_of"]
    said = data.accounts
    said = said[(said["aspect"] == "line_used") | said["moment"].notna()].copy()
    said["incident"] = said["event_id"].map(owner).fillna(said["event_id"])
    used = (said["position"].isin(["yes", "given"]) & (said["stance"] != "denies")).fillna(value=False)
    said["time"] = said["moment"].map(_MOMENTS).fillna(UNTOLD).where(used, NOT_USED)
    return said[used | (said["position"] == "no").fillna(value=False)]


def _who(sides: set[str], deniers: set[str]) -> str:
    if deniers and sides and deniers != sides:
        return "Disputed"
    heard = sides or deniers
    if {"US", "RU"} <= heard:
        return "Both sides"
    for side, name in (("US", "US accounts"), ("RU", "Russian accounts"), ("third", "Third parties")):
        if side in heard:
            return name
    return "No account"


def incidents(data: Dataset) -> pd.DataFrame:
    """Return the incidents of the period, with their severity and the line's use in them.

    An incident is an encounter, or a strike of which any account addresses notice or a line, under its own entry or
    that of a call or notice that belongs to it. ``OTHER_FORCES`` are left out.

    Returns:
        ``Dataset.events`` rows with ``low`` and ``high`` (severity), ``time`` (one of ``TIMES``: the earliest time at
        which a line is said to be used), ``who`` (whose accounts say so), ``said`` (those accounts, joined) and
        ``sources`` (tuples of source ids).
    """
    events = data.events
    events = events[events["day"].between(FIRST, LAST) & ~events["event_id"].isin(OTHER_FORCES)]
    bears = data.accounts.loc[data.accounts["aspect"].isin(["warning", "warning_time", "line_used"]), "event_id"]
    parts = data["events"].dropna(subset="part_of")
    asked = set(bears) | set(parts.loc[parts["event_id"].isin(bears), "part_of"])
    kept = (events["type"] == "encounter") | ((events["type"] == "strike") & events["event_id"].isin(asked))
    steps = severity.of_events(events, data.accounts)
    found = events[kept].copy()
    found["low"], found["high"] = found["event_id"].map(steps["low"]), found["event_id"].map(steps["high"])
    said = dict(list(_said_of_line(data).groupby("incident")))
    rows = []
    for event_id in found["event_id"]:
        told = said.get(event_id)
        if told is None:
            rows.append((NOBODY, "No account", "", ()))
            continue
        used = told[told["time"] != NOT_USED]
        who = _who(set(used["side"]), set(told.loc[told["time"] == NOT_USED, "side"]))
        time = min((used if len(used) else told)["time"], key=TIMES.index)
        rows.append((time, who, " ".join(told["says"]), tuple(told["source_id"])))
    told = pd.DataFrame(rows, columns=["time", "who", "said", "sources"], index=found.index)
    return found.assign(**told)


def sides_of_states(data: Dataset) -> pd.Series:
    """Return the side of each state of a channel, by state id."""
    states = data["channel_states"].set_index("state_id")
    return states["party"].map(data["parties"].set_index("party_id")["side"]).rename("side")
