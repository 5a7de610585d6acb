"""What a spreadsheet or document holds beside what it shows: comments, properties, hidden sheets and columns.

Read from the XML parts of the file, streamed; a part that would unfold too far is refused as by `portal.intake`. Cells
of hidden rows and columns stand in the table that is released and are looked at there; here it is told which columns
those are. Formats: XLSX, XLSM, ODS, DOCX, PPTX, ODT, ODP.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

from portal.disclosure.pieces import Piece
from portal.disclosure.report import Place
from portal.intake import Limits, ReadError
from portal.intake.readers.archive import check_container, opened_zip

__all__ = ["HiddenSheets", "column_of", "hidden_sheets", "paragraphs", "parts_beside"]

_CHUNK = 1 << 16
_LONGEST = 1 << 20  # characters kept of one comment or property
_COLUMNS = 16_384
_CORE = frozenset("creator lastModifiedBy title subject description keywords category Manager Company".split())
_META = frozenset("creator initial-creator printed-by title subject description keyword user-defined".split())
_TEXT_PARTS = re.compile(
    r"word/(?:document|comments|footnotes|endnotes|header[0-9]*|footer[0-9]*)\.xml|content\.xml|"
    r"ppt/(?:slides|notesSlides|comments)/[^/]+\.xml"
)
_USED = re.compile(rb'<c r="([A-Z]{1,3})[0-9]+"[^>]*>\s*<(?:v|is|f)')
_HIDDEN_ROW = re.compile(rb'<row(?= [^>]*hidden="(?:1|true)")[^>]*? r="([0-9]{1,7})"')
_ROWS = 100_000  # hidden rows remembered
_OVERLAP = 256


@dataclass(frozen=True, slots=True)
class HiddenSheets:
    """What a workbook hides.

    sheets: names of hidden ones.  shown: names of the others.  columns: of each of these, places of its hidden columns,
    from 0, counted from the first column that holds anything.  rows: of each, its first hidden rows, from 1.
    left: of each, the place of the first column that holds anything.
    """

    sheets: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    columns: dict[str, frozenset[int]] = field(default_factory=dict)
    rows: dict[str, frozenset[int]] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)


def parts_beside(path: Path, kind: str, *, shown: str, limits: Limits | None = None) -> Iterator[Piece]:
    """Give comments, their authors, and the document's properties; of a comment ``column`` is its cell (``B5``).

    kind: as `kind_of_file` tells it. Raises ReadError ``read.bad_workbook``, ``read.zip_bomb``.
    """
    with _opened(path, shown, limits) as archive:
        if kind == "ods" or "content.xml" in archive.namelist():
            yield from _open_document(archive)
        else:
            yield from _properties(archive)
            yield from _comments(archive)


def hidden_sheets(path: Path, kind: str, *, shown: str, limits: Limits | None = None) -> HiddenSheets:
    """Tell which sheets and columns a workbook (``xlsx``, ``ods``) hides. Raises ReadError as `parts_beside`."""
    with _opened(path, shown, limits) as archive:
        return _hidden_in_ods(archive) if kind == "ods" else _hidden_in_xlsx(archive)


def paragraphs(path: Path, *, shown: str, limits: Limits | None = None) -> Iterator[Piece]:
    """Give the paragraphs of a DOCX, PPTX, ODT or ODP, numbered through the file."""
    number = 0
    with _opened(path, shown, limits) as archive:
        for name in _texts(archive):
            place = Place.COMMENT if "comment" in name.lower() else Place.TEXT
            for element in _elements(archive, name, frozenset({"p", "h"})):
                number += 1
                if text := _text(element, frozenset({"t"}) if name != "content.xml" else None):
                    yield Piece(text, place, number)


@contextmanager
def _opened(path: Path, shown: str, limits: Limits | None) -> Iterator[zipfile.ZipFile]:
    """Open a container whose size was checked; damage that shows while it is read is a ReadError."""
    check_container(path, shown=shown, limits=limits or Limits())
    try:
        with opened_zip(path, shown=shown, code="read.bad_workbook") as archive:
            yield archive
    except (ParseError, KeyError, ValueError):
        raise ReadError("read.bad_workbook", name=shown) from None  # its words may quote the file


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _attributes(element: Element) -> dict[str, str]:
    return {_local(key): value for key, value in element.attrib.items()}


def _events(file: IO[bytes]) -> Iterator[tuple[str, Element]]:
    """Parse an XML part piece by piece."""
    parser: XMLPullParser[Element] = XMLPullParser(("start", "end"))
    while chunk := file.read(_CHUNK):
        parser.feed(chunk)
        yield from parser.read_events()  # type: ignore[misc]
    parser.close()
    yield from parser.read_events()  # type: ignore[misc]


def _elements(archive: zipfile.ZipFile, name: str, wanted: frozenset[str]) -> Iterator[Element]:
    """Give the outermost elements of these names, each whole; what lies between is forgotten at once."""
    if name not in archive.namelist():
        return
    inside = 0
    path: list[Element] = []
    with archive.open(name) as file:
        for event, element in _events(file):
            if event == "start":
                path.append(element)
                inside += _local(element.tag) in wanted
                continue
            path.pop()
            held = _local(element.tag) in wanted
            inside -= held
            if inside:
                continue
            if held:
                yield element
            element.clear()
            if path:
                path[-1].remove(element)


def _text(element: Element, tags: frozenset[str] | None = None) -> str:
    """Join the text of an element; only that of these elements in it, if they are named."""
    texts = (
        element.itertext() if tags is None else (one.text or "" for one in element.iter() if _local(one.tag) in tags)
    )
    return "".join(texts)[:_LONGEST].strip()


def _properties(archive: zipfile.ZipFile) -> Iterator[Piece]:
    for name in ("docProps/core.xml", "docProps/app.xml"):
        for element in _elements(archive, name, _CORE):
            if text := _text(element):
                yield Piece(text, Place.AUTHOR)
    for element in _elements(archive, "docProps/custom.xml", frozenset({"property"})):
        if text := _text(element):
            yield Piece(text, Place.AUTHOR, column=_attributes(element).get("name"))


def _relations(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    """Give the parts that a part refers to: id to name."""
    folder, base = posixpath.split(part)
    found = {}
    for element in _elements(archive, f"{folder}/_rels/{base}.rels", frozenset({"Relationship"})):
        facts = _attributes(element)
        target = facts.get("Target", "")
        found[facts.get("Id", "")] = (
            target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        )
    return found


def _sheets(archive: zipfile.ZipFile) -> list[tuple[str, bool, str]]:
    """Give name, whether hidden, and part of each sheet of an XLSX."""
    relations = _relations(archive, "xl/workbook.xml")
    found = []
    for element in _elements(archive, "xl/workbook.xml", frozenset({"sheet"})):
        facts = _attributes(element)
        hidden = facts.get("state", "visible") != "visible"
        found.append((facts.get("name", ""), hidden, relations.get(facts.get("id", ""), "")))
    return found


def _comments(archive: zipfile.ZipFile) -> Iterator[Piece]:
    sheet_of = {}
    for name, _, part in _sheets(archive):
        for target in _relations(archive, part).values():
            sheet_of[target] = name
    for name in sorted(archive.namelist()):
        if re.fullmatch(r"xl/(?:threadedComments/|comments/?)[^/]*\.xml", name):
            for element in _elements(archive, name, frozenset({"author", "comment", "threadedComment"})):
                is_author = _local(element.tag) == "author"
                if text := _text(element, None if is_author else frozenset({"t", "text"})):
                    place = Place.AUTHOR if is_author else Place.COMMENT
                    cell = None if is_author else _attributes(element).get("ref")
                    yield Piece(text, place, sheet=sheet_of.get(name), column=cell)
        elif name.startswith("xl/persons/"):
            for element in _elements(archive, name, frozenset({"person"})):
                if text := _attributes(element).get("displayName", ""):
                    yield Piece(text, Place.AUTHOR)


def _open_document(archive: zipfile.ZipFile) -> Iterator[Piece]:
    for element in _elements(archive, "meta.xml", _META):
        if text := _text(element):
            yield Piece(text, Place.AUTHOR)
    for element in _elements(archive, "content.xml", frozenset({"annotation"})):
        for part in element:
            if text := _text(part):
                yield Piece(text, Place.AUTHOR if _local(part.tag) == "creator" else Place.COMMENT)


def _hidden_in_xlsx(archive: zipfile.ZipFile) -> HiddenSheets:
    sheets = _sheets(archive)
    found = HiddenSheets(
        tuple(name for name, hidden, _ in sheets if hidden), tuple(name for name, hidden, _ in sheets if not hidden)
    )
    for name, hidden, part in sheets:
        if hidden or part not in archive.namelist():
            continue
        left, rows = _extent(archive, part)
        places = _hidden_columns(archive, part)
        found.left[name], found.rows[name] = left, rows
        found.columns[name] = frozenset(place - left for place in places if place >= left)
    return found


def _hidden_columns(archive: zipfile.ZipFile, part: str) -> set[int]:
    """Read the columns of a sheet as far as its cells begin."""
    found: set[int] = set()
    with archive.open(part) as file:
        for event, element in _events(file):
            name = _local(element.tag)
            if name == "sheetData":
                break
            if event == "start" and name == "col" and element.get("hidden") in {"1", "true"}:
                first, last = int(element.get("min", "1")), int(element.get("max", "1"))
                found.update(range(first - 1, min(last, _COLUMNS)))
    return found


def _extent(archive: zipfile.ZipFile, part: str) -> tuple[int, frozenset[int]]:
    """Find the first column of a sheet that holds anything, and its first hidden rows."""
    names, rows, rest = set[bytes](), set[int](), b""
    with archive.open(part) as file:
        while chunk := file.read(_CHUNK):
            names.update(_USED.findall(rest + chunk))
            if len(rows) < _ROWS:
                rows.update(int(number) for number in _HIDDEN_ROW.findall(rest + chunk))
            rest = chunk[-_OVERLAP:]
    return min(map(_column_number, names), default=0), frozenset(rows)


def column_of(cell: str) -> int:
    """Return the place of a cell's column, from 0: ``B5`` is 1."""
    return _column_number(cell.rstrip("0123456789").encode("ascii", "ignore"))


