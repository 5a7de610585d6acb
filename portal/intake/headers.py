"""Which rows are the header: below titles, over several rows, with merged cells and units, or not there at all."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from portal.intake.cells import Kind, column_kinds, filled, kind_of, matches

__all__ = ["HEAD_ROWS", "Header", "Merge", "find_header", "join_names"]

HEAD_ROWS = 400
"""Rows from the top that decide."""

_COLUMNS = 500  # a wider table is judged by its first columns
_DEEPEST = 60  # a header stands no lower
_CLIMB = 8
_LONG = 100

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column of merged cells; rows and columns from 0."""


@dataclass(frozen=True, slots=True)
class Header:
    """rows: of the header, from 1, none if there is no header.  first_row: of the data.  width: columns.

    kinds: of the columns, from `portal.intake.cells`.  typical: filled cells of a usual row.
    """

    rows: tuple[int, ...]
    first_row: int
    width: int
    kinds: tuple[Kind, ...]
    typical: float


def find_header(rows: Sequence[Sequence[str]], *, merges: Sequence[Merge] = (), given: int | None = None) -> Header:
    """The header in the first rows of a file or sheet.

    The data begin where columns of numbers, dates or truth values begin to hold them; the header is the last
    row of words before, joined with the rows above that it needs to be complete and free of twins.
    given: a person named the last header row (from 1; 0: none).
    """
    width = _width(rows)
    shown = [list(row[:_COLUMNS]) for row in rows]
    counts = [filled(row) for row in shown]
    body = _body(shown, counts)
    kinds = column_kinds(body, min(width, _COLUMNS))
    if given is not None:
        bottom, first = (given - 1 if given else None), given
    else:
        bottom, first = _bottom(shown, counts, kinds, width)
    header = () if bottom is None else _climb(shown, counts, kinds, bottom, merges)
    below = [count for count in counts[first:] if count]
    usual = [count for count in below if count > 1] or below or [1]
    return Header(tuple(index + 1 for index in header), first + 1, width, tuple(kinds), float(median(usual)))


def _width(rows: Sequence[Sequence[str]]) -> int:
    """The most common width of the rows, the wider of two that are as common."""
    widths = Counter(len(row) for row in rows if any(row))
    return max(widths, key=lambda width: (widths[width], width), default=0)


