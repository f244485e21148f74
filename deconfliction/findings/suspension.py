"""Findings on the suspensions of 2017: how long each can have lasted, and what was reported of the line within it."""

import pandas as pd

from deconfliction import accounts as standing
from deconfliction import channels
from deconfliction.dataset import Dataset
from deconfliction.findings.finding import Finding, counted, days, independent, number

LINE = "air-line"
MEMORANDUM = "us-russia-syria-mou-2015"
NOTICE = "2017-04-06-notice-before-shayrat-strike"
SHAYRAT = "2017-04-07-shayrat-missile-strike"
ATTACK = "2017-06-18-ja-din-ground-attack"
CALL = "2017-06-18-ja-din-call"
SU_22 = "2017-06-18-su-22-shot-down"
ANNOUNCEMENT = "2017-06-19-russia-ends-interaction"
RESTORATION = "2017-04-13-reported-quiet-restoration"

#: Last day of the chapter: reports of use in a suspension without a known end are counted up to here.
LAST_DAY = pd.Timestamp("2017-08-31")

#: Reports whose pages give no day of the use they speak of: it may have come before the suspension.
UNDATED = frozenset({"air-line-us-2017-06-talk-or-fight", "air-line-us-2017-06-20-drone-message"})

#: Aspects of the line's state and use, on which the two sides are compared.
STATE_AND_USE = ("in_force", "line_used")

#: Sides, as the keys of findings name them.
_SIDES = {"us": "US", "ru": "RU", "third": "third"}


def counted_or_none(key: str, statement: str, rows: pd.Series) -> Finding:
    """Return the finding that so many of some rows are meant: ``none`` where there are none."""
    return Finding(key, statement, number(len(rows)) if len(rows) else "none", tuple(rows))


def moments(events: pd.DataFrame) -> pd.Series:
    """Return the moment of each event in UTC, missing where no hour is known.

    Args:
        events: ``Dataset.events``; one day, an hour and its offset make a moment.
    """
    timed = events["time"].notna() & events["date"].str.fullmatch(r"\d{4}-\d{2}-\d{2}")
    text = events["date"] + "T" + events["time"] + events["time_zone"].replace("Z", "+00:00")
    return pd.to_datetime(text.where(timed), utc=True).dt.tz_localize(None)


def said_on(states: pd.DataFrame, data: Dataset) -> pd.Series:
    """Return the day on which each state was declared or reported.

    It is the day of the event at which it was said, where the state had begun by then; otherwise, and for words that
    look back, the last day for which the words vouch.
    """
    dates = data["events"].set_index("event_id")["date"]
    exact = dates.where(dates.str.fullmatch(r"\d{4}-\d{2}-\d{2}"))
    event_day = pd.to_datetime(states["event_id"].map(exact))
    vouched = states["end_earliest"].fillna(states["start_latest"])
    at_event = (event_day >= states["start_latest"]) & (event_day <= vouched)
    return vouched.where(~at_event, event_day)


def suspension(data: Dataset, month: str) -> pd.Series:
    """Return the suspension of the memorandum that began in a month (``2017-04``).

    Raises:
        KeyError: if none or several began in it.
    """
    found = channels.suspensions(data, MEMORANDUM)
    found = found[found["start_latest"].dt.strftime("%Y-%m") == month]
    if len(found) != 1:
        raise KeyError(f"{len(found)} suspensions of {MEMORANDUM} began in {month}; there should be one")
    return found.iloc[0]


def reports_within(data: Dataset, month: str, state: str, *, surely: bool = False) -> pd.DataFrame:
    """Return the reports of use or silence that bear on the suspension of a month, with the day each was ``said``.

    Args:
        data: the dataset.
        month: the month in which it began.
        state: ``reported_in_use`` or ``reported_silent``.
        surely: within the shortest possible suspension; otherwise within the longest, cut at ``LAST_DAY``.
    """
    row = suspension(data, month)
    last = row["end_earliest"] if surely else row["end_latest"]
    if pd.isna(last):
        last = row["start_latest"] if surely else LAST_DAY
    found = channels.states(data, LINE).assign(said=lambda found: said_on(found, data))
    found = channels.observed_within(found, row["start_latest"], last)
    found = found[(found["state"] == state) & ~found["state_id"].isin(UNDATED)].reset_index(drop=True)
    return found.assign(looks_back=found["said"] > last)


