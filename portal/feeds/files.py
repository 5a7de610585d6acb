"""What of a release can be fetched: each file, each table's Parquet, and the zip of all."""

import re
from dataclasses import dataclass

from portal.catalog.presentation import DatasetView, ResourceView, Text
from portal.feeds.site import Site

__all__ = ["Offered", "offered"]

_MEDIATYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)
_PARQUET = "application/vnd.apache.parquet"


@dataclass(frozen=True, slots=True)
class Offered:
    """A file that is offered. url: empty where the data is given by application only.

    id: its address in graphs, the same whether it may be fetched or not.  bytes, sha256: None where they are not known.
    """

    id: str
    name: str
    title: Text
    format: str
    mediatype: str
    bytes: int | None
    sha256: str | None
    url: str
    resource: ResourceView | None = None


def offered(site: Site, view: DatasetView) -> list[Offered]:
    """Return the files of a dataset's release, in the descriptor's order, the zip last.

    Of a conditional dataset only what the descriptor lists is returned, without addresses to fetch it from.
    """
    files: list[Offered] = []
    for one in view.resources:
        files.append(_file(site, view, one))
        if one.parquet_sha256 and not view.is_conditional:
            files.append(_parquet(site, view, one))
    if not view.is_conditional:
        files.append(_zip(site, view))
    return files


def _file(site: Site, view: DatasetView, one: ResourceView) -> Offered:
    url = site.file(view.name, view.release, one.path)
    mediatype = str(one.resource.get("mediatype") or "")
    return Offered(
        id=url,
        name=one.path.rpartition("/")[2],
        title=one.title,
        format=one.format.upper(),
        mediatype=mediatype if _MEDIATYPE.fullmatch(mediatype) else "application/octet-stream",
        bytes=one.bytes,
        sha256=one.sha256 or None,
        url="" if view.is_conditional else url,
        resource=one,
    )


def _parquet(site: Site, view: DatasetView, one: ResourceView) -> Offered:
    url = site.file(view.name, view.release, f"data/{one.name}.parquet")
    size = one.parquet_bytes
    return Offered(url, f"{one.name}.parquet", one.title, "Parquet", _PARQUET, size, one.parquet_sha256, url, one)


def _zip(site: Site, view: DatasetView) -> Offered:
    url = site.package(view.name, view.release)
    size, sha256 = (view.zip.bytes, view.zip.sha256) if view.zip else (None, None)
    return Offered(url, f"{view.name}-v{view.release}.zip", view.title, "ZIP", "application/zip", size, sha256, url)
