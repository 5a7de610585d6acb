"""The files of a draft: taken in, read, standardised, described column by column, taken out again.

What is heavy happens before and outside any transaction. An upload is stored before it is read, so that a file
that cannot be read is not lost.
"""

import tempfile
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO
from uuid import UUID

from sqlalchemy.orm import Session

from portal import intake
from portal.accounts import Person
from portal.canonical import Json
from portal.catalog.blobs import record_blobs
from portal.catalog.models import Draft, DraftFile
from portal.clock import Clock
from portal.db import Database
from portal.disclosure.policy import DEFAULT, Policy
from portal.disclosure.remedies.text import mask_text
from portal.errors import NotFound, PortalError
from portal.finding import Finding
from portal.intake.names import unique
from portal.package import check_name
from portal.package.descriptor import DescriptorError
from portal.review.drafts import get_draft, lock_draft, touch
from portal.review.preparation import PreparedFile, prepare_part
from portal.review.scanning import scan_new_files
from portal.storage import Storage, StoredBlob

__all__ = [
    "COLUMN_TYPES",
    "ColumnEdit",
    "ResourceEdit",
    "add_file",
    "remove_file",
    "save_columns",
    "table_notes",
]

COLUMN_TYPES = ("string", "integer", "number", "boolean", "date", "datetime", "time", "year", "yearmonth", "any")
"""The types that a steward may choose from; a column of another type may keep it."""

_NOTES = 20  # findings kept of one file
_PROVED_BYTES = 20_000_000  # larger tables are checked after hand-in, by the worker
_LONGEST_NAME = 200
_OF_THE_TYPE = ("format", "groupChar", "decimalChar", "bareNumber", "trueValues", "falseValues", "constraints")
_SAID = ("title", "description", "unit", "codeList", "dataElement", "translations")


@dataclass(frozen=True, slots=True)
class ColumnEdit:
    """What a steward says of a column; empty: nothing."""

    type: str
    title: str = ""
    title_en: str = ""
    description: str = ""
    description_en: str = ""


@dataclass(frozen=True, slots=True)
class ResourceEdit:
    """What a steward says of a file, and of some of its columns, by their place from 0."""

    title: str
    title_en: str
    description: str
    description_en: str
    columns: Mapping[int, ColumnEdit]


@dataclass(frozen=True, slots=True)
class _Taken:
    """An upload that was read: its tables and files as they would be released, and what was noticed."""

    part: intake.Part
    file: PreparedFile
    notes: tuple[Finding, ...]


def add_file(
    database: Database,
    storage: Storage,
    clock: Clock,
    *,
    draft_id: UUID,
    by: Person,
    stream: BinaryIO,
    filename: str,
    limit: int,
    replaces: str | None = None,
    policy: Policy = DEFAULT,
) -> list[str]:
    """Take an upload into a draft; returns the names of the resources that it became.

    limit: bytes.  replaces: a resource whose place, name and words the new file takes over.  policy: of the scan.
    Raises NotFound, TooLarge, ReadError and other PortalErrors of reading; the upload itself stays stored.
    """
    with database.read() as session:
        draft = get_draft(session, draft_id, by=by)
        if replaces is not None:
            _file_of(draft, replaces)
    name = PurePosixPath(filename.replace("\\", "/")).name[-_LONGEST_NAME:] or "upload"
    upload = storage.put(stream, limit=limit)
    with database.write() as session:
        record_blobs(session, [upload], clock.now())
        touch(session, clock.now(), lock_draft(session, draft_id, by=by), by, overwrites=False)
    taken = _read(storage, upload, name)
    if replaces is not None and len(taken) != 1:
        raise PortalError("draft.replace_many", name=name, found=len(taken))
    with database.write() as session:
        draft = lock_draft(session, draft_id, by=by)
        record_blobs(session, [one.file.blob for one in taken], clock.now())
        names = [_replace(draft, replaces, taken[0])] if replaces is not None else _append(draft, taken)
        touch(session, clock.now(), draft, by, overwrites=replaces is not None)
    scan_new_files(database, storage, clock, draft_id, policy=policy)
    return names


