"""The parameters of a list of datasets, and what they find: one grammar for the page and the API."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from portal.catalog import public
from portal.catalog.public import FACETS, SORTS, Filters, Page
from portal.catalog.words import Opening
from portal.errors import PortalError
from portal.search import SearchEngine

__all__ = ["PARAMETERS", "BadParameter", "Found", "Listing", "find", "page_numbers", "parse_listing", "take_known"]

PARAMETERS = ("q", *FACETS, "modified_since", "sort", "page", "per_page", "facets")
_MOST_FOUND = 1000
_MOST_PAGES = 100_000
_MOST_PER_PAGE = 100
_PER_PAGE = 20
_LONGEST = 300
_ALL_SORTS = tuple(prefix + sort for sort in SORTS for prefix in ("", "-"))


class BadParameter(PortalError):
    """A parameter or a value that is not allowed. allowed: what is, to be shown."""

    def __init__(self, code: str, *, name: str, allowed: Sequence[str], value: str = "") -> None:
        super().__init__(code, name=name[:100], value=value[:100], allowed=", ".join(allowed))
        self.allowed = tuple(allowed)


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list was asked for. given: the parameters as they came, to make links to its neighbours from."""

    q: str = ""
    filters: Filters = field(default_factory=Filters)
    sort: str = "relevance"
    page: int = 1
    per_page: int = _PER_PAGE
    facets: tuple[str, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)

    def parameters(self, **changes: str | int | None) -> dict[str, str]:
        """Return the parameters of a neighbour; None takes one away. A change of anything but the page leads to 1."""
        kept = {key: value for key, value in self.given.items() if key == "page" or key not in changes}
        if set(changes) != {"page"}:
            kept.pop("page", None)
        return {key: str(value) for key, value in {**kept, **changes}.items() if value not in (None, "")}


@dataclass(frozen=True, slots=True)
class Found:
    """What a list holds. facets: counts by value of each facet asked for.

    is_cut: the words fit more than 1,000 datasets, of which the best 1,000 are listed and counted.
    """

    page: Page
    facets: Mapping[str, Mapping[str, int]]
    is_cut: bool


def take_known(arguments: "MultiDict[str, str]", allowed: Iterable[str], *, strict: bool) -> dict[str, str]:
    """Return the parameters that are allowed, each once, empty ones left out. strict: refuse others.

    Raises BadParameter.
    """
    known = tuple(allowed)
    found = {}
    for name, values in arguments.lists():
        if name not in known:
            if strict:
                raise BadParameter("list.parameter", name=name, allowed=known)
            continue
        if len(values) > 1:
            raise BadParameter("list.once", name=name, allowed=())
        if len(values[0]) > _LONGEST or "\0" in values[0]:
            raise BadParameter("list.value", name=name, value=values[0], allowed=(f"≤ {_LONGEST}",))
        if values[0].strip():
            found[name] = values[0].strip()
    return found


def page_numbers(given: Mapping[str, str]) -> tuple[int, int]:
    """Return ``page`` and ``per_page``. Raises BadParameter."""
    return (
        _whole(given, "page", 1, _MOST_PAGES),
        _whole(given, "per_page", _PER_PAGE, _MOST_PER_PAGE),
    )


def parse_listing(arguments: "MultiDict[str, str]", session: Session, *, strict: bool) -> Listing:
    """Read the parameters; publisher, theme and licence have to be known, a theme by its title too.

    strict: an unknown parameter is refused, as the API does. Raises BadParameter, which names what is allowed.
    """
    given = take_known(arguments, PARAMETERS, strict=strict)
    page, per_page = page_numbers(given)
    values: dict[str, Any] = {facet: given[facet] for facet in FACETS if facet in given}
    for facet, known in _KNOWN.items():
        if facet in values:
            values[facet] = _known(facet, values[facet], known(session))
    return Listing(
        q=given.get("q", ""),
        filters=Filters(**values, modified_since=_since(given)),
        sort=_one_of("sort", given.get("sort", "relevance"), _ALL_SORTS),
        page=page,
        per_page=per_page,
        facets=tuple(_one_of("facets", name.strip(), FACETS) for name in given.get("facets", "").split(",") if name),
        given=given,
    )


def find(session: Session, engine: SearchEngine, listing: Listing) -> Found:
    """Return the page of datasets, and the counts of each facet asked for, the other filters kept.

    What the index found is joined with the releases that stand.
    """
    filters, is_cut = listing.filters, False
    if listing.q:
        names = tuple(engine.search(listing.q, limit=_MOST_FOUND + 1).names)
        filters, is_cut = replace(filters, names=names[:_MOST_FOUND]), len(names) > _MOST_FOUND
    page = public.list_datasets(session, filters, sort=listing.sort, page=listing.page, per_page=listing.per_page)
    counts: dict[str, dict[str, int]] = {}
    for name in dict.fromkeys(listing.facets):
        others = replace(filters, **{name: None})
        counts |= public.facets(session, others, (name,))
    return Found(page, counts, is_cut)


def _themes(session: Session) -> dict[str, str]:
    themes = public.themes(session)
    return {**{theme.title.first: theme.name for theme in themes}, **{theme.name: theme.name for theme in themes}}


def _publishers(session: Session) -> dict[str, str]:
    return {one.name: one.name for one in public.publishers(session)}


def _licenses(session: Session) -> dict[str, str]:
    return {one.id: one.id for one in public.licenses(session)}


def _openings(session: Session) -> dict[str, str]:  # noqa: ARG001 one shape for all
    return {one.value: one.value for one in Opening}


_KNOWN: Mapping[str, Callable[[Session], dict[str, str]]] = {
    "publisher": _publishers,
    "theme": _themes,
    "license": _licenses,
    "opening": _openings,
}


def _known(name: str, value: str, known: Mapping[str, str]) -> str:
    if value not in known:
        raise BadParameter("list.value", name=name, value=value, allowed=sorted(set(known.values())))
    return known[value]


def _one_of(name: str, value: str, allowed: Sequence[str]) -> str:
    if value not in allowed:
        raise BadParameter("list.value", name=name, value=value, allowed=allowed)
    return value


def _whole(given: Mapping[str, str], name: str, default: int, most: int) -> int:
    value = given.get(name)
    if value is None:
        return default
    if not (value.isascii() and value.isdigit() and len(value) <= len(str(most)) and 1 <= int(value) <= most):
        raise BadParameter("list.value", name=name, value=value, allowed=(f"1–{most}",))
    return int(value)


def _since(given: Mapping[str, str]) -> datetime | None:
    value = given.get("modified_since")
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        allowed = ("2026-01-31", "2026-01-31T08:00:00Z")
        raise BadParameter("list.value", name="modified_since", value=value, allowed=allowed) from error
