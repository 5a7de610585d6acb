"""What the review would ask of a draft as it stands: the checks that need no file, run before hand-in."""

from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from portal.catalog.models import Draft
from portal.finding import Finding
from portal.review.checks.context import CheckContext
from portal.review.checks.grade import check_grade
from portal.review.checks.licence import check_licence
from portal.review.checks.metadata import check_metadata
from portal.review.drafts import draft_descriptor
from portal.storage import Storage

__all__ = ["outlook"]

_CHECKS = (check_metadata, check_licence, check_grade)


def outlook(session: Session, storage: Storage, draft: Draft, today: date) -> list[Finding]:
    """Return what is still missing or not allowed, the gravest first."""
    context = CheckContext(
        session=session, storage=storage, descriptor=draft_descriptor(draft), files=(), root=Path(), today=today
    )
    found = [finding for check in _CHECKS for finding in check(context)]
    return sorted(found, key=lambda one: _GRAVITY[one.severity])


_GRAVITY = {"block": 0, "justify": 1, "info": 2}
