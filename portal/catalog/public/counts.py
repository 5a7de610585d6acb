"""The portal in numbers, added up from what stands."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.catalog.models import Dataset, Release, ReleaseFile

__all__ = ["Numbers", "count_numbers"]

_SECONDS_A_DAY = timedelta(days=1).total_seconds()
_MEASURED = 500  # releases whose way from hand-in to release is looked at, the newest


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a visitor may want to know of the whole.

    rows: of the tables of all standing datasets.  median_days: from hand-in to release, of the last 500 releases that
    stand; an embargo counts, since the reader waited; None if there is none.
    """

    datasets: int
    rows: int
    publishers: int
    releases_this_month: int
    median_days: float | None


def count_numbers(session: Session, *, month_began: datetime) -> Numbers:
    """Count; four queries, however much there is."""
    current = select(Release.id).join(Dataset, Dataset.current_release_id == Release.id)
    datasets, publishers = session.execute(
        select(func.count(), func.count(Release.publisher_id.distinct())).where(Release.id.in_(current))
    ).one()
    rows = session.scalar(select(func.sum(ReleaseFile.rows)).where(ReleaseFile.release_id.in_(current)))
    this_month = select(func.count()).where(Release.published_at >= month_began, Release.withdrawn_at.is_(None))
    times = session.execute(
        select(Release.submitted_at, Release.published_at)
        .where(Release.withdrawn_at.is_(None))
        .order_by(Release.entry.desc())
        .limit(_MEASURED)
    ).all()
    days = [(published - submitted).total_seconds() / _SECONDS_A_DAY for submitted, published in times]
    return Numbers(
        datasets=datasets,
        rows=int(rows or 0),
        publishers=publishers,
        releases_this_month=session.scalar(this_month) or 0,
        median_days=median(days) if days else None,
    )
