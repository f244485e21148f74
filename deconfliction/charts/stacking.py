"""Where marks with their labels would overlap, which level of their lane each takes."""

import pandas as pd


def levels(lanes: pd.Series, left: pd.Series, right: pd.Series) -> pd.Series:
    """Return a level for each mark (0 upwards), the lowest on which it overlaps no mark of its lane to its left.

    Args:
        lanes: lane of each mark.
        left: where each begins, in any unit; marks that begin together keep their order.
        right: where each ends, in the same unit.
    """
    found = pd.Series(0, index=lanes.index)
    ends: dict[str, list[float]] = {}
    for index in left.sort_values(kind="stable").index:
        taken = ends.setdefault(lanes[index], [])
        level = next((i for i, end in enumerate(taken) if left[index] >= end), len(taken))
        taken[level : level + 1] = [right[index]]
        found[index] = level
    return found
