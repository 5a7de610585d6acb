"""The one catalogue module that public pages, API, feeds and search may import: it reads releases and nothing else.

Every function takes a read-only session. Nothing here reaches a draft or a revision.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, select
from sqlalchemy.orm import Session, aliased, selectinload

from portal.catalog.models import Dataset, License, Publisher, Release, ReleaseFile, ReleaseTerm, Theme
from portal.catalog.presentation import DatasetView, LicenseView, Named, Text, dataset_view
from portal.ledger.models import LedgerEntry

__all__ = [
    "FACETS",
    "SORTS",
    "Filters",
    "Page",
    "PublisherView",
    "ReleaseView",
    "ThemeView",
    "Tombstone",
    "all_datasets",
    "count_datasets",
    "facets",
    "get_dataset",
    "get_release",
    "ledger_entries",
    "license_view",
    "licenses",
    "list_datasets",
    "list_releases",
    "name_of",
    "publishers",
    "themes",
    "zip_tail",
]

FACETS = ("publisher", "theme", "format", "license", "opening", "tag")
SORTS = ("relevance", "issued", "modified", "title")
_TERM_KINDS = {"theme": "theme", "format": "format", "tag": "keyword"}


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to. names: what a search found, best first; None: no search was made."""

    publisher: str | None = None
    theme: str | None = None
    format: str | None = None
    license: str | None = None
    opening: str | None = None
    tag: str | None = None
    modified_since: datetime | None = None
    names: Sequence[str] | None = None


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


@dataclass
class _Context:
    """What many views of one answer share, read once."""

    themes: Mapping[str, Named] = field(default_factory=dict)
    licenses: Mapping[str, LicenseView] = field(default_factory=dict)
    first_issued: Mapping[UUID, datetime] = field(default_factory=dict)


def count_datasets(session: Session) -> int:
    """Return how many datasets stand."""
    return session.scalar(select(func.count()).where(Dataset.current_release_id.is_not(None))) or 0


def list_datasets(session: Session, filters: Filters, *, sort: str, page: int, per_page: int) -> Page:
    """Return one page of the datasets that stand.

    sort: one of `SORTS`, with ``-`` before it for descending; ``relevance`` is the order of ``filters.names``.
    """
    query = _standing().where(*_conditions(filters))
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    if sort.endswith("relevance") and filters.names is not None:
        rank = {name: place for place, name in enumerate(filters.names)}
        found = session.execute(query.with_only_columns(Release.id, Dataset.name)).all()
        ordered = sorted(found, key=lambda row: rank.get(row.name, len(rank)), reverse=sort.startswith("-"))
        wanted = [row.id for row in ordered[(page - 1) * per_page : page * per_page]]
        rows = {one.id: one for one in session.scalars(_loaded(select(Release).where(Release.id.in_(wanted))))}
        releases: Sequence[Release] = [rows[one] for one in wanted]
    else:
        query = query.order_by(*_order(sort)).limit(per_page).offset((page - 1) * per_page)
        releases = session.scalars(_loaded(query)).all()
    context = _context(session, releases)
    return Page([_view(release, context) for release in releases], total, page, per_page)


def facets(session: Session, filters: Filters, names: Sequence[str] = FACETS) -> dict[str, dict[str, int]]:
    """Count the datasets that fit by each value of each facet, most first; a query a facet."""
    return {name: _facet(session, filters, name) for name in names}


def all_datasets(session: Session, names: Sequence[str] | None = None) -> list[DatasetView]:
    """Return all standing datasets, or those of some names; for followers and dumps."""
    query = _standing().order_by(Dataset.name)
    if names is not None:
        query = query.where(Dataset.name.in_(names))
    releases = session.scalars(_loaded(query)).all()
    context = _context(session, releases)
    return [_view(release, context) for release in releases]


def get_dataset(session: Session, name: str) -> ReleaseView | Tombstone | None:
    """Return a dataset's highest standing release; its last tombstone if all are withdrawn; None if none ever was."""
    release = session.scalar(_loaded(_standing().where(Dataset.name == name)))
    if release is not None:
        return _release_view(session, release, latest=True)
    return _tombstone(session.scalar(_releases_of(name).where(Release.withdrawn_at.is_not(None)).limit(1)))


