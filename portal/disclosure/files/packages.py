"""A package as a folder: its descriptor, the files that it names inside itself, its tables."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from portal import intake
from portal.errors import PortalError
from portal.intake import Part

__all__ = ["DESCRIPTOR", "files_of", "read_package", "tables_of"]

DESCRIPTOR = "datapackage.json"
_LARGEST = 8 << 20


def tables_of(path: Path, folder: Path) -> dict[str, Path]:
    """Make the standard tables of the release before, by name. Raises PortalError."""
    found: dict[str, Path] = {}
    for name, part in _parts_of(path):
        target = folder / str(len(found))
        target.mkdir()
        found[name] = intake.standardise(part, target).path
    return found


def _parts_of(path: Path) -> Iterator[tuple[str, Part]]:
    if not path.exists():
        raise PortalError("package.unreadable", path=str(path))
    if path.is_dir():
        for resource, file in files_of(path, read_package(path)):
            part = intake.part_from_resource(file, resource)
            if part.kind == "table":
                yield str(resource.get("name", "")), part
    else:
        yield from ((part.name, part) for part in intake.describe(path) if part.kind == "table")


def read_package(path: Path) -> dict[str, Any]:
    """Read the descriptor in a folder. Raises PortalError ``package.unreadable``."""
    file = path / DESCRIPTOR
    try:
        if file.stat().st_size > _LARGEST:
            raise PortalError("package.unreadable", path=str(file))
        found = json.loads(file.read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        raise PortalError("package.unreadable", path=str(file)) from None
    return found if isinstance(found, dict) else {}


def files_of(root: Path, descriptor: Mapping[str, Any]) -> Iterator[tuple[dict[str, Any], Path]]:
    """Give the resources that are files inside the folder."""
    given = descriptor.get("resources")
    for resource in given if isinstance(given, list) else []:
        path = resource.get("path") if isinstance(resource, dict) else None
        for one in path if isinstance(path, list) else [path]:
            if isinstance(one, str) and "://" not in one:
                file = (root / one).resolve()
                if file.is_relative_to(root.resolve()) and file.is_file():
                    yield resource, file
