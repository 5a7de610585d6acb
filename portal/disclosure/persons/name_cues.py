"""Names inside sentences: beside a word that announces a person, or by a form that only persons have."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import rjieba

from portal.disclosure.matches import Match
from portal.disclosure.persons.name_shape import (
    SURNAME_ONLY,
    given_weight,
    load,
    openings,
    score,
    split,
    transliterated,
)
from portal.disclosure.report import Kind

__all__ = ["names_in_text"]

_HAN = "[\u3400-\u9fff]"
_COLON = re.compile(
    r"\s*(?:姓名|名字|代表|签字|签名)?\s*[:：]\s*[\"“「(（【]?|\s*(?:姓名|名叫|叫做|叫|姓名为|姓名是|是|为|系)\s*[\"“「]?"
)
_GAP = re.compile(r"[\s“\"「]*")
_LIST = re.compile(r"\s*(?:[、,，/和与及]|以及)\s*")
_FORM = re.compile(  # what only follows a person's name: sex, age, birth, a number of a person
    r"\s*[,，、;；(（\s]\s*(?:男|女|(?:现?年|今年)?\d{1,3}\s*(?:周岁|岁)|汉族|满族|回族|朝鲜族|蒙古族|\d{4}年\d{1,2}月\d{0,2}日?(?:出)?生"
    r"|(?:身份证|电话|手机|联系电话|联系方式|住址|家住|现住|住|户籍|身份证号|微信)[号码]*\s*[:：]?)"
    r"|\s*[,，、:：(（\s]?\s*(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"
    r"|\s*[,，、:：(（\s]?\s*[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])\d{5}[0-9Xx](?!\d)"
    r"|[(（](?:男|女|其|患者|业主|家长|户主|\d{1,3}岁)"
)
_NUMBER_BEFORE = re.compile(r"(?:1[3-9]\d{9}|\d{17}[0-9Xx])\s*[,，、:：(（]?\s*$")
_NUMBER = re.compile(rf"(?:1[3-9]\d{{9}}|\d{{17}}[0-9Xx])\s*[,，、:：(（]?\s*(?={_HAN})")
_SURNAME_MARK = re.compile(rf"({_HAN}{{1,2}})({SURNAME_ONLY.pattern})|({_HAN})[*＊×XxＸ○]{{1,3}}(?![0-9A-Za-z])")
_DOTTED = re.compile(rf"{_HAN}{{1,8}}(?:[·•・‧]{_HAN}{{1,8}}){{1,3}}")
_DOOR = re.compile("(?:[0-9]|[0-9][室户号组社栋楼屯])$")
_NEXT, _PREVIOUS = re.compile(rf"、({_HAN}{{2,6}})"), re.compile(rf"({_HAN}{{2,4}})、$")
_ESTATE = re.compile("家属[院楼区]")
_LISTED = re.compile(rf"(?:{_HAN}{{2,4}}(?:[、，,；;/ ]|  ))+{_HAN}{{2,4}}")
_CLAUSE = re.compile(r"(?:^|[\s,，。;；:：、!！?？(（)）\[\]【】\"“”「」'\-/0-9A-Za-z|])$")
_NEED = {
    "colon": -0.6,
    "before": 0.9,
    "loose": 2.6,
    "after": 0.4,
    "verb": 2.9,
    "weak_verb": 3.8,
    "form": 0.0,
    "call": 2.6,
    "bare": 3.8,
}
_STRENGTH = {
    "colon": 0.9,
    "before": 0.8,
    "loose": 0.65,
    "after": 0.8,
    "verb": 0.65,
    "weak_verb": 0.6,
    "form": 0.85,
    "call": 0.6,
    "bare": 0.55,
}


@dataclass(frozen=True, slots=True)
class _Words:
    before: re.Pattern[str]
    after: re.Pattern[str]
    verbs: re.Pattern[str]
    loose: frozenset[str]
    weak_verbs: frozenset[str]
    official: frozenset[str]
    professional: frozenset[str]
    endings: frozenset[str]
    stops: frozenset[str]


@cache
def _words() -> _Words:
    data = load("name_cues")
    official, professional = frozenset(data["official"]), frozenset(data["professional"])
    after = [*data["after"], *data["after_professional"]]
    return _Words(
        before=_any([*data["before"], *official, *professional]),
        after=_any(after),
        verbs=_any(data["verbs"]),
        loose=frozenset(data["loose"]),
        weak_verbs=frozenset(data["weak_verbs"]),
        official=official,
        professional=professional | frozenset(data["after_professional"]),
        endings=frozenset(data["endings"]),
        stops=frozenset(data["stops"]),
    )


def _any(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True)))


def names_in_text(text: str) -> list[Match]:
    """Find the names of persons in a sentence; not overlapping, in order.

    Rules: ``name/cue`` (患者王…, 王…先生), ``name/form`` (王…，女，45岁; a phone or an ID beside it), ``name/verb``
    (王…来电反映), ``name/dotted`` (a minority's or foreigner's name), ``name/professional`` (王…医生),
    ``name/public`` (who holds an office or answers for a firm by law: information at most), ``name/masked`` (张某,
    王女士, 李**), ``name/bare`` (no cue, but very like a name). What stands inside a place or a firm's
    name is left out.
    """
    found = [*_masked(text), *_dotted(text), *_cued(text), *_followed(text), *_listed(text), *_bare(text)]
    kept: list[Match] = []
    for match in sorted(found, key=lambda one: (-one.strength, one.start)):
        if all(match.end <= other.start or match.start >= other.end for other in kept):
            kept.append(match)
    return sorted(kept, key=lambda one: one.start)


def _match(start: int, end: int, strength: float, rule: str) -> Match:
    return Match(Kind.PERSON_NAME, start, end, strength, rule)


def _masked(text: str) -> Iterator[Match]:
    for found in _SURNAME_MARK.finditer(text):
        surname = found[1] or found[3]
        start = found.start()
        if found[1] and len(surname) == 2 and surname not in load("surnames")["compound"]:
            surname, start = surname[1], start + 1
        sure = bool(found[3]) or "某" in found[2]  # a title may follow a whole name, which then is the stronger
        if (
            load("surnames")["single"].get(surname, 0) >= (0 if sure else 0.02)
            or surname in load("surnames")["compound"]
        ):
            yield Match(Kind.PERSON_NAME, start, found.end(), 0.95 if sure else 0.3, "name/masked", masked=True)


def _dotted(text: str) -> Iterator[Match]:
    for found in _DOTTED.finditer(text):
        cue = _words().before.match(found[0])
        start = found.start() + (cue.end() if cue else 0)
        dot = max(found[0].rfind(sign) for sign in "·•・‧") + found.start()
        ends = [one.start() for words in (_words().verbs, _words().after) for one in words.finditer(text, dot + 2)]
        end = min([one for one in ends if one < found.end()], default=found.end())
        if transliterated(text[start:end]):
            yield _match(start, end, 0.8 if cue else 0.75, "name/dotted")


def _cued(text: str) -> Iterator[Match]:
    words = _words()
    for cue in words.before.finditer(text):
        colon = _COLON.match(text, cue.end())
        gap = _GAP.match(text, cue.end())
        start = colon.end() if colon else gap.end() if gap else cue.end()
        context = "colon" if colon or cue[0] in ("姓名", "名叫") else "loose" if cue[0] in words.loose else "before"
        if cue[0] in words.loose and context == "colon" and colon and not re.search("[:：]", colon[0]):
            context = "loose"
        yield from _names_from(text, start, context, _rule(cue[0], "name/cue"))


def _rule(cue: str, usual: str) -> str:
    words = _words()
    if cue in words.official:
        return "name/public"
    return "name/professional" if cue in words.professional else usual


def _among_things(text: str, start: int, end: int) -> bool:
    """Say whether a list goes on with what is no name: 与徐长卿、水曲柳."""
    beside = (_NEXT.match(text, end), _PREVIOUS.search(text[max(0, start - 8) : start]))
    return any(found is not None and score(found[1]) <= 0 for found in beside)


def _names_from(text: str, start: int, context: str, rule: str) -> Iterator[Match]:
    """Take the name that starts here, and what follows it in a list."""
    while (end := _best_end(text, start, _NEED[context])) is not None:
        if context == "loose" and _among_things(text, start, end):
            return
        yield _match(start, end, _STRENGTH[context], rule)
        more = _LIST.match(text, end)
        if not more:
            return
        start, context = more.end(), "before" if context == "colon" else context


def _best_end(text: str, start: int, need: float) -> int | None:
    """Say where a name that starts at ``start`` ends, or None if none does."""
    best, best_value = None, need
    for length in (3, 2, 4):
        candidate = text[start : start + length]
        parts = split(candidate)
        if len(candidate) < length or parts is None or (length == 4 and parts[0] not in load("surnames")["compound"]):
            continue
        value = score(candidate) + _boundary(text, start, start + length)
        if value >= best_value:
            best, best_value = start + length, value
    return best


def _boundary(text: str, start: int, end: int) -> float:
    """Weigh what follows a candidate: a sign, a known word that starts there, a word that it would cut."""
    rest = text[end : end + 3]
    if not re.match(_HAN, rest):
        return 0.6
    weight = 0.0
    after = _words().after.match(text, end)
    word = rjieba.has_word(rest[:2]) and len(rest) > 1
    if rest[0] in _words().endings and not after and not (word and _is_verb(rest[:2])):
        weight -= 3.0
    if after or _words().verbs.match(text, end):
        weight += 1.2
    elif word:
        weight += 0.8
    if rjieba.has_word(text[end - 1] + rest[0]) and given_weight(text[end - 1]) < 1.0:
        weight -= 1.5
    if rest[0] not in _words().stops and given_weight(rest[0]) >= 0.9 and end - start == 2 and not word:
        weight -= 0.8  # the third character is as good a part of a name
    return weight


def _is_verb(word: str) -> bool:
    return all(tag.startswith("v") for _, tag in rjieba.tag(word))  # 面谈, 处理: no 面, no 处


def _followed(text: str) -> Iterator[Match]:
    """Find names by what stands after them: a title, a form that only persons have, a verb."""
    words = _words()
    for found in words.after.finditer(text):
        if _ESTATE.match(text, found.start()):  # 文政家属院
            continue
        yield from _before(text, found.start(), "after", _rule(found[0], "name/cue"))
    for found in _FORM.finditer(text):
        yield from _before(text, found.start(), "call" if "电话" in found[0] else "form", "name/form")
    for number in _NUMBER.finditer(text):
        end = _best_end(text, number.end(), 1.0)
        if end is not None:
            yield _match(number.end(), end, _STRENGTH["form"], "name/form")
    for found in words.verbs.finditer(text):
        context = "weak_verb" if found[0] in words.weak_verbs else "verb"
        yield from _before(text, found.start(), context, "name/verb")


def _listed(text: str) -> Iterator[Match]:
    """Find names in a row without a cue: at least three, nearly all of them like names."""
    for found in _LISTED.finditer(text):
        parts = list(re.finditer(f"{_HAN}+", found[0]))
        likely = [part for part in parts if score(part[0]) > 0.5]
        if (
            len(parts) >= 3
            and len(likely) >= 0.7 * len(parts)
            and sum(score(one[0]) for one in likely) > 2 * len(parts)
        ):
            for part in likely:
                yield _match(found.start() + part.start(), found.start() + part.end(), 0.7, "name/bare")


def _before(text: str, end: int, context: str, rule: str) -> Iterator[Match]:
    """Take the name that ends here: the longest likely one that starts at a boundary, or the likeliest."""
    best: tuple[float, int] | None = None
    for length in (4, 3, 2):
        start = end - length
        candidate = text[start:end] if start >= 0 else ""
        parts = split(candidate)
        if parts is None or (length == 4 and parts[0] not in load("surnames")["compound"]):
            continue
        value = score(candidate) + _opening(text, start, context)
        if value >= _NEED[context] and (best is None or value > best[0]):
            best = value, start
    if best is not None:
        yield _match(best[1], end, _STRENGTH[context], rule)


def _opening(text: str, start: int, context: str) -> float:
    """Weigh what stands before a candidate: a boundary speaks for it, a character that belongs to it against."""
    before = text[max(0, start - 1) : start]
    if _CLAUSE.search(before):
        return 0.6
    if before == "的" and _DOOR.search(text, max(0, start - 4), start - 1):
        return 0.6  # 家住…3单元201室的王…
    if context in ("verb", "weak_verb"):
        cue = any(found.end() == start for found in _words().before.finditer(text, max(0, start - 6)))
        return 0.5 if cue else -2.5
    return -1.5 if rjieba.has_word(before + text[start]) else 0.0


def _starts_noun(text: str, at: int) -> bool:
    """Say whether a noun follows that is nobody's: 张亮 + 麻辣烫, 萧红 + 社区."""
    if _words().after.match(text, at):
        return False
    return any(
        rjieba.has_word(text[at : at + length]) and rjieba.tag(text[at : at + length])[0][1] in ("n", "ns", "nt", "nz")
        for length in (3, 2)
        if at + length <= len(text)
    )


