"""Findings on the claim of 15 May 2020: contact around it, encounters before and after it, and who told of them."""

import pandas as pd

from deconfliction import accounts as standing
from deconfliction.channels import DECLARED
from deconfliction.dataset import Dataset
from deconfliction.findings.finding import Finding, counted, number

FIRST, LAST = pd.Timestamp("2019-10-01"), pd.Timestamp("2020-12-31")

#: The last months of the period begin after this day.
AUTUMN = pd.Timestamp("2020-08-31")

CLAIM = "2020-05-15-syromolotov-on-channels"
PULL_BACK = "2019-10-06-us-pull-back-announced"
PROTOCOLS = "2019-12-09-north-east-protocols"
INSTRUMENT = "us-russia-syria-protocols-2019"
RAID = "2019-10-26-raid-on-al-baghdadi"
SHOOTING = "2020-02-12-firefight-at-khirbet-ammo"
COLLISION = "2020-08-25-collision-near-dayrick"
CALL_AFTER = "2020-08-26-milley-gerasimov-call"

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

#: Aspects on which an account speaks of an arrangement, not of what happened at the encounter it is entered under.
OF_ARRANGEMENTS = ("provisions", "scope", "in_force")


def encounters(data: Dataset) -> pd.DataFrame:
    """Return the encounters at which US and Russian forces are both reported, October 2019 to December 2020."""
    events = data.events
    return events[(events["type"] == "encounter") & events["day"].between(FIRST, LAST)].reset_index(drop=True)


def contact(data: Dataset) -> pd.DataFrame:
    """Return every report that a channel between the two was used or open: a row an event or state, channel and side.

    It stands on accounts of conversations between the two, on accounts that a line was used or is in force, and on the
    states of the channels. The claim of 15 May 2020 itself is left out.

    Returns:
        Columns ``key`` (account or state), ``event_id`` (may be missing), ``channel_id``, ``side``, ``day``, ``says``,
        ``source_id``; in order of time.
    """
    events = data.events.set_index("event_id")
    told = data.accounts.join(events[["type", "channel_id", "day"]], on="event_id")
    told = told[told["channel_id"].isin(CHANNELS) & (told["stance"] != "denies")]
    talked = told["type"].isin(CONVERSATIONS)
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
    claimed = _day(data, CLAIM)
    found = statements_of_contact(data)
    window = pd.Timedelta(days=WINDOW)
    before = found[(found["day"] >= claimed - window) & (found["day"] < claimed)]
    after = found[(found["day"] > claimed) & (found["day"] <= claimed + window)]
    return before, after


def blamed(data: Dataset) -> pd.DataFrame:
    """Return, for each encounter that both sides account for, whether they agree on who began or caused it.

    Returns:
        Columns ``event_id`` and ``status``: that of who is responsible or, where nobody speaks of it, who began.
    """
    accounts = data.accounts
    rows = []
    for event_id in with_accounts(data, "US", "RU"):
        about = accounts[(accounts["event_id"] == event_id) & accounts["aspect"].isin(["responsibility", "initiator"])]
        status = standing.by_aspect(about)["status"]
        rank = status.map(standing.STATUSES.index)
        rows.append((event_id, "unaddressed" if status.empty else standing.STATUSES[rank.min()]))
    return pd.DataFrame(rows, columns=["event_id", "status"])


def with_accounts(data: Dataset, *sides: str) -> pd.Series:
    """Return the ids of the encounters of which all of these sides have given an account."""
    met = encounters(data)
    told = data.accounts
    heard = standing.sides_heard(told[~told["aspect"].isin(OF_ARRANGEMENTS)])
    heard = heard.reindex(met["event_id"], fill_value=False)
    return met.loc[heard[list(sides)].all(axis=1).to_numpy(), "event_id"]


def protocol_accounts(data: Dataset) -> pd.DataFrame:
    """Return what is said of the protocols' provisions and scope under any event, as accounts of the protocols."""
    under = data.events.loc[data.events["instrument_id"] == INSTRUMENT, "event_id"]
    told = data.accounts
    told = told[told["event_id"].isin(under) & told["aspect"].isin(["provisions", "scope"])]
    return told.assign(event_id=PROTOCOLS, aspect="provisions")


def _day(data: Dataset, event_id: str) -> pd.Timestamp:
    return data.events.set_index("event_id").loc[event_id, "day"]


