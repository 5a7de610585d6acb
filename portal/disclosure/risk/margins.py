"""Find the totals in a table: which cell is the sum of which others.

Rows: a total word (合计, 小计, 全市, total …) in a column of labels sums the rows that agree in all other labels; where
labels are not repeated (merged cells), a 小计 sums the rows since the one before. Columns: a total word, or a pair that
makes a whole (男 and 女, 城镇 and 乡村). A sum is taken for one only if it holds wherever all its cells are shown.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from portal.disclosure.risk.sample import Column, fold, hidden_bounds, is_blank, read_count
from portal.disclosure.risk.totals import CountTable, Sum
from portal.tables.source import read_rows

__all__ = ["CELLS", "label_columns", "read_table"]

CELLS = 200_000
"""Counts of a table; a larger one is not looked through for what can be worked out."""
_TOTAL = re.compile(
    r"合\s*计|总\s*计|小\s*计|共\s*计|总\s*数|总和|总体|全部|全体|全[市省区县国年]|不分(?:性别|年龄|区县)|.{0,4}(?:合计|总计|小计)|哈尔滨市|"
    r"totals?|grand total|sub-?total|sum|all|overall|both sexes|all ages"
)
_PART = re.compile(r"小\s*计|sub-?total|.{1,4}小计")
_TOTAL_COLUMN = re.compile(r"合\s*计|总\s*计|小\s*计|共\s*计|^总|总[数人户例]|\btotal\b|\bsum\b|\ball\b")
_PAIRS = ((r"男|\bmales?\b|\bmen\b", r"女|\bfemales?\b|\bwomen\b"), (r"城[镇市]|\burban\b", r"[乡农]村|\brural\b"))
_NUMBERING = re.compile(r"^序号$|^行号$|^编号$|^no$|^id$|^seq$|备注|说明|\bnotes?\b|\bremarks?\b")
_LABEL = re.compile(r"年|月|季|日期|代码|编码|code|year|month|date|quarter|period|期")
_NUMBER = re.compile(r"[-+]?[0-9.,]+%?")
_ANY = "\0total"


def label_columns(columns: Sequence[Column], counts: Sequence[Column]) -> list[Column]:
    """Choose the columns that say what a count is of: no counts, measures, running numbers, notes."""
    rest = [one for one in columns if one not in counts and not one.has_word(_NUMBERING)]
    return [one for one in rest if one.has_word(_LABEL) or not _is_measure(one)]


def _is_measure(column: Column) -> bool:
    numbers = sum(bool(_NUMBER.fullmatch(value)) for value in column.values)
    return not column.values or numbers > 0.5 * len(column.values)


def read_table(csv: Path, columns: Sequence[Column], counts: Sequence[Column]) -> CountTable | None:
    """Read the counts of a standard CSV and the sums among them. None: it has more than `CELLS` of them.

    Raises PortalError ``table.*``.
    """
    most = CELLS // max(1, len(counts))
    rows = list(islice(read_rows(csv), 1, most + 2))
    if len(rows) > most:
        return None
    width = len(columns)
    rows = [row + [""] * (width - len(row)) for row in rows]
    table = _counts_of(rows, counts)
    labels = _labels(rows, [one.index for one in label_columns(columns, counts)])
    families = [*_row_families(labels, rows), *_column_families(counts)]
    table.sums = list(_holding(table, families, [one.index for one in counts], len(rows)))
    return table


def _counts_of(rows: Sequence[Sequence[str]], counts: Sequence[Column]) -> CountTable:
    table = CountTable()
    for number, row in enumerate(rows):
        for column in counts:
            text = row[column.index]
            count = read_count(text)
            if count is not None:
                table.known[number, column.index] = count
            elif (bounds := hidden_bounds(text)) is not None:
                table.hidden[number, column.index] = bounds
                if is_blank(text):
                    table.gaps.add((number, column.index))
    return table


_Line = tuple[int, tuple[int, ...]]  # total and parts: numbers of rows, or of columns
_Family = tuple[str, list[_Line], bool]  # of rows or of columns; whether its labels alone are believed


def _labels(rows: Sequence[Sequence[str]], columns: Sequence[int]) -> list[tuple[str, ...]]:
    """Return each row's labels, total words and the empty labels beside them as one token, doubled columns once."""
    found = []
    for row in rows:
        folded = [fold(row[index]) for index in columns]
        line = [_ANY if _TOTAL.fullmatch(text) else text for text in folded]
        found.append([_ANY if not text and _ANY in line else text for text in line])
    kept: list[int] = []
    for at in range(len(columns)):
        if not any(_is_same([row[at] for row in found], [row[other] for row in found]) for other in kept):
            kept.append(at)
    return [tuple(row[at] for at in kept) for row in found]


