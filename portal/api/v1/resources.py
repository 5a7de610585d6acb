"""The files of a dataset, their schemas and profiles."""

from flask import Response, abort

from portal.api.v1.blueprint import answer, api_v1, paged, refuse_parameters
from portal.api.v1.shapes import resource_json
from portal.catalog.presentation import ResourceView
from portal.catalog.public import ReleaseView
from portal.web.gone import Conditional
from portal.web.public.blueprint import standing_dataset
from portal.web.public.values import profile_of

__all__ = ["profile", "resources", "schema"]


@api_v1.get("/datasets/<name>/resources")
def resources(name: str) -> Response:
    """List the files of the highest standing release."""
    view = standing_dataset(name).view
    return paged(view.resources, lambda one: resource_json(view, one), name=name)


@api_v1.get("/datasets/<name>/resources/<resource>/schema")
def schema(name: str, resource: str) -> Response:
    """Give the Table Schema; it is public for conditional data too."""
    _, found = _find(name, resource)
    refuse_parameters()
    if not found.resource.get("schema"):
        abort(404)
    return answer(found.resource["schema"])


@api_v1.get("/datasets/<name>/resources/<resource>/profile")
def profile(name: str, resource: str) -> Response:
    """Give what was counted of each column."""
    release, found = _find(name, resource)
    if release.view.is_conditional:
        raise Conditional(name)
    refuse_parameters()
    counted = profile_of(release, found)
    if counted is None:
        abort(404)
    return answer({**counted, "release": release.number})


def _find(name: str, resource: str) -> tuple[ReleaseView, ResourceView]:
    release = standing_dataset(name)
    found = release.view.resource(resource)
    if found is None:
        abort(404)
    return release, found
