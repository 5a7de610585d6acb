"""Throwing a draft away: a page that asks, and the button on it."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as WerkzeugResponse

from portal.accounts import Person
from portal.errors import NotFound, PortalError
from portal.review.drafts import DraftChanged, discard, get_draft
from portal.web.desk.blueprint import desk
from portal.web.desk.draft_page import Problem
from portal.web.desk.drafts import to_its_revision, version_of_form
from portal.web.desk.session import signed_in
from portal.web.reading import services

__all__ = ["ask_to_discard", "discard_draft"]

Answer = str | WerkzeugResponse | tuple[str, int]


@desk.get("/desk/drafts/<uuid:draft_id>/discard")
def ask_to_discard(draft_id: UUID) -> Answer:
    """Say what goes, and ask."""
    person = signed_in()
    return to_its_revision(draft_id, person) or _ask(draft_id, person)


@desk.post("/desk/drafts/<uuid:draft_id>/discard")
def discard_draft(draft_id: UUID) -> Answer:
    """Discard the draft as the person saw it; a second click finds it done."""
    person = signed_in()
    try:
        with services().database.write() as session:
            discard(session, services().clock.now(), draft_id=draft_id, version=version_of_form(), by=person)
    except NotFound:
        raise
    except PortalError as error:
        answer = to_its_revision(draft_id, person)
        return answer or (_ask(draft_id, person, error), 409 if isinstance(error, DraftChanged) else 400)
    flash(gettext("The draft is discarded."), "success")
    return redirect(url_for("desk.drafts"), 303)


def _ask(draft_id: UUID, person: Person, error: PortalError | None = None) -> str:
    with services().database.read() as session:
        draft = get_draft(session, draft_id, by=person)
    return render_template("desk/discard.html", draft=draft, problems=[Problem(error)] if error else [])
