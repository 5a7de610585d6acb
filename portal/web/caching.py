"""A public answer is known before it is made: it hangs on its address, the change number, the build and the day.

So each has a strong ETag for free: a reader who holds it is answered 304 before any view runs, and another with what
was made for the first who asked (`portal.web.answers`). The change number is read first, in the snapshot that the view
reads from. What hangs on more than that (a person, a form) belongs in another blueprint, or says ``no-store``.
Downloads have ETags of their own: the hash of the file.
"""

import hashlib
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

from flask import Flask, Response, current_app, g, request

from portal.canonical import canonical
from portal.catalog.license_compatibility import Pairing
from portal.ledger import standing_at
from portal.services import Services
from portal.settings import Settings
from portal.web.answers import kept_answer
from portal.web.compression import tags_of
from portal.web.reading import read_session, services

__all__ = ["build_of", "init_caching"]

_PURE = frozenset({"public", "api_v1", "ckan", "feeds"})
"""The blueprints whose answers are pure."""

_NOT = frozenset({"public.ledger_keys"})
"""Routes of these that hang on more: keys are rotated in the data folder, which no change tells of."""

_TAG = re.compile(r'(?:W/)?"([^"]*)"')
_LENGTH = 32  # hexadecimal digits: 128 bits


def init_caching(app: Flask) -> None:
    """Answer conditional requests, and name the state that an answer was made from."""
    wired: Services = app.extensions["portal"]
    app.extensions["portal.build"] = build_of(wired.settings, wired.pairings)
    app.before_request(_answer_known)
    app.after_request(_name_state)


def build_of(settings: Settings, pairings: Iterable[Pairing]) -> str:
    """Return a hash of everything that shapes an answer beside the data: code, templates, words, assets, libraries,
    which licences go together, and the settings that answers show. It is the same on every node that runs the same."""
    shown = (settings.site_name, settings.site_name_en, settings.site_url, settings.time_zone)
    return hashlib.sha256(canonical([_code(), *shown, [asdict(one) for one in pairings]])).hexdigest()


@cache
def _code() -> str:
    digest = hashlib.sha256(sys.version.encode())
    digest.update("\n".join(sorted(f"{one.name} {one.version}" for one in distributions())).encode())
    root = Path(__file__).parents[1]
    for path in sorted(_files(root)):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _files(root: Path) -> Iterator[Path]:
    return (path for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def _answer_known() -> Response | None:
    if request.blueprint not in _PURE or request.endpoint in _NOT or request.method not in ("GET", "HEAD"):
        return None
    g.public_state = _state()
    held = set(_TAG.findall(request.headers.get("If-None-Match", "")))
    for tag in tags_of(g.public_state, request):
        if tag in held:
            answer = Response(status=304)
            del answer.headers["Content-Type"]
            answer.set_etag(tag)
            return answer
    return kept_answer(tags_of(g.public_state, request))


def _state() -> str:
    """Name what the answer hangs on. An answer to parameters may come from the index: its position belongs to it."""
    wired = services()
    change = standing_at(read_session())
    index = wired.search.change() if request.query_string else 0
    day = wired.clock.now().astimezone(wired.settings.zone).date().isoformat()
    asked = (request.root_path, request.path, request.query_string.decode("latin-1"))
    named = canonical([*asked, change, index, day, current_app.extensions["portal.build"]])
    return hashlib.sha256(named).hexdigest()[:_LENGTH]


def _name_state(response: Response) -> Response:
    state, kept = g.get("public_state"), response.cache_control
    free = not (kept.no_store or kept.private or "ETag" in response.headers)
    if state and free and response.status_code == 200:
        response.set_etag(state)
    return response