def findings(data: Dataset) -> list[Finding]:
    """Return the findings of the chapter on the 2020 status."""
    accounts = data.accounts
    met = encounters(data)
    claimed = _day(data, CLAIM)
    of_met = accounts[accounts["event_id"].isin(met["event_id"])]
    both = with_accounts(data, "US", "RU")
    american, russian = with_accounts(data, "US"), with_accounts(data, "RU")
    neither = met.loc[~met["event_id"].isin([*american, *russian]), "event_id"]
    blame = blamed(data)
    line = of_met[(of_met["aspect"] == "line_used") & (of_met["position"] == "yes") & (of_met["stance"] != "denies")]
    hurt = of_met[(of_met["aspect"] == "casualties") & (of_met["stance"] != "denies")]
    near = pd.Timedelta(days=WINDOW)
    before, after = around_claim(data)
    period = statements_of_contact(data)
    period = period[period["day"].between(FIRST, LAST)]
    called = data.events[data.events["type"].isin(CONVERSATIONS) & data.events["day"].between(FIRST, LAST)]
    collision = accounts[accounts["event_id"] == COLLISION]
    by_aspect = standing.by_aspect(collision)
    addressed = by_aspect[by_aspect["status"].isin(["agreed", "disputed"])]
    by_proposition = standing.by_proposition(protocol_accounts(data))

    def ids(frame: pd.DataFrame) -> pd.Series:
        return frame["event_id"].drop_duplicates()

    def of_side(frame: pd.DataFrame, side: str) -> pd.DataFrame:
        return frame[frame["side"] == side]

    def none(found: Finding) -> Finding:
        return Finding(found.key, found.statement, "none" if not found.rows else found.text, found.rows)

    def channel(name: str) -> pd.Series:
        return called.loc[called["channel_id"] == name, "event_id"]

    return [
        counted("encounters-all", "encounters, October 2019 to December 2020", met["event_id"]),
        counted("encounters-before-claim", "of which before the claim", met.loc[met["day"] < claimed, "event_id"]),
        counted("encounters-after-claim", "of which after the claim", met.loc[met["day"] > claimed, "event_id"]),
        counted(
            "encounters-90-before",
            "encounters in the 90 days before the claim",
            met.loc[met["day"].between(claimed - near, claimed, inclusive="left"), "event_id"],
        ),
        counted(
            "encounters-90-after",
            "encounters in the 90 days after the claim",
            met.loc[met["day"].between(claimed, claimed + near, inclusive="right"), "event_id"],
        ),
        Finding("window", "days on either side of the claim that are compared", number(WINDOW), (CLAIM,)),
        Finding("days-before-claim", "days from 1 October 2019 to the claim", number((claimed - FIRST).days), (CLAIM,)),
        Finding("days-after-claim", "days from the claim to the end of 2020", number((LAST - claimed).days), (CLAIM,)),
        counted("encounters-both-accounts", "encounters with accounts of both sides", both),
        counted("encounters-us-accounts", "encounters with an account of the US side", american),
        counted("encounters-ru-accounts", "encounters with an account of the Russian side", russian),
        counted("encounters-no-principal", "encounters with no account of either side", neither),
        none(
            counted(
                "encounters-agreed-responsibility",
                "encounters on whose responsibility both sides agree",
                blame.loc[blame["status"] == "agreed", "event_id"],
            )
        ),
        counted(
            "encounters-disputed-responsibility",
            "encounters on whose responsibility they contradict each other",
            blame.loc[blame["status"] == "disputed", "event_id"],
        ),
        counted(
            "encounters-line",
            "encounters under which an account speaks of contact over a line or in general",
            ids(line),
        ),
        counted("encounters-line-general", "of which in general terms", ids(line[line["stance"] == "qualifies"])),
        counted("encounters-line-us", "of which by US accounts", ids(of_side(line, "US"))),
        none(counted("encounters-line-ru", "of which by Russian accounts", ids(of_side(line, "RU")))),
        counted("encounters-casualties", "encounters in which an account has anybody hurt", ids(hurt)),
        counted(
            "casualties-before-claim",
            "of which before the claim",
            met.loc[met["event_id"].isin(hurt["event_id"]) & (met["day"] < claimed), "event_id"],
        ),
        counted(
            "casualties-after-claim",
            "of which after the claim",
            met.loc[met["event_id"].isin(hurt["event_id"]) & (met["day"] > claimed), "event_id"],
        ),
        counted(
            "roadblocks",
            "of the encounters, roads held against the other",
            met.loc[met["mode"] == "roadblock", "event_id"],
        ),
        counted(
            "contact-us-before", "US statements of contact, 90 days before the claim", of_side(before, "US")["key"]
        ),
        counted("contact-ru-before", "Russian statements in 90 days before it", of_side(before, "RU")["key"]),
        counted("contact-us-after", "US statements of contact in 90 days after it", of_side(after, "US")["key"]),
        counted("contact-ru-after", "Russian statements in 90 days after it", of_side(after, "RU")["key"]),
        counted("contact-us-period", "US statements of contact, whole period", of_side(period, "US")["key"]),
        counted("contact-ru-period", "Russian statements of contact, whole period", of_side(period, "RU")["key"]),
        none(
            counted(
                "contact-autumn",
                "statements of contact by either side, September to December 2020",
                period.loc[period["side"].isin(standing.PRINCIPALS) & (period["day"] > AUTUMN), "key"],
            )
        ),
        counted("calls-chiefs", "conversations of the chiefs of staff", channel("chiefs")),
        counted("calls-ministers", "conversations of the defence ministers", channel("ministers")),
        Finding(
            "pull-back-to-protocols",
            "days from the pull-back to the Russian date of the protocols",
            number((_day(data, PROTOCOLS) - _day(data, PULL_BACK)).days),
            (PULL_BACK, PROTOCOLS),
        ),
        Finding(
            "claim-to-collision",
            "days from the claim to the collision",
            number((_day(data, COLLISION) - claimed).days),
            (CLAIM, COLLISION),
        ),
        counted("protocol-propositions", "statements on what the protocols provide", by_proposition["proposition"]),
        counted(
            "protocol-agreed",
            "of which both sides make",
            by_proposition.loc[by_proposition["status"] == "agreed", "proposition"],
        ),
        counted("collision-compared", "aspects of the collision that both sides address", addressed["aspect"]),
        counted(
            "collision-disputed",
            "of which disputed",
            addressed.loc[addressed["status"] == "disputed", "aspect"],
        ),
        counted("collision-accounts", "accounts of the collision", collision["account_id"]),
    ]
