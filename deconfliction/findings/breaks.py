"""Four breaks of a line or of talks, measured alike: days from the declaration, what was said on each, its end."""

from dataclasses import dataclass

import pandas as pd

from deconfliction import channels
from deconfliction.dataset import Dataset, event_address
from deconfliction.findings.finding import Finding, counted, days
from deconfliction.findings.suspension import UNDATED, counted_or_none, said_on

#: What a statement says of the line, in the order of a legend.
IN_USE, OPEN, OFF, UNUSED = "Reported in use", "Said to be open or restored", "Said to be suspended", "Reported unused"
KIND_OF_STATE = {
    "reported_in_use": IN_USE,
    "declared_open": OPEN,
    "restored": OPEN,
    "declared_suspended": OFF,
    "reported_silent": UNUSED,
}

#: Positions of accounts that say of a line what a state of it would say.
_KIND_OF_POSITION = {"open": OPEN, "restored": OPEN, "suspended": OFF}


@dataclass(frozen=True)
class Break:
    """One break.

    Attributes:
        key: name by which findings refer to it.
        suspension_id: its row in ``suspensions``, which bounds its length.
        name: what was broken off, by whom.
        channels: channels whose states bear on it: the line itself, or the line that was spared.
        silenced: channels of which only words that they are off are counted: those broken off where another was spared.
        events: events whose accounts of the line's state stand in for states of channels, where there are none.
        last: last day looked at.
    """

    key: str
    suspension_id: str
    name: str
    channels: tuple[str, ...]
    silenced: tuple[str, ...]
    events: tuple[str, ...]
    last: pd.Timestamp


BREAKS = (
    Break(
        "turkey",
        "turkey-line-ru-2015-11",
        "Moscow cuts its line with Türkiye, 2015",
        (),
        (),
        ("2016-08-10-russia-turkey-chiefs-line", "2016-12-29-russia-turkey-truce-hotline"),
        pd.Timestamp("2016-12-31"),
    ),
    Break(
        "october",
        "coh-2016-us-2016-10",
        "Washington breaks off truce talks, spares the air line, 2016",
        ("air-line",),
        ("truce-hotlines", "geneva-cell"),
        (),
        pd.Timestamp("2016-12-31"),
    ),
    Break(
        "april",
        "mou-2015-ru-2017-04",
        "Moscow suspends the memorandum, April 2017",
        ("air-line",),
        (),
        (),
        pd.Timestamp("2017-06-18"),
    ),
    Break(
        "june",
        "mou-2015-ru-2017-06",
        "Moscow ends interaction, June 2017",
        ("air-line",),
        (),
        (),
        pd.Timestamp("2017-09-30"),
    ),
)

#: Statements that date or exclude an end: break, event, aspect and position of the account, what they amount to.
ENDS = (
    ("turkey", "2016-08-10-russia-turkey-chiefs-line", "in_force", "open", "Words of a direct line"),
    ("turkey", "2016-12-29-russia-turkey-truce-hotline", "in_force", "open", "A hotline reported ready"),
    ("october", "2016-10-15-lausanne-talks", "occurred", "yes", "The ministers meet again"),
    ("april", "2017-04-13-reported-quiet-restoration", "time", "on_12_april", "A senator: it came back"),
    ("april", "2017-04-13-reported-quiet-restoration", "time", "on_13_april", "Unnamed officials: restored"),
    ("april", "2017-05-06-ryabkov-confirms-suspension", "in_force", "suspended", "Still suspended"),
    ("april", "2017-05-06-chiefs-call", "content", "readiness_to_restore_in_full", "Readiness to restore"),
    ("june", "2017-06-20-lavrov-mechanism-suspended", "in_force", "suspended", "Still suspended"),
    ("june", "2017-09-16-sdf-struck-deir-ez-zor", "line_used", "yes", "Notice over an existing channel"),
)


def of(data: Dataset, case: Break) -> pd.Series:
    """Return a break's row of ``channels.suspensions``.

    Raises:
        KeyError: if the dataset has no such suspension.
    """
    found = channels.suspensions(data).set_index("suspension_id", drop=False)
    if case.suspension_id not in found.index:
        raise KeyError(f"no suspension {case.suspension_id!r}")
    return found.loc[case.suspension_id]


def drawn(row: pd.Series) -> tuple[int, int, int | None]:
    """Return, in days from the declaration, where a break surely holds from and to, and to where it may have held.

    Args:
        row: ``of``. A cut announced for the next day surely holds from day 1. The last is ``None`` where no end
            is known.
    """
    declared = row["start_earliest"]

    def after(day: pd.Timestamp) -> int | None:
        return None if pd.isna(day) else int((day - declared).days)

    sure_from = after(row["start_latest"])
    return sure_from, max(after(row["end_earliest"]) or 0, sure_from), after(row["end_latest"])


def length(row: pd.Series) -> str:
    """Return the possible length of a break as prose has it: ``4 to 72 days``, ``at least one day``."""
    text = days(int(row["shortest"]), None if pd.isna(row["longest"]) else int(row["longest"]))
    return f"{text} day" if text.split()[-1] == "one" else f"{text} days"


