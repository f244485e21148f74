"""Times: how long ahead notice was given, and how long it took until the next contact that anybody reports."""

import numpy as np
import pandas as pd
import surpyval

from deconfliction import accounts as standing
from deconfliction import channels
from deconfliction.dataset import Dataset
from deconfliction.findings.claim_tests import MILITARY
from deconfliction.findings.finding import number
from deconfliction.findings.headlines import FIRST, LAST
from deconfliction.findings.incidents import GRAVE, incidents
from deconfliction.findings.suspension import MEMORANDUM


def lead_times(data: Dataset) -> pd.DataFrame:
    """Return how long ahead notice was given, in minutes: one row an event of the period and side.

    Returns:
        ``event_id``, ``side``, ``low`` and ``high`` (least and greatest number given), ``says`` and ``accounts`` and
        ``sources`` (tuples), in order of time.
    """
    told = data.accounts
    notice = told["position"].fillna("").str.startswith(("notice_", "call_before"))
    told = told[(told["aspect"] == "warning_time") & notice & told["value"].notna()]
    told = told.merge(data.events[["event_id", "day", "when"]], on="event_id")
    told = told[told["day"].between(FIRST, LAST)]
    minutes = [standing.in_base_unit(1.0, unit)[0] for unit in told["unit"]]
    told = told.assign(low=told["value"] * minutes, high=told["value_max"].fillna(told["value"]) * minutes)
    rows = []
    for (day, event_id, when, side), mine in told.groupby(["day", "event_id", "when", "side"], sort=True):
        low, high, says = float(mine["low"].min()), float(mine["high"].max()), " ".join(mine["says"])
        rows.append((day, event_id, when, side, low, high, says, tuple(mine["account_id"]), tuple(mine["source_id"])))
    columns = ["day", "event_id", "when", "side", "low", "high", "says", "accounts", "sources"]
    return pd.DataFrame(rows, columns=columns)


def _next_contact(start: tuple[pd.Timestamp, pd.Timestamp], contacts: pd.DataFrame, skip: int) -> tuple[float, float]:
    """Return the bounds, in days, of the time from an incident to the next contact.

    Args:
        start: first and last day on which the incident can have happened.
        contacts: ``first``, ``sure``, ``until`` and ``end``: first day on which contact can have begun, day on which it
            surely had, last day on which it surely lasted and last on which it can have.
        skip: 0 where contact on the day of the incident counts as following it, 1 where only later days count.
    """
    earliest, latest = start
    one = pd.Timedelta(days=1)
    after = contacts[contacts["end"] >= earliest + skip * one]
    begins = after["first"].clip(lower=earliest + skip * one)
    low = ((begins - latest).dt.days - 1).clip(lower=0).min() if len(after) else 0.0
    certain = contacts[contacts["until"] >= latest + skip * one]
    ends = certain["sure"].clip(lower=latest + skip * one)
    high = ((ends - earliest).dt.days + 1).min() if len(certain) else np.inf
    return float(low), float(high)


#: A report that dates use no better than to a span longer than this looks over a time, and dates no contact in it.
DATED = pd.Timedelta(days=2)


def _contacts(
    data: Dataset, side: str | None = None, lines: tuple[str, ...] = MILITARY, *, dated: bool = False
) -> pd.DataFrame:
    found = channels.states(data, *lines)
    found = found[found["state"] == "reported_in_use"]
    if dated:
        found = found[found["end_latest"].fillna(found["start_latest"]) - found["start_earliest"] <= DATED]
    found = found if side is None else found[found["side"] == side]
    until = found["end_earliest"].fillna(found["start_latest"])
    end = found["end_latest"].fillna(until).where(found["end_latest"].notna(), until)
    return pd.DataFrame({"first": found["start_earliest"], "sure": found["start_latest"], "until": until, "end": end})