def _of_use(data: Dataset, name: str, month: str) -> list[Finding]:
    """Return the counts of reports of use within one suspension: by side, by moment, by originator."""
    chains = data["originators"].set_index("originator_id")["chain"]
    row = suspension(data, month)
    length = days(int(row["shortest"]), None if pd.isna(row["longest"]) else int(row["longest"]))
    found = reports_within(data, month, "reported_in_use")
    then = found[~found["looks_back"]]
    surely = reports_within(data, month, "reported_in_use", surely=True)
    surely_then = surely[~surely["looks_back"]]
    silent = reports_within(data, month, "reported_silent")
    of = f"the suspension of {name.capitalize()} 2017"
    chain = found["originator"].map(chains)
    return [
        Finding(
            f"{name}-length",
            f"possible length of {of}",
            f"{length} day" if length.endswith(" one") else f"{length} days",
            (row["suspension_id"],),
        ),
        counted(f"{name}-use", f"reports of use within {of}, at its longest", found["state_id"]),
        counted_or_none(f"{name}-use-then", f"of which made within {of}", then["state_id"]),
        counted_or_none(
            f"{name}-use-back", "of which look back from later", found.loc[found["looks_back"], "state_id"]
        ),
        *(
            counted_or_none(f"{name}-use-{key}", f"of which by {side}", found.loc[found["side"] == side, "state_id"])
            for key, side in _SIDES.items()
        ),
        counted(f"{name}-use-surely", f"reports of use within {of}, at its shortest", surely["state_id"]),
        counted_or_none(f"{name}-use-surely-then", "of which made within it", surely_then["state_id"]),
        counted(f"{name}-silent", f"reports of silence within {of}", silent["state_id"]),
        independent(
            f"{name}-originators",
            f"independent originators of reports of use within {of}",
            chain,
            found["state_id"],
        ),
        Finding(
            f"{name}-originators-ru",
            "of which Russian",
            number(chain[found["side"] == "RU"].nunique()) if (found["side"] == "RU").any() else "none",
            tuple(found.loc[found["side"] == "RU", "state_id"]),
        ),
    ]


def _of_statements(data: Dataset) -> list[Finding]:
    """Return the counts of what was declared, and of how the two suspensions ended."""
    found = channels.states(data, LINE).assign(said=lambda found: said_on(found, data))
    begun, again = suspension(data, "2017-04")["start_earliest"], suspension(data, "2017-06")["start_latest"]
    in_spring = found[(found["said"] >= begun) & (found["said"] < again)]
    restored = in_spring[in_spring["state"] == "restored"]
    claimed = restored["start_latest"].max()
    suspended = in_spring[(in_spring["state"] == "declared_suspended") & (in_spring["side"] == "RU")]
    after = found[(found["said"] >= again) & (found["state"] == "restored")]
    russian = found[(found["side"] == "RU") & (found["state"] == "reported_in_use") & (found["said"] > again)]
    first = russian.sort_values("said").head(1)
    undated = found[found["state_id"].isin(UNDATED)]
    silent = found[(found["state"] == "reported_silent") & found["said"].between(begun, LAST_DAY)]
    return [
        counted("restored", "statements that the memorandum was restored in April", restored["state_id"]),
        counted("restored-ru", "of which Russian", restored.loc[restored["side"] == "RU", "state_id"]),
        counted(
            "suspended-spring",
            "Russian statements of April and May that it is suspended or not yet restored",
            suspended["state_id"],
        ),
        counted(
            "suspended-after-restored",
            "of which later than the last day named for a restoration",
            suspended.loc[suspended["said"] > claimed, "state_id"],
        ),
        counted("restored-after-june", "statements that it was restored after June", after["state_id"]),
        counted("undated", "reports of use without a day, left out of the count", undated["state_id"]),
        counted("silent-all", "reports of a silent line, April to August 2017", silent["state_id"]),
        Finding(
            "june-to-russian-use",
            "days from the announcement of June to the next use that a Russian report tells of",
            number(int((first["said"].iloc[0] - again).days)),
            tuple(first["state_id"]),
        ),
    ]


