"""The chapter on the line at work: rates, gaps, conversations and counts, on cases worked out by hand."""

import pandas as pd
import pytest

from deconfliction.charts.claims import claims
from deconfliction.charts.registry import registry
from deconfliction.charts.statements import statements
from deconfliction.findings import line_at_work, reported_rates
from deconfliction.selection import selected

#: Columns of the tables that a case does not speak of are taken over from the dataset, empty.
RATE = {
    "rate_id": "test-rate",
    "measure": "video_conferences",
    "value": 3.0,
    "per": "total",
    "period": "2015-10-01/2015-10-16",
    "channel_id": "video-conferences",
    "party": "RU",
    "originator": "ru-mod",
    "source_id": "vesti-nd-kartapolov",
    "says": "Three.",
}


def with_rates(data, *rows: dict):
    """Return the dataset with these rates and no others."""
    empty = data["rates"].iloc[:0]
    return data.with_tables(rates=pd.DataFrame(list(rows)).reindex(columns=empty.columns).astype(empty.dtypes))


def test_a_rate_a_week_is_a_seventh_a_day() -> None:
    assert reported_rates.per_day(3, "week") == pytest.approx(3 / 7)
    assert reported_rates.per_day(12, "day") == 12


@pytest.mark.parametrize("per", ["total", "year", "month"])
def test_a_total_or_a_rate_of_months_or_years_is_never_made_a_daily_one(per: str) -> None:
    with pytest.raises(KeyError, match=per):
        reported_rates.per_day(12, per)


@pytest.mark.parametrize(
    ("value", "per", "says", "expected"),
    [
        (1, "day", "The channel is said to be in daily use.", reported_rates.DAILY),
        (1, "week", "One fixed call a week.", reported_rates.NUMBER),
        (2, "day", "The two sides talk twice a day.", reported_rates.NUMBER),
        (12, "day", "Up to a dozen calls, an upper figure.", reported_rates.UPPER),
        (8, "day", "There were as many as eight.", reported_rates.UPPER),
        (3, "day", "Three calls on a group of ships.", reported_rates.NUMBER),
    ],
)
def test_once_a_day_is_read_as_the_word_daily_and_an_upper_figure_as_one(
    value: float, per: str, says: str, expected: str
) -> None:
    assert reported_rates.reading(value, per, says) == expected


def test_rates_leave_out_totals_other_measures_and_later_years(data) -> None:
    calls = {**RATE, "measure": "line_calls", "per": "day", "channel_id": "air-line"}
    changed = with_rates(
        data,
        {**calls, "rate_id": "kept"},
        {**calls, "rate_id": "a-total", "per": "total"},
        {**calls, "rate_id": "another-measure", "measure": "violations"},
        {**calls, "rate_id": "after-the-period", "period": "2023-01"},
    )
    assert reported_rates.rates(changed, "line_calls")["rate_id"].tolist() == ["kept"]


def test_the_longest_gap_has_its_ends_and_its_length() -> None:
    days = pd.Series(pd.to_datetime(["2019-10-07", "2014-08-15", "2015-09-18"]))
    assert line_at_work.longest_gap(days) == (pd.Timestamp("2015-09-18"), pd.Timestamp("2019-10-07"), 1480)


def test_of_two_gaps_of_one_length_the_earlier_is_given() -> None:
    days = pd.Series(pd.to_datetime(["2016-01-01", "2016-01-11", "2016-01-21"]))
    assert line_at_work.longest_gap(days)[:2] == (pd.Timestamp("2016-01-01"), pd.Timestamp("2016-01-11"))


@pytest.mark.parametrize("days", [[], ["2017-06-18"]])
def test_fewer_than_two_days_have_no_gap(days: list[str]) -> None:
    assert line_at_work.longest_gap(pd.Series(pd.to_datetime(days))) is None


def test_every_channel_of_the_dataset_is_in_a_level_or_set_aside_on_purpose(data) -> None:
    assert set(data["channels"]["channel_id"]) == set(line_at_work.LABELS) | line_at_work.ELSEWHERE
    assert not set(line_at_work.LABELS) & line_at_work.ELSEWHERE


def test_channels_stand_from_the_top_down(data) -> None:
    levels = data["channels"].set_index("channel_id")["level"]
    order = ["heads_of_state", "diplomatic", "ministers", "chiefs", "operational", "tactical"]
    ranks = [order.index(levels[channel]) for channel in line_at_work.LABELS]
    assert ranks == sorted(ranks)


