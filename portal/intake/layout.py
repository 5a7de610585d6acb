"""From a stream of rows to where the table stands in it, what must be done to it, and what to tell about it.

The rows are read once, in runs of a few thousand; the last run is held back until the end is known.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from portal.finding import Finding, Severity
from portal.intake.cells import filled, is_blank
from portal.intake.footers import TAIL_ROWS, find_end
from portal.intake.headers import HEAD_ROWS, Header, Merge, find_header, join_names
from portal.intake.parts import Layout, Limits, ReadError, Step

__all__ = ["Laid", "Scan", "lay_out", "table_rows"]

_RUN_CELLS = 60_000
_SHOWN = 10  # rows named in a step
_LINES = 20  # lines kept from above and below a table
_WIDE_ROWS = 0.05  # share of longer rows from which on the table is held to be wider than its header
_MANY_COLUMNS = 200
_MOST_DAMAGED = 100  # cells told one by one


@dataclass(slots=True)
class Scan:
    """What a reading of all rows counted; row numbers are those of the released file, the header being 1."""

    rows: int = 0
    blank: int = 0
    repeated: int = 0
    padded: list[int] = field(default_factory=list)
    padded_count: int = 0
    cut_count: int = 0
    long: list[tuple[int, int]] = field(default_factory=list)
    long_count: int = 0
    longest: int = 0
    damaged: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Laid:
    """A table found: its layout, what is done to it, what is told, and the lines round it."""

    layout: Layout
    steps: tuple[Step, ...]
    notes: tuple[Finding, ...]
    above: tuple[str, ...]
    below: tuple[str, ...]
    header: Header
    plain: bool
    """Nothing about the rows has to change: the file may already be standard."""


def lay_out(
    rows: Iterable[list[str]],
    *,
    merges: Sequence[Merge] = (),
    header_row: int | None = None,
    damaged: bool = False,
    limits: Limits,
) -> Laid:
    """Find the table in these rows, all of them, blank ones too.

    damaged: look for U+FFFD. Raises ReadError: ``read.no_columns``, ``read.too_wide``.
    """
    stream = iter(rows)
    head = list(islice(stream, HEAD_ROWS))
    header = find_header(head, merges=merges, given=header_row)
    if not header.width or not any(map(filled, head)):
        raise ReadError("read.no_columns")
    named = max((len(head[number - 1]) for number in header.rows), default=0)
    width = named or header.width
    if width > limits.columns:
        raise ReadError("read.too_wide", columns=width, most=limits.columns)
    raw = join_names(head, header.rows, width, merges)
    numbered = enumerate(chain(head[header.first_row - 1 :], stream), start=header.first_row)
    last_names = head[header.rows[-1] - 1] if header.rows else None
    scan, tail, end = _scan(numbered, header, width, last_names, damaged=damaged)
    if scan.long_count > max(1, _WIDE_ROWS * scan.rows):
        raw += [""] * (scan.longest - width)
        width = scan.longest
    names, name_steps = _names(raw, header)
    layout = Layout(header.rows, header.first_row, end, names, scan.rows)
    top = head[: (header.rows or (header.first_row,))[0] - 1]
    above = [line for row in top if row != last_names and (line := _line(row))]
    scan.repeated += sum(row == last_names for row in top)
    scan.blank += sum(map(is_blank, top)) + sum(is_blank(row) for _, row in tail)
    below = [line for _, row in tail if (line := _line(row))]
    steps = (*_edge_steps(header, above, below), *name_steps, *_row_steps(scan, width))
    notes = (*_edge_notes(header, above, below), *_row_notes(scan, names, width))
    plain = header.rows == (1,) and not steps and not scan.damaged
    return Laid(layout, steps, notes, tuple(above[:_LINES]), tuple(below[:_LINES]), header, plain)


def _line(row: Sequence[str]) -> str:
    return " ".join(" ".join(cell.split()) for cell in row if cell.strip())[:500]


def _scan(
    numbered: Iterator[tuple[int, list[str]]],
    header: Header,
    width: int,
    names: Sequence[str] | None,
    *,
    damaged: bool,
) -> tuple[Scan, list[tuple[int, list[str]]], int]:
    """Count over all rows of the table; returns also the last rows and the number of the table's last one."""
    scan = Scan()
    size = max(TAIL_ROWS, min(5000, _RUN_CELLS // max(1, width)))
    held: list[tuple[int, list[str]]] = []
    while run := list(islice(numbered, size)):
        if len(run) < size:
            held += run
            break
        _count(scan, [row for _, row in held], width, names, damaged=damaged)
        held = run
    tail = held[-TAIL_ROWS:]
    end = find_end(tail, header)
    if not end:  # all of the tail is blank or notes
        end = next((number for number, row in reversed(held[:-TAIL_ROWS]) if not is_blank(row)), header.first_row - 1)
    _count(scan, [row for number, row in held if number <= end], width, names, damaged=damaged)
    return scan, [item for item in held if item[0] > end], end


def _count(scan: Scan, rows: list[list[str]], width: int, names: Sequence[str] | None, *, damaged: bool) -> None:
    """Add these rows to the counts; only rows that could be irregular are looked at one by one."""
    first = names[0] if names else None
    odd = [
        index
        for index, row in enumerate(rows)
        if len(row) != width or not row[0] or row[0] == first or row[0].isspace()
    ]
    left_out = 0
    for index in odd:
        left_out += _count_odd(scan, rows[index], scan.rows + index + 2 - left_out, width, names)
    if damaged:
        kept = [row for row in rows if not is_blank(row) and row != names]
        for number, row in enumerate(kept, start=scan.rows + 2):
            if len(scan.damaged) < _MOST_DAMAGED:
                scan.damaged += [(number, column) for column, cell in enumerate(row) if "\ufffd" in cell]
    scan.rows += len(rows) - left_out


def _count_odd(scan: Scan, row: list[str], number: int, width: int, names: Sequence[str] | None) -> bool:
    """Count one row that may be irregular; True if it is left out."""
    if is_blank(row):
        scan.blank += 1
        return True
    if row == names:
        scan.repeated += 1
        return True
    if len(row) < width:
        scan.padded_count += 1
        scan.padded += [number] * (len(scan.padded) < _SHOWN)
    elif len(row) > width:
        filled_to = max(column for column, cell in enumerate(row, start=1) if cell.strip())
        if filled_to <= width:
            scan.cut_count += 1
        else:
            scan.long_count += 1
            scan.longest = max(scan.longest, filled_to)
            scan.long += [(number, filled_to)] * (len(scan.long) < _SHOWN)
    return False


def _names(raw: list[str], header: Header) -> tuple[tuple[str, ...], list[Step]]:
    """Column names as released: as they came, blank ones made, twins numbered, line breaks made blanks."""
    names: list[str] = []
    made = twins = broken = 0
    taken = {name for name in raw if name.strip()}
    used: set[str] = set()
    for column, text in enumerate(raw, start=1):
        name = text
        if "\n" in name or "\r" in name:
            name, broken = " ".join(name.split()), broken + 1
        if not name.strip():
            name, made = _free(f"column_{column}", taken | used), made + 1
        elif name in used:
            name, twins = _free(name, taken | used, number=2), twins + 1
        used.add(name)
        names.append(name)
    steps: list[Step] = []
    if len(header.rows) > 1:
        steps.append({"step": "header-joined", "rows": len(header.rows), "first": header.rows[0]})
    for code, count in (("name-made", made), ("name-made-unique", twins), ("name-line-break", broken)):
        if count:
            steps.append({"step": code, "columns": count})
    return tuple(names), steps


def _free(name: str, taken: set[str], *, number: int = 0) -> str:
    candidate = f"{name}_{number}" if number else name
    while candidate in taken:
        number = number + 1 if number else 2
        candidate = f"{name}_{number}"
    return candidate


def _edge_steps(header: Header, above: list[str], below: list[str]) -> Iterator[Step]:
    if above:
        yield {"step": "title-removed", "rows": len(above)}
    if not header.rows:
        yield {"step": "header-made"}
    if below:
        yield {"step": "notes-removed", "rows": len(below)}


def _row_steps(scan: Scan, width: int) -> Iterator[Step]:
    if scan.blank:
        yield {"step": "blank-rows-removed", "rows": scan.blank}
    if scan.repeated:
        yield {"step": "repeated-header-removed", "rows": scan.repeated}
    if scan.padded_count:
        yield {"step": "row-padded", "rows": scan.padded_count, "first": scan.padded[0]}
    if scan.cut_count:
        yield {"step": "blank-cells-cut", "rows": scan.cut_count}
    if scan.long_count and scan.longest == width:
        yield {"step": "column-added", "rows": scan.long_count, "first": scan.long[0][0]}


def _edge_notes(header: Header, above: list[str], below: list[str]) -> Iterator[Finding]:
    if not header.rows:
        yield Finding("read.header_made", Severity.JUSTIFY, params={"columns": header.width})
    if len(header.rows) > 1:
        yield Finding("read.header_joined", Severity.INFO, params={"rows": len(header.rows)})
    if above:
        yield Finding("read.title_left_out", Severity.INFO, params={"rows": len(above)})
    if below:
        yield Finding("read.notes_left_out", Severity.JUSTIFY, params={"rows": len(below)})


def _row_notes(scan: Scan, names: tuple[str, ...], width: int) -> Iterator[Finding]:
    if not scan.rows:
        yield Finding("read.no_rows", Severity.JUSTIFY)
    if len(names) > _MANY_COLUMNS:
        yield Finding("read.many_columns", Severity.INFO, params={"columns": len(names)})
    if scan.padded_count:
        yield Finding("read.rows_short", Severity.JUSTIFY, row=scan.padded[0], params={"rows": scan.padded_count})
    for number, cells in scan.long:
        yield Finding("read.row_long", Severity.JUSTIFY, row=number, params={"cells": cells, "columns": width})
    for number, column in scan.damaged[:_MOST_DAMAGED]:
        name = names[column] if column < len(names) else None
        yield Finding("read.cell_damaged", Severity.JUSTIFY, row=number, column=name)


def table_rows(rows: Iterable[list[str]], layout: Layout) -> Iterator[list[str]]:
    """The rows of the table as they are released, the header first, from the same rows that `lay_out` was given."""
    stream = iter(rows)
    head = list(islice(stream, layout.first_row - 1))
    yield list(layout.columns)
    body = islice(stream, max(0, layout.last_row - layout.first_row + 1))
    if not layout.repair:
        yield from body
        return
    width = len(layout.columns)
    names = head[layout.header_rows[-1] - 1] if layout.header_rows else None
    first = names[0] if names else None
    for row in body:
        if len(row) == width and row[0] and row[0] != first and not row[0].isspace():
            yield row
        elif not is_blank(row) and row != names:
            yield _mended(row, width)


def _mended(row: list[str], width: int) -> list[str]:
    """Padded if it is short, without its extra cells if those are blank; a longer row stays as it came."""
    if len(row) < width:
        return row + [""] * (width - len(row))
    return row if any(cell.strip() for cell in row[width:]) else row[:width]
