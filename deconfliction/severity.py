"""How grave an encounter or a strike was, from what was observed: a ladder, and a formula anyone can check.

The severity of an event is the highest step that one of its components reaches: its manner, how close it came, who was
hurt. Manner is coded with the event. Distances and casualties are contested, so severity is a range: ``low`` counts a
distance or a harm only as far as every account of it goes, ``high`` counts the gravest account of it.
"""

import pandas as pd

from deconfliction import accounts as standing

STEPS = {
    1: "near each other, nothing hindered",
    2: "hindered, intercepted or passed close",
    3: "rammed, or passed within 500 metres",
    4: "collided or came under fire",
    5: "people wounded",
    6: "people killed",
}

#: The step that an event's mode reaches by itself.
OF_MODE = {
    "near_forces": 1,
    "patrol": 1,
    "convoy": 1,
    "shadowing": 1,
    "close_pass": 2,
    "intercept": 2,
    "roadblock": 2,
    "jamming": 2,
    "ramming": 3,
    "collision": 4,
    "fire_exchanged": 4,
    "airstrike": 4,
    "missile_strike": 4,
    "ground_attack": 4,
    "shootdown": 4,
}

#: An approach nearer than this is a step of its own.
CLOSE_METRES = 500.0

#: Words of a position that tell of people wounded or killed, and positions that tell of nobody.
_WOUNDED, _KILLED, _NOBODY = ("wounded", "hurt"), ("killed",), ("none", "nobody_killed")


def _harm(position: str) -> int | None:
    if position in _NOBODY:
        return 0
    if any(word in position for word in _KILLED):
        return 6
    return 5 if any(word in position for word in _WOUNDED) else None


def _of_account(row) -> int | None:
    """Return the step that one account of distance or casualties reaches; ``None`` where it bears on neither."""
    position = "" if pd.isna(row.position) else row.position
    if row.aspect == "casualties":
        nobody = row.stance == "denies" or (not pd.isna(row.value) and row.value == 0)
        return 0 if nobody else _harm(position)
    if row.aspect == "distance" and position == "closest_approach" and not pd.isna(row.value):
        metres, _ = standing.in_base_unit(float(row.value), row.unit)
        return 3 if metres < CLOSE_METRES else 0
    return None


def of_events(events: pd.DataFrame, accounts: pd.DataFrame) -> pd.DataFrame:
    """Return the severity of encounters and strikes.

    Args:
        events: ``Dataset.events``.
        accounts: ``Dataset.accounts``.

    Returns:
        One row an event of type encounter or strike, by event id: ``manner``, ``low`` and ``high``, steps of the
        ladder ``STEPS``.
    """
    kept = events[events["type"].isin(["encounter", "strike"])].set_index("event_id")
    told: dict[tuple[str, str], list[int]] = {}
    for row in accounts[accounts["event_id"].isin(kept.index)].itertuples():
        step = _of_account(row)
        if step is not None:
            told.setdefault((row.event_id, row.aspect), []).append(step)
    rows = {}
    for event_id, mode in kept["mode"].items():
        manner = OF_MODE.get(mode, 1)
        steps = [told[event_id, aspect] for aspect in ("distance", "casualties") if (event_id, aspect) in told]
        low = max([manner, *(min(one) for one in steps)])
        high = max([manner, *(max(one) for one in steps)])
        rows[event_id] = (manner, low, high)
    return pd.DataFrame.from_dict(rows, orient="index", columns=["manner", "low", "high"]).rename_axis("event_id")
