"""Which work is due, and the verb that does each: the worker's one table."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.catalog.models import Revision
from portal.catalog.words import RevisionState
from portal.jobs import Job, Loop
from portal.jobs.holders import this_process
from portal.ledger import Follower, standing_at
from portal.release import CodeLists, publish
from portal.review import run_checks
from portal.review.notices import NoticeFollower
from portal.review.scanning import due_scans, scan_draft_file
from portal.search import SearchFollower
from portal.services import Services

__all__ = ["followers", "make_loop"]


def make_loop(services: Services) -> Loop:
    """Return the loop of a worker of this process."""
    lists, policy = CodeLists(services.storage), services.policy  # a broken file stops the worker here, not each job

    def release(piece: str) -> None:
        publish(services.database, services.storage, services.signer, services.clock, UUID(piece), lists=lists)

    jobs = [
        Job(
            "check",
            _unchecked,
            lambda piece: run_checks(services.database, services.storage, services.clock, UUID(piece), policy=policy),
        ),
        Job(
            "scan",
            _unscanned,
            lambda piece: scan_draft_file(
                services.database, services.storage, services.clock, UUID(piece), policy=policy
            ),
        ),
        Job("publish", _approved, release),
        *(_following(follower) for follower in followers(services)),
    ]
    return Loop(services.database, services.clock, jobs, this_process())


def followers(services: Services) -> list[Follower]:
    """Return all followers of the changes."""
    return [SearchFollower(services.database, services.search), NoticeFollower(services.database)]


def _unchecked(session: Session, now: datetime) -> list[str]:  # noqa: ARG001 the contract of a job
    query = select(Revision.id).where(Revision.state == RevisionState.CHECKING).order_by(Revision.submitted_at)
    return [str(one) for one in session.scalars(query)]


def _unscanned(session: Session, now: datetime) -> list[str]:  # noqa: ARG001 the contract of a job
    return due_scans(session)


def _approved(session: Session, now: datetime) -> list[str]:
    query = (
        select(Revision.id)
        .where(Revision.state == RevisionState.APPROVED, Revision.issued <= now)
        .order_by(Revision.issued)
    )
    return [str(one) for one in session.scalars(query)]


def _following(follower: Follower) -> Job:
    def due(session: Session, now: datetime) -> list[str]:  # noqa: ARG001 the contract of a job
        return [follower.name] if follower.position(session) != standing_at(session) else []

    return Job("follow", due, lambda _: follower.follow(), most_attempts=None)
