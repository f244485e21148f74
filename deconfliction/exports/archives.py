"""Zip archives of the tables: as they are kept, as JSON Lines, as Parquet. The same tables give the same bytes."""

import io
import json
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from deconfliction.dataset import Dataset
from deconfliction.schema import ROOT, tables

#: Earliest date that a zip archive can give a file: the archives tell nothing of when they were made.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def _write(path: Path, members: Iterable[tuple[str, bytes]]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members:
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, content)


def write_package(data: Dataset, path: Path) -> None:
    """Write the data package: ``datapackage.json``, the tables byte for byte, the licence and how to cite."""
    files = [data.folder / "datapackage.json", *(table.path for table in tables(data.folder).values())]
    _write(path, ((file.name, file.read_bytes()) for file in [*files, ROOT / "LICENSE", ROOT / "CITATION.cff"]))


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a table's rows as plain values, with ``None`` for an empty cell; whole numbers stay whole."""
    rows = []
    for row in frame.astype(object).where(frame.notna(), None).to_dict("records"):
        rows.append({key: int(v) if isinstance(v, float) and v.is_integer() else v for key, v in row.items()})
    return rows


def json_lines(frame: pd.DataFrame) -> str:
    """Return a table as JSON Lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in records(frame))


def write_json_lines(data: Dataset, path: Path) -> None:
    """Write an archive with one JSON Lines file a table."""
    _write(path, ((f"{name}.jsonl", json_lines(data[name]).encode()) for name in tables(data.folder)))


def write_parquet(data: Dataset, path: Path) -> None:
    """Write an archive with one Parquet file a table."""

    def parquet(frame: pd.DataFrame) -> bytes:
        out = io.BytesIO()
        frame.to_parquet(out, engine="pyarrow", index=False)
        return out.getvalue()

    _write(path, ((f"{name}.parquet", parquet(data[name])) for name in tables(data.folder)))
