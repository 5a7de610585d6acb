"""The blueprint of the desk: deny by default, kept by no cache."""

from typing import Any, cast

from flask import Blueprint, Response, abort, g, redirect, request, url_for
from werkzeug.wrappers import Response as WerkzeugResponse

from portal.catalog.models import Publisher
from portal.review.queue import drafts_count, waiting_count
from portal.web.desk.masking import mask_text
from portal.web.desk.session import current_person, signed_in
from portal.web.language import current_language
from portal.web.reading import read_session
from portal.wording.desk import desk_label, told, told_finding
from portal.wording.remedies import step_words

__all__ = ["desk", "publisher_title"]

desk = Blueprint("desk", __name__)

_OPEN = frozenset({"desk.login"})
"""The pages that need no sign-in."""


@desk.before_request
def _demand_a_person() -> WerkzeugResponse | None:
    if request.endpoint in _OPEN or current_person() is not None:
        return None
    wanted = f"{request.script_root}{request.full_path.removesuffix('?')}" if request.method == "GET" else None
    return redirect(url_for("desk.login", next=wanted), 303)


@desk.before_request
def _refuse_nul() -> None:
    """No form of a browser sends NUL, and PostgreSQL cannot keep it."""
    if "\x00" in request.path:
        abort(404)
    if any("\x00" in value for values in request.form.listvalues() for value in values):
        abort(400)


@desk.after_request
def _keep_nowhere(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


def publisher_title(publisher: Publisher) -> str:
    """Return a publisher's title in the page's language."""
    return (publisher.title_en or publisher.title) if current_language() == "en" else publisher.title


@desk.context_processor
def _words() -> dict[str, Any]:
    return {
        "person": current_person(),
        "words": desk_label,
        "told": told,
        "told_finding": told_finding,
        "step_words": step_words,
        "masked": mask_text,
        "publisher_title": publisher_title,
        "desk_counts": _counts,
    }


def _counts() -> dict[str, int]:
    """Count what waits for the person, for the bar of the desk: revisions to decide on, and drafts."""
    if "desk_counts" not in g:
        session, person = read_session(), signed_in()
        g.desk_counts = {"waiting": waiting_count(session, person), "drafts": drafts_count(session, person)}
    return cast(dict[str, int], g.desk_counts)
