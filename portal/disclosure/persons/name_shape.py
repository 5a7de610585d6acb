"""How much a short text looks like a person's name: surname statistics, given-name characters, known words.

Scores are natural logarithms of odds: above 0 the text is more often a name than a place, a firm, a product or an
ordinary word that starts with the same character. Data: `data/surnames.json`, `data/given_names.json`.
"""

import json
import math
import re
from functools import cache
from importlib.resources import files
from typing import Any

import rjieba

__all__ = [
    "SURNAME_ONLY",
    "given_weight",
    "is_known_word",
    "load",
    "openings",
    "romanised",
    "score",
    "split",
    "transliterated",
]

SURNAME_ONLY = re.compile(
    "(?:先生|女士|小姐|太太|同学|同志|老师|师傅|医生|大夫|大爷|大妈|大娘|阿姨|奶奶|爷爷|老人|某|某某|某某某|某甲|某乙|某丙)"
)
_FLOOR, _MOST = 0.03, 3.0  # per cent of other words; a surname alone says no more than this
_WORD, _ENDING, _LONG = -3.5, -3.5, -1.5
ENDINGS = frozenset(
    "屯村区路街店镇乡县市厂局院校所站桥沟堡营窝棚岗甸泡湾滩园苑府居寨庄铺记家记氏庙寺塔巷汤饭面鱼酒茶病症膏丸片粉"
)
_FORM = re.compile("[\u3400-\u9fff]{2,4}")
_LATIN_WORD = re.compile(r"[A-Za-z][a-z'-]*|[A-Z]{2,}")
_WAYS = frozenset("lu jie dao qu xian zhen cun qiao".split())  # Zhongshan Lu
_TRANSLITERATION = frozenset(
    "阿艾买提江尔力古丽帕热克木合哈沙依拉玛吐尼孜巴不都赛肉孜孜迪亚斯库热娜米吉萨塔克依布拉伊明穆罕默德努尔甫卡德如西日汗夏瓦孜娃加措扎西次仁卓玛旺堆平措"
    "格桑央金罗布多杰顿珠达娃曲珍白边尼玛德吉乌兰巴特尔其木格图雅苏和那仁高娃斯琴朝鲁哈斯额敏宝音别克叶尔江努拜山别什阔孜萨依约翰史密斯卡特琳娜瓦西里耶夫"
    "维奇伊凡诺娃谢安东尼马可波罗查理威廉玛丽彼得罗娃基科夫乔治汤姆大卫麦克布朗琼森逊顿蒂娜露莎杰奥利佛内弗朗索菲贝奈特赫莱茨恩戈登温妮热合曼苏甫买买提"
)


@cache
def load(name: str) -> dict[str, Any]:
    """Return a data file of this room by its name without the ending."""
    loaded: dict[str, Any] = json.loads((files("portal.disclosure") / "data" / f"{name}.json").read_text("utf-8"))
    return loaded


@cache
def _given() -> dict[str, float]:
    weights = load("given_names")["weights"]
    return {character: float(weight) for weight, characters in weights.items() for character in characters}


@cache
def _surname_weight(surname: str) -> float | None:
    data = load("surnames")
    if surname in data["compound"]:
        return _MOST - 1
    share = data["single"].get(surname)
    if share is None:
        return None
    return min(_MOST, math.log(share / data["elsewhere"].get(surname, _FLOOR)))


def given_weight(character: str) -> float:
    """Return the weight of one character of a given name."""
    unknown: float = load("given_names")["unknown"]
    return _given().get(character, unknown)


@cache
def openings() -> frozenset[str]:
    """Return the first characters of the surnames: `split` takes nothing apart that starts otherwise."""
    surnames = load("surnames")
    return frozenset(surname[0] for surname in (*surnames["single"], *surnames["compound"]))


def split(text: str) -> tuple[str, str] | None:
    """Return (surname, given name) of two to four Chinese characters, or None. ``given`` has one or two."""
    if text[:1] not in openings() or not _FORM.fullmatch(text):
        return None
    if text[:2] in load("surnames")["compound"] and 3 <= len(text) <= 4:
        return text[:2], text[2:]
    if 2 <= len(text) <= 3 and text[0] in load("surnames")["single"]:
        return text[0], text[1:]
    double = len(text) == 4 and all(character in load("surnames")["single"] for character in text[:2])
    return (text[:2], text[2:]) if double else None


@cache
def _syllables() -> tuple[frozenset[str], frozenset[str]]:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - its tables are heavy, and few tables hold romanised names

    surnames = list(load("surnames")["single"]) + list(load("surnames")["compound"])
    first = {"".join(lazy_pinyin(surname)) for surname in surnames}
    return frozenset(first), frozenset("".join(lazy_pinyin(character)) for character in _given()) | frozenset(
        {"lv", "lyu"}
    )


def is_known_word(text: str) -> bool:
    """Say whether a text is one word of the dictionary that is not tagged as a person's name."""
    return rjieba.has_word(text) and not any(tag.startswith("nr") for _, tag in rjieba.tag(text))


def score(text: str) -> float:
    """Score two to four Chinese characters, spaces taken out. What has not the form scores -6.

    Ranges from -6 to about 7; a common name as 王 + two common characters is near 6, 高新区 below -3.
    """
    parts = split(text)
    if parts is None:
        return -6.0
    surname, given = parts
    if "某" in given or SURNAME_ONLY.fullmatch(given):
        return -6.0
    weight = _surname_weight(surname)
    total = weight if weight is not None else _LONG  # two surnames, as married women of Hong Kong write
    total += sum(given_weight(character) for character in given)
    if text[-1] in ENDINGS and given_weight(text[-1]) <= 0:
        total += _ENDING
    if is_known_word(text):
        total += _WORD
    elif len(given) == 2 and is_known_word(given) and given_weight(given[0]) + given_weight(given[1]) < 1.5:
        total -= 1.0  # 高 + 血压
    return max(-6.0, total)


def transliterated(text: str) -> bool:
    """Say whether a text is a name of a minority or a foreigner in characters with ``·`` between its parts."""
    parts = re.split("[·•・‧．∙]", text)
    if not 2 <= len(parts) <= 5 or not all(re.fullmatch("[\u3400-\u9fff]{1,8}", part) for part in parts):
        return False
    characters = "".join(parts)
    return sum(character in _TRANSLITERATION for character in characters) >= 0.7 * len(characters)


def romanised(text: str) -> bool:
    """Say whether a text is a Chinese name in pinyin: Wang Jianguo, WANG Jian Guo, Jianguo Wang."""
    words = [word.lower() for word in re.split("[ ,·-]+", text.strip())]
    if not 2 <= len(words) <= 3 or not all(_LATIN_WORD.fullmatch(word) for word in re.split("[ ,·-]+", text.strip())):
        return False
    surnames, _ = _syllables()
    first, last = words[0] in surnames, words[-1] in surnames and words[-1] not in _WAYS
    return (first and _is_given("".join(words[1:]))) or (last and _is_given("".join(words[:-1])))


def _is_given(word: str) -> bool:
    _, syllables = _syllables()
    if word in syllables:
        return True
    return any(word[:cut] in syllables and word[cut:] in syllables for cut in range(1, len(word)))
