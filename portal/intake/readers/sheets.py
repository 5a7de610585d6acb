"""A program of its own: the sheets of a workbook, written out as plain CSV files, within a memory limit.

The library that opens workbooks allocates what a file's numbers tell it to, and a damaged file can make it end its
process. So it runs in a child: ``python sheets.py WORKBOOK FOLDER MEMORY WRITTEN [SHEET]``. FOLDER gets ``sheets.json``
(a list of ``name``, ``visible``, ``merges``) and ``0.csv``, ``1.csv`` … MEMORY and WRITTEN are the most bytes to take
and to write: a text that a workbook holds once may stand in each of a million cells. Exit codes: 3 encrypted, 4 not
readable, 5 too large to be written out.
Nothing of the portal is imported here: the child starts in a tenth of a second.
"""

import csv
import datetime as dt
import errno
import json
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

__all__ = ["ENCRYPTED", "TOO_LARGE", "UNREADABLE", "main"]

ENCRYPTED, UNREADABLE, TOO_LARGE = 3, 4, 5
Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None


def main(arguments: list[str]) -> int:
    """Write the sheets out; only the one that is named, if one is."""
    path, folder, memory, written, *wanted = arguments
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    try:
        with CalamineWorkbook.from_path(path) as book:
            found = []
            for number, sheet in enumerate(book.sheets_metadata):
                if sheet.typ == SheetTypeEnum.WorkSheet:
                    _limit_file(int(written) - sum(file.stat().st_size for file in Path(folder).glob("*.csv")))
                    found.append(_dump(book, sheet, Path(folder, f"{number}.csv"), wanted))
    except PasswordError:
        return ENCRYPTED
    except (CalamineError, OSError, ValueError) as error:
        return TOO_LARGE if isinstance(error, OSError) and error.errno == errno.EFBIG else UNREADABLE
    _limit_file(None)
    Path(folder, "sheets.json").write_text(json.dumps(found), encoding="utf-8")
    return 0


def _limit_file(most: int | None) -> None:
    """See that no file is written longer than this many bytes: writing on is an OSError (EFBIG). None: no limit."""
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    unlimited = hard == resource.RLIM_INFINITY
    soft = hard if most is None else most if unlimited else min(most, hard)
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def _dump(book: CalamineWorkbook, listed: SheetMetadata, target: Path, wanted: list[str]) -> dict[str, Any]:
    """One sheet's facts; its cells go to `target`, but not those of a sheet that nobody will read."""
    name, visible = listed.name, listed.visible == SheetVisibleEnum.Visible
    facts: dict[str, Any] = {"name": name, "visible": visible, "file": target.name, "merges": []}
    if name not in wanted if wanted else not visible:
        return facts
    sheet = book.get_sheet_by_name(name)
    left, right, last = _extent(sheet)
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        for number, row in enumerate(_rows(sheet), start=1):
            if number > last:
                break
            writer.writerow(row[left:right])
    ranges = sheet.merged_cell_ranges or ()
    facts["merges"] = [[top, first - left, bottom, end - left] for (top, first), (bottom, end) in ranges]
    return facts


def _rows(sheet: CalamineSheet) -> Iterator[list[str]]:
    """All rows from the sheet's first; the library skips the empty ones on top and left."""
    top, left = sheet.start or (0, 0)
    yield from ([""] for _ in range(top))
    for row in sheet.iter_rows():
        yield [""] * left + [_text(cell) for cell in row]


def _extent(sheet: CalamineSheet) -> tuple[int, int, int]:
    """First column and the one after the last that hold anything, and the last row that does."""
    left, right, last = sys.maxsize, 0, 0
    for number, row in enumerate(_rows(sheet), start=1):
        held = [column for column, cell in enumerate(row) if cell and not cell.isspace()]
        if held:
            left, right, last = min(left, held[0]), max(right, held[-1] + 1), number
    return min(left, right), right, last


def _text(cell: Cell) -> str:
    """A typed cell in ISO and plain form: dates, ``true``/``false``, numbers without ``.0``."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, dt.timedelta):
        return _duration(cell)
    return cell.isoformat() if isinstance(cell, dt.date | dt.time) else str(cell)


def _duration(span: dt.timedelta) -> str:
    """ISO 8601, hours not carried into days: ``PT30H``, ``PT1H5M0.5S``."""
    sign = "-" if span < dt.timedelta(0) else ""
    span = abs(span)
    minutes, seconds = divmod(span.days * 86_400 + span.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    fraction = f".{span.microseconds:06d}".rstrip("0") if span.microseconds else ""
    text = f"{hours}H" * bool(hours) + f"{minutes}M" * bool(minutes)
    if seconds or fraction or not text:
        text += f"{seconds}{fraction}S"
    return f"{sign}PT{text}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
