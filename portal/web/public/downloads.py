"""Files of a release: immutable, by number; ``latest`` leads to the number."""

import re
from typing import Any, BinaryIO
from urllib.parse import quote

from flask import Blueprint, Response, abort, redirect, request, url_for
from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.wrappers import Response as WerkzeugResponse
from werkzeug.wsgi import FileWrapper, wrap_file

from portal.catalog import public
from portal.catalog.presentation import ResourceView
from portal.catalog.public import ReleaseView
from portal.web.gone import Conditional
from portal.web.public.blueprint import MOST, standing_dataset, standing_release
from portal.web.public.joined import Joined
from portal.web.reading import read_session, services

__all__ = ["downloads"]

downloads = Blueprint("downloads", __name__)

_IMMUTABLE = "public, max-age=31536000, s-maxage=60, immutable"
_NUMBER = f"<int(max={MOST}):number>"
_MEDIATYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)
_ENCODING = re.compile(r"[\w.:-]{1,40}", re.ASCII)
_CHUNK = 1 << 16


@downloads.get("/datasets/<name>/releases/latest")
@downloads.get("/datasets/<name>/releases/latest/<path:rest>")
def latest(name: str, rest: str = "") -> WerkzeugResponse:
    """Lead to the highest number that stands; the zip is asked for as ``<name>-vlatest.zip``."""
    number = standing_dataset(name).number
    if rest == f"{name}-vlatest.zip":
        rest = f"{name}-v{number}.zip"
    target = url_for("public.release", name=name, number=number) + (f"/{quote(rest)}" if rest else "")
    answer = redirect(target, 302)
    answer.headers["Cache-Control"] = "public, max-age=0, s-maxage=60"
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


@downloads.get(f"/datasets/<name>/releases/{_NUMBER}/datapackage.json")
def descriptor(name: str, number: int) -> Response:
    """Give the descriptor; it is public for a conditional release too."""
    release = standing_release(name, number)
    return _blob(release.descriptor_sha256, "application/json", "")


@downloads.get(f"/datasets/<name>/releases/{_NUMBER}/data/<file>")
def data(name: str, number: int, file: str) -> Response:
    """Give a data file, or a table's Parquet."""
    release = _open(name, number)
    for resource in release.view.resources:
        if resource.path == f"data/{file}":
            return _blob(resource.sha256, _mediatype(resource), file)
    for resource in release.view.resources:
        if resource.parquet_sha256 and file == f"{resource.name}.parquet":
            return _blob(resource.parquet_sha256, "application/vnd.apache.parquet", file)
    return abort(404)


@downloads.get(f"/datasets/<name>/releases/{_NUMBER}/<zip_name>.zip")
def package(name: str, number: int, zip_name: str) -> Response:
    """Give the whole release as one zip: the stored prefix and the tail from the release's row."""
    release = _open(name, number)
    if zip_name != f"{name}-v{number}":
        abort(404)
    tail = public.zip_tail(read_session(), release.id)
    prefix = services().storage.open(release.zip_prefix_sha256)
    joined = Joined(prefix, release.zip_bytes - len(tail), tail)
    return _immutable(joined, "application/zip", f"{zip_name}.zip", release.zip_sha256, release.zip_bytes)


def _open(name: str, number: int) -> ReleaseView:
    release = standing_release(name, number)
    if release.view.is_conditional:
        raise Conditional(name)
    return release


def _mediatype(resource: ResourceView) -> str:
    """Say what a file is, as far as the descriptor can be believed; its encoding, where it is known."""
    mediatype = str(resource.resource.get("mediatype") or "")
    if not _MEDIATYPE.fullmatch(mediatype):
        return "application/octet-stream"
    encoding = "utf-8" if resource.is_table else str(resource.resource.get("encoding") or "")
    if mediatype.startswith("text/") and _ENCODING.fullmatch(encoding):
        return f"{mediatype}; charset={encoding}"
    return mediatype


def _blob(sha256: str, mediatype: str, name: str) -> Response:
    path = services().storage.path(sha256)
    return _immutable(path.open("rb"), mediatype, name, sha256, path.stat().st_size)


def _immutable(stream: BinaryIO | Any, mediatype: str, name: str, sha256: str, size: int) -> Response:
    """Answer with Range, HEAD and If-None-Match; the ETag is the content's own hash. name: empty: shown, not saved."""
    # A server's own file wrapper sends the whole file fast, but cannot begin in its middle.
    wrapped = FileWrapper(stream, _CHUNK) if "Range" in request.headers else wrap_file(request.environ, stream, _CHUNK)
    answer = Response(wrapped, content_type=mediatype, direct_passthrough=True)
    answer.content_length = size
    answer.set_etag(sha256)
    answer.headers["Cache-Control"] = _IMMUTABLE
    answer.headers["Access-Control-Allow-Origin"] = "*"
    if name:
        answer.headers.set("Content-Disposition", "attachment", filename=name)
    if request.method == "HEAD":
        answer.headers["Accept-Ranges"] = "bytes"
    try:
        answer.make_conditional(request.environ, accept_ranges=request.method == "GET", complete_length=size)
    except RequestedRangeNotSatisfiable:
        stream.close()
        raise
    return answer
