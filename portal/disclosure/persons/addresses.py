"""Addresses: how near to a door they lead, whose door it is, and whether a column holds homes.

Levels after china.md, "Address to the door": building with unit or room is a household, the number of a street is
weak, an office, school, hospital or shop is public.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from itertools import islice

from portal.disclosure.matches import Match
from portal.disclosure.persons.headers import OwnWords, hints, names_body, names_person
from portal.disclosure.persons.name_shape import load
from portal.disclosure.report import Kind

__all__ = ["Level", "address_match", "are_bodies", "column_confidence", "level", "masked_share"]


class Level(StrEnum):
    """How near to one door a text leads."""

    HOUSEHOLD = "household"
    STREET = "street"
    PUBLIC = "public"
    MASKED = "masked"
    NONE = "none"


_N = "[0-9０-９一二三四五六七八九十百]{1,4}"
_ID = "(?:[0-9０-９]{1,4}[A-Za-zＡ-Ｚ]?|[A-Za-z][0-9]{0,3}|[一二三四五六七八九十]{1,3}|[甲乙丙丁东西南北])"
_BUILDING = (
    rf"{_ID}\s*(?:栋|幢|座|号楼|#楼?|＃楼?|楼(?!上|下|道|梯|宇)|号(?:宿舍|公寓|家属|学生|住宅|职工)楼|号院|院(?=[0-9]))"
)
_UNIT = rf"{_ID}\s*(?:单元|门(?!市|口|前|店|诊|牌|头|卫))"
_ROOM = r"[0-9０-９]{1,4}[A-Za-z]?\s*(?:室|户|房间?|寝(?:室)?|号房|号(?![楼院线路井]))"
_BARE = r"[0-9]{3,4}(?![0-9]|年|元|米|人|路|号线|次|平|吨|个|名|户|天|块)"
_SEP = r"[\s,，、]*"
_FLOOR = rf"(?:{_SEP}{_N}\s*(?:层|楼))?"
_DASH = r"[-—–－~]"
_PLACE = "[\u3400-\u9fffA-Za-z0-9（）()·]"
_HOUSEHOLD = re.compile(
    rf"{_BUILDING}{_SEP}{_UNIT}{_FLOOR}{_SEP}(?:{_ROOM}|{_BARE}|[0-9]{{1,2}}(?:层|楼)(?:[东西中南北左右]+(?:室|户|门)?)?)"
    rf"|{_BUILDING}{_FLOOR}{_SEP}(?:{_ROOM}|{_BARE})"
    rf"|{_BUILDING}{_SEP}{_UNIT}(?!门|口)"
    rf"|{_UNIT}{_FLOOR}{_SEP}(?:{_ROOM}|{_BARE})"
    rf"|(?<![0-9-])[0-9]{{1,3}}[A-Za-z]?{_DASH}[0-9]{{1,2}}{_DASH}[0-9]{{3,4}}(?![0-9]|{_DASH})"
    rf"|(?<=[\u3400-\u9fff])[0-9]{{1,3}}{_DASH}[0-9]{{3,4}}(?![0-9]|{_DASH})"
    rf"|(?:小区|家园|花园|公寓|苑|园|宿舍|寝室|家属[楼院区]|城|府|庭|邸|里|号){_SEP}[0-9]{{3,4}}\s*(?:室|寝室?|号房)"
    rf"|[屯村]{_SEP}(?:第?{_N}\s*(?:组|队|社|屯){_SEP})?[0-9]{{1,4}}\s*(?:号(?![楼院线路井])|户(?!村|居))"
    rf"|第?{_N}\s*(?:村民小组|组|队|社){_SEP}[0-9]{{1,4}}\s*(?:号(?![楼院线路井])|户(?!村|居))"
)
_ENGLISH = re.compile(
    r"\b(?:Room|Rm|Apt|Apartment|Flat|Unit|No|Dorm(?:itory)?)\b\.? ?#?[0-9]{1,4}[A-Z]?\b"
    r"(?=.{0,80}\b(?:Building|Bldg|Street|St|Road|Rd|Avenue|Ave|Lane|Community|Garden|Village|District)\b)"
    r"|\b(?:Building|Bldg)\.? ?#?[0-9A-Z]{1,3}\b.{0,30}\b(?:Room|Rm|Apt|Unit)\b\.? ?#?[0-9]{1,4}",
    re.IGNORECASE,
)
_ENGLISH_DOOR = re.compile(r"\b(?:Room|Rm|Apt|Apartment|Flat|Unit|Dorm(?:itory)?)\b", re.IGNORECASE)
_ENGLISH_PUBLIC = re.compile(
    r"\b(?:Tower|Plaza|Mansion|Office|Center|Centre|Co|Ltd|School|University|Hospital|Hotel|Mall|Bureau|Bank|Park)\b",
    re.IGNORECASE,
)
_INSIDE = re.compile(rf"{_UNIT}|#[0-9]{{1,2}}#|[0-9]{_DASH}[0-9]{{1,2}}{_DASH}[0-9]")
_NAMED_AFTER = re.compile("[一二三四五六七八九十东西南北]?(?:大街|道街|街(?!道办)|路|大道|胡同|巷|里)")
_ESTATE_WORDS = frozenset(
    "公园 广场 学院 大学 市场 馆 局 寺 园区 开发区 基地 科技园 机场 商城 火车站 体育馆 中心 学校 医院 银行 码头".split()
)
_SHORT = re.compile(rf"[0-9]{{1,3}}[A-Za-z]?{_DASH}[0-9]{{1,2}}{_DASH}[0-9]{{3,4}}")
_STREET = re.compile(
    r"(?:大街|大道|道街|街|路|道|胡同|巷|弄|条|里)\s*[0-9０-９]{1,5}(?:[-—－][0-9]{1,4})?(?:号|$|(?=院))(?!线|井|楼)"
)
_VILLAGE = re.compile(
    rf"(?:乡|镇|街道|区|县|市)?{_PLACE}{{1,8}}(?:村|屯)(?:{_PLACE}{{0,6}}(?:屯|组|队|(?<=[0-9一二三四五六七八九十])社(?!区)))"
)
_AREA = re.compile("(?:省|市|区|县|旗|镇|乡|街道|小区|社区|家园|花园|村|屯|街|路)")
_STAR = r"(?:[*＊×XxＸ█■○□_]{1,6}|某)"
_MASKED = re.compile(
    rf"{_STAR}\s*(?:号楼?|栋|幢|座|单元|室|户|层|组|村|屯|小区|路|街|门)|(?:小区|街|路|村|屯|苑|园|区|县|镇){_STAR}(?:$|\s)|[\u3400-\u9fff][*＊]{{2,}}"
)
_HEAD = re.compile(r"(?:[\u3400-\u9fff0-9A-Za-z（）()·\-－#]|(?<=\S) (?=[0-9]))+$")
_CUE = re.compile(
    "(?:家住|现住|居住于|居住在|住址|住在|住所|(?<!受理)(?<!办公)(?<!单位)(?<!公司)(?<!营业)(?<!经营)(?<!注册)(?<!办理)(?<!门店)(?<!店铺)(?<!学校)(?<!医院)(?<!报名)(?<!活动)(?<!领取)(?<!咨询)(?<!服务)(?<!窗口)(?<!机构)(?<!办事)地址|户籍地|租住|租住于|住)(?:为|是|在|于)?[:：]?"
)
_CUT = re.compile(
    ".*(?:反映|投诉|称|位于|地址|住址|家住|住在|现住|居住于|居住在|租住于?|家住址|户籍地|^(?:住户|业主|用户|居民|村民|租户)|^住(?!宅|院)|[:：,，。;；]|其|在(?=[\u3400-\u9fff]{2})|至|到|为)"
)
_FIGURE = re.compile("[0-9.,:/% ]*")  # most columns are of numbers and times: nothing else need be looked for
_ADMIN = re.compile("[\u3400-\u9fff]{2,7}?(?:省|市|区|县|旗)(?=[\u3400-\u9fff])")
_SAMPLE = 3000
_LONGEST_ENGLISH = 120
_SHORTEST_BODY, _LONGEST_BODY, _LEAST_BODIES = 4, 30, 3
_BODY = re.compile(
    "(?:[店馆场所厅厕室厂司社局校院园站行部坊点铺屋城处库]|中心|超市|银行|政府|小学|中学|大学|酒楼|集团|协会)(?:[（(][^()（）]*[)）])?$"
)


@cache
def _pattern(group: str) -> re.Pattern[str]:
    words = sorted(load("address_words")[group], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


@lru_cache(maxsize=65536)
def level(value: str) -> Level:
    """Say how near to one door a whole cell or a part of a sentence leads."""
    text = value.strip()
    if len(text) < 4 or _FIGURE.fullmatch(text):
        return Level.NONE
    if _MASKED.search(text):
        return Level.MASKED
    found = _HOUSEHOLD.search(text)
    if found:
        return _of_household(text, found)
    if _public(text) or (_ENGLISH.search(text) and _ENGLISH_PUBLIC.search(text)):
        return Level.PUBLIC
    if _ENGLISH.search(text):
        return Level.HOUSEHOLD if _ENGLISH_DOOR.search(text) else Level.STREET
    return Level.STREET if _STREET.search(text) or _VILLAGE.search(text) else Level.NONE


def _of_household(text: str, found: re.Match[str]) -> Level:
    """A room may be that of an office: what stands around it tells."""
    home = bool(_pattern("dwelling").search(text))
    shop = bool(_pattern("commercial").search(text))
    short = _SHORT.fullmatch(found[0])
    if short and not (home or _STREET.search(text) or re.search("[\u3400-\u9fff]{2}", text[: found.start()])):
        return Level.NONE  # 2026-10-15, 1-2-301 alone: anything
    unit = bool(_INSIDE.search(found[0]))
    if shop or (_public(text, unit=unit) and not home):
        return Level.PUBLIC
    return Level.HOUSEHOLD


def _public(text: str, *, unit: bool = False) -> bool:
    """Say whether a body or a shop stands in it; 大学城小区, 医院家属楼 and 银行街 are homes' and streets' names.

    unit: a unit of a building follows: then a word that estates have in their names (广场, 公园) says nothing.
    """
    found = [
        one
        for one in _pattern("public").finditer(text)
        if not _NAMED_AFTER.match(text, one.end()) and not (unit and one[0] in _ESTATE_WORDS)
    ]
    if not found:
        return False
    home = [one.end() for one in _pattern("dwelling").finditer(text)]
    return not home or max(home) < max(one.end() for one in found)


def address_match(text: str) -> list[Match]:
    """Find addresses in a text, graded: household 0.9 (rule ``address/household``), masked (``address/masked``).

    A street number (``address/street``, 0.35) is told only for a header or a cue such as 家住 to speak for it (then
    0.6, ``address/home``). Addresses of offices, schools, hospitals and shops are not told.
    """
    found: list[Match] = []
    for inside in _HOUSEHOLD.finditer(text):
        start = _start(text, inside.start())
        judged = level(text[start : min(len(text), inside.end() + 6)])
        if judged is Level.HOUSEHOLD:
            found.append(Match(Kind.HOME_ADDRESS, start, inside.end(), 0.9, "address/household"))
    if (english := _ENGLISH.search(text)) and level(text) is Level.HOUSEHOLD:
        start, end = english.start(), len(text.rstrip())
        found.append(Match(Kind.HOME_ADDRESS, start, min(end, start + _LONGEST_ENGLISH), 0.9, "address/household"))
    for inside in _STREET.finditer(text):
        start, end = _start(text, inside.start()), inside.end()
        cued = bool(_CUE.search(text[max(0, start - 6) : start + 4]))
        tail = re.match("[\u3400-\u9fff0-9]{0,10}", text[end:])
        if _public(text[start:end] + (tail[0] if tail else "")):
            continue
        rule, strength = ("address/home", 0.6) if cued else ("address/street", 0.35)
        found.append(Match(Kind.HOME_ADDRESS, start, end, strength, rule))
    for inside in _VILLAGE.finditer(text):
        start = _start(text, inside.start() + 1)
        if _CUE.search(text[max(0, start - 6) : start + 4]) and not _public(text[start : inside.end() + 8]):
            found.append(Match(Kind.HOME_ADDRESS, start, inside.end(), 0.6, "address/home"))
    for inside in _MASKED.finditer(text):
        if _AREA.search(text[max(0, inside.start() - 12) : inside.end()]) and re.search(
            "[号栋幢座单室户组]", inside[0]
        ):
            start = _start(text, inside.start())
            found.append(Match(Kind.HOME_ADDRESS, start, inside.end(), 0.92, "address/masked", masked=True))
    return _apart(found)


def _start(text: str, end: int) -> int:
    head = _HEAD.search(text[max(0, end - 40) : end])
    if not head:
        return end
    start = end - len(head[0])
    cut = _CUT.match(head[0])
    start += cut.end() if cut else 0
    opened = max(text.rfind("（", start, end), text.rfind("(", start, end))
    if opened >= 0 and not re.search("[)）]", text[opened:end]):  # 业主王…（…小区3栋
        start = opened + 1
    admin = _ADMIN.search(text[start:end])
    return start + (admin.start() if admin and admin.start() < 3 else 0)


def _apart(found: list[Match]) -> list[Match]:
    kept: list[Match] = []
    for match in sorted(found, key=lambda one: (-one.strength, one.start - one.end)):
        if all(match.end <= other.start or match.start >= other.end for other in kept):
            kept.append(match)
    return sorted(kept, key=lambda one: one.start)


def are_bodies(values: Iterable[str]) -> bool:
    """Say whether most of a column's values are bodies, shops or places open to the public."""
    distinct = list(islice(dict.fromkeys(value.strip() for value in values if value and value.strip()), _SAMPLE))
    named = [value for value in distinct if _SHORTEST_BODY <= len(value) <= _LONGEST_BODY and _BODY.search(value)]
    return len(distinct) >= _LEAST_BODIES and len(named) >= 0.6 * len(distinct)


