"""What the desk's lists show of a revision: its age, and its findings counted, in one question for the whole list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.catalog.models import FindingRecord, Revision

__all__ = ["Row", "Tally", "rows_of"]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings of each severity stand."""

    block: int = 0
    justify: int = 0
    info: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A revision in a list. days: since it was handed in, in the site's zone; found: None until the checks end."""

    revision: Revision
    days: int
    found: Tally | None = field(default=None)


def rows_of(session: Session, revisions: Iterable[Revision], now: datetime, zone: ZoneInfo) -> list[Row]:
    """Put to revisions what a list shows of each."""
    listed = list(revisions)
    tallies = _tallies(session, [one.id for one in listed])
    today = now.astimezone(zone).date()
    return [
        Row(
            one,
            max(0, (today - one.submitted_at.astimezone(zone).date()).days),
            tallies.get(one.id, Tally()) if one.checked_at else None,
        )
        for one in listed
    ]


def _tallies(session: Session, revisions: Sequence[UUID]) -> Mapping[UUID, Tally]:
    counted: dict[UUID, dict[str, int]] = {}
    query = select(FindingRecord.revision_id, FindingRecord.settled, func.count())
    query = query.where(FindingRecord.revision_id.in_(revisions))
    for revision, severity, count in session.execute(query.group_by(FindingRecord.revision_id, FindingRecord.settled)):
        counted.setdefault(revision, {})[severity] = count
    return {revision: Tally(**counts) for revision, counts in counted.items()}
