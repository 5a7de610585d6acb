"""What a cell looks like: blank, a number, a date, a truth value, or text. For finding where a table stands."""

import re
from collections import Counter
from collections.abc import Sequence

__all__ = ["Kind", "column_kinds", "filled", "is_blank", "kind_of", "matches"]

Kind = str
"""``number``, ``date``, ``bool``, ``text``; ``void`` for what says nothing: blank, a dash, NA."""

# Thousands separators, currency signs, percent, brackets for negatives, a flag letter of statistics offices.
_NUMBER = re.compile(
    r"[(<>≤≥~]?\s*[-+−]?\s*[£$€¥￥]?\s*[-+−]?(\d[\d\s,.'’\u00a0\u202f]*|\.\d+)([eE][-+]?\d+)?\s*[%‰€]?\)?"
)
_DATE = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T]\d{1,2}:\d{2}(:\d{2})?.*)?"
    r"|\d{4}年\d{1,2}月(\d{1,2}日)?|\d{1,2}[- ][A-Za-z]{3,9}[- ]+\d{2,4}|\d{1,2}:\d{2}(:\d{2})?|\d{4}-\d{2}"
)
_BOOL = frozenset({"true", "false", "yes", "no", "是", "否", "有", "无", "√", "×", "y", "n"})
_VOID = frozenset({"na", "n/a", "nan", "null", "none", "nil", "#n/a", "无数据", "[c]", "[x]", "[z]"})
_WORD = re.compile(r"\w")


def is_blank(row: Sequence[str]) -> bool:
    """No cell holds anything but white space (no-break and full-width blanks are white space)."""
    return not any(row) or not any(cell.strip() for cell in row)


def filled(row: Sequence[str]) -> int:
    """How many cells hold something."""
    return sum(1 for cell in row if cell and not cell.isspace())


def kind_of(cell: str) -> Kind:
    """The kind of one cell; a guess from its shape, never used to change it."""
    text = cell.strip()
    if not text or len(text) > 40:
        return "text" if text else "void"
    lowered = text.lower()
    if lowered in _BOOL:
        return "bool"
    if lowered in _VOID or not _WORD.search(text):
        return "void"
    if _NUMBER.fullmatch(text):
        return "number"
    return "date" if _DATE.fullmatch(text) else "text"


def matches(cell: str, kind: Kind) -> bool | None:
    """Whether a cell is of a column's kind; None where it says nothing."""
    found = kind_of(cell)
    return None if found == "void" else found == kind


def column_kinds(rows: Sequence[Sequence[str]], width: int, *, share: float = 0.6) -> list[Kind]:
    """The kind of each column over these rows: the one that at least `share` of its telling cells have, else ``text``.

    A column without a telling cell is ``void``.
    """
    kinds = []
    for column in range(width):
        counts = Counter(kind_of(row[column]) for row in rows if column < len(row))
        del counts["void"]
        if not counts:
            kinds.append("void")
            continue
        kind, count = counts.most_common(1)[0]
        kinds.append(kind if count >= share * counts.total() else "text")
    return kinds
