"""The dataset as it is committed: sound, canonical, and as large as the report says."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deconfliction.checks import check
from deconfliction.dataset import canonical_text, read_cells
from deconfliction.schema import read_package, tables

_STARTING_DOCUMENTS = {
    "urdupoint.com/en/world/russia-us-maintain-cooperation",
    "uawire.org/lavrov-line-of-communication",
    "rt.com/usa/404110",
    "hindustantimes.com/world/us-and-russian-militaries",
    "middleeasteye.net/news/us-russia-deconflict-document",
}


def test_the_dataset_has_no_problem() -> None:
    assert [str(problem) for problem in check()] == []


@pytest.mark.parametrize("name", tables())
def test_a_table_survives_reading_and_writing_byte_for_byte(name: str) -> None:
    table = tables()[name]
    assert canonical_text(table, read_cells(table)) == table.path.read_bytes().decode("utf-8")


_CELL = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), max_size=20)


@settings(max_examples=50)
@given(st.lists(st.fixed_dictionaries({"party_id": _CELL, "name": _CELL, "side": _CELL, "note": _CELL}), max_size=5))
def test_any_rows_written_canonically_are_written_the_same_again(rows: list[dict[str, str]]) -> None:
    import csv  # noqa: PLC0415
    import io  # noqa: PLC0415

    table = tables()["parties"]
    text = canonical_text(table, rows)
    again = list(csv.DictReader(io.StringIO(text, newline="")))
    assert canonical_text(table, again) == text


def test_every_field_of_the_codebook_says_what_it_holds() -> None:
    for table in tables().values():
        for field in table.fields:
            assert len(field.description) > 2, f"{table.name}.{field.name} has no description"


def test_the_package_names_a_licence_and_every_file_it_describes_exists() -> None:
    assert read_package()["licenses"][0]["name"] == "CC-BY-4.0"
    for table in tables().values():
        assert table.path.exists()


def test_types_follow_the_codebook(data) -> None:
    assert data["accounts"]["value"].dtype == "Float64"
    assert data["corrections"]["starting_document"].dtype == "boolean"
    assert data["events"]["date"].dtype == "string"


def test_the_starting_documents_are_sources_with_accounts(data) -> None:
    for address in _STARTING_DOCUMENTS:
        pages = data["sources"][data["sources"]["url"].str.contains(address, regex=False)]
        assert len(pages) == 1, f"{address} stands {len(pages)} times among the sources"
        assert (data["accounts"]["source_id"] == pages["source_id"].iloc[0]).any(), f"nothing rests on {address}"


def test_every_fault_of_the_starting_documents_is_a_correction_with_a_guard(data) -> None:
    faults = data["corrections"][data["corrections"]["starting_document"]]
    assert len(faults) >= 6
    assert faults["guard_value"].notna().all()


def test_no_row_can_be_changed_through_a_frame_that_was_handed_out(data) -> None:
    frame = data["parties"]
    frame.loc[:, "name"] = "changed"
    assert not data["parties"]["name"].eq("changed").any()


def test_events_are_in_order_of_time_and_their_bounds_hold_their_day(data) -> None:
    events = data.events
    assert events["day"].is_monotonic_increasing
    bounded = events.dropna(subset=["earliest", "latest"])
    inside = (bounded["earliest"] <= bounded["day"]) & (bounded["day"] <= bounded["latest"] + pd.Timedelta(days=1))
    assert inside.all()
