"""An answer as a file: CSV, JSON lines, a workbook, Parquet; in pieces, in memory that does not grow with the rows.

CSV and Parquet are written by DuckDB's COPY into the table's spool and sent from there; no row of theirs passes
through Python. A CSV in the file's own order is written and sent a range of row numbers at a time.
"""

import json
import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]

from portal.errors import PortalError
from portal.tables.engine import Table, asking, begun, count, fetch
from portal.tables.folder import EXPORT
from portal.tables.query import Condition, Format, Plan
from portal.tables.source import quoted
from portal.tables.statements import Statement, as_json, as_stored, as_text, name_of, select
from portal.tables.values import Kind

__all__ = ["MEDIATYPES", "SHEET_ROWS", "export", "finite", "size_of"]

MEDIATYPES = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.NDJSON: "application/x-ndjson",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.PARQUET: "application/vnd.apache.parquet",
}
SHEET_ROWS = 1_048_575
"""Rows that a sheet holds below its header."""
_SHEET_COLUMNS = 16_384
_CELL_CHARACTERS = 32_767
_EXACT = 2**53
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_FIRST_SHEET_DATE = date(1900, 3, 1)  # before, workbooks count a day that never was
_RANGE = 8 * 122_880  # rows a piece: DuckDB's groups of rows, whole
_FETCH = 2048
_CHUNK = 1 << 16


def size_of(table: Table, plan: Plan) -> tuple[int, bool]:
    """Return how many rows or groups there are in all, and whether a limit cuts those that the plan gives.

    Raises BadQuery for a cursor that does not belong to the question.
    """
    asked, after = begun(table, plan)
    total = count(table, plan)
    if plan.limit is None:
        return total, False
    if after is None:
        return total, total - asked.offset > plan.limit
    probe = replace(asked, offset=plan.limit, limit=1, select=(table.row,))
    statement = select(probe, table.row, as_stored, after=after)
    return total, bool(fetch(table, statement))


def export(table: Table, plan: Plan) -> Iterator[bytes]:
    """Return the pieces of the file in the plan's format. What can be refused is refused before the first piece.

    Raises BadQuery (cursor), PortalError ``rows.slow``, ``rows.heavy``, ``rows.overflow``; of a workbook
    ``rows.sheet_rows``, ``rows.sheet_columns``, ``rows.sheet_cell`` (a text too long for a cell).
    """
    asked, after = begun(table, plan)
    if plan.format is Format.NDJSON:
        return _started(_json_lines(table, asked, select(asked, table.row, as_json, after=after)))
    if plan.format is Format.XLSX:
        statement = select(asked, table.row, as_stored, after=after)
        _check_sheet(table, asked, statement)
        return _started(_workbook(table, asked, statement))
    if plan.format is Format.PARQUET:
        statement = select(asked, table.row, as_stored, after=after)
        return _started(_copied(table, statement, "FORMAT parquet, COMPRESSION zstd"))
    if plan.sort or plan.is_grouped or plan.limit is not None or (plan.where and plan.offset):
        return _started(_copied(table, select(asked, table.row, as_text, after=after), "FORMAT csv, HEADER"))
    begin = int(str(after[-1])) if after else asked.offset
    return _started(_csv_ranges(table, asked, begin))


def finite(value: object) -> object:
    """Return a value as JSON can hold it: a number that is none becomes the word that Table Schema has for it."""
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "INF" if value > 0 else "-INF"
    return value


