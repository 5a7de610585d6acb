"""The tree of publishers."""

import re
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from portal import audit
from portal.catalog.models import Publisher
from portal.catalog.words import PublisherKind
from portal.errors import NotFound, PortalError
from portal.ledger import note_change

__all__ = ["add_publisher", "find_publisher", "lineage", "match_publisher"]

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{1,99}")


def add_publisher(
    session: Session,
    now: datetime,
    *,
    name: str,
    title: str,
    title_en: str | None = None,
    short: str | None = None,
    kind: PublisherKind = PublisherKind.GOVERNMENT,
    parent: Publisher | None = None,
    actor: str,
) -> Publisher:
    """Add a publisher. Raises PortalError if its name is malformed or taken."""
    if not _NAME.fullmatch(name):
        raise PortalError("name.publisher", name=name)
    if session.scalar(select(Publisher.id).where(Publisher.name == name)) is not None:
        raise PortalError("publisher.exists", name=name)
    publisher = Publisher(
        name=name,
        title=title,
        title_en=title_en,
        short=short,
        kind=kind.value,
        parent_id=parent.id if parent else None,
        created_at=now,
    )
    session.add(publisher)
    session.flush()
    note_change(session, now, kind="publisher", subject=name, facts={})
    audit.record(session, now, actor=actor, action="publisher.add", subject=name)
    return publisher


def find_publisher(session: Session, name: str) -> Publisher:
    """Return the publisher of that name. Raises NotFound."""
    publisher = session.scalar(select(Publisher).where(Publisher.name == name))
    if publisher is None:
        raise NotFound("publisher.unknown", name=name[:100])
    return publisher


def match_publisher(session: Session, words: str) -> Publisher:
    """Return the publisher that a descriptor names by name, title (in either language) or short name.

    Raises NotFound if none or several fit.
    """
    fitting = session.scalars(
        select(Publisher).where(
            or_(
                Publisher.name == words,
                Publisher.title == words,
                Publisher.title_en == words,
                Publisher.short == words,
            )
        )
    ).all()
    exact = [publisher for publisher in fitting if publisher.name == words] or fitting
    if len(exact) != 1:
        raise NotFound("publisher.unknown", name=words[:100])
    return exact[0]


def lineage(session: Session, publisher_id: UUID) -> tuple[UUID, ...]:
    """Return a publisher's id and those of its ancestors, nearest first: where a grant for it may stand."""
    chain: list[UUID] = []
    step: UUID | None = publisher_id
    while step is not None and step not in chain:
        chain.append(step)
        step = session.scalar(select(Publisher.parent_id).where(Publisher.id == step))
    return tuple(chain)
