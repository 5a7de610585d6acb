"""Test whole columns of a standard CSV against readings: every row, by DuckDB or by `csv.reader`.

The two give the same answers; which one is used depends on the file alone (`portal.tables.source`).
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Protocol

from portal.tables.fields import Reading
from portal.tables.source import NotPlain, Source, open_source, read_header, read_rows

__all__ = ["Blank", "Columns", "FastColumns", "Outcome", "SlowColumns", "open_columns"]

_SHOWN = 64  # counter-examples kept a column
_REMEMBERED = 4096  # accepted cells remembered a column
_SMALL = 1 << 16  # bytes: below, opening DuckDB costs more than reading the rows
_BATCH = 100  # columns a query


@dataclass(slots=True)
class Outcome:
    """What one column's test found: how many cells are not accepted, and some of them, distinct."""

    rejected: int = 0
    cells: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Blank:
    """How many rows are blank, and in how many of them each column's cell is a marker, not empty."""

    rows: int
    markers: list[int]


class Columns(Protocol):
    """A CSV whose columns can be tested, again and again. Columns are known by their index."""

    @property
    def header(self) -> tuple[str, ...]:
        """The header's cells."""

    def test(self, readings: Mapping[int, Reading]) -> dict[int, Outcome]:
        """Test every cell of these columns."""

    def blank_rows(self, readings: Mapping[int, Reading]) -> Blank:
        """Find the rows in which every cell is missing: an error to frictionless. readings: of all columns."""

    def rows(self) -> int:
        """Count the rows below the header."""

    def ragged(self) -> int:
        """Count the rows that are not as wide as the header."""


@contextmanager
def open_columns(path: Path) -> Iterator[Columns]:
    """Open a standard CSV for tests.

    Raises PortalError ``table.empty``, ``table.encoding``, ``table.unreadable``.
    """
    header = tuple(read_header(path))
    with ExitStack() as stack:
        if path.stat().st_size < _SMALL:
            yield SlowColumns(path, header)
            return
        try:
            source = stack.enter_context(open_source(path))
        except NotPlain:
            yield SlowColumns(path, header)
            return
        yield FastColumns(source)


@dataclass(frozen=True, slots=True)
class FastColumns:
    """By DuckDB."""

    source: Source

    @property
    def header(self) -> tuple[str, ...]:
        """The header's cells."""
        return self.source.header

    def test(self, readings: Mapping[int, Reading]) -> dict[int, Outcome]:
        """See `Columns`."""
        found = {index: Outcome() for index in readings}
        bad = {index: _bad(index, reading) for index, reading in readings.items() if reading.pattern is not None}
        for batch in _batches(bad):
            counts = self.source.select(*(f"count(*) FILTER (WHERE {bad[index]})" for index in batch))
            for index, rejected in zip(batch, counts, strict=True):
                found[index].rejected = rejected
        # looking for the cells costs more than counting them, and most columns have none
        for batch in _batches(index for index, outcome in found.items() if outcome.rejected):
            cells = iter(self.source.select(*(shown for index in batch for shown in _shown(index, bad[index]))))
            for index in batch:
                top, least, most = islice(cells, 3)
                found[index].cells = list(dict.fromkeys(cell or "" for cell in [*(top or []), least, most]))
        return found

    def blank_rows(self, readings: Mapping[int, Reading]) -> Blank:
        """See `Columns`."""
        blank = " AND ".join(reading.missing_sql(f"c{index}") for index, reading in readings.items())
        rows, *markers = self.source.select("count(*)", *(f"count(c{index})" for index in readings), where=blank)
        return Blank(rows, markers)

    def rows(self) -> int:
        """See `Columns`."""
        return int(self.source.select("count(*)")[0])

    def ragged(self) -> int:
        """See `Columns`: such a file is not opened here."""
        return 0


def _bad(index: int, reading: Reading) -> str:
    return f"NOT ({reading.missing_sql(f'c{index}')} OR {reading.accepts_sql(f'c{index}')})"


def _shown(index: int, bad: str) -> tuple[str, ...]:
    column, where = f"c{index}", f"FILTER (WHERE {bad})"
    return (f"approx_top_k({column}, {_SHOWN}) {where}", f"min({column}) {where}", f"max({column}) {where}")


def _batches(indexes: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(indexes)
    while batch := list(islice(rest, _BATCH)):
        yield batch


@dataclass(frozen=True, slots=True)
class SlowColumns:
    """By `csv.reader`: the reference. A cell that a short row lacks is not tested; one too many is not seen."""

    path: Path
    header: tuple[str, ...]

    def _body(self) -> Iterator[list[str]]:
        return islice(read_rows(self.path), 1, None)

    def test(self, readings: Mapping[int, Reading]) -> dict[int, Outcome]:
        """See `Columns`."""
        found = {index: Outcome() for index in readings}
        known: dict[int, set[str]] = {index: set() for index in readings}
        asked = [(i, r.accepts, found[i], known[i]) for i, r in readings.items() if r.pattern is not None]
        for row in self._body():
            width = len(row)
            for index, accepts, outcome, accepted in asked:
                if index >= width or (cell := row[index]) in accepted:
                    continue
                if accepts(cell):
                    if len(accepted) < _REMEMBERED:
                        accepted.add(cell)
                    continue
                outcome.rejected += 1
                if len(outcome.cells) < _SHOWN and cell not in outcome.cells:
                    outcome.cells.append(cell)
        return found

    def blank_rows(self, readings: Mapping[int, Reading]) -> Blank:
        """See `Columns`."""
        blank = Blank(0, [0] * len(self.header))
        rows = 0
        missing = [readings[index].missing for index in range(len(self.header))]
        for row in self._body():
            if all(cell in markers for cell, markers in zip(row, missing, strict=False)):
                rows += 1
                for index, cell in enumerate(row[: len(missing)]):
                    blank.markers[index] += bool(cell)
        return Blank(rows, blank.markers)

    def rows(self) -> int:
        """See `Columns`."""
        return sum(1 for _ in self._body())

    def ragged(self) -> int:
        """See `Columns`."""
        return sum(1 for row in self._body() if len(row) != len(self.header))
