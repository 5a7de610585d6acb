"""The file that is being described: where its bytes are, what it was called, and what it was packed in."""

from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Literal

from portal.intake.parts import Limits, ReadError, ReadOptions

__all__ = ["MEDIATYPES", "Source", "check_written"]

MEDIATYPES = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    "xls": "application/vnd.ms-excel",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "geojson": "application/geo+json",
    "parquet": "application/vnd.apache.parquet",
    "zip": "application/zip",
    "gz": "application/gzip",
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "xml": "application/xml",
    "html": "text/html",
    "txt": "text/plain",
}


@dataclass(frozen=True, slots=True)
class Source:
    """path: the bytes to read, a temporary file for a member.  upload: the file that was handed in."""

    path: Path
    filename: str
    upload: Path
    options: ReadOptions = field(default_factory=ReadOptions)
    limits: Limits = field(default_factory=Limits)
    container: Literal["zip", "gzip"] | None = None
    member: str | None = None

    @property
    def shown(self) -> str:
        """The name that people know this file by: the member's if it was packed."""
        return PurePosixPath(self.member).name if self.member else self.filename

    @property
    def stem(self) -> str:
        """The name without its extensions: ``a.csv.txt`` is ``a``."""
        name = self.shown
        while (suffix := PurePosixPath(name).suffix) and suffix[1:].lower() in _KNOWN:
            name = name[: -len(suffix)]
        return name

    @property
    def extension(self) -> str:
        """The last extension, lower case, without its dot; empty if there is none."""
        return PurePosixPath(self.shown).suffix[1:].lower()


_KNOWN = frozenset({*MEDIATYPES, "tab", "ndjson", "psv", "jpeg", "htm", "md"})


def check_written(rows: int, columns: int, limits: Limits) -> None:
    """Refuse a table that as CSV would unfold too far: a byte a cell at least, however few hold anything.

    Raises ReadError ``read.table_too_large``.
    """
    if rows * columns > limits.unpacked_bytes:
        raise ReadError("read.table_too_large", rows=rows, columns=columns)
