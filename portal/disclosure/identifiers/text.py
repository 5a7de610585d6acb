"""Text made plain enough to search, each character in its place: full-width forms, odd spaces and dashes."""

import re

__all__ = ["DASHES", "END", "MASKS", "NUMBER_END", "NUMBER_START", "SPACES", "START", "bare", "cue", "cued", "fold"]

SPACES = "\t\u00a0\u2002\u2003\u2005\u2007\u2009\u200a\u200b\u200c\u200d\u202f\u2060\u3000\ufeff"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63"
MASKS = "\u00d7\u25cf\u25cb\u25a0\u25a1\u25ef\ufe61\u2731\u2217"
_DOTS = "\u2022\u30fb\u2027\u2219\u22c5\u25e6\uff65"  # all that is written between a plate's letter and its serial

_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD |= dict.fromkeys(map(ord, SPACES), ord(" ")) | dict.fromkeys(map(ord, DASHES), ord("-"))
_FOLD |= dict.fromkeys(map(ord, MASKS), ord("*")) | dict.fromkeys(map(ord, _DOTS), ord("·"))

# All patterns of this package look at folded text. An identifier is never part of a longer word or number …
START, END = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
# … and a number without a check digit is not the fraction of a decimal; `.0` is what a spreadsheet adds to a float.
NUMBER_START, NUMBER_END = rf"{START}(?<![0-9]\.)", rf"{END}(?!\.(?!0(?![0-9]))[0-9])"

_WINDOW = 24


def fold(text: str) -> str:
    """Return the text with half-width characters, plain spaces, hyphens and stars; positions stay as they are."""
    return text if text.isascii() and "\t" not in text else text.translate(_FOLD)


def bare(number: str) -> str:
    """Drop the spaces and hyphens of a folded number."""
    return number.replace(" ", "").replace("-", "")


def cue(words: str, latin: str = "(?!)") -> re.Pattern[str]:
    """Compile words, ``|`` between them, that speak for the value right behind them (`cued`).

    latin: words in letters, which must not be the end of others.
    """
    return re.compile(rf"(?:{words}|(?<![A-Za-z])(?:{latin}))[^0-9,;。、\n]{{0,8}}$", re.IGNORECASE)


def cued(text: str, start: int, pattern: re.Pattern[str]) -> bool:
    """Say whether a cue stands right before a place of a folded text."""
    return pattern.search(text, max(0, start - _WINDOW), start) is not None
