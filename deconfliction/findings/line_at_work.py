"""Findings on the channels at work: which there were, how often they are said to be used, who spoke when."""

import re
from itertools import pairwise

import pandas as pd

from deconfliction import accounts as standing
from deconfliction import channels, dates, selection
from deconfliction.dataset import Dataset
from deconfliction.findings import reported_rates
from deconfliction.findings.finding import Finding, counted, number
from deconfliction.findings.headlines import FIRST, HEADLINES, LAST

#: US–Russian channels by level, from the top down, with the names that figures use.
LEVELS: dict[str, dict[str, str]] = {
    "Heads of state": {"presidents": "Presidents"},
    "Diplomats": {
        "foreign-ministers": "Foreign ministers",
        "envoys": "Deputy ministers and envoys",
        "embassy-contacts": "Embassies and attachés",
    },
    "Defence ministers": {"ministers": "Defence ministers"},
    "Chiefs of staff": {"chiefs": "Chiefs of staff"},
    "Ministries and commands": {
        "general-contacts": "Military contacts at large",
        "video-conferences": "Video conferences",
        "air-line": "Air line Al Udeid–Hmeimim",
        "general-officers": "Three-star officers",
        "ground-line": "Ground line",
        "commander-line": "Commanders’ line",
        "theatre-meetings": "Generals’ meetings",
    },
    "Truces and aid": {
        "truce-hotlines": "Truce lines Hmeimim–Amman",
        "geneva-cell": "Geneva truce cell",
        "amman-centre": "Amman centre",
        "reconciliation-contacts": "Rukban aid contacts",
    },
    "In the field": {"pilot-radio": "Crews by radio", "northeast-patrols": "North-east patrol notices"},
}
LABELS = {channel: label for group in LEVELS.values() for channel, label in group.items()}

#: Channels of the dataset that are not the two states' own, or lie outside Syria or the period.
ELSEWHERE = frozenset(
    {"eucom-line", "nato-russia", "russia-israel", "russia-jordan", "russia-turkey", "saceur-cgs", "sdf-russia"}
)

#: What a state says of its channel, as figures put it.
KINDS = {
    "reported_in_use": "In use",
    "declared_open": "Declared open",
    "restored": "Declared open",
    "reported_silent": "Silent",
    "declared_suspended": "Suspended",
}
ALIVE = ("In use", "Declared open")

COMPARED = ["rate_id", "channel_id", "side", "who", "claimed", "found", "rows", "first", "last", "source_id", "says"]

#: Channels whose conversations are counted one by one, and the kinds of event that are conversations.
FORUMS = ("presidents", "foreign-ministers", "ministers", "chiefs", "video-conferences", "theatre-meetings")
TALKS = ("call", "meeting", "video_conference")

#: Speakers' own counts of conversations, and what each counts. Left out: Lavrov's of his meetings with Kerry, held here
#: only where the militaries are at issue, and Central Command's of generals' meetings, on a page without a date.
CLAIMS: dict[str, tuple[str, ...]] = {
    "kerry-lavrov-calls-2015-09-us-state": ("call",),
    "video-conferences-2015-10-us-dod": ("video_conference",),
    "video-conferences-2015-10-ru-general-staff": ("video_conference",),
    "video-conferences-ru-2016-09-14-sixth": ("video_conference",),
    "face-to-face-2017-10-dillon": ("meeting",),
    "chiefs-calls-2017-ryder": ("call", "meeting"),
    "chiefs-meetings-2017-02-to-2018-06": ("meeting",),
    "chiefs-calls-2018-01-to-06-ru": ("call",),
}

SIGNED = pd.Timestamp("2015-10-20")
#: A period that ends on a day, not in a month.
_DAY = re.compile(r"-\d\d-\d\d$")


def longest_gap(moments: pd.Series) -> tuple[pd.Timestamp, pd.Timestamp, int] | None:
    """Return the longest time between two neighbours of some days: its ends and its length in days.

    Returns:
        ``None`` for fewer than two days; the earliest of equally long gaps.
    """
    ordered = sorted(moments)
    gaps = [((later - earlier).days, earlier, later) for earlier, later in pairwise(ordered)]
    if not gaps:
        return None
    length, earlier, later = max(gaps, key=lambda gap: gap[0])
    return earlier, later, length


def reports(data: Dataset) -> pd.DataFrame:
    """Return what was declared or reported of each US–Russian channel in the report's period.

    A conversation of a forum counts as a report of use by each side that gives an account of it and has no state of it.

    Returns:
        Rows of ``channels.states`` with ``kind`` (see ``KINDS``), in the order of ``LABELS``.
    """
    found = channels.in_period(channels.states(data), str(FIRST), str(LAST))
    told = found["event_id"] + " " + found["channel_id"] + " " + found["side"]
    found = pd.concat([found, _untold(data, set(told.dropna()))], ignore_index=True)
    found = found[found["channel_id"].isin(LABELS)].copy()
    found["kind"] = found["state"].map(KINDS)
    found["place"] = found["channel_id"].map(list(LABELS).index)
    return found.sort_values(["place", "start_latest", "state_id"], ignore_index=True)


