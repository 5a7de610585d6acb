"""From a package as it was handed over to files as they would be released: read, standardised, stored, described.

Everything heavy of a hand-in happens here, before and outside any transaction.
"""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal import intake
from portal.canonical import Json, canonical, sha256
from portal.finding import Finding
from portal.package import check_name, freeze, local_schema, misshapen
from portal.package.descriptor import DescriptorError, resource_file
from portal.package.resources import opaque_resource, table_resource
from portal.storage import Storage, StoredBlob

__all__ = ["PreparedFile", "PreparedPackage", "prepare_package", "prepare_part", "revision_hash"]


@dataclass(frozen=True, slots=True)
class PreparedFile:
    """A stored file, and the resource that describes it. ``upload`` is the file as it was handed over."""

    resource: Json
    blob: StoredBlob
    upload: StoredBlob
    is_table: bool
    notes: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class PreparedPackage:
    """A frozen descriptor and its stored files, ready to be handed in."""

    descriptor: Json
    files: tuple[PreparedFile, ...]

    @property
    def blobs(self) -> list[StoredBlob]:
        """All blobs that the package names."""
        return [blob for file in self.files for blob in (file.blob, file.upload)]


def prepare_package(
    root: Path, descriptor: Mapping[str, Any], storage: Storage, *, progress: Callable[[int], None] | None = None
) -> PreparedPackage:
    """Prepare the package in a folder. Raises DescriptorError or ReadError, with the resource's name."""
    _check_shape(descriptor)
    check_name(descriptor.get("name"), "dataset")
    names: set[str] = set()
    files = []
    with tempfile.TemporaryDirectory(prefix="kaifang-") as folder:
        for resource in descriptor["resources"]:
            name = check_name(resource.get("name"), "resource", resource=str(resource.get("name", ""))[:100])
            if name in names:
                raise DescriptorError("resource.twice", resource=name)
            names.add(name)
            files.append(_prepare_resource(root, resource, storage, Path(folder), progress))
    return PreparedPackage(freeze(descriptor, [file.resource for file in files]), tuple(files))


def _prepare_resource(
    root: Path, resource: Mapping[str, Any], storage: Storage, folder: Path, progress: Callable[[int], None] | None
) -> PreparedFile:
    file = resource_file(root, resource)
    schema, dialect = local_schema(root, resource, "schema"), local_schema(root, resource, "dialect")
    given = {key: value for key, value in resource.items() if key not in ("profile", "schema", "dialect")}
    if schema is not None:
        given["schema"] = schema
    if dialect is not None:
        given["dialect"] = dialect
    _check_shape({"resources": [given]})  # a schema that was a path has been read now
    upload = storage.put_file(file)
    part = intake.part_from_resource(file, given)
    return prepare_part(part, given, storage, upload, folder, progress=progress)


def _check_shape(descriptor: Mapping[str, Any]) -> None:
    place = misshapen(descriptor)
    if place is not None:
        raise DescriptorError("descriptor.shape", property=place)


def prepare_part(
    part: intake.Part,
    given: Json,
    storage: Storage,
    upload: StoredBlob,
    folder: Path,
    *,
    progress: Callable[[int], None] | None = None,
) -> PreparedFile:
    """Standardise one part, store it, and describe it; a schema that was given is kept as it is.

    given: what is known of the resource beside.  folder: for files on the way.
    """
    standard = intake.standardise(part, folder, progress=progress)
    blob = upload if standard.sha256 == upload.sha256 else storage.put_file(standard.path)
    if part.kind == "opaque":
        resource = opaque_resource(part, standard, given)
    else:
        schema = given.get("schema") or intake.infer(standard.path, columns=standard.columns)
        resource = table_resource(part, standard, schema, given)
    standard.path.unlink()
    return PreparedFile(resource, blob, upload, is_table=part.kind == "table", notes=standard.notes)


def revision_hash(descriptor: Json, files: Sequence[tuple[str, str]]) -> str:
    """Return the hash that decisions are bound to: over the frozen descriptor and each file's path and SHA-256."""
    return sha256(canonical({"descriptor": descriptor, "files": sorted(files)}))