def remove_file(session: Session, now: datetime, *, draft_id: UUID, version: int, by: Person, resource: str) -> None:
    """Take a resource out of a draft. Raises NotFound, DraftChanged."""
    draft = lock_draft(session, draft_id, by=by, version=version)
    _take_out(draft, _file_of(draft, resource))
    kept = [one for one in draft.descriptor["resources"] if one["name"] != resource]
    draft.descriptor = {**draft.descriptor, "resources": kept}
    touch(session, now, draft, by)


def save_columns(
    database: Database,
    storage: Storage,
    clock: Clock,
    *,
    draft_id: UUID,
    version: int,
    by: Person,
    resource: str,
    edit: ResourceEdit,
) -> list[Finding]:
    """Keep what a steward says of a file and its columns; returns the cells that do not fit a type that was changed.

    Raises NotFound, DraftChanged, PortalError ``draft.type`` for an unknown type.
    """
    with database.read() as session:
        draft = get_draft(session, draft_id, by=by)
        file, given = _file_of(draft, resource), _resource_of(draft, resource)
    changed = _edited(given, edit)
    retyped = _types(changed) != _types(given)
    misfits = _misfits(storage, file, changed) if retyped and given["bytes"] <= _PROVED_BYTES else []
    with database.write() as session:
        draft = lock_draft(session, draft_id, by=by, version=version)
        others = draft.descriptor["resources"]
        kept = [changed if one["name"] == resource else one for one in others]
        draft.descriptor = {**draft.descriptor, "resources": kept}
        if retyped:
            file = _file_of(draft, resource)
            file.notes = [*(one for one in file.notes if not _is_of_types(one)), *(one.as_json() for one in misfits)]
        touch(session, clock.now(), draft, by)
    return misfits


def _read(storage: Storage, upload: StoredBlob, filename: str) -> list[_Taken]:
    """Read an upload into what it holds. Raises ReadError."""
    path = storage.path(upload.sha256)
    with tempfile.TemporaryDirectory(prefix="kaifang-") as folder:
        parts = intake.describe(path, filename=filename)
        names = unique(_allowed(part.name) for part in parts)
        return [
            _take(storage, upload, replace(part, name=name), Path(folder))
            for part, name in zip(parts, names, strict=True)
        ]


def _take(storage: Storage, upload: StoredBlob, part: intake.Part, folder: Path) -> _Taken:
    file = prepare_part(part, {"title": part.title}, storage, upload, folder)
    if not file.is_table:
        return _Taken(part, file, file.notes)
    notes = table_notes(storage, file.blob, file.resource)
    return _Taken(part, file, (*notes, *file.notes))


def table_notes(storage: Storage, blob: StoredBlob, resource: Json) -> list[Finding]:
    """Return the first places where a standard table does not fit its description."""
    if blob.bytes > _PROVED_BYTES:
        return []
    proof = intake.prove(storage.path(blob.sha256), resource["schema"], resource=resource["name"], limit=_NOTES)
    return list(proof.findings)


def _allowed(name: str) -> str:
    """Return a name that a resource may have: a slug of one letter, or a reserved word, may not stand alone."""
    try:
        return check_name(name, "resource")
    except DescriptorError:
        return f"table-{name}"


def _append(draft: Draft, taken: Sequence[_Taken]) -> list[str]:
    resources = list(draft.descriptor["resources"])
    standing = [one["name"] for one in resources]
    names = unique([*standing, *(one.file.resource["name"] for one in taken)])[len(standing) :]
    place = max((file.position for file in draft.files), default=-1)
    for offset, (name, one) in enumerate(zip(names, taken, strict=True), start=1):
        resources.append(_named(one.file.resource, name))
        draft.files.append(_row(place + offset, name, one))
    draft.descriptor = _proposed({**draft.descriptor, "resources": resources}, taken[0].part)
    return names


def _replace(draft: Draft, name: str, taken: _Taken) -> str:
    """Put a new file in the place of an old one; what was said of it and of columns that are still there stays."""
    old_file, old = _file_of(draft, name), _resource_of(draft, name)
    new = _named(taken.file.resource, name)
    new |= {key: deepcopy(old[key]) for key in _SAID if key in old}
    columns = {one.get("name"): one for one in _fields(old)}
    for column in _fields(new):
        known = columns.get(column.get("name"), {})
        column |= {key: deepcopy(known[key]) for key in _SAID if key in known}
    fresh = _row(old_file.position, name, taken)
    _take_out(draft, old_file)
    draft.files.append(fresh)
    kept = [new if one["name"] == name else one for one in draft.descriptor["resources"]]
    draft.descriptor = {**draft.descriptor, "resources": kept}
    return name


