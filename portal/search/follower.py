"""The index follows the changes: it holds what stands, and knows the change that it stands at."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from portal.catalog import public
from portal.catalog.presentation import DatasetView
from portal.db import Database
from portal.ledger import changes_after, standing_at
from portal.search.document import document_of
from portal.search.engine import Document, SearchEngine

__all__ = ["SearchFollower"]

_MOST_CHANGES = 500  # at a time; an index that is further behind is as quickly built anew
_STEP = 200  # datasets in memory while the index is built


class SearchFollower:
    """Moves a search engine to the last change. Follows the contract `portal.ledger.Follower`."""

    name = "search"

    def __init__(self, database: Database, engine: SearchEngine) -> None:
        self._database, self._engine = database, engine

    def position(self, session: Session) -> int:  # noqa: ARG002 the index keeps its own position
        """Return the number of the last change that the index holds."""
        return self._engine.change()

    def follow(self) -> int:
        """Take in what has changed since; builds the index anew if there is none, or it is far behind."""
        stand = self._engine.change()
        with self._database.read() as session:
            head = standing_at(session)
            changes = changes_after(session, stand, limit=_MOST_CHANGES + 1)
            if (
                stand == 0
                or stand > head
                or len(changes) > _MOST_CHANGES
                or any(_touches_many(one.kind) for one in changes)
            ):
                self._build(session, head)
                return head
            names = sorted({change.subject for change in changes})
            standing = public.all_datasets(session, names)
        gone = set(names) - {view.name for view in standing}
        self._engine.update(map(_document, standing), sorted(gone), head)
        return head

    def rebuild(self) -> int:
        """Build the index anew from what stands, and return how many datasets it holds.

        For whoever holds the lease of the index; those who search meanwhile find the old one.
        """
        with self._database.read() as session:
            return self._build(session, standing_at(session))

    def _build(self, session: Session, head: int) -> int:
        names = [name for name, _ in public.dataset_titles(session)]
        self._engine.rebuild(_documents(session, names), head)
        return len(names)


def _touches_many(kind: str) -> bool:
    """A publisher's or theme's title stands in the documents of all its datasets."""
    return kind not in ("release", "withdrawal")


def _documents(session: Session, names: list[str]) -> Iterator[Document]:
    """Give the documents of these datasets, a bounded number of descriptors in memory at a time."""
    for start in range(0, len(names), _STEP):
        yield from map(_document, public.all_datasets(session, names[start : start + _STEP]))


def _document(view: DatasetView) -> Document:
    titles = [view.publisher.title, *(theme.title for theme in view.themes)]
    around = [text for title in titles for text in (title.first, *title.translations.values())]
    return document_of(view.name, view.descriptor, around)
