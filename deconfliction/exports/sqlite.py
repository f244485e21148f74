"""The dataset as an SQLite database: tables with keys and permitted values, and views for what is derived.

The tables are made from the codebook. Patterns of ids are left out: SQLite would need a function of its own for them
whenever a reader adds a row. The views say in SQL what ``accounts``, ``evidence`` and ``channels`` say in Python; a
test holds the two together.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

import pandas as pd

from deconfliction import accounts as standing
from deconfliction import dates
from deconfliction.dataset import Dataset
from deconfliction.evidence import WEAK_KINDS
from deconfliction.exports.archives import records
from deconfliction.schema import Field, Table, tables

_TYPES = {"number": "REAL", "boolean": "INTEGER"}

_VIEWS = Path(__file__).with_name("views.sql")


def _column(field: Field) -> str:
    parts = [f'"{field.name}"', _TYPES.get(field.type, "TEXT")]
    if field.required:
        parts.append("NOT NULL")
    if field.enum:
        values = ", ".join(f"'{value}'" for value in field.enum)
        parts.append(f'CHECK ("{field.name}" IN ({values}))')
    if field.type == "boolean":
        parts.append(f'CHECK ("{field.name}" IN (0, 1))')
    for sign, bound in ((">=", field.minimum), ("<=", field.maximum)):
        if bound is not None:
            parts.append(f'CHECK ("{field.name}" {sign} {bound})')
    return " ".join(parts)


def table_statement(table: Table) -> str:
    """Return the statement that makes a table, from the codebook."""
    key = ", ".join(f'"{column}"' for column in table.key)
    lines = [*(_column(field) for field in table.fields), f"PRIMARY KEY ({key})"]
    lines += [
        f'FOREIGN KEY ("{found.column}") REFERENCES "{found.table}" ("{found.target}")' for found in table.foreign_keys
    ]
    return f'CREATE TABLE "{table.name}" (\n  ' + ",\n  ".join(lines) + "\n)"


def _fill(database: sqlite3.Connection, name: str, frame: pd.DataFrame) -> None:
    marks = ", ".join("?" for _ in frame.columns)
    database.executemany(f'INSERT INTO "{name}" VALUES ({marks})', [tuple(row.values()) for row in records(frame)])


def _constants(data: Dataset) -> dict[str, pd.DataFrame]:
    """Return what the views need and SQL cannot compute: bounds of dates, units, the lists that rules name."""
    limits = data["events"]["date"].map(dates.bounds)
    units = tables(data.folder)["accounts"].field("unit").enum
    return {
        "event_dates": pd.DataFrame(
            {
                "event_id": data["events"]["event_id"],
                "earliest": limits.map(lambda found: found.earliest.isoformat()),
                "latest": limits.map(lambda found: found.latest.isoformat()),
            }
        ),
        "units": pd.DataFrame(
            [(unit, *standing.IN_BASE.get(unit, (unit, 1.0))) for unit in units], columns=["unit", "base", "factor"]
        ),
        "open_aspects": pd.DataFrame({"aspect": sorted(standing.OPEN_ASPECTS)}),
        "weak_kinds": pd.DataFrame({"kind": sorted(WEAK_KINDS)}),
    }


def write(data: Dataset, path: Path) -> None:
    """Write the dataset as an SQLite database.

    Raises:
        sqlite3.IntegrityError: if a row breaks a key or a permitted value; no file is left then.
    """
    try:
        # Transactions are begun by hand: keys are checked at the end of one, since rows refer to tables filled later.
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            database.execute("PRAGMA foreign_keys = ON")
            database.execute("BEGIN")
            database.execute("PRAGMA defer_foreign_keys = ON")
            _make(database, data)
            database.execute("COMMIT")
    except sqlite3.Error:
        path.unlink(missing_ok=True)
        raise


def _make(database: sqlite3.Connection, data: Dataset) -> None:
    known = tables(data.folder)
    for table in known.values():
        database.execute(table_statement(table))
    for name in known:
        _fill(database, name, data[name])
    for name, frame in _constants(data).items():
        columns = ", ".join(f'"{column}" {"REAL" if column == "factor" else "TEXT"}' for column in frame.columns)
        database.execute(f'CREATE TABLE "{name}" ({columns})')
        _fill(database, name, frame)
    for statement in _VIEWS.read_text(encoding="utf-8").split(";\n"):
        database.execute(statement)