def _is_same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether two columns name the same things, as a code and its name do."""
    return len(set(zip(one, other, strict=True))) == len(set(one)) == len(set(other))


def _row_families(labels: Sequence[tuple[str, ...]], rows: Sequence[Sequence[str]]) -> Iterator[_Family]:
    totals = [number for number, line in enumerate(labels) if _ANY in line]
    if not totals:
        return
    if len({labels[number] for number in totals}) < len(totals):
        yield "rows", list(_blocks(labels, rows)), True
        return
    leaves = [number for number, line in enumerate(labels) if _ANY not in line]
    summed: set[int] = set()
    for at in range(len(labels[0])):
        groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, line in enumerate(labels):
            groups[line[:at] + line[at + 1 :]].append(number)
        family = []
        for members in groups.values():
            total = [number for number in members if labels[number][at] == _ANY]
            parts = tuple(number for number in members if labels[number][at] != _ANY)
            if total and parts:
                family.append((total[0], parts))
        summed |= {total for total, _ in family}
        yield "rows", family, True
    rest = [(total, tuple(_leaves_of(labels, total, leaves))) for total in totals if total not in summed]
    yield "rows", [line for line in rest if line[1]], True


def _leaves_of(labels: Sequence[tuple[str, ...]], total: int, leaves: Iterable[int]) -> Iterator[int]:
    wanted = labels[total]
    for number in leaves:
        if all(text in (_ANY, labels[number][at]) for at, text in enumerate(wanted)):
            yield number


def _blocks(labels: Sequence[tuple[str, ...]], rows: Sequence[Sequence[str]]) -> Iterator[_Line]:
    """Sum the rows since the subtotal before; the grand total sums the subtotals, or all rows."""
    waiting: list[int] = []
    every: list[int] = []
    parts: list[int] = []
    for number, line in enumerate(labels):
        if _ANY not in line:
            waiting.append(number)
            every.append(number)
        elif any(_PART.fullmatch(fold(text)) for text in rows[number]):
            if waiting:
                yield number, tuple(waiting)
                parts.append(number)
            waiting = []
        elif parts and not waiting:
            yield number, tuple(parts)
        elif every:
            yield number, tuple(every)


def _column_families(counts: Sequence[Column]) -> Iterator[_Family]:
    totals = [one for one in counts if one.has_word(_TOTAL_COLUMN)]
    others = tuple(one.index for one in counts if one not in totals)
    seen: set[_Line] = set()
    for total in totals:
        sure = len(totals) == 1
        for parts in (others, *_runs(counts, totals, total)):
            line = (total.index, parts)
            if len(parts) > 1 and line not in seen:
                seen.add(line)
                yield "columns", [line], sure and parts == others
    for pair in _PAIRS:
        halves = [[one for one in counts if one.has_word(re.compile(word))] for word in pair]
        if all(len(half) == 1 for half in halves):
            parts = (halves[0][0].index, halves[1][0].index)
            for one in counts:
                if one.index not in parts and (one.index, parts) not in seen:
                    yield "columns", [(one.index, parts)], False


def _runs(counts: Sequence[Column], totals: Sequence[Column], total: Column) -> Iterator[tuple[int, ...]]:
    """Give the columns from a total to the next one before it, and to the next one after it."""
    order = [one.index for one in counts]
    stops = {one.index for one in totals}
    at = order.index(total.index)
    for run in (order[:at][::-1], order[at + 1 :]):
        end = next((place for place, index in enumerate(run) if index in stops), len(run))
        yield tuple(sorted(run[:end]))


def _holding(table: CountTable, families: Iterable[_Family], counts: Sequence[int], rows: int) -> Iterator[Sum]:
    """Give the sums of the families that hold wherever they can be checked, one column (or all rows) at a time."""
    for way, lines, believed in families:
        if way == "rows":
            for column in counts:
                yield from _kept(table, [_sum(line, column) for line in lines], believed)
        else:
            for line in lines:
                total, parts = line
                sums = [Sum((row, total), tuple((row, part) for part in parts)) for row in range(rows)]
                yield from _kept(table, sums, believed)


def _sum(line: _Line, column: int) -> Sum:
    total, parts = line
    return Sum((total, column), tuple((part, column) for part in parts))


def _kept(table: CountTable, sums: Sequence[Sum], believed: bool) -> list[Sum]:
    checked = 0
    for one in sums:
        shown = [table.known.get(cell) for cell in one.parts]
        total = table.known.get(one.total)
        known = sum(count for count in shown if count is not None)
        if total is None:
            continue
        whole = None not in shown
        if known > total or (whole and known != total):
            return []
        checked += whole and total > 0
    return list(sums) if believed or checked > 1 else []
