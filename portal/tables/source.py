"""Open a standard CSV in DuckDB, but only if DuckDB reads the very cells that RFC 4180 says are there.

DuckDB's reader is some twenty times faster than Python's and silently differs from it in five places: it skips
blank lines, drops an empty cell too many at the end of a row, trims spaces around a quoted cell, strips a
byte-order mark, and sometimes loses the `""` of a table of one column. So the raw
bytes are looked at first, and a file in which any of that could matter is read by `csv.reader`, the reference.
"""

import csv
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from portal.errors import PortalError

__all__ = ["NotPlain", "Source", "load_source", "open_source", "quoted", "read_header", "read_rows"]

_BLOCK = 1 << 18
_LONGEST_LINE = 1 << 21  # DuckDB's own bound for a line, bytes
_WIDE = 600  # columns: from here on planning a query costs more than reading the rows
_COMMAS = (
    "coalesce(sum(length({column}) - length(replace({column}, ',', ''))) FILTER (WHERE contains({column}, ',')), 0)"
)
_CELLS = 50_000  # copied at a time
_QUOTE_SPACE = re.compile(rb'"[ \t]+(?:[,\r\n]|\Z)')
_SPACE_QUOTE = (b' "', b'\t"')

csv.field_size_limit(min(sys.maxsize, 2**31 - 2))  # frictionless, the reference, sets the same


class NotPlain(Exception):
    """DuckDB would or might read this file differently from RFC 4180: use `read_rows`."""


@dataclass(frozen=True, slots=True)
class Source:
    """A CSV open in DuckDB: the columns are ``c0 … cN`` (VARCHAR; an empty cell is NULL), in file order."""

    connection: duckdb.DuckDBPyConnection
    relation: str
    header: tuple[str, ...]

    def select(self, *values: str, where: str = "true", computed: Sequence[str] = ()) -> tuple[Any, ...]:
        """Compute one row of values (SQL over the columns) from the rows that meet a condition.

        computed: columns to make first (``… AS name``), in place of the table's own.

        Raises NotPlain if the file turns out not to be one that DuckDB reads as RFC 4180 says.
        """
        table = f"(SELECT {', '.join(computed)} FROM {self.relation})" if computed else self.relation  # noqa: S608
        query = f"SELECT {', '.join(values)} FROM {table} WHERE {where}"  # noqa: S608 - names are c0 … cN
        try:
            answer = self.connection.execute(query).fetchone()
        except duckdb.InvalidInputException as error:
            raise NotPlain(str(error)) from error
        return answer or ()


def quoted(text: str) -> str:
    """Write a text as an SQL string."""
    return "'" + text.replace("'", "''") + "'"


def read_rows(path: Path) -> Iterator[list[str]]:
    """Read every record, the header first, by `csv.reader`.

    Raises PortalError ``table.encoding`` (not UTF-8), ``table.unreadable`` (cannot be cut into cells).
    """
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        try:
            yield from reader
        except UnicodeDecodeError as error:
            raise PortalError("table.encoding", line=reader.line_num + 1) from error
        except csv.Error as error:
            raise PortalError("table.unreadable", line=reader.line_num) from error


def read_header(path: Path) -> list[str]:
    """Read the header row. Raises PortalError ``table.empty`` if there is none."""
    for row in read_rows(path):
        return row
    raise PortalError("table.empty")


@contextmanager
def open_source(path: Path, *, memory: str = "512MB", threads: int = 2, rough: bool = False) -> Iterator[Source]:
    """Open the file for queries; what does not fit in memory goes to a folder of its own, removed at the end.

    rough: rows have to be numbered as they are, but it does not matter whether spaces around a quoted cell, or empty
    cells too many at the end of a row, are lost. That spares two readings of the file.
    Raises NotPlain if the file, or the connection while it is being read, shows anything that DuckDB would read
    differently from `csv.reader`.
    """
    header = read_header(path)
    if len(header) == 1:
        raise NotPlain("one column: blank lines are rows")
    if len(header) > _WIDE:
        raise NotPlain("very wide")
    look = _rough_look(path) if rough else _look(path)
    with _connect(memory, threads) as connection:
        source = Source(connection, _relation(path, len(header), look.newline), tuple(header))
        if not rough:
            _check_commas(source, look)
        yield source


@contextmanager
def load_source(path: Path, *, ragged: bool, memory: str = "512MB", threads: int = 2) -> Iterator[Source]:
    """Open any standard CSV: as `open_source` does where it can, else copied row by row into a table of DuckDB.

    ragged: cut and fill rows that are not as wide as the header; else they raise PortalError ``table.ragged``.
    """
    with ExitStack() as stack:
        try:
            yield stack.enter_context(open_source(path, memory=memory, threads=threads))
        except NotPlain:
            pass
        else:
            return
        rows = read_rows(path)
        header = next(rows)
        wide = len(header) > _WIDE  # a vector of each column is held at once, 32 KiB a column and more
        connection = stack.enter_context(
            _connect(f"{512 + len(header) // 4}MB" if wide else memory, 1 if wide else threads)
        )
        _copy(connection, rows, len(header), ragged=ragged)
        yield Source(connection, "cells", tuple(header))