def _untold(data: Dataset, told: set[str]) -> pd.DataFrame:
    """Return conversations as states, one for each side that gives an account and has no state of it.

    Args:
        data: the dataset.
        told: event, channel and side of each state, joined by blanks.
    """
    talks = conversations(data, (*FORUMS, "envoys"))
    columns = ["event_id", "channel_id", "day", "earliest", "latest", "title", "url"]
    heard = data.accounts[["event_id", "side", "source_id", "said"]]
    found = talks[columns].merge(heard, on="event_id")
    # What is said ahead of a conversation announces it.
    said = pd.to_datetime(found["said"].dropna().map(lambda text: dates.bounds(text).latest)).reindex(found.index)
    found = found[said.isna() | (said >= found["day"])].drop_duplicates(["event_id", "side"])
    found = found[~(found["event_id"] + " " + found["channel_id"] + " " + found["side"]).isin(told)]
    return (
        found.assign(
            state_id=found["event_id"] + " " + found["side"], state="reported_in_use", end_latest=found["latest"]
        )
        .rename(columns={"earliest": "start_earliest", "latest": "start_latest", "title": "says"})
        .assign(end_earliest=found["earliest"])
    )


def register(data: Dataset) -> pd.DataFrame:
    """Return the US–Russian channels from the top down.

    Returns:
        One row a channel: ``channel_id``, ``group``, ``label``, ``opened`` and ``opened_latest`` (bounds; the first is
        missing where nothing bounds it), ``last`` (last day on which it is reported in use or open; missing where it
        never is), ``US``, ``RU`` and ``third`` (reports of use by side).
    """
    table = data["channels"].set_index("channel_id")
    told = reports(data)
    rows = []
    for group, members in LEVELS.items():
        for channel, label in members.items():
            mine = told[told["channel_id"] == channel]
            alive = mine[mine["kind"].isin(ALIVE)]
            last = alive["end_earliest"].fillna(alive["start_latest"]).clip(upper=LAST).max()
            limits = dates.bounds(table.loc[channel, "opened"])
            used = mine.loc[mine["kind"] == "In use", "side"]
            rows.append(
                {
                    **{"channel_id": channel, "group": group, "label": label},
                    "opened": pd.Timestamp(limits.earliest) if limits.earliest else pd.NaT,
                    "opened_latest": pd.Timestamp(limits.latest),
                    "last": last,
                    **{side: int((used == side).sum()) for side in (*standing.PRINCIPALS, "third")},
                }
            )
    return pd.DataFrame(rows)


def conversations(data: Dataset, forums: tuple[str, ...] = FORUMS) -> pd.DataFrame:
    """Return the conversations of some forums in the report's period, one row each, in order of time.

    Returns:
        Rows of ``Dataset.events`` with ``told`` (``both``, ``US``, ``RU`` or ``third``: whose accounts the event has).
    """
    events = data.events
    found = events[events["channel_id"].isin(forums) & events["type"].isin(TALKS) & events["day"].between(FIRST, LAST)]
    heard = standing.sides_heard(data.accounts).reindex(found["event_id"], fill_value=False)
    pairs = zip(heard["US"], heard["RU"], strict=True)
    told = ["both" if us and ru else "US" if us else "RU" if ru else "third" for us, ru in pairs]
    return found.assign(told=told).reset_index(drop=True)


def claimed_and_found(data: Dataset) -> pd.DataFrame:
    """Return speakers' own counts of conversations beside the conversations that the dataset holds.

    A conversation counts as found if its date can lie in the period counted. Where that period ends in a month, not on
    a day, nothing after the day on which the speaker's page was published is counted.

    Returns:
        One row a claim, in order of time, with the columns ``COMPARED``; ``rows`` are event ids.
    """
    told = data["rates"].set_index("rate_id")
    sides = data["parties"].set_index("party_id")["side"]
    names = data["originators"].set_index("originator_id")["name"]
    published = data["sources"].set_index("source_id")["published"]
    talks = conversations(data)
    rows = []
    for rate_id, types in CLAIMS.items():
        if rate_id not in told.index:
            continue
        claim = told.loc[rate_id]
        period = dates.bounds(claim["period"])
        first, last = pd.Timestamp(period.earliest), pd.Timestamp(period.latest)
        if not _DAY.search(claim["period"]):
            last = min(last, pd.Timestamp(dates.bounds(published[claim["source_id"]]).latest))
        mine = talks[(talks["channel_id"] == claim["channel_id"]) & talks["type"].isin(types)]
        mine = mine[(mine["latest"] >= first) & (mine["earliest"] <= last)]
        speaker = claim["speaker"]
        rows.append(
            {
                "rate_id": rate_id,
                "channel_id": claim["channel_id"],
                "side": sides[claim["party"]],
                "who": names[claim["originator"]] if pd.isna(speaker) else speaker.split(",")[0].split()[-1],
                "claimed": int(claim["value"]),
                "found": len(mine),
                "rows": tuple(mine["event_id"]),
                "first": first,
                "last": last,
                "source_id": claim["source_id"],
                "says": claim["says"],
            }
        )
    return pd.DataFrame(rows, columns=COMPARED).sort_values(["last", "rate_id"], ignore_index=True)


