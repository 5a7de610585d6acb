"""Files of a release: immutable, by number; ``latest`` leads to the number."""

import re
from typing import Any, BinaryIO, NoReturn
from urllib.parse import quote

from flask import Blueprint, Response, abort, redirect, request, url_for
from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.wrappers import Response as WerkzeugResponse
from werkzeug.wsgi import FileWrapper, wrap_file

from portal.catalog import public
from portal.catalog.public import OpenFile
from portal.web.gone import Conditional
from portal.web.public.blueprint import MOST, standing_dataset, standing_release
from portal.web.public.joined import Joined
from portal.web.reading import read_session, services

__all__ = ["downloads"]

downloads = Blueprint("downloads", __name__)

_IMMUTABLE = "public, max-age=31536000, s-maxage=60, immutable"
_NUMBER = f"<int(max={MOST}):number>"
_PARQUET = "application/vnd.apache.parquet"
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
    found = public.open_file(read_session(), name, number, file)
    if found is None:
        return _refuse(name, number)
    return _blob(found.sha256, _PARQUET if found.resource is None else _mediatype(found), file)


@downloads.get(f"/datasets/<name>/releases/{_NUMBER}/<zip_name>.zip")
def package(name: str, number: int, zip_name: str) -> Response:
    """Give the whole release as one zip: the stored prefix and the tail from the release's row."""
    found = public.open_package(read_session(), name, number) if zip_name == f"{name}-v{number}" else None
    if found is None:
        return _refuse(name, number)
    prefix = services().storage.open(found.prefix_sha256)
    joined = Joined(prefix, found.bytes - len(found.tail), found.tail)
    return _immutable(joined, "application/zip", f"{zip_name}.zip", found.sha256, found.bytes)


@downloads.get(f"/datasets/<name>/releases/{_NUMBER}/charts/<resource>/<chart>/<picture>.svg")
def picture(name: str, number: int, resource: str, chart: str, picture: str) -> Response:
    """Give a drawing of a table; its styles stand in itself, and nothing else may be loaded by it."""
    sha256 = public.open_picture(read_session(), name, number, (resource, chart, picture))
    if sha256 is None:
        return _refuse(name, number)
    answer = _blob(sha256, "image/svg+xml", "")
    answer.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return answer


def _refuse(name: str, number: int) -> NoReturn:
    """Say why there is no such file for everyone: withdrawn, by application, or never there."""
    if standing_release(name, number).view.is_conditional:
        raise Conditional(name)
    abort(404)


def _mediatype(file: OpenFile) -> str:
    """Say what a file is, as far as the descriptor can be believed; its encoding, where it is known."""
    resource = file.resource or {}
    mediatype = str(resource.get("mediatype") or "")
    if not _MEDIATYPE.fullmatch(mediatype):
        return "application/octet-stream"
    encoding = "utf-8" if file.is_table else str(resource.get("encoding") or "")
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
