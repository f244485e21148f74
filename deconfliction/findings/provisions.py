"""What arrangements provide, exclude, or are silent on as far as was read: the cells, compared and counted."""

from dataclasses import dataclass

import pandas as pd

from deconfliction.dataset import Dataset
from deconfliction.findings.finding import Finding, counted
from deconfliction.findings.suspension import MEMORANDUM

PROVIDED, EXCLUDED, NOT_KNOWN = "true", "false", "not_established"

#: How the value of a cell reads; the last never as an absence.
READS = {
    PROVIDED: "provided, by a source",
    EXCLUDED: "excluded, by a source",
    NOT_KNOWN: "no source read says",
}

#: The lines that the memorandum is laid beside.
BESIDE = ("incsea-1972", "dma-1989", "russia-turkey-line-2015", "russia-israel-2015", "eucom-russia-2022")

#: Provisions that the prose counts, by the key of the finding.
_COUNTED = {
    "with-link": "dedicated_channel",
    "with-dispute-steps": "dispute_procedure",
    "with-review": "working_group_or_review",
    "with-no-mock-attacks": "no_simulated_attack",
    "with-notice": "notification",
    "with-distance": "minimum_distance",
    "with-figure": "minimum_distance_numeric",
    "with-others": "third_parties_covered",
}


def cells(data: Dataset) -> pd.DataFrame:
    """Return one row an arrangement and provision: the table's columns, the arrangement's, and the source's.

    Returns:
        Columns of ``provisions``; ``short_name``, ``role``, ``text_public`` of the arrangement; ``publisher``, ``url``
        and ``seat`` of the source, missing where no source says anything.
    """
    found = data["provisions"].merge(
        data["instruments"][["instrument_id", "short_name", "role", "text_public"]], on="instrument_id"
    )
    sources = data["sources"].set_index("source_id")
    for column in ("publisher", "url", "seat"):
        found[column] = found["source_id"].map(sources[column])
    return found


@dataclass(frozen=True)
class Difference:
    """What two arrangements provide, laid side by side; each a set of provisions.

    Attributes:
        only_theirs: provided there; here excluded, or no source read says.
        shared: provided by both.
        only_ours: provided here; there excluded, or no source read says.
        excluded_here: those of ``only_theirs`` that a source excludes here.
        excluded_there: those of ``only_ours`` that a source excludes there.
    """

    only_theirs: frozenset[str]
    shared: frozenset[str]
    only_ours: frozenset[str]
    excluded_here: frozenset[str]
    excluded_there: frozenset[str]


def _holding(found: pd.DataFrame, instrument: str, value: str) -> frozenset[str]:
    return frozenset(found.loc[(found["instrument_id"] == instrument) & (found["holds"] == value), "provision"])


def difference(found: pd.DataFrame, ours: str, theirs: str) -> Difference:
    """Return what one arrangement provides and another does not, or is not known to, and the reverse.

    Args:
        found: rows with ``instrument_id``, ``provision`` and ``holds``.
        ours: the one arrangement.
        theirs: the other.

    Raises:
        KeyError: if there is no row of either.
    """
    for instrument in (ours, theirs):
        if instrument not in set(found["instrument_id"]):
            raise KeyError(f"no arrangement {instrument!r}")
    here, there = _holding(found, ours, PROVIDED), _holding(found, theirs, PROVIDED)
    return Difference(
        there - here,
        there & here,
        here - there,
        (there - here) & _holding(found, ours, EXCLUDED),
        (here - there) & _holding(found, theirs, EXCLUDED),
    )


def across(found: pd.DataFrame) -> tuple[frozenset[str], frozenset[str]]:
    """Return what at least one line of ``BESIDE`` provides and the memorandum does not, and what it alone provides.

    Args:
        found: rows with ``instrument_id``, ``provision`` and ``holds``.
    """
    apart = [difference(found, MEMORANDUM, theirs) for theirs in BESIDE]
    return frozenset().union(*(one.only_theirs for one in apart)), frozenset.intersection(
        *(one.only_ours for one in apart)
    )


