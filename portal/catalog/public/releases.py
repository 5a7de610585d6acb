"""One dataset and its releases; what was withdrawn is its tombstone."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload

from portal.catalog.models import Dataset, Release
from portal.catalog.public.making import context_of, loaded, release_view_of, standing, tombstone_of
from portal.catalog.public.values import ReleaseView, Tombstone

__all__ = ["get_dataset", "get_release", "list_releases", "name_of", "release_before"]


def get_dataset(session: Session, name: str) -> ReleaseView | Tombstone | None:
    """Return a dataset's highest standing release; its last tombstone if all are withdrawn; None if none ever was."""
    release = session.scalar(loaded(standing().where(Dataset.name == name)))
    if release is not None:
        return _release_view(session, release, latest=True)
    return tombstone_of(session.scalar(_releases_of(name).where(Release.withdrawn_at.is_not(None)).limit(1)))


def name_of(session: Session, dataset_id: UUID) -> str | None:
    """Return the name of a dataset that stands, by its id; None for any other id."""
    return session.scalar(select(Dataset.name).where(Dataset.id == dataset_id, Dataset.current_release_id.is_not(None)))


def get_release(session: Session, name: str, number: int) -> ReleaseView | Tombstone | None:
    """Return a release, its tombstone, or None if there never was one of that number."""
    release = session.scalar(loaded(_releases_of(name).where(Release.number == number)))
    if release is None or release.withdrawn_at is not None:
        return tombstone_of(release)
    return _release_view(session, release, latest=release.dataset.current_release_id == release.id)


def release_before(session: Session, release: ReleaseView) -> ReleaseView | None:
    """Return the release that stood before another: the highest lower number that is not withdrawn."""
    lower = _releases_of(release.view.name).where(Release.number < release.number, Release.withdrawn_at.is_(None))
    found = session.scalar(loaded(lower.limit(1)))
    return _release_view(session, found, latest=False) if found is not None else None


def list_releases(session: Session, name: str, *, start: int, count: int) -> tuple[list[ReleaseView | Tombstone], int]:
    """Return some releases of a dataset, newest first, the withdrawn ones as tombstones; and how many there are.

    start: how many of the newest are left out.
    """
    total = session.scalar(select(func.count()).select_from(_releases_of(name).order_by(None).subquery())) or 0
    releases = session.scalars(loaded(_releases_of(name).offset(start).limit(count))).all()
    context = context_of(session, releases)
    views: list[ReleaseView | Tombstone] = []
    for release in releases:
        gone = tombstone_of(release) if release.withdrawn_at is not None else None
        latest = release.dataset.current_release_id == release.id
        views.append(gone or release_view_of(release, context, latest=latest))
    return views, total


def _releases_of(name: str) -> Select[Any]:
    return (
        select(Release)
        .join(Dataset, Dataset.id == Release.dataset_id)
        .where(Dataset.name == name)
        .options(selectinload(Release.dataset))
        .order_by(Release.number.desc())
    )


def _release_view(session: Session, release: Release, *, latest: bool) -> ReleaseView:
    return release_view_of(release, context_of(session, [release]), latest=latest)
