"""Lists of the datasets that stand: narrowed, ordered, counted by facet, a page at a time."""

import json
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, String, and_, cast, exists, false, func, not_, or_, select, true
from sqlalchemy.orm import Session, aliased

from portal.canonical import Json
from portal.catalog.models import Dataset, Publisher, Release, ReleaseFile, ReleaseTerm
from portal.catalog.presentation import DatasetView
from portal.catalog.public.making import context_of, loaded, standing, view_of
from portal.catalog.public.values import Condition, Filters, Page, Term

__all__ = [
    "FACETS",
    "SORTS",
    "all_datasets",
    "count_facet",
    "dataset_titles",
    "descriptors",
    "facets",
    "list_datasets",
    "renewed_datasets",
    "resource_names",
    "slice_datasets",
]

FACETS = ("publisher", "theme", "format", "license", "opening", "tag")
SORTS = ("relevance", "issued", "modified", "title")
_BOUNDS = ("issued_from", "issued_until", "modified_from", "modified_until")
_TERM_KINDS = {"theme": "theme", "format": "format", "tag": "keyword"}


def list_datasets(session: Session, filters: Filters, *, sort: str, page: int, per_page: int) -> Page:
    """Return one page of the datasets that stand; sort as in `slice_datasets`."""
    start = (page - 1) * per_page
    views, total = slice_datasets(session, filters, sort=sort, start=start, count=per_page)
    return Page(views, total, page, per_page)


def slice_datasets(
    session: Session, filters: Filters, *, sort: str, start: int, count: int
) -> tuple[list[DatasetView], int]:
    """Return some of the datasets that stand, from the start-th on (0 is the first), and how many fit in all.

    sort: one of `SORTS`, ``name`` or ``id``, with ``-`` before it for descending; ``relevance`` is the order of
    ``filters.names``.
    """
    query = standing().where(*_conditions(filters))
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    if sort.endswith("relevance") and filters.names is not None:
        rank = {name: place for place, name in enumerate(filters.names)}
        found = session.execute(query.with_only_columns(Release.id, Dataset.name)).all()
        ordered = sorted(found, key=lambda row: rank.get(row.name, len(rank)), reverse=sort.startswith("-"))
        wanted = [row.id for row in ordered[start : start + count]]
        rows = {one.id: one for one in session.scalars(loaded(select(Release).where(Release.id.in_(wanted))))}
        releases: Sequence[Release] = [rows[one] for one in wanted]
    else:
        query = query.order_by(*_order(sort)).limit(count).offset(start)
        releases = session.scalars(loaded(query)).all()
    context = context_of(session, releases)
    return [view_of(release, context) for release in releases], total


def renewed_datasets(session: Session, count: int) -> list[DatasetView]:
    """Return the datasets whose standing release is not their first, the last renewed first."""
    query = standing().where(Release.number > 1).order_by(Release.issued.desc(), Dataset.name).limit(count)
    releases = session.scalars(loaded(query)).all()
    context = context_of(session, releases)
    return [view_of(release, context) for release in releases]


def dataset_titles(session: Session) -> list[tuple[str, str]]:
    """Return name and title of all standing datasets, by name; without reading their descriptors."""
    query = standing().with_only_columns(Dataset.name, Release.title).order_by(Dataset.name)
    return [(row.name, row.title) for row in session.execute(query)]


def resource_names(session: Session) -> list[tuple[UUID, str, str]]:
    """Return dataset's id, dataset's name and resource's name of all standing files; without their descriptors."""
    query = (
        standing()
        .join(ReleaseFile, ReleaseFile.release_id == Release.id)
        .with_only_columns(Dataset.id, Dataset.name, ReleaseFile.resource)
    )
    return [(row.id, row.name, row.resource) for row in session.execute(query)]


def facets(session: Session, filters: Filters, names: Sequence[str] = FACETS) -> dict[str, dict[str, int]]:
    """Count the datasets that fit by each value of each facet, most first; a query a facet."""
    return {name: count_facet(session, filters, name) for name in names}


def all_datasets(session: Session, names: Sequence[str] | None = None) -> list[DatasetView]:
    """Return all standing datasets, or those of some names; for followers and dumps."""
    query = standing().order_by(Dataset.name)
    if names is not None:
        query = query.where(Dataset.name.in_(names))
    releases = session.scalars(loaded(query)).all()
    context = context_of(session, releases)
    return [view_of(release, context) for release in releases]


def descriptors(session: Session, *, holding: Iterable[str] | None = None) -> Sequence[Json]:
    """Return the descriptors of all standing datasets, by name, and nothing else of them; one query.

    holding: only those in which one of these texts stands, anywhere and as part of any word.
    """
    query = standing().with_only_columns(Release.descriptor).order_by(Dataset.name)
    if holding is not None:
        # JSON is kept as `json.dumps` writes it: every letter beyond ASCII is an escape.
        kept, written = cast(Release.descriptor, String), [json.dumps(text)[1:-1] for text in holding]
        query = query.where(or_(false(), *(kept.contains(text, autoescape=True) for text in written)))
    return session.scalars(query).all()


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
    if filters.condition is not None:
        given.append(_joined(filters.condition))
    return given


def _joined(condition: Condition) -> ColumnElement[bool]:
    parts = [_joined(one) if isinstance(one, Condition) else _term(one) for one in condition.parts]
    if condition.join == "all":
        return and_(true(), *parts)
    return or_(false(), *parts) if condition.join == "any" else not_(or_(false(), *parts))


def _term(term: Term) -> ColumnElement[bool]:
    value: Any = term.value
    if term.field == "name":
        return Dataset.name.in_(value)
    if term.field == "id":
        return Dataset.id.in_(value)
    if term.field in _BOUNDS:
        moment = Release.issued if term.field.startswith("modified") else _first_issued()
        bound: ColumnElement[bool] = moment >= value if term.field.endswith("from") else moment <= value
        return bound
    return _condition(term.field, value)


def _condition(facet: str, value: str) -> ColumnElement[bool]:
    if facet == "publisher":
        return Release.publisher_id.in_(select(Publisher.id).where(Publisher.name == value))
    if facet == "license":
        return Release.license_id == value
    if facet == "opening":
        return Release.opening == value
    term = aliased(ReleaseTerm)  # a facet counts the terms themselves: the condition looks at its own
    return exists().where(and_(term.release_id == Release.id, term.kind == _TERM_KINDS[facet], term.value == value))


def count_facet(session: Session, filters: Filters, facet: str) -> dict[str, int]:
    """Count the datasets that fit by each value of one facet, most first."""
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
    column: Any = {
        "issued": _first_issued(),
        "title": Release.title,
        "name": Dataset.name,
        "id": Dataset.id,
    }.get(sort.lstrip("-"), Release.issued)
    descending = sort.startswith("-") or sort == "relevance"
    return [column.desc() if descending else column.asc(), Dataset.name]


def _first_issued() -> Any:
    other = select(func.min(Release.issued)).where(Release.dataset_id == Dataset.id).correlate(Dataset)
    return other.scalar_subquery()
