"""Answers go out compressed, by brotli or gzip, where the reader takes it and nothing secret stands in them.

A compressed answer has an ETag of its own, ``"<tag>:br"``: another representation, so another strong tag (RFC 9110
§8.8.3.3). Downloads go out as they were signed: their ETag is the hash of their bytes. Pages of the desk hold form
tokens, which the length of a compressed page can betray (BREACH).
"""

from collections.abc import Iterator

from flask import Flask, Request, Response, request
from flask_compress import Compress

__all__ = ["init_compression", "tags_of"]

_ALGORITHMS = ("br", "gzip")
_TYPES = (
    *("text/html", "text/css", "text/plain", "text/javascript", "text/csv", "text/turtle", "image/svg+xml"),
    *("application/json", "application/schema+json", "application/ld+json", "application/x-ndjson"),
    *("application/xml", "application/rdf+xml", "application/atom+xml", "application/opensearchdescription+xml"),
)
_NOT = frozenset({"downloads", "desk", "health"})
"""Blueprints whose answers stay as they are."""

_TIME = slice(4, 8)
"""Where a gzip file says when it was made (RFC 1952 §2.3): zero, or one strong tag would name different bytes."""


def init_compression(app: Flask) -> None:
    """Compress what may be compressed. Whoever sets an ETag has to be asked before: is registered after."""
    app.config.update(
        COMPRESS_ALGORITHM=list(_ALGORITHMS),
        COMPRESS_ALGORITHM_STREAMING=list(_ALGORITHMS),
        COMPRESS_MIMETYPES=list(_TYPES),
        COMPRESS_STREAMING_ENDPOINT_CONDITIONAL=["static", "bootstrap.static"],
        COMPRESS_REGISTER=False,
    )
    compress = Compress(app)

    def shorten(response: Response) -> Response:
        return response if request.blueprint in _NOT else _shortened(response, compress)

    app.after_request(shorten)


def _shortened(response: Response, compress: Compress) -> Response:
    if not any(_accepted(request)):  # asked here: Flask-Compress takes ``gzip;q=0`` for a wish
        response.vary.add("Accept-Encoding")
        return response
    whole = response.response
    shortened: Response = compress.after_request(response)
    if shortened.response is not whole and hasattr(whole, "close"):
        shortened.call_on_close(whole.close)  # a file that is now read through the compressor
    if shortened.content_encoding == "gzip" and shortened.is_sequence:
        data = shortened.get_data()
        shortened.set_data(data[: _TIME.start] + bytes(4) + data[_TIME.stop :])
    return shortened


def tags_of(state: str, asked: Request) -> Iterator[str]:
    """Give the tags of the representations of a state that a request accepts, the plain one last."""
    yield from (f"{state}:{algorithm}" for algorithm in _accepted(asked))
    yield state


def _accepted(asked: Request) -> list[str]:
    return [one for one in _ALGORITHMS if asked.accept_encodings.quality(one) > 0]
