"""A book with a fault is not built, the message names the fault, and the earlier book stays as it was."""

from pathlib import Path

import nbformat
import pytest

from deconfliction import build

_SOUND = """# A small book

An event: {event}`2015-10-20-memorandum-signed`. A source: {cite:p}`globalsecurity-2015-10-20-cook-transcript`.
"""
_SOURCES = "\n```{bibliography}\n```\n"


def _small(project: Path, text: str, cells: list | None = None) -> Path:
    """Make the copied project a book of one page."""
    (project / "_toc.yml").write_text("format: jb-book\nroot: small\n", encoding="utf-8")
    markdown = nbformat.v4.new_markdown_cell(text + _SOURCES, id="text")
    notebook = nbformat.v4.new_notebook(cells=[*(cells or []), markdown])
    notebook.metadata["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": "python3"}
    nbformat.write(notebook, project / "small.ipynb")
    return project


def _cell(output) -> nbformat.NotebookNode:
    return nbformat.v4.new_code_cell("pass", execution_count=1, outputs=[output], id="cell")


def test_a_sound_book_is_built(project_copy: Path) -> None:
    build.build(_small(project_copy, _SOUND))
    assert (project_copy / "_build" / "html" / "small.html").exists()


_RAISED = nbformat.v4.new_output("error", ename="KeyError", evalue="'no such row'", traceback=["KeyError"])
_LOOSE_CHART = nbformat.v4.new_output(
    "display_data", data={"application/vnd.vegalite.v5+json": {"mark": "point"}, "text/plain": "a chart"}
)


@pytest.mark.parametrize(
    ("text", "output", "said"),
    [
        ("A dead link: [here](nowhere.md).", None, "nowhere"),
        ("A dead figure: {numref}`fig-nowhere`.", None, "fig-nowhere"),
        ("No such number: {glue:text}`nothing`.", None, "nothing"),
        ("No such event: {event}`2015-10-20-nothing`.", None, "unknown event '2015-10-20-nothing'"),
        ("No such source: {cite:p}`nobody-2015`.", None, "nobody-2015"),
        ("```{example} 2015-10-20-nothing.01\nNo such account.\n```", None, "no account 2015-10-20-nothing.01"),
        ("A cell that raised.", _RAISED, "KeyError"),
        ("A chart of no figure.", _LOOSE_CHART, "outside the figure contract"),
    ],
    ids=[
        "dead-link",
        "dead-figure",
        "unknown-glue",
        "unknown-event",
        "unknown-source",
        "unknown-account",
        "raised",
        "loose-chart",
    ],
)
def test_a_fault_stops_the_build_and_is_named(project_copy: Path, capsys, text: str, output, said: str) -> None:
    cells = [_cell(output)] if output else []
    earlier = project_copy / "_build" / "html" / "index.html"
    earlier.parent.mkdir(parents=True)
    earlier.write_text("the earlier book", encoding="utf-8")
    with pytest.raises(RuntimeError, match="not built"):
        build.build(_small(project_copy, _SOUND + "\n" + text, cells))
    assert said in capsys.readouterr().out
    assert earlier.read_text(encoding="utf-8") == "the earlier book"