def without_seat(found: pd.DataFrame, seat: str) -> pd.DataFrame:
    """Return cells as they would stand if nothing published in one country had been read.

    Args:
        found: ``cells``.
        seat: the publisher's country code.
    """
    kept = found.copy()
    kept.loc[kept["seat"] == seat, "holds"] = NOT_KNOWN
    return kept


def _keys(found: pd.DataFrame) -> pd.Series:
    return found["instrument_id"] + " " + found["provision"]


def findings(data: Dataset) -> list[Finding]:
    """Return the findings on the cells."""
    found, instruments = cells(data), data["instruments"]
    spoken = found[found["holds"] != NOT_KNOWN]
    silent, excluded = found[found["holds"] == NOT_KNOWN], found[found["holds"] == EXCLUDED]
    without_ru, without_us = without_seat(found, "RU"), without_seat(found, "US")
    known = spoken.groupby("instrument_id").size().reindex(instruments["instrument_id"], fill_value=0)
    secret = ~instruments["text_public"].astype(bool)

    def of_memorandum(key: str, value: str, rows: pd.DataFrame = found) -> Finding:
        mine = rows[(rows["instrument_id"] == MEMORANDUM) & (rows["holds"] == value)]
        return counted(key, f"cells of the memorandum: {READS[value]}", _keys(mine))

    def median(key: str, of: pd.Series) -> Finding:
        mine = known[instruments.loc[of, "instrument_id"]]
        return Finding(key, "median of cells that a source speaks to", f"{mine.median():g}", tuple(mine.index))

    def these(key: str, statement: str, provisions: frozenset[str]) -> Finding:
        return counted(key, statement, pd.Series(sorted(provisions), dtype="object"))

    incsea, turkey, israel = (difference(found, MEMORANDUM, theirs) for theirs in (BESIDE[0], BESIDE[2], BESIDE[3]))
    theirs, ours = across(found)
    results = [
        counted("arrangements", "arrangements compared", instruments["instrument_id"]),
        counted("provisions-compared", "provisions compared", found["provision"].drop_duplicates()),
        counted("cells-all", "cells of the matrix", _keys(found)),
        counted("cells-spoken", "cells to which a source speaks", _keys(spoken)),
        counted("cells-silent", "cells on which no source read says anything", _keys(silent)),
        counted("cells-excluded", "cells that a source excludes", _keys(excluded)),
        of_memorandum("memorandum-provides", PROVIDED),
        of_memorandum("memorandum-excludes", EXCLUDED),
        of_memorandum("memorandum-silent", NOT_KNOWN),
        of_memorandum("memorandum-without-ru", PROVIDED, without_ru),
        of_memorandum("memorandum-without-us", PROVIDED, without_us),
        of_memorandum("memorandum-excludes-without-us", EXCLUDED, without_us),
        counted(
            "others-excluded",
            "arrangements that exclude the forces of others",
            _keys(excluded[excluded["provision"] == "third_parties_covered"]),
        ),
        counted("texts-public", "arrangements whose text is public", instruments.loc[~secret, "instrument_id"]),
        counted("texts-secret", "arrangements whose text is not public", instruments.loc[secret, "instrument_id"]),
        median("median-public", ~secret),
        median("median-secret", secret),
        these("incsea-only-theirs", "provided by the agreement of 1972, not on record here", incsea.only_theirs),
        these("incsea-only-ours", "provided here, not on record there", incsea.only_ours),
        these("turkey-only-theirs", "provided by the Russia–Türkiye line, not on record here", turkey.only_theirs),
        these("turkey-shared", "provided by both", turkey.shared),
        these("israel-only-theirs", "provided by the Russia–Israel line, not on record here", israel.only_theirs),
        these("beside-theirs", "provided by one of the five, not on record here", theirs),
        these("beside-theirs-without-ru", "likewise, without pages published in Russia", across(without_ru)[0]),
        these("beside-theirs-without-us", "likewise, without pages published in the US", across(without_us)[0]),
        these("beside-ours", "provided here alone", ours),
        these("beside-excluded", "of theirs, excluded here", theirs & _holding(found, MEMORANDUM, EXCLUDED)),
    ]
    for key, provision in _COUNTED.items():
        mine = found[(found["provision"] == provision) & (found["holds"] == PROVIDED)]
        results.append(counted(key, f"arrangements that provide {provision}", _keys(mine)))
    return results
