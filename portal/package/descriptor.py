"""Descriptors of Data Packages (v2): read from where they lie, refused where they reach outside, frozen for hand-in.

Source: Data Package Standard v2, and the portal's own restrictions (one local path a resource, nothing remote).
"""

import json
import math
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from portal.canonical import Json
from portal.errors import PortalError
from portal.finding import Finding, Severity

__all__ = ["SCHEMA", "DescriptorError", "check_name", "freeze", "local_schema", "read_descriptor", "resource_file"]

SCHEMA = "https://datapackage.org/profiles/2.0/datapackage.json"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{1,99}")
_RESERVED = frozenset({"new", "edit", "search", "latest"})
_FILES = ("datapackage.json", "datapackage.yaml", "datapackage.yml")
_LARGEST = 8 << 20  # bytes of a descriptor; one of 9,000 columns is about 1 MiB
_MOST_VALUES = 2_000_000  # values in a descriptor
_MOST_NESTED = 100  # of objects and lists in one another
_HALF = re.compile("[\ud800-\udfff]")  # half of a pair of UTF-16, which JSON can escape and no file can hold


class DescriptorError(PortalError):
    """The descriptor cannot be taken; ``resource`` says at which of its resources, where it is one."""


def read_descriptor(path: Path) -> tuple[Json, list[Finding]]:
    """Read a package's descriptor from its folder or file; JSON, JSON with a byte order mark, or YAML.

    Returns it with what was put right on the way, as INFO findings. Raises DescriptorError.
    """
    file = _descriptor_file(path)
    data = _bytes_of(file)
    notes = []
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
        notes.append(Finding("descriptor.bom_removed", Severity.INFO, params={"file": file.name}))
    if file.suffix in (".yaml", ".yml"):
        notes.append(Finding("descriptor.from_yaml", Severity.INFO, params={"file": file.name}))
    descriptor = _parse(data, file)
    if not isinstance(descriptor, dict):
        raise DescriptorError("descriptor.not_object", file=file.name)
    resources = descriptor.get("resources")
    if not isinstance(resources, list) or not resources or not all(isinstance(one, dict) for one in resources):
        raise DescriptorError("descriptor.no_resources", file=file.name)
    return descriptor, notes


def _descriptor_file(path: Path) -> Path:
    if path.is_dir():
        found = [path / name for name in _FILES if (path / name).is_file()]
        if not found:
            raise DescriptorError("descriptor.none", path=path.name)
        return found[0]
    if not path.is_file():
        raise DescriptorError("descriptor.none", path=path.name)
    return path


def _bytes_of(file: Path) -> bytes:
    with file.open("rb") as opened:
        data = opened.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise DescriptorError("descriptor.too_large", file=file.name, limit=_LARGEST)
    return data


