"""The API describes itself; its examples name what stands in this portal now, so that each can be tried."""

from collections.abc import Mapping

from flask import Response, current_app
from sqlalchemy.orm import Session

from portal.api.v1.blueprint import answer, api_v1, refuse_parameters
from portal.api.v1.openapi import openapi as make_openapi
from portal.catalog import public
from portal.catalog.public import Filters, ReleaseView
from portal.web.reading import read_session

__all__ = ["openapi", "standing_places"]

_LOOKED_AT = 20


@api_v1.get("/openapi.json")
def openapi() -> Response:
    """Describe the API (OpenAPI 3.1)."""
    refuse_parameters()
    return answer(make_openapi(current_app, standing_places(read_session())))


def standing_places(session: Session) -> Mapping[str, str | int]:
    """Return what an example may name: the newest open dataset with a table; nothing if there is none.

    ``number`` is its release, ``other`` the one before, or the same if there is none.
    """
    filters = Filters(opening="unconditional")
    newest = public.list_datasets(session, filters, sort="-modified", page=1, per_page=_LOOKED_AT).items
    for view in newest:
        for resource in view.resources:
            if resource.is_table and view.release:
                release = public.get_release(session, view.name, view.release)
                before = public.release_before(session, release) if isinstance(release, ReleaseView) else None
                other = before.number if before else view.release
                return {"name": view.name, "resource": resource.name, "number": view.release, "other": other}
    return {}
