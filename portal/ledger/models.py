"""The records of the ledger and of what follows it."""

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from portal.canonical import Json
from portal.db import Base

__all__ = ["Change", "FollowerPosition", "LedgerEntry"]


class LedgerEntry(Base):
    """One signed entry. ``body`` are the signed bytes, kept and served as they are; the rest is read from them."""

    __tablename__ = "ledger"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    kind: Mapped[str]
    dataset: Mapped[str]
    release: Mapped[int]
    body: Mapped[bytes] = mapped_column(LargeBinary)
    hash: Mapped[str]
    key: Mapped[str]
    signature: Mapped[str]


class Change(Base):
    """Something that the public sees was altered; the number is what followers and caches go by."""

    __tablename__ = "changes"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    kind: Mapped[str]
    subject: Mapped[str]
    facts: Mapped[Json]


class FollowerPosition(Base):
    """How far a follower has come that keeps its records in this database."""

    __tablename__ = "followers"

    name: Mapped[str] = mapped_column(primary_key=True)
    change: Mapped[int]
