"""Datasets: one, their names, lists of whole ones."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from portal.api.ckan.errors import Invalid, Missing
from portal.api.ckan.parameters import LARGEST, Parameters
from portal.api.ckan.parts import Part
from portal.api.ckan.shapes import package
from portal.catalog import public
from portal.catalog.presentation import DatasetView
from portal.catalog.public import Filters, ReleaseView

__all__ = [
    "ROWS",
    "ROWS_MOST",
    "all_packages",
    "current_package_list_with_resources",
    "package_autocomplete",
    "package_list",
    "package_named",
    "package_show",
]

ROWS, ROWS_MOST = 10, 1000
_AT_ONCE = 500


def package_show(session: Session, given: Parameters) -> dict[str, Any]:
    """Return a dataset. id: its id or name."""
    return package(package_named(session, given.required("id", "name_or_id")))


def package_named(session: Session, id_or_name: str) -> DatasetView:
    """Return a dataset that stands, by id or name. Raises Missing, with the same words whatever the reason."""
    try:
        name = public.name_of(session, UUID(id_or_name)) or id_or_name
    except ValueError:
        name = id_or_name
    found = public.get_dataset(session, name)
    if not isinstance(found, ReleaseView):
        raise Missing("Package was not found.")
    return found.view


def all_packages(session: Session) -> Iterator[DatasetView]:
    """Read all datasets in order of their names, some at a time, so that memory stays bounded."""
    start, count = 0, 1
    while start < count:
        views, count = public.slice_datasets(session, Filters(), sort="name", start=start, count=_AT_ONCE)
        yield from views
        start += _AT_ONCE


def package_list(session: Session, given: Parameters) -> Part:
    """Return the names of all datasets in order. limit, offset: part of them; without limit all."""
    names = [name for name, _ in public.dataset_titles(session)]
    start = given.natural("offset", 0)
    return Part(names[start : start + given.natural("limit", LARGEST)], start=start, total=len(names))


def current_package_list_with_resources(session: Session, given: Parameters) -> Part:
    """Return datasets with their files, the latest changed first. limit (10, at most 1000), offset or page."""
    rows = given.natural("limit", ROWS, ROWS_MOST)
    start = given.natural("offset", 0)
    if "page" in given.given:
        page = given.natural("page", 1)
        if page < 1:
            raise Invalid(page="Must be larger than 0")
        start = min((page - 1) * rows, LARGEST)
    views, total = public.slice_datasets(session, Filters(), sort="-modified", start=start, count=rows)
    return Part([package(one) for one in views], start=start, total=total)


def package_autocomplete(session: Session, given: Parameters) -> Part:
    """Return datasets whose name or title holds q. limit: 10 unless told."""
    q = given.required("q").lower()
    limit = given.natural("limit", 10, ROWS_MOST)
    found = []
    for name, title in public.dataset_titles(session):
        if q in name or q in title.lower():
            field = "name" if q in name else "title"
            shown = name if field == "name" else f"{title} ({name})"
            found.append({"name": name, "title": title, "match_field": field, "match_displayed": shown})
    return Part(found[:limit], start=0, total=len(found))
