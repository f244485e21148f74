"""What the record consists of and how sound it is: counts by year, party and kind of page, shares, reliability."""

from html import escape

import pandas as pd
from docutils import nodes
from sphinx.application import Sphinx

from deconfliction import accounts as standing
from deconfliction import evidence, reliability
from deconfliction.book.reference import FromData, html_table
from deconfliction.charts.theme import SIDE_NAMES
from deconfliction.dataset import Dataset, load

#: Last year of the report's period; what came later is the epilogue.
LAST_YEAR = 2020


class ByYear(FromData):
    """``by-year``: events, accounts by side and sources, by year; the epilogue is marked."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        self.depend()
        data = load()
        events, accounts = data.events, data.accounts
        accounts["year"] = accounts["event_id"].str[:4].astype(int)
        frame = pd.DataFrame({"events": events["year"].value_counts()})
        for side, name in SIDE_NAMES.items():
            frame[name] = accounts.loc[accounts["side"] == side, "year"].value_counts()
        frame["sources"] = accounts.groupby("year")["source_id"].nunique()
        frame = frame.fillna(0).astype(int).sort_index()
        frame.loc["all"] = [*frame.iloc[:, :-1].sum(), data["sources"]["source_id"].nunique()]
        frame = frame.astype(str)
        years = [
            f"{year} (epilogue)" if isinstance(year, int) and year > LAST_YEAR else str(year) for year in frame.index
        ]
        frame.insert(0, "Year", years)
        frame.columns = [name[0].upper() + name[1:] for name in frame.columns]
        return [html_table(frame, "Events, accounts and the sources of accounts by year of the event")]


class ByKind(FromData):
    """``by-kind``: sources and accounts by kind of page; weak kinds are marked."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        self.depend()
        data = load()
        frame = pd.DataFrame(
            {
                "Sources": data["sources"]["kind"].value_counts(),
                "Accounts": data.accounts["source_kind"].value_counts(),
            }
        ).fillna(0)
        frame = frame.astype(int).sort_values("Sources", ascending=False).astype(str)
        frame.insert(
            0, "Kind of page", [f"{kind} (weak)" if kind in evidence.WEAK_KINDS else kind for kind in frame.index]
        )
        return [html_table(frame, "Sources and accounts by kind of page")]


class ByParty(FromData):
    """``by-party``: accounts and events by party."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        self.depend()
        data = load()
        found = data.accounts.groupby("party").agg(Accounts=("account_id", "size"), Events=("event_id", "nunique"))
        found = found.sort_values("Accounts", ascending=False).astype(str)
        names = data["parties"].set_index("party_id")["name"]
        found.insert(0, "Party", [escape(names[party]) for party in found.index])
        return [html_table(found, "Accounts by party")]


def shares(data: Dataset) -> pd.DataFrame:
    """Return how well the events of the period, epilogue left out, are attested.

    Returns:
        Columns ``measure``, ``events`` (how many) and ``share`` (of the events of the period, 0 to 1).
    """
    accounts = data.accounts
    accounts = accounts[accounts["event_id"].str[:4].astype(int) <= LAST_YEAR]
    found = evidence.of_events(accounts)
    status = standing.by_aspect(accounts)["status"].value_counts()
    counted = {
        "Two or more independent originators": int((found["originators"] > 1).sum()),
        "Accounts of both sides": int((found["US"] & found["RU"]).sum()),
        "Only on aggregators or blogs": int(found["weak_only"].sum()),
    }
    rows = [(name, number, number / len(found)) for name, number in counted.items()]
    rows += [
        (f"Aspects {name}", int(status.get(name, 0)), status.get(name, 0) / status.sum()) for name in standing.STATUSES
    ]
    return pd.DataFrame(rows, columns=["measure", "events", "share"])


class Shares(FromData):
    """``shares``: how well the events of the period are attested."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        self.depend()
        found = shares(load())
        frame = pd.DataFrame(
            {
                "Measure": found["measure"],
                "Number": found["events"].astype(str),
                "Share": [f"{share:.1%}".replace("%", " %") for share in found["share"]],
            }
        )
        return [html_table(frame, f"How well the events of 2014 to {LAST_YEAR}, and their aspects, are attested")]


class Reliability(FromData):
    """``reliability``: agreement of the blind second coding with the first, by field."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        self.depend()
        found = reliability.by_field(load()["recodings"])
        frame = pd.DataFrame(
            {
                "Field": [f"<code>{field}</code>" for field in found["field"]],
                "Accounts": found["accounts"].astype(str),
                "Coded alike": [f"{share:.0%}".replace("%", " %") for share in found["agreement"]],
                "Krippendorff’s alpha": ["not defined" if pd.isna(one) else f"{one:.2f}" for one in found["alpha"]],
                "Settled for the first": found["first"].astype(str),
                "For the second": found["second"].astype(str),
                "Both hold": found["both"].astype(str),
                "Neither": found["neither"].astype(str),
            }
        )
        return [html_table(frame, "Agreement of two codings, by field")]


class Differences(FromData):
    """``differences``: every difference between the two codings, and how it was settled."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        self.depend()
        rows = reliability.differences(load()["recodings"]).fillna("").map(escape)
        frame = pd.DataFrame(
            {
                "Account": [f"<code>{name}</code>" for name in rows["account_id"]],
                "Field": rows["field"],
                "First coding": rows["first"],
                "Second coding": rows["second"],
                "Kept": rows["resolution"],
                "Why": rows["reason"],
            }
        )
        return [html_table(frame, "Differences between two codings, and how each was settled")]


def connect(app: Sphinx) -> None:
    """Register the directives."""
    named = {"by-year": ByYear, "by-kind": ByKind, "by-party": ByParty}
    for name, directive in named.items():
        app.add_directive(name, directive)
    for directive in (Shares, Reliability, Differences):
        app.add_directive(directive.__name__.lower(), directive)