def _bare(text: str) -> Iterator[Match]:
    """Find what looks so much like a name that no cue is needed: its ends may cut no word of the dictionary.

    A list of cues never holds all that clerks write.
    """
    opening = openings()
    starts = [at for at, character in enumerate(text[:-1]) if character in opening]
    if not starts:
        return
    cuts: set[int] = set()
    unknown: set[tuple[int, int]] = set()  # what the segmentation holds together without knowing it: often names
    at = 0
    for word in rjieba.cut(text):
        if rjieba.has_word(word):
            cuts.update(range(at + 1, at + len(word)))
        else:
            unknown.add((at, at + len(word)))
        at += len(word)
    for start in (one for one in starts if one not in cuts):
        for length in (4, 3, 2):
            end = start + length
            candidate = text[start:end]
            parts = split(candidate) if end not in cuts and len(candidate) == length else None
            if parts is None or (length == 4 and parts[0] not in load("surnames")["compound"]):
                continue
            value = score(candidate) + min(0.0, _boundary(text, start, end)) + ((start, end) in unknown)
            value -= 3.0 if _starts_noun(text, end) else 1.0 if length == 2 else 0.0
            if value >= _NEED["bare"] and not _among_things(text, start, end):
                yield _match(start, end, _STRENGTH["bare"], "name/bare")
                break
