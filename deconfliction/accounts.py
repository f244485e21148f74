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

import pandas as pd

OPEN_ASPECTS = frozenset({"provisions", "scope", "content", "cause", "effect"})

#: Strongest first.
STATUSES = ("disputed", "agreed", "one-sided", "unaddressed")

#: The two sides whose accounts are compared.
PRINCIPALS = ("US", "RU")

#: Lengths in metres, times in minutes: numbers are compared in one unit.
_IN_BASE = {
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
    base, factor = _IN_BASE.get(unit, (unit, 1.0))
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


def _ranges(rows: pd.DataFrame) -> list[tuple[float, float, str]]:
    found = []
    for row in rows[rows["value"].notna()].itertuples():
        low, base = in_base_unit(float(row.value), row.unit)
        high = low if pd.isna(row.value_max) else in_base_unit(float(row.value_max), row.unit)[0]
        found.append((low, high, base))
    return found


def _numbers_meet(one: list[tuple[float, float, str]], other: list[tuple[float, float, str]]) -> bool:
    """Whether any range of one side meets any of the other's, in the same unit."""
    return any(
        unit_a == unit_b and low_a <= high_b * (1 + TOLERANCE) and low_b <= high_a * (1 + TOLERANCE)
        for low_a, high_a, unit_a in one
        for low_b, high_b, unit_b in other
    )


def status_of(rows: pd.DataFrame) -> str:
    """Return the status of one proposition.

    Args:
        rows: all accounts of the proposition, with ``side``, ``stance``, ``position``, ``value``, ``value_max``, ``unit``.
    """
    us, ru = (rows[rows["side"] == side] for side in PRINCIPALS)
    if us.empty and ru.empty:
        return "unaddressed"
    if us.empty or ru.empty:
        return "one-sided"
    us_numbers, ru_numbers = _ranges(us), _ranges(ru)
    if us_numbers and ru_numbers:
        return "agreed" if _numbers_meet(us_numbers, ru_numbers) else "disputed"
    holds = {
        side: set(told.loc[told["stance"] != "denies", "position"].dropna()) for side, told in (("US", us), ("RU", ru))
    }
    denied = {
        side: set(told.loc[told["stance"] == "denies", "position"].dropna()) for side, told in (("US", us), ("RU", ru))
    }
    if holds["US"] & denied["RU"] or holds["RU"] & denied["US"]:
        return "disputed"
    if holds["US"] and holds["RU"] and not holds["US"] & holds["RU"]:
        return "disputed"
    return "agreed"


def by_proposition(accounts: pd.DataFrame) -> pd.DataFrame:
    """Return one row an event, aspect and proposition, with its status.

    Args:
        accounts: ``Dataset.accounts``.

    Returns:
        Columns ``event_id``, ``aspect``, ``proposition``, ``status``.
    """
    keyed = accounts.assign(proposition=propositions(accounts))
    rows = [(*key, status_of(group)) for key, group in keyed.groupby(["event_id", "aspect", "proposition"], sort=True)]
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
