"""Every headline recomputed under every variation of the record: what holds, what turns, what cannot be said."""

import pandas as pd

from deconfliction import selection
from deconfliction.dataset import Dataset
from deconfliction.findings.headlines import HEADLINES

HOLDS, TURNS, SILENT, VOID = "holds", "turns", "too few", "not asked"


def table(data: Dataset) -> pd.DataFrame:
    """Return one row a headline and variation.

    Returns:
        Columns ``key``, ``claim``, ``group``, ``variation``, ``value``, ``text`` and ``verdict``: ``holds``, ``turns``,
        ``too few`` where too little is left, or ``not asked`` where the variation takes out what the question compares.
    """
    rows = []
    for group, variation, vary in selection.variations(data):
        varied = vary(data)
        for headline in HEADLINES:
            if variation in headline.void:
                rows.append((headline.key, headline.claim, group, variation, None, VOID, VOID))
                continue
            found = headline.measure(varied)
            verdict = SILENT if found.value is None else HOLDS if headline.holds(found) else TURNS
            rows.append((headline.key, headline.claim, group, variation, found.value, headline.text(found), verdict))
    return pd.DataFrame(rows, columns=["key", "claim", "group", "variation", "value", "text", "verdict"])


def summary(found: pd.DataFrame) -> pd.DataFrame:
    """Return one row a headline: its number on the whole record, its range, and the variations under which it turns.

    Args:
        found: ``table``.

    Returns:
        Columns ``key``, ``claim``, ``text``, ``lowest`` and ``highest`` (as text, over all variations), ``turns``
        (names of variations, joined by semicolons) and ``silent`` (likewise, where too little is left).
    """
    rows = []
    for headline in HEADLINES:
        mine = found[found["key"] == headline.key]
        measured = mine[mine["value"].notna()].sort_values("value", kind="stable")
        rows.append(
            {
                "key": headline.key,
                "claim": headline.claim,
                "text": mine["text"].iloc[0],
                "lowest": measured["text"].iloc[0],
                "highest": measured["text"].iloc[-1],
                **{
                    name: "; ".join(mine.loc[mine["verdict"] == verdict, "variation"])
                    for name, verdict in {"turns": TURNS, "silent": SILENT}.items()
                },
            }
        )
    return pd.DataFrame(rows)
