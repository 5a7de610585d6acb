"""Hidden counts stay hidden: what the totals give away, and what has to be hidden beside."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.disclosure.risk.suppression import suppress
from portal.disclosure.risk.totals import Cell, CountTable, Sum, recoverable, solve


def grid(counts: list[list[int]]) -> CountTable:
    """A table with a total a row, a total a column and one of all."""
    rows, columns = len(counts), len(counts[0])
    known = {(r, c): counts[r][c] for r in range(rows) for c in range(columns)}
    known |= {(r, columns): sum(counts[r]) for r in range(rows)}
    known |= {(rows, c): sum(counts[r][c] for r in range(rows)) for c in range(columns)}
    known[rows, columns] = sum(map(sum, counts))
    sums = [Sum((r, columns), tuple((r, c) for c in range(columns))) for r in range(rows + 1)]
    sums += [Sum((rows, c), tuple((r, c) for r in range(rows))) for c in range(columns + 1)]
    return CountTable(known, {}, sums)


def hide(table: CountTable, cells: set[Cell], greatest: int | None = None) -> CountTable:
    known = {cell: count for cell, count in table.known.items() if cell not in cells}
    return CountTable(known, dict.fromkeys(cells, (0, greatest)), table.sums)


GRIDS = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.one_of(st.integers(0, 6), st.integers(0, 90)), min_size=width, max_size=width),
        min_size=1,
        max_size=5,
    )
)


def test_one_hidden_cell_of_a_row_is_worked_out() -> None:
    assert recoverable(hide(grid([[3, 20], [40, 50]]), {(0, 0)})) == {(0, 0): 3}


def test_a_rectangle_of_hidden_cells_is_not() -> None:
    assert recoverable(hide(grid([[3, 20], [40, 50]]), {(0, 0), (0, 1), (1, 0), (1, 1)})) == {}


def test_elimination_finds_what_no_single_total_gives() -> None:
    # x + y = 5 and y + z = 6 and x + z = 7: no total has one unknown only
    table = CountTable(
        {(9, 0): 5, (9, 1): 6, (9, 2): 7},
        dict.fromkeys([(0, 0), (0, 1), (0, 2)], (0, None)),
        [
            Sum((9, 0), ((0, 0), (0, 1))),
            Sum((9, 1), ((0, 1), (0, 2))),
            Sum((9, 2), ((0, 0), (0, 2))),
        ],
    )
    assert recoverable(table) == {(0, 0): 3, (0, 1): 2, (0, 2): 4}


def test_bounds_fix_what_equations_leave_open() -> None:
    # "<5" twice, eight together: both are four
    table = CountTable({(0, 2): 8}, {(0, 0): (0, 4), (0, 1): (0, 4)}, [Sum((0, 2), ((0, 0), (0, 1)))])
    assert recoverable(table) == {(0, 0): 4, (0, 1): 4}


def test_a_table_that_contradicts_itself_gives_nothing_away() -> None:
    table = CountTable({(0, 1): 3, (1, 1): 5}, {(0, 0): (0, None)}, [])
    table.sums = [Sum((0, 1), ((0, 0),)), Sum((1, 1), ((0, 0),))]
    assert recoverable(table) == {}


@given(GRIDS, st.data())
@settings(max_examples=150, deadline=None)
def test_what_is_told_is_true_and_all_that_equations_fix_is_told(counts: list[list[int]], data: st.DataObject) -> None:
    table = grid(counts)
    cells = data.draw(st.sets(st.sampled_from(sorted(table.known)), max_size=6))
    found = recoverable(hide(table, cells))
    assert all(table.known[cell] == count for cell, count in found.items())
    assert set(found) >= set(found_by_trying(table, cells)) if len(cells) <= 4 else True


def found_by_trying(table: CountTable, cells: set[Cell]) -> dict[Cell, int]:
    """Try every whole number up to 7 beside the true one in linear combinations: cells no other solution changes."""
    order = sorted(cells)
    sums = [one for one in table.sums if set(one.cells()) & cells]
    moves = [
        move
        for move in product((-2, -1, 0, 1, 2), repeat=len(order))
        if any(move) and all(_kept(one, dict(zip(order, move, strict=True))) for one in sums)
    ]
    return {cell: table.known[cell] for at, cell in enumerate(order) if not any(move[at] for move in moves)}


def _kept(one: Sum, move: dict[Cell, int]) -> bool:
    return move.get(one.total, 0) == sum(move.get(part, 0) for part in one.parts)


@given(GRIDS)
@settings(max_examples=200, deadline=None)
def test_after_suppression_nothing_can_be_worked_out(counts: list[list[int]]) -> None:
    table = grid(counts)
    before = dict(table.known)
    plan = suppress(table)
    assert table.known == before
    low = {cell for cell, count in table.known.items() if 1 <= count <= 4 and cell not in table.totals()}
    assert plan.primary == low
    assert recoverable(hide(table, set(plan.cells))) == {}
    if not low:
        assert not plan.cells


@given(GRIDS, st.data())
@settings(max_examples=60, deadline=None)
def test_cells_that_the_table_hid_itself_are_protected_too(counts: list[list[int]], data: st.DataObject) -> None:
    table = grid(counts)
    parts = sorted(set(table.known) - table.totals())
    table = hide(table, data.draw(st.sets(st.sampled_from(parts), max_size=2)))
    plan = suppress(table)
    hidden = {**table.hidden, **dict.fromkeys(plan.cells, (0, None))}
    known = {cell: count for cell, count in table.known.items() if cell not in plan.cells}
    assert recoverable(CountTable(known, hidden, table.sums)) == {}


def test_few_cells_and_no_totals() -> None:
    plan = suppress(grid([[3, 20, 30], [40, 50, 60], [70, 80, 90]]))
    assert plan.primary == {(0, 0)}
    assert len(plan.cells) == 4
    assert plan.totals == 0


def test_a_total_of_one_part_is_hidden_with_it() -> None:
    plan = suppress(CountTable({(0, 0): 2, (1, 0): 2}, {}, [Sum((1, 0), ((0, 0),))]))
    assert plan.cells == {(0, 0), (1, 0)}
    assert plan.totals == 1


@pytest.mark.parametrize("seed", range(3))
def test_a_large_table(seed: int) -> None:
    counts = [[(r * 7 + c * 13 + seed * r * c) % 97 for c in range(12)] for r in range(40)]
    plan = suppress(grid(counts))
    assert recoverable(hide(grid(counts), set(plan.cells))) == {}
    assert len(plan.cells) <= 3 * len(plan.primary) + 4


def test_solve_takes_coefficients() -> None:
    found = solve({(0, 0): (0, None), (0, 1): (0, None)}, [({(0, 0): 2, (0, 1): 3}, 12), ({(0, 0): 4, (0, 1): -3}, 6)])
    assert found == {(0, 0): 3, (0, 1): 2}
