"""Bank cards: issuer range and length (ISO/IEC 7812), Luhn."""

import re
from collections.abc import Iterator

from portal.disclosure.identifiers.claims import Claim
from portal.disclosure.identifiers.text import NUMBER_END, NUMBER_START, bare, cue, cued, fold
from portal.disclosure.report import Kind

__all__ = ["claims", "is_bank_card", "luhn", "resembles_bank_card"]

_PREFIX = re.compile(r"62[0-9]{14,17}|81[0-9]{14,17}|4[0-9]{15}|5[1-5][0-9]{14}|35[0-9]{14}|3[47][0-9]{13}")
_RUN = re.compile(rf"{NUMBER_START}[34568][0-9]{{14,18}}{NUMBER_END}")
# Groups as they stand on a card; one group more, before or behind, makes it another number.
_GROUPS = re.compile(
    rf"{NUMBER_START}(?<![0-9]{{4}}[ -])(?=("
    r"[34568][0-9]{3}([ -])[0-9]{4}\2[0-9]{4}\2[0-9]{4}(?:\2[0-9]{1,3})?"
    r"|[34568][0-9]{5}[ -][0-9]{10,13}|3[47][0-9]{2}[ -][0-9]{6}[ -][0-9]{5}"
    rf")(?![ -][0-9]{{1,4}}(?![0-9])){NUMBER_END})"
)
_CUE = cue("银行卡|卡号|账号|帐号|账户|帐户|借记卡|储蓄卡|信用卡|存折|工资卡|一卡通", "yhkh?|card|account")
_WEAK, _GROUPED, _SPOKEN_FOR = 0.45, 0.82, 0.9
_OTHER = 0.81  # groups that fail the check: some other number, but not a telephone within it
_FOREIGN = 0.35  # fifteen digits, or 35…: phones' serial numbers (IMEI) and old resident IDs look the same


def luhn(digits: str) -> bool:
    """Check the last of bare digits by Luhn's formula."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def is_bank_card(number: str) -> bool:
    """Judge bare digits: a known prefix and length, and Luhn. One random number in ten passes Luhn."""
    return bool(_PREFIX.fullmatch(number)) and luhn(number)


def resembles_bank_card(text: str) -> bool:
    """Say whether a whole cell has prefix and length of a bank card, whatever its check digit."""
    return bool(_PREFIX.fullmatch(bare(fold(text))))


def claims(text: str) -> Iterator[Claim]:
    """Claim what can be a bank card in a folded text: weak, unless grouped or named."""
    for pattern, group in ((_RUN, 0), (_GROUPS, 1)):
        for found in pattern.finditer(text):
            number = bare(found[group])
            if is_bank_card(number):
                start, end = found.span(group)
                yield Claim(Kind.BANK_CARD, start, end, _strength(text, start, number, group == 1), "bank_card/luhn")
            elif group == 1 and len(number) > 15:
                yield Claim(None, *found.span(1), _OTHER, "grouped")


def _strength(text: str, start: int, number: str, grouped: bool) -> float:
    if cued(text, start, _CUE):
        return _SPOKEN_FOR
    if grouped:
        return _GROUPED
    return _FOREIGN if number[0] == "3" else _WEAK