def times_to_contact(data: Dataset, *, same_day: bool) -> pd.DataFrame:
    """Return the time from each grave incident to the next contact reported on any military channel of the two.

    Hours are mostly unknown, so a contact on the day of the incident lies 0 to 1 day after it, one on the next day 0
    to 2. An incident after which no contact is reported has no upper bound.

    Args:
        data: the dataset.
        same_day: whether a report of contact on the day of the incident counts as following it.

    Returns:
        ``incidents`` at ``GRAVE`` or above of which both sides give accounts, with ``lower`` and ``upper`` in days.
    """
    found = incidents(data)
    heard = standing.sides_heard(data.accounts).reindex(found["event_id"])
    both = (heard["US"] & heard["RU"]).to_numpy(dtype=bool)
    found = found[(found["high"] >= GRAVE).to_numpy() & both]
    contacts, days = _contacts(data), zip(found["earliest"], found["latest"], strict=True)
    spans = [_next_contact(dated, contacts, 0 if same_day else 1) for dated in days]
    return found.assign(lower=[low for low, _ in spans], upper=[high for _, high in spans])


def turnbull(lower: pd.Series, upper: pd.Series) -> pd.DataFrame:
    """Return Turnbull's estimate of a distribution of times known only within intervals (Turnbull 1976).

    The estimate places its mass within some intervals and does not say where in them.

    Args:
        lower: lower bound of each time.
        upper: its upper bound, infinite where there is none.

    Returns:
        One row an interval with mass: ``left``, ``right``, ``below`` (share of times up to its left end) and ``above``
        (share up to its right end); in order. No row where no time is given.
    """
    columns = ["left", "right", "below", "above"]
    if lower.empty:
        return pd.DataFrame(columns=columns, dtype=float)
    model = surpyval.Turnbull.fit(
        xl=lower.to_numpy(dtype=float), xr=upper.to_numpy(dtype=float), turnbull_estimator="Kaplan-Meier"
    )
    ends = np.asarray(model.x, dtype=float)
    share = np.clip(np.nan_to_num(np.asarray(model.F, dtype=float)), 0, 1)
    rows = [
        (ends[i - 1], ends[i], round(float(share[i - 1]), 4), round(float(share[i]), 4))
        for i in range(1, len(ends))
        if share[i] - share[i - 1] > 1e-4
    ]
    return pd.DataFrame(rows, columns=columns)


def median(steps: pd.DataFrame) -> tuple[float, float] | None:
    """Return the interval that the middle of an estimated distribution lies in; nothing where it is not reached."""
    reached = steps[steps["above"] >= 0.5]
    return None if reached.empty else (float(reached["left"].iloc[0]), float(reached["right"].iloc[0]))


def times_after_suspension(data: Dataset) -> pd.DataFrame:
    """Return the time from each declared suspension of the memorandum to the next use that each side reports.

    Use counts from the day after the declaration on, and only where a report dates it to within ``DATED``: words that
    look over weeks or months tell of no call on any day of them.

    Returns:
        One row a suspension and side (``US``, ``RU``): ``event_id``, ``declared`` (its day), ``side``, ``source_id``,
        ``lower`` and ``upper`` in days, the latter infinite where no use is reported.
    """
    rows = []
    for row in channels.suspensions(data, MEMORANDUM).itertuples():
        for side in standing.PRINCIPALS:
            contacts = _contacts(data, side, ("air-line",), dated=True)
            low, high = _next_contact((row.start_earliest, row.start_latest), contacts, 1)
            rows.append((row.event_id, row.start_earliest, side, row.source_id, low, high))
    return pd.DataFrame(rows, columns=["event_id", "declared", "side", "source_id", "lower", "upper"])


def span(lower: float, upper: float) -> str:
    """Return an interval in days as prose has it."""
    if np.isinf(upper):
        return f"more than {number(int(lower))} days"
    if lower == 0:
        return "less than a day" if upper == 1 else f"at most {number(int(upper))} days"
    spelled = upper <= 12
    return f"{number(int(lower))} to {number(int(upper))} days" if spelled else f"{lower:.0f} to {upper:.0f} days"
