"""All identifiers in one text."""

import re
from collections.abc import Collection, Iterator
from datetime import date

from portal.disclosure.identifiers import (
    births,
    cards,
    codes,
    documents,
    masked,
    network,
    phones,
    plates,
    records,
    resident_id,
)
from portal.disclosure.identifiers.claims import Claim, resolve
from portal.disclosure.identifiers.text import fold
from portal.disclosure.matches import Match
from portal.disclosure.report import Kind

__all__ = ["find_identifiers"]

# Of folded text; each opens the families that it lets something find.
_DIGITS = re.compile(r"[0-9](?:[ ().-]{0,3}[0-9]){6}")
_FEW = re.compile("[0-9]{4}")
_DATE = re.compile("[12][0-9]{3}[-/.年0-9]")
_MACHINE = re.compile(r"[0-9a-fA-F][.:-][0-9a-fA-F]*[.:-][0-9a-fA-F]*[.:-]|[0-9a-fA-F]{4}\.[0-9a-fA-F]{4}\.|::")
_PLATE = re.compile(rf"[{plates.PROVINCE}][A-Za-z]")
_CODE = re.compile("[0-9A-Za-z]{8}-[0-9X]|MA[0-9A-Z]{7}|[0-9][0-9 -]{6}")
_RECORD = re.compile(f"{records.MEDICAL_WORDS}|{records.SOCIAL_WORDS}|mrn|zyh|bah|sb[kh]", re.IGNORECASE)
_LOOSE = frozenset({Kind.MEDICAL_RECORD, Kind.SOCIAL_SECURITY})
_SHORTEST = 5
_DECIMAL = re.compile(r"-?[0-9]{1,4}\.[0-9]{1,10}")  # measurements, degrees: what most numeric columns hold


def find_identifiers(text: str, *, today: date, prefer: Collection[Kind] = ()) -> list[Match]:
    """Find what names a person in a text: matches that do not overlap, best first by strength, then length.

    Matches of strength below 0.5 (bank cards, old resident IDs, passports, bare local numbers, dates) need a header
    word or a share of the column; their ``rule`` tells which they are. What is a hotline's, an office's or a thing's
    number is left out.
    prefer: kinds that a header speaks for: they win where a value can be read in two ways, and their loosest forms
    (medical record numbers, social security cards, Taiwan permits, old passports) are found at all.
    """
    if len(text) < _SHORTEST or _DECIMAL.fullmatch(text):
        return []
    folded = fold(text)
    claims = list(_claims(folded, today, prefer))
    return resolve(claims, prefer) if claims else []


def _claims(text: str, today: date, prefer: Collection[Kind]) -> Iterator[Claim]:
    if masked.has_mask(text):
        yield from masked.claims(text)
    if "@" in text or _MACHINE.search(text):
        yield from network.claims(text)
    if _PLATE.search(text):
        yield from plates.claims(text)
    if not _FEW.search(text):
        return
    is_long = _DIGITS.search(text) is not None
    if is_long:
        yield from resident_id.claims(text, today)
        yield from cards.claims(text)
        yield from phones.claims(text)
    if is_long or "字" in text:
        yield from documents.claims(text, prefer)
    if _CODE.search(text):
        yield from codes.claims(text, prefer)
    if _DATE.search(text):
        yield from births.claims(text, today)
    if not _LOOSE.isdisjoint(prefer) or _RECORD.search(text):
        yield from records.claims(text, prefer)
