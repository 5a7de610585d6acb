"""What a column's header says of its values, before anybody looks at one.

Source of the words: `data/headers.json`. The head of a Chinese or English compound stands last (单位联系人 is a person,
联系人单位 a body), so the word that ends last decides, and of two that end together the longer one.
"""

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from portal.disclosure.report import Kind

__all__ = [
    "OwnWords",
    "hints",
    "is_sensitive",
    "is_vague",
    "names_body",
    "names_dwelling",
    "names_person",
    "names_public_person",
    "normalise",
    "quasi",
]

_REMEMBERED = 16384  # headers of the widest tables
_ESTATES = ("小区", "楼盘", "院落", "楼栋")
_VAGUE = frozenset("名称 编号 编码 代码 序号 类型 类别 内容 单位 状态 来源 标识 id no code name key".split())
_EXACT, _CONTAINED, _HALF = 1.0, 0.85, 0.5
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NUMBERING = re.compile(
    r"^\s*(?:[(\[]?\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*[)\]]|(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*[.、:])\s*"
)
_BRACKETS = re.compile(r"[(\[【<{]([^()\[\]【】<>{}]*)[)\]】>}]")
_SPLIT = re.compile(r"[^0-9a-z\u3400-\u9fff%㎡²]+")
_OR = re.compile("[/／、或]")
_LATIN = re.compile("[0-9a-z]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_BETWEEN_HAN = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What a city adds: words that make a header one of a kind, and words that speak against it."""

    kind: Kind
    words: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Words:
    """Words to be found in a header: Han ones anywhere, Latin ones as whole words."""

    han: tuple[str, ...]
    latin: tuple[str, ...]

    @classmethod
    def of(cls, han: list[str], latin: list[str]) -> "_Words":
        both = [*han, *latin]
        forms = {_folded(word) for word in both}
        return cls(
            tuple(sorted(word for word in forms if _HAN.search(word))),
            tuple(sorted(word for word in forms if not _HAN.search(word))),
        )

    def last(self, header: str) -> tuple[int, int]:
        """Return (end, length) of the word that ends last; (-1, 0) where there is none."""
        ends = [(header.rfind(word) + len(word), len(word)) for word in self.han if word in header]
        if _LATIN.search(header):
            ends += [(end, len(word)) for word in self.latin if (end := _last_word(header, word)) >= 0]
        return max(ends, default=(-1, 0))

    def holds(self, header: str) -> bool:
        return header in self.han or header in self.latin


def _last_word(header: str, word: str) -> int:
    """Return where the last whole ``word`` ends, a digit after it (phone1) taken with it; -1 if there is none."""
    at = header.rfind(word)
    while at >= 0:
        end = at + len(word)
        end += header[end : end + 1].isdigit() and not word[-1].isdigit()
        if not _LATIN.match(header[end : end + 1]) and not (at and _LATIN.match(header[at - 1])):
            return end
        at = header.rfind(word, 0, at + len(word) - 1)
    return -1


@cache
def _data() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((files("portal.disclosure") / "data" / "headers.json").read_text("utf-8"))
    return loaded


@cache
def _words(*path: str) -> _Words:
    part = _data()
    for key in path[:-1]:
        part = part[key]
    return _Words.of(part.get(path[-1], []), part.get(f"latin_{path[-1]}", part.get("latin", [])))


@cache
def _for_kind(kind: Kind, group: str, own: tuple[OwnWords, ...]) -> _Words:
    standard = _words("kinds", kind.value, group)
    added = {
        "strong": [one.words for one in own if one.kind is kind],
        "against": [one.against for one in own if one.kind is kind],
    }
    more = [word for words in added.get(group, []) for word in words]
    return _Words.of([*standard.han, *more], list(standard.latin)) if more else standard


@cache
def _fillers() -> frozenset[str]:
    return frozenset(word.lower() for word in _data()["suffixes"]["words"])


def _folded(header: str) -> str:
    text = unicodedata.normalize("NFKC", header)
    text = _CAMEL.sub(" ", text).lower()
    return _BETWEEN_HAN.sub("", " ".join(_SPLIT.sub(" ", text).split()))


@lru_cache(maxsize=_REMEMBERED)
def normalise(header: str) -> str:
    """Return a header in the form in which words are looked for.

    Width folded, small letters, CamelCase and snake_case as words with a space, no spaces between Chinese characters
    (but one where a sign stood), without numbering (``1.``), stars and brackets that only hold a unit or a filler.
    """
    text = _NUMBERING.sub("", unicodedata.normalize("NFKC", header).replace("\n", "").replace("*", ""))
    for inner in _BRACKETS.findall(text):
        plain = inner.strip().lower()
        if plain in _fillers() or plain.startswith(("单位:", "格式", "如", "例")):
            text = text.replace(inner, "")
    return _folded(text)


@lru_cache(maxsize=_REMEMBERED)
def hints(header: str, own: tuple[OwnWords, ...] = ()) -> dict[Kind, float]:
    """Return what a header says for each kind: 1 is sure, 0 nothing, below 0 it is something else.

    Kinds of which the header says nothing are absent.  own: words that a city adds.
    """
    names = [normalise(part) for part in _OR.split(header)] if _OR.search(header) else []
    names = [name for name in names if name] or [normalise(header)]
    found = {kind: max(_weight(name, kind, own) for name in names) for kind in Kind if kind.value in _data()["kinds"]}
    return {kind: weight for kind, weight in found.items() if weight}


def _weight(name: str, kind: Kind, own: tuple[OwnWords, ...]) -> float:
    against_all = _words("universal", "against").last(name)
    strong, weak, against = (_for_kind(kind, group, own) for group in ("strong", "weak", "against"))
    best = max(
        (*strong.last(name), 1.0),
        (*weak.last(name), _HALF),
        (*against.last(name), -1.0),
        (*against_all, -1.0),
    )
    if best[0] < 0:
        return 0.0
    if best[2] == _HALF and kind is Kind.HOME_ADDRESS and _words("kinds", "person_name", "strong").last(name)[0] >= 0:
        return _CONTAINED  # 收货人详细地址: the address of a person
    exact = strong.holds(name) or weak.holds(name) or against.holds(name)
    return best[2] * (_EXACT if exact or best[2] < 0 else _CONTAINED)


@lru_cache(maxsize=_REMEMBERED)
def names_public_person(header: str) -> bool:
    """Say whether a header holds persons whom a register or an office has to name (法定代表人, 院长, 作者)."""
    name = normalise(header).removesuffix("姓名")
    if _words("public_names", "against").last(name)[0] == len(name) > 0:
        return False  # 班主任 is no 主任
    return _words("public_names", "words").last(name)[0] == len(name) > 0


@lru_cache(maxsize=_REMEMBERED)
def names_body(header: str) -> bool:
    """Say whether a header holds bodies, shops or places: an address beside it is theirs (机构名称, 学校, 门店)."""
    name = normalise(header)
    if name.removesuffix("名称").endswith(_ESTATES):
        return False  # where people live
    end, _ = _words("bodies", "words").last(name)
    return end == len(name) > 0 and hints(header).get(Kind.PERSON_NAME, 0.0) <= 0


def names_person(header: str) -> bool:
    """Say whether a header beside another column says that a row is a person or a household."""
    return _head(header, "persons")


def names_dwelling(header: str) -> bool:
    """Say whether a header makes the coordinates beside it those of a dwelling (住址, 户主, 姓名)."""
    return _head(header, "dwellings")


@lru_cache(maxsize=_REMEMBERED)
def _head(header: str, group: str) -> bool:
    if names_public_person(header):
        return False  # 校长姓名 beside 学校名称 makes no household
    name = normalise(header)
    end, length = _words(group, "words").last(name)
    other = max(_words("bodies", "words").last(name), _words("universal", "against").last(name))
    return end >= 0 and (end, length) >= other


@lru_cache(maxsize=_REMEMBERED)
def is_sensitive(header: str) -> bool:
    """Say whether a column tells of health, status or money of a person; totals and counts do not."""
    name = normalise(header)
    sensitive = max(_words("sensitive", "words").last(name), (-1, 0))
    other = max(_words("sensitive", "against").last(name), _words("universal", "against").last(name))
    kept = _words("sensitive", "words").holds(name) or (
        sensitive[0] >= 0 and name.endswith(("类型", "类别", "状态", "状况"))
    )
    return sensitive[0] >= 0 and (kept or sensitive > other)


@lru_cache(maxsize=_REMEMBERED)
def is_vague(header: str) -> bool:
    """Say whether a header is a word that any column may have: it speaks neither for its values nor against them."""
    return normalise(header) in _VAGUE


@lru_cache(maxsize=_REMEMBERED)
def quasi(header: str) -> str | None:
    """Name the quasi-identifier that a column holds, or None.

    One of ``age sex birth district occupation education nationality marital household event health``.
    """
    name = normalise(header)
    groups = [key for key in _data()["quasi"] if key not in ("about", "against")]
    ends = {key: _words("quasi", key, "words").last(name) for key in groups}
    best = max(ends, key=lambda key: ends[key])
    against = _Words.of(_data()["quasi"]["against"], []).last(name)
    return best if ends[best][0] >= 0 and ends[best] >= against else None
