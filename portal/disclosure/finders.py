"""Everything that is looked for in one text: identifiers, names, addresses; each with its masked sample."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

import rjieba

from portal.disclosure.identifiers import find_identifiers, mask, rounded_resident_id
from portal.disclosure.matches import Match
from portal.disclosure.own import OwnPattern, find_own
from portal.disclosure.patterns import ADDRESS, compiled, cues
from portal.disclosure.persons.addresses import Level, address_match, level
from portal.disclosure.persons.dates import births_in_text
from portal.disclosure.persons.name_cues import names_in_text
from portal.disclosure.persons.names import masked_name, name_strength
from portal.disclosure.report import Kind

__all__ = ["Finder", "Found", "whole_name"]

Found = tuple[Match, str]
"""What was found, and one sample of it, masked."""

_LONGEST = 20_000  # characters looked at together
_OVERLAP = 200
_CACHED = 20_000
_CACHED_LENGTH = 200
_LONGEST_NAME, _ANY, _AMONG_OTHERS = 80, 0.02, 0.3
_SHORT_HOME = r"[0-9]{1,3}[-－—][0-9]{1,2}[-－—][0-9]{3,4}"
_NEAR = frozenset({Level.HOUSEHOLD, Level.STREET})
_TOLD = 0.55
_WORDS = {
    Kind.PASSPORT: "护照|[Pp]assport",
    Kind.HMT_PERMIT: "通行证|回乡证|台胞证",
    Kind.BANK_CARD: "银行卡|卡号|账号|账户|退款|转账|汇款|打款",
}
_HAN = "[\u3400-\u9fff]"  # only a sentence names somebody
_PRECISE = r"[0-9]\.[0-9]{4}"  # about ten metres


class Finder:
    """Looks at texts of one column. Remembers what it found in short ones: many columns repeat theirs.

    prefer: kinds that the header speaks for.  whole: kinds of which the column is one, so a whole cell may be one:
    names, coordinates.  public: the names are those that the law makes public.  mixed: names stand among
    something else.  own: a city's numbers.
    """

    def __init__(
        self,
        today: date,
        *,
        prefer: Collection[Kind] = (),
        whole: Collection[Kind] = (),
        public: bool = False,
        mixed: bool = False,
        own: Sequence[OwnPattern] = (),
    ) -> None:
        self._today, self._prefer, self._whole = today, frozenset({*prefer, *whole}), frozenset(whole)
        self._own = own
        self._least = _AMONG_OTHERS if mixed else _ANY
        self._name_rule = "name/public" if public else "name/column"
        self._short = lru_cache(maxsize=_CACHED)(self._look)

    def find(self, text: str) -> tuple[Found, ...]:
        """Find what a text tells of persons; nothing overlaps."""
        if len(text) <= _CACHED_LENGTH:
            return self._short(text)
        if len(text) <= _LONGEST:
            return self._look(text)
        pieces = (text[start : start + _LONGEST + _OVERLAP] for start in range(0, len(text), _LONGEST))
        return tuple(found for piece in pieces for found in self._look(piece))

    def _look(self, text: str) -> tuple[Found, ...]:
        found = find_identifiers(text, today=self._today, prefer=self._prefer)
        if Kind.RESIDENT_ID in self._prefer and not found and rounded_resident_id(text):
            found = [Match(Kind.RESIDENT_ID, 0, len(text), 0.4, "resident_id/rounded")]
        if Kind.PERSON_NAME in self._whole and (whole := _whole_name(text, self._name_rule, self._least)):
            found = [*found, whole]
        elif compiled(_HAN).search(text) and (found or compiled(cues()).search(text)):
            found = [*found, *names_in_text(text)]
        if compiled(ADDRESS).search(text) or (Kind.HOME_ADDRESS in self._prefer and not text.isdigit()):
            homes = address_match(text) or self._whole_address(text)
            found = [*(one for one in found if not _is_part_of(one, homes, text)), *homes]
        if Kind.COORDINATES_DWELLING in self._whole and compiled(_PRECISE).search(text):
            found = [Match(Kind.COORDINATES_DWELLING, 0, len(text), 0.5, "coordinates/dwelling")]
        if "生" in text:
            found = [*found, *births_in_text(text, today=self._today)]
        if self._own:
            found = [*found, *find_own(text, self._own)]
        found = [_spoken_for(match, text) for match in found]
        return tuple((match, mask(match.kind, text[match.start : match.end])) for match in _apart(found))

    def _whole_address(self, text: str) -> list[Match]:
        if Kind.HOME_ADDRESS not in self._whole:
            return []
        if level(text) not in _NEAR and not compiled(_SHORT_HOME).fullmatch(text.strip()):
            return []
        return [Match(Kind.HOME_ADDRESS, 0, len(text), 0.5, "address/column")]


def _is_part_of(found: Match, homes: Sequence[Match], text: str) -> bool:
    """Say whether a name in a sentence is part of an address: 住户齐齐哈尔市…, not 张三道里区…."""
    if found.kind is not Kind.PERSON_NAME or found.rule == "name/form":
        return False
    for home in homes:
        if home.start < found.start and found.end <= home.end:
            return True
        if home.start == found.start and found.end <= home.end:
            word, tag = rjieba.tag(text[home.start : home.end])[0]
            return bool(tag == "ns" and len(word) >= found.end - found.start)
    return False


def _spoken_for(match: Match, text: str) -> Match:
    """What is weak alone is told where the same text names its kind."""
    if match.strength < _TOLD and match.kind in _WORDS and compiled(_WORDS[match.kind]).search(text):
        return replace(match, strength=_TOLD)
    return match


def _whole_name(text: str, rule: str, least: float = _ANY) -> Match | None:
    if len(text) > _LONGEST_NAME:
        return None
    if masked_name(text):
        return Match(Kind.PERSON_NAME, 0, len(text), 0.9, "name/masked", masked=True)
    strength = name_strength(text)
    return Match(Kind.PERSON_NAME, 0, len(text), strength, rule) if strength > least else None


def whole_name(text: str, rule: str) -> Found | None:
    """Take a whole text for a name, as sure as it looks like one; None if it does not at all."""
    found = _whole_name(text, rule)
    return (found, mask(found.kind, text)) if found else None


def _apart(found: Iterable[Match]) -> list[Match]:
    """Of those that overlap keep the stronger, then the longer one."""
    kept: list[Match] = []
    for match in sorted(found, key=lambda one: (-one.strength, one.start - one.end)):
        if all(match.end <= other.start or match.start >= other.end for other in kept):
            kept.append(match)
    return kept
