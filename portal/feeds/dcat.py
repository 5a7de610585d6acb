"""The catalogue and its datasets as DCAT 3, within the DCAT-AP profile, as an RDF graph.

Every node has an address of its own: no blank nodes, so that the same catalogue is written as the same bytes.
Vocabulary: https://www.w3.org/TR/vocab-dcat-3/ and the EU's authority tables.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from rdflib import DCTERMS, FOAF, RDF, SKOS, XSD, Graph, Literal, Namespace, URIRef

from portal.canonical import pretty
from portal.catalog.presentation import DatasetView, Named, Text
from portal.catalog.public import ReleaseView
from portal.feeds.files import Offered, offered
from portal.feeds.site import Site
from portal.feeds.text import by_language, clean, contact_of, language_tag, period, web_address

__all__ = ["FORMS", "catalog_graph", "dataset_graph", "write"]

FORMS = {
    "jsonld": ("json-ld", "application/ld+json"),
    "ttl": ("turtle", "text/turtle; charset=utf-8"),
    "rdf": ("xml", "application/rdf+xml"),
}
"""By the end of the address: rdflib's name of the format, and the content type."""

DCAT = Namespace("http://www.w3.org/ns/dcat#")  # rdflib's own knows version 2 only
_SPDX = Namespace("http://spdx.org/rdf/terms#")
_VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
_EU = "http://publications.europa.eu/resource/authority/"
_IANA = "https://www.iana.org/assignments/media-types/"
_PREFIXES = {
    "dcat": DCAT,
    "dct": DCTERMS,
    "foaf": FOAF,
    "rdf": RDF,
    "skos": SKOS,
    "spdx": _SPDX,
    "vcard": _VCARD,
    "xsd": XSD,
}
_FREQUENCY = {
    "once": "NEVER",
    "irregular": "IRREG",
    "real-time": "UPDATE_CONT",
    "daily": "DAILY",
    "weekly": "WEEKLY",
    "monthly": "MONTHLY",
    "quarterly": "QUARTERLY",
    "semiannual": "ANNUAL_2",
    "annual": "ANNUAL",
}
_LANGUAGES = {"zh": "ZHO", "en": "ENG"}
_DATES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}


def catalog_graph(site: Site, views: Iterable[DatasetView]) -> Graph:
    """Return the catalogue with its datasets, each as its highest standing release has it."""
    graph = _graph()
    catalog, owner = URIRef(site.page("/catalog")), URIRef(site.page("/"))
    graph.add((catalog, RDF.type, DCAT.Catalog))
    graph.add((owner, RDF.type, FOAF.Agent))
    for language, name in site.names.items():
        graph.add((catalog, DCTERMS.title, Literal(clean(name), lang=language)))
        graph.add((catalog, DCTERMS.description, Literal(clean(name), lang=language)))
        graph.add((owner, FOAF.name, Literal(clean(name), lang=language)))
        graph.add((catalog, DCTERMS.language, _authority("language", _LANGUAGES[language])))
    graph.add((catalog, DCTERMS.publisher, owner))
    graph.add((catalog, FOAF.homepage, owner))
    graph.add((catalog, DCAT.themeTaxonomy, URIRef(site.page("/themes"))))
    graph.add((URIRef(site.page("/themes")), RDF.type, SKOS.ConceptScheme))
    _texts(graph, URIRef(site.page("/themes")), DCTERMS.title, Text("主题", "zh", {"en": "Themes"}))
    newest = None
    for view in views:
        graph.add((catalog, DCAT.dataset, _dataset(graph, site, view)))
        newest = max(filter(None, (newest, view.modified)), default=None)
    _moment(graph, catalog, DCTERMS.modified, newest)
    return graph


def dataset_graph(site: Site, release: ReleaseView, versions: Iterable[ReleaseView] = ()) -> Graph:
    """Return a dataset as a standing release has it. versions: all its standing releases."""
    graph = _graph()
    dataset = _dataset(graph, site, release.view)
    for one in versions:
        version = _named(graph, DCAT.hasVersion, dataset, site.release(one.view.name, one.number))
        graph.add((version, RDF.type, DCAT.Dataset))
        graph.add((version, DCAT.isVersionOf, dataset))
        graph.add((version, DCAT.version, Literal(str(one.number))))
        _texts(graph, version, DCTERMS.title, one.view.title)
        _texts(graph, version, DCTERMS.description, one.view.description)
        _moment(graph, version, DCTERMS.issued, one.view.modified)
    return graph


