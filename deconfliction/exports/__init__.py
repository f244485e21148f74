"""The dataset to take away: one file a format, written whole from the tables as they stand."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from deconfliction.dataset import Dataset
from deconfliction.exports import archives, bibliography, calendar_file, geography, sqlite


@dataclass(frozen=True)
class Export:
    """One file: its name, its format, what it is good for, and the function that writes it to a path."""

    name: str
    format: str
    holds: str
    write: Callable[[Dataset, Path], None]


EXPORTS = (
    Export(
        "deconfliction.zip",
        "CSV with datapackage.json",
        "The whole data package as it is kept: every table, its codebook, licence and citation.",
        archives.write_package,
    ),
    Export(
        "deconfliction.sqlite",
        "SQLite",
        "Every table with its keys and permitted values, and views for what is derived: who is heard, what is agreed.",
        sqlite.write,
    ),
    Export(
        "deconfliction-jsonl.zip",
        "JSON Lines",
        "One file a table, one row a line, numbers and truth values typed.",
        archives.write_json_lines,
    ),
    Export(
        "deconfliction-parquet.zip",
        "Parquet",
        "One file a table, with column types, for pandas, R, DuckDB and Spark.",
        archives.write_parquet,
    ),
    Export(
        "events.geojson",
        "GeoJSON",
        "Every event; a point with its radius of uncertainty where one is honest, none where it is not.",
        geography.write,
    ),
    Export(
        "events.ics",
        "iCalendar",
        "Every event as a calendar entry; an uncertain date spans the days that it allows.",
        calendar_file.write,
    ),
    Export(
        "sources.bib",
        "BibTeX",
        "Every source, for reference managers and LaTeX; the keys are the source ids.",
        bibliography.write,
    ),
)


def write_all(data: Dataset, folder: Path) -> list[Path]:
    """Write every export into a folder, which is made where it is missing; return their paths.

    A file is replaced only once the new one is whole.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for export in EXPORTS:
        path = folder / export.name
        whole = folder / f"{export.name}.new"
        whole.unlink(missing_ok=True)
        export.write(data, whole)
        written.append(whole.replace(path))
    return written
