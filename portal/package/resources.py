"""The resources of a descriptor, made from files as they are released."""

from collections.abc import Mapping
from typing import Any

from portal.canonical import Json
from portal.intake import STANDARD_DIALECT, Part, Standard

__all__ = ["opaque_resource", "table_resource"]

_OF_THE_FILE = ("path", "dialect", "profile", "standardised", "original", "rows", "fields")


def table_resource(part: Part, standard: Standard, schema: Json, given: Mapping[str, Any]) -> Json:
    """Describe a standardised table.

    schema: a Table Schema that is true of it.  given: what is known of the resource beside (title, description …).
    The dialect is said in full, so that no reader has to guess it. What was done to the file, and what it was
    before, is written down only if it was not standard already.
    """
    resource = {key: value for key, value in given.items() if key not in _OF_THE_FILE}
    resource |= {
        "name": part.name,
        "type": "table",
        "path": f"data/{part.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": standard.bytes,
        "hash": f"sha256:{standard.sha256}",
        "rows": standard.rows,
        "fields": len(standard.columns),
        "dialect": STANDARD_DIALECT,
        "schema": schema,
    }
    if standard.steps:
        resource["standardised"] = [dict(step) for step in standard.steps]
        resource["original"] = _original(standard)
    return resource


def opaque_resource(part: Part, standard: Standard, given: Mapping[str, Any]) -> Json:
    """Describe a file that is released as it is. Rows and fields are a table's: frictionless counts them again."""
    extension = standard.path.suffix.lower().lstrip(".") or "bin"
    return {key: value for key, value in given.items() if key not in _OF_THE_FILE} | {
        "name": part.name,
        "path": f"data/{part.name}.{extension}",
        "format": given.get("format") or part.format or extension,
        "mediatype": given.get("mediatype") or part.mediatype,
        "bytes": standard.bytes,
        "hash": f"sha256:{standard.sha256}",
    }


def _original(standard: Standard) -> Json:
    of = standard.original
    return {"name": of["name"], "hash": f"sha256:{of['sha256']}", "bytes": of["bytes"]}
