"""Numbers, axes and periods."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.charts.numbers import Axis, axis_of, clip, short, spoken, steps, width_of
from portal.charts.periods import name_of, next_period, periods, start_of
from portal.charts.plans import Grain

NUMBERS = st.floats(min_value=-1e12, max_value=1e12, allow_nan=False)


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (0, "0", "0"),
        (9_999, "9,999", "9,999"),
        (123_456, "12.35万", "123,456"),
        (10_635_971, "1,064万", "10.64 million"),
        (1_234_000_000, "12.34亿", "1.234 billion"),
        (0.61667, "0.617", "0.617"),
        (-21.55, "−21.6", "−21.6"),
    ],
)
def test_spoken(value: float, zh: str, en: str) -> None:
    assert (spoken(value, "zh"), spoken(value, "en")) == (zh, en)


def test_short() -> None:
    assert [short(one, "en") for one in (950, 12_345, 1_470_000)] == ["950", "12.3k", "1.47M"]
    assert short(12_345, "zh") == "1.23万"


def test_an_axis_has_one_unit_of_size() -> None:
    assert Axis([0, 50_000, 100_000]).labels("zh") == ["0", "5万", "10万"]
    assert Axis([0, 2000, 4000]).labels("en") == ["0", "2k", "4k"]


@given(NUMBERS, NUMBERS)
def test_an_axis_holds_its_values(one: float, other: float) -> None:
    low, high = sorted((one, other))
    axis = axis_of(low, high)
    slack = (axis.high - axis.low) * 1e-6 + 1e-12
    assert axis.low <= low + slack
    assert axis.high >= high - slack
    assert 2 <= len(axis.ticks) <= 12


@given(NUMBERS, st.floats(min_value=0.01, max_value=1e9), st.booleans())
def test_steps_hold_their_values(low: float, span: float, whole: bool) -> None:
    if whole:
        low, span = float(int(low)), float(max(1, int(span)))
    edges = steps(low, low + span, whole=whole)
    slack = (edges[1] - edges[0]) * 1e-3 + abs(low) * 1e-9
    assert edges[0] <= low + slack
    assert edges[-1] >= low + span - slack
    assert len(edges) <= 25
    assert not whole or all(float(edge).is_integer() for edge in edges)


@given(st.text(max_size=30), st.floats(min_value=20, max_value=300))
def test_clipped_text_fits(text: str, room: float) -> None:
    assert width_of(clip(text, 15, room), 15) <= max(room, width_of("…", 15))


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2090, 1, 1)), st.sampled_from(list(Grain)))
def test_periods_follow_each_other(day: date, grain: Grain) -> None:
    start = start_of(day, grain)
    following = next_period(start, grain)
    assert start <= day < following
    assert start_of(following, grain) == following
    assert periods(start, following, grain) == [start, following]


def test_names() -> None:
    assert name_of(date(2025, 3, 1), Grain.MONTH, "zh") == "2025年3月"
    assert name_of(date(2025, 10, 1), Grain.QUARTER, "en") == "Q4 2025"