def _of_disputes(data: Dataset) -> list[Finding]:
    """Return on how many events of April to August 2017 the two sides dispute the line's state, and its use."""
    events = data.events
    episode = events[events["day"].between(suspension(data, "2017-04")["start_earliest"], LAST_DAY)]
    accounts = data.accounts
    found = standing.by_aspect(accounts[accounts["event_id"].isin({NOTICE, *episode["event_id"]})])
    found = found[found["aspect"].isin(STATE_AND_USE)]

    def of(aspect: str, status: str) -> pd.Series:
        return found.loc[(found["aspect"] == aspect) & (found["status"] == status), "event_id"]

    return [
        counted("in-force-disputed", "events at which the state of a line is disputed", of("in_force", "disputed")),
        counted("line-used-disputed", "events at which the use of a line is disputed", of("line_used", "disputed")),
        counted("line-used-agreed", "events at which the use of a line is agreed", of("line_used", "agreed")),
    ]


def _of_hours(data: Dataset) -> list[Finding]:
    """Return the hours and minutes of the two days, and the minutes of notice."""
    events = data.events.set_index("event_id", drop=False)
    at = moments(events)
    notice = data.accounts[(data.accounts["event_id"] == NOTICE) & data.accounts["value"].notna()]
    notice = notice[notice["aspect"] == "warning_time"]

    def hour(key: str, event_id: str) -> Finding:
        return Finding(key, "local hour, as the event has it", events.loc[event_id, "time"], (event_id,))

    def apart(key: str, statement: str, first: str, last: str, unit: str) -> Finding:
        length = (at[last] - at[first]) // pd.Timedelta(1, unit)
        return Finding(key, statement, number(int(length)), (first, last))

    def bound(key: str, statement: str, value: float) -> Finding:
        rows = notice.loc[notice["value"] == value, "account_id"]
        return Finding(key, statement, number(int(value)), tuple(rows))

    return [
        hour("shayrat-hour", SHAYRAT),
        hour("attack-hour", ATTACK),
        hour("su-22-hour", SU_22),
        hour("announcement-hour", ANNOUNCEMENT),
        hour("note-hour", "2017-04-07-mod-note-hotline-off-at-midnight"),
        hour("peskov-hour", "2017-04-07-peskov-channels-without-content"),
        apart("attack-to-shot", "minutes from the ground attack to the shot", ATTACK, SU_22, "min"),
        apart("shot-to-announcement", "whole hours from the shot to the announcement", SU_22, ANNOUNCEMENT, "h"),
        counted("notice-numbers", "numbers given for the notice before the strike", notice["account_id"]),
        counted("notice-numbers-us", "of which by US speakers", notice.loc[notice["side"] == "US", "account_id"]),
        bound("notice-least", "least notice, in minutes", float(notice["value"].min())),
        bound("notice-most", "most notice, in minutes", float(notice["value"].max())),
    ]


def findings(data: Dataset) -> list[Finding]:
    """Return the findings of the chapter on the suspensions of April and June 2017."""
    accounts = data.accounts
    of_shot = accounts[accounts["event_id"].isin([SU_22, CALL])]
    statuses = standing.by_aspect(of_shot[of_shot["event_id"] == SU_22])
    restoration = accounts[accounts["event_id"] == RESTORATION]
    by_chain = restoration[restoration["aspect"] == "in_force"].groupby("stance")["chain"].nunique()
    return [
        *_of_use(data, "april", "2017-04"),
        *_of_use(data, "june", "2017-06"),
        *_of_statements(data),
        *_of_disputes(data),
        *_of_hours(data),
        counted("shot-accounts", "accounts of the shot and of the call before it", of_shot["account_id"]),
        independent(
            "shot-originators", "independent originators of those accounts", of_shot["chain"], of_shot["account_id"]
        ),
        counted("shot-aspects", "aspects of the shot addressed by anyone", statuses["aspect"]),
        counted(
            "shot-disputed",
            "of which disputed between US and Russian accounts",
            statuses.loc[statuses["status"] == "disputed", "aspect"],
        ),
        counted(
            "shot-agreed",
            "of which agreed between them",
            statuses.loc[statuses["status"] == "agreed", "aspect"],
        ),
        Finding(
            "restoration-deniers",
            "independent originators of the denial that it was restored in April",
            number(int(by_chain.get("denies", 0))),
            tuple(restoration.loc[restoration["stance"] == "denies", "account_id"]),
        ),
    ]
