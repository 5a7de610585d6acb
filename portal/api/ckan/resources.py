"""Files: one by its id, those that fit, the formats there are."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy.orm import Session

from portal.api.ckan.errors import Invalid, Missing
from portal.api.ckan.identity import resource_id
from portal.api.ckan.packages import ROWS_MOST, all_packages, package_named
from portal.api.ckan.parameters import Parameters
from portal.api.ckan.parts import Part
from portal.api.ckan.shapes import resource
from portal.catalog import public
from portal.catalog.presentation import DatasetView, ResourceView
from portal.catalog.public import Filters
from portal.ledger import standing_at

__all__ = [
    "format_autocomplete",
    "resource_named",
    "resource_search",
    "resource_show",
    "resource_view_list",
]

_KNOWN = "portal.ckan.resources"
_FIELDS = ("id", "name", "title", "description", "format", "url", "mimetype", "hash", "package_id", "size", "created")


def resource_show(session: Session, given: Parameters) -> dict[str, Any]:
    """Return a file by its id."""
    view, found, place = resource_named(session, given.required("id"))
    return resource(view, found, place)


def resource_named(session: Session, id_: str) -> tuple[DatasetView, ResourceView, int]:
    """Return a standing dataset, its file of this id, and the file's place. Raises Missing."""
    try:
        wanted = str(UUID(id_))
    except ValueError:
        wanted = ""
    dataset, name = _places(session).get(wanted, ("", "")) if wanted else ("", "")
    if not dataset:
        raise Missing("Resource was not found.")
    view = package_named(session, dataset)
    place = [one.name for one in view.resources].index(name)
    return view, view.resources[place], place


def _places(session: Session) -> Mapping[str, tuple[str, str]]:
    """Return dataset and file by the file's id. Ids are derived, so all are, once a change of what is public."""
    change = standing_at(session)
    known: tuple[int, Mapping[str, tuple[str, str]]] | None = current_app.extensions.get(_KNOWN)
    if known is None or known[0] != change:
        names = public.resource_names(session)
        known = (change, {resource_id(id_, one): (dataset, one) for id_, dataset, one in names})
        current_app.extensions[_KNOWN] = known
    return known[1]


def resource_search(session: Session, given: Parameters) -> dict[str, Any]:
    """Return the files that fit all of query: ``field:term`` or a list of these.

    A term fits anywhere in the field, in any case; of a hash its beginning.  order_by: a field.
    limit (at most 1000), offset.
    """
    terms = [_term(one) for one in given.texts("query")]
    if not terms:
        raise Invalid(query="Missing value")
    order = given.text("order_by")
    if order and order not in _FIELDS:
        raise Invalid(order_by=f'Field "{order[:100]}" not recognised in resource_search.')
    found = [
        (one[order] if order else None, view.name, place)  # not the whole of what may be every file there is
        for view in all_packages(session)
        for place, one in enumerate(_files(view))
        if all(_fits(one, field, term) for field, term in terms)
    ]
    if order:
        found.sort(key=lambda one: (one[0] is None, one[0]))
    start = given.natural("offset", 0)
    part = found[start : start + given.natural("limit", ROWS_MOST, ROWS_MOST)]
    views = {view.name: view for view in public.all_datasets(session, sorted({name for _, name, _ in part}))}
    results = [resource(views[name], views[name].resources[place], place) for _, name, place in part]
    return {"count": len(found), "results": results}


def resource_view_list(session: Session, given: Parameters) -> list[dict[str, Any]]:
    """Return the views that CKAN keeps beside a file: a portal that draws its own has none."""
    resource_named(session, given.required("id"))
    return []


def format_autocomplete(session: Session, given: Parameters) -> Part:
    """Return formats that hold q, those of most datasets first. limit: 5 unless told."""
    q = given.required("q").lower()
    counted = public.facets(session, Filters(), ("format",))["format"]
    found = [one.lower() for one in counted if q in one.lower()]
    return Part(found[: given.natural("limit", 5)], start=0, total=len(found))


def _files(view: DatasetView) -> list[dict[str, Any]]:
    return [resource(view, one, place) for place, one in enumerate(view.resources)]


def _term(text: str) -> tuple[str, str]:
    field, colon, term = text.partition(":")
    if not colon:
        raise Invalid(query="Must be <field>:<value> pair(s)")
    if field not in _FIELDS:
        raise Invalid(query=f'Field "{field[:100]}" not recognised in resource_search.')
    return field, term.lower()


def _fits(written: dict[str, Any], field: str, term: str) -> bool:
    value = str(written[field] or "").lower()
    if field == "hash":
        return value.startswith(term) or value.removeprefix("sha256:").startswith(term)
    return term in value