def _body(rows: list[list[str]], counts: list[int]) -> list[list[str]]:
    """Rows that are surely data: the lower part of what is filled, title lines and notes left out."""
    usual = max(counts, default=0)
    solid = [row for row, count in zip(rows, counts, strict=True) if count and (count > 1 or usual == 1)]
    return solid[min(len(solid) * 2 // 5, 30) :]


def _bottom(rows: list[list[str]], counts: list[int], kinds: list[Kind], width: int) -> tuple[int | None, int]:
    """Index of the last header row (None: no header) and of the first data row."""
    if not any(kind in {"number", "date", "bool"} for kind in kinds):
        return _bottom_of_words(rows, counts, width)
    split = _split(rows, kinds)
    typed = next((index for index in range(split, len(rows)) if _class(rows[index], kinds) > 0), split)
    named = typed > 0 and counts[typed - 1] >= 2
    if typed < len(rows) and not named and _is_sequence(rows[typed], rows[typed + 1 :]):
        return typed, typed + 1
    least = 1 if width == 1 else 2
    above = [index for index in range(split) if counts[index] >= least]
    if above:
        return above[-1], above[-1] + 1
    return _before_first_typed(counts, split, typed)


def _split(rows: list[list[str]], kinds: list[Kind]) -> int:
    """Where words in the typed columns end and their values begin: the cut with the fewest rows on the wrong side."""
    classes = [_class(row, kinds) for row in rows]
    wrong = best = sum(1 for found in classes if found < 0)
    cut = 0
    for index, found in enumerate(classes[:_DEEPEST]):
        wrong += found
        if wrong < best:
            best, cut = wrong, index + 1
    return cut


def _class(row: list[str], kinds: list[Kind]) -> int:
    """1: values in the typed columns; -1: words there; 0: neither, or as many."""
    values = words = 0
    for cell, kind in zip(row, kinds, strict=False):
        if kind in {"number", "date", "bool"} and cell:
            match = matches(cell, kind)
            values += match is True
            words += match is False
    return (values > words) - (values < words)


def _before_first_typed(counts: list[int], split: int, typed: int) -> tuple[int | None, int]:
    """No words stand over the values: a header may still name only the other columns."""
    if typed > split and typed <= _DEEPEST and counts[typed - 1] >= 2:
        return typed - 1, typed
    return None, next((index for index in range(split, typed) if counts[index] >= 2), typed)


def _bottom_of_words(rows: list[list[str]], counts: list[int], width: int) -> tuple[int | None, int]:
    """All columns are words: the first row that is filled like the others, unless it reads like one of them."""
    usual = median([count for count in counts if count > 1] or [1])
    start = next((index for index, count in enumerate(counts[:_DEEPEST]) if count and count >= 0.6 * usual), 0)
    if start < len(rows) and _reads_like_data(rows[start], rows[start + 1 :]):
        return None, start
    return (start, start + 1) if rows and width else (None, start)


_SHAPES = {
    "address": re.compile(r"https?://\S+|/\S+|\S+@\S+\.\S+"),
    "code": re.compile(r"(?=.*\d)[\w./-]{3,}"),
}


def _reads_like_data(row: list[str], others: list[list[str]]) -> bool:
    """Long sentences, or an address or code in a column where every other row has one."""
    if any(len(cell) > _LONG or "。" in cell for cell in row):
        return True
    alike = 0
    for column, cell in enumerate(row):
        cells = [other[column].strip() for other in others if column < len(other) and other[column].strip()]
        if len(cells) < 3:
            continue
        for shape in _SHAPES.values():
            if sum(1 for text in cells if shape.fullmatch(text)) >= 0.9 * len(cells):
                if not shape.fullmatch(cell.strip()):
                    return False
                alike += 1
                break
    return alike > 0


def _is_sequence(row: list[str], others: list[list[str]]) -> bool:
    """Years or counted numbers as column names: in order and, if only one or two, not like the values below."""
    if not row or (kind_of(row[0]) in {"number", "date"} and not _is_year(row[0])):
        return False
    cells = {column: cell.strip() for column, cell in enumerate(row) if column and cell.strip()}
    numbers = {column: int(cell) for column, cell in cells.items() if cell.isascii() and cell.isdigit()}
    if not numbers or len(numbers) < len(cells) * 0.6:
        return False
    steps = [after - before for before, after in itertools.pairwise(numbers.values())]
    ordered = all(step > 0 for step in steps) or all(step < 0 for step in steps)
    years = all(map(_is_year, (cells[column] for column in numbers)))
    if len(numbers) < 3:
        below = [other[column] for other in others[:20] for column in numbers if column < len(other)]
        return years and ordered and sum(map(_is_year, below)) <= 0.2 * len(below)
    return ordered and (years or {abs(step) for step in steps} == {1})


def _is_year(text: str) -> bool:
    text = text.strip()
    return len(text) == 4 and text.isascii() and text.isdigit() and 1000 <= int(text) <= 2999


def _climb(
    rows: list[list[str]], counts: list[int], kinds: list[Kind], bottom: int, merges: Sequence[Merge]
) -> list[int]:
    """The header's rows: the bottom one and those above that belong to it."""
    header = [bottom]
    blank_passed = False
    for index in range(bottom - 1, max(-1, bottom - 1 - _CLIMB), -1):
        if not counts[index]:
            if blank_passed or _is_complete(rows[bottom], kinds):
                break
            blank_passed = True
            continue
        if rows[index] == rows[bottom] or not _belongs(rows, counts, kinds, index, bottom, merges):
            break
        if blank_passed and counts[index] < max(2, 0.3 * sum(kind != "void" for kind in kinds)):
            break
        header.append(index)
    return header[::-1]


def _belongs(
    rows: list[list[str]],
    counts: list[int],
    kinds: list[Kind],
    index: int,
    bottom: int,
    merges: Sequence[Merge],
) -> bool:
    """Whether the row at `index` is a part of the header that ends at `bottom`."""
    spans = [merge for merge in merges if merge[0] == index and merge[3] > merge[1]]
    groups = len(spans) >= 2 or any(
        left > 0 and right - left + 1 < 0.8 * len(kinds) for _, left, _, right in spans if counts[index] == 1
    )
    if _is_complete(rows[bottom], kinds) and not groups:
        return _is_complete(rows[index], kinds) and all(kind_of(cell) != "number" for cell in rows[index])
    return counts[index] >= 2 or groups


def _is_complete(row: Sequence[str], kinds: Sequence[Kind]) -> bool:
    """Each column that holds something has a name of its own in this row."""
    names = [row[column].strip() if column < len(row) else "" for column, kind in enumerate(kinds) if kind != "void"]
    return all(names) and len(set(names)) == len(names)


def join_names(rows: Sequence[Sequence[str]], header: Sequence[int], width: int, merges: Sequence[Merge]) -> list[str]:
    """The header's cells, column by column, joined by " / "; a merged cell counts for all columns it covers."""
    parts: list[list[str]] = [[] for _ in range(width)]
    for number in header:
        row = list(rows[number - 1])
        for top, left, _, right in merges:
            if top == number - 1 and right > left:
                row[left : right + 1] = [row[left]] * (min(right + 1, len(row)) - left)
        for column in range(min(width, len(row))):
            text = row[column] if len(header) == 1 else " ".join(row[column].split())
            if text.strip() and text not in parts[column][-1:]:
                parts[column].append(text)
    return [" / ".join(names) for names in parts]
