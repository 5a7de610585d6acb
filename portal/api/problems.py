"""Errors as programs read them: ``application/problem+json`` (RFC 9457).

``type`` is stable and one a kind of error; ``title`` and ``detail`` are words, Chinese first, with their English in
``translations``.
"""

from collections.abc import Sequence
from typing import Any

from flask import Response, url_for
from flask_babel import force_locale

from portal.canonical import pretty
from portal.clock import iso
from portal.errors import PortalError
from portal.web.bodies import Reference
from portal.web.gone import Conditional, Withdrawn
from portal.web.listing import BadParameter
from portal.wording import remedy, sentence

__all__ = ["TYPE", "problem"]

TYPE = "urn:kaifang:problem:"
_KINDS = {
    "http.not_found": "not-found",
    "http.method": "method-not-allowed",
    "http.bad_request": "bad-request",
    "http.internal": "internal",
    "public.conditional": "conditional",
    "public.withdrawn": "withdrawn",
    "list.parameter": "unknown-parameter",
    "list.value": "bad-value",
    "list.once": "repeated-parameter",
}


def problem(error: PortalError, status: int, *, contacts: Sequence[Reference] = ()) -> Response:
    """Answer with what was wrong and what is allowed. contacts: whom to ask for conditional data."""
    body: dict[str, Any] = {
        "type": TYPE + _KINDS.get(error.code, error.code.replace("_", "-").replace(".", "-")),
        "status": status,
        **_words(error),
        "translations": {},
    }
    with force_locale("en"):
        body["translations"]["en"] = _words(error)
    body |= _facts(error, contacts)
    answer = Response(pretty(body), status, content_type="application/problem+json")
    answer.headers["Content-Language"] = "zh-CN"
    return answer


def _words(error: PortalError) -> dict[str, str]:
    return {"title": sentence(error.code, error.params), "detail": remedy(error.code, error.params)}


def _facts(error: PortalError, contacts: Sequence[Reference]) -> dict[str, Any]:
    if isinstance(error, BadParameter):
        return {"parameter": error.params["name"], "allowed": list(error.allowed)}
    if isinstance(error, Withdrawn):
        stone = error.tombstone
        return {
            "dataset": stone.dataset,
            "release": stone.number,
            "withdrawn": iso(stone.withdrawn_at),
            "reason": stone.reason,
            "entry": stone.entry,
        }
    if isinstance(error, Conditional):
        return {
            "dataset": error.name,
            "page": url_for("public.dataset", name=error.name),
            "contacts": [{"title": one.title, "email": one.email or None} for one in contacts],
        }
    return {}
