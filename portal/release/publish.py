"""Making a release of an approved revision: everything heavy before, one short transaction after."""

import json
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from portal import audit
from portal.canonical import Json, canonical, sha256
from portal.catalog.blobs import record_blobs
from portal.catalog.licenses import match_license
from portal.catalog.models import Dataset, License, Release, ReleaseChart, ReleaseFile, ReleaseTerm, Revision
from portal.catalog.words import RevisionState
from portal.clock import Clock
from portal.db import Database
from portal.errors import PortalError
from portal.ledger import Signer, Subject, append_entry, digest_of_files, note_change
from portal.ledger.models import LedgerEntry
from portal.package import finish_zip, open_zip_tail
from portal.release.labels import CodeLists, read_labels
from portal.release.preparing import Prepared, prepare
from portal.release.undrawn import undrawn
from portal.storage import Storage

__all__ = ["NotApproved", "publish"]


class NotApproved(PortalError):
    """The revision has no record of decisions that fits it: it cannot be released."""


def publish(
    database: Database,
    storage: Storage,
    signer: Signer,
    clock: Clock,
    revision_id: UUID,
    *,
    lists: CodeLists | None = None,
) -> None:
    """Release an approved revision whose time has come: release, signed entry and change, all or nothing.

    Does nothing if it is no longer approved (released by another worker, or taken back), or under embargo still. May
    be run twice: the bytes depend on rows alone. Raises NotApproved if the record of decisions does not fit.

    lists: of a caller that makes many releases, so that each code list is read once.
    """
    lists = lists or CodeLists(storage)
    while True:
        with database.read() as session:
            revision = _load(session, revision_id)
            if revision.state != RevisionState.APPROVED:
                return
            _check_record(revision)
            if revision.issued is None or revision.issued > clock.now():
                return
            number = _next_number(session, revision.dataset_id)
            labels = read_labels(session, lists, revision.descriptor)
        with prepare(storage, revision, number, labels) as prepared, database.write() as session:
            if _commit(session, signer, clock.now(), revision_id, prepared):
                return


def _load(session: Session, revision_id: UUID, *, lock: bool = False) -> Revision:
    query = select(Revision).where(Revision.id == revision_id)
    if lock:
        return session.execute(
            query.with_for_update().options(selectinload(Revision.files)).execution_options(populate_existing=True)
        ).scalar_one()
    return session.execute(query.options(*_READ)).scalar_one()


_READ = (
    selectinload(Revision.files),
    selectinload(Revision.dataset).selectinload(Dataset.publisher),
)


def _check_record(revision: Revision) -> None:
    record = revision.record
    if record is None or revision.issued is None or sha256(record.encode()) != revision.record_hash:
        raise NotApproved("release.no_record", revision=str(revision.id))
    bound = json.loads(record)
    if (bound["revision"], bound["hash"]) != (str(revision.id), revision.hash):
        raise NotApproved("release.no_record", revision=str(revision.id))


def _next_number(session: Session, dataset_id: UUID) -> int:
    return (session.scalar(select(func.max(Release.number)).where(Release.dataset_id == dataset_id)) or 0) + 1


def _commit(session: Session, signer: Signer, now: datetime, revision_id: UUID, prepared: Prepared) -> bool:
    """Write the release; False if the number has been taken since, and the bytes must be made anew."""
    revision = _load(session, revision_id, lock=True)
    if revision.state != RevisionState.APPROVED:
        return True
    _check_record(revision)
    dataset = session.execute(
        select(Dataset)
        .where(Dataset.id == revision.dataset_id)
        .options(selectinload(Dataset.publisher))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).scalar_one()
    if _next_number(session, dataset.id) != prepared.number:
        return False
    record_blobs(session, prepared.blobs, now)
    entry = append_entry(session, now, signer, _subject(dataset, revision, prepared))
    release = _release(session, now, dataset, revision, prepared, entry)
    session.add(release)
    session.flush()
    session.add_all(_terms(release))
    session.add_all(_charts(release, prepared))
    dataset.current_release_id = release.id
    revision.state = RevisionState.RELEASED.value
    facts = {"release": prepared.number, "entry": entry.number}
    note_change(session, now, kind="release", subject=dataset.name, facts=facts)
    details = {**facts, "revision": str(revision.id), **undrawn(len(prepared.drawn.failed))}
    audit.record(session, now, actor="system", action="release", subject=dataset.name, details=details)
    return True


