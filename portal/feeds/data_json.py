"""The catalogue as ``/data.json``: DCAT-US 1.1 (https://resources.data.gov/resources/dcat-us/)."""

from collections.abc import Iterable
from typing import Any

from portal.canonical import Json
from portal.catalog.presentation import DatasetView
from portal.clock import iso
from portal.feeds.files import Offered, offered
from portal.feeds.site import Site
from portal.feeds.text import contact_of, period

__all__ = ["data_json"]

_SCHEMA = "https://project-open-data.cio.gov/v1.1/schema"
_FREQUENCY = {
    "irregular": "irregular",
    "real-time": "R/PT1S",
    "daily": "R/P1D",
    "weekly": "R/P1W",
    "monthly": "R/P1M",
    "quarterly": "R/P3M",
    "semiannual": "R/P6M",
    "annual": "R/P1Y",
}


def data_json(site: Site, views: Iterable[DatasetView]) -> Json:
    """Return the catalogue. A dataset without keywords is found by its themes, as the schema asks for at least one."""
    return {
        "@context": f"{_SCHEMA}/catalog.jsonld",
        "@id": site.page("/data.json"),
        "@type": "dcat:Catalog",
        "conformsTo": _SCHEMA,
        "describedBy": f"{_SCHEMA}/catalog.json",
        "dataset": [_dataset(site, view) for view in views],
    }


def _dataset(site: Site, view: DatasetView) -> Json:
    name, email = contact_of(view)
    ends = period(view)
    spatial = view.descriptor.get("spatial")
    contact = {"@type": "vcard:Contact", "fn": name, "hasEmail": f"mailto:{email}" if email else None}
    dataset: dict[str, Any] = {
        "@type": "dcat:Dataset",
        "identifier": site.dataset(view.name),
        "title": view.title.first,
        "description": view.description.first or view.title.first,
        "keyword": list(view.keywords) or [theme.title.first for theme in view.themes] or [view.title.first],
        "theme": [theme.title.first for theme in view.themes],
        "issued": iso(view.issued) if view.issued else None,
        "modified": iso(view.modified) if view.modified else None,
        "publisher": {"@type": "org:Organization", "name": view.publisher.title.first},
        "contactPoint": {key: value for key, value in contact.items() if value},
        "accessLevel": "restricted public" if view.is_conditional else "public",
        "rights": "有条件开放：按申请提供。Open by application." if view.is_conditional else None,
        "license": site.license(view.license) if view.license else None,
        "accrualPeriodicity": _FREQUENCY.get(view.cadence),
        "language": [view.title.language],
        "landingPage": site.dataset(view.name),
        "temporal": f"{ends['start']}/{ends['end']}" if len(ends) == 2 else None,
        "spatial": str(spatial["name"]) if isinstance(spatial, dict) and spatial.get("name") else None,
        "distribution": [_distribution(site, view, file) for file in offered(site, view)],
    }
    return {key: value for key, value in dataset.items() if value not in (None, [])}


def _distribution(site: Site, view: DatasetView, file: Offered) -> Json:
    distribution: Json = {
        "@type": "dcat:Distribution",
        "title": file.title.first,
        "format": file.format,
        "mediaType": file.mediatype,
    }
    if file.url:
        distribution["downloadURL"] = file.url
    else:
        distribution["accessURL"] = site.dataset(view.name)
    return distribution
