"""The desk: what waits for the person, and what has happened."""

from uuid import UUID

from flask import render_template
from sqlalchemy.orm import Session

from portal.accounts import OFFICIAL_ROLES, Person, Role
from portal.catalog.models import Revision
from portal.catalog.publishers import lineage
from portal.catalog.words import RevisionState
from portal.review.decisions import preparers
from portal.review.drafts import drafts_for
from portal.review.inbox import publishers_of, returned_to, revisions_for
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
        returned=returned_to(session, person, limit=_SHOWN),
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
