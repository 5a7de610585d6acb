"""The values that reading hands on: what a file holds, how it is read, what was made of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from portal.errors import PortalError
from portal.finding import Finding

__all__ = ["Layout", "Limits", "Part", "ReadError", "ReadOptions", "Standard", "Step", "TextForm"]

Step = Mapping[str, str | int]
"""One thing that was done to the file: ``step`` is its code, the rest are its facts; JSON as it stands."""


class ReadError(PortalError):
    """A file that cannot be read as what it claims to be; the code starts with ``read.``."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a person knows better than the reader; None leaves it to the content.

    header_row: number of the (last) header row, from 1; 0 says that there is none.
    delimiter: the character itself, or ``comma``, ``tab``, ``semicolon``, ``pipe``.
    """

    sheet: str | None = None
    header_row: int | None = None
    encoding: str | None = None
    delimiter: str | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a packed file may unfold, and how large a table may be.

    unpacked_bytes: of all members together.  ratio: unpacked to packed, counted once more than
    ratio_from bytes come out.  cells: rows times columns of a sheet, which is held in memory.
    memory: bytes of address space for the process that opens a workbook.
    """

    unpacked_bytes: int = 2 << 30
    ratio: int = 200
    ratio_from: int = 50 << 20
    members: int = 10_000
    columns: int = 16_384
    cells: int = 30_000_000
    memory: int = 4 << 30


@dataclass(frozen=True, slots=True)
class TextForm:
    """How the bytes of a text table become cells.

    encoding: a name of `portal.intake.encoding`.  damaged: some bytes are not of that encoding and are
    read as U+FFFD.  quote: None where quotes are ordinary characters.
    """

    encoding: str = "utf-8"
    bom: bool = False
    damaged: bool = False
    delimiter: str = ","
    quote: str | None = '"'
    double_quote: bool = True
    escape: str | None = None
    comment: str | None = None
    skip_initial_space: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the table stands in the rows of its file or sheet; rows count from 1, blank ones too.

    header_rows: none, one, or several that are joined.  last_row: the last that belongs to the table.
    columns: the names as released.
    repair: False for a file that came with a descriptor: then every row from first_row stays as it is.
    """

    header_rows: tuple[int, ...]
    first_row: int
    last_row: int
    columns: tuple[str, ...]
    rows: int
    repair: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """One table or one opaque file found in what was handed in.

    name: the resource's name, unique among the parts of one file.  format, mediatype: of the file as it came.
    filename, source: the upload's name and where its bytes are; member: inside a zip or gzip; sheet; key: the
    dotted path of the records in JSON.  standard: the bytes are released as they are.  above, below: the lines
    round the table (title, notes), offered for the description.  steps: what `standardise` does.
    """

    name: str
    title: str
    kind: Literal["table", "opaque"]
    format: str
    mediatype: str
    source: Path
    filename: str
    container: Literal["zip", "gzip"] | None = None
    member: str | None = None
    sheet: str | None = None
    key: str | None = None
    text: TextForm | None = None
    layout: Layout | None = None
    rows: int | None = None
    columns: tuple[str, ...] = ()
    standard: bool = False
    steps: tuple[Step, ...] = ()
    notes: tuple[Finding, ...] = ()
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standard:
    """The file that is released: where it stands and what it is.

    rows, columns: of a table, the header not counted; None and empty for an opaque file (GeoJSON has both).
    original: ``name``, ``sha256``, ``bytes`` of the file that was handed in.
    """

    path: Path
    bytes: int
    sha256: str
    rows: int | None
    columns: tuple[str, ...]
    steps: tuple[Step, ...]
    original: Mapping[str, str | int]
    notes: tuple[Finding, ...] = field(default=())
