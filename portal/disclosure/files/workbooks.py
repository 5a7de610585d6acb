"""A workbook as it was handed in: visible tables, and what stands beside and behind them."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from portal import intake
from portal.disclosure.files.hidden import HiddenSheets, column_of, hidden_sheets, parts_beside
from portal.disclosure.pieces import Piece
from portal.disclosure.policy import DEFAULT, Policy
from portal.disclosure.report import Place, Revealed
from portal.disclosure.tabular import judge_pieces, safe, scan_table
from portal.intake import Limits, Part, ReadError, ReadOptions
from portal.intake.readers.workbook import read_sheet

__all__ = ["Workbook", "open_workbook", "scan_behind"]

_NO_TABLE = frozenset({"read.no_table", "read.no_columns", "read.empty"})
Progress = Callable[[int], None] | None


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook that was looked at: its visible tables, what it hides, sheets without a table."""

    path: Path
    filename: str
    kind: str
    tables: tuple[Part, ...]
    hides: HiddenSheets
    texts: tuple[str, ...]


def open_workbook(path: Path, kind: str, *, filename: str) -> Workbook:
    """Find the tables and the hidden parts of a workbook. Raises ReadError, but not for one without a table."""
    try:
        tables = tuple(intake.describe(path, filename=filename))
    except ReadError as error:
        if error.code not in _NO_TABLE:
            raise
        tables = ()
    notes = [note for table in tables for note in table.notes]
    hidden = tuple(str(note.params["sheet"]) for note in notes if note.code == "read.sheet_hidden")
    hides = HiddenSheets(hidden) if kind == "xls" else hidden_sheets(path, kind, shown=filename)
    held = {table.sheet for table in tables}
    none = tuple(str(note.params["sheet"]) for note in notes if note.code == "read.sheet_no_table")
    texts = tuple(name for name in hides.shown if name not in held) if kind != "xls" else none
    return Workbook(path, filename, kind, tables, hides, texts)


def scan_behind(book: Workbook, *, resource: str | None, today: date, policy: Policy = DEFAULT) -> list[Revealed]:
    """Tell what a workbook holds beside its visible tables.

    Hidden sheets, sheets without a table, the lines above and below tables, comments, properties, names of sheets.
    """
    pieces: list[Piece] = []
    if book.kind != "xls":
        pieces += (_under_header(book, piece) for piece in parts_beside(book.path, book.kind, shown=book.filename))
    for table in book.tables:
        lines = enumerate((*table.above, *table.below), 1)
        pieces += (Piece(line, Place.TEXT, number, sheet=table.sheet) for number, line in lines)
    pieces += (Piece(name, Place.HEADER) for name in (*book.hides.shown, *book.hides.sheets))
    found = judge_pieces(pieces, resource=resource, today=today, policy=policy)
    for name in book.texts:
        found += judge_pieces(_cells(book, name, Place.TEXT), resource=resource, today=today, policy=policy)
    for name in book.hides.sheets:
        found += _hidden_sheet(book, name, resource, today, policy)
    return [_with_safe_sheet(one, today, policy) for one in found]


def _under_header(book: Workbook, piece: Piece) -> Piece:
    """Give a comment the name of the column that it stands in."""
    if piece.place is not Place.COMMENT or not piece.column:
        return piece
    place = column_of(piece.column) - book.hides.left.get(piece.sheet or "", 0)
    names = next((table.columns for table in book.tables if table.sheet == piece.sheet), ())
    return replace(piece, column=names[place] if 0 <= place < len(names) else None)


def _hidden_sheet(book: Workbook, name: str, resource: str | None, today: date, policy: Policy) -> list[Revealed]:
    try:
        (part, *_) = intake.describe(book.path, filename=book.filename, options=ReadOptions(sheet=name))
    except ReadError as error:
        if error.code not in _NO_TABLE:
            raise
        return []
    with tempfile.TemporaryDirectory(prefix="scan-") as folder:
        csv = intake.standardise(part, Path(folder)).path
        found = scan_table(csv, resource=resource, today=today, policy=policy, sheet=name, place=Place.HIDDEN_SHEET)
    lines = [Piece(line, Place.HIDDEN_SHEET, sheet=name) for line in (*part.above, *part.below)]
    return found + judge_pieces(lines, resource=resource, today=today, policy=policy)


def _cells(book: Workbook, sheet: str, place: Place) -> Iterator[Piece]:
    rows = read_sheet(book.path, sheet, shown=book.filename, kind=book.kind, limits=Limits())
    for number, row in enumerate(rows, 1):
        for cell in row:
            if cell.strip():
                yield Piece(cell, place, number, sheet=sheet)


def _with_safe_sheet(one: Revealed, today: date, policy: Policy) -> Revealed:
    return replace(one, sheet=safe(one.sheet, today, policy)) if one.sheet else one