def _subject(dataset: Dataset, revision: Revision, prepared: Prepared) -> Subject:
    return Subject(
        kind="release",
        dataset_id=str(dataset.id),
        dataset=dataset.name,
        publisher=dataset.publisher.name,
        release=prepared.number,
        files=digest_of_files(prepared.prefix.members),
        decisions=str(revision.record_hash),
    )


def _release(
    session: Session, now: datetime, dataset: Dataset, revision: Revision, prepared: Prepared, entry: LedgerEntry
) -> Release:
    assert revision.issued is not None  # noqa: S101 _check_record has seen it
    tail = open_zip_tail(prepared.prefix, _proof(entry))
    zip_sha256, zip_bytes = finish_zip(prepared.prefix, tail)
    descriptor = prepared.descriptor
    rows = {one["name"]: one.get("rows") for one in descriptor["resources"]}
    return Release(
        dataset_id=dataset.id,
        number=prepared.number,
        revision_id=revision.id,
        publisher_id=dataset.publisher_id,
        license_id=_license(session, descriptor).id,
        opening=descriptor["opening"],
        title=descriptor["title"],
        submitted_at=revision.submitted_at,
        issued=revision.issued,
        published_at=now,
        entry=entry.number,
        descriptor=descriptor,
        descriptor_sha256=prepared.descriptor_blob.sha256,
        zip_prefix_sha256=prepared.prefix_blob.sha256,
        zip_tail=tail,
        zip_sha256=zip_sha256,
        zip_bytes=zip_bytes,
        files=[
            ReleaseFile(
                position=file.position,
                resource=file.resource,
                path=file.path,
                sha256=file.sha256,
                bytes=file.bytes,
                rows=rows.get(file.resource),
                parquet_sha256=table.sha256 if (table := prepared.parquet.get(file.resource)) else None,
                parquet_bytes=table.bytes if table else None,
                profile_sha256=file.profile_sha256,
            )
            for file in revision.files
        ],
    )


def _proof(entry: LedgerEntry) -> bytes:
    return canonical({"format": 1, "entry": entry.body.decode(), "signature": entry.signature})


def _license(session: Session, descriptor: Json) -> License:
    named = descriptor["licenses"][0]
    license_ = match_license(session, str(named.get("name") or named.get("id") or ""))
    if license_ is None:
        raise NotApproved("licence.unknown", licence=str(named.get("name"))[:100])
    return license_


def _charts(release: Release, prepared: Prepared) -> list[ReleaseChart]:
    return [
        ReleaseChart(
            release_id=release.id,
            resource=one.resource,
            position=position,
            name=one.name,
            kind=one.kind,
            words_sha256=one.words.sha256,
            pictures={name: blob.sha256 for name, blob in one.pictures.items()},
        )
        for position, one in enumerate(prepared.drawn.charts)
    ]


def _terms(release: Release) -> list[ReleaseTerm]:
    descriptor = release.descriptor
    theme = descriptor["theme"]
    values = {
        "theme": [theme] if isinstance(theme, str) else theme,
        "keyword": descriptor.get("keywords") or [],
        "format": [one.get("format", "") for one in descriptor["resources"]],
    }
    return [
        ReleaseTerm(release_id=release.id, kind=kind, value=value)
        for kind, named in values.items()
        for value in sorted({str(one) for one in named if one})
    ]
