"""Handing a draft in, taking a revision back, opening it again as a draft."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as WerkzeugResponse

from portal.errors import NotFound, PortalError
from portal.review import recall
from portal.review.drafts import get_draft, hand_in, open_draft_of_returned
from portal.web.desk.blueprint import desk
from portal.web.desk.draft_page import Problem
from portal.web.desk.drafts import refused, save_first, take_files, version_of_form
from portal.web.desk.session import signed_in
from portal.web.reading import services

__all__ = ["mend", "submit", "take_back"]

Answer = str | WerkzeugResponse | tuple[str, int]


@desk.post("/desk/drafts/<uuid:draft_id>/submit")
def submit(draft_id: UUID) -> Answer:
    """Hand the draft in; what was typed is saved first, and files that were chosen are read."""
    person = signed_in()
    form, problems = save_first(draft_id, person)
    problems += take_files(draft_id, person)
    if problems:
        return refused(draft_id, person, form, problems)
    try:
        with services().database.write() as session:
            version = version_of_form() if form is None else get_draft(session, draft_id, by=person).version
            now = services().clock.now()
            revision_id = hand_in(session, now, draft_id=draft_id, version=version, by=person).id
    except NotFound:
        raise
    except PortalError as error:
        return refused(draft_id, person, None, [Problem(error)])
    flash(
        gettext("Handed in. The checks begin now; load this page again in a moment to see what they found."), "success"
    )
    return redirect(url_for("desk.review", revision_id=revision_id), 303)


@desk.post("/desk/reviews/<uuid:revision_id>/recall")
def take_back(revision_id: UUID) -> WerkzeugResponse:
    """Take an open revision back."""
    with services().database.write() as session:
        recall(session, services().clock.now(), revision_id=revision_id, by=signed_in())
    flash(gettext("The revision is taken back. Open it as a draft to mend it."), "success")
    return redirect(url_for("desk.review", revision_id=revision_id), 303)


@desk.post("/desk/reviews/<uuid:revision_id>/draft")
def mend(revision_id: UUID) -> WerkzeugResponse:
    """Open a draft with what was handed in, to mend it or to prepare the next edition."""
    with services().database.write() as session:
        now = services().clock.now()
        draft_id = open_draft_of_returned(session, now, revision_id=revision_id, by=signed_in()).id
    return redirect(url_for("desk.draft", draft_id=draft_id), 303)
