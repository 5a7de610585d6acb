"""Public answers that were made are kept in memory, and given again for as long as their state stands.

An answer's ETag names all that its bytes hang on (`portal.web.caching`) but the address that the reader called the
portal by, which links may repeat: the two together are the key. So nothing has to be thrown away when data change:
the next state has another name, and what is asked for no more makes room.
"""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock
from typing import cast

from flask import Flask, Response, current_app, g, request

from portal.services import Services

__all__ = ["Answers", "init_answers", "kept_answer"]

_SHARE = 16
"""No answer may take more than this part of the room."""

_OVERHEAD = 2048  # bytes that headers and bookkeeping take beside the body, roughly


@dataclass(frozen=True, slots=True)
class _Kept:
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def size(self) -> int:
        return len(self.body) + _OVERHEAD


class Answers:
    """Bodies and headers by key, within a number of bytes; the longest unused go first. Safe among threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[str, str], _Kept] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, key: tuple[str, str]) -> Response | None:
        """Return an answer as it was given; None if it is not kept."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            self._kept.move_to_end(key)
        return Response(found.body, headers=list(found.headers))

    def put(self, key: tuple[str, str], response: Response) -> None:
        """Keep an answer whose body is at hand, unless it is too large."""
        kept = _Kept(tuple(response.headers.items()), response.get_data())
        if kept.size > self._most // _SHARE:
            return
        with self._lock:
            if key in self._kept:
                return
            self._kept[key] = kept
            self._size += kept.size
            while self._size > self._most:
                _, oldest = self._kept.popitem(last=False)
                self._size -= oldest.size


def init_answers(app: Flask) -> None:
    """Keep what is answered whole. To be registered before what shapes an answer: it is asked last."""
    wired: Services = app.extensions["portal"]
    app.extensions["portal.answers"] = Answers(wired.settings.answer_cache_bytes)
    app.after_request(_keep)


def kept_answer(tags: Iterable[str]) -> Response | None:
    """Return the first answer that is kept under one of these ETags, for the address this request came to."""
    for tag in tags:
        found = _answers().get((tag, request.host_url))
        if found is not None:
            g.kept_answer = True
            return found
    return None


def _keep(response: Response) -> Response:
    tag = _strong_tag(response)
    if tag and request.method == "GET" and response.is_sequence and "kept_answer" not in g:
        _answers().put((tag, request.host_url), response)
    return response


def _strong_tag(response: Response) -> str | None:
    """Return the tag of an answer that hangs on the public state alone."""
    tag, weak = response.get_etag()
    named = tag is not None and not weak and "public_state" in g and tag.startswith(g.public_state)
    return tag if named and response.status_code == 200 and "Set-Cookie" not in response.headers else None


def _answers() -> Answers:
    return cast(Answers, current_app.extensions["portal.answers"])
