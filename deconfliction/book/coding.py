"""How the dataset is coded, shown on its own rows: worked examples, ladders of evidence and severity, the crosswalk."""

from collections.abc import Iterable
from html import escape

import pandas as pd
from docutils import nodes
from sphinx.application import Sphinx

from deconfliction import accounts as standing
from deconfliction import dates, evidence, severity
from deconfliction.book.reference import FromData, html_table
from deconfliction.dataset import event_address, load

#: PLOVER event types in the words of this dataset; the names are PLOVER's own.
PLOVER = {
    "AGREE": "parties settle something between them",
    "CONSULT": "they talk or meet",
    "SUPPORT": "one praises or backs another",
    "CONCEDE": "one gives way on something it had refused",
    "COOPERATE": "they act together, or one helps the other's forces",
    "AID": "material or humanitarian help",
    "RETREAT": "forces are withdrawn",
    "REQUEST": "one asks another for something",
    "ACCUSE": "one blames another",
    "REJECT": "one turns down what another asks or holds",
    "THREATEN": "one says what it will do to another",
    "PROTEST": "one objects formally",
    "SANCTION": "one cuts or reduces a relation",
    "MOBILIZE": "forces are raised, moved or put on alert",
    "COERCE": "one hinders another by force without fire",
    "ASSAULT": "one attacks another with weapons",
    "none": "PLOVER has no type for it",
}


class Example(FromData):
    """``example`` with account ids: the rows as they stand, and under them why they are coded so.

    An id that the dataset does not have is a warning, so the build fails.
    """

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the rows as a table, then the explanation."""
        self.depend()
        rows = load().accounts.set_index("account_id", drop=False)
        wanted = self.arguments[0].split()
        if unknown := [name for name in wanted if name not in rows.index]:
            return [self.state.document.reporter.warning(f"no account {', '.join(unknown)}", line=self.lineno)]
        told = rows.loc[wanted]
        rows_told = list(told.itertuples())
        frame = pd.DataFrame(
            {
                "Account": [_account_link(row) for row in rows_told],
                "Aspect": [_breaking(row.aspect) for row in rows_told],
                "Position": [f"{row.stance} {_breaking(_position(row))}" for row in rows_told],
                "Who, and when it was said": [_who(row) for row in rows_told],
                "In our words": [escape(row.says) for row in rows_told],
            }
        )
        found: list[nodes.Node] = [html_table(frame, f"Coded rows: {', '.join(wanted)}", header="Coded rows")]
        status = standing.by_proposition(rows[rows["event_id"].isin(told["event_id"])])
        said = []
        for event_id, aspect in dict.fromkeys(zip(told["event_id"], told["aspect"], strict=True)):
            mine = status[(status["event_id"] == event_id) & (status["aspect"] == aspect)]["status"]
            strongest = min(mine, key=standing.STATUSES.index)
            said.append(f"{aspect.replace('_', ' ')}: {strongest}")
        text = f"Derived from all accounts of the event: {'; '.join(said)}."
        found.append(nodes.paragraph(text, text, classes=["df-derived"]))
        holder = nodes.container(classes=["df-why"])
        self.state.nested_parse(self.content, self.content_offset, holder)
        return [*found, holder]


def _account_link(row) -> str:
    return f'<a href="{event_address(row.event_id)}"><code>{escape(row.account_id)}</code></a>'


def _breaking(code: str) -> str:
    """Return a code that a narrow column may break after an underscore."""
    return f"<code>{escape(code).replace('_', '_<wbr>')}</code>"


def _position(row) -> str:
    return " ".join(filter(None, ["" if pd.isna(row.position) else row.position, _number(row)]))


def _who(row) -> str:
    said = "" if pd.isna(row.said) else f", {dates.in_english(row.said)}"
    return f"{row.party}, {_breaking(row.originator)}{said}"


def _number(row) -> str:
    if pd.isna(row.value):
        return ""
    upper = "" if pd.isna(row.value_max) else f"–{row.value_max:g}"
    return f"{row.value:g}{upper} {row.unit}"


class Levels(FromData):
    """``levels``: the levels of evidence, with the number of events at each, and those on weak pages alone."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        self.depend()
        found = evidence.of_events(load().accounts)
        rows = [
            (
                name,
                meaning,
                str(int((found["level"] == name).sum())),
                str(int(found["weak_only"][found["level"] == name].sum())),
            )
            for name, meaning in evidence.LEVEL_MEANINGS.items()
        ]
        frame = pd.DataFrame(rows, columns=["Level", "What it means", "Events", "Of them on weak pages alone"])
        return [html_table(frame, "Events by level of evidence")]


class Severity(FromData):
    """``severity``: the steps of the ladder, the modes that reach each, and the number of events."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        self.depend()
        data = load()
        found = severity.of_events(data.events, data.accounts)
        rows = []
        for step, meaning in severity.STEPS.items():
            modes = ", ".join(f"<code>{mode}</code>" for mode, of in severity.OF_MODE.items() if of == step)
            counts = [str(int((found[which] == step).sum())) for which in ("low", "high")]
            rows.append((f"{step}: {meaning}", modes or "from accounts alone", *counts))
        columns = ["Step", "Modes that reach it", "Events, at the least", "Events, at the most"]
        return [html_table(pd.DataFrame(rows, columns=columns), "Severity of encounters and strikes")]


class Crosswalk(FromData):
    """``crosswalk``: how types of event stand to PLOVER's."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        self.depend()
        events = load()["events"]
        rows = [
            (f"<code>{name}</code>", meaning, _counted(events.loc[events["plover"] == name, "type"]))
            for name, meaning in PLOVER.items()
        ]
        return [html_table(pd.DataFrame(rows, columns=["PLOVER", "Used for", "Types here, with events"]), "PLOVER")]


def _counted(values: Iterable[str]) -> str:
    counts = (
        pd.Series(list(values), dtype="string").value_counts().sort_index().sort_values(ascending=False, kind="stable")
    )
    return ", ".join(f"{name.replace('_', ' ')} {number}" for name, number in counts.items()) or "none"


class Changes(FromData):
    """``changes``: what was added, edited, merged and withdrawn, newest first."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        self.depend()
        rows = load()["changes"].sort_values(["date", "change_id"], ascending=[False, True], kind="stable")
        frame = pd.DataFrame(
            {
                "Change": [f"<code>{escape(name)}</code>" for name in rows["change_id"]],
                "Version and day": [f"{row.version}, {dates.in_english(row.date)}" for row in rows.itertuples()],
                "Row": [f"<code>{escape(row.table_name)}</code> {escape(row.row_id)}" for row in rows.itertuples()],
                "Kind": rows["kind"],
                "Why": rows["reason"].map(escape),
            }
        )
        return [html_table(frame, "Changes")]


def connect(app: Sphinx) -> None:
    """Register the directives."""
    for directive in (Example, Levels, Severity, Crosswalk, Changes):
        app.add_directive(directive.__name__.lower(), directive)
