"""Taking a release back: a tombstone stays, with the reason."""

import json
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from portal import audit
from portal.accounts import Person, Role
from portal.canonical import sha256
from portal.catalog.models import Dataset, Release, Revision
from portal.catalog.publishers import lineage
from portal.catalog.words import RevisionState
from portal.errors import NotFound, NotPermitted, PortalError
from portal.ledger import Signer, Subject, append_entry, note_change
from portal.ledger.models import LedgerEntry

__all__ = ["withdraw"]

_LONGEST = 2000


def withdraw(
    session: Session, now: datetime, signer: Signer, *, dataset: str, number: int, by: Person, reason: str
) -> LedgerEntry:
    """Withdraw a release, in the caller's transaction: tombstone, signed entry, change.

    The reason is public. Raises NotFound, NotPermitted without the role ``release`` for the publisher, PortalError
    without a reason or for one that is withdrawn already.
    """
    reason = reason.strip()
    if not reason or len(reason) > _LONGEST:
        raise PortalError("withdraw.reason", most=_LONGEST)
    revision = _lock_revision(session, dataset, number)
    record = session.execute(
        select(Dataset)
        .where(Dataset.name == dataset)
        .options(selectinload(Dataset.publisher))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).scalar_one()
    release = session.execute(
        select(Release)
        .where(Release.dataset_id == record.id, Release.number == number)
        .execution_options(populate_existing=True)
    ).scalar_one()
    if not by.has(Role.RELEASE, lineage(session, record.publisher_id)):
        raise NotPermitted("decide.role", role=Role.RELEASE.value)
    if release.withdrawn_at is not None:
        raise PortalError("withdraw.twice", name=dataset, number=number)
    entry = append_entry(session, now, signer, _subject(session, record, release, reason))
    release.withdrawn_at, release.withdrawal_reason, release.withdrawal_entry = now, reason, entry.number
    session.flush()
    record.current_release_id = session.scalar(
        select(Release.id)
        .where(Release.dataset_id == record.id, Release.withdrawn_at.is_(None))
        .order_by(Release.number.desc())
        .limit(1)
    )
    revision.state = RevisionState.WITHDRAWN.value
    facts = {"release": number, "entry": entry.number}
    note_change(session, now, kind="withdrawal", subject=dataset, facts=facts)
    audit.record(session, now, actor=by.name, action="withdraw", subject=dataset, details=facts)
    return entry


def _lock_revision(session: Session, dataset: str, number: int) -> Revision:
    """Lock the release's revision, the first lock of the order. Raises NotFound."""
    revision = session.scalar(
        select(Revision)
        .join(Release, Release.revision_id == Revision.id)
        .join(Dataset, Dataset.id == Release.dataset_id)
        .where(Dataset.name == dataset, Release.number == number)
        .with_for_update(of=Revision)
    )
    if revision is None:
        raise NotFound("release.unknown", name=dataset[:100], number=number)
    return revision


def _subject(session: Session, dataset: Dataset, release: Release, reason: str) -> Subject:
    released = session.execute(select(LedgerEntry).where(LedgerEntry.number == release.entry)).scalar_one()
    return Subject(
        kind="withdrawal",
        dataset_id=str(dataset.id),
        dataset=dataset.name,
        publisher=dataset.publisher.name,
        release=release.number,
        files=_files_of(released),
        decisions=sha256(reason.encode()),
    )


def _files_of(entry: LedgerEntry) -> str:
    return str(json.loads(entry.body)["files"])
