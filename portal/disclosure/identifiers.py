"""Numbers that name one person, told by form and check digit: resident IDs and bank cards.

Rules: GB 11643-1999 (resident ID: place, birth date, sequence, check by ISO 7064 MOD 11-2), ISO/IEC 7812 (cards:
Luhn). A number may be written in full-width digits, with spaces or hyphens, or stand inside other text. Masked
numbers are not numbers.
"""

import re
from datetime import date

__all__ = ["bank_cards", "has_long_number", "is_bank_card", "is_resident_id", "resident_ids", "resident_ids_15"]

_FOLD = str.maketrans("０１２３４５６７８９Ｘｘ　\u00a0－–—‐‑", "0123456789Xx  -----")
_START, _END = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
# A look-ahead finds every start: a date or a phone before the number must not swallow its first digits.
_RESIDENT = re.compile(rf"{_START}(?=[GLJ]?([1-9](?:[ -]?[0-9]){{16}}[ -]?[0-9Xx]){_END})")  # G L J: student numbers
_RESIDENT_15 = re.compile(rf"{_START}(?=([1-9](?:[ -]?[0-9]){{14}}){_END})")
_CARD = re.compile(rf"{_START}(?=([3-8](?:[ -]?[0-9]){{14,18}}){_END})")
_LONG = re.compile("[0-9](?:[ -]?[0-9]){13}")
_PREFIX = re.compile(r"62[0-9]{14,17}|81[0-9]{14,17}|4[0-9]{15}|5[1-5][0-9]{14}|35[0-9]{14}|3[47][0-9]{13}")
_PROVINCES = frozenset(
    f"{number}"
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83), (91, 91))
    for number in range(first, last + 1)
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def has_long_number(text: str) -> bool:
    """Say whether a text has fourteen digits in a row, spaces and hyphens aside: all that is looked for here has."""
    return bool(_LONG.search(text.translate(_FOLD)))


def is_resident_id(number: str, *, today: date) -> bool:
    """Judge eighteen bare characters: province, a birth date that is real and not in the future, check digit."""
    if len(number) != 18 or not number[:17].isdigit() or number[:2] not in _PROVINCES:
        return False
    if number[6:8] not in {"18", "19", "20"} or not _is_birth(number[6:14], today):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == number[17].upper()


def resident_ids(text: str, *, today: date) -> int:
    """Count the 18-character resident IDs in a text."""
    folded = text.translate(_FOLD)
    return sum(is_resident_id(_bare(found[1]), today=today) for found in _RESIDENT.finditer(folded))


def resident_ids_15(text: str, *, today: date) -> int:
    """Count the 15-digit resident IDs (before 1999) in a text. They have no check digit: ask a header first."""
    found = [_bare(match[1]) for match in _RESIDENT_15.finditer(text.translate(_FOLD))]
    return sum(number[:2] in _PROVINCES and _is_birth("19" + number[6:12], today) for number in found)


def is_bank_card(number: str) -> bool:
    """Judge bare digits: a known prefix and length, and Luhn. One random number in ten passes Luhn."""
    if not _PREFIX.fullmatch(number):
        return False
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def bank_cards(text: str, *, today: date) -> int:
    """Count the bank cards in a text; a resident ID is not one. They need a header word or a share of the column."""
    found = [_bare(match[1]) for match in _CARD.finditer(text.translate(_FOLD))]
    return sum(is_bank_card(number) and not is_resident_id(number, today=today) for number in found)


def _bare(text: str) -> str:
    return text.replace(" ", "").replace("-", "")


def _is_birth(digits: str, today: date) -> bool:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])) <= today
    except ValueError:
        return False
