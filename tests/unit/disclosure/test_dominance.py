"""Who makes most of a sum."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.disclosure.risk.dominance import is_dominated, is_within_p

MADE = st.lists(st.integers(0, 1000), max_size=8)


@pytest.mark.parametrize(
    ("contributions", "n", "k", "unsafe"),
    [
        ([90, 5, 5], 1, 85, True),
        ([85, 10, 5], 1, 85, False),
        ([50, 40, 10], 2, 85, True),
        ([30, 30, 20, 20], 2, 85, False),
        ([7], 2, 85, True),
        ([], 2, 85, False),
        ([0, 0], 2, 85, False),
    ],
)
def test_n_k(contributions: list[float], n: int, k: float, unsafe: bool) -> None:
    assert is_dominated(contributions, n, k) is unsafe


@pytest.mark.parametrize(
    ("contributions", "p", "unsafe"),
    [
        ([100, 50, 9], 10, True),  # the second takes its 50 from 159: 109, within 9 per cent
        ([100, 50, 10], 10, False),
        ([100, 50], 10, True),
        ([100], 10, True),
        ([], 10, False),
        ([0, 0, 0], 10, False),
    ],
)
def test_p_percent(contributions: list[float], p: float, unsafe: bool) -> None:
    assert is_within_p(contributions, p) is unsafe


@given(MADE)
def test_one_or_two_contributors_are_never_safe(contributions: list[int]) -> None:
    if 0 < sum(one > 0 for one in contributions) < 3:
        assert is_dominated(contributions)
        assert is_within_p(contributions)


@pytest.mark.parametrize("rule", [is_dominated, is_within_p])
def test_a_negative_contribution(rule: type) -> None:
    with pytest.raises(ValueError, match="negative"):
        rule([1, -1])
