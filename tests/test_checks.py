"""Bad data is refused, and the message names file, line, column, what is wrong and what would be right."""

import re
from pathlib import Path

import pytest

from deconfliction.checks import check, format_tables
from deconfliction.schema import DATA, tables


def _edit(folder: Path, name: str, line: int, column: str, value: str) -> None:
    """Set one cell of a copy; line 1 is the header."""
    import csv  # noqa: PLC0415

    table = tables(folder)[name]
    with table.path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[line - 1][rows[0].index(column)] = value
    with table.path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def _find(folder: Path, name: str, column: str, pattern: str) -> int:
    """Return the first line of a table whose cell matches."""
    import csv  # noqa: PLC0415

    table = tables(folder)[name]
    with table.path.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            if re.fullmatch(pattern, row[column]):
                return line
    raise AssertionError(f"no row of {name} has a {column} like {pattern}")


def _said(folder: Path) -> list[str]:
    return [str(problem) for problem in check(folder)]


def _expect(folder: Path, start: str, *words: str) -> None:
    said = _said(folder)
    matching = [line for line in said if line.startswith(start)]
    assert matching, f"nothing said of {start}; said: {said[:5]}"
    assert any(all(word in line for word in words) for line in matching), f"{words} not in {matching}"
    assert all(re.match(r"[\w.]+:\d+: [^:]+: .+; .+", line) for line in said), said


def test_a_sound_copy_has_no_problem(data_copy: Path) -> None:
    assert _said(data_copy) == []


@pytest.mark.parametrize(
    ("name", "column", "value", "words"),
    [
        ("events", "date", "18 June 2017", ("EDTF", "2017-06-18")),
        ("events", "date", "2017-02-30", ("EDTF",)),
        ("events", "type", "skirmish", ("skirmish", "one of encounter")),
        ("events", "place_id", "atlantis", ("atlantis", "place_id of places.csv")),
        ("events", "title", "", ("required", "not empty")),
        ("events", "part_of", "no-such-event", ("no-such-event", "event_id of events.csv")),
        ("accounts", "moment", "later", ("later", "before, during, after")),
        ("accounts", "source_id", "no-such-source", ("no-such-source", "source_id of sources.csv")),
        ("accounts", "stance", "thinks", ("thinks", "asserts, denies, qualifies")),
        ("accounts", "originator", "nobody", ("nobody", "originator_id of originators.csv")),
        ("accounts", "value", "about three", ("about three", "number")),
        ("accounts", "says", "=HYPERLINK(1)", ("formula",)),
        ("accounts", "says", "two  spaces", ("spaces", "make format")),
        ("sources", "language", "English", ("English", "of the form")),
        ("sources", "url", "ftp://x", ("ftp://x", "https?")),
        ("channel_states", "start_earliest", "2017-13-01", ("2017-13-01", "YYYY-MM-DD")),
        ("channel_states", "end_latest", "2001-01-01", ("2001-01-01", "order the bounds")),
        ("rates", "value", "-1", ("-1", "minimum")),
        ("provisions", "holds", "maybe", ("maybe", "true, false, not_established")),
        ("recodings", "resolution", "third", ("third", "agreed, first, second, both, neither")),
    ],
)
def test_a_bad_cell_is_named_with_what_would_be_right(
    data_copy: Path, name: str, column: str, value: str, words: tuple[str, ...]
) -> None:
    _edit(data_copy, name, 2, column, value)
    _expect(data_copy, f"{name}.csv:2: {column}: ", *words)


def test_a_duplicate_id_is_named(data_copy: Path) -> None:
    path = data_copy / "parties.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines[:2], lines[1], *lines[2:]]), encoding="utf-8", newline="")
    _expect(data_copy, "parties.csv:3: party_id: ", "each row needs its own")


def test_a_value_without_a_unit_is_named(data_copy: Path) -> None:
    line = _find(data_copy, "accounts", "unit", "nmi")
    _edit(data_copy, "accounts", line, "unit", "")
    _expect(data_copy, f"accounts.csv:{line}: unit: ", "go together")


