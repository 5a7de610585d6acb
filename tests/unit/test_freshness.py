"""When a dataset is late by the cadence that its publisher promised."""

from datetime import date, timedelta

import pytest

from portal.catalog.freshness import PERIODS, is_overdue

DAY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("cadence", "days", "late"),
    [
        ("daily", 3, False),
        ("daily", 4, True),
        ("weekly", 10, False),
        ("weekly", 11, True),
        ("monthly", 46, False),
        ("monthly", 47, True),
        ("annual", 549, False),
        ("annual", 550, True),
        ("once", 5000, False),
        ("irregular", 5000, False),
        ("", 5000, False),
    ],
)
def test_half_a_period_of_grace(cadence: str, days: int, late: bool) -> None:
    assert is_overdue(cadence, DAY, DAY + timedelta(days=days)) is late


@pytest.mark.parametrize("cadence", PERIODS)
def test_late_once_late_for_good(cadence: str) -> None:
    states = [is_overdue(cadence, DAY, DAY + timedelta(days=days)) for days in range(700)]
    assert states == sorted(states)
    assert states[0] is False
    assert states[-1] is True