def write(graph: Graph, form: str) -> bytes:
    """Write a graph, the same one always as the same bytes. form: one of `FORMS`."""
    name = FORMS[form][0]
    if name != "json-ld":
        return graph.serialize(format=name, encoding="utf-8")
    context = {prefix: str(namespace) for prefix, namespace in _PREFIXES.items()}
    written = json.loads(graph.serialize(format=name, context=context, sort_keys=True))
    written["@graph"].sort(key=lambda node: node["@id"])  # rdflib writes the nodes of a set, in no order
    return pretty(written)


class _Ordered(Graph):
    """A graph whose nodes are given in order, where rdflib keeps a set, and whose names are shortened from a table.

    rdflib looks for prefixes that nobody bound, in a time that grows with the square of the addresses.
    """

    def subjects(  # type: ignore[override]  # whatever rdflib calls it with
        self, *pattern: Any, **options: Any
    ) -> Iterator[Any]:
        """Give the nodes that fit, each once."""
        found: set[Any] = set(super().subjects(*pattern, **options))
        return iter(sorted(found))

    def compute_qname(self, uri: str, generate: bool = True) -> tuple[str, URIRef, str]:  # noqa: ARG002 rdflib's
        """Return prefix, namespace and name of a term of the vocabularies. Raises KeyError for any other address."""
        for prefix, namespace in _PREFIXES.items():
            name = uri.removeprefix(str(namespace))
            if name != uri and name.isidentifier():
                return prefix, URIRef(str(namespace)), name
        raise KeyError(uri)


def _graph() -> Graph:
    graph = _Ordered(bind_namespaces="none")
    for prefix, namespace in _PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph


def _dataset(graph: Graph, site: Site, view: DatasetView) -> URIRef:
    dataset = URIRef(site.dataset(view.name))
    graph.add((dataset, RDF.type, DCAT.Dataset))
    graph.add((dataset, DCTERMS.identifier, Literal(str(view.id))))
    graph.add((dataset, DCAT.landingPage, dataset))
    graph.add((dataset, DCAT.version, Literal(str(view.release))))
    _texts(graph, dataset, DCTERMS.title, view.title)
    _texts(graph, dataset, DCTERMS.description, view.description)
    _keywords(graph, dataset, view)
    _moment(graph, dataset, DCTERMS.issued, view.issued)
    _moment(graph, dataset, DCTERMS.modified, view.modified)
    access = "RESTRICTED" if view.is_conditional else "PUBLIC"
    graph.add((dataset, DCTERMS.accessRights, _authority("access-right", access)))
    if view.cadence in _FREQUENCY:
        graph.add((dataset, DCTERMS.accrualPeriodicity, _authority("frequency", _FREQUENCY[view.cadence])))
    language = _LANGUAGES.get(view.title.language.partition("-")[0])
    if language:
        graph.add((dataset, DCTERMS.language, _authority("language", language)))
    if homepage := web_address(view.descriptor.get("homepage")):
        graph.add((dataset, FOAF.page, URIRef(homepage)))
    _around(graph, site, dataset, view)
    for file in offered(site, view):
        graph.add((dataset, DCAT.distribution, _distribution(graph, site, view, file)))
    return dataset


def _keywords(graph: Graph, dataset: URIRef, view: DatasetView) -> None:
    tag = language_tag(view.title.language)
    for language, words in ((tag, view.keywords), ("en", view.keywords_en)):
        for word in words:
            graph.add((dataset, DCAT.keyword, Literal(clean(word), lang=language)))


