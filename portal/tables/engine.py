"""A read-only DuckDB file a table, made once from its Parquet, and what is asked of it.

The files lie in one folder (`portal.tables.folder`) under the SHA-256 of the Parquet they were made from; the folder
may be deleted at any time. A file is opened with one thread, a bound on memory, and no way to other files but the
folder's ``spool``, where exports are written and sorts spill. Each question has a bound on its time.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import duckdb

from portal.errors import PortalError
from portal.tables.cursor import check_cursor, read_cursor, write_cursor
from portal.tables.deadline import Deadline
from portal.tables.folder import locked, spool_of, touch, trim
from portal.tables.query import BadQuery, Column, Plan
from portal.tables.source import quoted
from portal.tables.statements import TABLE, Statement, as_json, count_of, keys_of, name_of, select
from portal.tables.values import Scalar, is_wide, kind_of

__all__ = ["Answer", "Table", "Tables", "answer", "asking", "begun", "count", "fetch"]

_OPEN = 8  # tables kept open: each may hold as much memory as is said below
_COUNTS = 256  # counts remembered a table
_MEMORY = "256MB"
_SPILL = "8GB"
_SECONDS = 30
_MOST_BYTES = 20_000_000_000
_ROW_NUMBER = "_id"


@dataclass(frozen=True, slots=True)
class Answer:
    """Part of what was asked for. rows: as the plan's columns.

    total: rows (or groups) that there are, whatever part this is.  truncated: whether more follow.
    next: cursor of what follows; None where nothing does, or nothing was given.
    """

    rows: list[tuple[Any, ...]]
    total: int
    truncated: bool
    next: str | None


@dataclass(frozen=True, slots=True)
class Table:
    """An open table. columns: its own, in order; row: of the row number, counted from 1 in the file's order.

    deadline: of each question.
    The row number is called ``_id``, or with more lines before it where the table has a column of that name.
    """

    sha256: str
    row: Column
    columns: tuple[Column, ...]
    total: int
    spool: Path
    deadline: Deadline = field(repr=False, compare=False)
    connection: duckdb.DuckDBPyConnection = field(repr=False)
    counts: dict[Statement, int] = field(default_factory=dict, repr=False, compare=False)

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """The row number's column, then the table's own: what `parse_query` takes."""
        return (self.row, *self.columns)


class Tables:
    """The tables of one folder, a few of them kept open. May be used by several threads and processes at once."""

    def __init__(
        self,
        folder: Path,
        *,
        most_open: int = _OPEN,
        memory: str = _MEMORY,
        seconds: float = _SECONDS,
        most_bytes: int = _MOST_BYTES,
    ) -> None:
        """Set bounds. seconds: of one question; 0: none.  most_bytes: of all files in the folder, the newest kept."""
        self._folder = folder.absolute()
        self._most_open = most_open
        self._memory = memory
        self._deadline = Deadline(seconds)
        self._most_bytes = most_bytes
        self._open: OrderedDict[str, Table] = OrderedDict()
        self._lock = threading.Lock()

    def open(self, sha256: str, parquet: Callable[[], Path]) -> Table:
        """Return a table by the hash of its Parquet. parquet: gives the file, asked only if it is needed.

        A table that is let go of here stays open for as long as somebody holds it.
        """
        path = self._folder / f"{sha256}.duckdb"
        with self._lock:
            found = self._open.get(sha256)
            if found is not None:
                self._open.move_to_end(sha256)
        touch(path)
        if found is not None:
            return found
        made, fresh = self._connect(path, sha256, parquet)
        if fresh:
            trim(self._folder, self._most_bytes, keep=path)
        with self._lock:
            kept = self._open.setdefault(sha256, made)
            while len(self._open) > self._most_open:
                self._open.popitem(last=False)
        return kept

    def close(self) -> None:
        """Let go of all tables."""
        with self._lock:
            self._open.clear()

    def _connect(self, path: Path, sha256: str, parquet: Callable[[], Path]) -> tuple[Table, bool]:
        """Open the file, made now if it is not there; also tell whether it was."""
        spool = spool_of(self._folder)
        # opened under the lock too: within a process DuckDB gives all who open a file one database, set up once
        with locked(path):
            if path.exists():
                try:
                    return self._opened(path, sha256, spool), False
                except duckdb.Error:  # cut short, or of another version: it is only a copy
                    path.unlink(missing_ok=True)
            _build(parquet(), path, self._memory)
            return self._opened(path, sha256, spool), True

    def _opened(self, path: Path, sha256: str, spool: Path) -> Table:
        connection = _open_file(path, spool, self._memory)
        described = connection.execute(f"DESCRIBE {TABLE}").fetchall()
        row, *columns = [Column(str(one[0]), kind_of(str(one[1])), wide=is_wide(str(one[1]))) for one in described]
        counted = connection.execute(f"SELECT count(*) FROM {TABLE}").fetchone() or (0,)  # noqa: S608 a constant
        return Table(sha256, row, tuple(columns), int(counted[0]), spool, self._deadline, connection)


def answer(table: Table, plan: Plan, *, release: int) -> Answer:
    """Give a part of the rows or groups, as values that JSON can hold, except numbers that are not finite.

    release: number that cursors are to name.
    Raises BadQuery (cursor), PortalError as `asking` does.
    """
    asked, after = begun(table, plan)
    # one more than was asked for tells whether anything follows
    peeked = asked if asked.limit is None else replace(asked, limit=asked.limit + 1)
    total = count(table, plan)
    if plan.limit == 0:
        return Answer([], total, truncated=total > asked.offset, next=None)
    rows = fetch(table, select(peeked, table.row, as_json, after=after, numbered=True))
    truncated = plan.limit is not None and len(rows) > plan.limit
    rows = rows[: plan.limit]
    follows = None
    if truncated and rows:
        place = asked.offset + len(rows) if plan.is_grouped else rows[-1][-1]
        follows = write_cursor(plan, table.sha256, release, place)
    return Answer(rows if plan.is_grouped else [one[:-1] for one in rows], total, truncated=truncated, next=follows)


def begun(table: Table, plan: Plan) -> tuple[Plan, Sequence[Scalar | None] | None]:
    """Read the plan's cursor: groups are left out by number, rows begin after one with these sort values.

    Raises BadQuery for a cursor that does not belong to the question.
    """
    if not plan.after:
        return plan, None
    cursor = read_cursor(plan.after)
    check_cursor(cursor, plan, table.sha256)
    if plan.is_grouped:
        return replace(plan, offset=cursor.place), None
    if not 1 <= cursor.place <= table.total:
        raise BadQuery("rows.cursor", name="after")
    if not plan.sort:
        return (plan, (cursor.place,)) if plan.where else (replace(plan, offset=cursor.place), None)
    return plan, fetch(table, keys_of(plan, table.row, cursor.place))[0]


def count(table: Table, plan: Plan) -> int:
    """Count the rows or groups, whatever part of them was asked for; remembered, for a table never changes."""
    if not plan.where and not plan.is_grouped:
        return table.total
    statement = count_of(plan)
    known = table.counts.get(statement)
    if known is None:
        known = int(fetch(table, statement)[0][0])
        if len(table.counts) >= _COUNTS:
            table.counts.clear()
        table.counts[statement] = known
    return known


def fetch(table: Table, statement: Statement) -> list[tuple[Any, ...]]:
    """Run a statement on a cursor of its own and return its rows. Raises PortalError as `asking` does."""
    cursor = table.connection.cursor()
    with asking(table, cursor):
        return cursor.execute(statement.sql, statement.values).fetchall()


@contextmanager
def asking(table: Table, cursor: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Bound the time of what a cursor is asked, and say in words what an honest question may run into.

    cursor: one of the table's, asked by nobody else.
    Raises PortalError ``rows.slow`` (more time than it may take), ``rows.heavy`` (more memory than there is),
    ``rows.overflow`` (a sum of more than 38 digits).
    """
    try:
        with table.deadline.over(cursor):
            yield
    except duckdb.InterruptException as error:
        raise PortalError("rows.slow", seconds=table.deadline.seconds) from error
    except duckdb.OutOfMemoryException as error:
        raise PortalError("rows.heavy") from error
    except (duckdb.OutOfRangeException, duckdb.ConversionException) as error:
        raise PortalError("rows.overflow") from error


