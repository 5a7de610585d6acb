"""What tells machines how to walk and search the site: sitemap, robots.txt, the OpenSearch description."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from portal.catalog.presentation import DatasetView
from portal.clock import iso
from portal.feeds.site import Site
from portal.feeds.text import clean

__all__ = ["MOST_PAGES", "opensearch", "robots", "sitemap", "sitemap_index", "sitemap_pages"]

MOST_PAGES = 20_000
"""Pages in one sitemap file, each in two languages: a file may hold 50,000 addresses (https://www.sitemaps.org/)."""

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_FIXED = ("/", "/datasets", "/themes", "/publishers", "/licenses", "/ledger", "/about")
_LANGUAGES = {"zh": "zh-CN", "en": "en"}

Walked = tuple[str, datetime | None]


def sitemap_pages(views: Iterable[DatasetView]) -> list[Walked]:
    """Return the paths that a crawler should know, with their last change where it is known."""
    pages: list[Walked] = [(path, None) for path in _FIXED]
    publishers: dict[str, None] = {}
    themes: dict[str, None] = {}
    for view in views:
        pages.append((f"/datasets/{view.name}", view.modified))
        pages += [(f"/datasets/{view.name}/resources/{one.name}", view.modified) for one in view.resources]
        publishers[view.publisher.name] = None
        themes |= dict.fromkeys(theme.name for theme in view.themes)
    pages += [(f"/publishers/{one}", None) for one in publishers]
    return pages + [(f"/themes/{one}", None) for one in themes]


def sitemap(site: Site, pages: Sequence[Walked]) -> bytes:
    """Write a sitemap: each page in both languages, each naming the other."""
    root = Element("urlset", {"xmlns": _SITEMAP, "xmlns:xhtml": "http://www.w3.org/1999/xhtml"})
    for path, changed in pages:
        for language in _LANGUAGES:
            url = SubElement(root, "url")
            SubElement(url, "loc").text = site.page(path, language)
            if changed:
                SubElement(url, "lastmod").text = iso(changed)
            for other, tag in _LANGUAGES.items():
                link = {"rel": "alternate", "hreflang": tag, "href": site.page(path, other)}
                SubElement(url, "xhtml:link", link)
    return _xml(root)


def sitemap_index(site: Site, parts: int) -> bytes:
    """Write the index of a sitemap in parts, each at ``/sitemap.xml?part=N``."""
    root = Element("sitemapindex", {"xmlns": _SITEMAP})
    for part in range(1, parts + 1):
        SubElement(SubElement(root, "sitemap"), "loc").text = site.page(f"/sitemap.xml?part={part}")
    return _xml(root)


def robots(site: Site) -> bytes:
    """Write robots.txt: the public side is open to all, the desk has nothing for crawlers."""
    private = [prefix + path for prefix in ("", "/en") for path in ("/desk", "/login", "/logout")]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in private), "", f"Sitemap: {site.page('/sitemap.xml')}"]
    return ("\n".join(lines) + "\n").encode()


def opensearch(site: Site, language: str) -> bytes:
    """Write the description by which a browser or a reader searches here (OpenSearch 1.1)."""
    root = Element("OpenSearchDescription", {"xmlns": "http://a9.com/-/spec/opensearch/1.1/"})
    name = clean(site.names[language])
    words = {"zh": f"在{name}检索数据集", "en": f"Search the datasets of {name}"}[language]
    SubElement(root, "ShortName").text = name[:16]
    SubElement(root, "Description").text = words
    SubElement(root, "InputEncoding").text = "UTF-8"
    SubElement(root, "Language").text = _LANGUAGES[language]
    for type_, path in (
        ("text/html", "/datasets?q={searchTerms}"),
        ("application/atom+xml", "/feed.atom?q={searchTerms}"),
    ):
        SubElement(root, "Url", {"type": type_, "method": "get", "template": site.page(path, language)})
    return _xml(root)


def _xml(root: Element) -> bytes:
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))
