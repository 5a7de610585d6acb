"""The review's own records."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.accounts.models import User
from portal.db import Base

__all__ = ["Decision"]

_APPROVALS = text("verdict = 'approved'")


class Decision(Base):
    """One official's decision on a revision. The indexes hold the four eyes even if a rule above them should fail."""

    __tablename__ = "decisions"
    __table_args__ = (
        Index(
            "uq_decisions_one_approval_a_person",
            "revision_id",
            "user_id",
            unique=True,
            sqlite_where=_APPROVALS,
            postgresql_where=_APPROVALS,
        ),
        Index(
            "uq_decisions_one_approval_a_stage",
            "revision_id",
            "stage",
            unique=True,
            sqlite_where=_APPROVALS,
            postgresql_where=_APPROVALS,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    revision_id: Mapped[UUID] = mapped_column(ForeignKey("revisions.id"), index=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    stage: Mapped[str | None]
    verdict: Mapped[str]
    reason: Mapped[str] = mapped_column(Text)
    seen: Mapped[str]
    at: Mapped[datetime]

    user: Mapped[User] = relationship(lazy="raise")