def _around(graph: Graph, site: Site, dataset: URIRef, view: DatasetView) -> None:
    """Add whom and what a dataset is about: publisher, contact, themes, licence, time and place."""
    publisher = _named(graph, DCTERMS.publisher, dataset, site.page(f"/publishers/{view.publisher.name}"))
    graph.add((publisher, RDF.type, FOAF.Agent))
    _texts(graph, publisher, FOAF.name, view.publisher.title)
    name, email = contact_of(view)
    contact = _named(graph, DCAT.contactPoint, dataset, f"{dataset}#contact")
    graph.add((contact, RDF.type, _VCARD.Kind))
    graph.add((contact, _VCARD.fn, Literal(name)))
    if email:
        graph.add((contact, _VCARD.hasEmail, URIRef(f"mailto:{email}")))
    for theme in view.themes:
        _theme(graph, site, _named(graph, DCAT.theme, dataset, site.page(f"/themes/{theme.name}")), theme)
    if view.license:
        graph.add((dataset, DCTERMS.license, URIRef(site.license(view.license))))
    _coverage(graph, dataset, view)


def _theme(graph: Graph, site: Site, node: URIRef, theme: Named) -> None:
    graph.add((node, RDF.type, SKOS.Concept))
    graph.add((node, SKOS.inScheme, URIRef(site.page("/themes"))))
    _texts(graph, node, SKOS.prefLabel, theme.title)


def _coverage(graph: Graph, dataset: URIRef, view: DatasetView) -> None:
    ends = period(view)
    if ends:
        time = _named(graph, DCTERMS.temporal, dataset, f"{dataset}#time")
        graph.add((time, RDF.type, DCTERMS.PeriodOfTime))
        for end, name in (("start", DCAT.startDate), ("end", DCAT.endDate)):
            if end in ends:
                graph.add((time, name, Literal(ends[end], datatype=_DATES[len(ends[end])], normalize=False)))
    spatial = view.descriptor.get("spatial")
    place_name = clean(str(spatial.get("name") or "")) if isinstance(spatial, dict) else ""
    if place_name and isinstance(spatial, dict):
        place = _named(graph, DCTERMS.spatial, dataset, f"{dataset}#place")
        graph.add((place, RDF.type, DCTERMS.Location))
        graph.add((place, SKOS.prefLabel, Literal(place_name, lang=language_tag(view.title.language))))
        for code in spatial.get("codes") or []:
            graph.add((place, DCTERMS.identifier, Literal(clean(str(code)))))


def _distribution(graph: Graph, site: Site, view: DatasetView, file: Offered) -> URIRef:
    node = URIRef(f"{file.id}#distribution")
    graph.add((node, RDF.type, DCAT.Distribution))
    _texts(graph, node, DCTERMS.title, file.title)
    graph.add((node, DCAT.accessURL, URIRef(file.url or site.dataset(view.name))))
    graph.add((node, DCAT.mediaType, URIRef(_IANA + file.mediatype)))
    if file.url:
        graph.add((node, DCAT.downloadURL, URIRef(file.url)))
    if view.license:
        graph.add((node, DCTERMS.license, URIRef(site.license(view.license))))
    _moment(graph, node, DCTERMS.issued, view.modified)
    if file.bytes is not None:
        graph.add((node, DCAT.byteSize, Literal(str(file.bytes), datatype=XSD.nonNegativeInteger)))
    if file.sha256:
        checksum = _named(graph, _SPDX.checksum, node, f"{file.id}#sha256")
        graph.add((checksum, RDF.type, _SPDX.Checksum))
        graph.add((checksum, _SPDX.algorithm, _SPDX.checksumAlgorithm_sha256))
        graph.add((checksum, _SPDX.checksumValue, Literal(file.sha256, datatype=XSD.hexBinary, normalize=False)))
    return node


def _texts(graph: Graph, node: URIRef, name: URIRef, text: Text) -> None:
    for language, words in by_language(text):
        graph.add((node, name, Literal(words, lang=language)))


def _moment(graph: Graph, node: URIRef, name: URIRef, moment: datetime | None) -> None:
    if moment:
        graph.add((node, name, Literal(moment.astimezone(UTC).isoformat(), datatype=XSD.dateTime)))


def _named(graph: Graph, name: URIRef, of: URIRef, address: str) -> URIRef:
    node = URIRef(address)
    graph.add((of, name, node))
    return node


def _authority(table: str, code: str) -> URIRef:
    return URIRef(f"{_EU}{table}/{code}")
