"""What waits for whom, as lists and as counts: a bounded number of questions, however long the lists are."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, cast, exists, false, func, or_, select, true
from sqlalchemy.orm import Session, aliased, selectinload

from portal.accounts import Person, Role
from portal.catalog.models import Contribution, Dataset, Draft, Release, Revision
from portal.catalog.words import RevisionState, Stage
from portal.review.drafts import publishers_with
from portal.review.inbox import publishers_of
from portal.review.models import Decision
from portal.review.workflow import Event

__all__ = ["drafts_count", "listed", "standing", "waiting_count", "waiting_for"]


def waiting_for(session: Session, person: Person, *, limit: int) -> Sequence[Revision]:
    """Return the revisions that this person may decide on at the open stage, the oldest first."""
    query = _waiting(session, person, select(Revision)).order_by(Revision.submitted_at, Revision.id).limit(limit)
    return session.scalars(query.options(selectinload(Revision.dataset).selectinload(Dataset.publisher))).all()


def waiting_count(session: Session, person: Person) -> int:
    """Count what `waiting_for` lists."""
    return session.scalar(_waiting(session, person, select(func.count()).select_from(Revision))) or 0


def listed(
    session: Session,
    person: Person,
    *,
    state: str | None,
    stage: str | None,
    oldest_first: bool,
    limit: int,
    offset: int,
) -> Sequence[Revision]:
    """Return the revisions that a person may see, of one state and open stage if given."""
    asked = [column == value for column, value in ((Revision.state, state), (Revision.stage, stage)) if value]
    age = Revision.submitted_at if oldest_first else Revision.submitted_at.desc()
    query = (
        select(Revision)
        .join(Dataset, Dataset.id == Revision.dataset_id)
        .where(_visible_to(session, person), *asked)
        .options(selectinload(Revision.dataset).selectinload(Dataset.publisher))
        .order_by(age, Revision.id)
    )
    return session.scalars(query.limit(limit).offset(offset)).all()


def drafts_count(session: Session, person: Person) -> int:
    """Count the drafts that `portal.review.drafts.drafts_for` lists, without reading them."""
    if Role.STEWARD.value not in person.roles:
        return 0
    own = [one.id for one in publishers_with(session, person, Role.STEWARD)]
    stands = and_(Draft.revision_id.is_(None), cast(Draft.descriptor, String) != "{}")
    return session.scalar(select(func.count()).select_from(Draft).where(stands, Draft.publisher_id.in_(own))) or 0


def standing(session: Session, person: Person) -> dict[tuple[str, str | None], int]:
    """Count the revisions that a person may see, by state and open stage."""
    query = select(Revision.state, Revision.stage, func.count()).join(Dataset, Dataset.id == Revision.dataset_id)
    query = query.where(_visible_to(session, person)).group_by(Revision.state, Revision.stage)
    return {(state, stage): count for state, stage, count in session.execute(query)}


def _visible_to(session: Session, person: Person) -> ColumnElement[bool]:
    """Say which datasets' unreleased work a person may see."""
    visible = publishers_of(session, person)
    return true() if visible is None else Dataset.publisher_id.in_(visible)


def _waiting(session: Session, person: Person, query: Select[Any]) -> Select[Any]:
    """Narrow a question about revisions to those that wait for a person.

    The rules are those that hold when the decision is taken (`portal.review.policy`, `portal.review.preparers`): the
    role of the open stage, no work of one's own since the last release, no approval at an earlier stage.
    """
    owned = [
        and_(Revision.stage == stage, Dataset.publisher_id.in_([one.id for one in publishers]))
        for stage in Stage
        if stage.value in person.roles and (publishers := publishers_with(session, person, Role(stage)))
    ]
    return (
        query.join(Dataset, Dataset.id == Revision.dataset_id)
        .where(Revision.state == RevisionState.IN_REVIEW, or_(false(), *owned))
        .where(~_prepared_by(person), ~_approved_by(person))
    )


def _prepared_by(person: Person) -> ColumnElement[bool]:
    """Say what `portal.review.preparers` says of one person, for many datasets at once."""
    handed_in = aliased(Revision)
    last = select(func.max(Release.published_at)).where(Release.dataset_id == Dataset.id)
    since = last.correlate(Dataset).scalar_subquery()
    of_draft = and_(Draft.name == Dataset.name, Draft.publisher_id == Dataset.publisher_id)
    work = (
        select(Contribution.id)
        .outerjoin(Draft, Draft.id == Contribution.draft_id)
        .outerjoin(handed_in, handed_in.id == Draft.revision_id)
        .where(
            Contribution.user_id == person.id,
            or_(Contribution.dataset_id == Dataset.id, of_draft),
            or_(since.is_(None), Contribution.at >= since, handed_in.submitted_at >= since),
        )
    )
    return work.correlate(Dataset).exists()


def _approved_by(person: Person) -> ColumnElement[bool]:
    return exists().where(
        Decision.revision_id == Revision.id, Decision.user_id == person.id, Decision.verdict == Event.APPROVED
    )
