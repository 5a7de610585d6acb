"""The doors of the CKAN Action API: one address an action under two prefixes, and the envelope round each answer."""

import json
import re
from typing import Any

from flask import Blueprint, Response, request
from werkzeug.exceptions import InternalServerError, RequestEntityTooLarge

from portal.api.ckan.errors import ActionError, BadRequestData, TooLarge
from portal.api.ckan.parameters import read_parameters
from portal.api.ckan.parts import Part
from portal.api.ckan.table import ACTIONS
from portal.api.v1.blueprint import absolute
from portal.web.reading import read_session

__all__ = ["ckan"]

ckan = Blueprint("ckan", __name__)

_JSON = "application/json;charset=utf-8"
_SCRIPT = "application/javascript;charset=utf-8"
_CALLBACK = re.compile(r"[A-Za-z_$][\w$.]{0,99}", re.ASCII)
_LARGEST_BODY = 1_000_000


@ckan.route("/api/3/action/<name>", methods=["GET", "POST"], strict_slashes=False)
@ckan.route("/api/action/<name>", methods=["GET", "POST"], endpoint="short", strict_slashes=False)
def action(name: str) -> Response:
    """Answer an action; parameters from form, query or JSON body."""
    request.max_content_length = _LARGEST_BODY
    act = ACTIONS.get(name)
    if act is None:
        return _bad_request(f"Action name not known: {name[:100]}")
    try:
        given = read_parameters(request)
    except BadRequestData as error:
        return _bad_request(f"JSON Error: {error}")
    except RequestEntityTooLarge as error:
        raise TooLarge(_LARGEST_BODY) from error
    callback = given.given.pop("callback", None)
    result = act(read_session(), given)
    written = _written({"help": _help(name), "success": True, "result": result})
    if request.method == "GET" and isinstance(callback, str) and _CALLBACK.fullmatch(callback):
        answer = Response(b"%s(%s);" % (callback.encode(), written), content_type=_SCRIPT)
    else:
        answer = Response(written, content_type=_JSON)
    if isinstance(result, Part):
        answer.headers["Kaifang-Total"] = str(result.total)
        answer.headers["Kaifang-Truncated"] = "true" if result.is_cut else "false"
    return answer


@ckan.get("/api", endpoint="first_version", defaults={"number": 1}, strict_slashes=False)
@ckan.get("/api/3", defaults={"number": 3}, strict_slashes=False)
def version(number: int) -> Response:
    """Say which version of the API this address is of, as CKAN does."""
    return Response(_written({"version": number}), content_type=_JSON)


@ckan.errorhandler(ActionError)
def failed(error: ActionError) -> Response:
    """Answer for what an action could not do."""
    return _failed(str((request.view_args or {}).get("name", "datastore_search")), error)


@ckan.errorhandler(InternalServerError)
def broken(_error: InternalServerError) -> Response:
    """Answer for a fault of ours in the shape that clients read, without a word of its cause."""
    name = str((request.view_args or {}).get("name", ""))
    return _failed(name, ActionError({"message": "Internal Server Error"}))


def _failed(name: str, error: ActionError) -> Response:
    told: dict[str, Any] = {"__type": error.type, **error.body}
    body = {"help": _help(name), "success": False, "error": told}
    return Response(_written(body), error.status, content_type=_JSON)


def _bad_request(why: str) -> Response:
    return Response(_written(f"Bad request: {why}"), 400, content_type=_JSON)


def _written(body: Any) -> bytes:
    """Write JSON. Half a character, which a parameter may hold and an answer repeat, stays the escape that it was."""
    return json.dumps(body, ensure_ascii=False).encode("utf-8", "backslashreplace")


def _help(name: str) -> str:
    return f"{absolute('ckan.action', name='help_show')}?name={name}"
