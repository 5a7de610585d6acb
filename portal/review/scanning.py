"""What each file would reveal: the scan of a draft's files and of a revision's, and the work that is due of it.

A small file is scanned as it comes in; a large one by the worker, which says how far it is.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.canonical import Json
from portal.catalog.models import Blob, Dataset, Draft, DraftFile, Release, ReleaseFile
from portal.clock import Clock
from portal.db import Database
from portal.disclosure import Report, TableRisk, assess, scan_hidden, scan_path, scan_table
from portal.disclosure.policy import DEFAULT, Policy
from portal.intake import ReadError
from portal.review.drafts import STANDS
from portal.storage import Storage

__all__ = [
    "SCANNED_AT_ONCE",
    "due_scans",
    "first_of_uploads",
    "previous_tables",
    "scan_draft_file",
    "scan_file",
    "scan_new_files",
]

SCANNED_AT_ONCE = 20_000_000
"""Bytes up to which a file is scanned as it comes in."""

_TELLS_EVERY = 1.0  # seconds between two words about how far a scan is
_LAST = 99  # per cent, until the report is there

Progress = Callable[[int], None] | None


def scan_file(
    storage: Storage,
    resource: Json,
    *,
    sha256: str,
    upload: str | None,
    today: date,
    previous: Path | None = None,
    policy: Policy = DEFAULT,
    progress: Progress = None,
) -> Report:
    """Scan a file as it would be released, and what the upload it was made of holds beside it.

    resource: of the descriptor; its ``quasiIdentifiers``, if there are any, are the columns that a person chose.
    upload: hash of the file as it came in; None if that is the same, or looked into with another file.
    previous: the table in the dataset's last release.  progress: told bytes.
    A file that cannot be read is reported as unread: reading it has its own errors.
    """
    name, path = str(resource["name"]), storage.path(sha256)
    original = resource.get("original")
    filename = str((original.get("name") if isinstance(original, dict) else None) or Path(str(resource["path"])).name)
    if resource.get("type") == "table":
        report = Report(
            name,
            scan_table(path, resource=name, today=today, policy=policy, progress=progress),
            (_risk(path, resource, previous, policy),),
        )
    else:
        try:
            found = scan_path(path, filename=filename, today=today, policy=policy, progress=progress)
        except ReadError:
            found = Report(name, unread=(name,))
        report = replace(found, path=name, findings=[replace(one, resource=name) for one in found.findings])
    if upload is None or upload == sha256:
        return report
    try:
        behind = scan_hidden(storage.path(upload), filename=filename, today=today, policy=policy)
    except ReadError:
        return replace(report, unread=(*report.unread, name))
    return replace(report, findings=[*report.findings, *(replace(one, resource=name) for one in behind)])


def _risk(path: Path, resource: Json, previous: Path | None, policy: Policy) -> TableRisk:
    schema = resource.get("schema")
    fields = schema.get("fields") if isinstance(schema, dict) else None
    chosen = resource.get("quasiIdentifiers")
    return assess(
        path,
        resource=str(resource["name"]),
        fields=[one for one in fields if isinstance(one, dict)] if isinstance(fields, list) else (),
        policy=policy,
        previous=previous,
        quasi=[str(one) for one in chosen] if isinstance(chosen, list) else None,
    )


def first_of_uploads(files: Iterable[tuple[str, str, str | None]]) -> dict[str, str | None]:
    """Say with which file each upload is looked into: with the first that was made of it.

    files: resource, hash and upload's hash of each, in order. Returns the upload to look into by resource.
    """
    seen: set[str | None] = {None}
    chosen: dict[str, str | None] = {}
    for resource, sha256, upload in files:
        chosen[resource] = upload if upload not in seen and upload != sha256 else None
        seen.add(upload)
    return chosen


def previous_tables(session: Session, storage: Storage, dataset: str | None) -> dict[str, Path]:
    """Return the tables of a dataset's current release, by resource."""
    rows = session.execute(
        select(ReleaseFile.resource, ReleaseFile.sha256)
        .join(Release, Release.id == ReleaseFile.release_id)
        .join(Dataset, Dataset.current_release_id == Release.id)
        .where(Dataset.name == dataset, ReleaseFile.parquet_sha256.is_not(None))
    )
    return {resource: storage.path(sha256) for resource, sha256 in rows}


def due_scans(session: Session) -> list[str]:
    """Return the ids of the files of drafts that were not scanned yet."""
    query = select(DraftFile.id).join(Draft).where(STANDS, DraftFile.report.is_(None)).order_by(DraftFile.id)
    return [str(one) for one in session.scalars(query)]


def scan_draft_file(
    database: Database, storage: Storage, clock: Clock, file_id: UUID, *, policy: Policy = DEFAULT
) -> None:
    """Scan a file of a draft and keep its report. Does nothing if the file is gone, or another by now."""
    with database.read() as session:
        file = session.get(DraftFile, file_id)
        draft = session.get(Draft, file.draft_id) if file is not None else None
        if file is None or draft is None or file.report is not None:
            return
        resource = _resource_of(draft, file)
        upload = _uploads_of(session, draft)[file.resource]
        previous = previous_tables(session, storage, draft.name).get(file.resource)
        seen = file.sha256, resource.get("quasiIdentifiers")
    report = scan_file(
        storage,
        resource,
        sha256=seen[0],
        upload=upload,
        today=clock.now().date(),
        previous=previous,
        policy=policy,
        progress=_telling(database, file_id, int(resource.get("bytes") or 0)),
    )
    with database.write() as session:
        file = session.scalar(select(DraftFile).where(DraftFile.id == file_id).with_for_update())
        draft = session.get(Draft, file.draft_id) if file is not None else None
        if file is not None and draft is not None:
            now = file.sha256, _resource_of(draft, file).get("quasiIdentifiers")
            if now == seen:
                file.report, file.scanned = report.as_json(), None


def scan_new_files(
    database: Database, storage: Storage, clock: Clock, draft_id: UUID, *, policy: Policy = DEFAULT
) -> None:
    """Scan the files of a draft that have no report yet, but for large ones, which are the worker's."""
    with database.read() as session:
        query = select(DraftFile.id, Blob.bytes).join(Blob, Blob.sha256 == DraftFile.sha256)
        due = session.execute(query.where(DraftFile.draft_id == draft_id, DraftFile.report.is_(None))).all()
    for file_id, size in due:
        if size <= SCANNED_AT_ONCE:
            scan_draft_file(database, storage, clock, file_id, policy=policy)


def _resource_of(draft: Draft, file: DraftFile) -> Json:
    found: Json = next((one for one in draft.descriptor.get("resources", []) if one["name"] == file.resource), {})
    return found


def _uploads_of(session: Session, draft: Draft) -> dict[str, str | None]:
    query = select(DraftFile.resource, DraftFile.sha256, DraftFile.upload_sha256)
    rows = session.execute(query.where(DraftFile.draft_id == draft.id).order_by(DraftFile.position))
    return first_of_uploads((resource, sha256, upload) for resource, sha256, upload in rows)


def _telling(database: Database, file_id: UUID, size: int) -> Progress:
    """Return what writes down how far a scan is, at most once a second."""
    done, told = 0, time.monotonic()

    def tell(bytes_read: int) -> None:
        nonlocal done, told
        done += bytes_read
        if time.monotonic() - told < _TELLS_EVERY:
            return
        told = time.monotonic()
        with database.write() as session:
            file = session.get(DraftFile, file_id)
            if file is not None and file.report is None:
                file.scanned = min(_LAST, 100 * done // max(1, size))

    return tell
