"""The desk: what waits for the person, and what has happened."""

from collections.abc import Iterable
from uuid import UUID

from flask import render_template
from sqlalchemy.orm import Session

from portal.accounts import OFFICIAL_ROLES, Person, Role
from portal.catalog.models import Revision
from portal.catalog.publishers import lineage
from portal.catalog.words import RevisionState
from portal.review.decisions import preparers
from portal.review.drafts import drafts_for
from portal.review.inbox import publishers_of, revisions_for
from portal.review.notices import latest_notices
from portal.web.desk.blueprint import desk
from portal.web.desk.session import signed_in
from portal.web.reading import read_session

__all__ = ["home", "waiting_for"]

_SHOWN = 20


@desk.get("/desk")
def home() -> str:
    """Show drafts, revisions that wait for this person, and notices."""
    session, person = read_session(), signed_in()
    visible = publishers_of(session, person)
    return render_template(
        "desk/home.html",
        drafts=drafts_for(session, person)[:_SHOWN],
        waiting=waiting_for(session, person),
        returned=_returned(session, person),
        notices=latest_notices(session, visible, limit=_SHOWN) if visible is None or visible else [],
        is_steward=Role.STEWARD.value in person.roles,
        is_official=any(role in OFFICIAL_ROLES for role in person.roles),
    )


def waiting_for(session: Session, person: Person) -> list[Revision]:
    """Return the revisions at whose open stage this person may decide, the oldest first."""
    places: dict[UUID, tuple[UUID, ...]] = {}
    found = []
    for revision in reversed(revisions_for(session, person, state=RevisionState.IN_REVIEW)):
        publisher = revision.dataset.publisher_id
        places.setdefault(publisher, lineage(session, publisher))
        if (
            revision.stage
            and person.has(Role(revision.stage), places[publisher])
            and person.id not in preparers(session, revision.dataset)
        ):
            found.append(revision)
    return found


def _returned(session: Session, person: Person) -> list[Revision]:
    """Return the newest revision of each dataset where it was returned to this person's stewardship."""
    newest: dict[UUID, Revision] = {}
    for revision in revisions_for(session, person):
        newest.setdefault(revision.dataset_id, revision)
    return _stewarded(session, person, (one for one in newest.values() if one.state == RevisionState.RETURNED))


def _stewarded(session: Session, person: Person, revisions: Iterable[Revision]) -> list[Revision]:
    kept = [one for one in revisions if person.has(Role.STEWARD, lineage(session, one.dataset.publisher_id))]
    return kept[:_SHOWN]
