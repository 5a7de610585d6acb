"""What a file is, by its first bytes: the content decides, never the name."""

import mmap
from pathlib import Path

from portal.intake.encoding import looks_binary
from portal.intake.parts import ReadError
from portal.intake.readers.archive import opened_zip

__all__ = ["CLAIMS", "claimed", "kind_of_file"]

_MAGIC = (
    (b"\x1f\x8b", "gzip"),
    (b"PAR1", "parquet"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"%PDF-", "pdf"),
    (b"II*\0", "tif"),
    (b"MM\0*", "tif"),
    (b"RIFF", "riff"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!", "rar"),
    (b"BZh", "bz2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"(\xb5/\xfd", "zst"),
    (b"SQLite format 3\0", "sqlite"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

CLAIMS = frozenset(
    {"csv", "tsv", "tab", "psv", "txt", "xls", "xlsx", "xlsm", "ods", "json", "jsonl", "ndjson", "geojson", "parquet"}
)
"""Extensions that say: this is a table or text."""


def claimed(extension: str) -> bool:
    """Whether a name with this extension promises a table, so that anything else in it is a mistake."""
    return extension in CLAIMS


def kind_of_file(path: Path) -> str:
    """One word: ``empty xlsx ods zip xls encrypted ole gzip parquet markup json text binary`` or an extension."""
    with path.open("rb") as file:
        head = file.read(1 << 16)
    if not head:
        return "empty"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(path)
    if head.startswith(_OLE):
        return _kind_of_ole(path)
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if looks_binary(head):
        return "binary"
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")[:1]  # past a byte order mark, UTF-16's zeros and blanks
    return {b"<": "markup", b"{": "json", b"[": "json"}.get(start, "text")


def _kind_of_zip(path: Path) -> str:
    try:
        with opened_zip(path, shown=path.name) as archive:
            names = set(archive.namelist())
            if "[Content_Types].xml" in names:
                return "xlsx" if any(name.startswith("xl/") for name in names) else "zip-document"
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                return "ods" if b"spreadsheet" in archive.read("mimetype") else "zip-document"
    except ReadError:  # damaged: whoever reads it says so
        return "zip"
    return "zip"


def _kind_of_ole(path: Path) -> str:
    """Streams of an OLE container are named in UTF-16 in its directory."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if content.find("EncryptedPackage".encode("utf-16-le")) >= 0:
            return "encrypted"
        if content.find("Book".encode("utf-16-le")) >= 0 or content.find("Workbook".encode("utf-16-le")) >= 0:
            return "xls"
    return "ole"
