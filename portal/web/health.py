"""Whether this process answers, and whether it can serve: for whoever starts and watches it."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response
from sqlalchemy.exc import SQLAlchemyError

from portal.canonical import pretty
from portal.catalog import public
from portal.catalog.public import Filters
from portal.errors import PortalError
from portal.ledger import standing_at
from portal.services import Services
from portal.web.reading import read_session, services

__all__ = ["health"]

health = Blueprint("health", __name__)


@health.get("/health/live")
def live() -> Response:
    """Say that the process answers."""
    return _answer({"status": "ok"}, 200)


@health.get("/health/ready")
def ready() -> Response:
    """Say whether database, files and index can serve; 503 if one cannot. An index that lags still serves."""
    wired = services()
    checks = {name: _holds(check, wired) for name, check in _CHECKS.items()}
    good = all(checks.values())
    body: dict[str, Any] = {"status": "ok" if good else "unavailable", "checks": checks}
    if checks["database"]:
        body["change"], body["indexed"] = standing_at(read_session()), wired.search.change()
    return _answer(body, 200 if good else 503)


def _database(wired: Services) -> bool:  # noqa: ARG001 one shape for all
    return standing_at(read_session()) >= 0


def _storage(wired: Services) -> bool:
    """Look whether the files of the newest release are there."""
    newest = public.list_datasets(read_session(), Filters(), sort="-modified", page=1, per_page=1).items
    return all(wired.storage.exists(one.sha256) for view in newest for one in view.resources)


def _keys(wired: Services) -> bool:
    return bool(wired.public_keys)


_CHECKS: dict[str, Callable[[Services], bool]] = {"database": _database, "storage": _storage, "keys": _keys}


def _holds(check: Callable[[Services], bool], wired: Services) -> bool:
    try:
        return check(wired)
    except (SQLAlchemyError, PortalError, OSError):
        return False


def _answer(body: dict[str, Any], status: int) -> Response:
    return Response(pretty(body), status, content_type="application/json")
