"""What is derived from the changes: each follower keeps its own position and can always be rebuilt."""

from typing import Protocol

from sqlalchemy.orm import Session

from portal.ledger.models import FollowerPosition

__all__ = ["Follower", "position_of", "set_position"]


class Follower(Protocol):
    """The contract of a follower. Its name is also the name of the lease of whoever moves it."""

    name: str

    def position(self, session: Session) -> int:
        """Return the number of the last change that it holds; 0 if it has to be built anew."""

    def follow(self) -> int:
        """Take in what has changed since, and return the new position. May be run again after a crash at any line."""


def position_of(session: Session, name: str) -> int:
    """Return the position of a follower that keeps it in this database."""
    row = session.get(FollowerPosition, name)
    return row.change if row is not None else 0


def set_position(session: Session, name: str, change: int) -> None:
    """Move a follower, in the transaction that holds what it derived."""
    row = session.get(FollowerPosition, name)
    if row is None:
        session.add(FollowerPosition(name=name, change=change))
    else:
        row.change = change
