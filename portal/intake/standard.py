"""A part becomes the file that is released: UTF-8 CSV (RFC 4180) with one header row, streamed.

What already is standard keeps its bytes.
"""

import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from portal.intake.layout import table_rows
from portal.intake.parts import Limits, Part, Standard, TextForm
from portal.intake.readers.archive import unpacked
from portal.intake.readers.delimited import read_rows
from portal.intake.readers.json_records import read_records
from portal.intake.readers.parquet import write_parquet_csv
from portal.intake.readers.workbook import read_sheet

__all__ = ["standardise"]

_CHUNK = 1 << 20
Progress = Callable[[int], None] | None


def standardise(part: Part, target_dir: Path, *, limits: Limits | None = None, progress: Progress = None) -> Standard:
    """Write ``<target_dir>/<part.name>.csv``; an opaque part is copied and keeps its extension.

    progress: told the bytes of each chunk read. Raises ReadError if the source no longer is what was described,
    ValueError if the target would be the source itself.
    """
    limits = limits or Limits()
    target = target_dir / f"{part.name}.{_extension(part)}"
    if target.exists() and target.samefile(part.source):
        raise ValueError(f"{target} is the file that was handed in")
    with unpacked(part.source, part.container, part.member, shown=part.filename, limits=limits) as path:
        if part.kind == "opaque" or part.standard:
            digest, size = _copy(path, target, progress)
        elif part.format == "parquet":
            write_parquet_csv(path, target)
            digest, size = _digest(target, progress)
        else:
            digest, size = _write(_rows(path, part, limits, progress), target)
    whole = (digest, size) if part.container is None and _is_copied(part) else _digest(part.source, None)
    original: dict[str, str | int] = {"name": part.filename, "sha256": whole[0], "bytes": whole[1]}
    return Standard(target, size, digest, part.rows, part.columns, part.steps, original, part.notes)


def _is_copied(part: Part) -> bool:
    """Whether the released bytes are those of the file that was handed in."""
    return part.kind == "opaque" or part.standard


def _extension(part: Part) -> str:
    if part.kind == "table":
        return "csv"
    return part.format if re.fullmatch(r"[a-z0-9]{1,12}", part.format) else "bin"


def _rows(path: Path, part: Part, limits: Limits, progress: Progress) -> Iterator[list[str]]:
    if part.layout is None:
        return read_records(path, part)
    if part.sheet is not None:
        rows = read_sheet(path, part.sheet, shown=part.filename, kind=part.format, limits=limits)
        return table_rows(rows, part.layout)
    return table_rows(read_rows(path, part.text or TextForm(), progress=progress), part.layout)


class _Hashed(io.RawIOBase):
    """A file that is hashed and counted while it is written."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb", buffering=0)
        self.digest = hashlib.sha256()
        self.size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        count = self._file.write(data)
        self.digest.update(data[:count])
        self.size += count
        return count

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()


def _write(rows: Iterable[list[str]], target: Path) -> tuple[str, int]:
    raw = _Hashed(target)
    with io.TextIOWrapper(io.BufferedWriter(raw, _CHUNK), encoding="utf-8", newline="") as text:
        # CRLF: with a bare line feed the csv module would leave a carriage return in a cell unquoted.
        csv.writer(text, lineterminator="\r\n").writerows(rows)
    return raw.digest.hexdigest(), raw.size


def _copy(path: Path, target: Path, progress: Progress) -> tuple[str, int]:
    with path.open("rb") as file, _Hashed(target) as raw:
        while chunk := file.read(_CHUNK):
            raw.write(chunk)
            if progress:
                progress(len(chunk))
        return raw.digest.hexdigest(), raw.size


def _digest(path: Path, progress: Progress) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            if progress:
                progress(len(chunk))
    return digest.hexdigest(), size
