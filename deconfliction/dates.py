"""Uncertain dates: what an EDTF string bounds, and how it reads in plain English.

EDTF is the Library of Congress's Extended Date/Time Format (ISO 8601-2). The dataset uses days, months, years, the
approximate mark ``~``, the uncertain mark ``?`` and intervals, open ends included.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import edtf
from edtf.parser.edtf_exceptions import EDTFParseException

#: Days by which "about" widens a date, by its precision: half a week, half a month, half a year.
APPROXIMATE_DAYS = {"day": 3, "month": 15, "year": 182}

#: A plain day needs no parser; the library takes some 10 ms a string.
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

#: Stands for an end that nothing bounds.
OPEN = ".."


@dataclass(frozen=True)
class Bounds:
    """First and last day that an EDTF string allows; ``None`` where an end is open."""

    earliest: date | None
    latest: date | None

    @property
    def is_day(self) -> bool:
        """Whether the string names one single day."""
        return self.earliest is not None and self.earliest == self.latest


def _precision(text: str) -> str:
    return {0: "year", 1: "month"}.get(text.strip("?~%").count("-"), "day")


def _end(text: str, last: bool) -> date | None:
    """First (or last) day of one end of an interval, or of a lone date; ``None`` where it is open or unknown."""
    if text in {"", OPEN}:
        return None
    if _DAY.fullmatch(text):
        return date.fromisoformat(text)
    parsed = edtf.parse_edtf(text)
    struct = parsed.upper_strict() if last else parsed.lower_strict()
    day = date(struct.tm_year, struct.tm_mon, struct.tm_mday)
    if text.endswith(("~", "%")):
        days = APPROXIMATE_DAYS[_precision(text)]
        day += timedelta(days=days if last else -days)
    return day


@cache
def bounds(text: str) -> Bounds:
    """Return the first and last day that an EDTF string allows.

    Raises:
        ValueError: if the string is not EDTF, names a day that does not exist, or ends before it begins.
    """
    start, slash, end = text.partition("/")
    try:
        if not text or (slash and not start.strip(".") and not end.strip(".")):
            raise ValueError("nothing is known of either end")
        found = Bounds(_end(start, last=False), _end(end if slash else start, last=True))
    except (EDTFParseException, ValueError, AttributeError) as error:
        raise ValueError(
            f"{text!r} is not a date in EDTF, such as 2017-06-18, 2017-06~ or 2017-04-12/2017-05-10"
        ) from error
    if found.earliest and found.latest and found.latest < found.earliest:
        raise ValueError(f"{text!r} ends before it begins")
    return found


def middle(text: str) -> date:
    """Return the day halfway between the bounds, for sorting and drawing; the known end where the other is open.

    Raises:
        ValueError: if the string is not EDTF, or both its ends are open.
    """
    found = bounds(text)
    if found.earliest and found.latest:
        return found.earliest + (found.latest - found.earliest) / 2
    known = found.earliest or found.latest
    if known is None:
        raise ValueError(f"{text!r} has no known end")
    return known


def day_in_english(day: date) -> str:
    """Return a day as 18 June 2017."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def _single(text: str) -> str:
    core = text.rstrip("?~%")
    parts = [int(part) for part in core.split("-")]
    if len(parts) == 3:
        plain = day_in_english(date(*parts))
    elif len(parts) == 2:
        plain = f"{calendar.month_name[parts[1]]} {parts[0]}"
    else:
        plain = str(parts[0])
    if text.endswith(("~", "%")):
        plain = f"about {plain}"
    if text.endswith(("?", "%")):
        plain += " (uncertain)"
    return plain


def in_english(text: str) -> str:
    """Return an EDTF string in plain English: ``2017-06-18~`` is "about 18 June 2017".

    Raises:
        ValueError: if the string is not EDTF.
    """
    bounds(text)
    if "/" not in text:
        return _single(text)
    start, end = text.split("/")
    if end in {"", OPEN}:
        return f"from {_single(start)} on"
    if start in {"", OPEN}:
        return f"until {_single(end)}"
    return f"{_single(start)} to {_single(end)}"
