"""The one number for everything that alters what the public sees."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.heads import Series, lock_head, read_head
from portal.ledger.models import Change

__all__ = ["changes_after", "note_change", "standing_at"]


def note_change(session: Session, now: datetime, *, kind: str, subject: str, facts: Mapping[str, Any]) -> int:
    """Write a change in the caller's transaction and return its number.

    kind: ``release withdrawal publisher theme license``.  subject: the name of what was altered.
    facts: numbers and names that a follower may use; never a title or a value.
    """
    head = lock_head(session, Series.CHANGE)
    head.number += 1
    session.add(Change(number=head.number, at=now, kind=kind, subject=subject, facts=dict(facts)))
    session.flush()
    return head.number


def standing_at(session: Session) -> int:
    """Return the number of the last change in this session's snapshot."""
    return read_head(session, Series.CHANGE).number


def changes_after(session: Session, number: int, *, limit: int) -> list[Change]:
    """Return the changes after a number, oldest first, at most limit of them."""
    return list(session.scalars(select(Change).where(Change.number > number).order_by(Change.number).limit(limit)))
