"""Numbered series without gaps: each has one head row, locked by whoever adds to it.

Lock order everywhere: revision, dataset, ledger head, change head, audit head.
"""

from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from portal.db import Base
from portal.jobs.waking import wake

__all__ = ["EMPTY_HASH", "Head", "Series", "lock_head", "read_head"]

EMPTY_HASH = "0" * 64
"""What the first member of a chained series names as the hash before it."""


class Series(StrEnum):
    """The three series of the house."""

    LEDGER = "ledger"
    CHANGE = "change"
    AUDIT = "audit"


class Head(Base):
    """Where a series stands: its last number, and the hash of its last member where it is chained."""

    __tablename__ = "heads"

    series: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]
    hash: Mapped[str]


def lock_head(session: Session, series: Series) -> Head:
    """Return the head with its row locked until the transaction ends; the caller moves it by one.

    Whatever makes work due adds to a series: the workers are woken when the transaction is committed.
    """
    wake(session)
    return session.execute(
        select(Head).where(Head.series == series).with_for_update().execution_options(populate_existing=True)
    ).scalar_one()


def read_head(session: Session, series: Series) -> Head:
    """Return the head as this session's snapshot sees it."""
    return session.execute(select(Head).where(Head.series == series)).scalar_one()
