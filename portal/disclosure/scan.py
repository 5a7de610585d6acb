"""Scan a file, a folder or an archive: what it would reveal about a person, wherever in it that stands."""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from portal import intake
from portal.disclosure.files.documents import is_geojson, json_pieces, text_pieces, write_features
from portal.disclosure.files.hidden import paragraphs, parts_beside
from portal.disclosure.files.metadata import scan_metadata
from portal.disclosure.files.packages import DESCRIPTOR, files_of, read_package, tables_of
from portal.disclosure.files.workbooks import Workbook, open_workbook, scan_behind
from portal.disclosure.pieces import Piece
from portal.disclosure.policy import DEFAULT, Policy
from portal.disclosure.report import Place, Report, Revealed, TableRisk
from portal.disclosure.risk.assess import assess
from portal.disclosure.tabular import judge_pieces, plan_records, safe, scan_table
from portal.errors import PortalError
from portal.intake import Limits, Part, ReadError, ReadOptions
from portal.intake.readers.archive import members, unpacked, unpacked_members
from portal.intake.readers.kinds import kind_of_file
from portal.tables.source import read_header

__all__ = ["scan_hidden", "scan_metadata", "scan_path", "scan_table"]

_DEEPEST = 3  # archives in archives
_LARGE = 8_000_000  # bytes of a CSV from which on it is read as it stands, if it can be
_PROSE = frozenset({"md", "markdown", "rst"})
_WORKBOOKS = frozenset({"xlsx", "xls", "ods"})
_PACKED_DOCUMENTS = frozenset({"docx", "docm", "pptx", "pptm", "odt", "odp"})
_NO_TABLE = frozenset({"read.no_table", "read.no_columns", "read.row_too_long", "read.unclosed_quote", "read.too_wide"})
Progress = Callable[[int], None] | None


@dataclass
class _Scan:
    """One scan on its way: how it is done, and what it has found so far."""

    today: date
    policy: Policy
    previous: Mapping[str, Path]
    progress: Progress
    findings: list[Revealed] = field(default_factory=list)
    tables: list[TableRisk] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def add(self, found: list[Revealed]) -> None:
        self.findings += found

    def judge(self, pieces: Iterable[Piece], resource: str | None) -> None:
        self.findings += judge_pieces(pieces, resource=resource, today=self.today, policy=self.policy)

    def safe(self, name: str) -> str:
        return safe(name, self.today, self.policy)


def scan_path(
    path: Path,
    *,
    today: date,
    policy: Policy = DEFAULT,
    filename: str | None = None,
    previous: Path | None = None,
    progress: Progress = None,
) -> Report:
    """Scan any file, a folder (with ``datapackage.json``: as the package it is) or a zip.

    filename: the upload's name, `path`'s own unless given.  previous: the same in the release before.
    progress: told bytes that were looked at. What no rule can look into is named in the report's ``unread``.
    Raises PortalError, mostly ReadError, if the file itself cannot be read.
    """
    if not path.exists():
        raise PortalError("package.unreadable", path=str(path))
    with tempfile.TemporaryDirectory(prefix="scan-") as folder:
        earlier = tables_of(previous, Path(folder)) if previous is not None else {}
        scan = _Scan(today, policy, earlier, progress)
        if path.is_dir():
            _folder(scan, path, "")
        else:
            _file(scan, path, filename or path.name, None, 0)
    return Report(str(filename or path), tuple(scan.findings), tuple(scan.tables), tuple(scan.unread))


def scan_hidden(path: Path, *, filename: str, today: date, policy: Policy = DEFAULT) -> list[Revealed]:
    """Tell what an upload holds beside the tables that are made of it.

    Hidden sheets, sheets without a table, comments, document properties, title and note lines, the file's name; of a
    zip those of its members. A part that cannot be read is left to whoever reads the upload.
    """
    scan = _Scan(today, policy, {}, None)
    _name(scan, filename, None)
    kind = kind_of_file(path)
    if kind in _WORKBOOKS:
        scan.add(scan_behind(open_workbook(path, kind, filename=filename), resource=None, today=today, policy=policy))
    elif kind == "zip":
        for member, unpacked_path in _members(path, filename):
            scan.add(scan_hidden(unpacked_path, filename=member, today=today, policy=policy))
    elif kind == "text":
        for part in intake.describe(path, filename=filename):
            lines = enumerate((*part.above, *part.below), 1)
            pieces = [Piece(line, Place.TEXT, number) for number, line in lines]
            scan.judge(pieces, None)
    return scan.findings


