"""Numbers of social security cards and of medical records: free in form, so a word or a header has to name them."""

import re
from collections.abc import Collection, Iterator

from portal.disclosure.identifiers.claims import Claim
from portal.disclosure.identifiers.text import END, START, cue, cued
from portal.disclosure.report import Kind

__all__ = ["LATIN_WORDS", "MEDICAL_WORDS", "SOCIAL_WORDS", "claims"]

MEDICAL_WORDS = "病案|病历|住院|门诊|就诊|挂号|诊疗卡|健康卡|检验单|病床"
SOCIAL_WORDS = "社保|社会保障|医保|参保|社会保险|新农合"
LATIN_WORDS = "mrn|zyh|bah|sbk|sbh"
_MEDICAL = re.compile(rf"{START}(?:[A-Za-z]{{0,3}}-?[0-9]{{5,16}}|[0-9A-Fa-f]{{64}}){END}")
_SOCIAL = re.compile(rf"{START}(?:[A-Z][0-9]{{8}}|[0-9]{{8,12}}){END}")
_NUMBER = "(?:[卡证本]?(?:号码?|编号|序号)|卡)"
_MEDICAL_CUE = cue(f"(?:{MEDICAL_WORDS}){_NUMBER}", "mrn|zyh|bah")
_SOCIAL_CUE = cue(f"(?:{SOCIAL_WORDS}){_NUMBER}", "sbkh?|sbh")
_NAMED, _LOOSE = 0.85, 0.15


def claims(text: str, prefer: Collection[Kind] = ()) -> Iterator[Claim]:
    """Claim such numbers in a folded text, where it names them or a header speaks for them (prefer)."""
    for kind, pattern, words in (
        (Kind.MEDICAL_RECORD, _MEDICAL, _MEDICAL_CUE),
        (Kind.SOCIAL_SECURITY, _SOCIAL, _SOCIAL_CUE),
    ):
        for found in pattern.finditer(text):
            named = cued(text, found.start(), words)
            if named or kind in prefer:
                yield Claim(kind, *found.span(), _NAMED if named else _LOOSE, f"{kind}/{'word' if named else 'form'}")
