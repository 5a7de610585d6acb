"""What may be released, and who may decide: plain functions over plain values."""

from collections.abc import Collection
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from portal.accounts import Person, Role
from portal.catalog.words import Grade, Opening, RevisionState, Stage
from portal.errors import NotPermitted, PortalError
from portal.review.workflow import Event, Owner, owner_of

__all__ = ["DEFAULT_PATH", "check_four_eyes", "check_owner", "embargo_until", "releasable"]


def releasable(grade: str, opening: str) -> str | None:
    """Return why data of this grade cannot be released on these terms, as a finding's code; None if it can.

    Rule: general-1 and general-2 may be released, general-3 only as conditional, others never; closed data never.
    """
    if opening == Opening.CLOSED:
        return "opening.closed"
    if grade in (Grade.GENERAL_1, Grade.GENERAL_2):
        return None
    if grade == Grade.GENERAL_3:
        return None if opening == Opening.CONDITIONAL else "grade.conditional_only"
    return "grade.not_released"


def check_owner(
    person: Person, lineage: Collection[UUID], state: RevisionState, event: Event, *, stage: str | None, path: list[str]
) -> None:
    """Raise NotPermitted unless the event is this person's to cause, WrongState if it cannot happen now.

    lineage: the publisher and its ancestors.  stage: the open stage.  path: all stages of the revision.
    """
    owner = owner_of(state, event)
    needed = {
        Owner.STAGE: [Role(stage)] if stage else [],
        Owner.ANY_STAGE: [Role(one) for one in path],
        Owner.STEWARD: [Role.STEWARD],
        Owner.RELEASE: [Role.RELEASE],
        Owner.SYSTEM: [],
    }[owner]
    if not any(person.has(role, lineage) for role in needed):
        raise NotPermitted("decide.role", role=",".join(needed) or owner.value)


def check_four_eyes(person: Person, *, prepared_by: Collection[UUID], approved_by: Collection[UUID]) -> None:
    """Raise NotPermitted if the person prepared what is decided on, or has approved it at another stage.

    No role is exempt. prepared_by: whoever saved, uploaded or handed in since the dataset's last release.
    """
    if person.id in prepared_by:
        raise NotPermitted("decide.own_work")
    if person.id in approved_by:
        raise NotPermitted("decide.twice")


def embargo_until(day: str, zone: ZoneInfo) -> datetime:
    """Return the first moment of a day, ``YYYY-MM-DD`` in the site's zone. Raises PortalError for what is no day."""
    try:
        return datetime.strptime(day, "%Y-%m-%d").replace(tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError) as error:  # the first day of the year 1 begins before it, in Greenwich
        raise PortalError("desk.date", value=day[:50]) from error


DEFAULT_PATH = [Stage.DEPARTMENT.value, Stage.SECURITY.value, Stage.RELEASE.value]
"""The stages that a revision goes through, frozen on it at hand-in."""
