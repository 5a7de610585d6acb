"""Deciding on a revision: one signed-in official, the hash they saw, a reason where one is due."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, selectinload

from portal import audit
from portal.accounts import Person
from portal.canonical import canonical, sha256
from portal.catalog.models import Contribution, Dataset, Draft, FindingRecord, Release, Revision
from portal.catalog.publishers import lineage
from portal.catalog.words import RevisionState
from portal.clock import iso
from portal.errors import NotFound, PortalError
from portal.finding import Severity
from portal.review import policy
from portal.review.models import Decision
from portal.review.workflow import Event, WrongState, after

__all__ = ["LONGEST_REASON", "Changed", "decide", "get_revision", "preparers", "recall"]

LONGEST_REASON = 2000
_VERDICTS = (Event.APPROVED, Event.RETURNED, Event.REJECTED)


class Changed(PortalError):
    """What the person saw is not what would be decided on now."""


def get_revision(session: Session, revision_id: UUID, *, lock: bool = False) -> Revision:
    """Return a revision with its dataset, publisher, files and findings. Raises NotFound."""
    query = (
        select(Revision)
        .where(Revision.id == revision_id)
        .options(
            selectinload(Revision.dataset).selectinload(Dataset.publisher),
            selectinload(Revision.files),
            selectinload(Revision.findings),
        )
    )
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    revision = session.scalar(query)
    if revision is None:
        raise NotFound("revision.unknown", id=str(revision_id))
    return revision


def decide(
    session: Session,
    now: datetime,
    *,
    revision_id: UUID,
    seen: str,
    stage: str | None,
    by: Person,
    verdict: Event,
    reason: str,
    not_before: datetime | None = None,
) -> Decision:
    """Record a decision and move the revision, in the caller's transaction.

    seen: hash of the revision that the person was shown.  stage: the stage that was open then (None: approved).
    reason: shown to the submitter, at most 2,000 characters; needed to return, to reject, and to approve over
    ``justify`` findings.  not_before: with an approval, the earliest moment of release.
    Raises NotFound for whoever may not know of it, NotPermitted, WrongState, Changed, PortalError.
    Rule: docs/decisions/0003-four-eyes.md.
    """
    revision = get_revision(session, revision_id, lock=True)
    publishers = lineage(session, revision.dataset.publisher_id)
    if not by.is_official_of(publishers):
        raise NotFound("revision.unknown", id=str(revision_id))
    if verdict not in _VERDICTS:
        raise PortalError("decide.verdict", verdict=verdict.value)
    if seen != revision.hash or stage != revision.stage:
        raise Changed("decide.changed")
    state = RevisionState(revision.state)
    policy.check_owner(by, publishers, state, verdict, stage=revision.stage, path=revision.stages)
    earlier = session.scalars(select(Decision).where(Decision.revision_id == revision.id)).all()
    approvers = {one.user_id for one in earlier if one.verdict == Event.APPROVED}
    taking_back = state is RevisionState.APPROVED
    policy.check_four_eyes(
        by, prepared_by=preparers(session, revision.dataset), approved_by=() if taking_back else approvers
    )
    reason = _checked_reason(reason, verdict, revision.findings)
    decision = Decision(
        revision_id=revision.id,
        user_id=by.id,
        stage=revision.stage,
        verdict=verdict.value,
        reason=reason,
        seen=seen,
        at=now,
    )
    session.add(decision)
    if verdict is Event.APPROVED and not_before is not None:
        revision.not_before = max(not_before, revision.not_before or not_before)
    _move(session, revision, verdict, [*earlier, decision], now)
    audit.record(
        session,
        now,
        actor=by.name,
        action=f"review.{verdict}",
        subject=str(revision.id),
        details={"dataset": revision.dataset.name, "stage": decision.stage, "seen": seen},
    )
    return decision


def recall(session: Session, now: datetime, *, revision_id: UUID, by: Person) -> Revision:
    """Take an open revision back, as a steward of its publisher. Raises NotFound, NotPermitted, WrongState."""
    revision = get_revision(session, revision_id, lock=True)
    publishers = lineage(session, revision.dataset.publisher_id)
    if not by.is_official_of(publishers):
        raise NotFound("revision.unknown", id=str(revision_id))
    state = RevisionState(revision.state)
    policy.check_owner(by, publishers, state, Event.RECALLED, stage=revision.stage, path=revision.stages)
    _move(session, revision, Event.RECALLED, [], now)
    details = {"dataset": revision.dataset.name}
    audit.record(session, now, actor=by.name, action="review.recalled", subject=str(revision.id), details=details)
    return revision


def preparers(session: Session, dataset: Dataset) -> set[UUID]:
    """Return whoever put a hand to this dataset since its last release: drafts saved, files uploaded, hand-ins.

    A draft that was handed in since is new whole, also what was saved in it while the last release was under way.
    """
    last = session.scalar(select(func.max(Release.published_at)).where(Release.dataset_id == dataset.id))
    of_draft = and_(Draft.name == dataset.name, Draft.publisher_id == dataset.publisher_id)
    ours: ColumnElement[bool] = or_(Contribution.dataset_id == dataset.id, of_draft)
    if last is not None:
        ours = and_(ours, or_(Contribution.at >= last, Revision.submitted_at >= last))
    query = select(Contribution.user_id).outerjoin(Draft, Draft.id == Contribution.draft_id)
    return set(session.scalars(query.outerjoin(Revision, Revision.id == Draft.revision_id).where(ours)))


def _checked_reason(reason: str, verdict: Event, findings: Sequence[FindingRecord]) -> str:
    reason = reason.strip()
    if len(reason) > LONGEST_REASON:
        raise PortalError("decide.reason_long", most=LONGEST_REASON)
    if verdict is not Event.APPROVED:
        if not reason:
            raise PortalError("decide.reason_needed")
        return reason
    blocks = sum(finding.settled == Severity.BLOCK for finding in findings)
    if blocks:
        raise PortalError("decide.blocked", findings=blocks)
    if not reason and any(finding.settled == Severity.JUSTIFY for finding in findings):
        raise PortalError("decide.justify")
    return reason


def _move(session: Session, revision: Revision, event: Event, decisions: Sequence[Decision], now: datetime) -> None:
    state = RevisionState(revision.state)
    if event is Event.APPROVED:
        if revision.stage is None:
            raise WrongState("state.wrong", state=state.value, event=event.value)
        place = revision.stages.index(revision.stage)
        last = place == len(revision.stages) - 1
        revision.state = after(state, event, last_stage=last).value
        revision.stage = None if last else revision.stages[place + 1]
        if last:
            _seal(revision, decisions, now)
    else:
        revision.state, revision.stage = after(state, event).value, None
        revision.record = revision.record_hash = revision.issued = None
    session.flush()


def _seal(revision: Revision, decisions: Sequence[Decision], now: datetime) -> None:
    """Write the record of decisions, bound to the revision's hash; the ledger will name the record's hash."""
    record = canonical(
        {
            "format": 1,
            "revision": str(revision.id),
            "hash": revision.hash,
            "decisions": [
                {
                    "stage": one.stage,
                    "verdict": one.verdict,
                    "by": str(one.user_id),
                    "at": iso(one.at),
                    "reason": sha256(one.reason.encode()),
                }
                for one in sorted(decisions, key=lambda one: one.at)
            ],
        }
    )
    revision.record, revision.record_hash = record.decode(), sha256(record)
    revision.issued = max(now, revision.not_before or now)
