"""The language of a page is in its path: ``/en/…`` is English, everything else Chinese. Nothing else decides.

The prefix is taken off before routing and given to the application as part of its root, so that every page has one
route, and a link made on an English page leads to an English page.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from flask import request, url_for

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

__all__ = ["LanguagePrefix", "current_language", "neutral_url_for", "other_language_url"]

_PREFIX = "/en"
_KEY = "portal.language"
_NEUTRAL = ("/api/", "/static/", "/bootstrap/", "/health/", "/profiles/")


class LanguagePrefix:
    """WSGI middleware that turns ``/en/path`` into ``/path`` in English. What has no language has no English twin."""

    def __init__(self, application: "WSGIApplication") -> None:
        self._application = application

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer a request."""
        path = environ.get("PATH_INFO", "")
        language = "zh"
        if path == _PREFIX or path.startswith(_PREFIX + "/"):
            rest = path[len(_PREFIX) :]
            if not rest.startswith(_NEUTRAL):
                language = "en"
                environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + _PREFIX
                environ["PATH_INFO"] = rest or "/"
        environ[_KEY] = language
        return self._application(environ, start_response)


def current_language() -> str:
    """Return ``zh`` or ``en``, as the path of this request says."""
    return str(request.environ.get(_KEY, "zh"))


def other_language_url() -> str:
    """Return the address of this page in the other language, its query kept."""
    query = request.query_string.decode("ascii", "replace")
    root = request.root_path.removesuffix("/")
    base = root.removesuffix(_PREFIX) if current_language() == "en" else root + _PREFIX
    return f"{base}{request.path}" + (f"?{query}" if query else "")


def neutral_url_for(endpoint: str, **values: object) -> str:
    """Return the one address of something that has no language: a download, an API answer, a file."""
    link: Callable[..., str] = url_for
    url = link(endpoint, **values)
    return url.removeprefix(_PREFIX) if current_language() == "en" else url
