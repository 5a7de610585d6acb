"""The file in which a city says what is its own in disclosure control: TOML, or JSON of the same shape.

``[thresholds]`` fields of `Policy`; ``[severity]`` kind = "block" | "justify" | "info"; ``[headers.<kind>]`` words,
against; ``[[pattern]]`` name, kind, regex, check, headers. docs/disclosure.md explains each.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from math import isfinite
from pathlib import Path
from typing import Any

from portal.disclosure.own import Check, OwnPattern, is_safe
from portal.disclosure.persons.headers import OwnWords
from portal.disclosure.policy import DEFAULT, Policy
from portal.disclosure.report import Kind
from portal.errors import PortalError
from portal.finding import Severity

__all__ = ["read_policy"]

_LARGEST = 1 << 20
_WHOLE = {"k": (1, 1_000_000), "l": (1, 1_000_000), "small": (0, 1_000_000), "dominance_n": (1, 1000)}
_SHARES = ("dominance_k", "p")
_NAME = re.compile("[a-z][a-z0-9_]{0,39}")
_TAKEN = frozenset({"office", "public", "person", "organisation", "org_code"})  # ends of rules that mean something
_MOST_WORDS, _LONGEST_WORD, _MOST_PATTERNS = 1000, 60, 50


def read_policy(file: str) -> Policy:
    """Read a city's policy; an empty name is none. Raises PortalError ``setting.disclosure_*`` with file and place."""
    if not file:
        return DEFAULT
    return _Reader(file).policy(_load(Path(file)))


def _load(path: Path) -> Any:
    try:
        if path.stat().st_size > _LARGEST:
            raise PortalError("setting.disclosure_file", path=str(path))
        text = path.read_text(encoding="utf-8")
        return json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except (OSError, ValueError, RecursionError) as error:  # not there, not UTF-8, neither TOML nor JSON
        raise PortalError("setting.disclosure_file", path=str(path)) from error


class _Reader:
    """Reads one file, and knows its name for what is wrong in it."""

    def __init__(self, file: str) -> None:
        self._file = file

    def policy(self, given: Any) -> Policy:
        found = self._table(given, "the file", {"thresholds", "severity", "headers", "pattern"})
        thresholds = self._thresholds(found.get("thresholds", {}))
        listed = found.get("pattern", [])
        if not isinstance(listed, list) or len(listed) > _MOST_PATTERNS:
            raise self._wrong("pattern")
        patterns = [self._pattern(one, f"pattern[{number}]") for number, one in enumerate(listed, 1)]
        if len({pattern.name for pattern, _ in patterns}) < len(patterns):
            raise self._wrong("pattern.name")
        spoken = [words for _, words in patterns if words.words]
        return Policy(
            **thresholds,
            words=(*self._words(found.get("headers", {})), *spoken),
            severities=self._severities(found.get("severity", {})),
            patterns=tuple(pattern for pattern, _ in patterns),
        )

    def _thresholds(self, given: Any) -> dict[str, Any]:
        for name, value in self._table(given, "thresholds", {*_WHOLE, *_SHARES}).items():
            number = isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
            if name in _WHOLE:
                least, most = _WHOLE[name]
                if not number or not isinstance(value, int) or not least <= value <= most:
                    raise self._wrong(f"thresholds.{name}")
            elif not number or not 0 < value <= 100:
                raise self._wrong(f"thresholds.{name}")
        return dict(given)

    def _severities(self, given: Any) -> dict[Kind, Severity]:
        found = self._table(given, "severity", set(Kind))
        if odd := [name for name, value in found.items() if value not in list(Severity)]:
            raise self._wrong(f"severity.{odd[0]}")
        return {Kind(name): Severity(value) for name, value in found.items()}

    def _words(self, given: Any) -> list[OwnWords]:
        found = []
        for name, value in self._table(given, "headers", set(Kind)).items():
            place = f"headers.{name}"
            one = self._table(value, place, {"words", "against"})
            words, against = (self._list(one.get(key, []), f"{place}.{key}") for key in ("words", "against"))
            found.append(OwnWords(Kind(name), words, against))
        return found

    def _pattern(self, given: Any, place: str) -> tuple[OwnPattern, OwnWords]:
        one = self._table(given, place, {"name", "kind", "regex", "check", "headers"})
        name, kind, regex, check = (
            one.get(key, "none" * (key == "check")) for key in ("name", "kind", "regex", "check")
        )
        if not isinstance(name, str) or not _NAME.fullmatch(name) or name in _TAKEN:
            raise self._wrong(f"{place}.name")
        if kind not in list(Kind):
            raise self._wrong(f"{place}.kind")
        if check not in list(Check):
            raise self._wrong(f"{place}.check")
        if not isinstance(regex, str) or not is_safe(regex):
            raise PortalError("setting.disclosure_regex", path=self._file, place=f"{place}.regex")
        words = self._list(one.get("headers", []), f"{place}.headers")
        return OwnPattern(name, Kind(kind), regex, Check(check), bool(words)), OwnWords(Kind(kind), words)

    def _list(self, given: Any, place: str) -> tuple[str, ...]:
        if not isinstance(given, list) or len(given) > _MOST_WORDS:
            raise self._wrong(place)
        if not all(isinstance(one, str) and 0 < len(one.strip()) <= _LONGEST_WORD for one in given):
            raise self._wrong(place)
        return tuple(given)

    def _table(self, given: Any, place: str, known: set[str]) -> Mapping[str, Any]:
        if not isinstance(given, dict):
            raise self._wrong(place)
        for name in given:
            if name not in known:
                place = name if place == "the file" else f"{place}.{name}"
                raise PortalError("setting.disclosure_key", path=self._file, place=place[:100])
        return given

    def _wrong(self, place: str) -> PortalError:
        return PortalError("setting.disclosure_value", path=self._file, place=place)
