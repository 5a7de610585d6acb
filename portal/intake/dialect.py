"""The delimiter of a text table, by how evenly each candidate cuts the rows."""

import csv
import io
import math
from collections import Counter
from collections.abc import Iterable

from portal.intake.cells import is_blank

__all__ = ["DELIMITERS", "find_delimiter", "sample_rows"]

DELIMITERS = {"comma": ",", "tab": "\t", "semicolon": ";", "pipe": "|"}
_ROWS = 300


def sample_rows(lines: Iterable[str], delimiter: str, *, limit: int = _ROWS) -> list[list[str]]:
    """The first rows of these lines, cut by one delimiter; a broken quote ends the sample."""
    rows: list[list[str]] = []
    try:
        for row in csv.reader(lines, delimiter=delimiter):
            if not is_blank(row):
                rows.append(row)
            if len(rows) == limit:
                break
    except csv.Error:
        return rows
    return rows


def find_delimiter(sample: str) -> tuple[str, float]:
    """The delimiter of this text and how evenly it cuts: the share of rows of the most common width.

    Evenness counts twice, width once: titles and notes round a table have one cell whatever the delimiter.
    A text that nothing cuts is one column, ``(",", 0.0)``.
    """
    # Not str.splitlines: only line feeds and carriage returns end a line of CSV.
    lines = list(io.StringIO(sample, newline=""))
    best, best_score, best_even = ",", 0.0, 0.0
    for delimiter in DELIMITERS.values():
        if delimiter not in sample:
            continue
        rows = sample_rows(lines, delimiter)
        widths = Counter(len(row) for row in rows)
        if not widths:
            continue
        width, count = max(widths.items(), key=lambda item: item[1] * math.log2(item[0] + 0.01))
        even = count / len(rows)
        score = even * even * math.log2(width) if width > 1 else 0.0
        if score > best_score:
            best, best_score, best_even = delimiter, score, even
    return best, best_even
