"""Dates that can be a birth: weak, since most dates are nobody's. A header, or a word before it, decides."""

import re
from collections.abc import Iterator
from datetime import date

from portal.disclosure.identifiers.claims import Claim
from portal.disclosure.identifiers.text import END, NUMBER_END, NUMBER_START, cue, cued
from portal.disclosure.report import Kind

__all__ = ["CUES", "claims"]

_DATE = re.compile(
    rf"{NUMBER_START}(?:([0-9]{{4}})(?:(?P<s>[-/.])([0-9]{{1,2}})(?P=s)([0-9]{{1,2}})(?![-/.]?[0-9])"
    rf"|([0-9]{{2}})([0-9]{{2}})|年 ?([0-9]{{1,2}})月 ?([0-9]{{1,2}})日?)){END}{NUMBER_END}"
)
CUES = ("出生|生日|生于|诞生", "birth|born|dob|csrq")
_CUE = cue(*CUES)
_EARLIEST = 1900
_WEAK, _SPOKEN_FOR = 0.25, 0.9


def claims(text: str, today: date) -> Iterator[Claim]:
    """Claim dates from 1900 to today in a folded text; later ones are claimed as nobody's."""
    for found in _DATE.finditer(text):
        year, month, day = (int(part) for part in found.group(1, 3, 4, 5, 6, 7, 8) if part)
        try:
            told = date(year, month, day)
        except ValueError:
            continue
        if year >= _EARLIEST and told <= today:
            strength = _SPOKEN_FOR if cued(text, found.start(), _CUE) else _WEAK
            yield Claim(Kind.BIRTH_DATE, *found.span(), strength, "birth_date/date")
        elif year >= _EARLIEST:
            yield Claim(None, *found.span(), _WEAK, "date")
