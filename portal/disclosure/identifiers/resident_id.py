"""Resident IDs (GB 11643-1999): place, birth date, sequence, check by ISO 7064 MOD 11-2.

The same number is that of the social security card (社会保障号码), of the driving licence, of residence permits for
Hong Kong, Macao and Taiwan (81, 82, 83), of foreigners' permanent residence (9) and, behind G, L or J, of pupils
(学籍号). The place is judged by its province only: codes that were abolished live on in people's numbers.
"""

import re
from collections.abc import Iterator
from datetime import date

from portal.disclosure.identifiers.claims import Claim
from portal.disclosure.identifiers.text import END, NUMBER_END, NUMBER_START, START, bare, cue, cued, fold
from portal.disclosure.report import Kind

__all__ = [
    "PROVINCES",
    "claims",
    "is_resident_id",
    "is_resident_id_15",
    "resembles_resident_id",
    "rounded_resident_id",
]

# A look-ahead finds every start: a date or a phone before the number must not swallow its first digits.
_18 = re.compile(rf"{START}(?=([GLJglj]?)([1-9](?:[ -]{{0,2}}[0-9]){{16}}[ -]{{0,2}}[0-9Xx]){END})")
_15 = re.compile(rf"{NUMBER_START}(?=([1-9][0-9]{{14}}|[1-9][0-9]{{5}}([ -])[0-9]{{6}}\2[0-9]{{3}}){NUMBER_END})")
_FOREIGNER = re.compile(rf"{START}[A-Z]{{3}}[0-9]{{12}}{END}")
_LIKE_18 = re.compile(r"[1-9][0-9]{16}[0-9Xx]")
_SCIENTIFIC = re.compile(r"([1-9])\.([0-9]{1,16})E\+?(17|14)", re.IGNORECASE)
_CUE = cue("身份证|公民身份|证件号|身份号|居留证", "sfzh?|id ?(?:card|no)")
_REGISTRATION = cue("注册号|登记号|营业执照|设备号", "imei")
PROVINCES = frozenset(
    f"{number}"
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83), (91, 91))
    for number in range(first, last + 1)
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_EXACT, _WEAK, _SPOKEN_FOR = 1.0, 0.4, 0.8


def is_resident_id(number: str, *, today: date) -> bool:
    """Judge eighteen bare characters: province, a birth date that is real and not in the future, check digit."""
    if not _has_form(number, today):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == number[17].upper()


def is_resident_id_15(number: str, *, today: date) -> bool:
    """Judge fifteen bare digits (before 1999): province and birth date. There is no check digit."""
    return len(number) == 15 and number.isdigit() and number[:2] in PROVINCES and _is_date(f"19{number[6:12]}", today)


def resembles_resident_id(text: str, *, today: date) -> bool:
    """Say whether a whole cell has place and birth date of a resident ID, whatever its check digit.

    A case number made of place, day and serial does, too, and one in eleven passes the check: a column in which few
    of those that resemble pass is one of such numbers.
    """
    return _has_form(bare(fold(text)), today)


def rounded_resident_id(text: str) -> bool:
    """Say whether a whole cell is what a spreadsheet leaves of a resident ID: 2.30102E+17, or its last digits lost.

    Fifteen digits survive in a spreadsheet, a binary double keeps a little more. Some other long number looks like it:
    judge a column, with its header or the share of its cells.
    """
    folded = fold(text).strip().replace(",", "")
    if scientific := _SCIENTIFIC.fullmatch(folded):
        digits = scientific[1] + scientific[2]
        born = digits[6:14] if scientific[3] == "17" else f"19{digits[6:12]}"
        return digits[:2] in PROVINCES and (len(born) < 8 or _is_date(born, date.max))
    digits = folded.removesuffix(".0")
    if not digits.isdigit() or not _has_form(digits, date.max):
        return False
    return digits.endswith("000") or (int(float(digits)) == int(digits) and not is_resident_id(digits, today=date.max))


def claims(text: str, today: date) -> Iterator[Claim]:
    """Claim what is a resident ID in a folded text."""
    for found in _18.finditer(text):
        number = bare(found[2])
        if is_resident_id(number, today=today):
            rule = "student" if found[1] else "foreigner" if number[0] == "9" else "18"
            yield Claim(Kind.RESIDENT_ID, found.start(1), found.end(2), _EXACT, f"resident_id/{rule}")
    for found in _15.finditer(text):
        if is_resident_id_15(bare(found[1]), today=today):
            start, end = found.span(1)
            if cued(text, start, _REGISTRATION):
                yield Claim(None, start, end, _SPOKEN_FOR, "registration")
                continue
            strength = _SPOKEN_FOR if cued(text, start, _CUE) else _WEAK
            yield Claim(Kind.RESIDENT_ID, start, end, strength, "resident_id/15")
    for found in _FOREIGNER.finditer(text):
        strength = _SPOKEN_FOR if cued(text, found.start(), _CUE) else _WEAK
        yield Claim(Kind.RESIDENT_ID, found.start(), found.end(), strength, "resident_id/foreigner_2017")


def _has_form(number: str, today: date) -> bool:
    if not _LIKE_18.fullmatch(number) or number[6:8] not in {"18", "19", "20"}:
        return False
    is_place = number[:2] in PROVINCES or number[0] == "9"  # a foreigner's card has other codes behind the 9
    return is_place and _is_date(number[6:14], today)


def _is_date(digits: str, today: date) -> bool:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])) <= today
    except ValueError:
        return False
