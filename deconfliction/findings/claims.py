"""Official claims about the line, and what the record says of each: supported, contradicted, mixed or untestable.

The words and the day of a claim are those of its account; nothing here states a verdict. Each claim has a test that
runs on any part of the dataset, so that the verdict can be watched as accounts are left out.
"""

import pandas as pd

from deconfliction import dates, selection
from deconfliction.dataset import Dataset
from deconfliction.findings.claim_tests import CONTRADICTED, MIXED, SUPPORTED, UNTESTABLE, VERDICTS, Claim, Verdict
from deconfliction.findings.claims_since_june_2017 import LATE
from deconfliction.findings.claims_until_april_2017 import EARLY

__all__ = ["CLAIMS", "CONTRADICTED", "MIXED", "SUPPORTED", "UNTESTABLE", "VERDICTS", "Claim", "Verdict", "verdicts"]

#: Every claim, in order of time.
CLAIMS: tuple[Claim, ...] = EARLY + LATE


def verdicts(data: Dataset, claims: tuple[Claim, ...] = CLAIMS) -> pd.DataFrame:
    """Return the verdict on every claim under every evidence filter, and what stands behind it.

    Speaker, side, day and source of a claim are those of its account in the whole dataset, whatever the filter.

    Args:
        data: the whole dataset.
        claims: the claims tested, in the order wanted.

    Returns:
        One row a claim and filter, claims in order: ``key``, ``event_id``, ``account_id``, ``source_id``, ``side``,
        ``speaker``, ``when`` (it was said), ``claim``, ``testable``, ``filter`` (its label), ``verdict``,
        ``supporting`` and ``against`` (tuples of keys) and ``why``.

    Raises:
        KeyError: if a claim's account is not in the dataset.
    """
    accounts = data.accounts.set_index("account_id")
    when = data.events.set_index("event_id")["when"]
    parts = {label: selection.selected(data, name) for name, label in selection.FILTERS.items()}
    rows = []
    for claim in claims:
        row = accounts.loc[claim.account_id]
        speaker = row["originator_name"] if pd.isna(row["speaker"]) else row["speaker"].split(",")[0]
        about = {
            "key": claim.key,
            "event_id": row["event_id"],
            "account_id": claim.account_id,
            "source_id": row["source_id"],
            "side": row["side"],
            "speaker": speaker,
            "when": when[row["event_id"]] if pd.isna(row["said"]) else dates.in_english(row["said"]),
            "claim": claim.claim,
            "testable": claim.testable,
        }
        for label, part in parts.items():
            found = claim.test(part)
            rows.append(
                {
                    **about,
                    "filter": label,
                    "verdict": found.name,
                    "supporting": found.supporting,
                    "against": found.against,
                    "why": found.why,
                }
            )
    return pd.DataFrame(rows)
