"""Signposting: links in the answer's headers, by which programs find what a page is about (https://signposting.org/)."""

from portal.catalog.public import ReleaseView
from portal.feeds.files import offered
from portal.feeds.site import Site

__all__ = ["signposts"]

_MOST_FILES = 20  # servers refuse long headers; beyond it the zip alone is named, and the description names the rest


def signposts(site: Site, release: ReleaseView) -> str:
    """Return the value of the header ``Link`` for the page of a dataset or a release."""
    view, number = release.view, release.number
    links = [
        (site.release(view.name, number), "cite-as", ""),
        (site.descriptor(view.name, number), "describedby", "application/json"),
        ("https://schema.org/Dataset", "type", ""),
        ("https://schema.org/AboutPage", "type", ""),
        (site.page(f"/publishers/{view.publisher.name}"), "author", ""),
    ]
    if release.latest:
        own = site.dataset(view.name)
        links += [
            (f"{own}.jsonld", "describedby", "application/ld+json"),
            (f"{own}.ttl", "describedby", "text/turtle"),
            (f"{own}.rdf", "describedby", "application/rdf+xml"),
        ]
    if view.license:
        links.append((site.license(view.license), "license", ""))
    files = [one for one in offered(site, view) if one.url]
    links += [(one.url, "item", one.mediatype) for one in (files if len(files) <= _MOST_FILES else files[-1:])]
    return ", ".join(f'<{url}>; rel="{rel}"' + (f'; type="{type_}"' if type_ else "") for url, rel, type_ in links)
