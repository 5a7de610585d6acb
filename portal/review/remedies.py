"""Remedies in a draft: tried aside, done to a table, written into its descriptor, offered again for the next edition.

What is heavy happens before and outside any transaction. Once a remedy was applied the draft names the new file alone:
neither the one before nor the upload can be reached through it.
"""

import hashlib
import hmac
import tempfile
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import intake
from portal.accounts import Person
from portal.canonical import Json
from portal.catalog.blobs import record_blobs
from portal.catalog.models import Dataset, Draft, DraftFile, Release
from portal.clock import Clock
from portal.db import Database
from portal.disclosure.policy import DEFAULT, Policy
from portal.disclosure.remedies import Outcome, Preview, Step, apply, done, fitting, preview, published
from portal.errors import NotFound, PortalError
from portal.finding import Finding
from portal.review.draft_files import table_notes
from portal.review.drafts import DraftChanged, get_draft, lock_draft, touch
from portal.review.remedied import fields_of, kept_steps, remedied, without_original, without_references
from portal.review.scanning import scan_new_files
from portal.storage import Storage, StoredBlob

__all__ = ["apply_remedies", "preview_remedy", "proposed_for", "salt_of"]


def salt_of(secret: str, draft: Draft) -> bytes:
    """Return the salt of a draft's hashes, from the portal's secret key and the dataset's name (else the draft).

    It is kept nowhere. The same dataset gets the same codes at every edition, so that editions can be joined; another
    dataset gets others. Another secret key, or another name, changes all codes from then on.
    """
    about = f"dataset:{draft.name}" if draft.name else f"draft:{draft.id}"
    return hmac.new(secret.encode(), f"remedy\0{about}".encode(), hashlib.sha256).digest()


def preview_remedy(
    database: Database,
    storage: Storage,
    *,
    draft_id: UUID,
    by: Person,
    resource: str,
    steps: Sequence[Step],
    salt: bytes,
    rows: int = 10,
) -> Preview:
    """Say what steps would do to a table of a draft; nothing is kept.

    Raises NotFound, PortalError ``remedy.*``.
    """
    with database.read() as session:
        draft = get_draft(session, draft_id, by=by)
        file, given = _table_of(draft, resource)
        _check_hashes(given, steps)
        sha256 = file.sha256
    return preview(storage.path(sha256), steps, salt=salt, rows=rows)


def apply_remedies(
    database: Database,
    storage: Storage,
    clock: Clock,
    *,
    draft_id: UUID,
    version: int,
    by: Person,
    resource: str,
    steps: Sequence[Step],
    salt: bytes,
    policy: Policy = DEFAULT,
) -> list[Finding]:
    """Do steps to a table of a draft; returns what was noticed of the table as it is then.

    version: of the draft as the person saw it.  salt: see `salt_of`.  policy: of the scan.
    Raises NotFound, DraftChanged, PortalError ``remedy.*``; then nothing has changed.
    """
    with database.read() as session:
        draft = get_draft(session, draft_id, by=by)
        if draft.version != version:
            raise DraftChanged("draft.changed")
        file, given = _table_of(draft, resource)
        _check_hashes(given, steps)
        before = file.sha256
    blob, outcome, inferred = _made(storage, before, steps, salt)
    steps = done(steps, outcome)
    told = [published(step) for step in steps]
    fresh = remedied(given, steps, told, blob=blob, outcome=outcome, inferred=inferred)
    notes = table_notes(storage, blob, fresh)
    with database.write() as session:
        draft = lock_draft(session, draft_id, by=by, version=version)
        record_blobs(session, [blob], clock.now())
        file, _ = _table_of(draft, resource)
        _forget_upload(draft, file, blob)
        file.sha256, file.profile_sha256, file.notes = blob.sha256, None, [one.as_json() for one in notes]
        file.report = file.scanned = None
        draft.descriptor = {
            **draft.descriptor,
            "resources": [
                fresh if one["name"] == resource else without_references(one, resource, steps)
                for one in draft.descriptor["resources"]
            ],
        }
        touch(session, clock.now(), draft, by)
    scan_new_files(database, storage, clock, draft_id, policy=policy)
    return notes


def proposed_for(session: Session, draft: Draft) -> dict[str, list[Step]]:
    """Return, by resource, the steps of the dataset's last release that still fit a draft's tables.

    Of a table that has these steps behind it, or that no such release knows, nothing is said.
    """
    query = (
        select(Release.descriptor)
        .join(Dataset, Release.dataset_id == Dataset.id)
        .where(Dataset.name == draft.name, Dataset.publisher_id == draft.publisher_id)
        .order_by(Release.number.desc())
        .limit(1)
    )
    released = session.scalar(query) if draft.name else None
    if released is None:
        return {}
    done = {str(one.get("name")): kept_steps(one) for one in released["resources"]}
    files = {file.resource: file for file in draft.files}
    proposed: dict[str, list[Step]] = {}
    for one in draft.descriptor.get("resources", []):
        wanted = [step for step in done.get(one["name"], []) if step not in kept_steps(one)]
        if one.get("type") == "table" and wanted:
            columns = [str(column.get("name", "")) for column in fields_of(one)]
            steps = fitting(_read(wanted), columns)
            proposed[one["name"]] = [step for step in steps if step.step != "strip" or _has_upload(files[one["name"]])]
    return {name: steps for name, steps in proposed.items() if steps}


def _read(told: Sequence[Json]) -> list[Step]:
    """Read steps of a descriptor; one that this version does not know is passed over."""
    steps = []
    for one in told:
        try:
            steps.append(Step.from_json(one))
        except PortalError:
            continue
    return steps


def _has_upload(file: DraftFile) -> bool:
    return file.upload_sha256 != file.sha256


def _table_of(draft: Draft, resource: str) -> tuple[DraftFile, Json]:
    file = next((one for one in draft.files if one.resource == resource), None)
    given: Json | None = next((one for one in draft.descriptor["resources"] if one["name"] == resource), None)
    if file is None or given is None:
        raise NotFound("draft.resource", name=resource[:100])
    if given.get("type") != "table":
        raise PortalError("remedy.not_table", name=resource)
    return file, given


def _check_hashes(resource: Json, steps: Sequence[Step]) -> None:
    """Refuse to hash codes again: nobody could join them with those of the last edition."""
    told = [step for step in (*_read(kept_steps(resource)), *steps) if step.step == "hash"]
    for place, step in enumerate(told):
        if step in told[:place]:
            raise PortalError("remedy.twice", column=step.column)


def _made(storage: Storage, before: str, steps: Sequence[Step], salt: bytes) -> tuple[StoredBlob, Outcome, Json]:
    """Make and store the new file; returns it, its rows and columns, and a schema that is true of it."""
    with tempfile.TemporaryDirectory(prefix="kaifang-") as folder:
        target = Path(folder) / "remedied.csv"
        outcome = apply(storage.path(before), steps, target, salt=salt)
        inferred = intake.infer(target)
        return storage.put_file(target), outcome, inferred


def _forget_upload(draft: Draft, file: DraftFile, blob: StoredBlob) -> None:
    """Name the upload no more, also not for other tables that came out of the same workbook."""
    upload = file.upload_sha256
    others = {one.resource for one in draft.files if one.upload_sha256 == upload and one is not file}
    file.upload_sha256 = blob.sha256
    for one in draft.files:
        if one.resource in others:
            one.upload_sha256, one.report, one.scanned = one.sha256, None, None
    draft.descriptor = {
        **draft.descriptor,
        "resources": [without_original(one) if one["name"] in others else one for one in draft.descriptor["resources"]],
    }
