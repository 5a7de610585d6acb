"""The cells of a table that are worth a closer look, chosen by DuckDB for all rows at once.

A table that the sample holds in full needs no database.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import duckdb

from portal.disclosure.candidates import Plan, Sample
from portal.disclosure.patterns import compiled
from portal.tables.source import NotPlain, Source, load_source, open_source, quoted

__all__ = ["candidates"]

_FETCHED = 2000
Progress = Callable[[int], None] | None


def candidates(
    path: Path, plans: Sequence[Plan], sample: Sample, *, progress: Progress = None
) -> Iterator[tuple[Plan, int, str]]:
    """Give each cell that is worth a look, with its plan and its data row from 1; rows ascend within a column.

    Raises PortalError ``table.*`` if the file cannot be read.
    """
    if sample.whole:
        yield from _from_rows(enumerate(sample.cells, 1), plans)
        return
    with ExitStack() as stack:
        try:
            source = stack.enter_context(open_source(path, threads=1, rough=True))
            yield from _from_source(source, plans, path.stat().st_size, sample.rows, progress)
        except (NotPlain, duckdb.InvalidInputException):
            pass
        else:
            return
    with load_source(path, ragged=True, threads=1) as source:
        yield from _from_source(source, plans, path.stat().st_size, sample.rows, progress)


def _from_rows(rows: Iterator[tuple[int, Sequence[str]]], plans: Sequence[Plan]) -> Iterator[tuple[Plan, int, str]]:
    patterns = [(one, compiled(one.pattern) if one.pattern else None) for one in plans]
    for number, row in rows:
        for one, pattern in patterns:
            cell = row[one.index] if one.index < len(row) else ""
            if cell and (pattern is None or pattern.search(cell)) and not cell.isspace():
                yield one, number, cell


def _from_source(
    source: Source, plans: Sequence[Plan], size: int, rows: int, progress: Progress
) -> Iterator[tuple[Plan, int, str]]:
    whole = [one for one in plans if not one.pattern]
    chosen = [one for one in plans if one.pattern]  # not with the others: most rows would be looked at closely
    readings = [some for some in (chosen, whole) if some]
    told = _told(progress, size, rows, len(readings))
    for some in readings:
        yield from _query(source, some, _wanted(some), told)


def _wanted(plans: Sequence[Plan]) -> str:
    """Write what a row has to have: one pattern for the cells that are looked at together, one for each other."""
    together = [one for one in plans if not one.apart]
    tests = [
        _matches(f"c{one.index}", one.pattern) if one.pattern else f"c{one.index} IS NOT NULL"
        for one in plans
        if one.apart
    ]
    if together:
        cells = f"concat_ws(chr(10), {', '.join(f'c{one.index}' for one in together)})"
        tests.insert(0, _matches(cells, together[0].pattern))
    return " OR ".join(tests)


def _matches(value: str, pattern: str) -> str:
    return f"regexp_matches({value}, {quoted(pattern)})"


def _told(progress: Progress, size: int, rows: int, readings: int) -> Callable[[int], None]:
    """Tell progress in bytes of the file from rows that were read."""
    each = size / max(1, rows) / max(1, readings)
    return (lambda passed: progress(round(passed * each))) if progress else lambda _: None


def _query(
    source: Source, plans: Sequence[Plan], condition: str, told: Callable[[int], None]
) -> Iterator[tuple[Plan, int, str]]:
    columns = ", ".join(f"c{one.index}" for one in plans)
    numbered = f"SELECT row_number() OVER () AS row, {columns} FROM {source.relation}"  # noqa: S608 - c0 … cN
    cells = (
        f"SELECT row, unnest(range({len(plans)})) AS place, unnest([{columns}]) AS cell "  # noqa: S608
        f"FROM ({numbered}) WHERE {condition}"
    )
    cursor = source.connection.execute(f"SELECT row, place, cell FROM ({cells}) WHERE {_telling_cells(plans)}")  # noqa: S608
    last = 0
    while batch := cursor.fetchmany(_FETCHED):
        for number, place, cell in batch:
            yield plans[place], number, cell
        told(batch[-1][0] - last)
        last = batch[-1][0]


def _telling_cells(plans: Sequence[Plan]) -> str:
    """Write what a cell has to have: a pattern is compiled once for all columns that it is for."""
    places: dict[str, list[str]] = {}
    for place, one in enumerate(plans):
        places.setdefault(one.pattern, []).append(str(place))
    tests = (
        f"place IN ({', '.join(some)}) AND {_matches('cell', pattern) if pattern else 'true'}"
        for pattern, some in places.items()
    )
    return f"cell IS NOT NULL AND ({' OR '.join(tests)})"
