"""The hash-chained log of every decision, override, withdrawal and grant: the table ``audit``."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from portal.canonical import Json, canonical, sha256
from portal.clock import iso
from portal.db import Base
from portal.errors import PortalError
from portal.heads import EMPTY_HASH, Series, lock_head, read_head

__all__ = ["AuditEntry", "BrokenAudit", "record", "verify"]


class AuditEntry(Base):
    """One act: who did what to which thing, when, and the hash of the act before it."""

    __tablename__ = "audit"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor: Mapped[str]
    action: Mapped[str] = mapped_column(index=True)
    subject: Mapped[str] = mapped_column(index=True)
    details: Mapped[Json]
    previous: Mapped[str]
    hash: Mapped[str]


class BrokenAudit(PortalError):
    """The chain does not hold: an entry was altered, removed or added. ``number`` says where."""


def record(
    session: Session, at: datetime, *, actor: str, action: str, subject: str, details: Mapping[str, Any] | None = None
) -> AuditEntry:
    """Write an act into the log, in the caller's transaction; the last lock that a transaction takes.

    actor: a user's name, or ``system`` for the worker, or ``machine`` for who holds the machine.
    """
    head = lock_head(session, Series.AUDIT)
    entry = AuditEntry(
        number=head.number + 1,
        at=at,
        actor=actor,
        action=action,
        subject=subject,
        details=dict(details or {}),
        previous=head.hash,
    )
    entry.hash = _hash(entry)
    head.number, head.hash = entry.number, entry.hash
    session.add(entry)
    session.flush()
    return entry


def verify(session: Session) -> int:
    """Walk the whole chain and return its length. Raises BrokenAudit at the first entry that does not fit."""
    previous, number = EMPTY_HASH, 0
    query = select(AuditEntry).order_by(AuditEntry.number).execution_options(yield_per=1000)
    with session.execute(query) as rows:  # closed also when the walk ends early
        for entry in rows.scalars():
            number += 1
            if entry.number != number or entry.previous != previous or entry.hash != _hash(entry):
                raise BrokenAudit("audit.broken", number=number)
            previous = entry.hash
            session.expunge(entry)
    head = read_head(session, Series.AUDIT)
    if (head.number, head.hash) != (number, previous):
        raise BrokenAudit("audit.broken", number=number + 1)
    return number


def _hash(entry: AuditEntry) -> str:
    return sha256(
        canonical(
            {
                "number": entry.number,
                "at": iso(entry.at),
                "actor": entry.actor,
                "action": entry.action,
                "subject": entry.subject,
                "details": entry.details,
                "previous": entry.previous,
            }
        )
    )
