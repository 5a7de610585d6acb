"""The embedded engine: a Whoosh index in a folder. One writer (whoever holds the lease), any number of readers."""

import json
import logging
import os
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from whoosh import index as whoosh_index
from whoosh.analysis import Token, Tokenizer
from whoosh.fields import ID, TEXT, Schema
from whoosh.index import EmptyIndexError
from whoosh.query import And, Or, Term
from whoosh.writing import CLEAR

from portal.search.analysis import words_of
from portal.search.engine import Document, Hits

__all__ = ["WhooshEngine"]

_WEIGHTS = {"title": 4.0, "keywords": 3.0, "description": 1.0, "others": 0.5}
_MOST_WORDS = 32
_TRIES = 20
_TABLE = re.compile(r"_MAIN_(\d+)\.toc")
_STAND = "\x00change"  # a document that holds the change, so that both are committed as one
_Answer = TypeVar("_Answer")
_log = logging.getLogger("portal.search")


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
            return self._ask(_stand, 0)

    def update(self, documents: Iterable[Document], removed: Iterable[str], change: int) -> None:
        """Put documents in place of those of the same name, remove others, and move to change: all or nothing."""
        writer = self._writer()
        with _committed(writer):
            for name in removed:
                writer.delete_by_term("name", name)
            for document in documents:
                writer.update_document(**_fields(document))
            writer.update_document(name=_STAND, stand=json.dumps(change))

    def rebuild(self, documents: Iterable[Document], change: int) -> None:
        """Replace the whole index; until it is committed, readers find the one before. Names occur once."""
        writer = self._writer()
        with _committed(writer, mergetype=CLEAR):
            for document in documents:
                writer.add_document(**_fields(document))
            writer.add_document(name=_STAND, stand=json.dumps(change))

    def search(self, words: str, *, limit: int) -> Hits:
        """Find the datasets that hold all the words; any text is allowed and none raises."""
        wanted = list(dict.fromkeys(words_of(words)))[:_MOST_WORDS]
        with self._lock:
            return self._ask(lambda searcher: _hits(searcher, wanted, limit), Hits((), 0))

    def _writer(self) -> Any:
        """Lock the index for writing; one is made where there is none, or none that can be read."""
        Path(self._folder).mkdir(parents=True, exist_ok=True)
        try:
            opened = whoosh_index.open_dir(self._folder, schema=_schema())
        except Exception as error:  # noqa: BLE001 damaged files show themselves in any way, and the index can be built anew
            if not isinstance(error, EmptyIndexError):
                _log.exception("the index cannot be read; it is made anew")
            opened = whoosh_index.create_in(self._folder, _schema())
        return opened.writer(timeout=10)

    def _ask(self, question: Callable[[Any], _Answer], nothing: _Answer) -> _Answer:
        """Ask the current searcher; an index that is not there, or is damaged, answers nothing."""
        searcher = self._current()
        try:
            return nothing if searcher is None else question(searcher)
        except Exception:  # noqa: BLE001 damaged files show themselves in any way; a page goes on, the log has it
            _log.exception("the index cannot be read")
            return nothing

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
            except Exception:  # noqa: BLE001 damaged files show themselves in any way: not tried again until they move
                _log.exception("the index cannot be read")
                newest = None
            if self._searcher is not None:
                self._searcher.close()
            self._opened, self._searcher = generation, newest
            break
        return self._searcher

    def _generation(self) -> tuple[str, int] | None:
        """Name the table of contents that a reader would open now; None if there is none.

        whoosh3's own ``up_to_date`` always says yes. An index made anew counts its generations from the beginning,
        so the file's time belongs to the name. Raises FileNotFoundError if a writer replaces it this moment.
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


@contextmanager
def _committed(writer: Any, **how: Any) -> Iterator[None]:
    """Commit what the block writes, or undo it whole."""
    try:
        yield
    except BaseException:
        writer.cancel()
        raise
    writer.commit(**how)


def _fields(document: Document) -> dict[str, str]:
    return {"name": document.name, **{field: getattr(document, field) for field in _WEIGHTS}}


def _hits(searcher: Any, wanted: Sequence[str], limit: int) -> Hits:
    stand = _stand(searcher)
    if not wanted:
        return Hits((), stand)
    query = And([Or([Term(field, word) for field in _WEIGHTS]) for word in wanted])
    return Hits([hit["name"] for hit in searcher.search(query, limit=limit)], stand)


def _stand(searcher: Any) -> int:
    document = searcher.document(name=_STAND)
    return int(json.loads(document["stand"])) if document else 0
