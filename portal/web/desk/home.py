"""The desk: what waits for the person, and what has happened."""

from flask import render_template

from portal.accounts import OFFICIAL_ROLES, Role
from portal.review.drafts import drafts_for
from portal.review.inbox import publishers_of, returned_to
from portal.review.notices import latest_notices
from portal.review.queue import waiting_for
from portal.web.desk.blueprint import desk
from portal.web.desk.queue import rows_of
from portal.web.desk.session import signed_in
from portal.web.reading import read_session, services

__all__ = ["home"]

_SHOWN = 20
_WAITING = 50


@desk.get("/desk")
def home() -> str:
    """Show revisions that wait for this person, drafts, what was returned, and notices."""
    session, person = read_session(), signed_in()
    now, zone = services().clock.now(), services().settings.zone
    visible = publishers_of(session, person)
    is_steward = Role.STEWARD.value in person.roles
    return render_template(
        "desk/home.html",
        drafts=drafts_for(session, person)[:_SHOWN] if is_steward else [],
        waiting=rows_of(session, waiting_for(session, person, limit=_WAITING), now, zone),
        returned=rows_of(session, returned_to(session, person, limit=_SHOWN), now, zone) if is_steward else [],
        notices=latest_notices(session, visible, limit=_SHOWN) if visible is None or visible else [],
        is_steward=is_steward,
        decides=any(role in OFFICIAL_ROLES and role != Role.STEWARD for role in person.roles),
    )
