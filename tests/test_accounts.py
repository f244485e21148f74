"""Agreed, disputed, one-sided, unaddressed: the definitions that the codebook gives, and nothing else."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deconfliction import accounts as standing


def _accounts(*rows: tuple, aspect: str = "line_used") -> pd.DataFrame:
    """Accounts from (side, stance, position, value, value_max, unit), shorter rows filled with nothing."""
    columns = ["side", "stance", "position", "value", "value_max", "unit"]
    padded = [(*row, *(pd.NA,) * (len(columns) - len(row))) for row in rows]
    frame = pd.DataFrame(padded, columns=columns).assign(event_id="2017-06-18-x", aspect=aspect)
    frame["account_id"] = [f"2017-06-18-x.{i:02d}" for i in range(len(frame))]
    return frame


@pytest.mark.parametrize(
    ("rows", "status"),
    [
        ([("US", "asserts", "yes"), ("RU", "asserts", "yes")], "agreed"),
        ([("US", "asserts", "yes"), ("RU", "asserts", "no")], "disputed"),
        ([("US", "asserts", "yes"), ("RU", "denies", "yes")], "disputed"),
        ([("US", "asserts", "yes"), ("RU", "qualifies", "yes")], "agreed"),
        ([("US", "denies", "yes"), ("RU", "denies", "yes")], "agreed"),
        ([("US", "asserts", "yes")], "one-sided"),
        ([("RU", "denies", "yes"), ("third", "asserts", "yes")], "one-sided"),
        ([("third", "asserts", "yes")], "unaddressed"),
    ],
)
def test_one_proposition_takes_the_status_that_the_codebook_gives_it(rows: list[tuple], status: str) -> None:
    assert standing.status_of(_accounts(*rows)) == status


@pytest.mark.parametrize(
    ("us", "ru", "status"),
    [
        ((3, pd.NA, "nmi"), (5.556, pd.NA, "km"), "agreed"),
        ((3, pd.NA, "nmi"), (5, pd.NA, "mi"), "disputed"),
        ((10, 20, "mi"), (2, 3, "km"), "disputed"),
        ((1, pd.NA, "h"), (60, pd.NA, "min"), "agreed"),
        ((3, pd.NA, "nmi"), (3, pd.NA, "persons"), "disputed"),
        ((10, 12, "calls"), (12, 20, "calls"), "agreed"),
    ],
)
def test_numbers_agree_when_their_ranges_meet_in_one_unit(us: tuple, ru: tuple, status: str) -> None:
    rows = _accounts(("US", "asserts", "closest", *us), ("RU", "asserts", "closest", *ru), aspect="distance")
    assert standing.by_aspect(rows)["status"].tolist() == [status]


def test_on_an_open_aspect_two_different_positions_are_two_statements_and_no_dispute() -> None:
    rows = [("US", "asserts", "ground_line"), ("RU", "asserts", "mutual_aid")]
    assert standing.by_aspect(_accounts(*rows, aspect="provisions"))["status"].tolist() == ["one-sided"]
    assert standing.by_aspect(_accounts(*rows, aspect="place"))["status"].tolist() == ["disputed"]


def test_an_aspect_takes_the_strongest_status_of_its_statements() -> None:
    rows = [
        ("US", "asserts", "ground_line"),
        ("RU", "asserts", "ground_line"),
        ("US", "denies", "target_sharing"),
        ("RU", "asserts", "target_sharing"),
    ]
    assert standing.by_aspect(_accounts(*rows, aspect="provisions"))["status"].tolist() == ["disputed"]


_ROWS = st.lists(
    st.tuples(
        st.sampled_from(["US", "RU", "third"]),
        st.sampled_from(["asserts", "denies", "qualifies"]),
        st.sampled_from(["yes", "no"]),
    ),
    min_size=1,
    max_size=6,
)


@given(_ROWS)
def test_status_does_not_depend_on_the_order_of_accounts_or_on_which_side_is_called_which(rows: list[tuple]) -> None:
    status = standing.status_of(_accounts(*rows))
    swap = {"US": "RU", "RU": "US", "third": "third"}
    assert standing.status_of(_accounts(*reversed(rows))) == status
    assert standing.status_of(_accounts(*[(swap[side], *rest) for side, *rest in rows])) == status


@given(_ROWS)
def test_third_parties_never_make_or_end_a_dispute(rows: list[tuple]) -> None:
    principals = [row for row in rows if row[0] != "third"]
    if principals:
        assert standing.status_of(_accounts(*rows)) == standing.status_of(_accounts(*principals))


def test_statements_within_one_chain_of_command_count_once(data) -> None:
    originators = data["originators"].set_index("originator_id")
    assert originators.loc["us-dod", "chain"] == originators.loc["us-centcom", "chain"]
    accounts = pd.DataFrame({"event_id": ["a", "a", "b"], "chain": ["us-military", "us-military", "ru-military"]})
    assert standing.independent_originators(accounts).to_dict() == {"a": 1, "b": 1}
