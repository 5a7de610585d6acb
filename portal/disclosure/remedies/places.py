"""Places: an address to its district or city, coordinates to fewer decimals."""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache
from pathlib import Path

__all__ = ["rounded", "to_city", "to_district"]

_DIVISIONS = Path(__file__).with_name("divisions.json")
_LAST = frozenset("区县市旗州盟")  # how the name of a division ends
_COORDINATE = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,2})?")
_DEGREES = re.compile(
    r"([NSEW东西南北])?[^\d°度]{0,3}(\d{1,3})\s*[°度]\s*(?:(\d{1,2}(?:\.\d+)?)\s*['′分’])?"
    r"\s*(?:(\d{1,2}(?:\.\d+)?)\s*(?:[\"″秒”]|''|′′))?\s*([NSEW])?"
)
_MOST_DEGREES = 180
_METRE_DIGITS = 5  # a degree is about 10^5 metres


@cache
def _divisions() -> Mapping[str, frozenset[str]]:
    read = json.loads(_DIVISIONS.read_bytes())
    return {level: frozenset(read[level]) for level in ("city", "district")}


@cache
def _lengths(level: str) -> tuple[int, ...]:
    return tuple(sorted({len(name) for name in _divisions()[level]}, reverse=True))


def to_district(address: str) -> str:
    """Return the district or county that an address names, else its city, else nothing.

    Only a name of a known division is given back (GB/T 2260, abolished ones too): nothing else can slip through.
    """
    return _first(address, "district") or to_city(address)


def to_city(address: str) -> str:
    """Return the city that an address names, else nothing."""
    return _first(address, "city")


def _first(address: str, level: str) -> str:
    names = _divisions()[level]
    text = unicodedata.normalize("NFKC", address)
    text = "".join(text.split())
    ends = {place + 1 for place, character in enumerate(text) if character in _LAST}
    for start in range(len(text)):
        for length in _lengths(level):
            if start + length in ends and text[start : start + length] in names:
                return text[start : start + length]
    return ""


def rounded(decimals: int = 2) -> Callable[[str], str]:
    """Return what rounds every coordinate of a cell (``126.631234,45.75`` to ``126.63,45.75``).

    Degrees, minutes and seconds become decimal degrees; of a number beyond 180, which is metres on a map, as many
    metres go as that many decimals are wide. A cell without a number is emptied.
    """
    unit = Decimal(1).scaleb(-decimals)
    metres = Decimal(1).scaleb(_METRE_DIGITS - decimals)

    def one(found: re.Match[str]) -> str:
        value = Decimal(found[0])
        if abs(value) > _MOST_DEGREES:
            return f"{(value / metres).quantize(Decimal(1), ROUND_HALF_EVEN) * metres:f}"
        if -value.as_tuple().exponent <= decimals and "e" not in found[0].lower():  # type: ignore[operator] # finite
            return found[0]
        return f"{value.quantize(unit, ROUND_HALF_EVEN):f}"

    def change(cell: str) -> str:
        plain = unicodedata.normalize("NFKC", cell)
        if "°" in plain or "度" in plain:
            plain = _DEGREES.sub(lambda found: f"{_decimal(found)} ", plain).strip()
        if not _COORDINATE.search(plain) or "°" in plain or "度" in plain:
            return ""
        return _COORDINATE.sub(one, plain)

    return change


def _decimal(found: re.Match[str]) -> str:
    value = Decimal(found[2]) + Decimal(found[3] or 0) / 60 + Decimal(found[4] or 0) / 3600
    side = found[1] or found[5] or ""
    return f"{-value if side and side in 'SW西南' else value:.12f}"
