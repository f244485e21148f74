"""How well an event is attested, how grave it was, and how far two codings agree."""

import pandas as pd
import pytest

from deconfliction import evidence, reliability, severity
from deconfliction.dataset import Dataset


def _accounts(*rows: dict) -> pd.DataFrame:
    base = {"event_id": "e", "aspect": "occurred", "stance": "asserts", "position": "yes", "value": None, "unit": None}
    frame = pd.DataFrame(
        [{**base, "value_max": None, "chain": row["side"], "source_kind": "wire", **row} for row in rows]
    )
    return frame.astype({"value": "Float64", "value_max": "Float64", "position": "string", "unit": "string"})


@pytest.mark.parametrize(
    ("rows", "level"),
    [
        ([{"side": "US"}, {"side": "RU"}], "both sides, in part agreed"),
        ([{"side": "US"}, {"side": "RU", "stance": "denies"}], "both sides, nothing agreed"),
        ([{"side": "US"}, {"side": "RU", "aspect": "place"}], "both sides, nothing agreed"),
        ([{"side": "US"}, {"side": "third"}], "two originators"),
        ([{"side": "US", "chain": "a"}, {"side": "US", "chain": "b"}], "two originators"),
        ([{"side": "US"}, {"side": "US"}], "one originator"),
    ],
)
def test_an_event_takes_the_strongest_level_that_it_reaches(rows: list[dict], level: str) -> None:
    assert evidence.of_events(_accounts(*rows)).loc["e", "level"] == level


def test_an_event_rests_on_weak_pages_only_when_every_account_does() -> None:
    weak = {"side": "US", "source_kind": "blog"}
    assert evidence.of_events(_accounts(weak, {"side": "RU", "source_kind": "aggregator"})).loc["e", "weak_only"]
    assert not evidence.of_events(_accounts(weak, {"side": "RU", "source_kind": "newspaper"})).loc["e", "weak_only"]


def _severity(mode: str, *rows: dict) -> tuple[int, int, int]:
    events = pd.DataFrame({"event_id": ["e"], "type": ["encounter"], "mode": [mode]})
    found = severity.of_events(events, _accounts(*rows)).loc["e"]
    return found["manner"], found["low"], found["high"]


def test_manner_alone_gives_a_step() -> None:
    assert _severity("roadblock", {"side": "US"}) == (2, 2, 2)


def test_contested_harm_makes_severity_a_range() -> None:
    killed = {"side": "US", "aspect": "casualties", "position": "killed", "value": 4, "unit": "persons"}
    nobody = {"side": "RU", "aspect": "casualties", "position": "none"}
    assert _severity("fire_exchanged", killed) == (4, 6, 6)
    assert _severity("fire_exchanged", killed, nobody) == (4, 4, 6)
    assert _severity("fire_exchanged", killed, {**killed, "side": "RU", "stance": "denies"}) == (4, 4, 6)


def test_a_near_approach_counts_only_below_the_threshold_and_in_any_unit() -> None:
    near = {"side": "US", "aspect": "distance", "position": "closest_approach", "value": 500, "unit": "ft"}
    assert _severity("close_pass", near) == (2, 3, 3)
    assert _severity("close_pass", {**near, "unit": "m"}) == (2, 2, 2)
    assert _severity("close_pass", near, {**near, "side": "RU", "value": 5, "unit": "km"}) == (2, 2, 3)


def test_every_mode_and_every_event_has_a_step(data: Dataset) -> None:
    found = severity.of_events(data.events, data.accounts)
    kept = data.events[data.events["type"].isin(["encounter", "strike"])]
    assert set(kept["mode"].dropna()) <= set(severity.OF_MODE)
    assert set(found.index) == set(kept["event_id"])
    assert (found["low"] <= found["high"]).all() and (found["manner"] <= found["low"]).all()
    assert found["high"].isin(severity.STEPS).all()


def _recodings(pairs: list[tuple[str | None, str | None]]) -> pd.DataFrame:
    rows = [
        {
            "account_id": f"e.{number:02d}",
            "field": "stance",
            "first": first,
            "second": second,
            "resolution": "agreed" if first == second else "first",
        }
        for number, (first, second) in enumerate(pairs)
    ]
    return pd.DataFrame(rows)


def test_alpha_is_one_where_codings_agree_and_not_defined_where_nothing_varies() -> None:
    found = reliability.by_field(_recodings([("a", "a"), ("b", "b"), ("a", "a")])).iloc[0]
    assert (found["alpha"], found["agreement"]) == (1.0, 1.0)
    assert pd.isna(reliability.by_field(_recodings([("a", "a"), ("a", "a")])).iloc[0]["alpha"])


def test_alpha_is_that_of_a_published_example() -> None:
    # Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section A: two observers, binary data.
    first = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    second = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    found = reliability.by_field(_recodings([(str(a), str(b)) for a, b in zip(first, second, strict=True)])).iloc[0]
    assert found["alpha"] == pytest.approx(0.095, abs=0.001)


def test_an_empty_cell_against_a_filled_one_is_a_difference() -> None:
    found = reliability.by_field(_recodings([(None, "3"), ("3", "3"), (None, None)])).iloc[0]
    assert found["agreement"] == pytest.approx(2 / 3)


def test_every_recoded_field_says_how_it_was_settled(data: Dataset) -> None:
    rows = data["recodings"]
    same = rows["first"].fillna("") == rows["second"].fillna("")
    assert (same == (rows["resolution"] == "agreed")).all(), rows.loc[same != (rows["resolution"] == "agreed")]
    assert rows.loc[~same, "reason"].notna().all()


def test_at_least_sixty_accounts_were_coded_twice_in_every_field(data: Dataset) -> None:
    found = reliability.by_field(data["recodings"])
    assert (found["accounts"] >= 60).all() and len(found) == 8
