"""The query language of `q` and `fq`, as much of Lucene's as CKAN's clients send: parsed to a tree, nothing looked up.

    title:bus AND (organization:a OR organization:b) -groups:x tags:"a b" name:(x OR y)
    metadata_modified:[2024-01-01T00:00:00Z TO *]

Terms side by side have all to hold, as in CKAN; AND binds closer than OR.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from portal.api.ckan.errors import SearchFailed

__all__ = ["Branch", "Leaf", "parse"]

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<open>\() | (?P<close>\))
      | (?P<not>[-!](?=\S)|NOT\b) | (?P<plus>\+(?=\S)) | (?P<and>AND\b|&&) | (?P<or>OR\b|\|\|)
      | (?P<field>[A-Za-z_*][\w*-]*)\s*:(?=\S)
      | (?P<range>[\[{]\s*\S+\s+TO\s+[^\s\]}]+\s*[\]}])
      | "(?P<quoted>(?:[^"\\]|\\.)*)"
      | (?P<bare>(?:[^\s()"\\:]|\\.|:(?=\S))+|:)
    )""",
    re.VERBOSE,
)
_DEEPEST = 12
_MOST = 100


@dataclass(frozen=True, slots=True)
class Leaf:
    """One term. field: empty for words without one.  quoted: words that stand together."""

    field: str
    text: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Branch:
    """Terms joined: ``all``, ``any`` or ``none`` of the parts hold."""

    join: str
    parts: "tuple[Leaf | Branch, ...]"


def parse(text: str) -> Branch:
    """Parse a query; an empty one is a branch without parts. Raises SearchFailed."""
    parser = _Parser(_tokens(text))
    tree = parser.any_of("", 0) if parser.tokens else Branch("all", ())
    if parser.place < len(parser.tokens):
        raise SearchFailed("a closing bracket has no opening one")
    return tree if isinstance(tree, Branch) else Branch("all", (tree,))


def _tokens(text: str) -> list[tuple[str, str]]:
    found, place, text = [], 0, text.rstrip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise SearchFailed(f"cannot be read from character {place + 1} on")
        kind = str(match.lastgroup)
        found.append((kind, match[kind]))
        place = match.end()
    if len(found) > _MOST:
        raise SearchFailed(f"more than {_MOST} terms")
    return found


class _Parser:
    """Recursive descent over the tokens; a field before a bracket holds for all inside."""

    def __init__(self, tokens: Sequence[tuple[str, str]]) -> None:
        self.tokens = tokens
        self.place = 0

    def any_of(self, field: str, depth: int) -> Leaf | Branch:
        parts = [self._all_of(field, depth)]
        while self._take("or"):
            parts.append(self._all_of(field, depth))
        return parts[0] if len(parts) == 1 else Branch("any", tuple(parts))

    def _all_of(self, field: str, depth: int) -> Leaf | Branch:
        parts = [self._one(field, depth)]
        while self._peek() not in ("", "or", "close"):
            self._take("and")
            parts.append(self._one(field, depth))
        return parts[0] if len(parts) == 1 else Branch("all", tuple(parts))

    def _one(self, field: str, depth: int) -> Leaf | Branch:
        if depth > _DEEPEST:
            raise SearchFailed("too many brackets")
        if self._take("not"):
            return Branch("none", (self._one(field, depth + 1),))
        self._take("plus")
        kind, text = self._next()
        if kind == "open":
            inside = self.any_of(field, depth + 1)
            if not self._take("close"):
                raise SearchFailed("an opening bracket has no closing one")
            return inside
        if kind == "field" and not field:
            return self._one(text, depth + 1)
        if kind in ("bare", "range"):
            return Leaf(field, re.sub(r"\\(.)", r"\1", text))
        if kind == "quoted":
            return Leaf(field, re.sub(r"\\(.)", r"\1", text), quoted=True)
        raise SearchFailed(f"{text or 'the end'!r} stands where a term is expected")

    def _peek(self) -> str:
        return self.tokens[self.place][0] if self.place < len(self.tokens) else ""

    def _take(self, kind: str) -> bool:
        taken = self._peek() == kind
        self.place += taken
        return taken

    def _next(self) -> tuple[str, str]:
        if self.place >= len(self.tokens):
            return "", ""
        self.place += 1
        return self.tokens[self.place - 1]
