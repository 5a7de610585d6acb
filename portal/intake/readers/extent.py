"""How large the sheets of a workbook would be in memory, before a reader opens them.

A sheet is held as a full rectangle: one stray cell in its last corner would cost gigabytes.
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

from portal.intake.parts import Limits, ReadError
from portal.intake.readers.archive import opened_zip

__all__ = ["check_extent"]

_CHUNK = 1 << 20
_CELL = re.compile(rb'\sr="([A-Z]{1,3})([0-9]{1,7})"')
_OVERLAP = 64  # a cell's reference is shorter


def check_extent(path: Path, kind: str, *, shown: str, limits: Limits) -> None:
    """Refuse a workbook with a sheet of too many cells, the empty ones between counted.

    kind: ``xlsx`` or ``ods``; an XLS cannot be too large.
    Raises ReadError ``read.sheet_too_large``, ``read.bad_workbook``.
    """
    try:
        with opened_zip(path, shown=shown, code="read.bad_workbook") as archive:
            for rows, columns in _xlsx(archive) if kind == "xlsx" else _ods(archive):
                if rows * columns > limits.cells or columns > limits.columns:
                    raise ReadError("read.sheet_too_large", name=shown, rows=rows, columns=columns)
    except (KeyError, ValueError, expat.ExpatError) as error:
        raise ReadError("read.bad_workbook", name=shown) from error


def _xlsx(archive: zipfile.ZipFile) -> Iterator[tuple[int, int]]:
    for name in archive.namelist():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            with archive.open(name) as file:
                yield _xlsx_sheet(file)  # type: ignore[arg-type]


def _xlsx_sheet(file: BinaryIO) -> tuple[int, int]:
    rows, columns, rest = 0, set[bytes](), b""
    while chunk := file.read(_CHUNK):
        found = _CELL.findall(rest + chunk)
        if found:
            names, numbers = zip(*found, strict=True)
            columns.update(names)
            rows = max(rows, max(map(int, set(numbers))))
        rest = chunk[-_OVERLAP:]
    return rows, max(map(_column_number, columns), default=0)


def _column_number(name: bytes) -> int:
    number = 0
    for letter in name:
        number = number * 26 + letter - 64
    return number


def _ods(archive: zipfile.ZipFile) -> Iterator[tuple[int, int]]:
    extent = _OdsExtent()
    with archive.open("content.xml") as file:
        extent.parser.ParseFile(file)
    yield from extent.sheets


class _OdsExtent:
    """Counts the rows and columns of each sheet up to the last cell with a value; repeated ones count in full."""

    def __init__(self) -> None:
        self.sheets: list[tuple[int, int]] = []
        self._row = self._column = self._repeat = 0
        self._rows = self._columns = 0
        self._held = False
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table-row":
            self._repeat = int(attributes.get("table:number-rows-repeated", 1))
            self._column, self._held = 0, False
        elif name in {"table:table-cell", "table:covered-table-cell"}:
            self._column += int(attributes.get("table:number-columns-repeated", 1))
            if "office:value-type" in attributes:
                self._held = True
                self._columns = max(self._columns, self._column)

    def _end(self, name: str) -> None:
        if name == "table:table-row":
            self._row += self._repeat
            if self._held:
                self._rows = self._row
        elif name == "table:table":
            self.sheets.append((self._rows, self._columns))
            self._row = self._rows = self._columns = 0
