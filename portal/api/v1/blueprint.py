"""The blueprint of the API, and how its answers are written."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, request, url_for

from portal.canonical import pretty
from portal.web.listing import page_numbers, take_known
from portal.web.reading import services

__all__ = ["absolute", "answer", "api_v1", "list_answer", "paged", "refuse_parameters"]

api_v1 = Blueprint("api_v1", __name__, url_prefix="/api/v1")


def absolute(endpoint: str, **values: object) -> str:
    """Return an address that works outside: below the site's address, or the one that this request came to."""
    base = services().settings.site_url or request.host_url
    return base.rstrip("/") + url_for(endpoint, **values)  # type: ignore[arg-type]  # as url_for takes them


def answer(body: Mapping[str, Any]) -> Response:
    """Write an answer as JSON."""
    return Response(pretty(body), content_type="application/json")


def refuse_parameters() -> None:
    """Refuse any parameter. Raises BadParameter."""
    take_known(request.args, (), strict=True)


def paged(items: Sequence[Any], write: Callable[[Any], dict[str, Any]], **values: str) -> Response:
    """Answer with a page of a list that is at hand whole. values: those of the route."""
    given = take_known(request.args, ("page", "per_page"), strict=True)
    page, per_page = page_numbers(given)
    shown = [write(one) for one in items[(page - 1) * per_page : page * per_page]]
    return list_answer(shown, total=len(items), page=page, per_page=per_page, given={**given, **values})


def list_answer(
    items: Sequence[dict[str, Any]],
    *,
    total: int,
    page: int,
    per_page: int,
    given: Mapping[str, str],
    facets: Mapping[str, Any] | None = None,
    truncated: bool = False,
) -> Response:
    """Answer with a page of a list.

    given: parameters that its neighbours keep.  truncated: whether more fit than total counts.
    """
    last = max(1, -(-total // per_page))
    body: dict[str, Any] = {"items": items, "total": total, "page": page, "per_page": per_page}
    body["truncated"] = truncated
    body["facets"] = facets or {}

    def link(number: int) -> str:
        return absolute(str(request.endpoint), **{**given, "page": number})

    body["links"] = {
        "self": link(page),
        "first": link(1),
        "prev": link(min(page - 1, last)) if page > 1 else None,
        "next": link(page + 1) if page < last else None,
        "last": link(last),
    }
    return answer(body)
