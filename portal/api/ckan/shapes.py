"""A dataset, a file, a publisher, a theme and a keyword as CKAN writes them: always every key."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from portal.api.ckan.identity import group_id, organization_id, resource_id, tag_id
from portal.api.v1.blueprint import absolute
from portal.catalog.presentation import DatasetView, LicenseView, Named, ResourceView
from portal.catalog.public import PublisherView, ThemeView

__all__ = ["group", "license_", "moment", "organization", "package", "resource", "tag"]

_EXTRAS = ("opening", "grade", "cadence", "release", "language", "temporal", "spatial", "sources", "translations")
_KEPT = ("encoding", "schema", "dialect")


def moment(value: datetime | None) -> str | None:
    """Write an instant as CKAN does: UTC, to the microsecond, without saying so."""
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") if value else None


def package(view: DatasetView) -> dict[str, Any]:
    """Write a dataset; the same in `package_show` and in search results."""
    given = view.descriptor
    author, maintainer = _person(given, "author", "creator"), _person(given, "maintainer", "contact")
    return {
        "id": str(view.id),
        "name": view.name,
        "title": view.title.first,
        "notes": view.description.first,
        "type": "dataset",
        "state": "active",
        "private": False,
        "isopen": bool(view.license and view.license.open) and not view.is_conditional,
        "author": author.get("title"),
        "author_email": author.get("email"),
        "maintainer": maintainer.get("title"),
        "maintainer_email": maintainer.get("email"),
        "url": given.get("homepage") or absolute("public.dataset", name=view.name),
        "version": str(given.get("version") or view.release),
        "license_id": view.license.id if view.license else None,
        "license_title": view.license.title.first if view.license else None,
        "license_url": view.license.record["url"] if view.license else None,
        "owner_org": organization_id(view.publisher.name),
        "creator_user_id": None,
        "metadata_created": moment(view.issued),
        "metadata_modified": moment(view.modified),
        "organization": _organization(view.publisher),
        "groups": [_group(one) for one in view.themes],
        "tags": [tag(one) for one in view.keywords],
        "extras": [
            {"key": key, "value": value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}
            for key in _EXTRAS
            if (value := view.release if key == "release" else given.get(key)) not in (None, "", [], {})
        ],
        "num_resources": len(view.resources),
        "num_tags": len(view.keywords),
        "relationships_as_subject": [],
        "relationships_as_object": [],
        "resources": [resource(view, one, place) for place, one in enumerate(view.resources)],
    }


def resource(view: DatasetView, one: ResourceView, place: int) -> dict[str, Any]:
    """Write a file. ``url`` is the numbered, lasting address; of conditional data the page with the way to apply."""
    if view.is_conditional:
        url = absolute("public.dataset", name=view.name)
    else:
        file = one.path.removeprefix("data/")
        url = absolute("downloads.data", name=view.name, number=view.release, file=file)
    return {
        "id": resource_id(view.id, one.name),
        "package_id": str(view.id),
        "name": one.name,
        "title": one.title.first,
        "description": one.description.first,
        "format": one.format.upper() or "DATA",  # ckanapi cannot work with an empty one
        "url": url,
        "url_type": None if view.is_conditional else "upload",
        "mimetype": one.resource.get("mediatype"),
        "mimetype_inner": None,
        "size": one.bytes,
        "hash": f"sha256:{one.sha256}",
        "position": place,
        "state": "active",
        "resource_type": None,
        "created": moment(view.issued),
        "last_modified": moment(view.modified),
        "metadata_modified": moment(view.modified),
        "cache_url": None,
        "cache_last_updated": None,
        "datastore_active": one.parquet_sha256 is not None and not view.is_conditional,
        "rows": one.rows,
        **{key: one.resource[key] for key in _KEPT if one.resource.get(key)},
    }


def organization(one: PublisherView) -> dict[str, Any]:
    """Write a publisher with how many datasets it has."""
    return {
        **_organization(Named(one.name, one.title)),
        **_counted(one.title.first, one.datasets),
        "groups": [{"name": one.parent, "capacity": "public"}] if one.parent else [],
    }


def group(one: ThemeView) -> dict[str, Any]:
    """Write a theme with how many datasets stand under it."""
    named = Named(one.name, one.title)
    return {
        **_group(named),
        **_group_facts("group", is_organization=False),
        **_counted(one.title.first, one.datasets),
        "groups": [],
    }


def tag(name: str) -> dict[str, Any]:
    """Write a keyword."""
    return {"id": tag_id(name), "name": name, "display_name": name, "state": "active", "vocabulary_id": None}


def license_(one: LicenseView) -> dict[str, Any]:
    """Write a licence. ``approved`` are those that the Open Definition lists; that we compared one is no approval."""
    conformance = "approved" if one.record.get("conformance") == "listed" else "not reviewed"
    return {
        "id": one.id,
        "title": one.title.first,
        "url": one.record["url"],
        "status": "active",
        "maintainer": "",
        "family": "",
        "domain_content": False,
        "domain_data": True,
        "domain_software": False,
        "is_generic": False,
        "od_conformance": conformance,
        "osd_conformance": "not reviewed",
    }


def _organization(named: Named) -> dict[str, Any]:
    return {
        "id": organization_id(named.name),
        "name": named.name,
        "title": named.title.first,
        "description": "",
        "image_url": "",
        **_group_facts("organization", is_organization=True),
    }


def _group_facts(kind: str, *, is_organization: bool) -> dict[str, Any]:
    return {
        "type": kind,
        "created": None,
        "is_organization": is_organization,
        "approval_status": "approved",
        "state": "active",
    }


def _group(named: Named) -> dict[str, Any]:
    return {
        "id": group_id(named.name),
        "name": named.name,
        "title": named.title.first,
        "display_name": named.title.first,
        "description": "",
        "image_display_url": "",
    }


def _counted(title: str, datasets: int) -> dict[str, Any]:
    return {
        "display_name": title,
        "package_count": datasets,
        "image_display_url": "",
        "num_followers": 0,
        "extras": [],
        "tags": [],
        "users": [],
    }


def _person(descriptor: Mapping[str, Any], *roles: str) -> Mapping[str, Any]:
    for one in descriptor.get("contributors") or []:
        if isinstance(one, dict) and {*(one.get("roles") or []), one.get("role")} & set(roles):
            return one
    return {}
