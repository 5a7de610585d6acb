"""How far a package of the manifest has come, so that a second run goes on where the first one ended."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.catalog.models import Dataset, Release, Revision
from portal.catalog.words import RevisionState as State
from portal.demo.manifest import Outcome, Step
from portal.review.policy import DEFAULT_PATH

__all__ = ["Standing", "standing_of"]

_PUBLIC = (Outcome.RELEASED, Outcome.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the portal has of a step: its release, else the revision that may become it."""

    step: Step
    is_released: bool = False
    withdrawn_at: datetime | None = None
    revision_id: UUID | None = None
    state: State | None = None
    stage: str | None = None

    @property
    def needs_hand_in(self) -> bool:
        """Tell whether nothing of it is there; what was sent back is handed in again only if it is to be released."""
        if self.is_released:
            return False
        sent_back = self.state in (State.RETURNED, State.REJECTED)
        return self.revision_id is None or (sent_back and self.step.outcome in _PUBLIC)

    @property
    def is_done(self) -> bool:
        """Tell whether it has come as far as the manifest says, or further, by people's hands."""
        if self.is_released:
            return self.step.outcome is not Outcome.WITHDRAWN or self.withdrawn_at is not None
        if self.needs_hand_in or self.state is State.CHECKING:
            return False
        if self.state is State.IN_REVIEW:
            return self._has_passed()
        return self.step.outcome not in _PUBLIC

    def _has_passed(self) -> bool:
        if self.step.stage is None or self.stage is None:
            return False
        at, named = DEFAULT_PATH.index(self.stage), DEFAULT_PATH.index(self.step.stage)
        return at > named or (at == named and self.step.outcome is Outcome.IN_REVIEW)


def standing_of(session: Session, step: Step) -> Standing:
    """Return how far a step has come."""
    dataset_id = session.scalar(select(Dataset.id).where(Dataset.name == step.name))
    release = session.execute(
        select(Release.withdrawn_at).where(Release.dataset_id == dataset_id, Release.number == step.edition)
    ).one_or_none()
    if release is not None:
        return Standing(step, is_released=True, withdrawn_at=release.withdrawn_at)
    newest = session.execute(
        select(Revision.id, Revision.state, Revision.stage)
        .where(Revision.dataset_id == dataset_id)
        .order_by(Revision.number.desc())
        .limit(1)
    ).one_or_none()
    if newest is None or newest.state in (State.RELEASED, State.WITHDRAWN):
        return Standing(step)
    return Standing(step, revision_id=newest.id, state=State(newest.state), stage=newest.stage)
