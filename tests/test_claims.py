"""Official claims: each rests on its account, is tested on rows, and never supports itself."""

import pandas as pd
import pytest

from deconfliction import selection
from deconfliction.findings import claims
from deconfliction.findings.claim_tests import Seen, Told, compare, own_words, verdict_of, weigh

CLAIMS = {claim.key: claim for claim in claims.CLAIMS}


@pytest.fixture(scope="module")
def found(data) -> pd.DataFrame:
    return claims.verdicts(data)


def _with_accounts(data, rows: list[dict]):
    """Return the dataset with no accounts but these of one event, and no states."""
    like = data["accounts"].iloc[0].to_dict()
    accounts = pd.DataFrame([{**like, **row} for row in rows]).astype(data["accounts"].dtypes)
    return data.with_tables(accounts=accounts, channel_states=data["channel_states"].head(0))


def _said(number: int, stance: str, speaker: str, party: str = "US", originator: str = "us-dod") -> dict:
    event = "2019-10-26-raid-on-al-baghdadi"
    return {
        "account_id": f"{event}.{number}",
        "event_id": event,
        "aspect": "effect",
        "position": "airspace_opened",
        "stance": stance,
        "speaker": speaker,
        "party": party,
        "originator": originator,
        "value": pd.NA,
        "value_max": pd.NA,
    }


def test_one_row_for_and_one_against_make_a_mixed_verdict() -> None:
    assert verdict_of(("a",), ("b",), "rows").name == claims.MIXED
    assert verdict_of(("a",), (), "rows").name == claims.SUPPORTED
    assert verdict_of((), ("b",), "rows").name == claims.CONTRADICTED


def test_no_row_makes_a_claim_untestable_and_says_what_is_missing() -> None:
    verdict = verdict_of((), (), "a log of calls")
    assert verdict.name == claims.UNTESTABLE
    assert "a log of calls" in verdict.why


def test_a_claim_is_never_supported_by_its_own_speaker(data) -> None:
    alone = _with_accounts(data, [_said(2, "asserts", "Donald Trump, president")])
    assert CLAIMS["trump-airspace"].test(alone).name == claims.UNTESTABLE


def test_another_speaker_supports_it(data) -> None:
    two = _with_accounts(data, [_said(2, "asserts", "Donald Trump, president"), _said(3, "asserts", "Mark Milley")])
    verdict = CLAIMS["trump-airspace"].test(two)
    assert (verdict.name, verdict.supporting) == (claims.SUPPORTED, ("2019-10-26-raid-on-al-baghdadi.3",))


def test_a_speaker_can_contradict_himself(data) -> None:
    against = _with_accounts(data, [_said(2, "denies", "Donald Trump, president")])
    assert CLAIMS["trump-airspace"].test(against).name == claims.CONTRADICTED


def test_a_voice_is_a_whole_surname_or_an_originator() -> None:
    rows = pd.DataFrame(
        {"speaker": ["Ann Cook, aide", "Bo Cookson", pd.NA], "originator": ["us-dod", "us-dod", "ru-mod"]}
    )
    assert own_words(rows, "Cook").tolist() == [True, False, False]
    assert own_words(rows, "ru-mod").tolist() == [False, False, True]


def test_a_state_counts_where_it_surely_held_within_the_period(data) -> None:
    states = data["channel_states"].iloc[:1].copy()
    states["state"], states["channel_id"] = "reported_in_use", "air-line"
    bounds = {"start_earliest": "2017-04-01", "start_latest": "2017-04-10", "end_earliest": "2017-04-12"}
    states[list(bounds)] = list(bounds.values())
    states["end_latest"] = "2017-04-30"
    part = data.with_tables(channel_states=states)

    def seen(first: str, last: str) -> int:
        return len(Seen(("reported_in_use",), ("air-line",), first, last).rows(part))

    assert seen("2017-04-12", "2017-04-20") == 1
    assert seen("2017-04-13", "2017-04-20") == 0
    assert seen("2017-04-01", "2017-04-09") == 0


def test_accounts_are_asked_by_side(data) -> None:
    rows = [
        _said(2, "asserts", "A"),
        _said(3, "asserts", "B", party="RU", originator="ru-mod"),
    ]
    part = _with_accounts(data, rows)
    assert len(Told(("effect",), ("airspace_opened",)).rows(part)) == 2
    assert len(Told(("effect",), ("airspace_opened",), sides=("RU",)).rows(part)) == 1


def _with_encounters(data, days: list[str]):
    like = data["events"].iloc[0].to_dict()
    rows = [
        {**like, "event_id": f"{day}-pass-{n}", "date": day, "type": "encounter", "mode": "close_pass"}
        for n, day in enumerate(days)
    ]
    return data.with_tables(events=pd.DataFrame(rows).astype(data["events"].dtypes))


def test_growth_is_supported_by_more_encounters_and_contradicted_by_as_many(data) -> None:
    test = compare("2018-01-20", 10, ("close_pass",), grows=True)
    grown = _with_encounters(data, ["2018-01-05", "2018-01-12", "2018-01-13", "2018-01-14", "2018-01-20"])
    assert test(grown).name == claims.SUPPORTED
    assert len(test(grown).supporting) == 4
    level = _with_encounters(data, ["2018-01-04", "2018-01-05", "2018-01-10", "2018-01-11", "2018-01-12", "2018-01-13"])
    assert test(level).name == claims.CONTRADICTED


def test_fewer_than_five_encounters_are_too_few_to_compare(data) -> None:
    few = _with_encounters(data, ["2018-01-05", "2018-01-06", "2018-01-07"])
    assert compare("2018-01-20", 10, ("close_pass",), grows=False)(few).name == claims.UNTESTABLE


def test_every_claim_is_read_from_an_account_of_a_principal_within_the_period(found, data) -> None:
    assert len(CLAIMS) == len(claims.CLAIMS) >= 16
    assert set(found["account_id"]) <= set(data["accounts"]["account_id"])
    assert set(found["side"]) == {"US", "RU"}
    assert found["event_id"].str[:4].astype(int).between(2015, 2020).all()


def test_every_row_that_a_verdict_names_is_in_the_part_of_the_record_that_it_was_tested_on(found, data) -> None:
    for name, label in selection.FILTERS.items():
        part = selection.selected(data, name)
        known = {*part["accounts"]["account_id"], *part["channel_states"]["state_id"], *part["events"]["event_id"]}
        mine = found[found["filter"] == label]
        named = {key for column in ("supporting", "against") for keys in mine[column] for key in keys}
        assert named <= known, label


def test_no_claim_is_among_the_rows_for_it(found) -> None:
    itself = [account in keys for account, keys in zip(found["account_id"], found["supporting"], strict=True)]
    assert not any(itself)


def test_on_an_empty_record_every_claim_is_untestable(data) -> None:
    nothing = data.with_tables(
        **{name: data[name].head(0) for name in ("accounts", "channel_states")}, events=data["events"].head(1)
    )
    assert {claim.test(nothing).name for claim in claims.CLAIMS} == {claims.UNTESTABLE}


def test_an_unknown_account_is_refused(data) -> None:
    lost = claims.Claim("lost", "1999-01-01-nothing.01", "", "", weigh("X", "rows", (), ()))
    with pytest.raises(KeyError, match="1999-01-01-nothing"):
        claims.verdicts(data, (lost,))
