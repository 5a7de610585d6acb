"""What programs are told of a dataset, a file and a release: DESIGN's keys, always all of them."""

from typing import Any

from portal.api.v1.blueprint import absolute
from portal.catalog.presentation import DatasetView, ResourceView
from portal.catalog.public import ReleaseView, Tombstone
from portal.clock import iso

__all__ = ["dataset_json", "release_json", "resource_json", "tombstone_json"]

_OPTIONAL = ("version", "homepage", "language", "temporal", "spatial", "contributors", "sources")


def dataset_json(view: DatasetView) -> dict[str, Any]:
    """Describe a dataset as its highest standing release has it; the same in lists."""
    return {
        "name": view.name,
        "id": str(view.id),
        "title": view.title.first,
        "description": view.description.first,
        "publisher": view.publisher.name,
        "theme": [theme.name for theme in view.themes],
        "license": view.license.id if view.license else None,
        "keywords": list(view.keywords),
        "opening": view.opening,
        "grade": view.grade or None,
        "cadence": view.cadence or None,
        "release": view.release,
        "issued": iso(view.issued) if view.issued else None,
        "modified": iso(view.modified) if view.modified else None,
        "translations": view.descriptor.get("translations") or {},
        **{key: view.descriptor[key] for key in _OPTIONAL if view.descriptor.get(key)},
        "resources": [resource_json(view, one) for one in view.resources],
        "url": absolute("public.dataset", name=view.name),
    }


def resource_json(view: DatasetView, one: ResourceView) -> dict[str, Any]:
    """Describe a file. ``url`` is the file; of conditional data the page, where its columns stand."""
    if view.is_conditional:
        url = absolute("public.resource", name=view.name, resource=one.name)
    else:
        url = _file(view, one.path)
    table = not view.is_conditional and one.parquet_sha256 is not None
    return {
        "name": one.name,
        "title": one.title.first,
        "description": one.description.first,
        "path": one.path,
        "format": one.format,
        "mediatype": one.resource.get("mediatype"),
        "bytes": one.bytes,
        "hash": f"sha256:{one.sha256}",
        "rows": one.rows,
        "fields": len(one.fields),
        "translations": one.resource.get("translations") or {},
        "url": url,
        "parquet": _parquet(view, one) if table else None,
    }


def release_json(release: ReleaseView) -> dict[str, Any]:
    """Describe a release: every file with checksum and address; of conditional data no address."""
    view, given = release.view, not release.view.is_conditional
    zip_name = f"{view.name}-v{release.number}"
    return {
        "dataset": view.name,
        "release": release.number,
        "latest": release.latest,
        "title": view.title.first,
        "opening": view.opening,
        "issued": iso(view.modified) if view.modified else None,
        "published": iso(release.published_at),
        "url": absolute("public.release", name=view.name, number=release.number),
        "descriptor": {
            "path": "datapackage.json",
            "sha256": release.descriptor_sha256,
            "url": absolute("downloads.descriptor", name=view.name, number=release.number),
        },
        "files": [
            {
                "resource": one.name,
                "path": one.path,
                "bytes": one.bytes,
                "sha256": one.sha256,
                "url": _file(view, one.path) if given else None,
                "parquet": _parquet(view, one) if given and one.parquet_sha256 else None,
            }
            for one in view.resources
        ],
        "zip": {
            "url": absolute("downloads.package", name=view.name, number=release.number, zip_name=zip_name),
            "sha256": release.zip_sha256,
            "bytes": release.zip_bytes,
        }
        if given
        else None,
        "entry": {"number": release.entry, "url": absolute("public.ledger_entry", number=release.entry)},
    }


def tombstone_json(stone: Tombstone) -> dict[str, Any]:
    """Say what stays of a withdrawn release of a dataset that still stands."""
    return {
        "dataset": stone.dataset,
        "release": stone.number,
        "latest": False,
        "withdrawn": iso(stone.withdrawn_at),
        "reason": stone.reason,
        "entry": {"number": stone.entry, "url": absolute("public.ledger_entry", number=stone.entry)},
    }


def _parquet(view: DatasetView, one: ResourceView) -> dict[str, Any]:
    return {
        "path": f"data/{one.name}.parquet",
        "bytes": one.parquet_bytes,
        "sha256": one.parquet_sha256,
        "url": _file(view, f"data/{one.name}.parquet"),
    }


def _file(view: DatasetView, path: str) -> str:
    return absolute("downloads.data", name=view.name, number=view.release, file=path.removeprefix("data/"))
