"""What readers take away is the dataset, whole, in every format; and what SQL derives is what Python derives."""

import io
import json
import re
import shutil
import sqlite3
import zipfile
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from pybtex.database import parse_string

from deconfliction import accounts as standing
from deconfliction import channels, dates, evidence
from deconfliction.checks import check
from deconfliction.dataset import Dataset
from deconfliction.exports import EXPORTS, sqlite, write_all
from deconfliction.schema import ROOT, tables

PAGE = ROOT / "chapters" / "downloads.md"


@pytest.fixture(scope="module")
def taken(data: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every export."""
    folder = tmp_path_factory.mktemp("taken")
    write_all(data, folder)
    return folder


@pytest.fixture
def database(taken: Path) -> sqlite3.Connection:
    """The database, opened for reading."""
    return sqlite3.connect(f"file:{taken / 'deconfliction.sqlite'}?mode=ro", uri=True)


def _frame(database: sqlite3.Connection, query: str) -> pd.DataFrame:
    return pd.read_sql_query(query, database)


def test_the_package_is_the_tables_byte_for_byte_and_passes_every_check(taken: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(taken / "deconfliction.zip") as package:
        package.extractall(tmp_path)
    for table in tables().values():
        assert (tmp_path / table.path.name).read_bytes() == table.path.read_bytes()
    tables.cache_clear()
    assert check(tmp_path) == []
    assert (tmp_path / "CITATION.cff").exists()


def test_json_lines_hold_every_cell_typed(data: Dataset, taken: Path) -> None:
    with zipfile.ZipFile(taken / "deconfliction-jsonl.zip") as archive:
        for name, table in tables().items():
            rows = [json.loads(line) for line in archive.read(f"{name}.jsonl").decode().splitlines()]
            assert len(rows) == len(data[name])
            for field in table.fields:
                told = data[name][field.name]
                assert [row[field.name] is None for row in rows] == told.isna().tolist(), f"{name}.{field.name}"
                kinds = {type(row[field.name]) for row in rows} - {type(None)}
                allowed = {"number": {int, float}, "boolean": {bool}}.get(field.type, {str})
                assert kinds <= allowed, f"{name}.{field.name} holds {kinds}"


def test_parquet_reads_back_as_the_same_frames(data: Dataset, taken: Path) -> None:
    with zipfile.ZipFile(taken / "deconfliction-parquet.zip") as archive:
        for name in tables():
            back = pd.read_parquet(io.BytesIO(archive.read(f"{name}.parquet")))
            pd.testing.assert_frame_equal(back, data[name], check_dtype=False)


def test_geojson_gives_a_point_only_where_one_is_honest(data: Dataset, taken: Path) -> None:
    found = json.loads((taken / "events.geojson").read_text(encoding="utf-8"))["features"]
    assert [feature["id"] for feature in found] == data["events"]["event_id"].tolist()
    for feature in found:
        if feature["geometry"] is None:
            assert feature["properties"]["precision"] in {None, "region", "none"}, feature["id"]
        else:
            longitude, latitude = feature["geometry"]["coordinates"]
            assert -180 <= longitude <= 180 and -90 <= latitude <= 90
            assert feature["properties"]["precision_km"] > 0, feature["id"]


def test_the_calendar_spans_what_each_date_allows(data: Dataset, taken: Path) -> None:
    entries = {str(e["uid"]): e for e in Calendar.from_ical((taken / "events.ics").read_bytes()).walk("VEVENT")}
    events = data["events"].set_index("event_id")
    assert set(entries) == set(events.index)
    for event_id, entry in entries.items():
        limits = dates.bounds(events.loc[event_id, "date"])
        start = entry.decoded("dtstart")
        if pd.isna(events.loc[event_id, "time"]):
            assert start == limits.earliest
            assert (entry.decoded("dtend") - start).days == (limits.latest - limits.earliest).days + 1
        else:
            assert not isinstance(start, date) or abs((start.date() - limits.earliest).days) <= 1


def test_every_source_is_in_the_bibtex_under_its_id(data: Dataset, taken: Path) -> None:
    entries = parse_string((taken / "sources.bib").read_text(encoding="utf-8"), "bibtex").entries
    assert set(entries) == set(data["sources"]["source_id"])


def test_the_same_tables_give_the_same_bytes(data: Dataset, taken: Path, tmp_path: Path) -> None:
    write_all(data, tmp_path)
    for export in EXPORTS:
        assert (tmp_path / export.name).read_bytes() == (taken / export.name).read_bytes(), export.name


# The database.


def test_every_key_of_the_database_holds_and_every_row_is_there(data: Dataset, database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    for name, table in tables().items():
        assert database.execute(f'SELECT count(*) FROM "{name}"').fetchone() == (len(data[name]),)
        keys = {row[3]: row[2] for row in database.execute(f'PRAGMA foreign_key_list("{name}")')}
        assert keys == {key.column: key.table for key in table.foreign_keys}


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [("accounts", "source_id", "no-such-source"), ("events", "type", "skirmish"), ("places", "latitude", "91")],
)
def test_a_row_that_breaks_a_rule_is_refused_and_no_database_is_left(
    data_copy: Path, tmp_path: Path, table: str, column: str, value: str
) -> None:
    path = data_copy / f"{table}.csv"
    frame = pd.read_csv(path, dtype="string", keep_default_na=False)
    frame.loc[0, column] = value
    frame.to_csv(path, index=False, lineterminator="\n")
    target = tmp_path / "x.sqlite"
    with pytest.raises(sqlite3.IntegrityError):
        sqlite.write(Dataset(data_copy), target)
    assert not target.exists()


def test_sql_and_python_agree_on_every_aspect(data: Dataset, database: sqlite3.Connection) -> None:
    told = _frame(database, "SELECT event_id, aspect, proposition, status FROM proposition_status ORDER BY 1, 2, 3")
    pd.testing.assert_frame_equal(told, standing.by_proposition(data.accounts), check_dtype=False)
    told = _frame(database, "SELECT event_id, aspect, status FROM aspect_status ORDER BY 1, 2")
    pd.testing.assert_frame_equal(told, standing.by_aspect(data.accounts), check_dtype=False)


def test_sql_and_python_agree_on_who_is_heard(data: Dataset, database: sqlite3.Connection) -> None:
    told = _frame(database, "SELECT * FROM event_evidence ORDER BY event_id").set_index("event_id")
    found = evidence.of_events(data.accounts)
    for sql, python in {"us_heard": "US", "ru_heard": "RU", "third_heard": "third", "weak_only": "weak_only"}.items():
        assert told[sql].astype(bool).tolist() == found[python].tolist(), sql
    for column in ("accounts", "originators", "agreed", "disputed"):
        assert told[column].tolist() == found[column].tolist(), column


def test_sql_and_python_agree_on_the_length_of_suspensions(data: Dataset, database: sqlite3.Connection) -> None:
    told = _frame(database, "SELECT suspension_id, shortest, longest FROM suspension_length ORDER BY 1")
    found = channels.suspensions(data).sort_values("suspension_id", ignore_index=True)
    assert told["shortest"].tolist() == found["shortest"].tolist()
    assert told["longest"].fillna(-1).tolist() == found["longest"].fillna(-1).tolist()


_ACCOUNTS = st.lists(
    st.fixed_dictionaries(
        {
            "aspect": st.sampled_from(["content", "line_used", "distance"]),
            "side": st.sampled_from(["US", "RU", "SDF"]),
            "stance": st.sampled_from(["asserts", "denies", "qualifies"]),
            "position": st.sampled_from(["yes", "no", None]),
            "value": st.sampled_from([None, None, 1.0, 1.04, 3.0]),
            "unit": st.sampled_from(["km", "m", "nmi"]),
        }
    ),
    min_size=1,
    max_size=7,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=_ACCOUNTS)
def test_sql_and_python_agree_on_any_accounts(data: Dataset, taken: Path, tmp_path: Path, told: list[dict]) -> None:
    whole = shutil.copy(taken / "deconfliction.sqlite", tmp_path / "any.sqlite")
    originators = {"US": "us-dod", "RU": "ru-mod", "SDF": "sdf-command"}
    event_id, source_id = data["events"]["event_id"][0], data["sources"]["source_id"][0]
    rows = []
    for number, account in enumerate(told):
        if account["value"] is None and account["position"] is None:
            account["position"] = "yes"
        rows.append({**account, "event_id": event_id, "account_id": f"{event_id}.{number}", "value_max": None})
    frame = pd.DataFrame(rows)
    with sqlite3.connect(whole) as database:
        database.execute("DELETE FROM accounts")
        database.executemany(
            "INSERT INTO accounts (account_id, event_id, source_id, aspect, party, originator, stance, position, value,"
            " unit, says) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'x')",
            [
                (
                    *(row.account_id, event_id, source_id, row.aspect, row.side, originators[row.side], row.stance),
                    *(row.position, row.value, None if row.value is None else row.unit),
                )
                for row in frame.astype(object).where(frame.notna(), None).itertuples()
            ],
        )
        found = _frame(database, "SELECT event_id, aspect, status FROM aspect_status ORDER BY 1, 2")
    database.close()
    frame["side"] = frame["side"].replace("SDF", "third")
    typed = frame.astype({"value": "Float64", "value_max": "Float64", "position": "string"})
    pd.testing.assert_frame_equal(found, standing.by_aspect(typed), check_dtype=False)


# The page that shows how to read them.


def _blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)


def _lines(block: str) -> list[str]:
    return [line for line in block.splitlines() if line.strip()]


def test_the_lines_of_pandas_on_the_page_run_and_print_every_party(
    taken: Path, data: Dataset, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    [block] = _blocks("python")
    assert len(_lines(block)) == 5
    monkeypatch.chdir(taken)
    exec(compile(block, str(PAGE), "exec"), {})
    printed = capsys.readouterr().out
    assert all(re.search(rf"^{party}\s+\d+$", printed, re.M) for party in data.accounts["party"].unique())


def test_the_lines_of_sql_on_the_page_find_disputed_aspects_of_key_events(
    database: sqlite3.Connection, data: Dataset
) -> None:
    [block] = _blocks("sql")
    assert len(_lines(block)) == 5
    found = database.execute(block).fetchall()
    titles = set(data["events"].loc[data["events"]["key"], "title"])
    assert len(found) == 10
    assert {title for _, title, _ in found} <= titles


def test_the_lines_of_r_on_the_page_are_five() -> None:
    [block] = _blocks("r")
    assert len(_lines(block)) == 5
