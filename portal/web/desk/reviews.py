"""Revisions: the list, the evidence, the decision."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as WerkzeugResponse

from portal.catalog.words import RevisionState, Stage
from portal.errors import NotFound, NotPermitted, PortalError
from portal.review import Changed, Event, WrongState, decide
from portal.review.policy import embargo_until
from portal.review.queue import listed, standing
from portal.web.desk.blueprint import desk
from portal.web.desk.forms import DecisionForm
from portal.web.desk.queue import rows_of
from portal.web.desk.review_page import show_review
from portal.web.desk.session import signed_in
from portal.web.listing import page_numbers, take_known
from portal.web.reading import read_session, services

__all__ = ["back_to_review", "decide_on", "review", "reviews"]

Answer = str | WerkzeugResponse | tuple[str, int]
_PER_PAGE = 50
_OLDEST = "oldest"


@desk.get("/desk/reviews")
def reviews() -> str:
    """List the revisions that the person may see, newest first, by state and open stage if they are asked for."""
    session, person = read_session(), signed_in()
    given = take_known(request.args, ("page", "state", "stage", "sort"), strict=False)
    number, _ = page_numbers(given)
    state = given.get("state") if given.get("state") in list(RevisionState) else None
    stage = given.get("stage") if given.get("stage") in list(Stage) else None
    state = RevisionState.IN_REVIEW.value if stage else state  # a stage is open in that state only
    oldest_first = given.get("sort") == _OLDEST
    counts = standing(session, person)
    total = sum(count for (of, at), count in counts.items() if state in (None, of) and stage in (None, at))
    found = listed(
        session,
        person,
        state=state,
        stage=stage,
        oldest_first=oldest_first,
        limit=_PER_PAGE,
        offset=(number - 1) * _PER_PAGE,
    )

    def link(**changes: Any) -> str:
        """Return the address of a neighbour of this list; the number of the page is not carried along."""
        kept: dict[str, Any] = {"state": state, "stage": stage, "sort": _OLDEST if oldest_first else None}
        return url_for("desk.reviews", **{**kept, **changes})

    return render_template(
        "desk/reviews.html",
        rows=rows_of(session, found, services().clock.now(), services().settings.zone),
        state=state,
        stage=stage,
        states=[(one.value, sum(count for (of, _), count in counts.items() if of == one)) for one in RevisionState],
        stages=[(one.value, counts.get((RevisionState.IN_REVIEW.value, one.value), 0)) for one in Stage],
        everything=sum(counts.values()),
        total=total,
        oldest_first=oldest_first,
        page=number,
        pages=max(1, -(-total // _PER_PAGE)),
        link=link,
        paged=lambda wanted: link(page=wanted),
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