def _started(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Make the first piece now, so that an error comes before the answer has begun."""
    first = next(pieces, b"")

    def all_of_it() -> Iterator[bytes]:
        yield first
        yield from pieces

    return all_of_it()


def _csv_ranges(table: Table, plan: Plan, begin: int) -> Iterator[bytes]:
    header = "FORMAT csv, HEADER"
    for start in range(begin, max(table.total, begin + 1), _RANGE):  # at least once: the header
        bounds = (
            Condition(table.row, "gt", (start,)),
            Condition(table.row, "lte", (start + _RANGE,)),
        )
        part = replace(plan, where=(*plan.where, *bounds), after="", offset=0)
        yield from _copied(table, select(part, table.row, as_text), header)
        header = "FORMAT csv, HEADER false"


def _copied(table: Table, statement: Statement, how: str) -> Iterator[bytes]:
    """Have DuckDB write a file, and give its bytes."""
    with _spooled(table.spool) as path:
        cursor = table.connection.cursor()
        with asking(table, cursor):
            cursor.execute(
                f"COPY ({statement.sql}) TO {quoted(str(path))} ({how}, USE_TMP_FILE false)", statement.values
            )
        yield from _read(path)


def _json_lines(table: Table, plan: Plan, statement: Statement) -> Iterator[bytes]:
    names = [one.name for one in plan.columns]
    write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
    for rows in _batches(table, statement):
        lines = []
        for row in rows:
            try:
                lines.append(write(dict(zip(names, row, strict=True))))
            except ValueError:
                lines.append(write(dict(zip(names, map(finite, row), strict=True))))
        yield "".join(f"{line}\n" for line in lines).encode()


def _batches(table: Table, statement: Statement) -> Iterator[list[tuple[Any, ...]]]:
    """Give the rows in pieces; the time that whoever takes them needs for a piece is not the question's."""
    cursor = table.connection.cursor()
    with asking(table, cursor):
        cursor.execute(statement.sql, statement.values)
    while True:
        with asking(table, cursor):
            rows = cursor.fetchmany(_FETCH)
        if not rows:
            return
        yield rows


def _check_sheet(table: Table, plan: Plan, statement: Statement) -> None:
    """Measure what the sheet is to hold. Raises PortalError."""
    if len(plan.columns) > _SHEET_COLUMNS:
        raise PortalError("rows.sheet_columns", columns=len(plan.columns), most=_SHEET_COLUMNS)
    lengths = ", ".join(
        f"max(length({name_of(one.name)}))" if one.kind is Kind.TEXT else "NULL" for one in plan.columns
    )
    measure = f"SELECT count(*), {lengths} FROM ({statement.sql})"  # noqa: S608 quoted and bound
    ((rows, *longest),) = fetch(table, Statement(measure, statement.values))
    if rows > SHEET_ROWS:
        raise PortalError("rows.sheet_rows", rows=rows, most=SHEET_ROWS)
    for column, length in zip(plan.columns, longest, strict=True):
        if length is not None and length > _CELL_CHARACTERS:
            raise PortalError("rows.sheet_cell", name=column.name[:100], most=_CELL_CHARACTERS)


def _workbook(table: Table, plan: Plan, statement: Statement) -> Iterator[bytes]:
    with _spooled(table.spool) as path:
        book = Workbook(write_only=True)
        sheet = book.create_sheet("data")
        try:
            sheet.append([_cell(sheet, one.name) for one in plan.columns])
            for rows in _batches(table, statement):
                for row in rows:
                    sheet.append([_cell(sheet, value) for value in row])
        finally:
            book.save(path)  # after an error too: only this clears away what openpyxl has on disk
        yield from _read(path)


def _cell(sheet: Any, value: Any) -> Any:
    """Return what a sheet shows as the value it is: a text is never a formula, a wide number loses no digit."""
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, _escaped(value))
        cell.data_type = "s"
        return cell
    if isinstance(value, float):
        return finite(value)
    if isinstance(value, date) and _day(value) < _FIRST_SHEET_DATE:
        return value.isoformat()
    if isinstance(value, bool) or value is None or isinstance(value, date):
        return value
    return value if not hasattr(value, "__abs__") or abs(value) <= _EXACT else str(value)


def _escaped(text: str) -> str:
    """Write characters that XML cannot hold as workbooks do (ECMA-376, ST_Xstring), and guard text that looks so."""
    return _UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def _day(value: date) -> date:
    return date(value.year, value.month, value.day)


@contextmanager
def _spooled(folder: Path) -> Iterator[Path]:
    with NamedTemporaryFile(dir=folder, prefix=EXPORT) as file:
        yield Path(file.name)


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk
