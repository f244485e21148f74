"""What the two sides' accounts, taken together, say of an event: agreed, disputed, one-sided or unaddressed.

The unit is a proposition. On an open aspect (what was said, what an arrangement provides) several things can be true at
once, so each position is a proposition of its own. On any other aspect only one position can be true, so the aspect is
the proposition; where numbers are given, each thing counted (the position beside the number) is one.

Of the United States' and Russia's accounts of a proposition:

* ``agreed``: both address it and neither contradicts the other;
* ``disputed``: both address it and they contradict each other: one denies what the other asserts, or, where only one
  position can be true, they assert different positions, or numbers whose ranges do not meet;
* ``one-sided``: only one of the two addresses it;
* ``unaddressed``: neither does.

An aspect takes the strongest status among its propositions: disputed, then agreed, then one-sided.
"""

from typing import NamedTuple

import pandas as pd

OPEN_ASPECTS = frozenset({"provisions", "scope", "content", "cause", "effect"})

#: Strongest first.
STATUSES = ("disputed", "agreed", "one-sided", "unaddressed")

#: The two sides whose accounts are compared.
PRINCIPALS = ("US", "RU")

#: Lengths in metres, times in minutes: numbers are compared in one unit.
IN_BASE = {
    "nmi": ("m", 1852.0),
    "km": ("m", 1000.0),
    "mi": ("m", 1609.344),
    "ft": ("m", 0.3048),
    "h": ("min", 60.0),
    "days": ("min", 1440.0),
}

#: Two numbers agree when their ranges, widened by this share, meet: rounding and unit conversion are not a dispute.
TOLERANCE = 0.05


def in_base_unit(value: float, unit: str) -> tuple[float, str]:
    """Return a number in the base unit of its kind: lengths in metres, times in minutes, all else as it is."""
    base, factor = IN_BASE.get(unit, (unit, 1.0))
    return value * factor, base


