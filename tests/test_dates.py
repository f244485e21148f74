"""Dates: what an EDTF string bounds, and how it reads."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deconfliction import dates

DAYS = st.dates(min_value=date(2014, 1, 1), max_value=date(2024, 12, 31))


@given(DAYS)
def test_a_day_is_bounded_by_itself(day: date) -> None:
    assert dates.bounds(day.isoformat()) == dates.Bounds(day, day)


@given(DAYS)
def test_about_a_day_widens_it_by_the_same_number_of_days_on_either_side(day: date) -> None:
    found = dates.bounds(f"{day.isoformat()}~")
    assert (day - found.earliest).days == (found.latest - day).days == dates.APPROXIMATE_DAYS["day"]


@given(DAYS)
def test_a_month_contains_each_of_its_days(day: date) -> None:
    found = dates.bounds(f"{day:%Y-%m}")
    assert found.earliest <= day <= found.latest
    assert found.earliest.day == 1
    assert found.latest.month == day.month


@given(DAYS, DAYS)
def test_an_interval_is_bounded_by_its_ends_and_refused_when_it_ends_before_it_begins(one: date, other: date) -> None:
    text = f"{one.isoformat()}/{other.isoformat()}"
    if one <= other:
        assert dates.bounds(text) == dates.Bounds(one, other)
    else:
        with pytest.raises(ValueError, match="ends before it begins"):
            dates.bounds(text)


@given(DAYS)
def test_the_middle_lies_within_the_bounds(day: date) -> None:
    for text in (f"{day.isoformat()}", f"{day:%Y-%m}", f"{day:%Y-%m}~", f"{day:%Y}"):
        found = dates.bounds(text)
        assert found.earliest <= dates.middle(text) <= found.latest


@given(DAYS)
def test_an_open_end_stays_open(day: date) -> None:
    assert dates.bounds(f"{day.isoformat()}/..").latest is None
    assert dates.bounds(f"../{day.isoformat()}").earliest is None


@pytest.mark.parametrize("text", ["2017-13", "18 June 2017", "2017-02-30", "", "2017/2016", "../.."])
def test_what_is_not_a_date_is_refused_with_an_example_of_one(text: str) -> None:
    with pytest.raises(ValueError, match=r"2017-06-18|ends before"):
        dates.bounds(text)


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("2017-06-18", "18 June 2017"),
        ("2017-06-18~", "about 18 June 2017"),
        ("2017-06?", "June 2017 (uncertain)"),
        ("2017", "2017"),
        ("2017-04-12/2017-05-10", "12 April 2017 to 10 May 2017"),
        ("2017-06-19/..", "from 19 June 2017 on"),
        ("../2017-06", "until June 2017"),
    ],
)
def test_a_date_reads_in_plain_english(text: str, english: str) -> None:
    assert dates.in_english(text) == english
