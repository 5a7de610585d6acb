"""The leases of work that is due."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base

__all__ = ["Lease"]


class Lease(Base):
    """Who does a piece of work, until when, how often it was tried, and why it last failed.

    The row exists from the first try until the work is done; work that nobody has tried has none.
    """

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str | None]
    until: Mapped[datetime]
    attempts: Mapped[int]
    reason: Mapped[str | None]