def _folder(scan: _Scan, path: Path, prefix: str) -> None:
    """Scan a package by its descriptor, any other folder file by file."""
    if (path / DESCRIPTOR).is_file():
        descriptor = read_package(path)
        scan.add(scan_metadata(descriptor, today=scan.today, policy=scan.policy))
        for resource, file in files_of(path, descriptor):
            _resource(scan, file, resource, prefix)
        return
    for file in sorted(path.rglob("*")):
        if file.is_file() and not file.is_symlink():
            shown = prefix + file.relative_to(path).as_posix()
            _tolerant(scan, file, shown, shown, 0)


def _resource(scan: _Scan, file: Path, resource: dict[str, Any], prefix: str) -> None:
    name = prefix + str(resource.get("name") or file.name)
    _name(scan, file.name, name)
    try:
        part = intake.part_from_resource(file, resource)
    except ReadError:
        part = None
    if part is None or part.kind != "table" or part.format not in {"csv", "tsv"}:
        _tolerant(scan, file, file.name, name, 0)
        return
    schema = resource.get("schema")
    fields = schema.get("fields") if isinstance(schema, dict) else None
    _table(scan, part, name, [one for one in fields or () if isinstance(one, dict)] if isinstance(fields, list) else [])


def _tolerant(scan: _Scan, path: Path, filename: str, resource: str | None, depth: int) -> None:
    """Scan one file of several: what cannot be read is named, and does not keep the rest from being looked at."""
    try:
        _file(scan, path, filename, resource, depth)
    except ReadError:
        scan.unread.append(scan.safe(filename))


def _name(scan: _Scan, filename: str, resource: str | None) -> None:
    stem = PurePosixPath(filename).stem
    scan.judge([Piece(stem, Place.FILE_NAME)], resource)


def _file(scan: _Scan, path: Path, filename: str, resource: str | None, depth: int) -> None:
    """Scan one file. resource: as findings name it; None: a file by itself."""
    shown = None if resource is None else scan.safe(resource)
    _name(scan, filename, shown)
    kind, extension = kind_of_file(path), PurePosixPath(filename).suffix[1:].lower()
    if kind in {"zip", "gzip"} and depth < _DEEPEST:
        _archive(scan, path, filename, kind, depth)
    elif kind in _WORKBOOKS:
        _workbook(scan, path, kind, filename, shown)
    elif kind == "parquet":
        for part in intake.describe(path, filename=filename):
            _table(scan, part, shown or part.name, [])
    elif kind == "zip-document" and extension in _PACKED_DOCUMENTS:
        pieces = [*parts_beside(path, extension, shown=filename), *paragraphs(path, shown=filename)]
        scan.judge(pieces, shown)
    elif kind == "json":
        _json(scan, path, filename, shown)
    elif kind in {"text", "markup"}:
        _text(scan, path, filename, shown, markup=kind == "markup", is_prose=extension in _PROSE)
    elif kind == "encrypted":
        raise ReadError("read.encrypted", name=filename)
    elif kind != "empty":
        scan.unread.append(scan.safe(filename))


def _members(path: Path, filename: str) -> Iterator[tuple[str, Path]]:
    names = members(path, shown=filename, limits=Limits())
    return unpacked_members(path, names, shown=filename, limits=Limits())


def _archive(scan: _Scan, path: Path, filename: str, kind: str, depth: int) -> None:
    if kind == "gzip":
        inner = filename[:-3] if filename.lower().endswith(".gz") else filename
        with unpacked(path, "gzip", inner, shown=filename, limits=Limits()) as file:
            _file(scan, file, inner, inner, depth + 1)
        return
    names = members(path, shown=filename, limits=Limits())
    if DESCRIPTOR in names:
        with tempfile.TemporaryDirectory(prefix="scan-") as folder:
            _unpack(path, filename, Path(folder))
            _folder(scan, Path(folder), "")
        return
    for name, file in _members(path, filename):
        _folders(scan, name)
        _tolerant(scan, file, name, name, depth + 1)


def _folders(scan: _Scan, member: str) -> None:
    """Look at the names of the folders that a member stands in."""
    for name in PurePosixPath(member).parts[:-1]:
        scan.judge([Piece(name, Place.FILE_NAME)], scan.safe(member))


def _unpack(path: Path, filename: str, folder: Path) -> None:
    for name, file in _members(path, filename):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(b"")
        with file.open("rb") as packed, target.open("wb") as copy:
            while chunk := packed.read(1 << 20):
                copy.write(chunk)


def _workbook(scan: _Scan, path: Path, kind: str, filename: str, resource: str | None) -> None:
    book = open_workbook(path, kind, filename=filename)
    for part in [_below_one_header(scan, path, filename, part) for part in book.tables]:
        hidden = book.hides.columns.get(part.sheet or "", frozenset())
        before = len(scan.findings)
        _table(scan, part, resource or part.name, [], hidden=hidden)
        rows = _hidden_rows(book, part)
        scan.findings[before:] = [_in_hidden_rows(one, rows) for one in scan.findings[before:]]
    scan.add(scan_behind(book, resource=resource, today=scan.today, policy=scan.policy))


