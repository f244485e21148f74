"""What a finding is, how its number reads in a sentence, and how a chapter publishes it for its prose."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

_WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


@dataclass(frozen=True)
class Finding:
    """One number of the report.

    Attributes:
        key: name by which prose refers to it, unique in the report.
        statement: what the number is, as a sentence fragment.
        text: the number as it reads in prose.
        rows: keys of the rows that it stands on.
    """

    key: str
    statement: str
    text: str
    rows: tuple[str, ...]


def number(value: int) -> str:
    """Return a whole number as prose has it: in words up to twelve, with a thousands separator above 9,999."""
    if 0 <= value < len(_WORDS):
        return _WORDS[value]
    return f"{value:,}" if value > 9999 else str(value)


def days(shortest: int, longest: int | None) -> str:
    """Return a length in days as prose has it, with its range."""
    if longest is None:
        return f"at least {number(shortest)}"
    if shortest == longest:
        return number(shortest)
    # A range reads in one kind of numeral.
    in_words = longest < len(_WORDS)
    return f"{number(shortest)} to {number(longest)}" if in_words else f"{shortest} to {longest}"


def counted(key: str, statement: str, rows: pd.Series) -> Finding:
    """Return the finding that there are so many rows, named by their keys."""
    return Finding(key, statement, number(len(rows)), tuple(rows))


def independent(key: str, statement: str, chains: pd.Series, rows: pd.Series) -> Finding:
    """Return the finding that so many independent originators stand behind some rows: chains of command are counted."""
    return Finding(key, statement, number(chains.nunique()), tuple(rows))


def publish(findings: Iterable[Finding]) -> None:
    """Give findings to the prose of the notebook that calls this: each can be named there as ``glue:text``.

    Raises:
        ValueError: if two findings have one key.
    """
    from myst_nb import glue  # noqa: PLC0415 -- only a chapter needs it

    seen: set[str] = set()
    for finding in findings:
        if finding.key in seen:
            raise ValueError(f"two findings are called {finding.key!r}")
        seen.add(finding.key)
        glue(finding.key, finding.text, display=False)
