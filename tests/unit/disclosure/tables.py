"""Tables for the tests of re-identification. Nobody in them exists."""

import csv
from collections.abc import Sequence
from pathlib import Path

__all__ = ["write"]


def write(folder: Path, text: str | Sequence[Sequence[object]], name: str = "table.csv") -> Path:
    """Write rows, or lines with cells parted by spaces (``_`` is an empty cell), as a standard CSV."""
    if isinstance(text, str):
        rows: Sequence[Sequence[object]] = [
            ["" if cell == "_" else cell for cell in line.split()] for line in text.strip().splitlines()
        ]
    else:
        rows = text
    path = folder / name
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return path
