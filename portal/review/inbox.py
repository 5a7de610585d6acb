"""What a person sees at the desk: revisions of the publishers that they are an official of, at every stage."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased, selectinload

from portal.accounts import OFFICIAL_ROLES, Person, Role
from portal.catalog.models import Dataset, Publisher, Revision
from portal.catalog.publishers import lineage
from portal.catalog.words import RevisionState
from portal.errors import NotFound
from portal.review.decisions import get_revision
from portal.review.drafts import publishers_with
from portal.review.models import Decision

__all__ = ["decisions_of", "publishers_of", "returned_to", "revisions_for", "visible_revision"]


def publishers_of(session: Session, person: Person) -> set[UUID] | None:
    """Return the publishers whose unreleased work a person may see; None: all of the city's."""
    if any(where is None and role in OFFICIAL_ROLES for role, where in person.grants):
        return None
    granted = {where for role, where in person.grants if where is not None and role in OFFICIAL_ROLES}
    parents = session.execute(select(Publisher.id, Publisher.parent_id)).all()
    seen: set[UUID] = set(granted)
    while grown := {one for one, parent in parents if parent in seen} - seen:
        seen |= grown
    return seen


def revisions_for(
    session: Session, person: Person, *, state: str | None = None, limit: int | None = None, offset: int = 0
) -> Sequence[Revision]:
    """Return the revisions that a person may see, newest first, each with its dataset and publisher."""
    visible = publishers_of(session, person)
    query = (
        select(Revision)
        .join(Dataset, Dataset.id == Revision.dataset_id)
        .options(selectinload(Revision.dataset).selectinload(Dataset.publisher))
        .order_by(Revision.submitted_at.desc(), Revision.id)
        .limit(limit)
        .offset(offset)
    )
    if visible is not None:
        query = query.where(Dataset.publisher_id.in_(visible))
    if state is not None:
        query = query.where(Revision.state == state)
    return session.scalars(query).all()


def returned_to(session: Session, person: Person, *, limit: int) -> Sequence[Revision]:
    """Return what a steward has to mend, newest first: of each dataset the last revision, where it was returned."""
    own = [one.id for one in publishers_with(session, person, Role.STEWARD)]
    later = aliased(Revision)
    superseded = exists().where(later.dataset_id == Revision.dataset_id, later.number > Revision.number)
    query = (
        select(Revision)
        .join(Dataset, Dataset.id == Revision.dataset_id)
        .where(Revision.state == RevisionState.RETURNED, Dataset.publisher_id.in_(own), ~superseded)
        .options(selectinload(Revision.dataset).selectinload(Dataset.publisher))
        .order_by(Revision.submitted_at.desc(), Revision.id)
        .limit(limit)
    )
    return session.scalars(query).all()


def visible_revision(session: Session, person: Person, revision_id: UUID) -> Revision:
    """Return a revision with files and findings. Raises NotFound also where the person may not know of it."""
    revision = get_revision(session, revision_id)
    if not person.is_official_of(lineage(session, revision.dataset.publisher_id)):
        raise NotFound("revision.unknown", id=str(revision_id))
    return revision


def decisions_of(session: Session, revision_id: UUID) -> Sequence[Decision]:
    """Return the officials' decisions on a revision, oldest first, each with its person."""
    query = select(Decision).where(Decision.revision_id == revision_id).order_by(Decision.at, Decision.id)
    return session.scalars(query.options(selectinload(Decision.user))).all()
