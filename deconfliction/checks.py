"""Every rule that the dataset must meet; each breach reads ``file:line: column: what is wrong; what would be right``.

Three layers, each run only where the one below found a readable table: the bytes of the file, the codebook (by
frictionless), and the rules of this dataset that a table schema cannot say.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import frictionless
from frictionless import Package

from deconfliction import coverage
from deconfliction.dataset import canonical_text
from deconfliction.rules import ROW_RULES, Index, Row, cell_breaches, tidy
from deconfliction.schema import DATA, Table, tables

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufeff\u200b\u2028\u2029]")
_FORMULA = re.compile(r"^[=@\t]|^[+-](?![\d:])")


@dataclass(frozen=True, order=True)
class Problem:
    """One breach: where it is, what is wrong and what would be right. Line 1 is the header."""

    file: str
    line: int
    column: str
    wrong: str
    right: str

    def __str__(self) -> str:
        """Return the breach as one line: ``file:line: column: what is wrong; what would be right``."""
        return f"{self.file}:{self.line}: {self.column}: {self.wrong}; {self.right}"


def check(folder: Path = DATA) -> list[Problem]:
    """Return every problem of the dataset in a folder, sorted by file and line; an empty list where it is sound."""
    found: list[Problem] = []
    cells: dict[str, list[Row]] = {}
    for table in tables(folder).values():
        problems, rows = _read(table)
        found += problems
        if not problems:
            cells[table.name] = rows
    if len(cells) == len(tables(folder)):
        found += _schema_problems(folder)
        found += list(_rule_problems(tables(folder), cells))
    return sorted(set(found))


def format_tables(folder: Path = DATA) -> list[str]:
    """Rewrite each readable table in its one canonical form; return the names of the files that changed.

    Raises:
        ValueError: if a file cannot be read as a table; nothing is written then.
    """
    texts = {}
    for table in tables(folder).values():
        problems, rows = _read(table)
        if problems:
            raise ValueError("\n".join(str(problem) for problem in problems))
        texts[table.path] = canonical_text(table, [{k: tidy(v) for k, v in row.items()} for row in rows])
    changed = [path for path, text in texts.items() if path.read_text(encoding="utf-8") != text]
    for path in changed:
        whole = path.with_suffix(".csv.new")
        whole.write_text(texts[path], encoding="utf-8", newline="")
        whole.replace(path)
    return [path.name for path in changed]


# The bytes of the file.


def _read(table: Table) -> tuple[list[Problem], list[Row]]:
    """Return what keeps a file from being read as the table, and its cells where nothing does."""
    if not table.path.exists():
        return [Problem(table.path.name, 1, "-", "the file is missing", "the data package names it: restore it")], []
    raw = table.path.read_bytes()
    if problem := _unreadable(table, raw):
        return [problem], []
    lines = list(csv.reader(io.StringIO(raw.decode("utf-8"), newline="")))
    problems = []
    for number, cells in enumerate(lines[1:], start=2):
        problems += _bad_cells(table, number, cells)
    rows = [] if problems else [dict(zip(table.columns, cells, strict=True)) for cells in lines[1:]]
    return problems, rows


def _unreadable(table: Table, raw: bytes) -> Problem | None:
    """Return why bytes are not the table's CSV at all, if they are not."""

    def at(line: int, column: str, wrong: str, right: str) -> Problem:
        return Problem(table.path.name, line, column, wrong, right)

    found = None
    try:
        text = raw.decode("utf-8")
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return at(line, "-", f"byte {error.start} is not UTF-8", "save the file as UTF-8")
    except csv.Error as error:
        return at(raw.count(b"\n"), "-", f"not readable as CSV ({error})", "close every quotation mark")
    if text.startswith("\ufeff"):
        found = at(1, "-", "begins with a byte-order mark", "save as UTF-8 without BOM")
    elif not text.endswith("\n"):
        found = at(
            text.count("\n") + 1, "-", "the last line is not complete", "end it with a line break: it may be cut off"
        )
    elif ";" in text.split("\n", 1)[0] and "," not in text.split("\n", 1)[0]:
        found = at(1, "-", "columns are separated by semicolons", "separate them by commas")
    elif lines[0] != table.columns:
        wrong = [a for a, b in zip(lines[0], table.columns, strict=False) if a != b][:1] or lines[0][-1:]
        found = at(1, wrong[0], "the header is not the codebook's", f"it should be {','.join(table.columns)}")
    return found


