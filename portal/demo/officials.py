"""What the demo's officials do with a package: hand it in, approve it stage by stage, send it back, withdraw it."""

from sqlalchemy.orm import Session

from portal import accounts
from portal.accounts import Person
from portal.catalog.models import Revision
from portal.catalog.words import RevisionState, Stage
from portal.demo.manifest import Step
from portal.demo.people import CITY
from portal.demo.standing import standing_of
from portal.errors import PortalError
from portal.finding import Severity
from portal.package import read_descriptor
from portal.release import withdraw
from portal.review import Event, decide, get_revision, prepare_package, publisher_of, submit
from portal.services import Services

__all__ = ["NotReleased", "approve", "hand_in", "send_back", "take_back"]


class NotReleased(PortalError):
    """A package that ships with the portal did not pass its own review."""


_COMMENTS = {
    Stage.DEPARTMENT: "内容与统计口径已核对。",
    Stage.SECURITY: "不含个人信息，分级无误。",
    Stage.RELEASE: "同意发布。",
}
_REASONS = {
    "licence.not_open": "所用许可不属于“开放定义”认可的许可：数源单位要求按本市公共数据开放条款使用，条款随数据公布。",
}
"""Why a finding that an approval has to justify may stand. One that is not named here stops the package."""

_PASSED_ON = dict.fromkeys(
    ("disclosure.k_anonymity", "disclosure.l_diversity"),
    "微观数据存在再识别风险：本环节只核对内容，请后续环节重点审查并决定是否退回。",
)
"""What the stages before may leave to a later one that is to send the package back."""


def hand_in(services: Services, step: Step) -> None:
    """Hand the package in, as the publisher's steward."""
    descriptor, _ = read_descriptor(step.folder)
    package = prepare_package(step.folder, descriptor, services.storage)
    with services.database.write() as session:
        publisher = publisher_of(session, descriptor)
        steward = _person(session, publisher.name, "steward")
        submit(session, services.clock.now(), by=steward, publisher=publisher, package=package)


def approve(services: Services, step: Step) -> None:
    """Approve the package at each stage that is open, up to the one where it is to wait or to be sent back.

    Raises NotReleased if the checks forbid it.
    """
    for stage in Stage:
        if stage is step.stage:
            return
        with services.database.write() as session:
            revision = _open_at(session, step, stage)
            if revision is not None:
                reason = " ".join([_COMMENTS[stage], *_justification(revision, step)])
                _decide(session, services, revision, Event.APPROVED, reason, step)


def send_back(services: Services, step: Step) -> None:
    """Send the package back at its stage, with the manifest's words."""
    with services.database.write() as session:
        revision = _open_at(session, step, step.stage)
        if revision is not None:
            _decide(session, services, revision, Event.RETURNED, step.words, step)


def take_back(services: Services, step: Step) -> None:
    """Withdraw the package's release, with the manifest's words; they stand on its tombstone."""
    with services.database.write() as session:
        standing = standing_of(session, step)
        if standing.is_released and standing.withdrawn_at is None:
            withdraw(
                session,
                services.clock.now(),
                services.signer,
                dataset=step.name,
                number=step.edition,
                by=_person(session, step.publisher, Stage.RELEASE),
                reason=step.words,
            )


def _open_at(session: Session, step: Step, stage: Stage | None) -> Revision | None:
    """Return the step's revision if it waits at the stage."""
    standing = standing_of(session, step)
    if standing.revision_id is None or standing.state is not RevisionState.IN_REVIEW or standing.stage != stage:
        return None
    return get_revision(session, standing.revision_id)


def _justification(revision: Revision, step: Step) -> list[str]:
    """Return the reasons for what the checks found. Raises NotReleased for what no reason may pass."""
    found = {one.code for one in revision.findings if one.settled != Severity.INFO}
    reasons = {**_REASONS, **(_PASSED_ON if step.stage is not None else {})}
    blocked = {one.code for one in revision.findings if one.settled == Severity.BLOCK} | (found - reasons.keys())
    if blocked:
        raise NotReleased("demo.blocked", name=step.name, findings=", ".join(sorted(blocked)))
    return list(dict.fromkeys(reasons[code] for code in sorted(found)))


def _decide(session: Session, services: Services, revision: Revision, verdict: Event, reason: str, step: Step) -> None:
    now, stage = services.clock.now(), Stage(str(revision.stage))
    decide(
        session,
        now,
        revision_id=revision.id,
        seen=revision.hash,
        stage=stage,
        by=_person(session, revision.dataset.publisher.name, stage),
        verdict=verdict,
        reason=reason,
        not_before=now + step.embargo if step.embargo and stage is Stage.RELEASE else None,
    )


def _person(session: Session, publisher: str, role: str) -> Person:
    name = role if publisher == CITY else f"{publisher}.{role}"
    return accounts.person_of(accounts.find_user(session, name))
