"""The embedded engine: a Whoosh index in a folder. One writer (whoever holds the lease), any number of readers."""

import json
import os
import re
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from whoosh import index as whoosh_index
from whoosh.analysis import Token, Tokenizer
from whoosh.fields import ID, TEXT, Schema
from whoosh.index import EmptyIndexError
from whoosh.query import And, Or, Term

from portal.search.analysis import words_of
from portal.search.engine import Document, Hits

__all__ = ["WhooshEngine"]

_WEIGHTS = {"title": 4.0, "keywords": 3.0, "description": 1.0, "others": 0.5}
_MOST_WORDS = 32
_TRIES = 20
_TABLE = re.compile(r"_MAIN_(\d+)\.toc")
_STAND = "\x00change"  # a document that holds the change, so that both are committed as one


class _Words(Tokenizer):  # type: ignore[misc]  # whoosh has no types
    def __call__(self, value: str, positions: bool = False, **_: Any) -> Iterator[Token]:
        token = Token(positions)
        for place, word in enumerate(words_of(value)):
            token.text, token.boost, token.stopped = word, 1.0, False
            if positions:
                token.pos = place
            yield token


def _schema() -> Schema:
    fields = {name: TEXT(analyzer=_Words(), phrase=False, field_boost=weight) for name, weight in _WEIGHTS.items()}
    return Schema(name=ID(unique=True, stored=True), stand=ID(stored=True), **fields)


class WhooshEngine:
    """Keeps one open searcher a generation of the index; a new one is opened when the index has moved."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._lock = threading.Lock()
        self._opened: tuple[str, int] | None = None
        self._searcher: Any = None

    def change(self) -> int:
        """Return the number of the change that the index stands at; 0 if there is none, or it cannot be read."""
        with self._lock:
            searcher = self._current()
            return 0 if searcher is None else _stand(searcher)

    def update(self, documents: Iterable[Document], removed: Iterable[str], change: int) -> None:
        """Put documents in place of those of the same name, remove others, and move to change: all or nothing."""
        Path(self._folder).mkdir(parents=True, exist_ok=True)
        opened = (
            whoosh_index.open_dir(self._folder) if self._exists() else whoosh_index.create_in(self._folder, _schema())
        )
        self._write(opened.writer(timeout=10), documents, removed, change)

    def rebuild(self, documents: Iterable[Document], change: int) -> None:
        """Replace the whole index."""
        Path(self._folder).mkdir(parents=True, exist_ok=True)
        self._write(whoosh_index.create_in(self._folder, _schema()).writer(timeout=10), documents, (), change)

    def search(self, words: str, *, limit: int) -> Hits:
        """Find the datasets that hold all the words; any text is allowed and none raises."""
        wanted = list(dict.fromkeys(words_of(words)))[:_MOST_WORDS]
        with self._lock:
            searcher = self._current()
            if searcher is None:
                return Hits((), 0)
            stand = _stand(searcher)
            if not wanted:
                return Hits((), stand)
            query = And([Or([Term(field, word) for field in _WEIGHTS]) for word in wanted])
            return Hits([hit["name"] for hit in searcher.search(query, limit=limit)], stand)

    def _exists(self) -> bool:
        return Path(self._folder).is_dir() and whoosh_index.exists_in(self._folder)

    def _write(self, writer: Any, documents: Iterable[Document], removed: Iterable[str], change: int) -> None:
        try:
            for name in removed:
                writer.delete_by_term("name", name)
            for document in documents:
                writer.update_document(
                    name=document.name,
                    title=document.title,
                    keywords=document.keywords,
                    description=document.description,
                    others=document.others,
                )
            writer.update_document(name=_STAND, stand=json.dumps(change))
        except BaseException:
            writer.cancel()
            raise
        writer.commit()

    def _current(self) -> Any:
        """Return a searcher of the newest generation; the one before while the newest is being replaced."""
        for _ in range(_TRIES):
            try:
                generation = self._generation()
                if generation == self._opened:
                    break
                newest = whoosh_index.open_dir(self._folder).searcher() if generation else None
            except (EmptyIndexError, FileNotFoundError):  # a writer has replaced it since we looked: look again
                continue
            if self._searcher is not None:
                self._searcher.close()
            self._opened, self._searcher = generation, newest
            break
        return self._searcher

    def _generation(self) -> tuple[str, int] | None:
        """Name the table of contents that a reader would open now; None if there is none.

        whoosh3's own ``up_to_date`` always says yes. A rebuilt index counts its generations from the beginning, so
        the file's time belongs to the name. Raises FileNotFoundError if a writer replaces it this moment.
        """
        tables = [(int(match[1]), entry) for entry in _entries(self._folder) if (match := _TABLE.fullmatch(entry.name))]
        if not tables:
            return None
        newest = max(tables, key=lambda one: one[0])[1]
        return newest.name, newest.stat().st_mtime_ns


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        return list(os.scandir(folder))
    except FileNotFoundError:
        return []


def _stand(searcher: Any) -> int:
    document = searcher.document(name=_STAND)
    return int(json.loads(document["stand"])) if document else 0
