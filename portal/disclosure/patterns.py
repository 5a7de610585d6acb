"""Coarse patterns of candidates: what a cell has to hold before anything looks at it closely.

For DuckDB's RE2 and Python's `re` alike, on text as it stands. They let too much through, never too little.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from portal.disclosure.identifiers import PATTERNS, STRONG_PATTERN
from portal.disclosure.persons.name_shape import load
from portal.disclosure.report import Kind

__all__ = ["ADDRESS", "STRONG_PATTERN", "compiled", "cues", "for_kinds", "joined"]

_D = "[0-9０-９]"
_NUMBER = f"(?:{_D}|[一二三四五六七八九十])"
ADDRESS = (
    f"{_NUMBER}[ ]?(?:栋|幢|座|号楼|单元|室|户|层|楼)|{_D}门{_D}|{_D}号[宿公家学住职]|"
    f"村{_NUMBER}{{1,2}}社|[A-Za-z](?:栋|幢|座)|{_D}#|"
    f"{_D}{{1,3}}[-－—–]{_D}{{1,3}}[-－—–]{_D}{{3,4}}|[村屯组区园苑寓舍巷同里庄府城].{{0,12}}{_D}号"
    f"|(?:[Rr]oom|[Aa]pt|[Aa]partment|[Ff]lat|[Uu]nit|[Bb]uilding)[.]? ?#?{_D}"
)
"""What an address to the door has."""

_FORM = "[,，、;； （(][男女][,，、;；。 )）]|[0-9]周?岁|[（(][男女]|[·•・‧]|[*＊×○]|、[\u3400-\u9fff]{2,4}(?:、|$)"
_SHORTEST = 2


@cache
def cues() -> str:
    """Return the words, and the forms, beside which a name in a sentence is looked for."""
    words = {
        word
        for key, given in load("name_cues").items()
        if key not in {"about", "endings", "stops"} and isinstance(given, list)
        for word in given
        if len(word) >= _SHORTEST
    }
    shortest = [word for word in words if words.isdisjoint(_inside(word))]
    return joined([*sorted(map(re.escape, shortest)), _FORM])


def _inside(word: str) -> Iterator[str]:
    """Give all parts of a word but itself."""
    for start in range(len(word)):
        for end in range(start + _SHORTEST, len(word) + (start > 0)):
            yield word[start:end]


def for_kinds(kinds: Iterable[Kind]) -> str:
    """Return a pattern for what a header speaks of; empty where no value can be too odd (names, addresses)."""
    return joined([PATTERNS[kind] for kind in kinds if kind in PATTERNS])


def joined(patterns: Iterable[str]) -> str:
    """Write several patterns as one."""
    return "|".join(f"(?:{one})" for one in patterns if one)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern for Python."""
    return re.compile(pattern)
