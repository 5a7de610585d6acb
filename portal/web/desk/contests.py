"""Contesting what a detector found, and accepting the contest."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as WerkzeugResponse

from portal.errors import NotFound, NotPermitted, PortalError
from portal.review.contest import accept_contest, contest
from portal.web.desk.blueprint import desk
from portal.web.desk.review_page import show_review
from portal.web.desk.session import signed_in
from portal.web.reading import services

__all__ = ["accept", "contest_finding"]

Answer = str | WerkzeugResponse | tuple[str, int]


@desk.post("/desk/reviews/<uuid:revision_id>/contest")
def contest_finding(revision_id: UUID) -> Answer:
    """Write down, as a steward, why a detector is wrong."""
    person, reason = signed_in(), request.form.get("reason", "")
    try:
        with services().database.write() as session:
            contest(session, services().clock.now(), finding_id=_finding(), by=person, reason=reason)
    except NotFound:
        raise
    except PortalError as error:
        return show_review(revision_id, person, problem=error), _status(error)
    flash(gettext("Your reason is recorded; the security review decides on it."), "success")
    return redirect(url_for("desk.review", revision_id=revision_id), 303)


@desk.post("/desk/reviews/<uuid:revision_id>/contest/accept")
def accept(revision_id: UUID) -> Answer:
    """Let a contested finding be a matter of reason, as the security stage."""
    person = signed_in()
    try:
        with services().database.write() as session:
            accept_contest(session, services().clock.now(), finding_id=_finding(), by=person)
    except NotFound:
        raise
    except PortalError as error:
        return show_review(revision_id, person, problem=error), _status(error)
    flash(gettext("The finding no longer forbids the approval; it needs a written reason now."), "success")
    return redirect(url_for("desk.review", revision_id=revision_id), 303)


def _finding() -> int:
    text = request.form.get("finding", "")
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise NotFound("finding.unknown")
    return int(text)


def _status(error: PortalError) -> int:
    return 403 if isinstance(error, NotPermitted) else 409
