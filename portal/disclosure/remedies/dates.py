"""Dates to their month or year."""

import re
import unicodedata

__all__ = ["to_month", "to_year"]

_YEAR_FIRST = re.compile(
    r"((?:1[89]|20|21)\d\d)(?:\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*\d{1,2}\s*日?)?\s*月?)?\s*年?(?:[T\s].*)?",
    re.DOTALL,
)
_COMPACT = re.compile(r"((?:1[89]|20|21)\d\d)(\d\d)(?:\d\d)?(?:[T\s].*|\d{6})?", re.DOTALL)
_YEAR_LAST = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]((?:1[89]|20|21)\d\d)(?:\s.*)?", re.DOTALL)
_DECEMBER = 12


def to_year(cell: str) -> str:
    """Return the year (``1987``); empty for what is no date."""
    return _read(cell)[0]


def to_month(cell: str) -> str:
    """Return the month (``1987-03``), the year where no month can be told; empty for what is no date."""
    year, month = _read(cell)
    return f"{year}-{month}" if month else year


def _read(cell: str) -> tuple[str, str]:
    """Return year and month, each empty if it cannot be told: in 05/03/1987 the month may be either."""
    plain = unicodedata.normalize("NFKC", cell).strip()
    patterns: tuple[re.Pattern[str], ...] = (_YEAR_FIRST, _COMPACT)
    for pattern in patterns:
        if found := pattern.fullmatch(plain):
            month = int(found[2] or 0)
            return found[1], f"{month:02}" if 1 <= month <= _DECEMBER else ""
    found = _YEAR_LAST.fullmatch(plain)
    return (found[1], "") if found else ("", "")
