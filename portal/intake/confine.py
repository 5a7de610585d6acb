"""Keep a package to its own folder: no address, no other scheme, no path that leads out."""

import posixpath
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlparse

from portal.finding import Finding, Severity

__all__ = ["leading_out"]


def leading_out(descriptor: Mapping[str, Any]) -> Iterator[Finding]:
    """Find what in a package's or a resource's descriptor lies outside its folder.

    Paths are judged by their words: what a link points to is for whoever unpacks uploads to see.

    Codes: ``descriptor.remote`` (an address, or a scheme other than a file), ``descriptor.outside``.
    """
    resources = descriptor.get("resources", [descriptor] if "path" in descriptor else [])
    for resource in resources if isinstance(resources, list) else []:
        if not isinstance(resource, Mapping):
            continue
        name = str(resource.get("name") or "") or None
        for key, path in _paths(resource):
            remote = bool(urlparse(path).scheme) or (key == "path" and resource.get("scheme", "file") != "file")
            if remote:
                yield Finding("descriptor.remote", Severity.BLOCK, name, params={"place": key})
            elif not _inside(path):
                yield Finding("descriptor.outside", Severity.BLOCK, name, params={"place": key})


def _paths(resource: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in ("path", "extrapaths", "url", "schema", "dialect"):
        value = resource.get(key)
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, str) and item:
                yield key, item


def _inside(path: str) -> bool:
    plain = posixpath.normpath(path.replace("\\", "/"))
    return not plain.startswith(("/", "~")) and plain.partition("/")[0] != ".."
