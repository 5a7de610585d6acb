"""From an error to an answer: a page in the path's language, or a problem under ``/api``."""

from collections.abc import Sequence

from flask import Flask, Response, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as WerkzeugResponse

from portal.api.problems import problem
from portal.catalog import public
from portal.catalog.public import ReleaseView
from portal.errors import NotFound, NotPermitted, PortalError
from portal.storage import BlobMissing, TooLarge
from portal.web.bodies import Reference, contacts
from portal.web.gone import Conditional, Withdrawn
from portal.web.reading import read_session, services
from portal.wording.public import HTTP

__all__ = ["register_errors"]

_STATUS: Sequence[tuple[type[PortalError], int]] = (
    (Withdrawn, 410),
    (Conditional, 403),
    (BlobMissing, 503),
    (TooLarge, 413),
    (NotFound, 404),
    (NotPermitted, 403),
)
_KEPT_HEADERS = ("Allow", "Content-Range", "Retry-After")


def register_errors(app: Flask) -> None:
    """Answer every error in words."""
    app.register_error_handler(PortalError, _portal_error)
    app.register_error_handler(HTTPException, _http_error)


def _portal_error(error: PortalError) -> Response:
    status = next((code for kind, code in _STATUS if isinstance(error, kind)), 400)
    asked = _contacts(error.name) if isinstance(error, Conditional) else []
    if _is_api():
        return problem(error, status, contacts=asked)
    if isinstance(error, Withdrawn):
        return make_response(render_template("errors/withdrawn.html", tombstone=error.tombstone), status)
    if isinstance(error, Conditional):
        return make_response(render_template("errors/conditional.html", name=error.name, contacts=asked), status)
    return _page(error, status)


def _http_error(error: HTTPException) -> Response | WerkzeugResponse:
    status = error.code or 500
    if isinstance(error, CSRFError):
        told = PortalError("form.expired")
    else:
        limit = services().settings.max_upload_bytes // 1_000_000  # what a 413 is about
        told = PortalError(HTTP.get(status, HTTP[500] if status >= 500 else HTTP[400]), limit=limit)
    answer = problem(told, status) if _is_api() else _page(told, status)
    for name, value in error.get_headers(request.environ):
        if name in _KEPT_HEADERS:
            answer.headers[name] = value
    return answer


def _page(error: PortalError, status: int) -> Response:
    return make_response(render_template("errors/error.html", error=error, status=status), status)


def _is_api() -> bool:
    return request.path.startswith("/api/")


def _contacts(name: str) -> list[Reference]:
    found = public.get_dataset(read_session(), name)
    return contacts(found.view.descriptor) if isinstance(found, ReleaseView) else []
