"""Findings on the claim of 15 May 2020: contact around it, encounters before and after it, and who told of them."""

import pandas as pd

from deconfliction import accounts as standing
from deconfliction import severity
from deconfliction.dataset import Dataset
from deconfliction.findings.contact_2020 import (
    CLAIM,
    CLAIMED,
    CONVERSATIONS,
    WINDOW,
    around_claim,
    rate_ratio,
    statements_of_contact,
)
from deconfliction.findings.finding import Finding, counted, number

FIRST, LAST = pd.Timestamp("2019-10-01"), pd.Timestamp("2020-12-31")

#: The last months of the period begin after this day.
AUTUMN = pd.Timestamp("2020-08-31")

PULL_BACK = "2019-10-06-us-pull-back-announced"
PROTOCOLS = "2019-12-09-north-east-protocols"
INSTRUMENT = "us-russia-syria-protocols-2019"
ENVOYS = "2020-05-14-jeffrey-vershinin-call"
COLLISION = "2020-08-25-collision-near-dayrick"
CALL_AFTER = "2020-08-26-milley-gerasimov-call"

#: Step of the ladder of severity at which people are wounded.
_WOUNDED = 5

#: Aspects on which an account speaks of an arrangement, not of what happened at the encounter it is entered under.
OF_ARRANGEMENTS = ("provisions", "scope", "in_force")


def encounters(data: Dataset) -> pd.DataFrame:
    """Return the encounters at which US and Russian forces are both reported, October 2019 to December 2020."""
    events = data.events
    return events[(events["type"] == "encounter") & events["day"].between(FIRST, LAST)].reset_index(drop=True)


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


def casualties(data: Dataset) -> pd.Series:
    """Return the ids of the encounters in which any account has somebody wounded or killed; a count of none is none."""
    met = encounters(data)
    high = severity.of_events(met, data.accounts)["high"]
    return met.loc[met["event_id"].map(high) >= _WOUNDED, "event_id"]


def _around(data: Dataset, met: pd.DataFrame, period: pd.DataFrame) -> list[Finding]:
    """Return the rate of encounters after the claim over that before it, and the silence before the envoys' call."""
    before, after = met[met["day"] < CLAIMED], met[met["day"] > CLAIMED]
    found = rate_ratio(len(before), (CLAIMED - FIRST).days, len(after), (LAST - CLAIMED).days)
    envoys = _day(data, ENVOYS)
    earlier = period[(period["day"] < envoys) & period["side"].isin(standing.PRINCIPALS)]
    last = earlier["day"].max()
    claims = data.accounts
    claims = claims[(claims["position"] == "incidents_prevented") & claims["side"].isin(standing.PRINCIPALS)]
    return [
        Finding(
            "claim-rate",
            "encounters a day after the claim over those before it",
            f"{found[0]:.1f} ({found[1]:.1f} to {found[2]:.1f})" if found else "too few",
            tuple(met["event_id"]),
        ),
        Finding(
            "contact-silence",
            "days without a statement of contact by either side up to the envoys' call",
            number((envoys - last).days),
            tuple(earlier.loc[earlier["day"] == last, "key"]),
        ),
        counted("prevented-claims", "events under which a side says that contact prevented incidents", _ids(claims)),
        _none(counted("prevented-claims-us", "of which by US speakers", _ids(claims[claims["side"] == "US"]))),
    ]


def _none(found: Finding) -> Finding:
    return Finding(found.key, found.statement, found.text if found.rows else "none", found.rows)


def _ids(frame: pd.DataFrame) -> pd.Series:
    return frame["event_id"].drop_duplicates()


def _day(data: Dataset, event_id: str) -> pd.Timestamp:
    return data.events.set_index("event_id").loc[event_id, "day"]


def findings(data: Dataset) -> list[Finding]:
    """Return the findings of the chapter on the 2020 status."""
    accounts = data.accounts
    met = encounters(data)
    claimed = CLAIMED
    of_met = accounts[accounts["event_id"].isin(met["event_id"])]
    both = with_accounts(data, "US", "RU")
    american, russian = with_accounts(data, "US"), with_accounts(data, "RU")
    neither = met.loc[~met["event_id"].isin([*american, *russian]), "event_id"]
    blame = blamed(data)
    line = of_met[(of_met["aspect"] == "line_used") & (of_met["position"] == "yes") & (of_met["stance"] != "denies")]
    hurt = casualties(data)
    near = pd.Timedelta(days=WINDOW)
    before, after = around_claim(data)
    period = statements_of_contact(data)
    period = period[period["day"].between(FIRST, LAST)]
    called = data.events[data.events["type"].isin(CONVERSATIONS) & data.events["day"].between(FIRST, LAST)]
    collision = accounts[accounts["event_id"] == COLLISION]
    by_aspect = standing.by_aspect(collision)
    addressed = by_aspect[by_aspect["status"].isin(["agreed", "disputed"])]
    by_proposition = standing.by_proposition(protocol_accounts(data))

    def of_side(frame: pd.DataFrame, side: str) -> pd.DataFrame:
        return frame[frame["side"] == side]

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
        _none(
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
            _ids(line),
        ),
        counted(
            "encounters-line-named",
            "of which a line is named",
            _ids(line[line["stance"] == "asserts"]),
        ),
        counted("encounters-line-general", "of which in general terms", _ids(line[line["stance"] == "qualifies"])),
        counted("encounters-line-us", "of which by US accounts", _ids(of_side(line, "US"))),
        _none(counted("encounters-line-ru", "of which by Russian accounts", _ids(of_side(line, "RU")))),
        counted("encounters-casualties", "encounters in which an account has anybody hurt", hurt),
        counted(
            "casualties-before-claim",
            "of which before the claim",
            met.loc[met["event_id"].isin(hurt) & (met["day"] < claimed), "event_id"],
        ),
        counted(
            "casualties-after-claim",
            "of which after the claim",
            met.loc[met["event_id"].isin(hurt) & (met["day"] > claimed), "event_id"],
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
        _none(
            counted(
                "contact-autumn",
                "statements of contact by either side, September to December 2020",
                period.loc[period["side"].isin(standing.PRINCIPALS) & (period["day"] > AUTUMN), "key"],
            )
        ),
        *_around(data, met, period),
        counted(
            "encounters-no-third",
            "encounters of which third parties give no account",
            met.loc[~met["event_id"].isin(with_accounts(data, "third")), "event_id"],
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
