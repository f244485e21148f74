"""The notebooks as they are committed: run in order, without errors, from their inputs, by the house rules."""

import calendar
import json
import re
from collections import Counter
from pathlib import Path

import nbformat
import pytest

from deconfliction import execute
from deconfliction.charts.renderer import SPEC_TYPE
from deconfliction.schema import ROOT, tables

NOTEBOOKS = {path.stem: path for path in execute.notebooks()}
CHAPTERS = {name: path for name, path in NOTEBOOKS.items() if name != "index"}

_MACHINE_PATH = re.compile(r"(/home/|/root/|/Users/|/tmp/|[A-Z]:\\\\Users)")
_CITED = re.compile(r"\{cite:[pt]s?\}`([^`]+)`")
_EVENT = re.compile(r"\{event\}`(?:[^`<]*<)?([^`<>]+)>?`")
_ROLE = re.compile(r"\{[\w:]+\}`[^`]*`")
_MONTHS = list(calendar.month_name)[1:]
_DATE = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)})(?: (\d{{4}}))?\b")
#: Numerals that name things: Su-22, F/A-18, M4, S-400, a year.
_NAMES = re.compile(r"\b(?:[A-Z][A-Za-z/]*-?\d+[A-Z]*s?|(?:19|20)\d\d)\b")


def _read(path: Path):
    return nbformat.read(path, as_version=4)


def _code(path: Path) -> list:
    return [cell for cell in _read(path).cells if cell.cell_type == "code"]


def _prose(path: Path) -> str:
    return "\n\n".join(cell.source for cell in _read(path).cells if cell.cell_type == "markdown")


def _written_out(prose: str) -> str:
    """Return prose on one line a paragraph, with ``12 or 13 April`` written out as two dates."""
    flat = re.sub(r"(?<!\n)\n(?!\n|- |\d\. )", " ", prose)
    return re.sub(rf"\b(\d{{1,2}}) (or|and|to) (?=\d{{1,2}} ({'|'.join(_MONTHS)})\b)", r"\1 \3 \2 ", flat)


def _figures(path: Path) -> list[dict]:
    return [out.data[SPEC_TYPE] for cell in _code(path) for out in cell.outputs if SPEC_TYPE in out.get("data", {})]


@pytest.mark.parametrize("path", NOTEBOOKS.values(), ids=NOTEBOOKS)
def test_every_code_cell_was_run_once_and_in_order(path: Path) -> None:
    counts = [cell.execution_count for cell in _code(path)]
    assert counts == list(range(1, len(counts) + 1)), f"{path.name}: run make execute"


@pytest.mark.parametrize("path", NOTEBOOKS.values(), ids=NOTEBOOKS)
def test_no_output_is_an_error_or_a_warning(path: Path) -> None:
    outputs = [out for cell in _code(path) for out in cell.outputs]
    assert not [out for out in outputs if out.output_type == "error"], f"{path.name} holds an error"
    assert not [out for out in outputs if out.output_type == "stream"], f"{path.name} prints"


