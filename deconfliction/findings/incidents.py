"""Incidents: how grave each was, and when in it a line is said to have been used, according to whom."""

import pandas as pd

from deconfliction import severity
from deconfliction.dataset import Dataset
from deconfliction.findings.headlines import FIRST, LAST

BEFORE, DURING, AFTER = "Before", "During", "After"
UNTOLD, NOT_USED, NOBODY = "Used, time not said", "Said not to be used", "Nobody speaks of a line"

#: When a line was used, earliest first; then the rest.
TIMES = (BEFORE, DURING, AFTER, UNTOLD, NOT_USED, NOBODY)

#: Calls and notices that the register keeps apart from the incident that they belong to.
COMPANIONS = {
    "2016-09-17-deir-ez-zor-airstrike": (
        "2016-09-17-deir-ez-zor-advance-notice",
        "2016-09-17-deir-ez-zor-hotline-call",
    ),
    "2016-12-15-palmyra-coalition-strikes": ("2016-12-14-palmyra-notice-call",),
    "2017-04-07-shayrat-missile-strike": ("2017-04-06-notice-before-shayrat-strike",),
    "2017-06-18-ja-din-ground-attack": ("2017-06-18-ja-din-call",),
    "2018-02-07-khasham-battle": ("2018-02-07-khasham-line-calls",),
}

#: When the line was used, read from the words of each account that says so; the others do not tell the time.
TIMING = {
    BEFORE: (
        *("2016-09-17-deir-ez-zor-advance-notice.07", "2016-12-14-palmyra-notice-call.01"),
        *(f"2017-04-06-notice-before-shayrat-strike.0{n}" for n in (4, 5, 6)),
        *("2017-05-18-al-tanf-convoy-struck.03", "2017-05-30-kalibr-palmyra-notice.03"),
        *("2017-05-30-kalibr-palmyra-notice.04", "2017-06-08-al-tanf-vehicles-struck.05"),
        *(f"2017-06-06-al-tanf-second-strike.0{n}" for n in (1, 2, 4)),
        *("2017-06-18-su-22-shot-down.27", "2017-06-20-al-tanf-second-drone.02", "2017-06-23-kalibr-hama-notice.04"),
        *("2017-09-16-sdf-struck-deir-ez-zor.12", "2018-02-07-khasham-line-calls.10", "2018-02-10-t-72-destroyed.04"),
        *("2018-04-14-strikes-on-syria.13", "2018-04-14-strikes-on-syria.14", "2018-09-17-il-20-shot-down.09"),
    ),
    DURING: (
        *(f"2016-06-16-al-tanf-strikes.0{n}" for n in (3, 4, 5)),
        *("2016-08-18-hasakah-syrian-bombing.01", "2016-08-18-hasakah-syrian-bombing.02"),
        *("2016-08-19-f-22s-shadow-su-24s.03", "2017-02-28-strike-near-us-backed-forces.03"),
        *(f"2016-09-17-deir-ez-zor-hotline-call.{n}" for n in ("01", "02", "03", "04", "26")),
        *("2017-06-18-ja-din-call.01", "2017-07-tabqa-dam-contact.02", "2017-09-25-sdf-shelled-conoco.09"),
        *("2018-02-07-khasham-line-calls.01", "2018-03-second-column.01", "2018-03-second-column.02"),
        *("2018-03-second-column.03", "2018-11-russian-general-stopped-manbij.03"),
        *("2018-11-russian-general-stopped-manbij.04", "2018-11-russian-general-stopped-manbij.05"),
    ),
    AFTER: (
        *("2016-06-16-al-tanf-strikes.06", "2016-10-17-near-miss-eastern-syria.09"),
        *("2016-10-17-near-miss-eastern-syria.10", "2017-12-13-f22-su25-euphrates.16"),
        *("2019-11-03-shells-near-us-convoy.01", "2019-11-03-shells-near-us-convoy.02"),
    ),
}
_TIME_OF = {account: time for time, accounts in TIMING.items() for account in accounts}

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
    owner = {companion: event for event, companions in COMPANIONS.items() for companion in companions}
    said = data.accounts
    said = said[(said["aspect"] == "line_used") | said["account_id"].isin(_TIME_OF)].copy()
    said["incident"] = said["event_id"].map(owner).fillna(said["event_id"])
    used = (said["position"].isin(["yes", "given"]) & (said["stance"] != "denies")).fillna(value=False)
    said["time"] = said["account_id"].map(_TIME_OF).fillna(UNTOLD).where(used, NOT_USED)
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
    asked = set(bears) | {event for event, companions in COMPANIONS.items() if set(companions) & set(bears)}
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
