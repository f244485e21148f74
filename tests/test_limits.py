"""What was read: equal reading, delay, who is heard, what was looked for."""

from itertools import combinations
from math import comb

import pandas as pd
import pytest

from deconfliction.charts import heat
from deconfliction.findings import limits, reading


def test_thinning_is_the_mean_over_every_way_to_draw_the_pages() -> None:
    pages = ["a", "a", "a", "b", "b", "c"]
    for drawn in range(len(pages) + 1):
        mean = sum(len(set(some)) for some in combinations(pages, drawn)) / comb(len(pages), drawn)
        assert reading.thinned(pd.Series([3, 2, 1]), drawn) == pytest.approx(mean)


@pytest.mark.parametrize("drawn", [-1, 7])
def test_more_pages_than_there_are_cannot_be_drawn(drawn: int) -> None:
    with pytest.raises(ValueError, match="cannot be drawn from 6"):
        reading.thinned(pd.Series([3, 2, 1]), drawn)


def _read(**events: int) -> pd.DataFrame:
    """Pages of events named like ``y2017_a``, so many each."""
    rows = [(name, int(name[1:5]), f"s{page}") for name, pages in events.items() for page in range(pages)]
    return pd.DataFrame(rows, columns=["event_id", "year", "source_id"])


def test_years_are_thinned_to_the_least_read_that_has_five_events() -> None:
    few = {f"y2014_{name}": 1 for name in "ab"}
    least = {f"y2015_{name}": 1 for name in "abcde"}
    most = {f"y2016_{name}": 2 for name in "abcde"}
    years, pages = reading.equal_reading(_read(**few, **least, **most))
    assert pages == 5
    assert years["found"].tolist() == [2, 5, 5]
    assert pd.isna(years["thinned"].iloc[0])
    # Of ten pages, five drawn; an event with two of them is missed with probability C(8, 5) / C(10, 5) = 56 / 252.
    assert years["thinned"].tolist()[1:] == pytest.approx([5, 5 * (1 - 56 / 252)])


def test_no_year_is_thinned_where_none_has_five_events() -> None:
    years, pages = reading.equal_reading(_read(y2014_a=3))
    assert pages == 0 and years["thinned"].isna().all()


def _pages(published: str | None, first: str = "2017-06-18", last: str = "2017-06-18") -> pd.Series:
    events = pd.DataFrame(
        {
            "event_id": ["e"],
            "year": [2017],
            "type": ["call"],
            "earliest": pd.to_datetime([first]),
            "latest": pd.to_datetime([last]),
        }
    )
    accounts = pd.DataFrame({"event_id": ["e", "e"], "source_id": ["s", "s"]})
    sources = pd.DataFrame({"source_id": ["s"], "kind": ["wire"], "published": pd.array([published], dtype="string")})
    found = reading.pages(events, accounts, sources)
    assert len(found) == 1, "a page is counted once for each event, however many accounts it has"
    return found.iloc[0]


@pytest.mark.parametrize(
    ("published", "gap"),
    [
        ("2017-06-17", "earlier"),
        ("2017-06-18", "same day"),
        ("2017-06-19", "next day"),
        ("2017-06-20", "2–7 days"),
        ("2017-06-25", "2–7 days"),
        ("2017-06-26", "8–30 days"),
        ("2017-07-19", "to a year"),
        ("2018-06-19", "later"),
    ],
)
def test_delay_runs_from_the_event_to_publication(published: str, gap: str) -> None:
    assert _pages(published)["gap"] == gap


@pytest.mark.parametrize("published", [None, "2017", "2017-06", "2017-06-19~", "2017-06-18/2017-06-20"])
def test_a_delay_is_not_guessed_from_a_date_that_is_no_day(published: str | None) -> None:
    found = _pages(published)
    assert found["gap"] == reading.NO_DAY and pd.isna(found["days"])


def test_a_delay_is_not_guessed_for_an_event_without_a_day() -> None:
    assert _pages("2017-06-25", "2017-06-01", "2017-06-30")["gap"] == reading.NO_DAY


