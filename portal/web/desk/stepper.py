"""The way of a revision as steps: what is done, what is going on, what is still to come, and who decided when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from portal.catalog.models import Revision
from portal.catalog.words import RevisionState
from portal.review import Event
from portal.review.models import Decision

__all__ = ["Step", "steps_of"]

_STOPPED = (RevisionState.RETURNED, RevisionState.REJECTED)
_ENDS = {RevisionState.RELEASED: "done", RevisionState.APPROVED: "now"}


@dataclass(frozen=True, slots=True)
class Step:
    """One step. name: ``handed_in checks``, a stage, or ``public``; standing: ``done now next stopped``.

    who, at: of what ended it, or of the hand-in; verdict: of the decision that ended it.
    """

    name: str
    standing: str
    who: str = ""
    at: datetime | None = None
    verdict: str = ""


def steps_of(
    revision: Revision, decisions: Sequence[Decision], *, submitter: str, published_at: datetime | None
) -> list[Step]:
    """Return the steps of a revision in order. decisions: its own, oldest first; published_at: of its release."""
    state = RevisionState(revision.state)
    checks = (
        Step("checks", "done", at=revision.checked_at) if revision.checked_at else Step("checks", _unchecked(state))
    )
    stages = [_stage(revision, stage, decisions) for stage in revision.stages]
    return [
        Step("handed_in", "done", submitter, revision.submitted_at),
        checks,
        *stages,
        _public(revision, stages, decisions, published_at),
    ]


def _unchecked(state: RevisionState) -> str:
    return "now" if state is RevisionState.CHECKING else "stopped"


def _stage(revision: Revision, stage: str, decisions: Sequence[Decision]) -> Step:
    last = next((one for one in reversed(decisions) if one.stage == stage), None)
    if last is not None:
        standing = "done" if last.verdict == Event.APPROVED else "stopped"
        return Step(stage, standing, last.user.name, last.at, last.verdict)
    is_open = stage == revision.stage and revision.state == RevisionState.IN_REVIEW  # set while the checks are at work
    return Step(stage, "now" if is_open else "next")


def _public(
    revision: Revision, stages: Sequence[Step], decisions: Sequence[Decision], published_at: datetime | None
) -> Step:
    """Return the last step; a revision that no stage stopped, and that came to an end, was stopped here."""
    state = RevisionState(revision.state)
    if state is RevisionState.WITHDRAWN:
        return Step("public", "stopped", at=published_at)
    if state in _STOPPED and not any(one.standing == "stopped" for one in stages):
        last = next((one for one in reversed(decisions) if one.verdict != Event.APPROVED), None)
        return Step("public", "stopped", last.user.name if last else "", last.at if last else None)
    return Step("public", _ENDS.get(state, "next"), at=published_at or revision.issued)
