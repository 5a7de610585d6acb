"""Names of resources from what people called their files and sheets: pinyin for Chinese."""

import re
import unicodedata
from collections.abc import Iterable

__all__ = ["slug", "unique"]

LONGEST = 80
"""Characters of a slug: room is left for ``-2`` below the 100 that a name may have."""

# Letters that decomposition does not reduce to ASCII.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "œ": "oe", "Œ": "oe", "đ": "d", "ł": "l"}
)


def slug(title: str, *, fallback: str = "table") -> str:
    """A resource name (``[a-z0-9][a-z0-9_-]*``, at most 80 characters) made from a title.

    Chinese becomes pinyin without tones, a syllable a word; what leaves nothing becomes `fallback`.
    """
    text = _pinyin(unicodedata.normalize("NFKC", title)).translate(_LETTERS)
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    name = re.sub(r"[^a-z0-9_]+", "-", ascii_text).strip("-_")
    return name[:LONGEST].rstrip("-_") or fallback


def _pinyin(text: str) -> str:
    if text.isascii():
        return text
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - its tables are heavy, and most names need none

    return "-".join(lazy_pinyin(text))


def unique(names: Iterable[str]) -> list[str]:
    """The same names in the same order, later twins numbered: ``a a`` becomes ``a a-2``."""
    taken: set[str] = set()
    result = []
    for name in names:
        candidate, number = name, 1
        while candidate in taken:
            number += 1
            candidate = f"{name}-{number}"
        taken.add(candidate)
        result.append(candidate)
    return result
