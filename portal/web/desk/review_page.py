"""What the page of a revision shows, and whether the person who reads it may decide."""

from collections.abc import Sequence
from uuid import UUID

from flask import render_template
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.accounts import Person, Role
from portal.accounts.models import User
from portal.catalog.models import Release, Revision
from portal.catalog.publishers import lineage
from portal.catalog.words import OPEN_STATES, RevisionState
from portal.errors import PortalError
from portal.review import Event, policy, preparers
from portal.review.inbox import decisions_of, visible_revision
from portal.web.desk.compared import altered_words, rows_since
from portal.web.desk.evidence import changes_since, grouped, last_release
from portal.web.desk.forms import DecisionForm
from portal.web.desk.revealed import revealing
from portal.web.desk.stepper import steps_of
from portal.web.reading import services

__all__ = ["MENDABLE", "show_review", "verdicts_of"]

MENDABLE = {RevisionState.RETURNED: "mend", RevisionState.RELEASED: "next", RevisionState.WITHDRAWN: "next"}
"""In which states a steward may open a revision as a draft, and what for."""


def show_review(
    revision_id: UUID, person: Person, *, form: DecisionForm | None = None, problem: PortalError | None = None
) -> str:
    """Render a revision as it stands now; form: a decision that was not taken, with what was typed."""
    with services().database.read() as session:
        revision = visible_revision(session, person, revision_id)
        places = lineage(session, revision.dataset.publisher_id)
        verdicts = verdicts_of(RevisionState(revision.state))
        release = last_release(session, revision)
        decisions = decisions_of(session, revision.id)
        submitter = session.scalar(select(User.name).where(User.id == revision.submitted_by)) or ""
        groups = grouped(services().storage, revision)
        resources = {one["name"]: one for one in revision.descriptor["resources"]}
        published = session.scalar(select(Release.published_at).where(Release.revision_id == revision.id))
        return render_template(
            "desk/review.html",
            revision=revision,
            resources=resources,
            groups=groups,
            reveals=[(file, revealing(resources.get(file.resource, {}), file.report)) for file in revision.files],
            totals={one.severity: one.total for one in groups},
            steps=steps_of(revision, decisions, submitter=submitter, published_at=published),
            release=release,
            changes=changes_since(release.descriptor, revision.descriptor) if release else [],
            altered=altered_words(release, revision) if release else [],
            rows_since=rows_since(services().storage, release, revision) if release else {},
            decisions=decisions,
            submitter=submitter,
            form=_form(revision, form, verdicts),
            obstacle=_obstacle(session, person, revision, places) if verdicts else None,
            verdicts=verdicts,
            problem=problem,
            can_recall=revision.state in OPEN_STATES and person.has(Role.STEWARD, places),
            can_mend=MENDABLE.get(RevisionState(revision.state)) if person.has(Role.STEWARD, places) else None,
            can_contest=revision.state == RevisionState.IN_REVIEW and person.has(Role.STEWARD, places),
            can_accept=revision.state == RevisionState.IN_REVIEW and person.has(Role.SECURITY, places),
        )


def verdicts_of(state: RevisionState) -> Sequence[str]:
    """Return what can be decided in a state."""
    if state is RevisionState.IN_REVIEW:
        return (Event.APPROVED.value, Event.RETURNED.value, Event.REJECTED.value)
    return (Event.RETURNED.value,) if state is RevisionState.APPROVED else ()


def _form(revision: Revision, typed: DecisionForm | None, verdicts: Sequence[str]) -> DecisionForm:
    """Bind the form to what is shown now: the next decision is on this, whatever was shown before."""
    form = typed or DecisionForm(formdata=None)
    form.seen.data, form.stage.data = revision.hash, revision.stage or ""
    form.offer(verdicts)
    return form


def _obstacle(session: Session, person: Person, revision: Revision, places: Sequence[UUID]) -> PortalError | None:
    """Return why this person cannot decide; None if they can."""
    state = RevisionState(revision.state)
    event = Event(verdicts_of(state)[0])
    earlier = decisions_of(session, revision.id)
    approvers = {one.user_id for one in earlier if one.verdict == Event.APPROVED} if event is Event.APPROVED else set()
    try:
        policy.check_owner(person, places, state, event, stage=revision.stage, path=revision.stages)
        policy.check_four_eyes(person, prepared_by=preparers(session, revision.dataset), approved_by=approvers)
    except PortalError as error:
        return error
    return None