def kilometres(accounts: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return the lower and upper bounds of distances in kilometres, equal where one number was given.

    Args:
        accounts: rows with a length in ``value``, ``value_max`` and ``unit``.
    """
    factor = accounts["unit"].map(lambda unit: in_base_unit(1.0, unit)[0] / 1000)
    return accounts["value"] * factor, accounts["value_max"].fillna(accounts["value"]) * factor


def propositions(accounts: pd.DataFrame) -> pd.Series:
    """Return the proposition that each account is about, as text, indexed like the accounts."""
    position = accounts["position"].fillna("")
    numbered = accounts["value"].notna()
    is_open = accounts["aspect"].isin(OPEN_ASPECTS)
    return position.where(is_open | numbered, "").astype("string")


class _Told(NamedTuple):
    """What one account says of a proposition."""

    side: str
    stance: str
    position: str
    numbers: tuple[float, float, str] | None


def _told(accounts: pd.DataFrame) -> list[_Told]:
    columns = ["side", "stance", "position", "value", "value_max", "unit"]
    found = []
    for side, stance, position, value, value_max, unit in accounts[columns].itertuples(index=False):
        numbers = None
        if not pd.isna(value):
            low, base = in_base_unit(float(value), unit)
            numbers = (low, low if pd.isna(value_max) else in_base_unit(float(value_max), unit)[0], base)
        found.append(_Told(side, stance, "" if pd.isna(position) else position, numbers))
    return found


def _numbers_meet(one: tuple[float, float, str], other: tuple[float, float, str]) -> bool:
    """Whether two ranges meet, within the tolerance; numbers in different kinds of unit never do."""
    (low_a, high_a, unit_a), (low_b, high_b, unit_b) = one, other
    return unit_a == unit_b and low_a <= high_b * (1 + TOLERANCE) and low_b <= high_a * (1 + TOLERANCE)


def _status(told: list[_Told]) -> str:
    us, ru = ([account for account in told if account.side == side] for side in PRINCIPALS)
    if not us and not ru:
        return "unaddressed"
    if not us or not ru:
        return "one-sided"
    us_numbers, ru_numbers = ([account.numbers for account in side if account.numbers] for side in (us, ru))
    if us_numbers and ru_numbers:
        meet = any(_numbers_meet(one, other) for one in us_numbers for other in ru_numbers)
        return "agreed" if meet else "disputed"
    us_holds, ru_holds = ({account.position for account in side if account.stance != "denies"} for side in (us, ru))
    us_denies, ru_denies = ({account.position for account in side if account.stance == "denies"} for side in (us, ru))
    if us_holds & ru_denies or ru_holds & us_denies:
        return "disputed"
    if us_holds and ru_holds and not us_holds & ru_holds:
        return "disputed"
    return "agreed"


def status_of(accounts: pd.DataFrame) -> str:
    """Return the status of one proposition.

    Args:
        accounts: all accounts of it, with ``side``, ``stance``, ``position``, ``value``, ``value_max`` and ``unit``.
    """
    return _status(_told(accounts))


def by_proposition(accounts: pd.DataFrame) -> pd.DataFrame:
    """Return one row an event, aspect and proposition, with its status.

    Args:
        accounts: ``Dataset.accounts``.

    Returns:
        Columns ``event_id``, ``aspect``, ``proposition``, ``status``, sorted by the first three.
    """
    groups: dict[tuple[str, str, str], list[_Told]] = {}
    keys = zip(accounts["event_id"], accounts["aspect"], propositions(accounts), strict=True)
    for key, told in zip(keys, _told(accounts), strict=True):
        groups.setdefault(key, []).append(told)
    rows = [(*key, _status(groups[key])) for key in sorted(groups)]
    return pd.DataFrame(rows, columns=["event_id", "aspect", "proposition", "status"])


def by_aspect(accounts: pd.DataFrame) -> pd.DataFrame:
    """Return one row an event and aspect, with the strongest status among its propositions.

    Returns:
        Columns ``event_id``, ``aspect``, ``status``.
    """
    found = by_proposition(accounts)
    rank = found["status"].map(STATUSES.index)
    strongest = rank.groupby([found["event_id"], found["aspect"]]).min().rename("rank").reset_index()
    strongest["status"] = strongest.pop("rank").map(dict(enumerate(STATUSES)))
    return strongest


def independent_originators(accounts: pd.DataFrame) -> pd.Series:
    """Return the number of independent originators of each event, by event id.

    Statements within one chain of command are not independent of each other, so chains are counted.
    """
    return accounts.groupby("event_id")["chain"].nunique()


def sides_heard(accounts: pd.DataFrame) -> pd.DataFrame:
    """Return, by event id, whether each side (``US``, ``RU``, ``third``) has at least one account of the event."""
    return pd.crosstab(accounts["event_id"], accounts["side"]).reindex(columns=["US", "RU", "third"], fill_value=0) > 0


def stances(accounts: pd.DataFrame, statements: dict[str, str]) -> pd.DataFrame:
    """Return what each side says of each statement.

    Args:
        accounts: ``Dataset.accounts``, those that bear on the statements.
        statements: how each position reads, in the order wanted.

    Returns:
        One row a statement and side: ``statement``, ``side``, ``stance`` (``asserts``, ``denies``, ``qualifies``, which
        also stands where a side's own speakers differ, or ``no account found``) and ``says`` (the accounts, joined).
    """
    rows = []
    for position, statement in statements.items():
        for side in (*PRINCIPALS, "third"):
            told = accounts[(accounts["position"] == position) & (accounts["side"] == side)]
            taken = set(told["stance"])
            stance = taken.pop() if len(taken) == 1 else "qualifies" if taken else "no account found"
            rows.append((statement, side, stance, " ".join(told["says"])))
    return pd.DataFrame(rows, columns=["statement", "side", "stance", "says"])


def side_by_side(accounts: pd.DataFrame) -> pd.DataFrame:
    """Return the accounts of one event as a table a reader can compare: a row an aspect, a column a side.

    Returns:
        ``Aspect``, ``Status``, ``US accounts``, ``Russian accounts``, ``Third parties``; disputed aspects first.
    """
    status = by_aspect(accounts).set_index("aspect")["status"]
    names = {"US": "US accounts", "RU": "Russian accounts", "third": "Third parties"}
    rows = []
    for aspect in sorted(status.index, key=lambda aspect: (STATUSES.index(status[aspect]), aspect)):
        told = accounts[accounts["aspect"] == aspect]
        cells = {name: " ".join(told.loc[told["side"] == side, "says"]) for side, name in names.items()}
        rows.append({"Aspect": aspect.replace("_", " "), "Status": status[aspect], **cells})
    return pd.DataFrame(rows)
