"""How the files of the reporting set are written, and how what is planted in them is counted as they are written."""

import csv
import io
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter

from tests.truth.model import Planted, TruthFile

__all__ = ["Said", "Sheet", "Tally", "Value", "book_file", "csv_file", "json_file", "say", "seeded", "text_file"]


@dataclass(frozen=True, slots=True)
class Value:
    """A planted value as it is written, and how it has to be told."""

    shown: object
    kind: str
    masked: bool = False
    alarm: bool = True
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and the planted values in it."""

    text: str
    values: tuple[Value, ...] = ()


def say(template: str, *values: Value) -> Said:
    """The sentence with the values put in, each once."""
    return Said(template.format(*[value.shown for value in values]), values)


def seeded(name: str) -> random.Random:
    """The generator of one file."""
    return random.Random(f"reporting:{name}")


def plain(cell: object) -> object:
    """What is written for a cell."""
    if isinstance(cell, Value):
        return cell.shown
    return cell.text if isinstance(cell, Said) else cell


class Tally:
    """Counts planted values by kind, place, sheet, member and column."""

    def __init__(self, member: str | None = None) -> None:
        """Start empty; `member` is the zip member that is being written."""
        self.member = member
        self.found: dict[tuple, list] = {}

    def add(
        self, value: Value, place: str, row: int | None = None, sheet: str | None = None, column: str | None = None
    ) -> None:
        """Count one value."""
        key = (value.kind, place, sheet, self.member, column)
        manner = (value.masked, value.alarm, value.also)
        entry = self.found.setdefault(key, [manner, 0, set()])
        if entry[0] != manner:
            raise ValueError(f"{key}: one finding, two manners")
        entry[1] += 1
        if row is not None:
            entry[2].add(row)

    def cell(self, cell: object, place: str, row: int | None, sheet: str | None, column: str | None) -> None:
        """Count what one cell, comment or property holds; a sentence in an ordinary cell is free text."""
        if isinstance(cell, Value):
            self.add(cell, place, row, sheet, column)
        elif isinstance(cell, Said):
            for value in cell.values:
                if place == "cell":
                    also = tuple(dict.fromkeys([*value.also, "free_text"]))
                    self.add(replace(value, also=also), "free_text", row, sheet, column)
                else:
                    self.add(value, place, row, sheet, column)

    def headers(self, headers: Sequence[object], sheet: str | None = None) -> None:
        """Count values inside columns' names."""
        for header in headers:
            if isinstance(header, Value | Said):
                for value in header.values if isinstance(header, Said) else [header]:
                    self.add(value, "header", None, sheet, str(plain(header)))

    def name(self, name: object) -> str:
        """Count values inside a file's name, and give it."""
        if isinstance(name, Said):
            for value in name.values:
                self.add(value, "file_name")
        return str(plain(name))

    def planted(self) -> tuple[Planted, ...]:
        """Everything counted."""
        return tuple(
            Planted(kind, place, count, tuple(sorted(rows)), sheet, member, column, *manner)
            for (kind, place, sheet, member, column), (manner, count, rows) in self.found.items()
        )


def csv_bytes(
    tally: Tally,
    headers: Sequence[object],
    rows: Sequence[Sequence[object]],
    delimiter: str = ",",
    encoding: str = "utf-8",
    titles: Sequence[str] = (),
) -> bytes:
    """A delimited table as bytes; title lines stand above the header."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    for title in titles:
        writer.writerow([title] + [""] * (len(headers) - 1))
    writer.writerow([plain(header) for header in headers])
    tally.headers(headers)
    for number, row in enumerate(rows, start=1):
        if len(row) != len(headers):
            raise ValueError(f"row {number} does not fit {headers}")
        writer.writerow(["" if plain(cell) is None else plain(cell) for cell in row])
        for header, cell in zip(headers, row, strict=True):
            tally.cell(cell, "cell", number, None, str(plain(header)))
    return out.getvalue().encode(encoding)


def csv_file(
    folder: Path,
    name: object,
    about: str,
    headers: Sequence[object],
    rows: Sequence[Sequence[object]],
    **form: object,
) -> TruthFile:
    """Write a delimited table; `form` as in `csv_bytes`."""
    tally = Tally()
    path = folder / tally.name(name)
    path.write_bytes(csv_bytes(tally, headers, rows, **form))
    return TruthFile(path, about, tally.planted())


@dataclass(slots=True)
class Sheet:
    """A worksheet: comments by (data row, header), row 0 being the header's own cell."""

    name: str
    headers: Sequence[object]
    rows: Sequence[Sequence[object]]
    titles: Sequence[Sequence[object]] = ()
    merges: Sequence[str] = ()
    state: str = "visible"
    hidden_columns: Sequence[str] = ()
    hidden_rows: Sequence[int] = ()
    comments: dict[tuple[int, str], object] = field(default_factory=dict)


