"""A read-only session a request, opened when first needed, so that one answer comes from one snapshot."""

from typing import cast

from flask import Flask, current_app, g
from sqlalchemy.orm import Session

from portal.services import Services

__all__ = ["init_reading", "read_session", "services"]


def init_reading(app: Flask) -> None:
    """Close the session of a request when it ends."""
    app.teardown_appcontext(_close)


def services() -> Services:
    """Return what the application was wired with."""
    return cast(Services, current_app.extensions["portal"])


def read_session() -> Session:
    """Return this request's session on one snapshot; it cannot write."""
    if "read_session" not in g:
        g.read_context = services().database.read()
        g.read_session = g.read_context.__enter__()
    return cast(Session, g.read_session)


def _close(error: BaseException | None) -> None:
    context = g.pop("read_context", None)
    g.pop("read_session", None)
    if context is not None:
        context.__exit__(type(error) if error else None, error, error.__traceback__ if error else None)