def _levels(values: Iterable[str], *, short: bool = False) -> Counter[Level]:
    """Count the levels of distinct values; ``short``: 3-2-501 alone is a household, as under 房号."""
    distinct = islice(dict.fromkeys(value.strip() for value in values if value and value.strip()), _SAMPLE)
    return Counter(Level.HOUSEHOLD if short and _SHORT.fullmatch(value) else level(value) for value in distinct)


def masked_share(values: Iterable[str]) -> float:
    """Return the share of distinct values that are addresses made unreadable."""
    counted = _levels(values)
    return counted[Level.MASKED] / max(1, counted.total())


def column_confidence(
    values: Iterable[str], header: str, neighbours: Sequence[str] = (), *, own: tuple[OwnWords, ...] = ()
) -> float:
    """Say how sure a column holds homes, 0 to 1, from its distinct values, its header and the other headers.

    0.5 and more should be told. Under 家庭住址 a street with a number is enough; under 地址 beside 机构名称 or 门店
    nothing is a home; with no such word it takes households in a tenth of the cells. Masked values do not count.
    """
    hint = hints(header, own).get(Kind.HOME_ADDRESS, 0.0)
    counted = _levels(values, short=hint >= 0.8)
    counted[Level.MASKED] = 0
    total = counted.total()
    if not total or hint < 0:
        return 0.0
    household = counted[Level.HOUSEHOLD] / total
    near = household + counted[Level.STREET] / total
    if hint >= 0.8:
        return _named(household, near, counted[Level.PUBLIC] / total)
    if near < 0.1:
        return 0.3 * near
    bodies = any(names_body(one) for one in neighbours if one != header)
    persons = any(names_person(one) for one in neighbours if one != header)
    if bodies and not persons:
        return min(0.4, household)
    if persons and near >= 0.3:
        return 0.6 + 0.35 * near
    return 0.6 + 0.35 * household if household >= 0.1 else 0.3 * near


def _named(household: float, near: float, public: float) -> float:
    if public > 0.8:
        return 0.3  # 通讯地址 of bodies
    return 0.7 + 0.29 * household if near >= 0.05 else 0.3