class _Yaml(yaml.SafeLoader):
    """Reads a date in a descriptor as a text."""

    yaml_implicit_resolvers = {  # noqa: RUF012 the library's own attribute
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def _parse(data: bytes, file: Path) -> Any:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DescriptorError("descriptor.not_utf8", file=file.name, at=error.start) from error
    try:
        value = _parse_text(text, file)
    except (RecursionError, ValueError) as error:  # also a whole number of more digits than Python reads
        raise DescriptorError("descriptor.not_plain", file=file.name) from error
    if not _is_plain(value):
        raise DescriptorError("descriptor.not_plain", file=file.name)
    return value


def _parse_text(text: str, file: Path) -> Any:
    if file.suffix in (".yaml", ".yml"):
        try:
            return yaml.load(text, _Yaml)  # noqa: S506 a safe loader without dates
        except yaml.YAMLError as error:
            line = error.problem_mark.line + 1 if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark else 1
            raise DescriptorError("descriptor.not_yaml", file=file.name, line=line) from error
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise DescriptorError("descriptor.not_json", file=file.name, line=error.lineno, at=error.colno) from error


def _is_plain(value: Any) -> bool:
    """Tell whether a value can be written as JSON: no NaN, no half of a character, no sets, bytes or numbers as keys.

    What YAML repeats by reference counts each time, so that neither a circle nor what unfolds without end is plain.
    """
    left, waiting = _MOST_VALUES, [(value, 0)]
    while waiting and left:
        one, depth = waiting.pop()
        left -= 1
        if isinstance(one, dict):
            if not all(isinstance(key, str) and _is_text(key) for key in one):
                return False
            waiting += [(item, depth + 1) for item in one.values()]
        elif isinstance(one, list):
            waiting += [(item, depth + 1) for item in one]
        elif not (one is None or isinstance(one, bool | int) or _is_text(one) or _is_finite(one)):
            return False
        if depth > _MOST_NESTED:
            return False
    return not waiting


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not _HALF.search(value)


def _is_finite(value: object) -> bool:
    return isinstance(value, float) and math.isfinite(value)


def check_name(name: object, kind: str, *, resource: str | None = None) -> str:
    """Return the name of a dataset, resource or publisher if it is well formed. Raises DescriptorError.

    kind: ``dataset``, ``resource`` or ``publisher``, for the sentence.
    """
    if not isinstance(name, str) or not _NAME.fullmatch(name) or name in _RESERVED:
        shown = str(name)[:100] if name is not None else ""
        raise DescriptorError(f"name.{kind}", name=shown, resource=resource)
    return name


def resource_file(root: Path, resource: Mapping[str, Any]) -> Path:
    """Return the one local file of a resource, inside the package's folder. Raises DescriptorError."""
    name = str(resource.get("name", ""))
    if "data" in resource:
        raise DescriptorError("resource.inline", resource=name)
    path = resource.get("path")
    if isinstance(path, list):
        raise DescriptorError("resource.many_paths", resource=name)
    if not isinstance(path, str) or not path:
        raise DescriptorError("resource.no_path", resource=name)
    for unsupported in ("innerpath", "compression"):
        if resource.get(unsupported):
            raise DescriptorError("resource.compressed", resource=name, property=unsupported)
    return _inside(root, path, name, "path")


def _inside(root: Path, path: str, resource: str, what: str) -> Path:
    """Resolve a relative path of a package; neither ``..`` nor a link may lead out of its folder."""
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", path):
        raise DescriptorError("resource.remote", resource=resource, property=what, path=path[:200])
    parts = PurePosixPath(path.replace("\\", "/"))
    file = root / parts
    try:
        outside = parts.is_absolute() or ".." in parts.parts or not file.resolve().is_relative_to(root.resolve())
        missing = not file.is_file()
    except (OSError, RuntimeError, ValueError):  # no file has this name: too long, with a zero, a link to itself
        outside, missing = False, True
    if outside or missing:
        code = "resource.outside" if outside else "resource.missing"
        raise DescriptorError(code, resource=resource, property=what, path=path[:200])
    return file


def local_schema(root: Path, resource: Mapping[str, Any], key: str) -> Json | None:
    """Return a resource's ``schema`` or ``dialect`` as an object, read from the package if it is a path.

    Raises DescriptorError if it lies elsewhere, or is no JSON object.
    """
    value = resource.get(key)
    if value is None:
        return None
    name = str(resource.get("name", ""))
    if isinstance(value, str):
        file = _inside(root, value, name, key)
        value = _parse(_bytes_of(file).removeprefix(b"\xef\xbb\xbf"), file)
    if not isinstance(value, dict):
        raise DescriptorError("resource.not_object", resource=name, property=key)
    return value


_PACKAGE_ORDER = (
    "$schema name title description version publisher theme keywords licenses opening grade cadence language "
    "temporal spatial homepage image created contributors sources translations release"
).split()
_RESOURCE_ORDER = (
    "name title description type path format mediatype encoding bytes hash rows fields schema dialect "
    "standardised original quasiIdentifiers remedies translations"
).split()


def freeze(descriptor: Mapping[str, Any], resources: list[Json]) -> Json:
    """Return the descriptor as it is kept from hand-in on: known properties in order, the rest as it came.

    resources: the frozen resources, each with its ``path`` at ``data/<name>.<extension>``.
    """
    frozen = {"$schema": SCHEMA} | {
        key: value for key, value in descriptor.items() if key not in ("profile", "$schema")
    }
    frozen["resources"] = [_ordered(resource, _RESOURCE_ORDER) for resource in resources]
    return _ordered(frozen, _PACKAGE_ORDER)


def _ordered(value: Mapping[str, Any], order: list[str]) -> Json:
    first = {key: value[key] for key in order if value.get(key) is not None}
    return first | {key: kept for key, kept in value.items() if key not in order and kept is not None}
