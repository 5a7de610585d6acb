"""Datasets: search, one, and what is under one that was withdrawn."""

from flask import Response, abort, request

from portal.api.v1.blueprint import answer, api_v1, list_answer, refuse_parameters
from portal.api.v1.shapes import dataset_json
from portal.web.listing import find, parse_listing
from portal.web.public.blueprint import standing_dataset
from portal.web.reading import read_session, services

__all__ = ["dataset", "datasets", "under_dataset"]


@api_v1.get("/datasets")
def datasets() -> Response:
    """Search and narrow; facets are counted if asked for (``facets=theme,publisher``)."""
    session = read_session()
    listing = parse_listing(request.args, session, strict=True)
    found = find(session, services().search, listing)
    page = found.page
    return list_answer(
        [dataset_json(view) for view in page.items],
        total=page.total,
        page=page.page,
        per_page=page.per_page,
        given=listing.given,
        facets=found.facets,
        truncated=found.is_cut,
    )


@api_v1.get("/datasets/<name>")
def dataset(name: str) -> Response:
    """Give a dataset as its highest standing release has it."""
    release = standing_dataset(name)
    refuse_parameters()
    return answer(dataset_json(release.view))


@api_v1.get("/datasets/<name>/<path:rest>")
def under_dataset(name: str, rest: str) -> Response:  # noqa: ARG001 the rest of the address
    """Answer for what is not there: gone under a withdrawn dataset, not found under others."""
    standing_dataset(name)
    abort(404)
