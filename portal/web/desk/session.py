"""Who is signed in: the cookie holds a person's id, the epoch of their password, and when they signed in."""

from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from flask import abort, g, session

from portal import accounts
from portal.accounts import Person
from portal.accounts.models import User
from portal.web.reading import read_session, services

__all__ = ["current_person", "forget_person", "keep_person", "signed_in"]

_LONGEST = timedelta(hours=12)  # a working day; then the password is asked for again


def keep_person(user: User) -> None:
    """Begin a session of this person; whatever the browser brought along is thrown away first."""
    session.clear()
    session["user"] = str(user.id)
    session["epoch"] = user.epoch
    session["since"] = services().clock.now().timestamp()


def forget_person() -> None:
    """End the session."""
    session.clear()
    g.pop("person", None)


def current_person() -> Person | None:
    """Return who is signed in; None for nobody, after a change of the password, or when the day is over."""
    if "person" not in g:
        g.person = _person()
    return cast(Person | None, g.person)


def signed_in() -> Person:
    """Return who is signed in, on a page that nobody else reaches."""
    person = current_person()
    if person is None:
        abort(403)
    return person


def _person() -> Person | None:
    if "user" not in session:
        return None
    now = services().clock.now()
    since = datetime.fromtimestamp(session.get("since", 0), now.tzinfo)
    user = read_session().get(User, UUID(session["user"]))
    if user is None or user.disabled_at is not None or user.epoch != session.get("epoch") or now - since > _LONGEST:
        return None
    return accounts.person_of(user)
