"""Incidents, times known only within intervals, and the numbers of the balance sheet."""

import numpy as np
import pandas as pd
import pytest

from deconfliction import selection
from deconfliction.findings import incidents, waits


def _days(*texts: str) -> list[pd.Timestamp]:
    return [pd.Timestamp(text) for text in texts]


def _contact(first: str, sure: str, until: str, end: str) -> pd.DataFrame:
    return pd.DataFrame([_days(first, sure, until, end)], columns=["first", "sure", "until", "end"])


DAY = (pd.Timestamp("2017-06-18"), pd.Timestamp("2017-06-18"))


def test_contact_on_the_day_lies_nought_to_one_day_after() -> None:
    same = _contact(*["2017-06-18"] * 4)
    assert waits._next_contact(DAY, same, 0) == (0, 1)


def test_contact_on_the_next_day_lies_nought_to_two_days_after() -> None:
    assert waits._next_contact(DAY, _contact(*["2017-06-19"] * 4), 0) == (0, 2)


def test_contact_on_the_day_does_not_count_where_only_later_days_do() -> None:
    assert waits._next_contact(DAY, _contact(*["2017-06-18"] * 4), 1) == (0, np.inf)


def test_an_uncertain_contact_widens_the_interval() -> None:
    some_day = _contact("2017-06-21", "2017-06-25", "2017-06-25", "2017-06-30")
    assert waits._next_contact(DAY, some_day, 0) == (2, 8)


def test_use_that_surely_lasted_through_the_incident_counts() -> None:
    lasting = _contact("2017-06-01", "2017-06-02", "2017-06-30", "2017-06-30")
    assert waits._next_contact(DAY, lasting, 0) == (0, 1)


def test_contact_before_the_incident_does_not_count() -> None:
    assert waits._next_contact(DAY, _contact(*["2017-06-17"] * 4), 0) == (0, np.inf)


def test_turnbull_puts_its_mass_where_the_intervals_meet() -> None:
    # By hand: three cases share 0 to 1, and two share 3 to 4.
    steps = waits.turnbull(pd.Series([0, 0, 1, 0, 3]), pd.Series([1, 2, 4, 1, 10]))
    assert steps[["left", "right"]].to_numpy().tolist() == [[0, 1], [3, 4]]
    assert steps["above"].tolist() == pytest.approx([0.6, 1.0], abs=1e-3)


def test_nothing_is_estimated_from_no_times() -> None:
    none = waits.turnbull(pd.Series(dtype=float), pd.Series(dtype=float))
    assert none.empty
    assert waits.median(none) is None


def test_the_median_is_an_interval_and_nothing_where_half_is_not_reached() -> None:
    steps = pd.DataFrame({"left": [0.0, 3.0], "right": [1.0, 4.0], "below": [0.0, 0.4], "above": [0.4, 1.0]})
    assert waits.median(steps) == (3, 4)
    assert waits.median(steps.head(1)) is None


@pytest.mark.parametrize(
    ("lower", "upper", "text"),
    [
        (0, 1, "less than a day"),
        (0, 2, "at most two days"),
        (3, 5, "three to five days"),
        (24, 27, "24 to 27 days"),
        (9, np.inf, "more than nine days"),
    ],
)
def test_an_interval_reads_as_prose(lower: float, upper: float, text: str) -> None:
    assert waits.span(lower, upper) == text


def test_whose_word_it_is_that_a_line_was_used() -> None:
    assert incidents._who({"US"}, set()) == "US accounts"
    assert incidents._who({"US", "RU", "third"}, set()) == "Both sides"
    assert incidents._who({"US"}, {"RU"}) == "Disputed"
    assert incidents._who(set(), {"third"}) == "Third parties"
    assert incidents._who(set(), set()) == "No account"


def test_every_account_that_tells_the_moment_of_use_tells_of_use(data) -> None:
    timed = data["accounts"].dropna(subset="moment")
    assert len(timed) > 40
    assert set(timed["position"]) <= {"yes", "given"}
    assert "denies" not in set(timed["stance"])


def test_a_notice_counts_for_the_incident_that_it_is_part_of(data) -> None:
    found = incidents.incidents(data).set_index("event_id")
    assert found.loc["2017-04-07-shayrat-missile-strike", "time"] == incidents.BEFORE
    events = data["events"]
    events["part_of"] = pd.array([pd.NA] * len(events), dtype="string")
    alone = incidents.incidents(data.with_tables(events=events))
    assert "2017-04-07-shayrat-missile-strike" not in set(alone["event_id"]), "its own accounts speak of no notice"


def test_the_incidents_left_out_are_events_of_the_dataset(data) -> None:
    assert set(data["events"]["event_id"]) >= incidents.OTHER_FORCES


def test_incidents_are_encounters_or_strikes_each_once_and_in_one_lane(data) -> None:
    found = incidents.incidents(data)
    assert found["event_id"].is_unique
    assert set(found["type"]) == {"encounter", "strike"}
    assert set(found["time"]) <= set(incidents.TIMES)
    assert (found["low"] <= found["high"]).all()
    assert not set(found["event_id"]) & incidents.OTHER_FORCES


def test_no_account_of_a_line_leaves_every_incident_in_the_last_lane(data) -> None:
    part = data.with_tables(accounts=data["accounts"].loc[data["accounts"]["aspect"] == "occurred"])
    assert set(incidents.incidents(part)["time"]) == {incidents.NOBODY}


def test_on_one_side_alone_no_incident_is_told_by_both_and_none_is_timed(data) -> None:
    assert waits.times_to_contact(selection.selected(data, "us"), same_day=True).empty


def test_the_shortest_time_is_never_above_the_longest(data) -> None:
    for same_day in (True, False):
        found = waits.times_to_contact(data, same_day=same_day)
        assert (found["lower"] < found["upper"]).all()
    sooner, later = (waits.times_to_contact(data, same_day=same_day)["upper"] for same_day in (True, False))
    assert (sooner <= later).all()


def test_notice_is_given_in_minutes_of_a_side(data) -> None:
    found = waits.lead_times(data)
    assert not found.duplicated(["event_id", "side"]).any()
    shayrat = found[found["event_id"] == "2017-04-06-notice-before-shayrat-strike"].set_index("side")
    assert (shayrat.loc["US", "low"], shayrat.loc["RU", "high"]) == (30, 120)
