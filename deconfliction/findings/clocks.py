"""Which hour each side gave for one event: clock readings in positions of accounts, as moments in UTC."""

import re

import pandas as pd

from deconfliction.dataset import Dataset

_CLOCK = re.compile(r"(\d\d)_(\d\d)(?:_(?:to|and)_(\d\d)_(\d\d))?_utc$")

#: Hours of local time that a part of the day is drawn as, where no clock was read.
PARTS_OF_DAY = {"early_morning": (4, 8), "noon": (12, 12), "afternoon": (12, 18)}

#: Hours from UTC in the spring and summer of 2016 and 2017; Syria, Qatar and Moscow kept one time.
WASHINGTON, SYRIA = -4, 3


def span(position: str, near: pd.Timestamp) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """Return the moments in UTC that the position of an account gives for an event; ``None`` where it gives none.

    Args:
        position: ``impact_00_40_utc``, ``launch_00_30_to_01_00_utc``, ``between_13_30_and_15_43_utc``,
            ``afternoon_local``.
        near: the event's moment in UTC; a clock reading is put on the day that brings it closest.
    """
    part = PARTS_OF_DAY.get(position.removesuffix("_local"))
    if part and position.endswith("_local"):
        midnight = (near + pd.Timedelta(hours=SYRIA)).normalize() - pd.Timedelta(hours=SYRIA)
        return midnight + pd.Timedelta(hours=part[0]), midnight + pd.Timedelta(hours=part[1])
    read = _CLOCK.search(position)
    if not read:
        return None
    hour, minute, to_hour, to_minute = read.groups()
    start = nearest(int(hour), int(minute), near)
    return start, start if to_hour is None else nearest(int(to_hour), int(to_minute), start)


def nearest(hour: int, minute: int, near: pd.Timestamp) -> pd.Timestamp:
    """Return the moment with that clock reading that is closest to another moment."""
    same_day = near.normalize() + pd.Timedelta(hours=hour, minutes=minute)
    shifted = [same_day + pd.Timedelta(days=shift) for shift in (-1, 0, 1)]
    return min(shifted, key=lambda moment: (abs(moment - near), moment))


def readings(data: Dataset, event_id: str, near: pd.Timestamp) -> pd.DataFrame:
    """Return every hour that an account of an event gives.

    Returns:
        Columns of ``Dataset.accounts`` with ``start`` and ``end`` (UTC), in order of time; one row a distinct position
        and side, the first by account id. None where no account gives an hour.
    """
    accounts = data.accounts
    told = accounts[(accounts["event_id"] == event_id) & (accounts["aspect"] == "time") & accounts["position"].notna()]
    spans = told["position"].map(lambda position: span(position, near))
    told = told.assign(span=spans)[spans.notna()].sort_values("account_id")
    told = told.drop_duplicates(["position", "side"])
    told = told.assign(
        start=pd.to_datetime(told["span"].map(lambda pair: pair[0])),
        end=pd.to_datetime(told["span"].map(lambda pair: pair[1])),
    )
    return told.drop(columns="span").sort_values(["start", "account_id"], ignore_index=True)


def local(moment: pd.Timestamp, offset: int) -> str:
    """Return the clock reading of a moment in UTC at so many hours from it, as 20:40."""
    return (moment + pd.Timedelta(hours=offset)).strftime("%H:%M")