def write_sheet(book: Workbook, sheet: Sheet, tally: Tally) -> None:
    """Write one worksheet and count what it holds."""
    page = book.create_sheet(sheet.name)
    page.sheet_state = sheet.state
    for title in sheet.titles:
        page.append(list(title))
    page.append([plain(header) for header in sheet.headers])
    tally.headers(sheet.headers, sheet.name)
    names = [str(plain(header)) for header in sheet.headers]
    for number, row in enumerate(sheet.rows, start=1):
        if len(row) != len(names):
            raise ValueError(f"row {number} does not fit {names}")
        page.append([plain(cell) for cell in row])
        for header, cell in zip(names, row, strict=True):
            place = "hidden_column" if header in sheet.hidden_columns or number in sheet.hidden_rows else "cell"
            tally.cell(cell, place if sheet.state == "visible" else "hidden_sheet", number, sheet.name, header)
    top = len(sheet.titles) + 1
    for merge in sheet.merges:
        page.merge_cells(merge)
    for header in sheet.hidden_columns:
        page.column_dimensions[get_column_letter(names.index(header) + 1)].hidden = True
    for number in sheet.hidden_rows:
        page.row_dimensions[top + number].hidden = True
    for (number, header), note in sheet.comments.items():
        page.cell(top + number, names.index(header) + 1).comment = Comment(str(plain(note)), "审核岗")
        tally.cell(note, "comment", number or None, sheet.name, header)


def book_bytes(tally: Tally, sheets: Sequence[Sheet], author: object = "", modified_by: object = "") -> bytes:
    """A workbook as bytes, with the document's properties set."""
    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        write_sheet(book, sheet, tally)
    book.properties.creator = str(plain(author))
    book.properties.lastModifiedBy = str(plain(modified_by))
    book.properties.created = datetime(2026, 9, 1, 9, 0, 0)  # noqa: DTZ001 (a workbook knows no zone)
    for person in (author, modified_by):
        if isinstance(person, Value):
            tally.add(person, "author")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def book_file(folder: Path, name: object, about: str, sheets: Sequence[Sheet], **form: object) -> TruthFile:
    """Write a workbook; `form` as in `book_bytes`."""
    tally = Tally()
    path = folder / tally.name(name)
    path.write_bytes(book_bytes(tally, sheets, **form))
    return TruthFile(path, about, tally.planted())


def lay_out(node: object, tally: Tally, row: int | None, key: str | None, place: str = "cell") -> object:
    """A JSON tree without its marks, which are counted under the last key."""
    if isinstance(node, dict):
        return {name: lay_out(child, tally, row, name, place) for name, child in node.items()}
    if isinstance(node, list):
        return [lay_out(child, tally, row, key, place) for child in node]
    tally.cell(node, place, row, None, key)
    return plain(node)


def json_bytes(tally: Tally, records: list | None, envelope: dict | None = None, slot: str = "list") -> bytes:
    """JSON of records, alone or put at `slot` (keys joined by dots) of an envelope; or an envelope without records."""
    whole = lay_out(envelope or {}, tally, None, None)
    if records is not None:
        laid = [lay_out(record, tally, number, None) for number, record in enumerate(records, start=1)]
        if envelope is None:
            whole = laid
        else:
            *path, last = slot.split(".")
            spot = whole
            for step in path:
                spot = spot[step]
            spot[last] = laid
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def json_file(
    folder: Path, name: str, about: str, records: list | None, envelope: dict | None = None, slot: str = "list"
) -> TruthFile:
    """Write JSON as `json_bytes` makes it."""
    tally = Tally()
    (folder / name).write_bytes(json_bytes(tally, records, envelope, slot))
    return TruthFile(folder / name, about, tally.planted())


def geojson_file(folder: Path, name: str, about: str, features: list[tuple[object, dict]]) -> TruthFile:
    """Write points: pairs of a place (a `Value` where it is a dwelling) and its properties."""
    tally, out = Tally(), []
    for number, (point, properties) in enumerate(features, start=1):
        tally.cell(point, "geometry", number, None, None)
        laid = lay_out(properties, tally, number, None, "property")
        where = {"type": "Point", "coordinates": plain(point)}
        out.append({"type": "Feature", "properties": laid, "geometry": where})
    whole = {"type": "FeatureCollection", "features": out}
    (folder / name).write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return TruthFile(folder / name, about, tally.planted())


def text_bytes(tally: Tally, lines: Sequence[object], encoding: str = "utf-8") -> bytes:
    """A text, line by line."""
    for number, line in enumerate(lines, start=1):
        tally.cell(line, "text", number, None, None)
    return ("\n".join(str(plain(line)) for line in lines) + "\n").encode(encoding)


def text_file(folder: Path, name: object, about: str, lines: Sequence[object], encoding: str = "utf-8") -> TruthFile:
    """Write a text."""
    tally = Tally()
    path = folder / tally.name(name)
    path.write_bytes(text_bytes(tally, lines, encoding))
    return TruthFile(path, about, tally.planted())
