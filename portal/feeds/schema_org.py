"""A dataset as schema.org's ``Dataset``: what search engines read in its page (https://schema.org/Dataset)."""

from typing import Any

from portal.canonical import Json
from portal.catalog.presentation import DatasetView
from portal.catalog.public import ReleaseView
from portal.clock import iso
from portal.feeds.files import offered
from portal.feeds.site import Site
from portal.feeds.text import contact_of, period

__all__ = ["schema_org"]

_MOST_COLUMNS = 100


def schema_org(site: Site, release: ReleaseView) -> Json:
    """Return the JSON-LD of a dataset as a standing release has it; of conditional data no address of a file."""
    view = release.view
    url = site.dataset(view.name) if release.latest else site.release(view.name, release.number)
    described: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": url,
        "url": url,
        "name": view.title.first,
        "alternateName": list(view.title.translations.values()),
        "description": view.description.first,
        "identifier": [str(view.id), site.release(view.name, release.number)],
        "version": str(release.number),
        "inLanguage": view.title.language,
        "keywords": [*view.keywords, *view.keywords_en],
        "about": [theme.title.first for theme in view.themes],
        "license": site.license(view.license) if view.license else None,
        "isAccessibleForFree": True,
        "conditionsOfAccess": "by application" if view.is_conditional else None,
        "datePublished": iso(view.issued) if view.issued else None,
        "dateModified": iso(view.modified) if view.modified else None,
        "creator": _publisher(site, view),
        "publisher": _publisher(site, view),
        "temporalCoverage": _time(view),
        "spatialCoverage": _place(view),
        "variableMeasured": _columns(view),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.name,
                "contentUrl": file.url,
                "encodingFormat": file.mediatype,
                "contentSize": f"{file.bytes} B",
                "sha256": file.sha256,
            }
            for file in offered(site, view)
            if file.url
        ],
        "includedInDataCatalog": {"@type": "DataCatalog", "name": site.names["zh"], "url": site.page("/")},
    }
    return {key: value for key, value in described.items() if value not in (None, "", [], {})}


def _publisher(site: Site, view: DatasetView) -> Json:
    name, email = contact_of(view)
    organisation: Json = {
        "@type": "Organization",
        "name": view.publisher.title.first,
        "url": site.page(f"/publishers/{view.publisher.name}"),
    }
    if email:
        organisation["contactPoint"] = {"@type": "ContactPoint", "name": name, "email": email}
    return organisation


def _time(view: DatasetView) -> str:
    ends = period(view)
    return f"{ends.get('start', '..')}/{ends.get('end', '..')}" if ends else ""


def _place(view: DatasetView) -> Json | None:
    spatial = view.descriptor.get("spatial")
    name = str(spatial.get("name") or "") if isinstance(spatial, dict) else ""
    return {"@type": "Place", "name": name} if name else None


def _columns(view: DatasetView) -> list[Json]:
    columns = [field for one in view.resources for field in one.fields][:_MOST_COLUMNS]
    measured = []
    for field in columns:
        column: Json = {"@type": "PropertyValue", "name": field.title.first or field.name}
        if field.description:
            column["description"] = field.description.first
        if field.unit:
            column["unitText"] = field.unit
        measured.append(column)
    return measured