def _column_number(name: bytes) -> int:
    number = 0
    for letter in name:
        number = number * 26 + letter - 64
    return number - 1


def _hidden_in_ods(archive: zipfile.ZipFile) -> HiddenSheets:
    book = _OdsBook()
    with archive.open("content.xml") as file:
        path: list[Element] = []
        for event, element in _events(file):
            if event == "start":
                path.append(element)
                book.start(_local(element.tag), _attributes(element))
                continue
            path.pop()
            if _local(element.tag) == "table":
                book.end_table()
            element.clear()
            if path:
                path[-1].remove(element)
    return HiddenSheets(tuple(book.sheets), tuple(book.shown), book.columns)


class _OdsBook:
    """Follows the elements of an ODS: styles that hide, tables of such a style, columns that are collapsed."""

    def __init__(self) -> None:
        self.sheets: list[str] = []
        self.shown: list[str] = []
        self.columns: dict[str, frozenset[int]] = {}
        self._hiding: set[str] = set()
        self._style = self._name = ""
        self._hidden: set[int] = set()
        self._column = self._cell = 0
        self._left: int | None = None

    def start(self, name: str, facts: dict[str, str]) -> None:
        repeated = int(facts.get("number-columns-repeated", 1))
        if name == "style":
            self._style = facts.get("name", "")
        elif name == "table-properties" and facts.get("display") == "false":
            self._hiding.add(self._style)
        elif name == "table":
            self._name, self._column, self._left = facts.get("name", ""), 0, None
            self._hidden = set()
            (self.sheets if facts.get("style-name") in self._hiding else self.shown).append(self._name)
        elif name == "table-column":
            if facts.get("visibility", "visible") != "visible":
                self._hidden.update(range(self._column, min(self._column + repeated, _COLUMNS)))
            self._column += repeated
        elif name == "table-row":
            self._cell = 0
        elif name in {"table-cell", "covered-table-cell"}:
            if "value-type" in facts:
                self._left = self._cell if self._left is None else min(self._left, self._cell)
            self._cell += repeated

    def end_table(self) -> None:
        left = self._left or 0
        if self._hidden and self._name not in self.sheets:
            self.columns[self._name] = frozenset(place - left for place in self._hidden if place >= left)
        self._hidden = set()


def _texts(archive: zipfile.ZipFile) -> list[str]:
    """Name the parts of a document that hold its text, in reading order."""
    found = [name for name in archive.namelist() if _TEXT_PARTS.fullmatch(name)]
    return sorted(
        found, key=lambda name: [int(part) if part.isdigit() else part for part in re.split("([0-9]+)", name)]
    )
