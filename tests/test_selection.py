"""The record under a filter, without an originator, and at the extremes of its dates; headlines under each."""

import pandas as pd
import pytest

from deconfliction import accounts as standing
from deconfliction import selection
from deconfliction.dataset import Dataset
from deconfliction.findings import headlines, robustness
from deconfliction.findings.headlines import HEADLINES, Headline, Measure


@pytest.mark.parametrize("name", selection.FILTERS)
def test_a_filter_keeps_only_rows_of_the_record_and_events_with_an_account(data: Dataset, name: str) -> None:
    kept = selection.selected(data, name)
    for table, key in {"accounts": "account_id", "events": "event_id", "channel_states": "state_id"}.items():
        assert set(kept[table][key]) <= set(data[table][key])
    assert set(kept["events"]["event_id"]) == set(kept["accounts"]["event_id"])
    assert len(data["accounts"]) == len(data.accounts), "the whole record was changed"


@pytest.mark.parametrize(("name", "side"), [("us", "US"), ("ru", "RU"), ("third", "third")])
def test_a_sides_filter_leaves_that_side_alone(data: Dataset, name: str, side: str) -> None:
    kept = selection.selected(data, name)
    assert set(kept.accounts["side"]) == {side}
    sides = data["parties"].set_index("party_id")["side"]
    for table in ("channel_states", "rates"):
        assert set(kept[table]["party"].map(sides)) <= {side}
    assert len(kept.accounts) == (data.accounts["side"] == side).sum()


def test_two_originators_means_two_chains_and_not_two_pages(data: Dataset) -> None:
    kept = selection.selected(data, "two")
    assert (standing.independent_originators(kept.accounts) > 1).all()
    dropped = set(data["events"]["event_id"]) - set(kept["events"]["event_id"])
    assert (standing.independent_originators(data.accounts).loc[sorted(dropped)] == 1).all()


def test_agreed_leaves_no_dispute_and_both_sides_on_every_statement(data: Dataset) -> None:
    kept = selection.selected(data, "agreed").accounts
    assert set(standing.by_proposition(kept)["status"]) == {"agreed"}
    assert set(kept["side"]) == {"US", "RU"}


def test_a_state_counts_as_agreed_only_where_the_other_side_has_a_like_state_on_the_same_days(data: Dataset) -> None:
    def states(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
        frame = data["channel_states"].head(len(rows)).copy()
        frame["state_id"] = [f"s{number}" for number in range(len(rows))]
        frame["channel_id"], frame["event_id"] = "air-line", pd.NA
        for column, values in zip(
            ("party", "originator", "state"), zip(*(row[:3] for row in rows), strict=True), strict=True
        ):
            frame[column] = list(values)
        for column in ("start_earliest", "start_latest", "end_earliest", "end_latest"):
            frame[column] = [row[3] for row in rows]
        return frame

    us_open = ("US", "us-dod", "declared_open", "2017-06-23")
    for other, kept in (
        (("RU", "ru-mod", "reported_in_use", "2017-06-23"), {"s0", "s1"}),
        (("RU", "ru-mod", "declared_suspended", "2017-06-23"), set()),
        (("RU", "ru-mod", "declared_open", "2017-06-24"), set()),
        (("TR", "tr-government", "declared_open", "2017-06-23"), set()),
    ):
        made = data.with_tables(channel_states=states(us_open, other))
        assert set(selection.selected(made, "agreed")["channel_states"]["state_id"]) == kept, other


def test_an_unknown_filter_is_refused_by_name(data: Dataset) -> None:
    with pytest.raises(KeyError, match="no filter 'british'; there are all, two"):
        selection.selected(data, "british")


def test_leaving_an_originator_out_leaves_nothing_that_its_chain_said(data: Dataset) -> None:
    kept = selection.without_originator(data, "us-military")
    assert "us-military" not in set(kept.accounts["chain"])
    chains = data["originators"].set_index("originator_id")["chain"]
    assert "us-military" not in set(kept["channel_states"]["originator"].map(chains))


def test_dropping_disputed_events_leaves_no_disputed_aspect(data: Dataset) -> None:
    kept = selection.without_disputed(data)
    assert "disputed" not in set(standing.by_aspect(kept.accounts)["status"])


def test_dates_at_an_extreme_are_days_and_bounds_meet(data: Dataset) -> None:
    early, late = (selection.with_dates(data, which) for which in ("earliest", "latest"))
    assert early["events"]["date"].str.fullmatch(r"\d{4}-\d{2}-\d{2}").all()
    assert (early["events"]["date"] <= late["events"]["date"]).all()
    assert (early["events"]["date"] < late["events"]["date"]).any()
    for table in ("channel_states", "suspensions"):
        assert (early[table]["start_earliest"] <= late[table]["start_earliest"]).all()
        assert (early[table]["end_latest"] == early[table]["end_earliest"]).all()
    with pytest.raises(ValueError, match="neither"):
        selection.with_dates(data, "middle")


# Headlines.


def test_headlines_have_keys_of_their_own_and_rows_that_exist(data: Dataset) -> None:
    assert len({headline.key for headline in HEADLINES}) == len(HEADLINES)
    known = (
        set(data["events"]["event_id"]) | set(data["accounts"]["account_id"]) | set(data["channel_states"]["state_id"])
    )
    for headline in HEADLINES:
        measured = headline.measure(data)
        assert measured.value is not None, headline.key
        assert {row.split(" ")[0] for row in measured.rows} <= known, headline.key


def test_every_headline_holds_on_the_whole_record(data: Dataset) -> None:
    assert [headline.key for headline in HEADLINES if not headline.holds(headline.measure(data))] == []


def test_a_share_of_too_few_rows_is_not_given(data: Dataset) -> None:
    few = data.with_tables(accounts=data["accounts"].head(3))
    assert headlines._agreement(few).value is None
    shown = next(headline for headline in HEADLINES if headline.key == "agree-more-than-dispute")
    assert shown.text(headlines._agreement(few)) == "too few"


def test_the_interval_of_a_ratio_is_that_of_the_exact_binomial(data: Dataset) -> None:
    """Ten events on either side of the statement: the odds of Clopper and Pearson's 27.2 to 72.8 %."""
    events = data["events"].head(20).copy()
    events["type"] = "encounter"
    events["date"] = [f"2017-{10 if number < 10 else 12:02d}-{1 + number % 10:02d}" for number in range(20)]
    found = headlines._around_da_nang(data.with_tables(events=events))
    assert found.value == 1.0
    assert (found.low, found.high) == (pytest.approx(0.374, abs=0.001), pytest.approx(2.676, abs=0.002))


def test_a_headline_that_a_filter_reverses_is_said_to_turn(data: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    many = Headline(
        "many", "There are many accounts.", "accounts", lambda data: Measure(float(len(data["accounts"]))),
        lambda found: found.value > 3000, frozenset({"Third parties"}),
    )  # fmt: skip
    monkeypatch.setattr(robustness, "HEADLINES", (many,))
    found = robustness.table(data).set_index("variation")["verdict"]
    assert found["All accounts"] == "holds"
    assert found["Russian accounts"] == "turns"
    assert found["Third parties"] == "not asked"
    summary = robustness.summary(robustness.table(data)).iloc[0]
    assert "Russian accounts" in summary["turns"] and "Third parties" not in summary["turns"]
    assert summary["highest"] == str(len(data["accounts"]))
