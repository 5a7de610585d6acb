"""The story that is interrupted: hand-in, checks, three approvals, release, withdrawal, and what follows.

It can be begun again at any line, as its people would: whoever got no answer looks, and does it again.
Each answer that a person got is kept in a file, written after the answer.
"""

import json
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from portal.catalog.models import Dataset, Release, Revision
from portal.ledger import standing_at
from portal.worker import followers
from tests.factories import STAGES, World

__all__ = ["DATASET", "Story"]

DATASET = "population"
REASON = "数据有误。"


class Story:
    """Tells the story on a portal, from where it stands. ``phase`` is the part that is being told."""

    def __init__(self, world: World, answers: Path) -> None:
        self.world, self._answers = world, answers
        self.phase = "hand-in"

    def tell(self) -> None:
        """Tell the rest of the story."""
        revision_id = self._hand_in()
        self.phase = "checks"
        self.world.work()
        self.phase = "decisions"
        for stage in STAGES:
            if self.world.revision(revision_id).stage == stage:
                self.world.decide(revision_id, stage)
                self._answer(stage, str(revision_id))
        self.phase = "publish"
        self.world.work()
        self.phase = "withdraw"
        if not self._withdrawn():
            self.world.withdraw(DATASET, 1, REASON)
            self._answer("withdrawn", "1")
        self.phase = "follow"
        self.world.work()

    def answers(self) -> dict[str, str]:
        """Return what was acknowledged."""
        return json.loads(self._answers.read_text()) if self._answers.exists() else {}

    def is_at_its_end(self) -> bool:
        """Tell whether every follower stands at the last change."""
        with self.world.services.database.read() as session:
            head = standing_at(session)
            return all(one.position(session) == head for one in followers(self.world.services))

    def _hand_in(self) -> UUID:
        with self.world.services.database.read() as session:
            kept = session.scalar(select(Revision.id).join(Dataset).where(Dataset.name == DATASET))
        revision_id = kept or self.world.submit(DATASET)
        self._answer("revision", str(revision_id))
        return revision_id

    def _withdrawn(self) -> bool:
        with self.world.services.database.read() as session:
            return session.scalar(select(Release.withdrawn_at).where(Release.number == 1)) is not None

    def _answer(self, what: str, value: str) -> None:
        self._answers.write_text(json.dumps({**self.answers(), what: value}))