def name_of(session: Session, dataset_id: UUID) -> str | None:
    """Return the name of a dataset that stands, by its id; None for any other id."""
    return session.scalar(select(Dataset.name).where(Dataset.id == dataset_id, Dataset.current_release_id.is_not(None)))


def get_release(session: Session, name: str, number: int) -> ReleaseView | Tombstone | None:
    """Return a release, its tombstone, or None if there never was one of that number."""
    release = session.scalar(_loaded(_releases_of(name).where(Release.number == number)))
    if release is None or release.withdrawn_at is not None:
        return _tombstone(release)
    return _release_view(session, release, latest=release.dataset.current_release_id == release.id)


def list_releases(session: Session, name: str) -> list[ReleaseView | Tombstone]:
    """Return all releases of a dataset, newest first, the withdrawn ones as tombstones."""
    releases = session.scalars(_loaded(_releases_of(name))).all()
    context = _context(session, releases)
    views: list[ReleaseView | Tombstone] = []
    for release in releases:
        gone = _tombstone(release) if release.withdrawn_at is not None else None
        latest = release.dataset.current_release_id == release.id
        views.append(gone or _release_view_of(release, context, latest=latest))
    return views


def zip_tail(session: Session, release_id: UUID) -> bytes:
    """Return what follows the zip's prefix: some kilobytes."""
    return session.execute(select(Release.zip_tail).where(Release.id == release_id)).scalar_one()


def publishers(session: Session) -> list[PublisherView]:
    """Return all publishers by title, each with how many datasets it has standing."""
    counts = dict(
        session.execute(
            select(Dataset.publisher_id, func.count())
            .where(Dataset.current_release_id.is_not(None))
            .group_by(Dataset.publisher_id)
        ).all()
    )
    rows = session.scalars(select(Publisher).order_by(Publisher.title)).all()
    names = {one.id: one.name for one in rows}
    return [
        PublisherView(
            name=one.name,
            title=_publisher(one).title,
            short=one.short or "",
            kind=one.kind,
            parent=names.get(one.parent_id) if one.parent_id else None,
            datasets=counts.get(one.id, 0),
        )
        for one in rows
    ]


def themes(session: Session) -> list[ThemeView]:
    """Return all themes in the city's order, each with how many datasets stand under it."""
    counts = _facet(session, Filters(), "theme")
    rows = session.scalars(select(Theme).order_by(Theme.position, Theme.name))
    return [ThemeView(one.name, _theme(one).title, counts.get(one.name, 0)) for one in rows]


def licenses(session: Session) -> list[LicenseView]:
    """Return all licences by id."""
    return [license_view(one) for one in session.scalars(select(License).order_by(License.id))]


def license_view(record: License) -> LicenseView:
    """Return a licence as pages show it."""
    return LicenseView(record.id, record.open, record.record)


def ledger_entries(session: Session, *, page: int, per_page: int) -> tuple[list[LedgerEntry], int]:
    """Return a page of the ledger, newest first, and how many entries there are."""
    total = session.scalar(select(func.count()).select_from(LedgerEntry)) or 0
    query = select(LedgerEntry).order_by(LedgerEntry.number.desc()).limit(per_page).offset((page - 1) * per_page)
    return list(session.scalars(query)), total


def _standing() -> Select[Any]:
    return select(Release).join(Dataset, Dataset.current_release_id == Release.id)


def _releases_of(name: str) -> Select[Any]:
    return (
        select(Release)
        .join(Dataset, Dataset.id == Release.dataset_id)
        .where(Dataset.name == name)
        .options(selectinload(Release.dataset))
        .order_by(Release.number.desc())
    )


def _loaded(query: Select[Any]) -> Select[Any]:
    return query.options(selectinload(Release.dataset), selectinload(Release.publisher), selectinload(Release.files))


def _conditions(filters: Filters, *, leave_out: str | None = None) -> list[ColumnElement[bool]]:
    given: list[ColumnElement[bool]] = []
    for facet in FACETS:
        value = getattr(filters, facet)
        if value is not None and facet != leave_out:
            given.append(_condition(facet, value))
    if filters.modified_since is not None:
        given.append(Release.issued >= filters.modified_since)
    if filters.names is not None:
        given.append(Dataset.name.in_(filters.names))
    return given