def _bad_cells(table: Table, number: int, cells: list[str]) -> list[Problem]:
    """Return what is wrong with the cells of one line before they are even read as what they mean."""
    name, found = table.path.name, []
    if len(cells) != len(table.columns):
        return [Problem(name, number, "-", f"{len(cells)} cells", f"{len(table.columns)} are needed, one a column")]
    for column, cell in zip(table.columns, cells, strict=True):
        if _CONTROL.search(cell) or "\n" in cell:
            found.append(Problem(name, number, column, "holds a control character or a line break", "remove it"))
        elif _FORMULA.match(cell):
            wrong = f"{cell[:20]!r} reads as a spreadsheet formula"
            found.append(Problem(name, number, column, wrong, "begin with a letter"))
    return found


# The codebook.


def _schema_problems(folder: Path) -> Iterator[Problem]:
    """Yield the breaches of the codebook that frictionless finds: types, constraints, keys, foreign keys."""
    known = tables(folder)
    with frictionless.system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
    for task in report.tasks:
        table = known.get(task.name)
        for error in task.errors:
            column = getattr(error, "field_name", None) or ", ".join(getattr(error, "field_names", []) or []) or "-"
            if error.type == "primary-key" and table:
                column = ", ".join(table.key)
            line = getattr(error, "row_number", None) or 1
            right = _what_is_right(table, error.type, column)
            yield Problem(f"{task.name}.csv", line, column, _what_is_wrong(error), right)
    for error in report.errors:
        yield Problem("datapackage.json", 1, "-", error.note, "mend the data package")


#: What a breach of each constraint is called, by the name that frictionless gives in its note.
_CONSTRAINTS = {"enum": "is not among its values", "pattern": "has another form", "required": "a value is required"}


def _what_is_wrong(error: frictionless.Error) -> str:
    """Say what frictionless found, in few words and with the cell."""
    cell = getattr(error, "cell", None)
    shown = f"{cell!r}" if cell not in (None, "") else ""
    constraint = re.match(r'constraint "(\w+)"', error.note or "")
    if error.type == "foreign-key":
        return f"{', '.join(getattr(error, 'field_cells', []) or [])!r} is not known"
    if error.type == "primary-key":
        return f"the key stands twice ({error.note})"
    if constraint and constraint.group(1) in _CONSTRAINTS:
        return f"{shown} {_CONSTRAINTS[constraint.group(1)]}".strip()
    return f"{shown}: {error.note}" if shown else error.note


def _what_is_right(table: Table | None, kind: str, column: str) -> str:
    """Say what the codebook asks of a column."""
    if table is None or column not in table.columns:
        return "see the codebook"
    field = table.field(column)
    if kind == "foreign-key":
        key = next(key for key in table.foreign_keys if key.column == column)
        return f"it must be a {key.target} of {key.table}.csv"
    if kind in {"primary-key", "unique-error"}:
        return "each row needs its own"
    if field.enum:
        return f"one of {', '.join(field.enum)}"
    asks = [f"a {field.type}"]
    if field.required:
        asks.append("not empty")
    if field.pattern:
        asks.append(f"of the form {field.pattern}")
    if field.minimum is not None or field.maximum is not None:
        asks.append(f"from {field.minimum} to {field.maximum}")
    if field.max_length:
        asks.append(f"at most {field.max_length} characters")
    return ", ".join(asks)


# The rules of this dataset.


def _rule_problems(known: dict[str, Table], cells: dict[str, list[Row]]) -> Iterator[Problem]:
    index = Index.of(known, cells)
    for name, table in known.items():
        yield from _form_problems(table, cells[name])
        for number, row in enumerate(cells[name], start=2):
            breaches = list(cell_breaches(table, row))
            # A row rule may rely on cells that read as what they are, so it waits until they do.
            if not breaches and name in ROW_RULES:
                breaches = list(ROW_RULES[name](row, index))
            for breach in breaches:
                yield Problem(table.path.name, number, *breach)
    for name, number, breach in coverage.breaches(cells):
        yield Problem(known[name].path.name, number, *breach)


def _form_problems(table: Table, rows: list[Row]) -> Iterator[Problem]:
    """Yield the first line at which a file departs from its canonical form."""
    text = table.path.read_bytes().decode("utf-8")
    canonical = canonical_text(table, rows)
    if text != canonical:
        pairs = zip(text.split("\n"), canonical.split("\n"), strict=False)
        line = next((number for number, (a, b) in enumerate(pairs, start=1) if a != b), 1)
        yield Problem(
            table.path.name, line, "-", "not in canonical form (order, quoting or line ends)", "run make format"
        )
