"""What a search engine promises. It holds public datasets only, and the number of the change it stands at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

__all__ = ["Document", "Hits", "SearchEngine"]


@dataclass(frozen=True, slots=True)
class Document:
    """What is found of one dataset: its name, and texts in the order of their weight."""

    name: str
    title: str
    keywords: str
    description: str
    others: str


@dataclass(frozen=True, slots=True)
class Hits:
    """Names of the datasets that fit, best first, and the change at which the index stood."""

    names: Sequence[str]
    change: int


class SearchEngine(Protocol):
    """Finds datasets by words. What it answers is joined with current releases by whoever asks."""

    def change(self) -> int:
        """Return the number of the change that the index stands at; 0 if there is none, or it cannot be read."""

    def update(self, documents: Iterable[Document], removed: Iterable[str], change: int) -> None:
        """Put documents in place of those of the same name, remove others, and move to change: all or nothing."""

    def rebuild(self, documents: Iterable[Document], change: int) -> None:
        """Replace the whole index."""

    def search(self, words: str, *, limit: int) -> Hits:
        """Find the datasets that hold all the words; any text is allowed and none raises."""
