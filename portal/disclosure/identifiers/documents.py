"""Passports, permits between the mainland, Hong Kong, Macao and Taiwan, and military IDs.

None has a check digit in what is printed, and product codes look the same: all are weak until a word or a header
speaks for them.
"""

import re
from collections.abc import Collection, Iterator

from portal.disclosure.identifiers.claims import Claim
from portal.disclosure.identifiers.text import END, NUMBER_END, NUMBER_START, START, cue, cued
from portal.disclosure.report import Kind

__all__ = ["MILITARY", "PASSPORT_CUES", "PERMIT_CUES", "claims"]

_PASSPORT = re.compile(
    rf"{START}(?:[EG][0-9]{{8}}|E[A-HJ-NP-Z][0-9]{{7}}|[DSP]E[0-9]{{7}}|[DSP][0-9]{{7,8}}|[KJ][0-9]{{8}}"
    rf"|MA?[0-9]{{7}}|MA[0-9]{{8}}|(?P<old>1[45][0-9]{{7}})){END}",
    re.IGNORECASE,
)
_PERMIT = re.compile(
    rf"{START}(?:[HM][0-9]{{8}}(?:[0-9]{{2}})?|C[0-9A-HJ-NP-Z][0-9]{{7}}|[WLT][0-9]{{8}}){END}", re.IGNORECASE
)
_TAIWAN = re.compile(rf"{NUMBER_START}(?:[0-9]{{8}}|[0-9]{{10}}(?:[A-Z]|\([A-Z]\))?)(?![0-9A-Za-z]){NUMBER_END}")
MILITARY = "军政士文后装海空参联武火官兵义沈北兰济南广成"
_MILITARY = re.compile(rf"[{MILITARY}]{{1,3}}字第? ?[0-9]{{4,8}}号?{END}")
_HAN_BEFORE = re.compile("[\u4e00-\u9fff]")
PASSPORT_CUES = ("护照", "passport")
PERMIT_CUES = ("通行证|回乡证|台胞证|来往|往来", "permit")
_PASSPORT_CUE = cue(*PASSPORT_CUES)
_PERMIT_CUE = cue(*PERMIT_CUES)
_MILITARY_CUE = cue("军官证|士兵证|文职|军人|警官证|军证|士官|义务兵|证件号码?|证号")
_WEAK, _OLD, _SPOKEN_FOR = 0.35, 0.1, 0.85


def claims(text: str, prefer: Collection[Kind] = ()) -> Iterator[Claim]:
    """Claim documents in a folded text. prefer: kinds that a header speaks for, whose looser forms count, too."""
    for found in _PASSPORT.finditer(text):
        start, end = found.span()
        named = cued(text, start, _PASSPORT_CUE)
        if named or not found["old"] or Kind.PASSPORT in prefer:
            strength = _SPOKEN_FOR if named else _OLD if found["old"] else _WEAK
            yield Claim(Kind.PASSPORT, start, end, strength, "passport/form")
    yield from _permits(text, prefer)
    for found in _MILITARY.finditer(text):
        yield Claim(Kind.MILITARY_ID, *found.span(), _military(text, found), "military_id/form")


def _permits(text: str, prefer: Collection[Kind]) -> Iterator[Claim]:
    for found in _PERMIT.finditer(text):
        start, end = found.span()
        if found[0][0] in "HhMm" and len(found[0]) == 9 and _has(text, start, Kind.PASSPORT, prefer):
            yield Claim(Kind.PASSPORT, start, end, _strength(text, start, _PASSPORT_CUE), "passport/form")
        else:
            yield Claim(Kind.HMT_PERMIT, start, end, _strength(text, start, _PERMIT_CUE), "hmt_permit/form")
    for found in _TAIWAN.finditer(text):
        start, end = found.span()
        named = cued(text, start, _PERMIT_CUE)
        if named or Kind.HMT_PERMIT in prefer:
            yield Claim(Kind.HMT_PERMIT, start, end, _SPOKEN_FOR if named else 0.15, "hmt_permit/taiwan")


def _has(text: str, start: int, kind: Kind, prefer: Collection[Kind]) -> bool:
    """Say whether what could be a permit is a Hong Kong or Macao passport by its header or the word before it."""
    return (kind in prefer and Kind.HMT_PERMIT not in prefer) or cued(text, start, _PASSPORT_CUE)


def _strength(text: str, start: int, pattern: re.Pattern[str]) -> float:
    return _SPOKEN_FOR if cued(text, start, pattern) else _WEAK


def _military(text: str, found: re.Match[str]) -> float:
    """An office numbers its papers alike (…政字第…号): more Han before, or few digits, make it such a paper."""
    if cued(text, found.start(), _MILITARY_CUE):
        return 0.9
    digits = sum(character.isdigit() for character in found[0])
    stands_alone = not _HAN_BEFORE.match(text, max(0, found.start() - 1), found.start())
    return 0.7 if digits >= 6 and stands_alone else 0.3