def test_a_moment_of_anything_but_a_lines_use_is_named(data_copy: Path) -> None:
    line = _find(data_copy, "accounts", "aspect", "casualties")
    _edit(data_copy, "accounts", line, "moment", "before")
    _expect(data_copy, f"accounts.csv:{line}: moment: ", "given for casualties")


def test_an_account_of_a_party_that_its_originator_does_not_speak_for_is_named(data_copy: Path) -> None:
    line = _find(data_copy, "accounts", "originator", "us-dod")
    _edit(data_copy, "accounts", line, "party", "RU")
    _expect(data_copy, f"accounts.csv:{line}: party: ", "write US")


def test_an_account_said_after_its_source_was_published_is_named(data_copy: Path) -> None:
    line = _find(data_copy, "accounts", "source_id", "globalsecurity-2015-10-20-cook-transcript")
    _edit(data_copy, "accounts", line, "said", "2016-01-01")
    _expect(data_copy, f"accounts.csv:{line}: said: ", "after its source was published")


def test_a_quotation_of_more_than_eight_words_is_named(data_copy: Path) -> None:
    _edit(data_copy, "accounts", 2, "says", "He said “one two three four five six seven eight nine”.")
    _expect(data_copy, "accounts.csv:2: says: ", "quotes 9 words")


def test_an_event_without_any_account_is_named(data_copy: Path) -> None:
    path = data_copy / "accounts.csv"
    event_id = path.read_text(encoding="utf-8").splitlines()[1].split(",")[1]
    kept = [line for line in path.read_text(encoding="utf-8").splitlines(keepends=True) if f",{event_id}," not in line]
    path.write_text("".join(kept), encoding="utf-8", newline="")
    assert any(line.startswith("events.csv:") and f"{event_id} has no source" in line for line in _said(data_copy))


def test_a_source_that_is_dropped_is_missed_by_every_row_that_rests_on_it(data_copy: Path) -> None:
    path = data_copy / "sources.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    dropped = lines.pop(1).split(",")[0]
    path.write_text("".join(lines), encoding="utf-8", newline="")
    assert any(f"'{dropped}' is not known" in line for line in _said(data_copy))


def test_a_precise_place_without_a_point_is_named(data_copy: Path) -> None:
    line = _find(data_copy, "places", "precision", "town")
    _edit(data_copy, "places", line, "latitude", "")
    _edit(data_copy, "places", line, "longitude", "")
    _expect(data_copy, f"places.csv:{line}: precision: ", "town without a point", "region or none")


def _drop_accounts(folder: Path, event_id: str, *parties: str) -> None:
    """Take away the accounts of some parties from an event of a copy."""
    import csv  # noqa: PLC0415

    path = tables(folder)["accounts"].path
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    head = rows[0]
    event, party = head.index("event_id"), head.index("party")
    kept = [row for row in rows if row[event] != event_id or row[party] not in parties]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(kept)


def test_a_key_event_that_loses_a_side_is_named_until_it_says_so(data_copy: Path) -> None:
    event_id = "2015-09-18-carter-shoigu-call"
    line = _find(data_copy, "events", "event_id", event_id)
    _drop_accounts(data_copy, event_id, "RU")
    _expect(data_copy, f"events.csv:{line}: not_found: ", "without a Russian account", "write RU_account")
    _edit(data_copy, "events", line, "not_found", "RU_account")
    assert not [said for said in _said(data_copy) if "not_found" in said]


def test_an_event_that_says_it_lacks_what_it_has_is_named(data_copy: Path) -> None:
    line = _find(data_copy, "events", "event_id", "2015-09-18-carter-shoigu-call")
    _edit(data_copy, "events", line, "not_found", "US_account")
    _expect(data_copy, f"events.csv:{line}: not_found: ", "no US account was found", "accounts.csv has one")


def test_a_one_sided_event_coded_as_an_agreement_is_named(data_copy: Path) -> None:
    event_id = "2017-01-12-russia-turkey-flight-memorandum"
    line = _find(data_copy, "events", "event_id", event_id)
    _drop_accounts(data_copy, event_id, "TR")
    _expect(data_copy, f"events.csv:{line}: type: ", "on the word of RU alone", "another party's account")