def _hidden_rows(book: Workbook, part: Part) -> frozenset[int]:
    """Return the data rows of a table that its workbook hides, where no row between was left out."""
    first = part.layout.first_row if part.layout else 1
    return frozenset(row - first + 1 for row in book.hides.rows.get(part.sheet or "", ()) if row >= first)


def _in_hidden_rows(one: Revealed, rows: frozenset[int]) -> Revealed:
    """What stands in hidden rows alone is told as hidden: the contract has one place for rows and columns."""
    is_hidden = one.place in {Place.CELL, Place.FREE_TEXT} and one.rows and rows.issuperset(one.rows)
    return replace(one, place=Place.HIDDEN_COLUMN) if is_hidden else one


def _json(scan: _Scan, path: Path, filename: str, resource: str | None) -> None:
    if not is_geojson(path):
        plans = plan_records(json_pieces(path, shown=filename), today=scan.today, policy=scan.policy)
        pieces = json_pieces(path, shown=filename, progress=scan.progress)
        scan.findings += judge_pieces(pieces, resource=resource, today=scan.today, policy=scan.policy, plans=plans)
        return
    with tempfile.TemporaryDirectory(prefix="scan-") as folder:
        table = Path(folder) / "features.csv"
        write_features(path, table, shown=filename)
        found = scan_table(table, resource=resource, today=scan.today, policy=scan.policy, place=Place.PROPERTY)
    scan.add([_of_geometry(one) for one in found if one.column != "lat"])


def _of_geometry(one: Revealed) -> Revealed:
    return replace(one, place=Place.GEOMETRY, column=None) if one.column == "lon" else one


def _text(scan: _Scan, path: Path, filename: str, resource: str | None, *, markup: bool, is_prose: bool) -> None:
    """Scan a text: as the table that it is, else line by line."""
    if filename.lower().endswith(".csv") and path.stat().st_size > _LARGE and _stands(path):
        try:
            _csv(scan, path, resource, None, [])
        except PortalError:  # it is no standard table further down
            pass
        else:
            return
    parts: list[Part] = []
    try:
        parts = [] if is_prose or markup else _described(scan, path, filename)
    except ReadError as error:
        if error.code not in _NO_TABLE:
            raise
    tables = [part for part in parts if part.kind == "table"]
    for part in tables:
        _table(scan, part, resource or part.name, [])
        pieces = [Piece(line, Place.TEXT, number) for number, line in enumerate((*part.above, *part.below), 1)]
        scan.judge(pieces, resource)
    if not tables:
        lines = text_pieces(path, markup=markup, progress=scan.progress)
        scan.judge(lines, resource)


def _described(scan: _Scan, path: Path, filename: str) -> list[Part]:
    """Describe a text; a second header row that names persons is the first row of the data."""
    parts = intake.describe(path, filename=filename)
    return [_below_one_header(scan, path, filename, parts[0]), *parts[1:]]


def _below_one_header(scan: _Scan, path: Path, filename: str, part: Part) -> Part:
    """Describe a table anew whose second header row names persons."""
    rows = part.layout.header_rows if part.layout else ()
    if len(rows) < 2 or all(scan.safe(name) == name for name in part.columns):
        return part
    (described, *_) = intake.describe(
        path, filename=filename, options=ReadOptions(sheet=part.sheet, header_row=rows[0])
    )
    return described


def _stands(path: Path) -> bool:
    """Say whether the first row of a large CSV names its columns, so that it need not be read twice to be described."""
    try:
        header = read_header(path)
    except PortalError:
        return False
    return len(header) > 1 and all(header) and not any(name.replace(".", "").isdigit() for name in header)


def _table(
    scan: _Scan, part: Part, name: str, fields: list[dict[str, Any]], *, hidden: frozenset[int] = frozenset()
) -> None:
    with tempfile.TemporaryDirectory(prefix="scan-") as folder:
        csv = intake.standardise(part, Path(folder)).path
        _csv(scan, csv, name, part.sheet, fields, hidden=hidden)


def _csv(
    scan: _Scan,
    csv: Path,
    name: str | None,
    sheet: str | None,
    fields: list[dict[str, Any]],
    *,
    hidden: frozenset[int] = frozenset(),
) -> None:
    shown = None if name is None else scan.safe(name)
    found = scan_table(
        csv, resource=shown, today=scan.today, policy=scan.policy, sheet=sheet, hidden=hidden, progress=scan.progress
    )
    scan.add([replace(one, sheet=scan.safe(one.sheet)) if one.sheet else one for one in found])
    previous = scan.previous.get(name or "") or (
        next(iter(scan.previous.values())) if len(scan.previous) == 1 else None
    )
    scan.tables.append(assess(csv, resource=shown, fields=fields, policy=scan.policy, previous=previous))
