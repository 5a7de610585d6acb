"""Marking in a list the words that were searched for."""

import re
import unicodedata
from collections.abc import Callable

from markupsafe import Markup, escape

from portal.catalog.presentation import Text
from portal.search.analysis import words_of
from portal.web.language import current_language
from portal.web.templating import language_tag

__all__ = ["highlighter", "marked_words"]


def highlighter(query: str) -> Callable[[Text], Markup]:
    """Return what writes a text in the page's language, the query's words in ``<mark>``; without a query, no marks."""
    pattern = _pattern(query)

    def written(text: Text) -> Markup:
        page = current_language()
        shown = marked_words(text.in_language(page), pattern)
        tag = language_tag(text.language_shown(page))
        if tag.partition("-")[0] == page:
            return shown
        return Markup('<span lang="{}">{}</span>').format(tag, shown)

    return written


def marked_words(text: str, pattern: re.Pattern[str] | None) -> Markup:
    """Return a text, escaped, with each match of a pattern of folded words marked."""
    if pattern is None:
        return escape(text)
    folded, origin = _folded(text)
    shown, done = Markup(), 0
    for match in pattern.finditer(folded):
        start, end = origin[match.start()], origin[match.end() - 1] + 1
        if start >= done:
            shown += escape(text[done:start]) + Markup("<mark>{}</mark>").format(text[start:end])
            done = end
    return shown + escape(text[done:])


def _pattern(query: str) -> re.Pattern[str] | None:
    """Find the words as the index does: whole words where blanks divide them, anywhere in Chinese."""
    words = sorted(set(words_of(query)), key=lambda word: (-len(word), word))
    parts = [rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])" for word in words]
    return re.compile("|".join(parts)) if parts else None


def _folded(text: str) -> tuple[str, list[int]]:
    """Fold a text as `words_of` does, with the place in the text that each character came from."""
    folded: list[str] = []
    origin: list[int] = []
    for place, character in enumerate(text):
        for one in unicodedata.normalize("NFKC", character).casefold():
            folded.append(one)
            origin.append(place)
    return "".join(folded), origin
