"""Numbers: what lies beyond a limit becomes the limit; exact values become ranges, ages become bands."""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal

__all__ = ["age_band", "coded", "number_range"]

_NUMBER = re.compile(r"([+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,15})?)\s*([^\d\s.,，*]{0,4})")
_SCALES = re.compile("[百千万亿kKmM]")
_RANGE = re.compile(r"(-?\d+(?:\.\d+)?)~(-?\d+(?:\.\d+)?)")
_AGE = re.compile(r"(\d{1,3})(?:\.\d+)?\s*(?:周?岁(?:半|\d{1,2}个?月)?|years?(?: old)?)?", re.IGNORECASE)
_YOUNG = re.compile(r"(\d{1,3})\s*(?:个?月|months?|天|日|days?)(?:\d{1,2}天)?", re.IGNORECASE)
_BAND = re.compile(r"(\d{1,3})-(\d{1,3})")
_OLDEST_EVER = 150
_OLDEST = re.compile(r"(\d{1,3})\+")


def _plain(cell: str) -> str:
    return unicodedata.normalize("NFKC", cell).strip()


def _number(cell: str) -> tuple[Decimal, str] | None:
    """Return a number and its unit; None for what is no number, or one counted in thousands."""
    found = _NUMBER.fullmatch(_plain(cell))
    if found is None or _SCALES.search(found[2]):
        return None
    return Decimal(found[1].replace(",", "")), found[2]


def coded(limit: float, *, top: bool) -> Callable[[str], str]:
    """Return what puts the limit in place of numbers above it (top) or below it; what is no number is emptied."""
    bound = Decimal(str(limit))

    def change(cell: str) -> str:
        found = _number(cell)
        if found is None:
            return ""
        beyond = found[0] > bound if top else found[0] < bound
        return f"{bound:f}{found[1]}" if beyond else cell

    return change


def number_range(width: float) -> Callable[[str], str]:
    """Return what makes ``1500`` ``1000~1999`` (width 1000), ``0.3`` ``0.25~0.5`` (width 0.25, without its end)."""
    step = Decimal(str(width))
    whole = step == step.to_integral_value()

    def floor(value: Decimal) -> Decimal:
        return (value // step - (value < 0 and value % step != 0)) * step

    def label(low: Decimal) -> str:
        return f"{_short(low)}~{_short(low + step - whole)}"

    def change(cell: str) -> str:
        if band := _RANGE.fullmatch(cell.strip()):
            low = floor(Decimal(band[1]))
            return label(low) if Decimal(band[2]) <= low + step - whole else cell
        found = _number(cell)
        return "" if found is None else label(floor(found[0]))

    return change


def _short(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def age_band(width: int = 5, top: int | None = None) -> Callable[[str], str]:
    """Return what makes ``37`` and ``37岁`` ``35-39`` (width 5); from ``top`` on all are one band, ``90+``."""

    def label(age: int) -> str:
        if top is not None and age >= top:
            return f"{top}+"
        low = age // width * width
        high = low + width - 1
        return f"{low}-{high if top is None else min(high, top - 1)}"

    def change(cell: str) -> str:
        plain = _plain(cell)
        if band := _BAND.fullmatch(plain):
            low, high = label(int(band[1])), label(int(band[2]))
            return low if low == high else cell
        if oldest := _OLDEST.fullmatch(plain):
            return label(int(oldest[1])) if top is not None and int(oldest[1]) >= top else cell
        if young := _YOUNG.fullmatch(plain):
            return label(int(young[1]) // 12 if "月" in plain or "month" in plain.lower() else 0)
        found = _AGE.fullmatch(plain)
        return label(int(found[1])) if found and int(found[1]) <= _OLDEST_EVER else ""

    return change
