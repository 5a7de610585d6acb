"""What the stewards of a publisher are told at the desk: a follower of the changes."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from portal.catalog.models import Dataset
from portal.db import Base, Database
from portal.ledger import changes_after, position_of, set_position, standing_at

__all__ = ["Notice", "NoticeFollower", "latest_notices"]

_STEP = 500


class Notice(Base):
    """A publisher's dataset was released or a release withdrawn; the number is the change's."""

    __tablename__ = "notices"

    change: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    publisher_id: Mapped[UUID] = mapped_column(ForeignKey("publishers.id"), index=True)
    kind: Mapped[str]
    dataset: Mapped[str]
    release: Mapped[int]
    at: Mapped[datetime]


class NoticeFollower:
    """Writes the notices, its position in the same transaction. Follows the contract `portal.ledger.Follower`."""

    name = "notices"

    def __init__(self, database: Database) -> None:
        self._database = database

    def position(self, session: Session) -> int:
        """Return the number of the last change that is told of."""
        return position_of(session, self.name)

    def follow(self) -> int:
        """Take in what has changed since, a bounded number of changes a transaction."""
        while True:
            with self._database.write() as session:
                stand, head = position_of(session, self.name), standing_at(session)
                if stand >= head:
                    return stand
                changes = changes_after(session, stand, limit=_STEP)
                owners = dict(
                    session.execute(
                        select(Dataset.name, Dataset.publisher_id).where(
                            Dataset.name.in_({change.subject for change in changes})
                        )
                    ).all()
                )
                session.add_all(
                    Notice(
                        change=change.number,
                        publisher_id=owners[change.subject],
                        kind=change.kind,
                        dataset=change.subject,
                        release=change.facts["release"],
                        at=change.at,
                    )
                    for change in changes
                    if change.kind in ("release", "withdrawal")
                )
                set_position(session, self.name, changes[-1].number)


def latest_notices(session: Session, publishers: Collection[UUID] | None, *, limit: int = 20) -> list[Notice]:
    """Return the newest notices of some publishers; None: of all."""
    query = select(Notice).order_by(Notice.change.desc()).limit(limit)
    if publishers is not None:
        query = query.where(Notice.publisher_id.in_(publishers))
    return list(session.scalars(query))
