"""A steward contests what a detector found; the security stage, nobody else, may let it stand as a matter of reason."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import audit
from portal.accounts import Person, Role
from portal.catalog.models import FindingRecord, Revision
from portal.catalog.publishers import lineage
from portal.catalog.words import RevisionState
from portal.errors import NotFound, NotPermitted, PortalError
from portal.finding import Severity
from portal.review import policy
from portal.review.decisions import LONGEST_REASON, get_revision, preparers
from portal.review.workflow import WrongState

__all__ = ["accept_contest", "contest", "may_be_contested"]

_DETECTORS = ("disclosure.",)


def may_be_contested(finding: FindingRecord) -> bool:
    """Tell whether a finding is a detector's and still forbids the approval."""
    return finding.code.startswith(_DETECTORS) and finding.settled == Severity.BLOCK


def contest(session: Session, now: datetime, *, finding_id: int, by: Person, reason: str) -> FindingRecord:
    """Say, as a steward of the publisher, why a detector is wrong. Audited; decides nothing.

    Raises NotFound, NotPermitted, WrongState, PortalError without a reason or for a finding of another kind.
    """
    finding, revision = _locked(session, finding_id, by)
    if not by.has(Role.STEWARD, lineage(session, revision.dataset.publisher_id)):
        raise NotPermitted("decide.role", role=Role.STEWARD.value)
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise PortalError("contest.reason", most=LONGEST_REASON)
    finding.contest_reason, finding.contested_by = reason, by.id
    _record(session, now, by, "contest", revision, finding)
    return finding


def accept_contest(session: Session, now: datetime, *, finding_id: int, by: Person) -> FindingRecord:
    """Turn a contested finding into one that an approval has to justify. Audited.

    An official of the security stage may, at whatever stage the review stands (the finding forbids the approval
    of every stage), unless they prepared the dataset.
    Raises NotFound, NotPermitted, WrongState, PortalError if nobody contested it.
    """
    finding, revision = _locked(session, finding_id, by)
    if not by.has(Role.SECURITY, lineage(session, revision.dataset.publisher_id)):
        raise NotPermitted("decide.role", role=Role.SECURITY.value)
    policy.check_four_eyes(by, prepared_by=preparers(session, revision.dataset), approved_by=())
    if finding.contested_by is None:
        raise PortalError("contest.none")
    if finding.contested_by == by.id:
        raise NotPermitted("decide.own_work")
    finding.settled = Severity.JUSTIFY.value
    _record(session, now, by, "contest.accepted", revision, finding)
    return finding


def _locked(session: Session, finding_id: int, by: Person) -> tuple[FindingRecord, Revision]:
    revision_id = session.scalar(select(FindingRecord.revision_id).where(FindingRecord.id == finding_id))
    if revision_id is None:
        raise NotFound("finding.unknown")
    revision = get_revision(session, revision_id, lock=True)
    if not by.is_official_of(lineage(session, revision.dataset.publisher_id)):
        raise NotFound("finding.unknown")
    if revision.state != RevisionState.IN_REVIEW:
        raise WrongState("state.wrong", state=revision.state, event="contest")
    finding = next(one for one in revision.findings if one.id == finding_id)
    if not may_be_contested(finding):
        raise PortalError("contest.kind")
    return finding, revision


def _record(
    session: Session, now: datetime, by: Person, action: str, revision: Revision, finding: FindingRecord
) -> None:
    session.flush()
    details = {"dataset": revision.dataset.name, "code": finding.code, "column": finding.column, "finding": finding.id}
    audit.record(session, now, actor=by.name, action=f"review.{action}", subject=str(revision.id), details=details)
