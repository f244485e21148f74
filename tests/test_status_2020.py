"""The claim of 15 May 2020: what counts as contact, as an encounter, as harm, and how rates are compared."""

import pandas as pd
import pytest

from deconfliction import selection
from deconfliction.findings import contact_2020, status_2020

THIRD_MEETING = "2019-04-22-third-rukban-meeting"


@pytest.fixture(scope="module")
def found(data) -> dict:
    """The chapter's findings by key."""
    return {finding.key: finding for finding in status_2020.findings(data)}


def test_the_day_of_the_claim_is_the_day_of_its_event(data) -> None:
    assert data.events.set_index("event_id").loc[contact_2020.CLAIM, "day"] == contact_2020.CLAIMED


def test_equal_counts_over_equal_days_have_a_rate_ratio_of_one() -> None:
    ratio, low, high = contact_2020.rate_ratio(8, 90, 8, 90)
    assert ratio == pytest.approx(1.0)
    assert low == pytest.approx(1 / high)


def test_the_rate_ratio_counts_days_and_not_only_events() -> None:
    assert contact_2020.rate_ratio(10, 100, 10, 200)[0] == pytest.approx(0.5)


def test_the_interval_is_clopper_and_pearsons() -> None:
    # 0 of 5 has the exact upper bound 1 - 0.025 ** (1 / 5) = 0.52182, whose odds are 1.0912.
    ratio, low, high = contact_2020.rate_ratio(5, 10, 0, 10)
    assert (ratio, low) == (0.0, 0.0)
    assert high == pytest.approx(1.0912, abs=1e-3)


@pytest.mark.parametrize(("before", "after"), [(2, 2), (0, 9), (0, 0)])
def test_too_few_events_have_no_rate_ratio(before: int, after: int) -> None:
    assert contact_2020.rate_ratio(before, 90, after, 90) is None


def test_a_period_without_days_has_no_rate() -> None:
    with pytest.raises(ValueError, match="no rates"):
        contact_2020.rate_ratio(3, 0, 3, 90)


def test_the_claim_itself_is_no_report_of_contact(data) -> None:
    assert contact_2020.CLAIM not in set(contact_2020.contact(data)["event_id"])


def test_a_meeting_without_the_americans_is_no_contact(data) -> None:
    assert THIRD_MEETING in set(data.events["event_id"])
    assert THIRD_MEETING not in set(contact_2020.contact(data)["event_id"])


def test_contact_is_counted_once_an_event_and_side_whatever_the_channels(data) -> None:
    statements = contact_2020.statements_of_contact(data)
    about = statements["event_id"].fillna(statements["key"])
    assert not pd.DataFrame({"about": about, "side": statements["side"]}).duplicated().any()


def test_the_windows_around_the_claim_are_ninety_days_and_leave_its_day_out(data) -> None:
    before, after = contact_2020.around_claim(data)
    assert before["day"].between(pd.Timestamp("2020-02-15"), pd.Timestamp("2020-05-14")).all()
    assert after["day"].between(pd.Timestamp("2020-05-16"), pd.Timestamp("2020-08-13")).all()


def test_one_sides_accounts_hold_no_statement_of_the_other(data) -> None:
    for key, side in (("us", "US"), ("ru", "RU")):
        statements = contact_2020.statements_of_contact(selection.selected(data, key))
        assert set(statements["side"]) == {side}


def test_shells_that_hurt_nobody_are_no_casualties(data) -> None:
    hurt = set(status_2020.casualties(data))
    assert "2019-11-03-shells-near-us-convoy" not in hurt
    assert "2020-08-25-collision-near-dayrick" in hurt


def test_a_call_of_the_chiefs_afterwards_is_no_line_at_the_encounter(found) -> None:
    assert status_2020.COLLISION not in found["encounters-line"].rows
    assert set(found["encounters-line-named"].rows) <= set(found["encounters-line"].rows)


def test_every_encounter_is_before_or_after_the_claim(found) -> None:
    before, after = found["encounters-before-claim"].rows, found["encounters-after-claim"].rows
    assert sorted(before + after) == sorted(found["encounters-all"].rows)


def test_the_front_page_finds_the_keys_that_it_repeats(found) -> None:
    assert {"encounters-before-claim", "encounters-after-claim", "encounters-all", "encounters-line"} <= set(found)
