"""Before and after the joint statement: what is counted, and what an interrupted series can and cannot find."""

import numpy as np
import pandas as pd
import pytest

from deconfliction import selection
from deconfliction.findings import after_da_nang, headlines, interrupted, joint_statement

DAY = pd.Timestamp("2017-11-11")


def test_the_day_of_the_break_is_the_day_of_the_statement(data) -> None:
    assert data.events.set_index("event_id").loc[joint_statement.STATEMENT, "day"] == headlines.DA_NANG == DAY


def test_a_month_begins_on_the_day_of_the_statement_and_not_on_the_first() -> None:
    days = pd.Series(pd.to_datetime(["2017-11-10", "2017-11-11", "2017-12-10", "2017-12-11"]))
    assert interrupted.month_of(days, DAY, 2).tolist() == [1, 2, 2, 3]


def test_a_day_outside_the_series_has_no_month() -> None:
    days = pd.Series(pd.to_datetime(["2017-09-10", "2017-09-11", "2018-01-10", "2018-01-11"]))
    assert interrupted.month_of(days, DAY, 2).tolist() == [-1, 0, 3, -1]


def test_months_without_events_count_nought() -> None:
    days = pd.Series(pd.to_datetime(["2017-09-11", "2017-11-11", "2017-11-12", "2030-01-01"]))
    assert interrupted.monthly(days, DAY, 2).tolist() == [1, 0, 2, 0]


def test_a_level_that_halves_is_found_as_a_half() -> None:
    found = interrupted.fit(np.array([4] * 12 + [2] * 12), 12)
    assert found.step == pytest.approx(0.5)
    assert found.slope == pytest.approx(1.0)
    assert found.low < 0.5 < found.high
    assert found.curve["rate"].tolist() == pytest.approx([4.0] * 12 + [2.0] * 12)
    assert found.curve["continued"].tolist() == pytest.approx([4.0] * 24)


def test_a_steady_series_has_no_step() -> None:
    found = interrupted.fit(np.array([3, 2, 4, 3] * 6), 12)
    assert found.low < 1 < found.high


def test_counts_that_scatter_more_than_poisson_widen_the_interval() -> None:
    level = interrupted.fit(np.array([5] * 24), 12)
    wild = interrupted.fit(np.array([0, 10] * 12), 12)
    assert wild.dispersion > 1 > level.dispersion
    assert np.log(wild.high / wild.low) > 2 * np.log(level.high / level.low)


def test_a_covariate_that_explains_the_fall_takes_the_step_away() -> None:
    counts = np.array([4, 8] * 6 + [2, 4] * 6)
    reading = np.log(counts)
    found = interrupted.fit(counts, 12, reading)
    assert found.step == pytest.approx(1.0)
    assert interrupted.fit(counts, 12).step < 0.7


@pytest.mark.parametrize("counts", [[1] * 4 + [0] * 20, [0] * 24, [1] * 12 + [0] * 8 + [1] * 4])
def test_fewer_than_five_events_on_a_side_have_no_step(counts: list) -> None:
    assert interrupted.fit(np.array(counts), 12) is None


@pytest.mark.parametrize("at", [0, 24, -1])
def test_a_break_outside_the_series_is_refused(at: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        interrupted.fit(np.array([5] * 24), at)


def test_a_covariate_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="24 months and 3"):
        interrupted.fit(np.array([5] * 24), 12, np.array([1.0, 2.0, 3.0]))


def test_the_break_itself_is_not_among_the_other_months() -> None:
    steps = interrupted.steps_elsewhere(np.array([5] * 48))
    assert 24 not in steps
    assert set(steps) == set(range(12, 37)) - {24}
    assert list(steps.values()) == pytest.approx([1.0] * 24)


def _event(event_id: str, kind: str, mode: str | None, channel: str | None) -> dict:
    return {"event_id": event_id, "type": kind, "mode": mode, "channel_id": channel}


def test_aid_convoys_and_lines_of_others_are_left_out_and_a_us_convoy_is_not() -> None:
    events = pd.DataFrame(
        [
            _event("aid", "encounter", "convoy", "reconciliation-contacts"),
            _event("us-convoy", "encounter", "convoy", "ground-line"),
            _event("israel", "encounter", "shootdown", "russia-israel"),
            _event("bare", "strike", None, None),
        ]
    ).astype("string")
    found = after_da_nang.of_the_two(events)
    assert dict(zip(found["event_id"], found["kind"], strict=True)) == {"us-convoy": "Encounter", "bare": "Strike"}


def test_the_reading_of_a_month_leaves_out_the_events_counted(data) -> None:
    everything = interrupted.reading(data, pd.Series(dtype="string"))
    nothing = interrupted.reading(data, data.events["event_id"])
    assert len(everything) == 2 * interrupted.MONTHS
    assert everything.max() > 0
    assert not nothing.any()


def test_no_reading_of_the_record_finds_a_sure_step_in_encounters_and_strikes(data) -> None:
    found = interrupted.comparisons(data)
    of_incidents = found[(found["group"] != "Series") | (found["label"] == interrupted.INCIDENTS)]
    known = of_incidents[of_incidents["step"].notna()]
    assert (known["low"] <= 1).all()
    assert (known["high"] >= 1).all()


def test_a_selection_without_events_has_no_step_and_does_not_fail(data) -> None:
    empty = data.with_tables(events=data["events"].head(0), accounts=data["accounts"].head(0))
    found = interrupted.comparisons(empty)
    assert found["step"].isna().all()
    assert (found[["before", "after"]] == 0).all().all()


def test_the_half_years_are_those_of_the_headline(data) -> None:
    found = {finding.key: finding for finding in after_da_nang.findings(data)}
    sides = [set(found[f"danang-half-{when}"].rows) for when in ("before", "after")]
    assert sides[0] | sides[1] == set(found["headline-no-change-after-da-nang"].rows)
    assert not sides[0] & sides[1]


def test_a_line_said_not_to_be_used_stands_as_a_denial(data) -> None:
    told = after_da_nang.told_of_use(data, "2018-10-01-iranian-missiles-no-notice")
    assert set(told["stance"]) == {"denies"}


def test_one_side_alone_leaves_the_counts_of_the_series_smaller(data) -> None:
    whole = interrupted.counted_events(data, interrupted.INCIDENTS)
    russian = interrupted.counted_events(selection.selected(data, "ru"), interrupted.INCIDENTS)
    assert set(russian["event_id"]) < set(whole["event_id"])