@pytest.mark.parametrize("path", NOTEBOOKS.values(), ids=NOTEBOOKS)
def test_no_path_of_a_machine_is_stored(path: Path) -> None:
    assert not _MACHINE_PATH.search(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", NOTEBOOKS.values(), ids=NOTEBOOKS)
def test_outputs_follow_from_the_inputs_as_they_stand(path: Path) -> None:
    assert execute.stored_fingerprint(path) == execute.fingerprint(path), (
        f"{path.relative_to(ROOT)}: its cells, the data, package or lock changed since its run: run make execute"
    )


@pytest.mark.parametrize("path", NOTEBOOKS.values(), ids=NOTEBOOKS)
def test_no_cell_is_marked_to_be_left_out_of_the_comparison(path: Path) -> None:
    text = path.read_text(encoding="utf-8").lower()
    assert "nbval" not in text, f"{path.name} asks the comparison to look away"


@pytest.mark.parametrize("path", CHAPTERS.values(), ids=CHAPTERS)
def test_a_chapter_has_fifteen_hundred_to_three_thousand_words_three_figures_and_a_table(path: Path) -> None:
    assert 1500 <= len(_ROLE.sub("x", _prose(path)).split()) <= 3000
    assert len(_figures(path)) >= 3
    assert any("<table" in out.get("data", {}).get("text/html", "") for cell in _code(path) for out in cell.outputs)


@pytest.mark.parametrize("path", CHAPTERS.values(), ids=CHAPTERS)
def test_a_chapter_opens_with_its_question_and_three_to_five_key_findings(path: Path) -> None:
    prose = _prose(path)
    assert re.match(r"# .+\n\n\*[^*]+\?\*", prose), "a title, then the question in italics"
    findings = re.search(r":class: findings\n(.*?)```", prose, re.S)
    assert findings, "no key findings"
    assert 3 <= len(re.findall(r"^(?:- |\d\. )", findings.group(1), re.M)) <= 5


@pytest.mark.parametrize("path", NOTEBOOKS.values(), ids=NOTEBOOKS)
def test_every_figure_says_what_it_shows_and_where_it_is_from(path: Path) -> None:
    for spec in _figures(path):
        meta = spec["usermeta"]["figure"]
        assert len(spec["description"]) > 80, f"{meta['name']}: the description is too short to stand for the figure"
        assert meta["caption"].endswith("."), meta["name"]
        assert re.search(r"on \d+ pages", meta["source"]), meta["name"]
        assert meta["table"]["rows"], meta["name"]
        if meta["table"]["events"]:
            assert len(meta["table"]["events"]) == len(meta["table"]["rows"]), meta["name"]


@pytest.mark.parametrize("path", NOTEBOOKS.values(), ids=NOTEBOOKS)
def test_every_caption_opens_with_the_question_that_the_figure_answers(path: Path) -> None:
    for spec in _figures(path):
        meta = spec["usermeta"]["figure"]
        assert re.match(r"[A-Z][^.]*\?", meta["caption"]), f"{meta['name']}: {meta['caption'][:80]}"


def test_the_report_has_at_least_twenty_two_figures() -> None:
    assert sum(len(_figures(path)) for path in NOTEBOOKS.values()) >= 22


def test_no_two_figures_have_one_name() -> None:
    names = Counter(spec["usermeta"]["figure"]["name"] for path in NOTEBOOKS.values() for spec in _figures(path))
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("path", NOTEBOOKS.values(), ids=NOTEBOOKS)
def test_every_mark_that_links_leads_to_an_event_of_the_register(path: Path, data) -> None:
    known = {f"chapters/register/{event}.html" for event in data["events"]["event_id"]}
    for spec in _figures(path):
        addresses = set(re.findall(r"chapters/register/[^\"]+", json.dumps(spec)))
        assert addresses <= known, f"{spec['usermeta']['figure']['name']}: {sorted(addresses - known)[:3]}"


@pytest.mark.parametrize("path", NOTEBOOKS.values(), ids=NOTEBOOKS)
def test_every_citation_and_every_event_named_in_prose_is_in_the_dataset(path: Path, data) -> None:
    prose = _prose(path)
    cited = {key.strip() for group in _CITED.findall(prose) for key in group.split(",")}
    assert cited <= set(data["sources"]["source_id"]), sorted(cited - set(data["sources"]["source_id"]))
    named = set(_EVENT.findall(prose))
    assert named <= set(data["events"]["event_id"]), sorted(named - set(data["events"]["event_id"]))


def _dates_on_record() -> set[tuple[int, int, int]]:
    """Every day that stands in a date column of the dataset, as (day, month, year)."""
    days = set()
    for table in tables().values():
        for year, month, day in re.findall(r"\b(20\d\d)-(\d\d)-(\d\d)\b", table.path.read_text(encoding="utf-8")):
            days.add((int(day), int(month), int(year)))
    return days


@pytest.mark.parametrize("path", NOTEBOOKS.values(), ids=NOTEBOOKS)
def test_every_date_in_prose_is_a_date_on_record(path: Path) -> None:
    known = _dates_on_record()
    any_year = {(day, month) for day, month, _ in known}
    shown = _ROLE.sub(lambda role: role.group(0).split("<")[0], _prose(path))
    for day, month, year in _DATE.findall(_written_out(shown)):
        where = (int(day), _MONTHS.index(month) + 1)
        on_record = (*where, int(year)) in known if year else where in any_year
        assert on_record, f"{path.name}: {day} {month} {year} is no date of the dataset"


@pytest.mark.parametrize("path", NOTEBOOKS.values(), ids=NOTEBOOKS)
def test_numbers_in_prose_are_computed_and_never_typed(path: Path) -> None:
    prose = _written_out(re.sub(r"\]\([^)]*\)", "]", _ROLE.sub("", _prose(path))))
    prose = re.sub(r"^\d\. ", "", prose, flags=re.M)
    prose = _NAMES.sub("", _DATE.sub("", prose))
    typed = re.findall(r"[^\n]{0,40}\d[^\n]{0,20}", prose)
    assert typed == [], f"{path.name}: use glue for {typed}"


def test_a_changed_cell_makes_its_notebook_stale(project_copy: Path) -> None:
    path = project_copy / "index.ipynb"
    others = set(execute.stale(project_copy)) - {path}
    path.write_text(path.read_text(encoding="utf-8").replace("data = load()", "data =  load()"), encoding="utf-8")
    assert set(execute.stale(project_copy)) == others | {path}


def test_a_changed_row_makes_every_notebook_stale(project_copy: Path) -> None:
    path = project_copy / "data" / "rates.csv"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert execute.stale(project_copy) == execute.notebooks(project_copy)


def test_a_cell_that_raises_stops_the_run_with_its_name_and_leaves_the_notebook_as_it_was(project_copy: Path) -> None:
    path = project_copy / "index.ipynb"
    notebook = _read(path)
    notebook.cells.append(nbformat.v4.new_code_cell("raise KeyError('no such row')", id="raising"))
    nbformat.write(notebook, path)
    before = path.read_bytes()
    with pytest.raises(RuntimeError, match=r"index\.ipynb: a cell raised KeyError: 'no such row'"):
        execute.run(path, project_copy)
    assert path.read_bytes() == before
