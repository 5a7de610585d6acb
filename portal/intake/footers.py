"""Where the table ends: notes, sources, control totals and second tables below it are not its rows."""

import re
from collections.abc import Sequence

from portal.intake.cells import filled, is_blank, matches
from portal.intake.headers import Header

__all__ = ["TAIL_ROWS", "find_end"]

TAIL_ROWS = 300
"""Rows at the end that are looked at; a note that starts higher stays in the table."""

Row = tuple[int, Sequence[str]]
"""Number of the row, from 1, and its cells."""

_THIN = 0.4  # of a usual row's filled cells
_NOTE = re.compile(
    r"\s*([*†‡#©]|\(?[0-9a-z]\)|注|備註|备注|说明|(数据|资料|資料)?[来來]源|note|source|fuente|quelle|fonte)",
    re.IGNORECASE,
)
_LONG = 30


def find_end(tail: Sequence[Row], header: Header) -> int:
    """Number of the table's last row, 0 if none of these rows is one.

    tail: the last rows of the file, at most TAIL_ROWS, blank ones among them.
    """
    rows = [row for row in tail if row[0] >= header.first_row]
    rows = _without_blank_end(rows)
    if not rows or header.width < 2 or header.typical < 2:
        return rows[-1][0] if rows else 0
    rows = _without_thin_blocks(rows, header)
    rows = _without_thin_run(rows, header)
    rows = _without_keyless_blocks(rows)
    return rows[-1][0] if rows else 0


def _without_blank_end(rows: list[Row]) -> list[Row]:
    end = len(rows)
    while end and is_blank(rows[end - 1][1]):
        end -= 1
    return rows[:end]


def _is_thin(cells: Sequence[str], header: Header) -> bool:
    return 0 < filled(cells) <= max(1, _THIN * header.typical)


def _without_thin_blocks(rows: list[Row], header: Header) -> list[Row]:
    """Below a blank row, rows with far fewer cells than usual are no rows of the table."""
    if sum(_is_thin(cells, header) for _, cells in rows) > 0.5 * len(rows) and len(rows) > 20:
        return rows
    while True:
        start = len(rows)
        while start and not is_blank(rows[start - 1][1]):
            start -= 1
        block = rows[start:]
        if not start or not block or not all(_is_thin(cells, header) for _, cells in block):
            return rows
        shorter = _without_blank_end(rows[:start])
        if not shorter:
            return rows
        rows = shorter


def _without_thin_run(rows: list[Row], header: Header) -> list[Row]:
    """Directly below the table: lines of words in one or two cells where a row has many, and no value of the column."""
    thin = sum(_is_thin(cells, header) for _, cells in rows[:-1])
    end = len(rows)
    while end > 1 and _is_line(rows[end - 1][1], header):
        end -= 1
    run = len(rows) - end
    if not run or thin - run > 0.1 * len(rows):
        return rows
    sure = any(_NOTE.match(text) or len(text) > _LONG for _, cells in rows[end:] for text in cells if text)
    if sure or (run > 1 and header.typical >= 4):
        return _without_blank_end(rows[:end])
    return rows


def _is_line(cells: Sequence[str], header: Header) -> bool:
    count = filled(cells)
    if not count or count > min(2, max(1, _THIN * header.typical)):
        return False
    return not any(matches(cell, kind) for cell, kind in zip(cells, header.kinds, strict=False) if kind != "text")


def _without_keyless_blocks(rows: list[Row]) -> list[Row]:
    """Blocks below a break that lack a column which every row above fills are summaries, not rows.

    A break is a blank row, or a lone cell beside all such columns: a stray value that is easily overlooked.
    """
    breaks = [index for index, (_, cells) in enumerate(rows) if filled(cells) <= 1]
    for index in breaks:
        above = [cells for _, cells in rows[:index] if not is_blank(cells)]
        below = [cells for _, cells in rows[index:] if not is_blank(cells)]
        if len(above) < 10 or len(above) < 2 * len(below):
            continue
        keys = set(range(min(len(cells) for cells in above)))
        for cells in above:
            keys = {column for column in keys if cells[column].strip()}
        broken = not any(_cell(rows[index][1], key) for key in keys)
        if broken and any(all(not _cell(cells, key) for cells in below) for key in keys):
            return _without_blank_end(rows[:index])
    return rows


def _cell(cells: Sequence[str], column: int) -> str:
    return cells[column].strip() if column < len(cells) else ""
