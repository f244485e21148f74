"""What is provided elsewhere, what is excluded, and what no source says: three things that must never be mixed."""

import pandas as pd
import pytest

from deconfliction.charts.breaks import breaks
from deconfliction.charts.linked_table import Link, LinkedTable
from deconfliction.charts.provisions import MARKS, grid
from deconfliction.findings import other_lines, provisions
from deconfliction.findings.provisions import EXCLUDED, NOT_KNOWN, PROVIDED


@pytest.fixture
def cells() -> pd.DataFrame:
    """Two arrangements and four provisions; the second arrangement is a blank page but for one exclusion."""
    rows = [
        ("ours", "link", PROVIDED, "RU"),
        ("ours", "notice", EXCLUDED, "US"),
        ("ours", "maps", NOT_KNOWN, None),
        ("ours", "distance", PROVIDED, "US"),
        ("theirs", "link", PROVIDED, "FR"),
        ("theirs", "notice", PROVIDED, "US"),
        ("theirs", "maps", PROVIDED, "RU"),
        ("theirs", "distance", EXCLUDED, "FR"),
    ]
    return pd.DataFrame(rows, columns=["instrument_id", "provision", "holds", "seat"])


def test_a_provision_of_theirs_counts_whether_ours_excludes_it_or_nothing_is_read(cells) -> None:
    found = provisions.difference(cells, "ours", "theirs")
    assert found.only_theirs == {"notice", "maps"}
    assert found.excluded_here == {"notice"}


def test_a_provision_of_ours_is_told_apart_from_one_that_both_have(cells) -> None:
    found = provisions.difference(cells, "ours", "theirs")
    assert (found.shared, found.only_ours, found.excluded_there) == ({"link"}, {"distance"}, {"distance"})


def test_the_difference_from_oneself_is_nothing(cells) -> None:
    found = provisions.difference(cells, "ours", "ours")
    assert (found.only_theirs, found.only_ours) == (frozenset(), frozenset())
    assert found.shared == {"link", "distance"}


def test_an_arrangement_without_rows_is_refused(cells) -> None:
    with pytest.raises(KeyError, match="red-telephone"):
        provisions.difference(cells, "ours", "red-telephone")


def test_leaving_a_country_out_turns_its_cells_into_silence_and_never_into_exclusion(cells) -> None:
    kept = provisions.without_seat(cells, "RU")
    assert kept["holds"].tolist() == [NOT_KNOWN, EXCLUDED, NOT_KNOWN, PROVIDED, PROVIDED, PROVIDED, NOT_KNOWN, EXCLUDED]
    assert cells.loc[0, "holds"] == PROVIDED, "the cells given stay as they were"


@pytest.mark.parametrize(
    ("description", "form"),
    [
        ("Intergovernmental agreement, published", "Agreement"),
        ("Additional protocol to the memorandum of 2018; published", "Memorandum or protocol"),
        ("Two memoranda of understanding of the defence ministries, voluntary", "Memorandum or protocol"),
        ("Voluntary code of navies, not binding", "Voluntary code or notice"),
        ("Joint centre set up under the three-party memorandum", other_lines.OTHER_FORM),
        ("Exchange of telephone numbers; no text known", other_lines.OTHER_FORM),
    ],
)
def test_a_legal_form_is_read_from_how_its_description_begins(description: str, form: str) -> None:
    assert other_lines.legal_form(description) == form


@pytest.mark.parametrize(
    ("earliest", "latest", "known"),
    [("2009-03-21", "2009-03-21", "day"), ("2017-04-12", "2017-06-18", "range"), ("2017-06-20", None, "open")],
)
def test_an_end_is_known_to_the_day_within_a_range_or_not(earliest: str, latest: str | None, known: str) -> None:
    row = pd.Series({"end_earliest": pd.Timestamp(earliest), "end_latest": pd.Timestamp(latest)})
    assert other_lines.ending(row) == known


def test_every_arrangement_has_one_legal_form_and_is_counted_once(data) -> None:
    forms = other_lines.forms(data)
    assert forms["Arrangements"].sum() == len(data["instruments"])
    assert (forms["Text public"] <= forms["Arrangements"]).all()
    assert forms["With a suspension on record"].sum() == data["suspensions"]["instrument_id"].nunique()


def test_the_three_values_of_a_cell_read_as_the_three_marks_of_the_grid() -> None:
    assert set(provisions.READS.values()) == set(MARKS)
    assert "lack" not in provisions.READS[NOT_KNOWN]
    assert provisions.READS[NOT_KNOWN] == "no source read says"


def test_every_cell_that_says_something_has_a_source_with_an_address(data) -> None:
    found = provisions.cells(data)
    spoken = found[found["holds"] != NOT_KNOWN]
    assert spoken["url"].str.startswith("http").all()


def test_each_pair_is_split_into_all_that_either_provides(data) -> None:
    found = provisions.cells(data)
    for theirs in provisions.BESIDE:
        apart = provisions.difference(found, provisions.MEMORANDUM, theirs)
        either = found[found["instrument_id"].isin([provisions.MEMORANDUM, theirs]) & (found["holds"] == PROVIDED)]
        assert apart.only_theirs | apart.shared | apart.only_ours == set(either["provision"])
        assert not apart.only_theirs & apart.only_ours


def test_no_finding_is_named_twice_and_each_has_a_text(data) -> None:
    found = other_lines.findings(data)
    assert len({finding.key for finding in found}) == len(found)
    assert all(finding.text for finding in found)


def test_a_mark_that_is_none_is_refused_by_the_grid() -> None:
    cell = pd.DataFrame([("a", "b", "lacks", "")], columns=["row", "column", "mark", "says"])
    with pytest.raises(ValueError, match="lacks"):
        grid(cell, {"": {"a": "A"}}, {"": {"b": "B"}})


def test_a_row_that_is_not_drawn_is_refused_by_the_grid() -> None:
    cell = pd.DataFrame([("z", "b", "no source read says", "")], columns=["row", "column", "mark", "says"])
    with pytest.raises(ValueError, match="z"):
        grid(cell, {"": {"a": "A"}}, {"": {"b": "B"}})


def test_only_a_suspension_without_a_known_end_is_drawn_to_the_edge(data) -> None:
    paused = other_lines.suspensions(data).assign(heading="All", who="A party")
    paused["label"] = paused["length"]
    spec = breaks(paused, "2008-01-01", "2024-12-31").to_dict()
    dotted = [layer for layer in spec["layer"] if layer["mark"].get("strokeDash")]
    rows = [row for layer in dotted for row in spec["datasets"][layer["data"]["name"]]]
    assert len(rows) == int(paused["end_latest"].isna().sum())
    assert {row["end"][:10] for row in rows} == {"2024-12-31"}


def test_a_link_leads_to_its_page_and_an_address_that_is_none_is_not_linked() -> None:
    table = LinkedTable(
        pd.DataFrame({"A": ["x"], "B": [[Link("notice", "https://a.example/?b=1&c=2", 'it "says"')]]}), "C"
    )
    assert (
        '<a href="https://a.example/?b=1&amp;c=2" rel="external" title="it &quot;says&quot;">notice</a>' in table.html()
    )
    assert "href" not in Link("notice", "javascript:alert(1)").html()
    assert "notice" in table.text()
