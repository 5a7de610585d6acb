"""Telephones: mobile numbers by the ranges in use, landlines by area code; hotlines are never anybody's.

Prefixes are those of the numbering plan as of 2023-12; thin blocks (machines, trials) are left out.
"""

import re
from collections.abc import Iterator

from portal.disclosure.identifiers.claims import Claim
from portal.disclosure.identifiers.text import END, NUMBER_END, NUMBER_START, START, bare, cue, cued
from portal.disclosure.report import Kind

__all__ = ["AREA", "CUES", "MOBILE_PREFIX", "claims", "is_mobile"]

MOBILE_PREFIX = "1(?:3[0-9]|4[5-9]|5[0-35-9]|6[25-7]|7[0-8]|8[0-9]|9[0-35-9])"
AREA = "(?:10|2[0-57-9]|[3-9][0-9]{2})"
_COUNTRY = r"(?:\((?:\+ ?|00)?86\)|(?:\+ ?|00)?86)[ -]{0,2}"
_MOBILE = re.compile(
    rf"{NUMBER_START}(?=((?:{_COUNTRY}|0)?(?P<own>{MOBILE_PREFIX}(?:"
    r"[0-9]{8}|(?P<g>(?P<s>[ .-]|[ ]?-[ ]?|[ ]{2})[0-9]{4}(?P=s)[0-9]{4}|[0-9](?P<t>[ -])[0-9]{3}(?P=t)[0-9]{4}"
    r"|[0-9](?P<u>[ -])[0-9]{4}(?P=u)[0-9]{3})|[ -][0-9]{8}|[0-9]{2}[ -][0-9]{6}|[0-9]{4}[ -][0-9]{4}"
    rf"))){NUMBER_END})"
)
_LOCAL = r"(?:[2-8][0-9]{6,7}|[2-8][0-9]{2,3}[ -][0-9]{4})"
_EXTENSION = r"(?: ?(?:-|转|#|分机|ext\.?) ?[0-9]{1,6})?"
_LANDLINE = re.compile(
    rf"{NUMBER_START}(?=((?:\(0{AREA}\)|0{AREA}\)?|{_COUNTRY}(?:\(0?{AREA}\)|0?{AREA}))(?P<sep>[ -]{{0,3}})"
    rf"(?P<own>{_LOCAL}){_EXTENSION}){NUMBER_END})",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"{NUMBER_START}(?<![0-9]-)(?=((?:[2-8][0-9]{{6,7}}|[2-8][0-9]{{2,3}}-[0-9]{{4}}){_EXTENSION}){NUMBER_END})"
)
_TOLL_FREE = re.compile(
    rf"{START}[48]00[ -]?(?:[0-9]{{3}}[ -]?[0-9]{{4}}|[0-9]{{4}}[ -]?[0-9]{{3}}|[0-9]{{2}}[ -]?[0-9]{{5}}){END}"
)
_HOTLINE = re.compile(rf"{START}(?:0{AREA}-?)?(?:11[0-9]|12[0-9]{{1,4}}|100[0-9]{{2}}|9[56][0-9]{{3,6}}){END}")
_YEARS = re.compile(rf"{NUMBER_START}(?<![0-9]-)(?:19|20)[0-9]{{2}}-(?:19|20)[0-9]{{2}}(?!-[0-9]){NUMBER_END}")
CUES = ("电话|座机|传真|手机|联系|致电|来电|宅电", "tel|phone|mobile|fax|dh|lxdh|sj")
_CUE = cue(*CUES)
_OFFICE = cue(
    "热线|(?:投诉|监督|举报|办公|咨询|值班|服务|报名|报修|客服|预约|求助|查询|单位|业务|办事|公开|总机|前台)(?:电话|号码|座机)|总机|客服"
)
_MOBILE_BARE, _MOBILE_GROUPED, _MOBILE_TORN, _NAMED, _OF_OFFICE = 0.7, 0.8, 0.5, 0.95, 0.4
_WITH_AREA, _RUN_TOGETHER, _LOCAL_ONLY = 0.6, 0.5, 0.2


def is_mobile(number: str) -> bool:
    """Judge eleven bare digits by their first three."""
    return bool(re.fullmatch(rf"{MOBILE_PREFIX}[0-9]{{8}}", number))


def claims(text: str) -> Iterator[Claim]:
    """Claim telephones in a folded text. Numbers that a text names as an office's are claimed as nobody's."""
    # A short number, or a year, can be a group of a longer number: that is stronger.
    for pattern, strength in ((_TOLL_FREE, 0.99), (_YEARS, 0.75), (_HOTLINE, 0.3)):
        for found in pattern.finditer(text):
            yield Claim(None, found.start(), found.end(), strength, "hotline")
    yield from _mobiles(text)
    yield from _landlines(text)


def _mobiles(text: str) -> Iterator[Claim]:
    for found in _MOBILE.finditer(text):
        start, end = found.span(1)
        own = found["own"]
        strength = _MOBILE_GROUPED if found["g"] or found[1] != own else _MOBILE_BARE
        rule = "mobile/prefix"
        if cued(text, start, _OFFICE):
            strength, rule = _OF_OFFICE, "mobile/office"
        elif cued(text, start, _CUE):
            strength = _NAMED
        elif bare(own).endswith("00000000"):  # an amount, as a rule
            strength = 0.45
        elif not found["g"] and len(own) > 11:  # two numbers side by side can look so
            strength = _MOBILE_TORN
        yield Claim(Kind.MOBILE, start, end, strength, rule)


def _landlines(text: str) -> Iterator[Claim]:
    for found in _LANDLINE.finditer(text):
        start, end = found.span(1)
        area = re.sub(r"^(?:\+? ?86|0086)", "", re.sub("[ ()-]", "", text[start : found.start("own")]))
        if len(area.lstrip("0")) < 3 and len(bare(found["own"])) < 8:  # 010 and 02x have eight digits
            continue
        if cued(text, start, _OFFICE):
            yield Claim(None, start, end, _NAMED, "landline/office")
        elif cued(text, start, _CUE):
            yield Claim(Kind.LANDLINE, start, end, 0.8, "landline/area")
        else:
            together = found[1].isdigit()
            yield Claim(Kind.LANDLINE, start, end, _RUN_TOGETHER if together else _WITH_AREA, "landline/area")
    for found in _BARE.finditer(text):
        start, end = found.span(1)
        if cued(text, start, _OFFICE):
            yield Claim(None, start, end, _NAMED, "landline/office")
        else:
            strength = 0.6 if cued(text, start, _CUE) else _LOCAL_ONLY
            yield Claim(Kind.LANDLINE, start, end, strength, "landline/local")
