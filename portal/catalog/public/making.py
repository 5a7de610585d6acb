"""From rows of releases to values: how they are loaded, and what many of one answer share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload

from portal.catalog.models import Dataset, License, Publisher, Release, ReleaseFile, Theme
from portal.catalog.presentation import DatasetView, LicenseView, Named, Text, Zip, dataset_view
from portal.catalog.public.values import ReleaseView, Tombstone

__all__ = [
    "Context",
    "context_of",
    "license_view",
    "loaded",
    "publisher_named",
    "release_view_of",
    "standing",
    "theme_named",
    "tombstone_of",
    "view_of",
]


@dataclass
class Context:
    """What many views of one answer share, read once."""

    themes: Mapping[str, Named] = field(default_factory=dict)
    licenses: Mapping[str, LicenseView] = field(default_factory=dict)
    first_issued: Mapping[UUID, datetime] = field(default_factory=dict)


def standing() -> Select[Any]:
    """Select the releases that stand, one a dataset."""
    return select(Release).join(Dataset, Dataset.current_release_id == Release.id)


def loaded(query: Select[Any]) -> Select[Any]:
    """Load with the releases what a view is made of: a bounded number of queries, however many they are."""
    return query.options(selectinload(Release.dataset), selectinload(Release.publisher), selectinload(Release.files))


def context_of(session: Session, releases: Sequence[Release]) -> Context:
    """Read what the views of these releases share."""
    if not releases:
        return Context()
    datasets = {release.dataset_id for release in releases}
    first = select(Release.dataset_id, func.min(Release.issued)).where(Release.dataset_id.in_(datasets))
    return Context(
        themes={one.name: theme_named(one) for one in session.scalars(select(Theme))},
        licenses={one.id: license_view(one) for one in session.scalars(select(License))},
        first_issued=dict(session.execute(first.group_by(Release.dataset_id)).all()),
    )


def view_of(release: Release, context: Context) -> DatasetView:
    """Make the view of a loaded release."""
    return dataset_view(
        (release.dataset_id, release.dataset.name),
        release.descriptor,
        publisher=publisher_named(release.publisher),
        themes=context.themes,
        license_=context.licenses.get(release.license_id),
        files={one.resource: _known(one) for one in release.files},
        release=release.number,
        issued=context.first_issued.get(release.dataset_id, release.issued),
        modified=release.issued,
        zip_=Zip(release.zip_bytes, release.zip_sha256),
    )


def _known(file: ReleaseFile) -> dict[str, Any]:
    return {
        "is_table": file.parquet_sha256 is not None,
        "parquet_sha256": file.parquet_sha256,
        "parquet_bytes": file.parquet_bytes,
        "profile_sha256": file.profile_sha256,
    }


def release_view_of(release: Release, context: Context, *, latest: bool) -> ReleaseView:
    """Make the view of a loaded release that stands."""
    return ReleaseView(
        id=release.id,
        view=view_of(release, context),
        number=release.number,
        entry=release.entry,
        published_at=release.published_at,
        descriptor_sha256=release.descriptor_sha256,
        zip_prefix_sha256=release.zip_prefix_sha256,
        zip_sha256=release.zip_sha256,
        zip_bytes=release.zip_bytes,
        latest=latest,
    )


def tombstone_of(release: Release | None) -> Tombstone | None:
    """Return what stays of a release that was withdrawn; None for any other."""
    if release is None or release.withdrawn_at is None:
        return None
    return Tombstone(
        dataset=release.dataset.name,
        number=release.number,
        withdrawn_at=release.withdrawn_at,
        reason=release.withdrawal_reason or "",
        entry=release.withdrawal_entry or 0,
    )


def publisher_named(record: Publisher) -> Named:
    """Name a publisher in both languages."""
    return Named(record.name, Text(record.title, "zh", {"en": record.title_en} if record.title_en else {}))


def theme_named(record: Theme) -> Named:
    """Name a theme in both languages."""
    return Named(record.name, Text(record.title, "zh", {"en": record.title_en}))


def license_view(record: License) -> LicenseView:
    """Return a licence as pages show it."""
    return LicenseView(record.id, record.open, record.record)