def test_a_summary_that_speaks_of_both_sides_on_the_word_of_one_is_named(data_copy: Path) -> None:
    event_id = "2015-10-16-text-settled"
    line = _find(data_copy, "events", "event_id", event_id)
    _edit(data_copy, "events", line, "summary", "Both sides say that the text is settled.")
    assert not [said for said in _said(data_copy) if "summary" in said]
    _drop_accounts(data_copy, event_id, "US")
    _expect(data_copy, f"events.csv:{line}: summary: ", "no account of US", "reword it")


def test_a_correction_whose_guard_no_longer_holds_is_named(data_copy: Path) -> None:
    _edit(data_copy, "corrections", 2, "guard_value", "something else")
    _expect(data_copy, "corrections.csv:2: guard_value: ", "settle which")


def test_rows_out_of_order_are_named_and_make_format_mends_them(data_copy: Path) -> None:
    path = data_copy / "parties.csv"
    sound = path.read_bytes()
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([lines[0], *reversed(lines[1:])]), encoding="utf-8", newline="")
    _expect(data_copy, "parties.csv:2: -: ", "canonical", "make format")
    assert format_tables(data_copy) == ["parties.csv"]
    assert path.read_bytes() == sound


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda raw: b"\xef\xbb\xbf" + raw, ("byte-order mark", "without BOM")),
        (lambda raw: raw.decode().encode("utf-16"), ("not UTF-8", "UTF-8")),
        (lambda raw: raw.replace(b",", b";"), ("semicolons", "commas")),
        (lambda raw: raw[: len(raw) // 2], ("cells", "cut off", "quotation", "complete")),
        (lambda raw: raw.replace(b"\n", b"\x07\n", 2), ("control character", "header")),
        (lambda raw: b"", ("complete",)),
        (lambda raw: raw.replace(b"party_id", b"party", 1), ("header", "party_id")),
    ],
    ids=["bom", "utf-16", "semicolons", "truncated", "control", "empty", "header"],
)
def test_a_file_that_is_not_the_table_is_refused_and_nothing_is_written(data_copy: Path, spoil, words) -> None:
    path = data_copy / "parties.csv"
    path.write_bytes(spoil(path.read_bytes()))
    spoilt = path.read_bytes()
    said = [line for line in _said(data_copy) if line.startswith("parties.csv:")]
    assert any(word in line for word in words for line in said), said
    with pytest.raises(ValueError, match=r"parties\.csv"):
        format_tables(data_copy)
    assert path.read_bytes() == spoilt


def test_a_missing_file_is_named(data_copy: Path) -> None:
    (data_copy / "rates.csv").unlink()
    assert any(line.startswith("rates.csv:1: -: the file is missing") for line in _said(data_copy))


def test_an_event_is_added_as_the_coders_guide_says(data_copy: Path) -> None:
    """The guide's lines are those in the files: take them out, put them in at the end, format, and all is as before."""
    guide = (DATA.parent / "chapters" / "coding.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```text\n(.*?)```", guide, re.S)
    names = re.findall(r"^## \d\. .*`data/(\w+)\.csv`", guide, re.M)
    assert names == ["sources", "events", "accounts"] and len(blocks) == 3
    sound = {name: (data_copy / f"{name}.csv").read_text(encoding="utf-8") for name in names}
    for name, block in zip(names, blocks, strict=True):
        lines = block.splitlines(keepends=True)
        kept = [line for line in sound[name].splitlines(keepends=True) if line not in lines]
        assert len(kept) == len(sound[name].splitlines()) - len(lines), f"{name}.csv does not hold the guide's lines"
        (data_copy / f"{name}.csv").write_text("".join(kept), encoding="utf-8", newline="")
    assert _said(data_copy) == []
    for name, block in zip(names, blocks, strict=True):
        with (data_copy / f"{name}.csv").open("a", encoding="utf-8", newline="") as file:
            file.write(block)
    assert any("canonical" in said for said in _said(data_copy))
    assert sorted(format_tables(data_copy)) == ["accounts.csv", "events.csv", "sources.csv"]
    assert _said(data_copy) == []
    assert {name: (data_copy / f"{name}.csv").read_text(encoding="utf-8") for name in names} == sound
