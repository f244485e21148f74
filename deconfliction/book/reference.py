"""Reference pages made from the dataset: the codebook, the corrections found in sources, the counts."""

from html import escape

import pandas as pd
from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.application import Sphinx

from deconfliction.dataset import load
from deconfliction.schema import DATA, Field, Table, tables


class FromData(Directive):
    """A directive whose text depends on every table."""

    has_content = False

    def depend(self) -> None:
        """Make Sphinx read the page again when the dataset changes."""
        for path in sorted(DATA.iterdir()):
            self.state.document.settings.env.note_dependency(str(path))


def html_table(frame: pd.DataFrame, label: str, header: str | None = None) -> nodes.raw:
    """Return a frame as a table; cells are HTML already, the first column heads its row.

    Args:
        frame: the rows.
        label: what a screen reader calls the table.
        header: its visible caption, the label where it is not given.
    """
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in frame.columns)
    body = "".join(
        f'<tr><th scope="row">{row[0]}</th>' + "".join(f"<td>{cell}</td>" for cell in row[1:]) + "</tr>"
        for row in frame.itertuples(index=False)
    )
    html = (
        f'<div class="df-table" tabindex="0" role="region" aria-label="{escape(label)}"><table>'
        f"<caption>{escape(header or label)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
    return nodes.raw("", html, format="html")


class Codebook(FromData):
    """``codebook``: each table of the data package with its fields."""

    def run(self) -> list[nodes.Node]:
        """Return one section a table."""
        self.depend()
        sections = []
        for table in tables().values():
            section = nodes.section(ids=[f"table-{table.name}"], names=[f"table-{table.name}"])
            title = f"{table.title} ({table.path.name})"
            section += nodes.title(title, title)
            section += nodes.paragraph(table.description, table.description)
            section += html_table(_fields(table), f"Fields of {table.path.name}")
            self.state.document.note_explicit_target(section, section)
            sections.append(section)
        return sections


def _fields(table: Table) -> pd.DataFrame:
    keys = {key.column: key for key in table.foreign_keys}
    return pd.DataFrame(
        {
            "Field": [f"<code>{field.name}</code>" for field in table.fields],
            "Type": [_type(field) for field in table.fields],
            "What it holds": [escape(field.description) for field in table.fields],
            "Must be": [_constraints(table, field, keys.get(field.name)) for field in table.fields],
        }
    )


def _type(field: Field) -> str:
    kind = "EDTF date" if field.edtf else field.type
    return f"{kind}, {field.unit}" if field.unit else kind


def _constraints(table: Table, field: Field, key) -> str:
    asks = []
    if field.name in table.key:
        asks.append("key")
    if field.required and field.name not in table.key:
        asks.append("filled")
    if key:
        asks.append(f"in <code>{key.table}.csv</code>")
    if field.enum:
        asks.append("one of " + ", ".join(f"<code>{value}</code>" for value in field.enum))
    return "; ".join(asks)


class Corrections(FromData):
    """``corrections``: the faults found in sources; with ``starting`` only those of the five starting documents."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        self.depend()
        data = load()
        rows = data["corrections"]
        label = "Faults found in sources"
        if self.arguments:
            rows = rows[rows["starting_document"]]
            label = "Faults found in the five starting documents"
        sources = data["sources"].set_index("source_id")
        links = [
            f'<a href="{escape(sources.loc[row, "url"])}" rel="external">{escape(sources.loc[row, "publisher"])}</a>'
            for row in rows["source_id"]
        ]
        frame = pd.DataFrame(
            {
                "Page": links,
                "It says": rows["page_says"].map(escape),
                "The record": rows["record_says"].map(escape),
                "Why the record is followed": rows["why"].map(escape),
            }
        )
        return [html_table(frame, label)]


class Counts(FromData):
    """``counts``: the number of rows in each table."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        self.depend()
        data = load()
        frame = pd.DataFrame(
            {
                "Table": [f'<a href="#table-{table.name}">{escape(table.title)}</a>' for table in tables().values()],
                "What it holds": [escape(table.description) for table in tables().values()],
                "Rows": [str(len(data[name])) for name in tables()],
            }
        )
        return [html_table(frame, "Tables of the dataset")]


def connect(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive("codebook", Codebook)
    app.add_directive("corrections", Corrections)
    app.add_directive("counts", Counts)
