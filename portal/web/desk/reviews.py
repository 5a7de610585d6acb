"""Revisions: the list, the evidence, the decision."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as WerkzeugResponse

from portal.catalog.words import RevisionState
from portal.errors import NotFound, NotPermitted, PortalError
from portal.review import Changed, Event, WrongState, decide
from portal.review.inbox import revisions_for
from portal.review.policy import embargo_until
from portal.web.desk.blueprint import desk
from portal.web.desk.forms import DecisionForm
from portal.web.desk.review_page import show_review
from portal.web.desk.session import signed_in
from portal.web.listing import page_numbers, take_known
from portal.web.reading import read_session, services

__all__ = ["back_to_review", "decide_on", "review", "reviews"]

Answer = str | WerkzeugResponse | tuple[str, int]
_PER_PAGE = 50


@desk.get("/desk/reviews")
def reviews() -> str:
    """List the revisions that the person may see, newest first, by state if one is asked for."""
    given = take_known(request.args, ("page", "state"), strict=False)
    number, _ = page_numbers(given)
    state = given.get("state") if given.get("state") in list(RevisionState) else None
    found = revisions_for(
        read_session(), signed_in(), state=state, limit=_PER_PAGE + 1, offset=(number - 1) * _PER_PAGE
    )
    return render_template(
        "desk/reviews.html",
        revisions=found[:_PER_PAGE],
        state=state,
        states=[one.value for one in RevisionState],
        page=number,
        more=len(found) > _PER_PAGE,
    )


@desk.get("/desk/reviews/<uuid:revision_id>")
def review(revision_id: UUID) -> str:
    """Show what is decided on, and the form to decide with."""
    return show_review(revision_id, signed_in())


@desk.get("/desk/reviews/<uuid:revision_id>/decide")
@desk.get("/desk/reviews/<uuid:revision_id>/contest")
@desk.get("/desk/reviews/<uuid:revision_id>/contest/accept")
def back_to_review(revision_id: UUID) -> WerkzeugResponse:
    """Lead to the revision from where forms go: a page that was refused is loaded again, or in the other language."""
    return redirect(url_for("desk.review", revision_id=revision_id), 303)


@desk.post("/desk/reviews/<uuid:revision_id>/decide")
def decide_on(revision_id: UUID) -> Answer:
    """Take a decision on what the person was shown."""
    person, form = signed_in(), DecisionForm()
    day = form.not_before.data
    try:
        with services().database.write() as session:
            made = decide(
                session,
                services().clock.now(),
                revision_id=revision_id,
                seen=form.seen.data or "",
                stage=form.stage.data or None,
                by=person,
                verdict=_verdict(form.verdict.data),
                reason=form.comment.data or "",
                not_before=embargo_until(day, services().settings.zone) if day else None,
            )
            verdict = made.verdict
    except NotFound:
        raise
    except PortalError as error:
        return show_review(revision_id, person, form=form, problem=error), _status(error)
    flash(_TOLD[verdict](), "success")
    return redirect(url_for("desk.review", revision_id=revision_id), 303)


_TOLD = {
    "approved": lambda: gettext("Your approval is recorded."),
    "returned": lambda: gettext("The revision is returned to the steward, with your comment."),
    "rejected": lambda: gettext("The revision is rejected."),
}


def _verdict(value: str | None) -> Event:
    try:
        return Event(value or "")
    except ValueError as error:
        raise PortalError("decide.verdict", verdict=(value or "")[:50]) from error


def _status(error: PortalError) -> int:
    if isinstance(error, Changed | WrongState):
        return 409
    return 403 if isinstance(error, NotPermitted) else 400
