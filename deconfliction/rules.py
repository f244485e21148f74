"""The rules of this dataset that a table schema cannot say: a function a table, yielding the breaches of a row."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from deconfliction import dates
from deconfliction.schema import Table

MAX_QUOTED_WORDS = 8

_QUOTED = re.compile(r"[“\"«]([^”\"»]*)[”\"»]")

Row = dict[str, str]

#: Column, what is wrong, what would be right.
Breach = tuple[str, str, str]


def tidy(cell: str) -> str:
    """Return a cell without stray white space."""
    return re.sub(r"\s+", " ", cell).strip()


def cell_breaches(table: Table, row: Row) -> Iterator[Breach]:
    """Yield the breaches of one row that hold for every table: EDTF, stray spaces, quotations."""
    for field in table.fields:
        cell = row[field.name]
        if cell != tidy(cell):
            yield field.name, "spaces at an end or twice in a row", "run make format"
        if field.edtf and cell:
            try:
                dates.bounds(cell)
            except ValueError as error:
                yield field.name, str(error), "write the date in EDTF"
        if field.type == "string" and field.name not in {"url", "title", "pattern"}:
            for quoted in _QUOTED.findall(cell):
                words = len(quoted.split())
                if words > MAX_QUOTED_WORDS:
                    yield field.name, f"quotes {words} words", f"quote at most {MAX_QUOTED_WORDS}, reword the rest"


@dataclass(frozen=True)
class Index:
    """Look-ups that row rules need."""

    events: dict[str, Row]
    sources: dict[str, Row]
    originators: dict[str, Row]
    rows: dict[str, dict[str, Row]]

    @classmethod
    def of(cls, known: dict[str, Table], cells: dict[str, list[Row]]) -> "Index":
        """Index the cells of all tables by their keys (parts of a compound key are joined by a bar)."""
        rows = {
            name: {"|".join(row[column] for column in table.key): row for row in cells[name]}
            for name, table in known.items()
        }
        return cls(rows["events"], rows["sources"], rows["originators"], rows)


def _latest(text: str) -> date | None:
    try:
        return dates.bounds(text).latest
    except ValueError:
        return None


def _earliest(text: str) -> date | None:
    try:
        return dates.bounds(text).earliest
    except ValueError:
        return None


def _after_source(said: str, source: Row | None, column: str) -> Iterator[Breach]:
    """Yield a breach where something was said after the day on which its source appeared."""
    published = _latest(source["published"]) if source and source["published"] else None
    first = _earliest(said) if said else None
    if published and first and first > published:
        yield column, f"{said} is after its source was published ({source['published']})", "mend the date or the source"


def _speaks_for(row: Row, index: Index) -> Iterator[Breach]:
    originator = index.originators.get(row["originator"])
    if originator and originator["party_id"] != row["party"]:
        yield "party", f"{row['party']} is not the party of {row['originator']}", f"write {originator['party_id']}"


def _event_rules(row: Row, _: Index) -> Iterator[Breach]:
    stem = re.match(r"\d{4}(-\d{2}(-\d{2})?)?(?=-)", row["event_id"])
    if stem and not row["date"].startswith(stem.group(0)):
        yield (
            "event_id",
            f"its date {stem.group(0)} is not that of the row, {row['date']}",
            "an id begins with its date",
        )
    if bool(row["time"]) != bool(row["time_zone"]):
        yield "time_zone", "a time and a zone go together", "give both or neither"
    first = _earliest(row["date"])
    if first and not date(2014, 1, 1) <= first <= date(2024, 12, 31):
        yield "date", f"{row['date']} is out of range", "events run from 2014 to 2024"


def _account_rules(row: Row, index: Index) -> Iterator[Breach]:
    if not row["account_id"].startswith(row["event_id"] + "."):
        yield "account_id", f"does not begin with {row['event_id']}", "event id, full stop, two digits"
    if bool(row["value"]) != bool(row["unit"]):
        yield "unit", "a value and a unit go together", "give both or neither"
    if row["value_max"] and (not row["value"] or float(row["value_max"]) < float(row["value"])):
        yield "value_max", "is not above the value", "give the lower bound in value, the upper in value_max"
    if not row["position"] and not row["value"]:
        yield "position", "neither a position nor a value", "say which position the account takes"
    if row["moment"] and row["aspect"] not in {"line_used", "warning"}:
        yield "moment", f"given for {row['aspect']}", "only an account of a line's use or of a warning has one"
    yield from _speaks_for(row, index)
    source, event = index.sources.get(row["source_id"]), index.events.get(row["event_id"])
    yield from _after_source(row["said"], source, "said")
    if event and not row["said"] and row["aspect"] != "warning":
        yield from _after_source(event["date"], source, "source_id")


def _interval_rules(row: Row, index: Index) -> Iterator[Breach]:
    """Check the four bounds of a state or a suspension: earliest before latest, start before end."""
    order = ["start_earliest", "start_latest", "end_earliest", "end_latest"]
    for column in order:
        if row[column] != dates.OPEN:
            try:
                date.fromisoformat(row[column])
            except ValueError:
                yield column, f"{row[column]!r} is not a day", "write YYYY-MM-DD"
                return
    pairs = [("start_earliest", "start_latest"), ("start_earliest", "end_earliest"), ("end_earliest", "end_latest")]
    for low, high in [*pairs, ("start_latest", "end_latest")]:
        if row[high] != dates.OPEN and (row[low] == dates.OPEN or row[low] > row[high]):
            yield high, f"{row[high]} is before {low} {row[low]}", "order the bounds"
    if "originator" in row:
        yield from _speaks_for(row, index)
        # What is declared may lie ahead; what was seen cannot.
        if row["state"].startswith("reported"):
            yield from _after_source(row["start_earliest"], index.sources.get(row["source_id"]), "source_id")


def _rate_rules(row: Row, index: Index) -> Iterator[Breach]:
    if row["value_max"] and float(row["value_max"]) < float(row["value"]):
        yield "value_max", "is not above the value", "give the lower bound in value, the upper in value_max"
    yield from _speaks_for(row, index)


def _provision_rules(row: Row, _: Index) -> Iterator[Breach]:
    if (row["holds"] == "not_established") == bool(row["source_id"]):
        yield "source_id", f"holds is {row['holds']}", "true and false need a source, not_established has none"


def _place_rules(row: Row, _: Index) -> Iterator[Breach]:
    if bool(row["latitude"]) != bool(row["longitude"]):
        yield "longitude", "coordinates come in pairs", "give both or neither"
    if row["latitude"] and (row["precision"] in {"region", "none"} or not row["basis"] or not row["precision_km"]):
        yield "precision", "a point needs a precision, a radius and a basis", "or leave the point out"
    if not row["latitude"] and row["precision"] not in {"region", "none"}:
        yield "precision", f"{row['precision']} without a point", "give the point, or write region or none"


def _correction_rules(row: Row, index: Index) -> Iterator[Breach]:
    """Check a correction's guard: the cell it names must still hold the corrected value."""
    for source_id in row["evidence"].split(";"):
        if source_id not in index.sources:
            yield "evidence", f"{source_id!r} is not known", "ids of sources.csv, separated by semicolons"
    guarded = index.rows.get(row["guard_table"], {}).get(row["guard_id"])
    if guarded is None:
        yield "guard_id", f"{row['guard_table']} has no row {row['guard_id']!r}", "name the row that holds the record"
    elif guarded.get(row["guard_column"]) != row["guard_value"]:
        held = guarded.get(row["guard_column"])
        yield "guard_value", f"the row holds {held!r}, not {row['guard_value']!r}", "settle which of the two is right"


ROW_RULES = {
    "events": _event_rules,
    "accounts": _account_rules,
    "channel_states": _interval_rules,
    "suspensions": _interval_rules,
    "rates": _rate_rules,
    "provisions": _provision_rules,
    "places": _place_rules,
    "corrections": _correction_rules,
}
