"""The tables of the dataset: read into typed frames, written back byte for byte."""

import csv
import io
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import pandas as pd

from deconfliction import dates
from deconfliction.schema import DATA, Table, tables

_DTYPES = {"string": "string", "number": "Float64", "boolean": "boolean", "date": "string", "integer": "Int64"}


def canonical_text(table: Table, rows: list[dict[str, str]]) -> str:
    """Return the one text that a table's rows are stored as: sorted by key, columns in order, one CSV dialect.

    Args:
        table: the table.
        rows: its cells as text, by column name; a missing cell is empty.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    for row in sorted(rows, key=lambda row: tuple(row.get(column, "") for column in table.key)):
        writer.writerow([row.get(column, "") for column in table.columns])
    return out.getvalue()


def read_cells(table: Table) -> list[dict[str, str]]:
    """Return a table's rows as they stand in the file: text by column name.

    Raises:
        FileNotFoundError: if the file is missing.
        UnicodeDecodeError: if it is not UTF-8.
    """
    with table.path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def read_table(table: Table) -> pd.DataFrame:
    """Return a table as a frame with the columns and types of the codebook; empty cells are missing.

    Shape: one row a line of the file. Dates stay text (EDTF); ``deconfliction.dates`` bounds them.

    Raises:
        ValueError: if the file's columns are not the codebook's, or a cell does not have its type.
    """
    frame = pd.read_csv(table.path, dtype="string", keep_default_na=False, na_values=[""], encoding="utf-8")
    if list(frame.columns) != table.columns:
        raise ValueError(
            f"{table.path.name}:1: columns are {', '.join(frame.columns)}; they should be {', '.join(table.columns)}"
        )
    for field in table.fields:
        column = frame[field.name]
        if field.type == "number":
            frame[field.name] = pd.to_numeric(column).astype("Float64")
        elif field.type == "boolean":
            frame[field.name] = column.map({"true": True, "false": False}).astype("boolean")
        else:
            frame[field.name] = column.astype(_DTYPES[field.type])
    return frame


@dataclass(frozen=True, eq=False)
class Dataset:
    """The whole dataset: a frame a table, read when first asked for."""

    folder: Path = DATA

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Return a copy of the table of that name, so that no chapter can change another's rows."""
        return self._frames[name].copy()

    @cached_property
    def _frames(self) -> dict[str, pd.DataFrame]:
        return {name: read_table(table) for name, table in tables(self.folder).items()}

    def with_tables(self, **frames: pd.DataFrame) -> "Dataset":
        """Return this dataset with other rows in the tables named, for an analysis of a part of it."""
        found = Dataset(self.folder)
        found.__dict__["_frames"] = {**self._frames, **frames}
        return found

    @property
    def events(self) -> pd.DataFrame:
        """Events in order of time, with what drawing needs.

        Besides the table's columns: ``day`` (a timestamp), ``earliest`` and ``latest`` (bounds), ``when`` (the date in
        plain English), ``year`` and ``url`` (the address in the register).
        """
        events = self["events"]
        limits = events["date"].map(dates.bounds)
        events["day"] = pd.to_datetime(events["date"].map(dates.middle))
        events["earliest"] = pd.to_datetime(limits.map(lambda found: found.earliest))
        events["latest"] = pd.to_datetime(limits.map(lambda found: found.latest))
        events["when"] = events["date"].map(dates.in_english)
        events["year"] = events["event_id"].str[:4].astype(int)
        events["url"] = [event_address(event_id) for event_id in events["event_id"]]
        return events.sort_values(["day", "event_id"], ignore_index=True)

    @property
    def accounts(self) -> pd.DataFrame:
        """Accounts with their originator's ``side``, ``chain`` and ``closeness``, and their source's ``kind``."""
        accounts = self["accounts"]
        originators = self["originators"].set_index("originator_id")
        accounts["side"] = accounts["party"].map(self["parties"].set_index("party_id")["side"])
        accounts["chain"] = accounts["originator"].map(originators["chain"])
        accounts["closeness"] = accounts["originator"].map(originators["closeness"])
        accounts["originator_name"] = accounts["originator"].map(originators["name"])
        accounts["source_kind"] = accounts["source_id"].map(self["sources"].set_index("source_id")["kind"])
        return accounts


def event_page(event_id: str) -> str:
    """Return the name of an event's page in the book, without its suffix."""
    return f"chapters/register/{event_id}"


def event_address(event_id: str) -> str:
    """Return an event's permanent address in the book, relative to the book's root."""
    return f"{event_page(event_id)}.html"


@cache
def load(folder: Path = DATA) -> Dataset:
    """Return the dataset in that folder (the project's own by default)."""
    return Dataset(folder)
