"""The short lists: publishers, themes, keywords, licences; and the ledger."""

from flask import Response, request

from portal.api.keywords import keywords
from portal.api.v1.blueprint import absolute, api_v1, list_answer, paged
from portal.catalog import public
from portal.catalog.presentation import LicenseView
from portal.catalog.public import Filters, PublisherView, ThemeView
from portal.clock import iso
from portal.web.entries import Entry, read_entries
from portal.web.listing import page_numbers, take_known
from portal.web.reading import read_session

__all__ = ["ledger", "licenses", "publishers", "tags", "themes"]


@api_v1.get("/publishers")
def publishers() -> Response:
    """List the publishers by title."""
    return paged(public.publishers(read_session()), _publisher)


@api_v1.get("/themes")
def themes() -> Response:
    """List the themes in the city's order."""
    return paged(public.themes(read_session()), _theme)


@api_v1.get("/tags")
def tags() -> Response:
    """List the keywords, those of most datasets first."""
    return paged(list(keywords(read_session()).items()), _tag)


@api_v1.get("/licenses")
def licenses() -> Response:
    """List the licences with what each permits, requires and forbids."""
    session = read_session()
    counts = public.facets(session, Filters(), ("license",))["license"]
    return paged(public.licenses(session), lambda one: _license(one, counts.get(one.id, 0)))


@api_v1.get("/ledger")
def ledger() -> Response:
    """List the entries, newest first; ``url`` leads to the signed bytes."""
    given = take_known(request.args, ("page", "per_page"), strict=True)
    page, per_page = page_numbers(given)
    entries, total = read_entries(read_session(), page=page, per_page=per_page)
    return list_answer([_entry(one) for one in entries], total=total, page=page, per_page=per_page, given=given)


def _publisher(one: PublisherView) -> dict[str, object]:
    return {
        "name": one.name,
        "title": one.title.first,
        "short": one.short or None,
        "kind": one.kind,
        "parent": one.parent,
        "datasets": one.datasets,
        "translations": {tag: {"title": title} for tag, title in one.title.translations.items()},
        "url": absolute("public.publisher", name=one.name),
    }


def _theme(one: ThemeView) -> dict[str, object]:
    return {
        "name": one.name,
        "title": one.title.first,
        "datasets": one.datasets,
        "translations": {tag: {"title": title} for tag, title in one.title.translations.items()},
        "url": absolute("public.theme", name=one.name),
    }


def _tag(one: tuple[str, int]) -> dict[str, object]:
    name, datasets = one
    return {"name": name, "datasets": datasets, "url": absolute("public.datasets", tag=name)}


def _license(one: LicenseView, datasets: int) -> dict[str, object]:
    record = one.record
    return {
        "id": one.id,
        "title": one.title.first,
        "open": one.open,
        "spdx": record["spdx"],
        "reference": record["url"],
        **{key: [words["zh"] for words in record[key]] for key in ("permits", "requires", "forbids")},
        "datasets": datasets,
        "translations": {
            "en": {
                "title": record["title"]["en"],
                **{key: [words["en"] for words in record[key]] for key in ("permits", "requires", "forbids")},
            }
        },
        "url": absolute("public.license", id_=one.id),
    }


def _entry(one: Entry) -> dict[str, object]:
    return {
        "number": one.number,
        "at": iso(one.at),
        "kind": one.kind,
        "dataset": one.dataset,
        "release": one.release,
        "publisher": one.publisher,
        "files": one.files,
        "hash": one.hash,
        "previous": one.previous,
        "key": one.key,
        "signature": one.signature,
        "url": absolute("public.ledger_entry", number=one.number),
    }
