"""What the public side is answered with: plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from portal.catalog.presentation import DatasetView, Text

__all__ = ["Condition", "Filters", "Page", "PublisherView", "ReleaseView", "Term", "ThemeView", "Tombstone"]


@dataclass(frozen=True, slots=True)
class Term:
    """What a dataset is asked for: a facet has this value; ``name`` or ``id`` is one of a tuple; or a bound of a time.

    field: one of `FACETS`, ``name``, ``id``; ``modified_from``, ``modified_until`` (of the current release), or
    ``issued_from``, ``issued_until`` (of the first), each included.
    """

    field: str
    value: str | datetime | tuple[str, ...] | tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """Terms joined: ``all`` of the parts hold, or ``any``, or ``none``.

    Without parts, ``all`` and ``none`` fit every dataset and ``any`` fits no one.
    """

    join: str
    parts: "tuple[Term | Condition, ...]" = ()


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to. names: what a search found, best first; None: no search was made.

    condition: what holds beside the rest.
    """

    publisher: str | None = None
    theme: str | None = None
    format: str | None = None
    license: str | None = None
    opening: str | None = None
    tag: str | None = None
    modified_since: datetime | None = None
    names: Sequence[str] | None = None
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Part of a list, and how long the list is."""

    items: Sequence[DatasetView]
    total: int
    page: int
    per_page: int

    @property
    def pages(self) -> int:
        """How many pages the list has, at least one."""
        return max(1, -(-self.total // self.per_page))


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What stays of a withdrawn release."""

    dataset: str
    number: int
    withdrawn_at: datetime
    reason: str
    entry: int


@dataclass(frozen=True, slots=True)
class ReleaseView:
    """A standing release with its dataset as it was then."""

    id: UUID
    view: DatasetView
    number: int
    entry: int
    published_at: datetime
    descriptor_sha256: str
    zip_prefix_sha256: str
    zip_sha256: str
    zip_bytes: int
    latest: bool


@dataclass(frozen=True, slots=True)
class PublisherView:
    """A publisher, with how many datasets it has standing."""

    name: str
    title: Text
    short: str
    kind: str
    parent: str | None
    datasets: int


@dataclass(frozen=True, slots=True)
class ThemeView:
    """A theme, with how many datasets stand under it."""

    name: str
    title: Text
    datasets: int
