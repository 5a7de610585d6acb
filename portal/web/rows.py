"""The first rows of a table, read from its file; nothing beyond them is read."""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from portal.errors import PortalError
from portal.tables.source import read_rows

__all__ = ["first_rows"]

_LONGEST_CELL = 300


def first_rows(path: Path, columns: Sequence[object], limit: int) -> list[list[str]]:
    """Return at most limit rows after the header, each as wide as columns, long cells cut with an ellipsis.

    A file that cannot be cut into cells ends where reading ends: its other rows are in the download.
    """
    rows: list[list[str]] = []
    width = len(columns)
    try:
        for row in islice(read_rows(path), 1, limit + 1):
            cells = [_short(cell) for cell in row[:width]]
            rows.append(cells + [""] * (width - len(cells)))
    except PortalError:
        return rows
    return rows


def _short(cell: str) -> str:
    return cell if len(cell) <= _LONGEST_CELL else cell[: _LONGEST_CELL - 1] + "…"