def test_a_conversation_with_a_state_of_a_side_is_not_reported_by_that_side_twice(data) -> None:
    told = line_at_work.reports(data)
    derived = told[told["state_id"].str.contains(" ")]
    assert not derived.empty
    stated = told[~told["state_id"].str.contains(" ")]
    keys = set((stated["event_id"] + " " + stated["channel_id"] + " " + stated["side"]).dropna())
    assert not set(derived["event_id"] + " " + derived["channel_id"] + " " + derived["side"]) & keys


def test_a_meeting_announced_ahead_is_not_reported_by_those_who_announced_it(data) -> None:
    told = line_at_work.reports(data)
    generals = told[
        (told["event_id"] == "2017-09-20-generals-face-to-face") & (told["channel_id"] == "theatre-meetings")
    ]
    assert "RU" in set(data.accounts.loc[data.accounts["event_id"] == "2017-09-20-generals-face-to-face", "side"])
    assert "RU" not in set(generals["side"])


def test_a_conversation_is_told_by_those_whose_accounts_it_has(data) -> None:
    told = line_at_work.conversations(data).set_index("event_id")["told"]
    accounts = data.accounts
    sides = {event: set(accounts.loc[accounts["event_id"] == event, "side"]) for event in told.index}
    assert {event for event in told.index if told[event] == "both"} == {
        event for event, heard in sides.items() if {"US", "RU"} <= heard
    }
    assert {event for event in told.index if told[event] == "RU"} == {
        event for event, heard in sides.items() if "RU" in heard and "US" not in heard
    }


def test_a_count_is_set_against_the_conversations_of_its_own_kind_and_time(data) -> None:
    rate_id = "video-conferences-2015-10-ru-general-staff"
    compared = line_at_work.claimed_and_found(with_rates(data, {**RATE, "rate_id": rate_id}))
    assert compared[["rate_id", "claimed", "found"]].to_numpy().tolist() == [[rate_id, 3, 3]]
    earlier = with_rates(data, {**RATE, "rate_id": rate_id, "period": "2015-10-01/2015-10-13"})
    assert line_at_work.claimed_and_found(earlier)["found"].tolist() == [2]


def test_nothing_after_a_speakers_page_is_counted_where_his_period_ends_in_a_month(data) -> None:
    claim = data["rates"].set_index("rate_id").loc["chiefs-calls-2017-ryder"]
    row = line_at_work.claimed_and_found(data).set_index("rate_id").loc["chiefs-calls-2017-ryder"]
    assert claim["period"].endswith("2018-01")
    assert "2018-01-10-chiefs-call" in row["rows"]
    assert "2018-01-20-chiefs-call" not in row["rows"]


def test_counts_that_the_dataset_no_longer_holds_are_left_out(data) -> None:
    other = with_rates(data, {**RATE, "rate_id": "video-conferences-2015-10-us-dod"}, {**RATE, "rate_id": "unknown"})
    assert line_at_work.claimed_and_found(other)["rate_id"].tolist() == ["video-conferences-2015-10-us-dod"]


def test_what_the_prose_says_of_one_sided_channels_holds(data) -> None:
    channel = line_at_work.register(data)
    american = channel.loc[(channel["US"] > 0) & (channel["RU"] == 0), "channel_id"]
    russian = channel.loc[(channel["RU"] > 0) & (channel["US"] == 0), "channel_id"]
    assert set(american) == {"general-officers", "commander-line", "theatre-meetings"}
    assert set(russian) == set(line_at_work.LEVELS["Truces and aid"])


def test_the_silence_of_the_ministers_and_the_last_video_conference_stand_under_each_filter(data) -> None:
    for name in ("us", "ru", "two", "agreed"):
        talks = line_at_work.conversations(selected(data, name))
        ministers = talks[(talks["channel_id"] == "ministers") & (talks["type"] == "call")]
        assert line_at_work.longest_gap(ministers["day"])[2] == 1480, name
        assert (
            talks.loc[talks["channel_id"] == "video-conferences", "event_id"].iloc[-1] == "2017-03-24-video-conference"
        )


def test_nothing_to_draw_is_drawn_without_fault(data) -> None:
    channels, told = line_at_work.register(data), line_at_work.reports(data)
    compared = line_at_work.claimed_and_found(data).assign(label="")
    rates = reported_rates.rates(data, "line_calls").iloc[:0]
    assert registry(channels, told.iloc[:0], "2014-01-01", "2020-12-31").to_dict()
    assert claims(compared.iloc[:0], "conversations").to_dict()
    assert statements({"Calls": rates}, {"Calls": [0, 5]}, "2015-10-01", "2018-07-01").to_dict()


def test_no_count_of_any_kind_gives_an_empty_table_of_claims(data) -> None:
    assert line_at_work.claimed_and_found(with_rates(data)).empty
