"""The breaks measured from their declarations, and the clocks that each side gave."""

import pandas as pd
import pytest

from deconfliction.channels import suspensions
from deconfliction.charts.clocks import clocks as clock_rows
from deconfliction.charts.since import since
from deconfliction.findings import breaks, clocks, suspension
from deconfliction.selection import selected

STRIKE = pd.Timestamp("2017-04-07T00:40")


def _break(**bounds: str | None) -> pd.Series:
    days = {name: pd.Timestamp(day) if day else pd.NaT for name, day in bounds.items()}
    shortest = max(0, (days["end_earliest"] - days["start_latest"]).days)
    last = days["end_latest"]
    longest = pd.NA if pd.isna(last) else (last - days["start_earliest"]).days
    return pd.Series({**days, "shortest": shortest, "longest": longest})


APRIL = {"start_earliest": "2017-04-07", "start_latest": "2017-04-08", "end_earliest": "2017-04-12"}


def test_a_cut_announced_for_the_next_day_surely_holds_from_day_one_and_not_from_day_zero() -> None:
    row = _break(**APRIL, end_latest="2017-06-18")
    assert breaks.drawn(row) == (1, 5, 72)
    assert breaks.length(row) == "4 to 72 days"


def test_a_break_without_a_known_end_has_no_last_day_and_says_at_least() -> None:
    row = _break(**APRIL, end_latest=None)
    assert breaks.drawn(row) == (1, 5, None)
    assert breaks.length(row) == "at least four days"
    day = _break(start_earliest="2017-06-19", start_latest="2017-06-19", end_earliest="2017-06-20", end_latest=None)
    assert breaks.length(day) == "at least one day"


def test_a_day_is_read_from_a_position_only_where_it_names_one() -> None:
    event = pd.Timestamp("2017-04-14")
    assert breaks.named_day("on_13_april", event) == pd.Timestamp("2017-04-13")
    assert breaks.named_day("suspended", event) == event
    assert breaks.named_day("on_the_day", event) == event


def test_an_unknown_break_is_refused_by_name(data) -> None:
    case = breaks.BREAKS[0]
    strange = breaks.Break(case.key, "mou-2015-ru-2018-01", case.name, (), (), (), case.last)
    with pytest.raises(KeyError, match="mou-2015-ru-2018-01"):
        breaks.of(data, strange)


def test_every_break_is_a_suspension_of_the_dataset_and_every_end_has_an_account(data) -> None:
    known = set(suspensions(data)["suspension_id"])
    assert {case.suspension_id for case in breaks.BREAKS} <= known
    assert len(breaks.ends(data)) == len(breaks.ENDS)


def test_statements_stand_within_their_break_and_are_counted_from_its_declaration(data) -> None:
    for case in breaks.BREAKS:
        told = breaks.statements(data, case)
        declared = breaks.of(data, case)["start_earliest"]
        assert (told["after"] >= 0).all()
        assert (told["said"] == declared + pd.to_timedelta(told["after"], unit="D")).all()


def test_in_october_2016_nobody_is_found_saying_that_the_spared_line_was_off(data) -> None:
    october = next(case for case in breaks.BREAKS if case.key == "october")
    spared = data.with_tables(channel_states=data["channel_states"][data["channel_states"]["channel_id"] == "air-line"])
    assert breaks.OFF not in set(breaks.statements(spared, october)["kind"])
    assert breaks.OFF in set(breaks.statements(data, october)["kind"]), "the truce channels were"


def test_a_break_of_which_no_account_is_left_has_no_statements_and_does_not_fail(data) -> None:
    nobody = data.with_tables(
        accounts=data["accounts"].head(0), channel_states=data["channel_states"].head(0), events=data["events"].head(0)
    )
    for case in breaks.BREAKS:
        told = breaks.statements(nobody, case)
        assert told.empty
        assert "after" in told
    assert breaks.ends(nobody).empty


def test_without_russian_accounts_no_silence_is_reported_in_the_suspensions(data) -> None:
    american = selected(data, "us")
    assert suspension.reports_within(american, "2017-04", "reported_silent").empty
    assert not suspension.reports_within(data, "2017-04", "reported_silent").empty


@pytest.mark.parametrize(
    ("position", "start", "end"),
    [
        ("impact_00_40_utc", "2017-04-07T00:40", "2017-04-07T00:40"),
        ("launch_23_40_utc", "2017-04-06T23:40", "2017-04-06T23:40"),
        ("launch_00_30_to_01_00_utc", "2017-04-07T00:30", "2017-04-07T01:00"),
        ("noon_local", "2017-04-07T09:00", "2017-04-07T09:00"),
        ("afternoon_local", "2017-04-07T09:00", "2017-04-07T15:00"),
    ],
)
def test_a_clock_reading_is_put_on_the_day_that_brings_it_closest(position: str, start: str, end: str) -> None:
    assert clocks.span(position, STRIKE) == (pd.Timestamp(start), pd.Timestamp(end))


@pytest.mark.parametrize("position", ["after_the_shot", "from_17_june", "afternoon", "day_2017_05_05", "late_local"])
def test_words_without_a_clock_give_no_hour(position: str) -> None:
    assert clocks.span(position, STRIKE) is None


def test_a_moment_reads_four_hours_earlier_in_washington_and_three_later_in_syria() -> None:
    assert clocks.local(STRIKE, clocks.WASHINGTON) == "20:40"
    assert clocks.local(STRIKE, clocks.SYRIA) == "03:40"


def test_readings_name_each_position_of_a_side_once_and_none_where_no_hour_is_told(data) -> None:
    read = clocks.readings(data, suspension.SHAYRAT, STRIKE)
    assert not read.duplicated(["position", "side"]).any()
    assert read["start"].is_monotonic_increasing
    assert clocks.readings(data, "2017-04-08-belgium-suspends-flights-over-syria", STRIKE).empty


def test_breaks_without_a_statement_are_drawn_as_bars_that_say_so(data) -> None:
    none = breaks.statements(data, breaks.BREAKS[0]).head(0)
    spans = pd.DataFrame(
        [("turkey", "A cut", "RU", 0, 257, 399)], columns=["key", "heading", "side", "sure_from", "sure_to", "to"]
    )
    spec = since(spans, none, {breaks.IN_USE: "circle"}).to_dict()
    assert "No statement found" in str(spec["datasets"])


def test_clock_rows_read_each_place_at_its_own_hour_and_never_run_into_each_other() -> None:
    spec = clock_rows("2017-06-18T12:00", "2017-06-20T00:00", 200, {"Washington": -4, "Syria": 3}, 6).to_dict()
    shown = [row["clock"] for rows in spec["datasets"].values() for row in rows if "clock" in row]
    assert "18 Jun 20:00" in shown, "midnight in UTC is eight in the evening in Washington"
    assert "19 Jun 03:00" in shown
    assert "18 Jun 14:00" not in shown, "it would run into the first reading"
