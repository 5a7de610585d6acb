"""Values that were made unreadable already: stars, crosses, dots or x in place of characters.

A mask that leaves a number open to a handful of guesses is none: it is told as the number itself, a little weaker.
"""

import re
from collections.abc import Iterator

from portal.disclosure.identifiers.claims import Claim
from portal.disclosure.identifiers.phones import AREA, MOBILE_PREFIX
from portal.disclosure.identifiers.plates import PROVINCE
from portal.disclosure.identifiers.text import bare
from portal.disclosure.report import Kind

__all__ = ["claims", "has_mask"]

_BEFORE, _AFTER = r"(?<![0-9A-Za-z*])", r"(?![0-9A-Za-z*])"
_HAS = re.compile(r"\*|[0-9][xX]{3}|[xX]{3}[0-9]")
_X_RUN = re.compile(r"(?<=[0-9])[xX]{3,}(?=[0-9]|(?<=[xX]{4})(?![A-Za-z]))|(?<![A-Za-z])[xX]{4,}(?=[0-9])")
_RUN = re.compile(rf"{_BEFORE}[0-9*](?:[ -]?[0-9*]){{9,18}}[Xx]?{_AFTER}")
_CARD_LIKE = re.compile("[34568][0-9*]{15,18}|[*]{12,15}[0-9]{4}|6[0-9*]{15,18}")
_MOBILE_LIKE = re.compile(rf"(?:86)?(?:{MOBILE_PREFIX}|1[3-9*][0-9*])[0-9*]{{8}}")
_LANDLINE = re.compile(rf"{_BEFORE}\(?0{AREA}\)?[ -]?(?=[0-9*]{{0,7}}\*)[2-8*][0-9*]{{6,7}}{_AFTER}")
_PLATE = re.compile(
    rf"[{PROVINCE}](?=[A-Z0-9*·.\- ]{{1,8}}\*|\*)[A-Z*] ?[·.-]? ?[A-HJ-NP-Z0-9*]{{4,5}}[A-HJ-NP-Z0-9*挂学警]{_AFTER}",
    re.IGNORECASE,
)
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+*-])(?=[A-Za-z0-9._%+*-]{0,64} ?@[A-Za-z0-9.*-]{1,99}\.[A-Za-z])(?:"
    r"(?=[A-Za-z0-9._%+-]{0,63}\*)[A-Za-z0-9._%+*-]{1,64} ?@[A-Za-z0-9.*-]{1,99}\.[A-Za-z]{2,18}"
    r"|[A-Za-z0-9._%+-]{1,64}@\*[A-Za-z0-9.*-]{0,99}\.[A-Za-z]{2,18})"
)
_DOCUMENT = re.compile(rf"{_BEFORE}(?=.{{0,9}}\*{{3}})[EGDSPKJMHCWLT][A-Z0-9*]?[0-9*]{{6,9}}{_AFTER}", re.IGNORECASE)
_IP = re.compile(r"(?<![0-9A-Za-z.*])[0-9]{1,3}\.(?:(?:[0-9]{1,3}|\*{1,3})\.){2}\*{1,3}(?![0-9A-Za-z.*])")
_BIRTH = re.compile(
    rf"{_BEFORE}(?:19|20)[0-9*]{{2}}(?:-[0-9*]{{2}}-\*{{2}}|年[0-9*]{{1,2}}月\*{{1,2}}日|-\*{{2}}-\*{{2}}){_AFTER}"
)
_STRENGTH, _THIN = 0.85, 0.6
_ENOUGH_ID, _ENOUGH_MOBILE = 4, 3


def has_mask(text: str) -> bool:
    """Say whether a folded text has a character that hides another."""
    return bool(_HAS.search(text))


def claims(text: str) -> Iterator[Claim]:
    """Claim masked forms in a folded text, and numbers whose mask hides next to nothing."""
    text = _X_RUN.sub(lambda found: "*" * len(found[0]), text)
    for found in _RUN.finditer(text):
        if "*" in found[0]:
            yield from _number(found)
    for kind, pattern in (
        (Kind.LANDLINE, _LANDLINE),
        (Kind.PLATE, _PLATE),
        (Kind.EMAIL, _EMAIL),
        (Kind.IP, _IP),
        (Kind.BIRTH_DATE, _BIRTH),
    ):
        for found in pattern.finditer(text):
            yield Claim(kind, *found.span(), _STRENGTH, f"{kind}/masked", masked=True)
    for found in _DOCUMENT.finditer(text):
        kind = Kind.HMT_PERMIT if found[0][0].upper() in "HMCWLT" else Kind.PASSPORT
        yield Claim(kind, *found.span(), _STRENGTH, f"{kind}/masked", masked=True)


def _number(found: re.Match[str]) -> Iterator[Claim]:
    number = bare(found[0])
    hidden = number.count("*")
    groups_of_four = re.match("[0-9*]{4}[ -][0-9*]{4}[ -]", found[0])
    enough = _ENOUGH_ID
    if len(number) in {15, 18} and number[0] in "123456789*" and not groups_of_four:
        kind = Kind.RESIDENT_ID
    elif _MOBILE_LIKE.fullmatch(number):
        kind, enough = Kind.MOBILE, _ENOUGH_MOBILE
    elif 16 <= len(number) <= 19 and _CARD_LIKE.fullmatch(number):
        kind = Kind.BANK_CARD
    else:
        return
    if hidden >= enough:
        yield Claim(kind, *found.span(), _STRENGTH, f"{kind}/masked", masked=True)
    else:
        yield Claim(kind, *found.span(), _THIN, f"{kind}/thin_mask")
