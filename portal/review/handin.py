"""Handing in: a prepared package becomes a frozen revision of its publisher's dataset."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from portal import audit
from portal.accounts import Person, Role
from portal.canonical import Json
from portal.catalog.blobs import record_blobs
from portal.catalog.models import Contribution, Dataset, Draft, Publisher, Revision, RevisionFile
from portal.catalog.publishers import lineage, match_publisher
from portal.catalog.words import OPEN_STATES, RevisionState
from portal.db import insert_absent
from portal.errors import NotPermitted, PortalError
from portal.review.policy import DEFAULT_PATH
from portal.review.preparation import PreparedPackage, revision_hash

__all__ = ["fill_in", "publisher_of", "submit"]


def fill_in(descriptor: Mapping[str, Any], settings: Sequence[tuple[str, str]]) -> tuple[Json, Json]:
    """Fill top-level properties that a descriptor lacks; returns the descriptor and what was filled in.

    settings: pairs of property and value; a value is JSON if it parses, else a string.
    """
    filled: Json = {}
    for key, text in settings:
        if descriptor.get(key) in (None, "", [], {}):
            try:
                filled[key] = json.loads(text)
            except json.JSONDecodeError:
                filled[key] = text
    return {**descriptor, **filled}, filled


def publisher_of(session: Session, descriptor: Mapping[str, Any], named: str | None = None) -> Publisher:
    """Return who answers for a package: as named, else its ``publisher``, else its contributor in that role.

    Raises NotFound if the portal knows no such publisher, PortalError if none is named.
    """
    words = named or descriptor.get("publisher") or _contributing_publisher(descriptor)
    if not isinstance(words, str) or not words:
        raise PortalError("publisher.none")
    return match_publisher(session, words)


def _contributing_publisher(descriptor: Mapping[str, Any]) -> str | None:
    contributors = descriptor.get("contributors")
    for one in contributors if isinstance(contributors, list) else []:
        if not isinstance(one, dict):
            continue
        roles = one.get("roles") or one.get("role") or []
        if "publisher" in ([roles] if isinstance(roles, str) else roles):
            return one.get("organization") or one.get("title")
    return None


def submit(
    session: Session,
    now: datetime,
    *,
    by: Person,
    publisher: Publisher,
    package: PreparedPackage,
    filled_in: Json | None = None,
    draft: Draft | None = None,
) -> Revision:
    """Freeze a prepared package as the next revision of its dataset, in the caller's transaction.

    Raises NotPermitted unless the person is a steward of the publisher; PortalError if the name is another
    publisher's (the same words in whatever state that dataset is), or a revision of it is open.
    """
    if not by.has(Role.STEWARD, lineage(session, publisher.id)):
        raise NotPermitted("submit.role", publisher=publisher.name)
    descriptor = {**package.descriptor, "publisher": publisher.name}
    dataset = _dataset(session, now, descriptor["name"], publisher)
    record_blobs(session, package.blobs, now)
    paths = [(file.resource["path"], file.blob.sha256) for file in package.files]
    number = session.scalar(select(func.max(Revision.number)).where(Revision.dataset_id == dataset.id)) or 0
    revision = Revision(
        dataset_id=dataset.id,
        number=number + 1,
        state=RevisionState.CHECKING.value,
        stages=list(DEFAULT_PATH),
        stage=DEFAULT_PATH[0],
        descriptor=descriptor,
        filled_in=filled_in or {},
        hash=revision_hash(descriptor, paths),
        submitted_by=by.id,
        submitted_at=now,
        files=[_file(place, file) for place, file in enumerate(package.files)],
    )
    session.add(revision)
    session.flush()
    _bind_contributions(session, now, by.id, dataset, draft, revision)
    details = {"dataset": dataset.name, "revision": revision.number, "hash": revision.hash}
    audit.record(session, now, actor=by.name, action="submit", subject=str(revision.id), details=details)
    return revision


def _dataset(session: Session, now: datetime, name: str, publisher: Publisher) -> Dataset:
    row = {"id": uuid4(), "name": name, "publisher_id": publisher.id, "created_at": now}
    insert_absent(session, Dataset, [row])  # of two that hand in a new name at once, one makes it and both go on
    dataset = session.execute(select(Dataset).where(Dataset.name == name).with_for_update()).scalar_one()
    if dataset.publisher_id != publisher.id:
        raise PortalError("dataset.name_taken", name=name)
    states = [state.value for state in OPEN_STATES]
    if session.scalar(select(Revision.id).where(Revision.dataset_id == dataset.id, Revision.state.in_(states))):
        raise PortalError("dataset.revision_open", name=name)
    return dataset


def _file(place: int, file: Any) -> RevisionFile:
    return RevisionFile(
        position=place,
        resource=file.resource["name"],
        path=file.resource["path"],
        is_table=file.is_table,
        sha256=file.blob.sha256,
        bytes=file.blob.bytes,
        upload_sha256=file.upload.sha256,
    )


def _bind_contributions(
    session: Session, now: datetime, by: UUID, dataset: Dataset, draft: Draft | None, revision: Revision
) -> None:
    session.add(Contribution(user_id=by, dataset_id=dataset.id, at=now))
    if draft is not None:
        draft.revision_id = revision.id
        session.execute(update(Contribution).where(Contribution.draft_id == draft.id).values(dataset_id=dataset.id))
    session.flush()