def statements(data: Dataset, case: Break) -> pd.DataFrame:
    """Return what was said of the line during a break, each on the day that ``said_on`` gives it.

    Returns:
        One row a statement, in order of time: ``break``, ``kind``, ``side``, ``after`` (days since the declaration),
        ``said`` (timestamp), ``speaker``, ``says``, ``event_id``, ``source_id``, ``url``; none where nothing was found.
    """
    declared = of(data, case)["start_earliest"]
    rows = [_of_channels(data, case), _of_events(data, case)]
    found = pd.concat([row for row in rows if not row.empty] or rows[:1], ignore_index=True)
    found = found[found["said"].between(declared, case.last)]
    found = found.assign(after=(found["said"] - declared).dt.days, **{"break": case.key})
    columns = ["break", "kind", "side", "after", "said", "speaker", "says", "event_id", "source_id", "url"]
    return found.sort_values(["said", "side", "kind", "says"], ignore_index=True)[columns]


def _of_channels(data: Dataset, case: Break) -> pd.DataFrame:
    spoken = channels.states(data, *(case.channels + case.silenced or ("air-line",)))
    off = spoken["state"] == "declared_suspended"
    kept = spoken["channel_id"].isin(case.channels) | (spoken["channel_id"].isin(case.silenced) & off)
    spoken = spoken[kept & ~spoken["state_id"].isin(UNDATED)]
    return spoken.assign(
        kind=spoken["state"].map(KIND_OF_STATE),
        said=said_on(spoken, data),
        speaker=spoken["speaker"].fillna(spoken["originator_name"]),
    )


def _of_events(data: Dataset, case: Break) -> pd.DataFrame:
    told = data.accounts[data.accounts["event_id"].isin(case.events)]
    told = told[(told["aspect"] == "in_force") & told["position"].isin(_KIND_OF_POSITION)]
    day = data.events.set_index("event_id")["day"]
    return told.assign(
        kind=told["position"].map(_KIND_OF_POSITION),
        said=day.reindex(told["event_id"]).set_axis(told.index),
        speaker=told["speaker"].fillna(told["originator_name"]),
        url=told["event_id"].map(event_address),
    )


def ends(data: Dataset) -> pd.DataFrame:
    """Return the statements by which the end of each break is dated or excluded, with the days since its declaration.

    The day is that of the event, or the day that an account of its time names.

    Returns:
        One row a statement of ``ENDS`` of which an account is left: ``break``, ``name``, ``amounts_to``, ``side``,
        ``says``, ``day`` (timestamp), ``after``, ``event_id``.
    """
    accounts, at = data.accounts, data.events.set_index("event_id")["day"]
    cases = {case.key: case for case in BREAKS}
    rows = []
    for key, event_id, aspect, position, amounts_to in ENDS:
        told = accounts[(accounts["event_id"] == event_id) & (accounts["aspect"] == aspect)]
        told = told[(told["position"] == position) & (told["stance"] != "denies")].sort_values("account_id")
        if told.empty:
            continue
        first, declared = told.iloc[0], of(data, cases[key])["start_earliest"]
        day = named_day(position, at[event_id])
        rows.append(
            (key, cases[key].name, amounts_to, first["side"], first["says"], day, (day - declared).days, event_id)
        )
    return pd.DataFrame(rows, columns=["break", "name", "amounts_to", "side", "says", "day", "after", "event_id"])


def named_day(position: str, otherwise: pd.Timestamp) -> pd.Timestamp:
    """Return the day that a position such as ``on_13_april`` names, in the year of another day; that day otherwise."""
    parts = position.split("_")
    if len(parts) != 3 or parts[0] != "on" or not parts[1].isdigit():
        return otherwise
    return pd.to_datetime(f"{parts[1]} {parts[2]} {otherwise.year}", format="%d %B %Y")


def findings(data: Dataset) -> list[Finding]:
    """Return the findings on the breaks: how long each can have lasted, and what was said of the line spared."""
    found = []
    for case in BREAKS:
        row = of(data, case)
        found.append(Finding(f"{case.key}-break", f"days of: {case.name}", length(row), (case.suspension_id,)))
    told = {case.key: statements(data, case) for case in BREAKS}
    spared = told["october"][told["october"]["kind"].isin([IN_USE, OPEN])]
    for side in ("US", "RU"):
        rows = spared[spared["side"] == side]
        used = rows.loc[rows["kind"] == IN_USE, "says"]
        found += [
            counted(f"october-spared-{side.lower()}", f"{side} statements that the line is open or used", rows["says"]),
            counted(f"october-used-{side.lower()}", "of which reports of use", used),
        ]
    within = told["turkey"]
    ends_by = ends(data)
    found += [
        counted("turkey-statements", "statements found on the line with Türkiye during its cut", within["says"]),
        counted_or_none("turkey-used", "of which reports of use", within.loc[within["kind"] == IN_USE, "says"]),
        counted("ends", "statements by which an end is dated or excluded", ends_by["event_id"]),
    ]
    return found
