"""Licence plates of all provinces (GA 36): ordinary, new-energy, and those with a last character that says the use."""

import re
from collections.abc import Iterator

from portal.disclosure.identifiers.claims import Claim
from portal.disclosure.identifiers.text import END, cue, cued
from portal.disclosure.report import Kind

__all__ = ["PROVINCE", "claims"]

PROVINCE = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新"
_SERIAL = "A-HJ-NP-Z0-9"  # no I and no O
_PLATE = re.compile(
    rf"[{PROVINCE}][A-Z] ?[·.-]? ?(?:"
    rf"(?P<green>[A-HJK][{_SERIAL}][0-9]{{4}}|[0-9]{{5}}[A-HJK])"
    rf"|(?P<use>[{_SERIAL}]{{4}}[挂学警港澳试超])"
    rf"|(?P<plain>[{_SERIAL}]{{5}})){END}",
    re.IGNORECASE,
)
_CUE = cue("车牌|牌照|号牌|车号|车辆", "plate|cph")
_ALONE, _SPOKEN_FOR = 0.8, 0.95


def claims(text: str) -> Iterator[Claim]:
    """Claim licence plates in a folded text."""
    for found in _PLATE.finditer(text):
        serial = found["green"] or found["use"] or found["plain"]
        if found[0][1] in "Ii" or sum(character.isdigit() for character in serial) < 2:
            continue
        rule = "new_energy" if found["green"] else "use" if found["use"] else "ordinary"
        strength = _SPOKEN_FOR if cued(text, found.start(), _CUE) else _ALONE
        yield Claim(Kind.PLATE, found.start(), found.end(), strength, f"plate/{rule}")
