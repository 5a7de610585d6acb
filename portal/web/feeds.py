"""Standard feeds: the catalogue and its datasets as other portals, readers and crawlers take them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, abort, request, stream_with_context, url_for
from flask_babel import gettext as _

from portal import feeds as made
from portal.api.v1.shapes import dataset_json
from portal.canonical import canonical, pretty
from portal.catalog import public
from portal.catalog.public import FACETS, Filters, ReleaseView
from portal.web.describing import site
from portal.web.language import current_language
from portal.web.listing import BadParameter, find, parse_listing, take_known
from portal.web.public.blueprint import standing_dataset
from portal.web.reading import read_session, services
from portal.wording.feeds import STYLES, TOOLS

__all__ = ["feeds"]

feeds = Blueprint("feeds", __name__)
feeds.add_app_template_filter(lambda style: STYLES[style], "style_name")
feeds.add_app_template_filter(lambda tool: TOOLS[tool], "tool_name")

_ENTRIES = 100
_VERSIONS = 100
_CHUNK = 100
_SITEMAP = "application/xml"


@feeds.get("/catalog.jsonld", endpoint="catalog_jsonld", defaults={"form": "jsonld"})
@feeds.get("/catalog.ttl", endpoint="catalog_ttl", defaults={"form": "ttl"})
@feeds.get("/catalog.rdf", endpoint="catalog_rdf", defaults={"form": "rdf"})
def catalog(form: str) -> Response:
    """Give the catalogue as DCAT."""
    graph = made.catalog_graph(site(), public.all_datasets(read_session()))
    return _open(made.write(graph, form), made.FORMS[form][1])


@feeds.get("/datasets/<name>.jsonld", endpoint="dataset_jsonld", defaults={"form": "jsonld"})
@feeds.get("/datasets/<name>.ttl", endpoint="dataset_ttl", defaults={"form": "ttl"})
@feeds.get("/datasets/<name>.rdf", endpoint="dataset_rdf", defaults={"form": "rdf"})
def dataset(name: str, form: str) -> Response:
    """Give a dataset as DCAT, with those of its newest releases that stand."""
    release = standing_dataset(name)
    found, total = public.list_releases(read_session(), name, start=0, count=_VERSIONS)
    versions = [one for one in found if isinstance(one, ReleaseView)]
    answer = _open(made.write(made.dataset_graph(site(), release, versions), form), made.FORMS[form][1])
    answer.headers["Kaifang-Truncated"] = "true" if total > _VERSIONS else "false"
    return answer


@feeds.get("/datasets/<name>/schema.jsonld")
def schema_org(name: str) -> Response:
    """Give a dataset as schema.org's Dataset, as its page holds it."""
    return _open(pretty(made.schema_org(site(), standing_dataset(name))), "application/ld+json")


@feeds.get("/data.json")
def data_json() -> Response:
    """Give the catalogue as DCAT-US."""
    return _open(pretty(made.data_json(site(), public.all_datasets(read_session()))), "application/json")


@feeds.get("/catalog.jsonl")
def catalog_jsonl() -> Response:
    """Give the catalogue as the API describes it, a dataset a line, in constant memory."""
    return _open(stream_with_context(_lines()), "application/x-ndjson")


@feeds.get("/feed.atom")
def feed() -> Response:
    """Give the newest releases, and how many there are; narrowed and searched as the list of datasets is."""
    given = take_known(request.args, ("q", *FACETS), strict=True)
    asked = replace(parse_listing(request.args, read_session(), strict=False), sort="-modified", per_page=_ENTRIES)
    page = find(read_session(), services().search, asked).page
    root = request.root_path
    link: Any = url_for
    body = made.atom(
        site(),
        page.items,
        total=page.total,
        language=current_language(),
        title=_title(given),
        path=link("feeds.feed", **given).removeprefix(root),
        shown=link("public.datasets", **given).removeprefix(root),
    )
    return _open(body, "application/atom+xml")


@feeds.get("/sitemap.xml")
def sitemap() -> Response:
    """Give the pages for crawlers; a large portal's in parts, which the first answer lists."""
    given = take_known(request.args, ("part",), strict=True)
    pages = made.sitemap_pages(public.all_datasets(read_session()))
    parts = max(1, -(-len(pages) // made.MOST_PAGES))
    if not given:
        whole = made.sitemap(site(), pages) if parts == 1 else made.sitemap_index(site(), parts)
        return _open(whole, _SITEMAP)
    part = given["part"]
    if not (part.isascii() and part.isdigit() and len(part) <= 6 and int(part)):
        raise BadParameter("list.value", name="part", value=part, allowed=(f"1–{parts}",))
    if int(part) > parts:
        abort(404)
    start = (int(part) - 1) * made.MOST_PAGES
    return _open(made.sitemap(site(), pages[start : start + made.MOST_PAGES]), _SITEMAP)


@feeds.get("/robots.txt")
def robots() -> Response:
    """Tell crawlers where to go."""
    return _open(made.robots(site()), "text/plain; charset=utf-8")


@feeds.get("/opensearch.xml")
def opensearch() -> Response:
    """Tell browsers and readers how to search here."""
    return _open(made.opensearch(site(), current_language()), "application/opensearchdescription+xml")


def _lines() -> Iterator[bytes]:
    session, page = read_session(), 1
    while True:
        found = public.list_datasets(session, Filters(), sort="name", page=page, per_page=_CHUNK)
        for view in found.items:
            yield canonical(dataset_json(view)) + b"\n"
        if page >= found.pages:
            return
        page += 1


def _title(given: dict[str, str]) -> str:
    name = site().names[current_language()]
    if not given:
        return str(_("%(site)s: new data", site=name))
    return str(_("%(site)s: new data (%(words)s)", site=name, words=", ".join(given.values())))


def _open(body: Any, content_type: str) -> Response:
    answer = Response(body, content_type=content_type)
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer
