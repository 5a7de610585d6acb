"""Tags: the keywords of the datasets that stand, as they were given."""

from typing import Any

from sqlalchemy.orm import Session

from portal.api.ckan.collections import datasets_of
from portal.api.ckan.errors import Missing
from portal.api.ckan.identity import tag_id
from portal.api.ckan.packages import ROWS_MOST
from portal.api.ckan.parameters import LARGEST, Parameters
from portal.api.ckan.parts import Part
from portal.api.ckan.shapes import tag
from portal.api.keywords import keywords
from portal.catalog.public import Filters

__all__ = ["tag_autocomplete", "tag_list", "tag_search", "tag_show"]


def tag_list(session: Session, given: Parameters) -> list[Any]:
    """List the keywords in order. query: what they hold.  all_fields: whole ones."""
    found = _fitting(session, given, given.texts("query"))
    return [tag(name) for name in found] if given.flag("all_fields") else found


def tag_show(session: Session, given: Parameters) -> dict[str, Any]:
    """Return a keyword by name or id. include_datasets adds ``packages``, at most 1000 of ``package_count``."""
    wanted = given.required("id")
    name = next((one for one in _names(session) if wanted in (one, tag_id(one))), None)
    if name is None:
        raise Missing("Tag was not found.")
    answer = tag(name)
    if given.flag("include_datasets"):
        found = datasets_of(session, Filters(tag=name), ROWS_MOST)
        answer |= {"packages": found, "package_count": found.total}
    return answer


def tag_search(session: Session, given: Parameters) -> dict[str, Any]:
    """Return the keywords that hold query, and how many there are. limit, offset."""
    found = _fitting(session, given, given.texts("query") or given.texts("q"))
    start = given.natural("offset", 0)
    part = found[start : start + given.natural("limit", LARGEST)]
    keys = ("id", "name", "vocabulary_id")
    return {"count": len(found), "results": [{key: tag(name)[key] for key in keys} for name in part]}


def tag_autocomplete(session: Session, given: Parameters) -> Part:
    """Return the names of the keywords that hold query; none without it. limit, offset."""
    words = given.texts("query") or given.texts("q")
    found = _fitting(session, given, words) if words else []
    start = given.natural("offset", 0)
    return Part(found[start : start + given.natural("limit", LARGEST)], start=start, total=len(found))


def _fitting(session: Session, given: Parameters, words: list[str]) -> list[str]:
    if given.text("vocabulary_id"):
        raise Missing("Vocabulary was not found.")
    return [name for name in _names(session) if all(one.lower() in name.lower() for one in words)]


def _names(session: Session) -> list[str]:
    return sorted(keywords(session))
