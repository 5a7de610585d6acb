"""How often one address may ask for what takes work: API, feeds, search, tables. Said in every such answer.

Counted in each web process by itself, so that no part is needed beside it: a reader may reach as many times the limit
as there are processes. Behind a proxy, ``PORTAL_TRUSTED_PROXIES`` has to say so, or all readers count as one.
"""

from time import time

from flask import Flask, Response, request
from flask_limiter import Limiter
from limits import parse_many
from werkzeug.middleware.proxy_fix import ProxyFix

from portal.errors import PortalError
from portal.services import Services

__all__ = ["init_limits"]

_PATHS = ("/api/", "/datastore/")
_WORKING = frozenset({"public.datasets", "public.resource", "public.release"})
"""Pages that search, or query a table."""


def init_limits(app: Flask) -> None:
    """Answer 429 with ``Retry-After`` above the setting ``rate_limit``. Raises PortalError if it makes no sense."""
    wired: Services = app.extensions["portal"]
    settings = wired.settings
    if settings.trusted_proxies:
        believed = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=believed, x_proto=believed, x_host=believed)  # type: ignore[method-assign]  # Flask's documented place
    if not settings.rate_limit:
        return
    try:
        parse_many(settings.rate_limit)
    except ValueError as error:
        raise PortalError("setting.value", name="PORTAL_RATE_LIMIT") from error
    limiter = Limiter(
        _address,
        app=app,
        application_limits=[settings.rate_limit],
        application_limits_exempt_when=_is_free,
        storage_uri="memory://",
        strategy="fixed-window",
    )

    def say(response: Response) -> Response:
        return _say(response, limiter)

    app.after_request(say)


def _say(response: Response, limiter: Limiter) -> Response:
    """Write the headers of draft-ietf-httpapi-ratelimit-headers-07, and ``Retry-After`` where it is over."""
    limit = limiter.current_limit
    if limit is not None:
        wait = str(max(1, int(limit.reset_at - time())))
        response.headers["RateLimit-Limit"] = str(limit.limit.amount)
        response.headers["RateLimit-Remaining"] = str(max(0, limit.remaining))
        response.headers["RateLimit-Reset"] = wait
        if response.status_code == 429:
            response.headers["Retry-After"] = wait
    return response


def _address() -> str:
    return request.remote_addr or "unknown"


def _is_free() -> bool:
    works = request.path.startswith(_PATHS) or request.blueprint == "feeds" or request.endpoint in _WORKING
    return request.method == "OPTIONS" or not works
