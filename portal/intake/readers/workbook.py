"""Workbooks (XLSX, XLSM, XLS, ODS): every visible sheet that holds a table."""

import csv
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from portal.finding import Finding, Severity
from portal.intake.cells import filled
from portal.intake.headers import Merge
from portal.intake.layout import Laid, lay_out
from portal.intake.parts import Limits, Part, ReadError
from portal.intake.readers import sheets
from portal.intake.readers.source import MEDIATYPES, Source

__all__ = ["describe_workbook", "read_sheet"]

_PROSE = 80  # characters of a mean cell from which on a sheet of words is a text, not a table
_TABLE, _DOUBTFUL, _NONE = 2, 1, 0


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet written out as CSV: its rows from the first, without the empty columns round it."""

    name: str
    visible: bool
    path: Path
    merges: tuple[Merge, ...]

    def rows(self) -> Iterator[list[str]]:
        if self.path.exists():
            with self.path.open(encoding="utf-8", newline="") as file:
                yield from csv.reader(file)


@contextmanager
def _opened(path: Path, kind: str, shown: str, limits: Limits, wanted: str | None) -> Iterator[list[_Sheet]]:
    """The sheets of a workbook, written out by a child process that may not take more memory than the limit."""
    with tempfile.TemporaryDirectory(prefix="intake-") as name:
        folder = Path(name)
        # The library goes by the extension; a temporary file has none, an upload may have the wrong one.
        link = folder / f"book.{kind}"
        link.symlink_to(path.resolve())
        command = [sys.executable, str(sheets.__file__), str(link), name]
        command += [str(limits.memory), str(limits.unpacked_bytes)]
        command += [wanted] if wanted is not None else []
        done = subprocess.run(command, capture_output=True, check=False)
        if done.returncode == sheets.ENCRYPTED:
            raise ReadError("read.encrypted", name=shown)
        if done.returncode == sheets.TOO_LARGE or b"memory allocation" in done.stderr or b"MemoryError" in done.stderr:
            raise ReadError("read.workbook_too_large", name=shown)
        if done.returncode:
            raise ReadError("read.bad_workbook", name=shown)
        found = json.loads((folder / "sheets.json").read_text(encoding="utf-8"))
        yield [
            _Sheet(sheet["name"], sheet["visible"], folder / sheet["file"], tuple(map(tuple, sheet["merges"])))
            for sheet in found
        ]


def describe_workbook(source: Source, *, kind: str) -> list[Part]:
    """The tables of a workbook, one a visible sheet.

    kind: ``xlsx``, ``xlsm``, ``xls`` or ``ods``, by content. Raises ReadError: ``read.encrypted``,
    ``read.bad_workbook``, ``read.workbook_too_large``, ``read.no_sheet``, ``read.no_table``.
    """
    tables: list[Part] = []
    doubtful: list[Part] = []
    told: list[Finding] = []
    wanted = source.options.sheet
    with _opened(source.path, kind, source.shown, source.limits, wanted) as found:
        for sheet in _chosen(found, wanted, told):
            part, strength = _describe_sheet(source, sheet, kind=kind)
            if part is None or (strength < _TABLE and wanted is None):
                told.append(Finding("read.sheet_no_table", Severity.INFO, params={"sheet": sheet.name}))
                if part is not None and strength:
                    doubtful.append(part)
            else:
                tables.append(part)
    if not tables and doubtful:
        taken = {part.sheet for part in doubtful}
        tables, told = doubtful, [note for note in told if note.params["sheet"] not in taken]
    if not tables:
        raise ReadError("read.no_table", name=source.shown)
    tables[0] = replace(tables[0], notes=(*told, *tables[0].notes))
    return tables


def _chosen(found: list[_Sheet], wanted: str | None, told: list[Finding]) -> Iterator[_Sheet]:
    """The sheet that was asked for, hidden or not, or every visible one; hidden ones are told."""
    if wanted is not None and all(sheet.name != wanted for sheet in found):
        raise ReadError("read.no_sheet", sheet=wanted, sheets=", ".join(sheet.name for sheet in found))
    for sheet in found:
        if wanted is None and not sheet.visible:
            told.append(Finding("read.sheet_hidden", Severity.INFO, params={"sheet": sheet.name}))
        elif wanted in {None, sheet.name}:
            yield sheet


def _describe_sheet(source: Source, sheet: _Sheet, *, kind: str) -> tuple[Part | None, int]:
    if next(sheet.rows(), None) is None:
        return None, _NONE
    laid = lay_out(sheet.rows(), merges=sheet.merges, header_row=source.options.header_row, limits=source.limits)
    part = Part(
        name="",
        title=sheet.name,
        kind="table",
        format=kind,
        mediatype=MEDIATYPES[kind],
        source=source.upload,
        filename=source.filename,
        container=source.container,
        member=source.member,
        sheet=sheet.name,
        layout=laid.layout,
        rows=laid.layout.rows,
        columns=laid.layout.columns,
        steps=({"step": "sheet-to-csv", "sheet": sheet.name}, *laid.steps),
        notes=laid.notes,
        above=laid.above,
        below=laid.below,
    )
    return part, _strength(sheet, laid)


def _strength(sheet: _Sheet, laid: Laid) -> int:
    """How surely a sheet is a table: rows mostly have two cells or more; where all is words, it is dense, no prose.

    A lone column, a header alone and words without a header are doubtful: taken where the book has no better.
    """
    layout = laid.layout
    rows = cells = characters = several = 0
    for number, row in enumerate(sheet.rows(), start=1):
        if layout.first_row <= number <= layout.last_row and (count := filled(row)):
            rows, cells, several = rows + 1, cells + count, several + (count > 1)
            characters += sum(map(len, row))
    if len(layout.columns) == 1 or not rows:
        return _DOUBTFUL
    if several * 2 < rows or (not layout.header_rows and layout.first_row > 1):
        return _NONE  # single lines; or lines of text, then cells without names
    if any(kind in {"number", "date", "bool"} for kind in laid.header.kinds):
        return _TABLE
    long = _PROSE if layout.header_rows else _PROSE / 2
    if cells < 0.4 * rows * len(layout.columns) or characters > long * cells:
        return _NONE
    return _TABLE if layout.header_rows and rows > 1 else _DOUBTFUL


def read_sheet(path: Path, sheet: str, *, shown: str, kind: str, limits: Limits) -> Iterator[list[str]]:
    """The rows of a sheet as text, the same that were described."""
    with _opened(path, kind, shown, limits, sheet) as found:
        yield from next(item for item in found if item.name == sheet).rows()