def _open_file(path: Path, spool: Path, memory: str) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(
        str(path),
        read_only=True,
        config={"threads": 1, "memory_limit": memory, "python_enable_replacements": False},
    )
    if connection.execute("SELECT current_setting('lock_configuration')").fetchone() != (True,):
        for setting in (
            f"temp_directory = {quoted(str(spool))}",
            f"max_temp_directory_size = {quoted(_SPILL)}",
            f"allowed_directories = [{quoted(f'{spool}/')}]",
            "enable_external_access = false",
            "lock_configuration = true",
        ):
            connection.execute(f"SET {setting}")
    return connection


def _build(parquet: Path, path: Path, memory: str) -> None:
    """Make a file under another name, then give it its name: whoever sees it sees it whole. Needs the lock."""
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    try:
        with duckdb.connect(str(fresh), config={"threads": 1, "memory_limit": memory}) as connection:
            source = f"read_parquet({quoted(str(parquet))})"
            names = [str(one[0]) for one in connection.execute(f"DESCRIBE FROM {source}").fetchall()]
            row = name_of(_free_name(names))
            connection.execute(
                f"CREATE TABLE {TABLE} AS SELECT row_number() OVER () AS {row}, * FROM {source}"  # noqa: S608 quoted
            )
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
        fresh.with_name(f"{fresh.name}.wal").unlink(missing_ok=True)


def _free_name(names: Sequence[str]) -> str:
    taken = {name.casefold() for name in names}
    name = _ROW_NUMBER
    while name in taken:
        name = f"_{name}"
    return name
