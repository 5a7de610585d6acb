"""The list of datasets, the page of one, and addresses that used to mean one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from flask import Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as WerkzeugResponse

from portal.catalog import public
from portal.catalog.presentation import Text
from portal.catalog.public import FACETS
from portal.web.charts import charts_shown
from portal.web.describing import described, signposted
from portal.web.highlighting import highlighter
from portal.web.listing import Listing, find, parse_listing
from portal.web.public.blueprint import public_pages, standing_dataset
from portal.web.public.body import body_of
from portal.web.public.differences import differences_of
from portal.web.public.values import previews_of
from portal.web.reading import read_session, services
from portal.wording.public import label

__all__ = ["FacetValue", "dataset", "datasets", "old_address", "under_dataset"]

_RELEASES = 10
_SHOWN = 12  # values of a facet
_SORTS = ("relevance", "-modified", "modified", "-issued", "issued", "title")


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value that a list can be narrowed to. words: what is shown; url: the list with it, or without it if chosen."""

    value: str
    words: Text | str
    count: int
    chosen: bool
    url: str


@public_pages.get("/datasets")
def datasets() -> str:
    """Show what stands, searched and narrowed."""
    session = read_session()
    asked = parse_listing(request.args, session, strict=False)
    listing = replace(asked, facets=FACETS)
    found = find(session, services().search, listing)
    titles = _titles()
    shown = {name: _values(listing, name, counts, titles) for name, counts in found.facets.items()}
    return render_template(
        "public/datasets.html",
        listing=listing,
        page=found.page,
        is_cut=found.is_cut,
        facets=shown,
        chosen=[(name, one) for name, values in shown.items() for one in values if one.chosen],
        sorts=[sort for sort in _SORTS if sort != "relevance" or listing.q],
        theme=next(((name, title) for name, title in titles["theme"].items() if listing.q in _names(title)), None),
        marked_found=highlighter(listing.q),
        link=lambda number: _list_url(listing.parameters(page=number)),
    )


@public_pages.get("/datasets/<name>")
def dataset(name: str) -> Response:
    """Show a dataset as its highest standing release has it."""
    release = standing_dataset(name)
    releases, total = public.list_releases(read_session(), name, start=0, count=_RELEASES)
    page = render_template(
        "public/dataset.html",
        release=release,
        view=release.view,
        releases=releases,
        more_releases=total > _RELEASES,
        charts=charts_shown(release),
        differences=differences_of(release),
        previews=previews_of(release),
        **body_of(release),
        **described(release),
    )
    return signposted(page, release)


@public_pages.get("/datasets/<name>/", defaults={"rest": ""})
@public_pages.get("/datasets/<name>/<path:rest>")
def under_dataset(name: str, rest: str) -> WerkzeugResponse:
    """Answer for what is not there: under a withdrawn dataset everything is gone, under others nothing is found."""
    standing_dataset(name)
    if rest:
        abort(404)
    return redirect(url_for("public.dataset", name=name), 301)


@public_pages.get("/dataset/<name>")
def old_address(name: str) -> WerkzeugResponse:
    """Lead from the address that CKAN used, by name or id."""
    found = _name_of_id(name) or standing_dataset(name).view.name
    return redirect(url_for("public.dataset", name=found), 301)


def _name_of_id(text: str) -> str | None:
    try:
        wanted = UUID(text)
    except ValueError:
        return None
    return public.name_of(read_session(), wanted)


def _list_url(parameters: Mapping[str, str]) -> str:
    link: Callable[..., str] = url_for
    return link("public.datasets", **parameters)


def _names(title: Text) -> tuple[str, ...]:
    return (title.first, *title.translations.values())


def _titles() -> Mapping[str, Mapping[str, Text]]:
    session = read_session()
    return {
        "publisher": {one.name: one.title for one in public.publishers(session)},
        "theme": {one.name: one.title for one in public.themes(session)},
        "license": {one.id: one.title for one in public.licenses(session)},
    }


def _values(
    listing: Listing, name: str, counts: Mapping[str, int], titles: Mapping[str, Mapping[str, Text]]
) -> list[FacetValue]:
    chosen = getattr(listing.filters, name)
    values = list(counts.items())[:_SHOWN]
    if chosen is not None and chosen not in dict(values):
        values.append((chosen, counts.get(chosen, 0)))
    return [
        FacetValue(
            value=value,
            words=_words(name, value, titles),
            count=count,
            chosen=value == chosen,
            url=_list_url(listing.parameters(**{name: None if value == chosen else value})),
        )
        for value, count in values
    ]


def _words(name: str, value: str, titles: Mapping[str, Mapping[str, Text]]) -> Text | str:
    if name in titles:
        return titles[name].get(value, value)
    if name == "opening":
        return label("opening", value)
    return value.upper() if name == "format" else value
