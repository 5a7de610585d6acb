"""A name for each request, so that a reader's complaint leads to the line in the log.

It stands in the header ``X-Request-Id`` and in the log; never in a body, which would differ from one answer to the
next.
"""

import logging
import re
from uuid import uuid4

from flask import Flask, Response, g, has_request_context, request

__all__ = ["init_request_ids"]

_HEADER = "X-Request-Id"
_WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{8,64}", re.ASCII)


def init_request_ids(app: Flask) -> None:
    """Name each request, by the name it came with if that is well formed: 8 to 64 letters, digits and ``._-``."""
    app.before_request(_name)
    app.after_request(_say)
    app.logger.addFilter(_stamp)


def _name() -> None:
    given = request.headers.get(_HEADER, "")
    g.request_id = given if _WELL_FORMED.fullmatch(given) else uuid4().hex


def _say(response: Response) -> Response:
    response.headers[_HEADER] = g.get("request_id") or uuid4().hex
    return response


def _stamp(record: logging.LogRecord) -> bool:
    if has_request_context() and "request_id" in g:
        record.msg = f"{record.msg} [request {g.request_id}]"
    return True
