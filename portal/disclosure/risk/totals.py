"""Which hidden counts anybody can work out from the totals beside them. Pure arithmetic on whole numbers.

A hidden count is an unknown, every total is an equation. Exact elimination finds what the equations alone fix;
what is left is narrowed by what everybody knows of counts: none is negative, and "<5" is at most 4. Every value told
is certain. Not every value that is certain is told: that would take a linear program for each cell.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import gcd

__all__ = ["Bounds", "Cell", "CountTable", "Sum", "recoverable", "solve"]

Cell = tuple[int, int]
"""Row and column, both from 0, the header not counted."""
Bounds = tuple[int, int | None]
"""Least and greatest whole value; None: no greatest."""
_LARGEST = 600  # unknowns that hang together: beyond, only the bounds are narrowed
_ROUNDS = 50


@dataclass(frozen=True, slots=True)
class Sum:
    """One total and the cells that make it up."""

    total: Cell
    parts: tuple[Cell, ...]

    def cells(self) -> tuple[Cell, ...]:
        """Return the total and its parts."""
        return (self.total, *self.parts)


@dataclass(slots=True)
class CountTable:
    """The counts of a table and the sums that hold between them.

    known: the counts that are shown.  hidden: the others, each with what is known of it.  gaps: of these, empty
    cells and dashes: perhaps nobody meant to hide anything there.
    """

    known: dict[Cell, int] = field(default_factory=dict, repr=False)
    hidden: dict[Cell, Bounds] = field(default_factory=dict, repr=False)
    sums: list[Sum] = field(default_factory=list)
    gaps: set[Cell] = field(default_factory=set)

    def totals(self) -> set[Cell]:
        """Return the cells that are a total of others."""
        return {one.total for one in self.sums}


@dataclass(slots=True)
class _Equation:
    """The terms add up to ``value``."""

    terms: dict[Cell, int]
    value: int


def recoverable(table: CountTable) -> dict[Cell, int]:
    """Return the hidden cells whose count is certain, with it. For reckoning only: the counts may not be shown."""
    equations = []
    for one in table.sums:
        terms: dict[Cell, int] = {}
        value = 0
        for cell, sign in ((one.total, 1), *((part, -1) for part in one.parts)):
            if cell in table.hidden:
                terms[cell] = terms.get(cell, 0) + sign
            elif cell in table.known:
                value -= sign * table.known[cell]
            else:
                break
        else:
            equations.append((terms, value))
    return solve(table.hidden, equations)


def solve(unknowns: Mapping[Cell, Bounds], equations: Iterable[tuple[Mapping[Cell, int], int]]) -> dict[Cell, int]:
    """Return the unknowns that the equations and bounds fix, with their value.

    equations: terms (unknown to whole coefficient) and the value they add up to. Equations that cannot all hold
    (a table with a mistake in it) fix nothing among the unknowns that hang together with them.
    """
    rows = [_Equation({key: by for key, by in terms.items() if by}, value) for terms, value in equations]
    found: dict[Cell, int] = {}
    for part in _connected([row for row in rows if row.terms]):
        names = {key for row in part for key in row.terms}
        reduced = _eliminate(part) if len(names) <= _LARGEST else []
        if reduced is None:
            continue
        bounds = {key: unknowns[key] for key in names if key in unknowns}
        if _narrow(bounds, [*part, *reduced]):
            found.update({key: low for key, (low, high) in bounds.items() if low == high})
    return found


def _connected(rows: Sequence[_Equation]) -> list[list[_Equation]]:
    """Part the equations into those that share unknowns."""
    leader: dict[Cell, Cell] = {}

    def find(key: Cell) -> Cell:
        while leader.setdefault(key, key) != key:
            leader[key] = key = leader[leader[key]]
        return key

    for row in rows:
        first, *others = row.terms
        for key in others:
            leader[find(key)] = find(first)
    parts: dict[Cell, list[_Equation]] = {}
    for row in rows:
        parts.setdefault(find(next(iter(row.terms))), []).append(row)
    return list(parts.values())


def _eliminate(rows: Sequence[_Equation]) -> list[_Equation] | None:
    """Reduce by Gauss and Jordan, whole numbers only. None: the equations contradict each other."""
    waiting = [_Equation(dict(row.terms), row.value) for row in rows]
    done: list[_Equation] = []
    while waiting:
        row = waiting.pop(min(range(len(waiting)), key=lambda at: len(waiting[at].terms)))
        if not row.terms:
            if row.value:
                return None
            continue
        pivot = next(iter(row.terms))
        for other in (*waiting, *done):
            if pivot in other.terms:
                _subtract(other, row, pivot)
        done.append(row)
    return done


def _subtract(row: _Equation, other: _Equation, pivot: Cell) -> None:
    """Take the other equation from this one so often that the pivot is gone."""
    mine, theirs = row.terms[pivot], other.terms[pivot]
    scale = abs(theirs) // gcd(mine, theirs)
    times = scale * mine // theirs
    terms = {key: scale * by for key, by in row.terms.items()}
    for key, by in other.terms.items():
        terms[key] = terms.get(key, 0) - times * by
    value = scale * row.value - times * other.value
    common = gcd(value, *terms.values()) or 1
    row.terms = {key: by // common for key, by in terms.items() if by}
    row.value = value // common


def _narrow(bounds: dict[Cell, Bounds], rows: Sequence[_Equation]) -> bool:
    """Narrow the bounds until nothing changes. False: they contradict each other."""
    for _ in range(_ROUNDS):
        changed = False
        for row in rows:
            for key in row.terms:
                narrower = _bounds_from(row, key, bounds)
                low, high = narrower
                if high is not None and low > high:
                    return False
                if narrower != bounds.get(key):
                    bounds[key] = narrower
                    changed = True
        if not changed:
            break
    return True


def _bounds_from(row: _Equation, key: Cell, bounds: Mapping[Cell, Bounds]) -> Bounds:
    """Bound one unknown by the others of an equation."""
    least: int | None = row.value
    greatest: int | None = row.value
    for other, by in row.terms.items():
        if other == key:
            continue
        low, high = bounds.get(other, (0, None))
        small, large = (low, high) if by > 0 else (high, low)
        least = None if least is None or large is None else least - by * large
        greatest = None if greatest is None or small is None else greatest - by * small
    by = row.terms[key]
    if by < 0:
        by, least, greatest = -by, _negative(greatest), _negative(least)
    low, high = bounds.get(key, (0, None))
    if least is not None:
        low = max(low, -(-least // by))
    if greatest is not None:
        high = greatest // by if high is None else min(high, greatest // by)
    return low, high


def _negative(number: int | None) -> int | None:
    return None if number is None else -number