def _copy(connection: duckdb.DuckDBPyConnection, rows: Iterator[list[str]], width: int, *, ragged: bool) -> None:
    columns = ", ".join(f"c{number} VARCHAR" for number in range(width))
    connection.execute(f"CREATE TABLE cells ({columns})")
    insert = _insert_one(width) if width > _WIDE else _insert_many(width)
    first = 2
    while batch := list(islice(rows, max(1, _CELLS // width))):
        for number, row in enumerate(batch, first):
            if len(row) != width and not ragged:
                raise PortalError("table.ragged", row=number, cells=len(row), columns=width)
        first += len(batch)
        if width > _WIDE:
            cells = [[cell or None for cell in row[:width]] + [None] * (width - len(row)) for row in batch]
            connection.executemany(insert, cells)
        else:
            connection.execute(insert, [[row[:width] for row in batch]])


def _insert_many(width: int) -> str:
    values = ", ".join(f"nullif(cell[{number + 1}], '')" for number in range(width))
    return f"INSERT INTO cells SELECT {values} FROM (SELECT unnest($1::VARCHAR[][]) AS cell)"  # noqa: S608 - numbers


def _insert_one(width: int) -> str:
    return f"INSERT INTO cells VALUES ({', '.join('?' * width)})"  # noqa: S608 - question marks


@contextmanager
def _connect(memory: str, threads: int) -> Iterator[duckdb.DuckDBPyConnection]:
    with TemporaryDirectory(prefix="portal-tables-") as folder:
        config: dict[str, Any] = {"memory_limit": memory, "threads": str(threads), "temp_directory": folder}
        with duckdb.connect(":memory:", config=config) as connection:
            connection.execute("SET enable_progress_bar = false; SET TimeZone = 'UTC'")
            yield connection


def _relation(path: Path, columns: int, newline: str) -> str:
    names = ", ".join(f"c{number}: 'VARCHAR'" for number in range(columns))
    return (
        f"read_csv({quoted(str(path))}, auto_detect=false, header=true, delim=',', quote='\"', escape='\"', "
        f"new_line={quoted(newline)}, strict_mode=true, null_padding=false, encoding='utf-8', "
        f"columns={{{names}}})"
    )


@dataclass(frozen=True, slots=True)
class _Look:
    newline: str
    commas: int
    quotes: bool


def _look(path: Path) -> _Look:
    """Look at the raw bytes. Raises NotPlain."""
    newline = b""
    commas = 0
    quotes = False
    for block in _blocks(path):
        if not newline:
            newline = b"\r\n" if block[: block.find(b"\n") + 1].endswith(b"\r\n") else b"\n"
            if block.startswith(b"\xef\xbb\xbf"):
                raise NotPlain("byte-order mark")
        _check_block(block, newline)
        commas += block.count(b",")
        quotes = quotes or b'"' in block
    return _Look(newline.decode().replace("\r", "\\r").replace("\n", "\\n"), commas, quotes)


def _rough_look(path: Path) -> _Look:
    """Look for what would shift the numbers of the rows. Raises NotPlain."""
    newline = b""
    for block in _blocks(path):
        if not newline:
            newline = b"\r\n" if block[: block.find(b"\n") + 1].endswith(b"\r\n") else b"\n"
            if block.startswith(b"\xef\xbb\xbf"):
                raise NotPlain("byte-order mark")
        if newline == b"\n" and b"\r" in block:
            raise NotPlain("carriage return")
        if block.startswith(newline) or block.rfind(newline * 2) >= 0:  # from behind: twice as fast as `in`
            raise NotPlain("blank line")
    return _Look(newline.decode().replace("\r", "\\r").replace("\n", "\\n"), 0, quotes=False)


def _blocks(path: Path) -> Iterator[bytes]:
    """Read whole lines, a quarter of a megabyte at a time: what stays in the cache is looked at faster."""
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            if not block.endswith(b"\n"):
                block += file.readline(_LONGEST_LINE)
                if len(block) >= _BLOCK + _LONGEST_LINE:
                    raise NotPlain("a very long line")
            yield block


def _check_block(block: bytes, newline: bytes) -> None:
    returns = block.count(b"\r")
    if newline == b"\n" and returns:
        raise NotPlain("carriage return")
    if newline == b"\r\n" and not returns == block.count(newline) == block.count(b"\n"):
        raise NotPlain("mixed line ends")
    if block.startswith(newline) or newline * 2 in block:
        raise NotPlain("blank line")
    if b'"' in block and (_QUOTE_SPACE.search(block) or _space_before_quote(block)):
        raise NotPlain("space beside a quoted cell")


def _space_before_quote(block: bytes) -> bool:
    """Say whether a cell begins with spaces and then a quote; plain bytes, since a pattern is ten times slower."""
    for pair in _SPACE_QUOTE:
        at = block.find(pair)
        while at >= 0:
            start = at
            while start and block[start - 1] in b" \t":
                start -= 1
            if not start or block[start - 1] in b",\n":
                return True
            at = block.find(pair, at + 2)
    return False


def _check_commas(source: Source, look: _Look) -> None:
    """Find rows with one empty cell too many, which DuckDB drops: the file then has more commas than it read."""
    width = len(source.header)
    inside = "0"
    if look.quotes:
        inside = " + ".join(_COMMAS.format(column=f"c{number}") for number in range(width))
    rows, in_cells = source.select("count(*)", f"({inside})::BIGINT")
    in_header = sum(name.count(",") for name in source.header)
    if look.commas != (rows + 1) * (width - 1) + in_cells + in_header:
        raise NotPlain("rows that end with a comma too many")
