"""What organizations (publishers) and groups (themes) have in common: listed, shown, completed."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from portal.api.ckan.errors import Invalid, Missing
from portal.api.ckan.packages import ROWS_MOST
from portal.api.ckan.parameters import Parameters
from portal.api.ckan.parts import Part
from portal.api.ckan.shapes import package
from portal.catalog import public
from portal.catalog.public import Filters

__all__ = ["Written", "completed", "datasets_of", "listed", "one_of", "shown"]

Written = dict[str, Any]
_MOST, _MOST_WHOLE = 1000, 25
_SORTS = {"name": "name", "title": "title", "package_count": "package_count", "package": "package_count"}


def listed(collections: Sequence[Written], given: Parameters, *, chosen: str) -> Part:
    """Return names, or with all_fields whole ones. chosen: the parameter that may name the wanted ones.

    q: in name or title.  sort: ``name``, ``title`` or ``package_count``, with ``asc`` or ``desc``.
    limit (at most 1000; 25 with all_fields), offset.
    """
    whole = given.flag("all_fields")
    wanted, q = given.texts(chosen), given.text("q").lower()
    found = [one for one in collections if (not wanted or one["name"] in wanted) and _holds(one, q)]
    key, descending = _order(given.text("sort") or given.text("order_by") or "title asc")
    found.sort(key=lambda one: (one[key], one["name"]), reverse=descending)
    most = _MOST_WHOLE if whole else _MOST
    start = given.natural("offset", 0)
    part = found[start : start + given.natural("limit", most, most)]
    return Part(part if whole else [one["name"] for one in part], start=start, total=len(found))


def shown(session: Session, found: Written, filters: Filters, given: Parameters) -> Written:
    """Return one with what was asked for: include_datasets adds ``packages``, at most 1000 of ``package_count``."""
    answer = dict(found)
    if not given.flag("include_dataset_count", default=True):
        del answer["package_count"]
    if given.flag("include_datasets"):
        answer["packages"] = datasets_of(session, filters, ROWS_MOST)
    return answer


def datasets_of(session: Session, filters: Filters, most: int) -> Part:
    """Return the datasets of one, the latest changed first."""
    views, total = public.slice_datasets(session, filters, sort="-modified", start=0, count=most)
    return Part([package(one) for one in views], start=0, total=total)


def one_of(collections: Sequence[Written], id_or_name: str, missing: str) -> Written:
    """Return the one of this id or name. missing: what to say if there is none. Raises Missing."""
    for one in collections:
        if id_or_name in (one["id"], one["name"]):
            return one
    raise Missing(missing)


def completed(collections: Sequence[Written], given: Parameters) -> Part:
    """Return id, name and title of those whose name or title holds q. limit: 20 unless told."""
    q = given.required("q").lower()
    found = [{key: one[key] for key in ("id", "name", "title")} for one in collections if _holds(one, q)]
    return Part(found[: given.natural("limit", 20, _MOST)], start=0, total=len(found))


def _holds(one: Written, q: str) -> bool:
    return q in one["name"] or q in str(one["title"]).lower()


def _order(sort: str) -> tuple[str, bool]:
    name, _, direction = sort.strip().partition(" ")
    if name not in _SORTS or direction.strip() not in ("", "asc", "desc"):
        raise Invalid(sort=f"Cannot sort by field `{sort[:100]}`. Known are: name, title, package_count")
    return _SORTS[name], direction.strip() == "desc"
