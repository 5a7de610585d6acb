"""A city's own numbers: patterns that its policy file adds to those of this room.

They are looked for by DuckDB and by Python alike: a pattern has to be one of RE2, and no text may make it slow.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import duckdb

from portal.disclosure.identifiers.cards import luhn
from portal.disclosure.identifiers.text import END, START, fold
from portal.disclosure.matches import Match
from portal.disclosure.report import Kind

__all__ = ["Check", "OwnPattern", "candidate_patterns", "find_own", "is_safe"]

FULL_WIDTH = "[０-９Ａ-Ｚａ-ｚ]"
"""A database does not fold text: what is written so is looked at by Python."""

_CHECKED, _ALONE, _WITH_HEADER = 0.9, 0.6, 0.35
_LONGEST, _MOST_WAYS = 200, 1000
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]|\\.")
_UNBOUNDED = re.compile(r"[*+]|\{[0-9]*,\}")
_REPEATED = re.compile(r"(?P<may>\?)|\{(?P<least>[0-9]{1,4})(?:,(?P<most>[0-9]{1,4}))?\}")
_HEAD = re.compile(r"\((?:\?(?:[a-z-]*:|P<[A-Za-z0-9_]+>))?")
_VARIES = re.compile(r"[?|]|\{[0-9]+,")


class Check(StrEnum):
    """How the last character of a number is computed. mod11: ISO 7064 MOD 11-2, as in resident IDs (10 is X)."""

    NONE = "none"
    LUHN = "luhn"
    MOD11 = "mod11"


@dataclass(frozen=True, slots=True)
class OwnPattern:
    """A number that a city gives to persons; its rule in findings is ``city/<name>``.

    regex: of half-width text; nothing of a longer word or number matches.  needs_header: it is told only where a
    header, or the share of the column, speaks for its kind.
    """

    name: str
    kind: Kind
    regex: str
    check: Check = Check.NONE
    needs_header: bool = False


def find_own(text: str, patterns: Sequence[OwnPattern]) -> list[Match]:
    """Find a city's own numbers in a text, each with a check digit that is right, if it has one."""
    folded = fold(text) if patterns else text
    return [match for one in patterns for match in _matches(folded, one)]


def _matches(text: str, pattern: OwnPattern) -> Iterator[Match]:
    strength = _CHECKED if pattern.check is not Check.NONE else _ALONE
    if pattern.needs_header:
        strength = _WITH_HEADER
    for found in _compiled(pattern.regex).finditer(text):
        if found[0] and _passes(found[0], pattern.check):
            yield Match(pattern.kind, found.start(), found.end(), strength, f"city/{pattern.name}")


@cache
def _compiled(regex: str) -> re.Pattern[str]:
    return re.compile(f"{START}(?:{regex}){END}", re.ASCII)


def _passes(text: str, check: Check) -> bool:
    digits = re.sub("[^0-9]", "", text)
    if check is Check.NONE:
        return True
    if check is Check.LUHN:
        return luhn(digits)
    last = "X" if text[-1] in "Xx" else digits[-1:]
    body, total = digits if last == "X" else digits[:-1], 0
    for digit in body:
        total = (total + int(digit)) * 2 % 11
    return last == "0123456789X"[(12 - total) % 11]


def candidate_patterns(patterns: Sequence[OwnPattern], spoken_for: frozenset[Kind] = frozenset()) -> list[str]:
    """Return what a database looks for: the patterns that could be told in a column, by the kinds of its header."""
    wanted = [f"(?:{one.regex})" for one in patterns if not one.needs_header or one.kind in spoken_for]
    return [*wanted, FULL_WIDTH] if wanted else []


def is_safe(regex: str) -> bool:
    """Say whether both engines take a pattern and no text makes Python's slow.

    Lengths have to be bounded (``{m,n}``, no ``*`` and ``+``), what varies may not be repeated, and there may be
    no more than a thousand ways to match.
    """
    if not 0 < len(regex) <= _LONGEST or not _compiles(regex):
        return False
    plain = _HEAD.sub("(", _CLASS.sub("x", regex))
    ways = 0 if _UNBOUNDED.search(plain) else _choices(plain)
    for found in _REPEATED.finditer(plain):
        least, most = (0, 1) if found["may"] else (int(found["least"]), int(found["most"] or found["least"]))
        ways *= most - least + 1
    return 0 < ways <= _MOST_WAYS


def _choices(plain: str) -> int:
    """Multiply the alternatives of all groups; 0 where a group that varies is repeated."""
    ways = 1
    opened, bars = [0], [0]
    for place, char in enumerate(plain):
        if char == "(":
            opened.append(place + 1)
            bars.append(0)
        elif char == "|":
            bars[-1] += 1
        elif char == ")" and len(opened) > 1:
            if plain[place + 1 : place + 2] == "{" and _VARIES.search(plain, opened[-1], place):
                return 0
            opened.pop()
            ways *= 1 + bars.pop()
    return ways * (1 + bars[0])


def _compiles(regex: str) -> bool:
    """Say whether RE2 and Python take it, and neither matches what is empty."""
    try:
        if _compiled(regex).match(""):
            return False
    except (re.error, OverflowError):
        return False
    with duckdb.connect() as connection:
        try:
            (empty,) = connection.execute("SELECT regexp_matches('', ?)", [regex]).fetchone() or (True,)
        except duckdb.Error:
            return False
    return not empty
