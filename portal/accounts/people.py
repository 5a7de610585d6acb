"""Making people, giving and taking roles, passwords and tokens. Each act is in the audit log."""

import hashlib
import re
import secrets
from datetime import datetime
from functools import cache
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import audit
from portal.accounts.models import Grant, Token, User
from portal.accounts.roles import Person, Role
from portal.errors import NotFound, PortalError

__all__ = [
    "add_user",
    "create_token",
    "find_user",
    "grant",
    "password_matches",
    "person_of",
    "person_of_token",
    "revoke",
    "set_password",
]

_HASHER = PasswordHasher()
_NAME = re.compile(r"[a-z][a-z0-9._-]{1,63}")
_SHORTEST = 10  # characters of a password


def add_user(session: Session, now: datetime, *, name: str, actor: str) -> User:
    """Make a person without a password or role. Raises PortalError if the name is taken or malformed."""
    if not _NAME.fullmatch(name):
        raise PortalError("user.name", name=name)
    if session.scalar(select(User.id).where(User.name == name)) is not None:
        raise PortalError("user.exists", name=name)
    user = User(name=name, created_at=now, grants=[])
    session.add(user)
    session.flush()
    audit.record(session, now, actor=actor, action="user.add", subject=name)
    return user


def find_user(session: Session, name: str) -> User:
    """Return the person of that name. Raises NotFound."""
    user = session.scalar(select(User).where(User.name == name))
    if user is None:
        raise NotFound("user.unknown", name=name)
    return user


def grant(
    session: Session, now: datetime, *, user: User, role: Role, publisher_id: UUID | None, where: str, actor: str
) -> bool:
    """Give a role. where: the publisher's name, or ``*``, for the log. Returns False if it was held already."""
    if any(held.role == role and held.publisher_id == publisher_id for held in user.grants):
        return False
    user.grants.append(Grant(role=role.value, publisher_id=publisher_id, granted_at=now))
    session.flush()
    details = {"role": role.value, "publisher": where}
    audit.record(session, now, actor=actor, action="role.grant", subject=user.name, details=details)
    return True


def revoke(
    session: Session, now: datetime, *, user: User, role: Role, publisher_id: UUID | None, where: str, actor: str
) -> bool:
    """Take a role away. Returns False if it was not held."""
    held = [one for one in user.grants if one.role == role and one.publisher_id == publisher_id]
    for one in held:
        user.grants.remove(one)
    session.flush()
    if held:
        details = {"role": role.value, "publisher": where}
        audit.record(session, now, actor=actor, action="role.revoke", subject=user.name, details=details)
    return bool(held)


def set_password(session: Session, now: datetime, *, user: User, password: str, actor: str) -> None:
    """Set a password and end the person's sessions. Raises PortalError if it is shorter than ten characters."""
    if len(password) < _SHORTEST:
        raise PortalError("password.short", least=_SHORTEST)
    user.password_hash = _HASHER.hash(password)
    user.epoch += 1
    session.flush()
    audit.record(session, now, actor=actor, action="user.password", subject=user.name)


def password_matches(user: User | None, password: str) -> bool:
    """Compare a password; takes as long for a person that does not exist."""
    kept = user.password_hash if user is not None and user.disabled_at is None else None
    try:
        return _HASHER.verify(kept or _nobodys_hash(), password) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def create_token(session: Session, now: datetime, *, user: User, actor: str) -> str:
    """Make a token and return it: the only time that it can be read."""
    token = "kf_" + secrets.token_urlsafe(32)
    session.add(Token(user_id=user.id, hash=_token_hash(token), created_at=now))
    session.flush()
    audit.record(session, now, actor=actor, action="token.create", subject=user.name)
    return token


def person_of(user: User) -> Person:
    """Return the person as rules see one."""
    return Person(user.id, user.name, frozenset((Role(one.role), one.publisher_id) for one in user.grants))


def person_of_token(session: Session, token: str) -> Person:
    """Return whose token it is. Raises NotFound if it is nobody's, or no longer valid."""
    user = session.scalar(
        select(User)
        .join(Token, Token.user_id == User.id)
        .where(Token.hash == _token_hash(token), Token.revoked_at.is_(None), User.disabled_at.is_(None))
    )
    if user is None:
        raise NotFound("token.unknown")
    return person_of(user)


def _token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@cache
def _nobodys_hash() -> str:
    return _HASHER.hash(secrets.token_hex(16))
