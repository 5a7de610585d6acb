"""The columns of a table as re-identification sees them: names, unit, and the values of its first rows."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from portal.disclosure.risk.totals import Bounds
from portal.tables.source import read_rows

__all__ = ["ROWS", "Column", "fold", "hidden_bounds", "is_blank", "read_columns", "read_count"]

ROWS = 2000
"""Rows that are looked at to tell what a table is about; what is measured then is measured on all rows."""
_OTHERS = 5  # one value in so many may be no whole number
_COUNT = re.compile(r"([0-9]{1,15}(?:,[0-9]{3})*)(?:\.0+)?(?:人|例|户|名|位|口)?")
_BELOW = re.compile(r"(<|≤|<=|小于|不足|少于|低于)([0-9]{1,3})(?:人|例|户|名|位|口)?")
_RANGE = re.compile(r"([0-9]{1,2})[-~–—至]([0-9]{1,2})(?:人|例|户|名|位|口)?")
_MARKS = re.compile(
    r"\*+|[xX]{1,3}|[cCsS]|\([cCsSxX]\)|隐去|已隐去|保密|不公开|不公布|不予公开|suppressed|confidential", re.IGNORECASE
)
_BLANKS = frozenset({"", "-", "--", "—", "——", "–", "…", "……", "...", "..", "/", "na", "n/a", "null", "none"})
_UNIT = re.compile(r"[(\[【]\s*(?:单位\s*[::]?\s*)?([^()\[\]【】]{1,10})\s*[)\]】]\s*$")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|_+")


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    index: from 0, as the file has it.  words: name, title and English title, folded to half-width lower case, English
    words apart.  unit: of the field, or what stands in brackets at the end of its name; empty if there is none.
    values: the filled cells of the first rows, folded.  cells: the empty ones too. For reckoning only, never shown.
    """

    index: int
    name: str
    words: tuple[str, ...]
    unit: str
    values: tuple[str, ...] = field(repr=False)
    cells: tuple[str, ...] = field(repr=False)

    def is_whole(self) -> bool:
        """Say whether the column holds whole numbers of zero and above, hidden ones aside."""
        whole = other = 0
        for value in self.values:
            if read_count(value) is not None:
                whole += 1
            elif hidden_bounds(value) is None:
                other += 1
                if _OTHERS * other > len(self.values):  # whatever the rest is
                    return False
        return whole > 0 and whole >= 0.8 * (whole + other)

    def has_word(self, pattern: re.Pattern[str]) -> bool:
        """Say whether a pattern is found in one of its names."""
        return any(map(pattern.search, self.words))


def fold(text: str) -> str:
    """Fold to half-width, lower case, no spaces around."""
    return unicodedata.normalize("NFKC", text).strip().lower()


def read_count(text: str) -> int | None:
    """Read a whole number as a table writes it (``1,234`` ``3人`` ``3.0`` ``３``), or None."""
    found = _COUNT.fullmatch(fold(text))
    return int(found[1].replace(",", "")) if found else None


def hidden_bounds(text: str) -> Bounds | None:
    """Return what a mark in place of a count leaves open; None if the cell is no such mark.

    A star, an x, "保密" and the like; "<5"; "1-4"; an empty cell or a dash.
    """
    folded = fold(text)
    if folded in _BLANKS or _MARKS.fullmatch(folded):
        return 0, None
    if found := _BELOW.fullmatch(folded):
        return 0, int(found[2]) - (found[1] in ("<", "小于", "不足", "少于", "低于"))
    if (found := _RANGE.fullmatch(folded)) and int(found[1]) < int(found[2]):
        return int(found[1]), int(found[2])
    return None


def is_blank(text: str) -> bool:
    """Say whether a cell is empty or a dash: no value, or one that was taken out without a mark."""
    return fold(text) in _BLANKS


def read_columns(csv: Path, fields: Sequence[Mapping[str, Any]]) -> list[Column]:
    """Read header and first rows of a standard CSV.

    fields: of its Table Schema; taken by name, else by position.  Raises PortalError ``table.*``.
    """
    rows = read_rows(csv)
    header = next(rows, [])
    first = list(islice(rows, ROWS))
    by_name = {str(one.get("name")): one for one in fields}
    found = []
    for index, name in enumerate(header):
        descriptor = by_name.get(name) or (fields[index] if index < len(fields) else {})
        cells = tuple(fold(row[index]) if index < len(row) else "" for row in first)
        values = tuple(filter(None, cells))
        found.append(Column(index, name, _words(name, descriptor), _unit(name, descriptor), values, cells))
    return found


def _words(name: str, descriptor: Mapping[str, Any]) -> tuple[str, ...]:
    english = ((descriptor.get("translations") or {}).get("en") or {}).get("title")
    texts = [name, descriptor.get("title"), english, descriptor.get("dataElement")]
    return tuple(dict.fromkeys(fold(_CAMEL.sub(" ", str(text))) for text in texts if text))


def _unit(name: str, descriptor: Mapping[str, Any]) -> str:
    if descriptor.get("unit"):
        return fold(str(descriptor["unit"]))
    found = _UNIT.search(fold(name))
    return found[1].strip() if found else ""