def _condition(facet: str, value: str) -> ColumnElement[bool]:
    if facet == "publisher":
        return Release.publisher_id.in_(select(Publisher.id).where(Publisher.name == value))
    if facet == "license":
        return Release.license_id == value
    if facet == "opening":
        return Release.opening == value
    term = aliased(ReleaseTerm)  # a facet counts the terms themselves: the condition looks at its own
    return exists().where(and_(term.release_id == Release.id, term.kind == _TERM_KINDS[facet], term.value == value))


def _facet(session: Session, filters: Filters, facet: str) -> dict[str, int]:
    conditions = _conditions(filters)
    if facet in _TERM_KINDS:
        column: Any = ReleaseTerm.value
        query = (
            select(column, func.count())
            .join(Release, Release.id == ReleaseTerm.release_id)
            .join(Dataset, Dataset.current_release_id == Release.id)
            .where(ReleaseTerm.kind == _TERM_KINDS[facet])
        )
    else:
        column = {"publisher": Publisher.name, "license": Release.license_id, "opening": Release.opening}[facet]
        query = (
            select(column, func.count())
            .select_from(Release)
            .join(Dataset, Dataset.current_release_id == Release.id)
            .join(Publisher, Publisher.id == Release.publisher_id)
        )
    counted = session.execute(query.where(*conditions).group_by(column)).all()
    return dict(sorted(((value, count) for value, count in counted), key=lambda row: (-row[1], row[0])))


def _order(sort: str) -> list[Any]:
    column: Any = {"issued": _first_issued(), "modified": Release.issued, "title": Release.title}.get(
        sort.lstrip("-"), Release.issued
    )
    descending = sort.startswith("-") or sort == "relevance"
    return [column.desc() if descending else column.asc(), Dataset.name]


def _first_issued() -> Any:
    other = select(func.min(Release.issued)).where(Release.dataset_id == Dataset.id).correlate(Dataset)
    return other.scalar_subquery()


def _context(session: Session, releases: Sequence[Release]) -> _Context:
    if not releases:
        return _Context()
    datasets = {release.dataset_id for release in releases}
    first = select(Release.dataset_id, func.min(Release.issued)).where(Release.dataset_id.in_(datasets))
    return _Context(
        themes={one.name: _theme(one) for one in session.scalars(select(Theme))},
        licenses={one.id: license_view(one) for one in session.scalars(select(License))},
        first_issued=dict(session.execute(first.group_by(Release.dataset_id)).all()),
    )


def _view(release: Release, context: _Context) -> DatasetView:
    return dataset_view(
        (release.dataset_id, release.dataset.name),
        release.descriptor,
        publisher=_publisher(release.publisher),
        themes=context.themes,
        license_=context.licenses.get(release.license_id),
        files={one.resource: _known(one) for one in release.files},
        release=release.number,
        issued=context.first_issued.get(release.dataset_id, release.issued),
        modified=release.issued,
    )


def _known(file: ReleaseFile) -> dict[str, Any]:
    return {
        "is_table": file.parquet_sha256 is not None,
        "parquet_sha256": file.parquet_sha256,
        "parquet_bytes": file.parquet_bytes,
        "profile_sha256": file.profile_sha256,
    }


def _release_view(session: Session, release: Release, *, latest: bool) -> ReleaseView:
    return _release_view_of(release, _context(session, [release]), latest=latest)


def _release_view_of(release: Release, context: _Context, *, latest: bool) -> ReleaseView:
    return ReleaseView(
        id=release.id,
        view=_view(release, context),
        number=release.number,
        entry=release.entry,
        published_at=release.published_at,
        descriptor_sha256=release.descriptor_sha256,
        zip_prefix_sha256=release.zip_prefix_sha256,
        zip_sha256=release.zip_sha256,
        zip_bytes=release.zip_bytes,
        latest=latest,
    )


def _tombstone(release: Release | None) -> Tombstone | None:
    if release is None or release.withdrawn_at is None:
        return None
    return Tombstone(
        dataset=release.dataset.name,
        number=release.number,
        withdrawn_at=release.withdrawn_at,
        reason=release.withdrawal_reason or "",
        entry=release.withdrawal_entry or 0,
    )


def _publisher(record: Publisher) -> Named:
    return Named(record.name, Text(record.title, "zh", {"en": record.title_en} if record.title_en else {}))


def _theme(record: Theme) -> Named:
    return Named(record.name, Text(record.title, "zh", {"en": record.title_en}))