def _take_out(draft: Draft, file: DraftFile) -> None:
    """Take a file out. What its upload hides is told with another file of it from now on: these are scanned anew."""
    draft.files.remove(file)
    for one in draft.files:
        if one.upload_sha256 == file.upload_sha256:
            one.report = one.scanned = None


def _named(resource: Json, name: str) -> Json:
    extension = PurePosixPath(resource["path"]).suffix
    return {**deepcopy(resource), "name": name, "path": f"data/{name}{extension}"}


def _row(position: int, name: str, taken: _Taken) -> DraftFile:
    return DraftFile(
        position=position,
        resource=name,
        sha256=taken.file.blob.sha256,
        upload_sha256=taken.file.upload.sha256,
        profile_sha256=None,
        notes=[replace(one, resource=name).as_json() for one in taken.notes],
    )


def _proposed(descriptor: Json, part: intake.Part) -> Json:
    """Offer title and description from the first file, where the steward has not said anything yet.

    What its lines tell of persons is masked: a description is for everyone.
    """
    title = descriptor.get("title") or (part.above[0] if part.above else part.title)
    offered: dict[str, Any] = {"title": mask_text(title)}
    if rest := [line for line in (*part.above, *part.below) if line != title]:
        offered["description"] = "\n".join(map(mask_text, rest))
    return {**offered, **descriptor}


def _edited(resource: Json, edit: ResourceEdit) -> Json:
    changed = deepcopy(resource)
    _say(changed, edit.title, edit.title_en, edit.description, edit.description_en)
    fields = _fields(changed)
    for place, said in edit.columns.items():
        if not 0 <= place < len(fields):
            continue
        column = fields[place]
        _say(column, said.title, said.title_en, said.description, said.description_en)
        if said.type != column.get("type", "any"):
            if said.type not in COLUMN_TYPES:
                raise PortalError("draft.type", type=said.type[:50], column=str(column.get("name")))
            for key in _OF_THE_TYPE:
                column.pop(key, None)
            column["type"] = said.type
    return changed


def _say(thing: Json, title: str, title_en: str, description: str, description_en: str) -> None:
    """Write words into a resource or a column, and take away what is empty now; other languages stay."""
    translations = dict(thing.get("translations") or {})
    english = dict(translations.get("en") or {})
    for target, key, value in (
        (thing, "title", title),
        (thing, "description", description),
        (english, "title", title_en),
        (english, "description", description_en),
    ):
        if value.strip():
            target[key] = value.strip()
        else:
            target.pop(key, None)
    translations["en"] = english
    kept = {language: words for language, words in translations.items() if words}
    if kept:
        thing["translations"] = kept
    else:
        thing.pop("translations", None)


def _types(resource: Json) -> list[str]:
    return [str(one.get("type")) for one in _fields(resource)]


def _fields(resource: Json) -> list[Json]:
    """Return the columns; a schema that was handed over with the file may hold anything."""
    schema = resource.get("schema")
    given = schema.get("fields") if isinstance(schema, dict) else None
    return [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []


def _misfits(storage: Storage, file: DraftFile, resource: Json) -> list[Finding]:
    path = storage.path(file.sha256)
    report = intake.prove(path, resource["schema"], resource=file.resource, limit=_NOTES)
    return list(report.findings)


def _is_of_types(note: Json) -> bool:
    return str(note["code"]).startswith(("cell.", "row.", "header.", "schema."))


def _file_of(draft: Draft, resource: str) -> DraftFile:
    found = next((one for one in draft.files if one.resource == resource), None)
    if found is None:
        raise NotFound("draft.resource", name=resource[:100])
    return found


def _resource_of(draft: Draft, resource: str) -> Json:
    found: Json = next(one for one in draft.descriptor["resources"] if one["name"] == resource)
    return found
