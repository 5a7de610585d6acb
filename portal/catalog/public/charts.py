"""The charts of releases: what was drawn of each table, kept with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from portal.catalog.models import Dataset, Release, ReleaseChart

__all__ = ["DayChart", "ReleasedChart", "chart_of_the_day", "charts_of", "open_picture"]


@dataclass(frozen=True, slots=True)
class ReleasedChart:
    """A chart: its name is unique among those of its table. words_sha256 and pictures: as in `ReleaseChart`."""

    resource: str
    name: str
    kind: str
    words_sha256: str
    pictures: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DayChart:
    """The chart that a day's first page shows, and the release it belongs to."""

    dataset: str
    release: int
    chart: ReleasedChart


def charts_of(session: Session, release_id: UUID) -> list[ReleasedChart]:
    """Return the charts of a release, best first within each table; none of a conditional one: they show values."""
    found = session.scalars(
        _open().where(Release.id == release_id).order_by(ReleaseChart.position).with_only_columns(ReleaseChart)
    )
    return [_chart(one) for one in found]


def chart_of_the_day(session: Session, day: int) -> DayChart | None:
    """Return one of the first charts of the datasets that stand, another each day; None if there is none.

    Those that go through time come first, since they have something to tell; others only where there are none.
    day: any number that grows by one each day.
    """
    first = _open().where(Dataset.current_release_id == Release.id, ReleaseChart.position == 0).order_by(Dataset.name)
    rows = session.execute(first.with_only_columns(ReleaseChart.id, ReleaseChart.kind)).all()
    ids = [row.id for row in rows if row.kind == "series"] or [row.id for row in rows]
    if not ids:
        return None
    wanted = ids[day % len(ids)]
    row = session.execute(
        _open().where(ReleaseChart.id == wanted).with_only_columns(ReleaseChart, Dataset.name, Release.number)
    ).one()
    return DayChart(row.name, row.number, _chart(row[0]))


def open_picture(session: Session, name: str, number: int, address: tuple[str, str, str]) -> str | None:
    """Return the SHA-256 of a picture; None where there is none, or not for everyone.

    address: resource, chart and picture.
    """
    resource, chart, picture = address
    pictures: Mapping[str, Any] | None = session.scalar(
        _open()
        .where(
            Dataset.name == name,
            Release.number == number,
            ReleaseChart.resource == resource,
            ReleaseChart.name == chart,
        )
        .with_only_columns(ReleaseChart.pictures)
    )
    return pictures.get(picture) if pictures else None


def _open() -> Select[Any]:
    """Select from the charts of what stands and is open to all."""
    return (
        select(ReleaseChart)
        .join(Release, Release.id == ReleaseChart.release_id)
        .join(Dataset, Dataset.id == Release.dataset_id)
        .where(Release.withdrawn_at.is_(None), Release.opening == "unconditional")
    )


def _chart(one: ReleaseChart) -> ReleasedChart:
    return ReleasedChart(one.resource, one.name, one.kind, one.words_sha256, one.pictures)
