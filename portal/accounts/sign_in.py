"""Signing in by name and password, with attempts counted in the database so that every node counts the same."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from portal import audit
from portal.accounts.models import SignInAttempt, User
from portal.accounts.people import password_matches
from portal.errors import PortalError

__all__ = ["TooManyAttempts", "WrongPassword", "sign_in"]

WINDOW = timedelta(minutes=15)
PER_NAME = 10
PER_ADDRESS = 50


class WrongPassword(PortalError):
    """Name and password do not belong together; which of them is wrong is not said."""


class TooManyAttempts(PortalError):
    """The name or the address has failed too often; ``minutes`` says how long to wait."""


def sign_in(session: Session, now: datetime, *, name: str, password: str, address: str) -> User | PortalError:
    """Return the person, or the error to show. The failure is returned, not raised, so that it stays counted.

    A name is shut for 15 minutes after 10 failures, an address after 50.
    """
    session.execute(delete(SignInAttempt).where(SignInAttempt.at < now - WINDOW))
    by_name, by_address = session.execute(
        select(
            func.count().filter(SignInAttempt.name == name),
            func.count().filter(SignInAttempt.address == address),
        ).where(or_(SignInAttempt.name == name, SignInAttempt.address == address))
    ).one()
    if by_name >= PER_NAME or by_address >= PER_ADDRESS:
        return TooManyAttempts("sign_in.too_many", minutes=int(WINDOW.total_seconds() // 60))
    user = session.scalar(select(User).where(User.name == name))
    if not password_matches(user, password) or user is None:
        session.add(SignInAttempt(name=name[:64], address=address, at=now))
        return WrongPassword("sign_in.wrong")
    session.execute(delete(SignInAttempt).where(SignInAttempt.name == name))
    audit.record(session, now, actor=user.name, action="sign_in", subject=user.name)
    return user
