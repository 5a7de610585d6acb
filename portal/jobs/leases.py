"""Taking, renewing and ending leases."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.db import Database
from portal.jobs.holders import is_dead
from portal.jobs.models import Lease

__all__ = ["LENGTH", "end", "fail", "given_up", "is_worked_on", "renew", "take"]

LENGTH = timedelta(seconds=30)
_LOST = "the worker ended before the work did: killed, out of memory, or cut off from the database"


def take(database: Database, name: str, holder: str, now: datetime, *, most_attempts: int | None) -> bool:
    """Take the lease of a piece of work; False if another holds it, it rests after a failure, or was given up."""
    try:
        with database.write() as session:
            lease = session.scalar(select(Lease).where(Lease.name == name).with_for_update())
            if lease is None:
                session.add(Lease(name=name, holder=holder, until=now + LENGTH, attempts=1, reason=None))
                return True
            if _is_held(lease, now):
                return False
            if lease.holder is not None:  # it ended without a word, and cannot say why itself
                lease.holder, lease.reason = None, _LOST
            if most_attempts is not None and lease.attempts >= most_attempts:
                return False
            lease.holder, lease.until, lease.attempts = holder, now + LENGTH, lease.attempts + 1
            return True
    except IntegrityError:  # another worker made the row between our look and our insert
        return False


def is_worked_on(session: Session, name: str, now: datetime) -> bool:
    """Tell whether a living worker holds the lease."""
    lease = session.get(Lease, name)
    return lease is not None and lease.holder is not None and _is_held(lease, now)


def given_up(session: Session, *, most_attempts: int) -> list[tuple[str, str]]:
    """Return the pieces of work that are not tried any more, each with the last line of why it failed."""
    query = select(Lease.name, Lease.reason).where(Lease.attempts >= most_attempts, Lease.holder.is_(None))
    return [(name, (reason or "").strip().rpartition("\n")[2]) for name, reason in session.execute(query)]


def _is_held(lease: Lease, now: datetime) -> bool:
    return lease.until > now and not (lease.holder is not None and is_dead(lease.holder))


def renew(database: Database, name: str, holder: str, now: datetime) -> bool:
    """Hold the lease for longer; False if it was lost."""
    with database.write() as session:
        held = session.scalar(
            update(Lease)
            .where(Lease.name == name, Lease.holder == holder)
            .values(until=now + LENGTH)
            .returning(Lease.name)
        )
        return held is not None


def end(database: Database, name: str, holder: str) -> None:
    """The work is done: forget its lease."""
    with database.write() as session:
        session.execute(delete(Lease).where(Lease.name == name, Lease.holder == holder))


def fail(database: Database, name: str, holder: str, now: datetime, reason: str) -> None:
    """Keep why the work failed, and let it rest: a second, then twice as long each time, at most a minute."""
    with database.write() as session:
        lease = session.scalar(select(Lease).where(Lease.name == name, Lease.holder == holder).with_for_update())
        if lease is not None:
            lease.holder, lease.reason = None, reason[:2000]
            lease.until = now + timedelta(seconds=min(60, 2 ** (lease.attempts - 1)))
