"""News of the catalogue as an Atom feed (RFC 4287): a release an entry."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

from portal.catalog.presentation import DatasetView
from portal.clock import iso
from portal.feeds.site import Site
from portal.feeds.text import clean

__all__ = ["atom"]

_ATOM = "http://www.w3.org/2005/Atom"
_OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"  # how long a whole list is: "response elements"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)  # a feed must say when it changed; an empty one never did


def atom(
    site: Site, views: Sequence[DatasetView], *, total: int, language: str, title: str, path: str, shown: str
) -> bytes:
    """Write the feed of some datasets, in the order given.

    total: how many there are; the feed says so, that a reader sees where it was cut.  language: ``zh`` or ``en``.
    path: the feed's own path and query.  shown: those of the page that shows the same, and what was cut.
    An entry's id is made from dataset and number: it outlives the site's address.
    """
    feed = Element("feed", {"xmlns": _ATOM, "xmlns:opensearch": _OPENSEARCH, "xml:lang": _tag(language)})
    own = site.page(path, language)
    _text(feed, "id", own)
    _text(feed, "title", title)
    _text(feed, "updated", iso(max((one.modified for one in views if one.modified), default=_EPOCH)))
    _text(SubElement(feed, "author"), "name", site.names[language])
    SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": own})
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": site.page(shown, language)})
    _text(feed, "opensearch:totalResults", str(total))
    _text(feed, "opensearch:itemsPerPage", str(len(views)))
    for view in views:
        _entry(feed, site, view, language)
    return bytes(tostring(feed, encoding="utf-8", xml_declaration=True))


def _entry(feed: Element, site: Site, view: DatasetView, language: str) -> None:
    entry = SubElement(feed, "entry", {"xml:lang": _tag(view.title.language_shown(language))})
    _text(entry, "id", f"urn:uuid:{uuid5(view.id, f'release/{view.release}')}")
    number = f"release {view.release}" if language == "en" else f"第 {view.release} 版"
    _text(entry, "title", f"{view.title.in_language(language)} ({number})")
    _text(entry, "updated", iso(view.modified or _EPOCH))
    _text(entry, "published", iso(view.modified or _EPOCH))
    _text(SubElement(entry, "author"), "name", view.publisher.title.in_language(language))
    for theme in view.themes:
        SubElement(entry, "category", {"term": theme.name, "label": clean(theme.title.in_language(language))})
    if view.description:
        _text(entry, "summary", view.description.in_language(language))
    page = site.page(f"/datasets/{view.name}/releases/{view.release}", language)
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": page})
    if not view.is_conditional:
        href = site.package(view.name, view.release)
        SubElement(entry, "link", {"rel": "enclosure", "type": "application/zip", "href": href})


def _text(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = clean(text)


def _tag(language: str) -> str:
    return "zh-CN" if language == "zh" else language
