"""Cells that know what they reveal, and files written of them: what is planted is counted as it is written."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from tests.truth.model import Planted, TruthFile

__all__ = ["Cell", "Ledger", "Set", "Table", "every", "fill_sheet", "new_book", "prose", "said"]

Table = Mapping[str, Sequence[Any]]
_FIXED = datetime(2026, 3, 2, 8, 30)  # noqa: DTZ001 - a workbook keeps no zone


@dataclass(frozen=True, slots=True)
class Tell:
    """One value of a person in a cell. place: None: the place of the cell."""

    kind: str
    place: str | None = None
    masked: bool = False
    alarm: bool = True
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, and what it tells."""

    text: Any
    tells: tuple[Tell, ...]


def said(kind: str, text: Any, *, masked: bool = False, alarm: bool = True, also: tuple[str, ...] = ()) -> Cell:
    """Make a cell that is one value."""
    return Cell(text, (Tell(kind, None, masked, alarm and not masked, also),))


def prose(sentence: str, **values: str) -> Cell:
    """Make a cell of a sentence with ``{kind}`` in it; ``{kind_2}`` for a second one of a kind."""
    kinds = [re.sub(r"_\d$", "", found) for found in re.findall(r"\{(\w+)\}", sentence)]
    return Cell(sentence.format(**values), tuple(Tell(kind, "free_text") for kind in kinds))


def every(step: int, hits: Iterable[Any], others: Iterable[Any], count: int) -> list[Any]:
    """Mix: each `step`-th of `count` cells is a hit."""
    hits, others = iter(hits), iter(others)
    return [next(hits) if at % step == step - 1 else next(others) for at in range(count)]


@dataclass
class Ledger:
    """Counts what is planted in one file."""

    _found: dict[tuple[Any, ...], list[int]] = field(default_factory=dict)

    def take(
        self,
        cell: Any,
        place: str,
        row: int = 0,
        *,
        column: str | None = None,
        sheet: str | None = None,
        member: str | None = None,
    ) -> Any:
        """Count what a cell tells at a place, and return what to write. row 0: the place has no rows."""
        if not isinstance(cell, Cell):
            return cell
        for tell in cell.tells:
            where = tell.place if tell.place and place == "cell" else place
            key = (tell.kind, where, sheet, member, column, tell.masked, tell.alarm, tell.also)
            self._found.setdefault(key, []).append(row)
        return cell.text

    def planted(self) -> tuple[Planted, ...]:
        """Return all that was counted."""
        return tuple(
            Planted(
                kind,
                place,
                len(rows),
                tuple(sorted({row for row in rows if row})),
                sheet,
                member,
                column,
                masked,
                alarm,
                also,
            )
            for (kind, place, sheet, member, column, masked, alarm, also), rows in self._found.items()
        )


def rows_of(table: Table, ledger: Ledger, place: str = "cell", **where: Any) -> list[list[Any]]:
    """Return a table's data rows, what they tell counted."""
    return [
        [ledger.take(cell, place, number, column=name, **where) for name, cell in zip(table, cells, strict=True)]
        for number, cells in enumerate(zip(*table.values(), strict=True), 1)
    ]


def csv_text(table: Table, ledger: Ledger, *, delimiter: str = ",", **where: Any) -> str:
    """Write a table as CSV into a text."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(table)
    writer.writerows(rows_of(table, ledger, **where))
    return out.getvalue()


def new_book(*, author: str = "openpyxl", last: str | None = None) -> Workbook:
    """Make a workbook without sheets, with fixed properties."""
    book = Workbook()
    book.remove(book.active)
    book.properties.creator, book.properties.lastModifiedBy = author, last
    book.properties.created = book.properties.modified = _FIXED
    return book


def fill_sheet(
    book: Workbook,
    title: str,
    table: Table,
    ledger: Ledger,
    *,
    above: Sequence[str] = (),
    state: str = "visible",
    hidden_columns: Sequence[str] = (),
    hidden_rows: Sequence[int] = (),
) -> Worksheet:
    """Write a table into a new sheet. hidden_rows: data rows from 1."""
    sheet = book.create_sheet(title)
    sheet.sheet_state = state
    for line in above:
        sheet.append([line])
    sheet.append(list(table))
    for number, cells in enumerate(zip(*table.values(), strict=True), 1):
        row = []
        for name, cell in zip(table, cells, strict=True):
            hidden = name in hidden_columns or number in hidden_rows
            place = "cell" if state == "visible" else "hidden_sheet"
            place = "hidden_column" if hidden and state == "visible" else place
            row.append(ledger.take(cell, place, number, column=name, sheet=title))
        sheet.append(row)
    for at, name in enumerate(table):
        if name in hidden_columns:
            sheet.column_dimensions[chr(65 + at)].hidden = True
    for number in hidden_rows:
        sheet.row_dimensions[len(above) + 1 + number].hidden = True
    return sheet


def put_comment(
    sheet: Worksheet, ledger: Ledger, table: Table, column: str, row: int, cell: Cell, head: int = 1
) -> None:
    """Write a comment to a cell of a data row. head: lines above the data, header included."""
    text = ledger.take(cell, "comment", row, column=column, sheet=sheet.title)
    sheet.cell(head + row, list(table).index(column) + 1).comment = Comment(text, "openpyxl")


class Set:
    """The files of a set as they are written under one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: list[TruthFile] = []

    def tell(self, path: Path, about: str, ledger: Ledger) -> None:
        """Take down a file that was written."""
        self.files.append(TruthFile(path, about, ledger.planted()))

    def table(self, name: str, about: str, table: Table, *, encoding: str = "utf-8", delimiter: str = ",") -> None:
        """Write a CSV file."""
        ledger = Ledger()
        self.text(name, about, csv_text(table, ledger, delimiter=delimiter), ledger, encoding=encoding)

    def text(self, name: str, about: str, text: str, ledger: Ledger | None = None, *, encoding: str = "utf-8") -> None:
        """Write a text."""
        path = self.folder / name
        path.write_text(text, encoding=encoding, newline="")
        self.tell(path, about, ledger or Ledger())

    def lines(self, name: str, about: str, lines: Sequence[Any], *, around: tuple[str, str] = ("", "")) -> None:
        """Write a text of lines; a `Cell` among them is planted at place ``text``."""
        ledger = Ledger()
        first = around[0].count("\n") + 1
        written = [ledger.take(line, "text", number) for number, line in enumerate(lines, first)]
        self.text(name, about, around[0] + "\n".join(written) + "\n" + around[1], ledger)

    def json(self, name: str, about: str, value: Any, ledger: Ledger) -> None:
        """Write a JSON file."""
        self.text(name, about, json.dumps(value, ensure_ascii=False, indent=1) + "\n", ledger)

    def book(self, name: str, about: str, book: Workbook, ledger: Ledger) -> None:
        """Write a workbook."""
        path = self.folder / name
        book.save(path)
        self.tell(path, about, ledger)

    def packed(self, name: str, about: str, members: Mapping[str, str | bytes], ledger: Ledger) -> None:
        """Write a zip."""
        path = self.folder / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
            for member, content in members.items():
                out.writestr(zipfile.ZipInfo(member, (2026, 3, 2, 8, 30, 0)), content)
        self.tell(path, about, ledger)
