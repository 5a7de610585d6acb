"""Words of a text: jieba's segmentation for Chinese, lower case and folded widths for the rest."""

import re
import unicodedata
from collections.abc import Iterator

import rjieba

__all__ = ["words_of"]

_WORD = re.compile(r"\w", re.UNICODE)


def words_of(text: str) -> Iterator[str]:
    """Give the words of a text, as they are indexed and as they are asked for."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    for word in rjieba.cut_for_search(folded):
        if _WORD.search(word):
            yield word
