"""Columns of numbers that only resemble those of persons: told by how few pass the check, or by how they run.

One number in ten passes Luhn's check, one in eleven that of the resident ID. A column of persons holds numbers of which
nearly all pass; in a column of serials few do.
"""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from statistics import median

from portal.disclosure.identifiers import (
    fold,
    is_bank_card,
    is_resident_id,
    resembles_bank_card,
    resembles_resident_id,
)
from portal.disclosure.identifiers.text import bare
from portal.disclosure.report import Kind

__all__ = ["not_persons"]

_FEW = 2  # one look-alike alone says nothing of its column
_PASS = 0.5  # share of look-alikes that has to pass
_LEAST, _RUNS, _STEP = 3, 0.8, 100
_SHORTEST, _LONGEST = 9, 19
_RUNNING = frozenset({Kind.MOBILE, Kind.LANDLINE, Kind.BANK_CARD, Kind.RESIDENT_ID, Kind.PASSPORT, Kind.HMT_PERMIT})


def not_persons(values: Sequence[str], *, today: date) -> frozenset[Kind]:
    """Say which kinds a column's values are not, whatever single ones look like, unless its header speaks for them."""
    numbers = [bare(fold(value)).strip() for value in dict.fromkeys(values)]
    numbers = [number for number in numbers if _SHORTEST <= len(number) <= _LONGEST and number[:-1].isdecimal()]
    if 2 * len(numbers) >= len(values) and _run(numbers):
        return _RUNNING
    found = set()
    ids = [number for number in numbers if resembles_resident_id(number, today=today)]
    if _fail(ids, sum(is_resident_id(number, today=today) for number in ids)):
        found.add(Kind.RESIDENT_ID)
    cards = [number for number in numbers if resembles_bank_card(number)]
    if _fail(cards, sum(map(is_bank_card, cards))):
        found.add(Kind.BANK_CARD)
    return frozenset(found)


def _fail(alike: Sequence[str], passed: int) -> bool:
    return len(alike) >= _FEW and passed <= _PASS * len(alike)


def _run(numbers: Sequence[str]) -> bool:
    """Say whether numbers follow each other in small steps, as a counter gives them."""
    plain = [int(number) for number in numbers if number.isdecimal()]
    if len(plain) < _LEAST:
        return False
    steps = [second - first for first, second in pairwise(plain)]
    small = sum(0 < abs(step) <= _STEP for step in steps)
    return small >= _RUNS * len(steps) and abs(median(steps)) <= _STEP
