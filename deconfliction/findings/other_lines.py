"""Findings on the arrangements beside the memorandum: their form, how they were suspended, and what is not known."""

import pandas as pd

from deconfliction import channels, selection
from deconfliction.dataset import Dataset
from deconfliction.findings import provisions
from deconfliction.findings.finding import Finding, counted, days, number
from deconfliction.findings.headlines import FIRST, HEADLINES, LAST
from deconfliction.findings.suspension import MEMORANDUM

#: Legal forms by how their description begins; the first that fits is taken.
_FORMS = {
    "Agreement": ("Intergovernmental agreement", "Agreement of", "Several agreements"),
    "Memorandum or protocol": (
        "Memorandum",
        "Two memoranda",
        "Additional protocol",
        "Deconfliction protocols",
    ),
    "Voluntary code or notice": ("Voluntary",),
}
OTHER_FORM = "Understanding, statement or practice"

_INCIDENT = "2018-09-17-il-20-shot-down"


def legal_form(description: str) -> str:
    """Return the kind of legal form that a description begins with."""
    for form, beginnings in _FORMS.items():
        if description.startswith(beginnings):
            return form
    return OTHER_FORM


def forms(data: Dataset) -> pd.DataFrame:
    """Return one row a kind of legal form: how many arrangements, public texts, and suspended ones."""
    found = data["instruments"]
    found["form"] = found["legal_form"].map(legal_form)
    found["suspended"] = found["instrument_id"].isin(data["suspensions"]["instrument_id"])
    rows = []
    for form in (*_FORMS, OTHER_FORM):
        mine = found[found["form"] == form].sort_values(["agreed", "instrument_id"])
        rows.append(
            {
                "Form": form,
                "Arrangements": len(mine),
                "Text public": int(mine["text_public"].sum()),
                "With a suspension on record": int(mine["suspended"].sum()),
                "Which": "; ".join(mine["short_name"]),
            }
        )
    return pd.DataFrame(rows)


def ending(row: pd.Series) -> str:
    """Return how well the end of a suspension is known: ``day``, ``range`` or ``open``.

    Args:
        row: of ``channels.suspensions``.
    """
    if pd.isna(row["end_latest"]):
        return "open"
    return "day" if row["end_latest"] == row["end_earliest"] else "range"


def suspensions(data: Dataset) -> pd.DataFrame:
    """Return ``channels.suspensions`` with ``ending``, ``length`` (as prose has it), ``short_name`` and ``role``."""
    found = channels.suspensions(data)
    instruments = data["instruments"].set_index("instrument_id")
    found["ending"] = pd.Series([ending(row) for _, row in found.iterrows()], index=found.index, dtype="object")
    longest = [None if pd.isna(most) else int(most) for most in found["longest"]]
    found["length"] = [days(int(least), most) for least, most in zip(found["shortest"], longest, strict=True)]
    for column in ("short_name", "role"):
        found[column] = found["instrument_id"].map(instruments[column])
    return found


def reviews(data: Dataset) -> pd.DataFrame:
    """Return the video conferences held under the memorandum in the period of the report: those after it was signed."""
    events = data.events
    found = events[(events["type"] == "video_conference") & events["day"].between(FIRST, LAST)]
    return found[found["day"] > pd.Timestamp("2015-10-20")]


def _open_after_incident(data: Dataset) -> pd.DataFrame:
    """Return the statements that the Russia–Israel line is open, made after the loss of the Il-20."""
    found = channels.states(data, "russia-israel")
    lost = data.events.set_index("event_id").loc[_INCIDENT, "day"]
    return found[(found["state"] == "declared_open") & (found["start_earliest"] > lost)]


def findings(data: Dataset) -> list[Finding]:
    """Return the findings of the chapter on other lines."""
    paused, held, after = suspensions(data), reviews(data), _open_after_incident(data)
    principal, korean = paused["side"].isin(["US", "RU"]), paused["declared_by"] == "KP"
    to_the_day, without_end = paused["ending"] == "day", paused["ending"] == "open"
    first = paused.loc[paused["instrument_id"] == MEMORANDUM, "start_earliest"].min()

    def pauses(key: str, statement: str, which: pd.Series) -> Finding:
        return counted(key, statement, paused.loc[which, "suspension_id"])

    undeclared = paused["reason"].str.contains("not declared", regex=False)
    turkish = channels.states(data, "russia-turkey")
    return [
        *provisions.findings(data),
        counted("suspensions-all", "suspensions on record", paused["suspension_id"]),
        counted("suspended-arrangements", "arrangements suspended", paused["instrument_id"].drop_duplicates()),
        pauses("suspensions-principal", "suspensions by Washington or Moscow", principal),
        pauses("suspensions-others", "suspensions by others", ~principal),
        pauses("ends-principal", "of these, with an end known to the day", principal & to_the_day),
        pauses("ends-others", "of these, with an end known to the day", ~principal & to_the_day),
        pauses("open-principal", "by Washington or Moscow with no end on record", principal & without_end),
        pauses("korean", "suspensions by the North", korean),
        pauses("ends-korean", "of these, with an end known to the day", korean & to_the_day),
        pauses("undeclared", "suspensions known only from calls unanswered", undeclared),
        pauses(
            "pauses-russia-israel",
            "suspensions of the Russia–Israel mechanism",
            paused["instrument_id"] == "russia-israel-2015",
        ),
        counted("reviews-held", "video conferences under the memorandum", held["event_id"]),
        Finding(
            "review-to-suspension",
            "days from the last video conference to the suspension",
            number(int((first - held["day"].max()).days)),
            (held["event_id"].iloc[-1],),
        ),
        counted("reviews-after", "video conferences after it", held.loc[held["day"] > first, "event_id"]),
        counted("open-after-il-20", "statements that the Russia–Israel line is open", after["state_id"]),
        counted("open-after-il-20-ru", "of them Russian", after.loc[after["side"] == "RU", "state_id"]),
        counted("turkey-states", "states of the Russia–Türkiye line", turkish["state_id"]),
        *_believed(data),
    ]


def _believed(data: Dataset) -> list[Finding]:
    """Return the headlines that this chapter rests on, and the first of them as each reader sees it."""
    wanted = ("used-while-suspended", "no-end-announced", "spared-in-2016", "warnings-disputed", "distance-from-moscow")
    chosen = {headline.key: headline for headline in HEADLINES if headline.key in wanted}
    results = [chosen[key].finding(data) for key in wanted]
    for name in ("us", "ru", "two", "agreed"):
        seen = selection.selected(data, name)
        for key in ("used-while-suspended", "spared-in-2016"):
            measured = chosen[key].measure(seen)
            results.append(Finding(f"{key}-{name}", chosen[key].claim, chosen[key].text(measured), measured.rows))
    return results