def _of_talks(data: Dataset) -> list[Finding]:
    """Return the conversations counted, and the longest times without any."""
    talks, claims = conversations(data), claimed_and_found(data)
    videos = talks[talks["channel_id"] == "video-conferences"]
    chiefs = talks[talks["channel_id"] == "chiefs"]
    ministers = talks[(talks["channel_id"] == "ministers") & (talks["type"] == "call")]
    ryder = claims[claims["rate_id"] == "chiefs-calls-2017-ryder"]
    found = [
        counted("conversations", "conversations in the six forums", talks["event_id"]),
        counted("conversations-both", "of which both give accounts", talks.loc[talks["told"] == "both", "event_id"]),
        counted("conversations-us", "of which only the US side does", talks.loc[talks["told"] == "US", "event_id"]),
        counted(
            "conversations-ru", "of which only the Russian side does", talks.loc[talks["told"] == "RU", "event_id"]
        ),
        counted("videos", "video conferences", videos["event_id"]),
        counted("videos-after", "of which after the signing", videos.loc[videos["day"] > SIGNED, "event_id"]),
        Finding("videos-last", "the last one found", videos["when"].iloc[-1], tuple(videos["event_id"].tail(1))),
        counted("claims", "officials’ counts of conversations", claims["rate_id"]),
        counted("claims-met", "with as many found", claims.loc[claims["found"] == claims["claimed"], "rate_id"]),
        counted("claims-short", "with fewer found", claims.loc[claims["found"] < claims["claimed"], "rate_id"]),
        counted("ryder-found", "conversations found of about a dozen", pd.Series(ryder["rows"].explode())),
    ]
    ends = {"ministers": longest_gap(ministers["day"]), "chiefs": longest_gap(chiefs["day"])}
    for forum, (first, last, length) in ends.items():
        mine = tuple(talks.loc[(talks["channel_id"] == forum) & talks["day"].isin([first, last]), "event_id"])
        found += [
            Finding(f"gap-{forum}", "days in which none is found", number(length), mine),
            Finding(f"gap-{forum}-from", "the day before", dates.day_in_english(first.date()), mine[:1]),
            Finding(f"gap-{forum}-to", "the day after", dates.day_in_english(last.date()), mine[-1:]),
        ]
    silent = chiefs["day"].between(*ends["ministers"][:2])
    since = chiefs["day"] >= ends["chiefs"][1]
    return [
        *found,
        counted("chiefs-in-gap", "talks of the chiefs while the ministers are silent", chiefs.loc[silent, "event_id"]),
        counted("chiefs-since", "talks of the chiefs after their longest silence", chiefs.loc[since, "event_id"]),
    ]


def _believed(data: Dataset) -> list[Finding]:
    """Return what is left of channels, conversations and rates under each evidence filter."""
    found = []
    for name in ("us", "ru", "two", "agreed"):
        kept, label = selection.selected(data, name), selection.FILTERS[name]
        channel, calls = register(kept), reported_rates.rates(kept, "line_calls")
        alive = channel.loc[channel[["US", "RU", "third"]].sum(axis=1) > 0, "channel_id"]
        found += [
            counted(f"channels-under-{name}", f"channels reported in use: {label}", alive),
            counted(f"talks-under-{name}", f"conversations: {label}", conversations(kept)["event_id"]),
            counted(f"rates-under-{name}", f"statements of calls: {label}", calls["rate_id"]),
        ]
    return found


def findings(data: Dataset) -> list[Finding]:
    """Return the findings of the chapter on the line at work."""
    channel, told = register(data), reports(data)
    used = told[told["kind"] == "In use"]
    ground = used[used["channel_id"] == "ground-line"]
    russian, american = channel["RU"] > 0, channel["US"] > 0
    headline = next(found for found in HEADLINES if found.key == "use-by-americans")

    def chosen(key: str, statement: str, mask: pd.Series) -> Finding:
        return counted(key, statement, channel.loc[mask, "channel_id"])

    return [
        headline.finding(data),
        counted("channels", "US–Russian channels in the dataset", channel["channel_id"]),
        chosen("channels-both", "of which both sides report in use", russian & american),
        chosen("channels-us-only", "of which only the US side reports in use", american & ~russian),
        chosen("channels-ru-only", "of which only the Russian side reports in use", russian & ~american),
        counted("reports-used", "reports of a channel in use", used["state_id"]),
        counted("air-line-used", "of which of the air line", used.loc[used["channel_id"] == "air-line", "state_id"]),
        counted("ground-used", "of which of the ground line", ground["state_id"]),
        counted("ground-used-ru", "of which Russian", ground.loc[ground["side"] == "RU", "state_id"]),
        *reported_rates.findings(data),
        *_of_talks(data),
        *_believed(data),
    ]
