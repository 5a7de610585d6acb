"""Searching datasets: words, narrowings, order, counts by facet, a slice of the result."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from portal.api.ckan.errors import SearchInvalid
from portal.api.ckan.packages import ROWS, ROWS_MOST
from portal.api.ckan.parameters import Parameters
from portal.api.ckan.query import FACETS, Finder
from portal.api.ckan.shapes import package
from portal.catalog import public
from portal.catalog.public import Filters
from portal.web.reading import services

__all__ = ["package_search"]

_PARAMETERS = frozenset(
    "q fl fq fq_list rows start sort facet facet.mincount facet.limit facet.field qf bf boost tie defType mm wt extras "
    "df include_private include_drafts include_deleted use_default_schema".split()
)
_SORTS = {
    "score": "relevance",
    "metadata_modified": "modified",
    "metadata_created": "issued",
    "title": "title",
    "title_string": "title",
    "name": "name",
    "id": "id",
}
_SORT = "score desc, metadata_modified desc"


def package_search(session: Session, given: Parameters) -> dict[str, Any]:
    """Search datasets.

    q: words, or fields as in fq.  fq, fq_list: narrowings, such as ``organization:x +tags:"a b" -groups:y``.
    rows (10, at most 1000), start.  sort: ``metadata_modified desc``.
    facet.field: a list of organization, groups, tags, res_format, license_id, opening.  facet.limit, facet.mincount.
    """
    _refuse_unknown(given)
    start, rows = given.natural("start", 0), given.natural("rows", ROWS, ROWS_MOST)
    sort = given.text("sort", _SORT)
    order = _order(sort)
    wired = services()
    zone = wired.settings.zone
    finder = Finder(session, wired.search, wired.clock.now().astimezone(zone).date(), zone)
    filters = finder.filters(given.text("q"), [*given.texts("fq"), *given.texts("fq_list")])
    views, count = public.slice_datasets(session, filters, sort=order, start=start, count=rows)
    results = [package(one) for one in views]
    if wanted := [name.strip() for text in given.texts("fl") for name in text.split(",")]:
        results = [{name: one.get(name) for name in wanted} for one in results]
    counts = _facets(session, given, filters) if given.flag("facet", default=True) else {}
    return {
        "count": count,
        "results": results,
        "sort": sort,
        "facets": counts,
        "search_facets": _shown(session, counts),
        **({"truncated": True} if finder.is_cut else {}),
    }


def _refuse_unknown(given: Parameters) -> None:
    unknown = [name for name in given.given if name not in _PARAMETERS and not name.startswith("ext_")]
    if unknown:
        raise SearchInvalid(f"Invalid search parameters: {[name[:100] for name in unknown]}")


def _order(sort: str) -> str:
    """Return the catalogue's word for the first order asked for; ties are by name."""
    orders = []
    for one in sort.split(","):
        name, _, direction = one.strip().partition(" ")
        if name not in _SORTS or direction.strip().lower() not in ("", "asc", "desc"):
            raise SearchInvalid(f"Cannot sort by {one.strip()[:100]!r}. Known are: {', '.join(_SORTS)}")
        descending = direction.strip().lower() == "desc"
        if _SORTS[name] == "relevance":
            orders.append("relevance" if descending else "-relevance")
        else:
            orders.append(f"-{_SORTS[name]}" if descending else _SORTS[name])
    return orders[0]


def _facets(session: Session, given: Parameters, filters: Filters) -> dict[str, dict[str, int]]:
    limit, least = given.integer("facet.limit", 50), given.natural("facet.mincount", 1)
    counts = {}
    for name in dict.fromkeys(given.texts("facet.field")):
        if name not in FACETS:
            raise SearchInvalid(f"Cannot count by {name[:100]!r}. Known are: {', '.join(FACETS)}")
        facet = FACETS[name]
        values = public.facets(session, filters, (facet,))[facet]
        kept = [(_value(name, value), number) for value, number in values.items() if number >= least]
        counts[name] = dict(kept if limit < 0 else kept[:limit])
    return counts


def _value(name: str, value: str) -> str:
    return value.upper() if name == "res_format" else value


def _shown(session: Session, counts: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    """Return the counts as lists with the titles of publishers, themes and licences."""
    shown = {}
    for name, values in counts.items():
        titles = _titles(session, name)
        items = [
            {"name": value, "display_name": titles.get(value, value), "count": number}
            for value, number in values.items()
        ]
        items.sort(key=lambda one: str(one["display_name"]), reverse=True)
        shown[name] = {"title": name, "items": items}
    return shown


def _titles(session: Session, name: str) -> dict[str, str]:
    if name == "organization":
        return {one.name: one.title.first for one in public.publishers(session)}
    if name == "groups":
        return {one.name: one.title.first for one in public.themes(session)}
    if name == "license_id":
        return {one.id: one.title.first for one in public.licenses(session)}
    return {}