def test_a_language_outside_the_three_is_among_the_others() -> None:
    sources = pd.DataFrame({"source_id": ["a", "b", "c", "d"], "language": ["ar", "en", "ru", "pt"]})
    found = reading.language_groups(pd.Series(["d", "a", "c", "b"]), sources)
    assert found.tolist() == [reading.OTHER, "Arabic", "Russian", "English"]


def _heard(*sides: str) -> pd.DataFrame:
    """One quarter whose events have accounts of these sides: ``US RU`` is both, an empty text a third party's."""
    names = [f"e{number}" for number in range(len(sides))]
    events = pd.DataFrame({"event_id": names, "day": pd.Timestamp("2016-05-01")})
    told = [(name, side) for name, heard in zip(names, sides, strict=True) for side in heard.split() or ["third"]]
    return reading.heard_by_quarter(events, pd.DataFrame(told, columns=["event_id", "side"]))


def test_an_event_with_both_counts_for_each_and_for_both() -> None:
    found = _heard("US RU", "US", "RU", "US", "").iloc[0]
    assert (found["events"], found["US"], found["RU"], found["both"]) == (5, 3, 2, 1)
    assert found["both_share"] == pytest.approx(0.2)


def test_a_quarter_of_fewer_than_five_events_has_counts_and_no_share() -> None:
    found = _heard("US RU", "US", "RU", "US").iloc[0]
    assert (found["events"], found["US"]) == (4, 3)
    assert found[["US_share", "RU_share", "both_share"]].isna().all()


def test_a_share_of_fewer_than_five_is_not_written() -> None:
    assert limits.percent(2, 4) == "too few"
    assert limits.percent(2, 5) == "40 %"


def test_an_absence_counts_as_looked_for_only_where_the_row_says_so(data) -> None:
    events, accounts = reading.of_period(data)
    found = reading.absences(events, accounts).set_index("absent")
    said = events["not_found"].fillna("").str.contains("RU_account")
    assert found.loc["Russian account", "looked"] == said.sum() < found.loc["Russian account", "lacking"]
    assert (found["key"] <= found["looked"]).all() and (found["looked"] <= found["lacking"]).all()


def test_one_voice_on_many_pages_has_one_chain_and_at_least_three_pages() -> None:
    rows = [("one", "a", page) for page in "xyz"] + [("two", "a", "x"), ("two", "b", "y"), ("two", "b", "z")]
    rows += [("short", "a", "x"), ("short", "a", "y")]
    accounts = pd.DataFrame(rows, columns=["event_id", "chain", "source_id"])
    assert reading.one_voice_on_many_pages(accounts).to_dict() == {"one": 3}


def test_the_years_that_the_chapter_calls_first_come_first_with_equal_reading(data) -> None:
    events, accounts = reading.of_period(data)
    read = reading.pages(events, accounts, data["sources"])
    for mine, first in ((read, 2017), (read[read["type"] == "encounter"], 2020)):
        years, _ = reading.equal_reading(mine)
        years = years.set_index("year")
        assert years["found"].idxmax() == years["thinned"].idxmax() == first


def test_each_finding_has_a_key_of_its_own_and_one_side_leaves_less(data) -> None:
    found = {finding.key: finding for finding in limits.findings(data)}
    assert len(found) == len(limits.findings(data))
    assert all(key.startswith(("limits-", "headline-")) for key in found)
    left = limits.shares_left(data).set_index("filter")["events"]
    assert (left.drop("all") < left["all"]).all()


def test_a_shade_is_that_of_the_highest_step_reached() -> None:
    assert heat.shades(pd.Series([0, 1, 4, 5, 99]), {1: 0.2, 5: 0.4}).tolist() == [0.0, 0.2, 0.2, 0.4, 0.4]


def test_a_cell_outside_the_table_is_refused() -> None:
    cells = pd.DataFrame({"row": ["x"], "column": ["c"], "count": [1], "shade": [0.2]})
    with pytest.raises(ValueError, match="not drawn: x"):
        heat.heat(cells, ["r"], {"c": "C"}, labels=50, height=20)
