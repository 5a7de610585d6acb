"""Signing in by name and password, with attempts counted in the database so that every node counts the same."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from portal import audit
from portal.accounts.models import SignInAttempt, User
from portal.accounts.people import password_matches
from portal.db import Database
from portal.errors import PortalError

__all__ = ["TooManyAttempts", "WrongPassword", "sign_in"]

WINDOW = timedelta(minutes=15)
PER_NAME = 10
PER_ADDRESS = 50
_LONGEST_NAME = 64


class WrongPassword(PortalError):
    """Name and password do not belong together; which of them is wrong is not said."""


class TooManyAttempts(PortalError):
    """The name or the address has failed too often; ``minutes`` says how long to wait."""


def sign_in(database: Database, now: datetime, *, name: str, password: str, address: str) -> User:
    """Return the person. Raises TooManyAttempts, WrongPassword.

    A name is shut for 15 minutes after 10 failures, an address after 50. A try is counted before the password is
    compared, so that of many at once none goes uncounted; and nobody's writing waits for the comparison, which takes
    long on purpose.
    """
    with database.write() as session:
        _count(session, now, name[:_LONGEST_NAME], address)
    with database.read() as session:
        user = session.scalar(select(User).where(User.name == name))
    if not password_matches(user, password) or user is None:
        raise WrongPassword("sign_in.wrong")
    with database.write() as session:
        session.execute(delete(SignInAttempt).where(SignInAttempt.name == name))
        audit.record(session, now, actor=user.name, action="sign_in", subject=user.name)
    return user


def _count(session: Session, now: datetime, name: str, address: str) -> None:
    """Count a try as a failure until it proves to be none. Raises TooManyAttempts."""
    session.execute(delete(SignInAttempt).where(SignInAttempt.at < now - WINDOW))
    by_name, by_address = session.execute(
        select(
            func.count().filter(SignInAttempt.name == name),
            func.count().filter(SignInAttempt.address == address),
        ).where(or_(SignInAttempt.name == name, SignInAttempt.address == address))
    ).one()
    if by_name >= PER_NAME or by_address >= PER_ADDRESS:
        raise TooManyAttempts("sign_in.too_many", minutes=int(WINDOW.total_seconds() // 60))
    session.add(SignInAttempt(name=name, address=address, at=now))
