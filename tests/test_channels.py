"""A line's states as intervals with soft ends."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deconfliction import channels

DAYS = st.dates(min_value=pd.Timestamp("2014-01-01").date(), max_value=pd.Timestamp("2020-12-31").date())


@given(st.lists(DAYS, min_size=4, max_size=4))
def test_the_shortest_length_is_never_above_the_longest(days: list) -> None:
    first, second, third, fourth = (day.isoformat() for day in sorted(days))
    row = pd.Series({"start_earliest": first, "start_latest": second, "end_earliest": third, "end_latest": fourth})
    shortest, longest = channels.length_in_days(row)
    assert 0 <= shortest <= longest


def test_an_open_end_has_a_shortest_length_and_no_longest() -> None:
    row = pd.Series(
        {"start_earliest": "2017-06-19", "start_latest": "2017-06-19", "end_earliest": "2017-06-20", "end_latest": ".."}
    )
    assert channels.length_in_days(row) == (1, None)


def test_an_unknown_channel_is_refused_with_the_known_ones(data) -> None:
    with pytest.raises(KeyError, match="air-line"):
        channels.states(data, "red-telephone")


def test_observations_within_a_period_are_those_that_meet_it() -> None:
    days = pd.to_datetime(["2017-04-06", "2017-04-10", "2017-05-20", "2017-04-01"])
    found = pd.DataFrame(
        {
            "state": ["reported_in_use", "reported_in_use", "reported_in_use", "declared_open"],
            "start_latest": days,
            "end_earliest": [*days[:3], pd.Timestamp("2017-06-01")],
        }
    )
    inside = channels.observed_within(found, pd.Timestamp("2017-04-07"), pd.Timestamp("2017-05-10"))
    assert inside["start_latest"].tolist() == [pd.Timestamp("2017-04-10")]


def test_moscow_declared_both_suspensions_of_2017_and_no_end_of_the_second_is_on_record(data) -> None:
    of_2017 = channels.suspensions(data, "us-russia-syria-mou-2015")
    of_2017 = of_2017[of_2017["start_earliest"].dt.year == 2017]
    assert of_2017["declared_by"].tolist() == ["RU", "RU"]
    assert of_2017["end_latest"].isna().tolist() == [False, True]
