"""Cheap patterns for a database: every text in which something is found has a match of them.

RE2 syntax (no look-around), for text that was not folded. A match means nothing yet: `find_identifiers` judges it.
"""

from portal.disclosure.identifiers import births, codes, phones
from portal.disclosure.identifiers.documents import MILITARY, PASSPORT_CUES, PERMIT_CUES
from portal.disclosure.identifiers.network import IP_CUES
from portal.disclosure.identifiers.plates import PROVINCE
from portal.disclosure.identifiers.records import LATIN_WORDS, MEDICAL_WORDS, SOCIAL_WORDS
from portal.disclosure.identifiers.text import DASHES, MASKS, SPACES
from portal.disclosure.report import Kind

__all__ = ["CANDIDATE_PATTERN", "PATTERNS", "STRONG_PATTERN"]

_D = "[0-9０-９]"
_A = "[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]"
_L = "[A-Za-zＡ-Ｚａ-ｚ]"
_H = "[0-9A-Fa-f０-９Ａ-Ｆａ-ｆ]"
_GAP = rf"[ ()（）.．\-－{SPACES}{DASHES}]"  # between the digits of one number
_DASH = rf"[\-－{DASHES}]"
_X = "[xXｘＸ]"
_M = f"[*＊{MASKS}]"
_DOT, _COLON = "[.．]", "[:：]"


def _digits(count: int) -> str:
    return f"{_D}(?:{_GAP}{{0,3}}{_D}){{{count - 1}}}"


_MASKED = f"{_M}{_M}|{_M}{_GAP}?{_D}|{_D}{_GAP}?{_M}|{_D}{_X}{{3}}|{_X}{{3}}{_D}"
_CREDIT = f"{_A}{_A}{_GAP}?{_D}{{6}}{_GAP}?{_A}{{8}}"
_ORGANISATION = f"{_A}{{8}}{_DASH}[0-9XＸ０-９]|[MＭ][AＡ]{_A}{{7}}|{_D}{{8}}[0-9XＸ０-９]"
_EMAIL = "[@＠]"
_OCTET = f"(?:{_D}{{1,3}}|{_M}{{1,3}})"
_IP = f"{_D}{_DOT}{_OCTET}{_DOT}{_OCTET}{_DOT}(?:{_D}|{_M})"
_MACHINE = (
    f"{_COLON}{_H}{{0,4}}{_COLON}{_H}{{0,4}}{_COLON}|(?:{_H}{_H}{_DASH}){{3}}|{_H}{{4}}{_DOT}{_H}{{4}}{_DOT}{_H}{{4}}"
)
_PLATE = f"[{PROVINCE}](?:{_A}|{_M})[^，。,;\n]{{0,3}}(?:{_A}|{_M}){{4}}"
_DATE = (
    f"{_D}{{4}}(?:年|[-－/／.．{DASHES}])[ {SPACES}]?{_D}{{1,2}}(?:月|[-－/／.．{DASHES}])[ {SPACES}]?{_D}|{_D}{{8}}"
)
_MASKED_DATE = f"{_DASH}{_M}{{2}}|月{_M}"
_MILITARY = f"[{MILITARY}]字第?[ {SPACES}]?{_D}{{4}}"


def _words(han: str, latin: str = "") -> str:
    """Write words for both widths and cases."""
    full = "".join(
        f"[{one}{one.upper()}{chr(ord(one) + 0xFEE0)}{chr(ord(one.upper()) + 0xFEE0)}]" if one.isalpha() else one
        for one in latin
    )
    return f"{han}|{full}" if latin else han


_RECORD = f"(?:{_words(f'{MEDICAL_WORDS}|{SOCIAL_WORDS}', LATIN_WORDS)})[^\n]{{0,16}}{_A}{{5}}"
_SPEAKING = (births.CUES, codes.CUES, phones.CUES, PASSPORT_CUES, PERMIT_CUES, IP_CUES)
_CUED = f"(?:{'|'.join(_words(*one) for one in _SPEAKING)})[^0-9０-９]{{0,24}}{_D}"  # makes a weak form strong


def _any(*patterns: str) -> str:
    return "|".join(patterns)


CANDIDATE_PATTERN = _any(
    _digits(7), _MASKED, _EMAIL, _IP, _MACHINE, _PLATE, _DATE, _MASKED_DATE, _MILITARY, _CREDIT, _ORGANISATION, _RECORD
)
"""For every kind and strength. Dates and numbers of seven digits match it: see `STRONG_PATTERN`."""

STRONG_PATTERN = _any(
    _digits(11), _MASKED, _EMAIL, _IP, _MACHINE, _PLATE, _MASKED_DATE, _MILITARY, _CREDIT, _RECORD, _CUED
)
"""For what is masked, or of strength 0.5 and more: enough where no header speaks for a column.

Weak forms of eleven digits and more (bank cards, old resident IDs) match it, too.
"""

PATTERNS: dict[Kind, str] = {
    Kind.RESIDENT_ID: _any(_digits(12), _MASKED),
    Kind.BANK_CARD: _any(_digits(15), _MASKED),
    Kind.MOBILE: _any(_digits(11), _MASKED),
    Kind.LANDLINE: _any(_digits(7), _MASKED),
    Kind.PASSPORT: _any(f"{_D}{{7}}", _MASKED),
    Kind.HMT_PERMIT: _any(f"{_D}{{7}}", _MASKED),
    Kind.MILITARY_ID: _MILITARY,
    Kind.PLATE: _PLATE,
    Kind.EMAIL: _EMAIL,
    Kind.IP: _any(_IP, _MACHINE),
    Kind.BIRTH_DATE: _any(_DATE, _MASKED_DATE),
    Kind.SOCIAL_SECURITY: f"{_D}{{8}}",
    Kind.MEDICAL_RECORD: f"{_D}{{5}}|{_H}{{64}}",
    Kind.CREDIT_CODE: _any(_CREDIT, _ORGANISATION),
}
"""For one kind, as a header speaks for it (``prefer`` of `find_identifiers`)."""
