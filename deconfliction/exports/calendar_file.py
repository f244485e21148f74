"""Events as an iCalendar file (RFC 5545)."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from icalendar import Calendar, Event

from deconfliction import dates
from deconfliction.dataset import Dataset
from deconfliction.exports.archives import records


def calendar(data: Dataset) -> Calendar:
    """Return the events as a calendar, in the order of their ids.

    An event with a time begins at that time; any other lasts all day, and one with an uncertain date or an interval
    spans all the days that its date allows.
    """
    found = Calendar()
    found.add("prodid", "-//deconfliction//Did the Line Hold?//EN")
    found.add("version", "2.0")
    found.add("x-wr-calname", "US–Russian deconfliction in Syria")
    places = data["places"].set_index("place_id")["name"].to_dict()
    stamp = datetime.combine(date.fromisoformat(data["changes"]["date"].max()), datetime.min.time(), tzinfo=UTC)
    for row in records(data["events"]):
        entry = Event()
        entry.add("uid", row["event_id"])
        entry.add("dtstamp", stamp)
        entry.add("summary", row["title"])
        entry.add("description", f"{dates.in_english(row['date'])}. {row['summary']}")
        entry.add("categories", [row["type"]])
        if row["place_id"]:
            entry.add("location", places[row["place_id"]])
        limits = dates.bounds(row["date"])
        if row["time"]:
            entry.add(
                "dtstart", datetime.fromisoformat(f"{limits.earliest}T{row['time']}{row['time_zone']}").astimezone(UTC)
            )
        else:
            entry.add("dtstart", limits.earliest)
            entry.add("dtend", limits.latest + timedelta(days=1))
        found.add_component(entry)
    return found


def write(data: Dataset, path: Path) -> None:
    """Write the events as an iCalendar file."""
    path.write_bytes(calendar(data).to_ical())
