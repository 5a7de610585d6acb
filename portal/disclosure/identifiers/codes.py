"""Codes of organisations and things, told so that their digits are not taken for a person's.

Unified social credit codes (GB 32100-2015) and organisation codes (GB 11714-1997) are reported as such; a credit code
that begins with 92 names a natural person's business. Codes of things are nobody's.
"""

import re
from collections.abc import Collection, Iterator

from portal.disclosure.identifiers.claims import Claim
from portal.disclosure.identifiers.plates import PROVINCE
from portal.disclosure.identifiers.resident_id import PROVINCES
from portal.disclosure.identifiers.text import END, START, bare, cue, cued
from portal.disclosure.report import Kind

__all__ = ["CUES", "claims", "is_credit_code", "is_organisation_code"]

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # no I O S V Z
_CREDIT = re.compile(  # registrar and kind, place, organisation code, check
    rf"{START}(?=((?:[15][1239]|9[123]|[234678AN][1-9]|Y1)[ -]?[0-9]{{6}}[ -]?[0-9A-HJ-NPQRTUWXY]{{8}}"
    rf"[ -]?[0-9A-HJ-NPQRTUWXY][ -]?[0-9A-HJ-NPQRTUWXY]){END})",
    re.IGNORECASE,
)
_NATIONAL = "10"
_ORGANISATION = re.compile(rf"{START}(?:[0-9A-Z]{{8}}-[0-9X]|MA[0-9A-Z]{{6}}[0-9X]|[0-9]{{8}}X){END}")
_ORGANISATION_BARE = re.compile(rf"{START}[0-9]{{9}}{END}")
CUES = ("信用代码|机构代码|税号|识别号", "uscc")
_CREDIT_CUE = cue(*CUES)
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_THINGS = re.compile(
    # property title, court case; a UUID; ISSN and ISBN in groups
    rf"[{PROVINCE}]?[（(\[〔][0-9]{{4}}[)）\]〕][^,;。\n]{{1,16}}?第?[0-9]{{1,10}}-?[0-9]{{0,6}}号"
    rf"|{START}[0-9A-Fa-f]{{8}}(?:-[0-9A-Fa-f]{{4}}){{3}}-[0-9A-Fa-f]{{12}}{END}"
    rf"|ISSN[ :]*[0-9]{{4}}-[0-9]{{3}}[0-9X]|{START}97[89]-[0-9](?:-?[0-9]){{8}}-?[0-9]{END}"
)
_NUMBERED = re.compile(rf"第 ?[0-9]{{4,12}} ?号|No\.? ?[0-9]{{5,12}}{END}")
_OTHER_CUE = cue(
    "订单号?|流水号|单号|运单|序列号|编号|批次|批号|合同号|票号|货号|条码|学号|工号", "qq|imei|isbn|sn|order|id"
)
_LOCAL_NUMBER = re.compile(rf"{START}[0-9]{{5,10}}{END}")


def is_credit_code(code: str) -> bool:
    """Check the last of eighteen bare characters (GB 32100-2015: weights 3^i mod 31)."""
    values = [_ALPHABET.find(character) for character in code.upper()]
    if len(values) != 18 or min(values) < 0:
        return False
    return (31 - sum(value * pow(3, place, 31) for place, value in enumerate(values[:17])) % 31) % 31 == values[17]


def is_organisation_code(code: str) -> bool:
    """Check the last of nine bare characters (GB 11714-1997)."""
    if not re.fullmatch("[0-9A-Z]{8}[0-9X]", code):
        return False
    rest = 11 - sum(int(character, 36) * weight for character, weight in zip(code, _WEIGHTS, strict=False)) % 11
    return code[8] == {10: "X", 11: "0"}.get(rest, str(rest))


def claims(text: str, prefer: Collection[Kind] = ()) -> Iterator[Claim]:
    """Claim codes in a folded text; what is a thing's is claimed as nobody's."""
    for found in _CREDIT.finditer(text):
        code = bare(found[1]).upper()
        if (code[2:4] in PROVINCES or code[2:4] == _NATIONAL) and is_credit_code(code):
            # One number in 31 passes, a resident ID, too; the organisation code within has a check digit of its own.
            strength = 0.98 if is_organisation_code(code[8:17]) else 0.4 if code.isdigit() else 0.8
            rule = "person" if code.startswith("92") else "organisation"
            yield Claim(Kind.CREDIT_CODE, *found.span(1), strength, f"credit_code/{rule}")
    for found in _ORGANISATION.finditer(text):
        if is_organisation_code(found[0].replace("-", "")):
            strength = 0.8 if cued(text, found.start(), _CREDIT_CUE) else 0.45
            yield Claim(Kind.CREDIT_CODE, *found.span(), strength, "credit_code/org_code")
    for found in _ORGANISATION_BARE.finditer(text):
        named = cued(text, found.start(), _CREDIT_CUE)
        if (named or Kind.CREDIT_CODE in prefer) and is_organisation_code(found[0]):
            yield Claim(Kind.CREDIT_CODE, *found.span(), 0.8 if named else 0.3, "credit_code/org_code")
    yield from _things(text)


def _things(text: str) -> Iterator[Claim]:
    for found in _THINGS.finditer(text):
        yield Claim(None, *found.span(), 0.6, "thing")
    for found in _NUMBERED.finditer(text):
        yield Claim(None, *found.span(), 0.25, "numbered")
    for found in _LOCAL_NUMBER.finditer(text):
        if cued(text, found.start(), _OTHER_CUE):
            yield Claim(None, *found.span(), 0.5, "numbered")
