"""How far a second, blind coding of the same passages agrees with the first, field by field.

Agreement is measured by Krippendorff's alpha for nominal data (Krippendorff 2019, *Content Analysis*, 4th edition),
computed by NLTK: 1 is perfect agreement, 0 what chance alone would give. An empty cell is a value like any other, so
that coding a number where the other coder coded none counts against agreement.
"""

import pandas as pd
from nltk.metrics.agreement import AnnotationTask

_EMPTY = "(empty)"


def _alpha(first: pd.Series, second: pd.Series) -> float | None:
    """Return alpha, or ``None`` where both coders gave one and the same value throughout, so that it is not defined."""
    if pd.concat([first, second]).nunique() < 2:
        return None
    told = [(coder, item, value) for coder, values in (("1", first), ("2", second)) for item, value in values.items()]
    return float(AnnotationTask(data=told).alpha())


def by_field(recodings: pd.DataFrame) -> pd.DataFrame:
    """Return how far the two codings agree on each field.

    Args:
        recodings: the table ``recodings``.

    Returns:
        One row a field, in order of the first appearance: ``field``, ``accounts`` (coded twice), ``agreement`` (the
        share coded alike, 0 to 1), ``alpha`` (missing where not defined), and how the differences were resolved:
        ``first``, ``second``, ``both``, ``neither``.
    """
    rows = []
    for field, found in recodings.groupby("field", sort=False):
        told = found.set_index("account_id")[["first", "second"]].fillna(_EMPTY)
        kept = found["resolution"].value_counts()
        rows.append(
            {
                "field": field,
                "accounts": len(told),
                "agreement": float((told["first"] == told["second"]).mean()),
                "alpha": _alpha(told["first"], told["second"]),
                **{name: int(kept.get(name, 0)) for name in ("first", "second", "both", "neither")},
            }
        )
    return pd.DataFrame(rows)


def differences(recodings: pd.DataFrame) -> pd.DataFrame:
    """Return the rows on which the two codings differ, by account and field."""
    return recodings[recodings["resolution"] != "agreed"].sort_values(["account_id", "field"], ignore_index=True)
