"""What a steward works on before it is handed in: made, described, handed in or discarded, opened again after a return.

Only stewards of the publisher know of a draft. Each save is a contribution: who made one decides on nothing that
comes of it (docs/decisions/0003-four-eyes.md). Each save names the version that its author saw.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import String, and_, cast, select
from sqlalchemy.orm import Session, selectinload

from portal import audit
from portal.accounts import Person, Role
from portal.canonical import Json
from portal.catalog.models import Blob, Contribution, Dataset, Draft, DraftFile, Publisher, Revision
from portal.catalog.publishers import find_publisher, lineage
from portal.catalog.words import RevisionState
from portal.errors import NotFound, NotPermitted, PortalError
from portal.package import check_name, freeze
from portal.review.decisions import get_revision
from portal.review.handin import submit
from portal.review.preparation import PreparedFile, PreparedPackage
from portal.review.workflow import WrongState
from portal.storage import StoredBlob

__all__ = [
    "STANDS",
    "DraftChanged",
    "create_draft",
    "discard",
    "draft_descriptor",
    "drafts_for",
    "get_draft",
    "hand_in",
    "lock_draft",
    "open_draft_of_returned",
    "package_of_draft",
    "publishers_with",
    "save_metadata",
    "touch",
]

_MENDABLE = (RevisionState.RETURNED, RevisionState.RELEASED, RevisionState.WITHDRAWN)
_NOT_CARRIED = ("$schema", "release", "publisher", "resources")
STANDS = and_(Draft.revision_id.is_(None), cast(Draft.descriptor, String) != "{}")
"""Of a draft that can be worked on: neither handed in nor discarded (`discard` empties the descriptor)."""


class DraftChanged(PortalError):
    """Somebody saved the draft after the person had opened it; nothing of theirs was written."""


def publishers_with(session: Session, person: Person, role: Role) -> list[Publisher]:
    """Return the publishers for which a person has a role, by name."""
    everyone = session.scalars(select(Publisher).order_by(Publisher.name)).all()
    parents = {one.id: one.parent_id for one in everyone}
    return [one for one in everyone if person.has(role, _chain(parents, one.id))]


def _chain(parents: Mapping[UUID, UUID | None], publisher_id: UUID) -> list[UUID]:
    """Return what `portal.catalog.publishers.lineage` does, from a tree that is read already."""
    chain: list[UUID] = []
    step: UUID | None = publisher_id
    while step is not None and step not in chain:
        chain.append(step)
        step = parents[step]
    return chain


def drafts_for(session: Session, person: Person) -> Sequence[Draft]:
    """Return the drafts that a person may work on, neither handed in nor discarded, last saved first."""
    own = [one.id for one in publishers_with(session, person, Role.STEWARD)]
    query = (
        select(Draft)
        .where(STANDS, Draft.publisher_id.in_(own))
        .options(selectinload(Draft.publisher), selectinload(Draft.files))
        .order_by(Draft.updated_at.desc(), Draft.id)
    )
    return session.scalars(query).all()


def get_draft(session: Session, draft_id: UUID, *, by: Person) -> Draft:
    """Return a draft with publisher and files. Raises NotFound for all but its publisher's stewards; if discarded."""
    return _standing(_find(session, draft_id, by, lock=False))


def lock_draft(session: Session, draft_id: UUID, *, by: Person, version: int | None = None) -> Draft:
    """Return a draft that may still be changed, its row locked.

    version: what the person saw; None where nothing is overwritten.
    Raises NotFound, DraftChanged, PortalError if it was handed in.
    """
    draft = _standing(_find(session, draft_id, by, lock=True))
    if draft.revision_id is not None:
        raise PortalError("draft.handed_in")
    if version is not None and version != draft.version:
        raise DraftChanged("draft.changed")
    return draft


def touch(session: Session, now: datetime, draft: Draft, by: Person, *, overwrites: bool = True) -> None:
    """Count a save: the person has put a hand to it, and where something was overwritten the version grows."""
    draft.version += overwrites
    draft.updated_at = now
    session.add(Contribution(user_id=by.id, draft_id=draft.id, at=now))
    session.flush()


def create_draft(
    session: Session, now: datetime, *, by: Person, publisher: Publisher, descriptor: Mapping[str, Any] | None = None
) -> Draft:
    """Make a draft, empty or of what is known already. Raises NotPermitted unless the person is a steward there."""
    if not by.has(Role.STEWARD, lineage(session, publisher.id)):
        raise NotPermitted("submit.role", publisher=publisher.name)
    kept = {"language": "zh", "resources": [], **(descriptor or {})}
    draft = Draft(
        publisher_id=publisher.id,
        name=kept.get("name"),
        descriptor=kept,
        version=0,
        created_at=now,
        updated_at=now,
        files=[],
    )
    session.add(draft)
    session.flush()
    touch(session, now, draft, by)
    return draft


def save_metadata(
    session: Session,
    now: datetime,
    *,
    draft_id: UUID,
    version: int,
    by: Person,
    publisher: str,
    properties: Mapping[str, Any],
) -> Draft:
    """Replace properties of the descriptor; None takes one away, those not named stay.

    version: of the draft as the person saw it.  publisher: its name; the person has to be a steward there too.
    Raises NotFound, NotPermitted, DraftChanged, DescriptorError for a malformed name.
    """
    draft = lock_draft(session, draft_id, by=by, version=version)
    answering = find_publisher(session, publisher)
    if not by.has(Role.STEWARD, lineage(session, answering.id)):
        raise NotPermitted("submit.role", publisher=publisher)
    changed = {**draft.descriptor, **properties}
    if changed.get("name") is not None:
        check_name(changed["name"], "dataset")
    draft.publisher_id = answering.id
    draft.descriptor = {key: value for key, value in changed.items() if value is not None}
    draft.name = draft.descriptor.get("name")
    touch(session, now, draft, by)
    return draft


def draft_descriptor(draft: Draft) -> Json:
    """Return the descriptor that would be handed in now: the publisher named, the resources in order."""
    order = {file.resource: file.position for file in draft.files}
    resources = sorted(draft.descriptor.get("resources", []), key=lambda one: order[one["name"]])
    return freeze({**draft.descriptor, "publisher": draft.publisher.name}, deepcopy(resources))


def package_of_draft(session: Session, draft: Draft) -> PreparedPackage:
    """Return the draft as a package to hand in. Raises PortalError without a name or a file."""
    if not draft.files:
        raise PortalError("draft.empty")
    descriptor = draft_descriptor(draft)
    check_name(descriptor.get("name"), "dataset")
    resources = {one["name"]: one for one in descriptor["resources"]}
    hashes = {sha256 for file in draft.files for sha256 in (file.sha256, file.upload_sha256)}
    found = session.execute(select(Blob.sha256, Blob.bytes).where(Blob.sha256.in_(hashes)))
    blobs = {sha256: StoredBlob(sha256, size) for sha256, size in found}
    files = tuple(
        PreparedFile(
            resource=resources[file.resource],
            blob=blobs[file.sha256],
            upload=blobs[file.upload_sha256],
            is_table=resources[file.resource].get("type") == "table",
        )
        for file in draft.files
    )
    return PreparedPackage(descriptor, files)


def hand_in(session: Session, now: datetime, *, draft_id: UUID, version: int, by: Person) -> Revision:
    """Freeze a draft as the next revision of its dataset, in the caller's transaction.

    Raises what `portal.review.submit` raises; NotFound, DraftChanged; PortalError without a name or a file.
    """
    draft = lock_draft(session, draft_id, by=by, version=version)
    package = package_of_draft(session, draft)
    return submit(session, now, by=by, publisher=draft.publisher, package=package, draft=draft)


def discard(session: Session, now: datetime, *, draft_id: UUID, version: int, by: Person) -> bool:
    """Throw a draft away for good: what was typed goes, its uploads are named no longer. Audited.

    version: what the person saw. Returns False if it was discarded already.
    What the draft was made from stays as it is, and can be opened again. The emptied row stays too: whoever put a
    hand to the draft is still one who prepared the dataset of its name.
    Raises NotFound, DraftChanged, PortalError if it was handed in.
    """
    if not _find(session, draft_id, by, lock=True).descriptor:
        return False
    draft = lock_draft(session, draft_id, by=by)
    if version != draft.version:
        raise DraftChanged("draft.discard_changed")
    details = {"publisher": draft.publisher.name, "files": len(draft.files)}  # no name: only its stewards know of it
    draft.files.clear()
    draft.descriptor = {}
    draft.updated_at = now
    session.flush()
    audit.record(session, now, actor=by.name, action="draft.discard", subject=str(draft.id), details=details)
    return True


def open_draft_of_returned(session: Session, now: datetime, *, revision_id: UUID, by: Person) -> Draft:
    """Return a draft with a revision's descriptor and files: to mend a returned one, or to prepare the next edition.

    A draft of that dataset which is not handed in yet is given in place of a second one.
    Raises NotFound for whoever may not know of the revision, NotPermitted for all but stewards, WrongState.
    """
    revision = get_revision(session, revision_id)
    publisher = revision.dataset.publisher
    places = lineage(session, publisher.id)
    if not by.is_official_of(places):
        raise NotFound("revision.unknown", id=str(revision_id))
    if not by.has(Role.STEWARD, places):
        raise NotPermitted("submit.role", publisher=publisher.name)
    if revision.state not in _MENDABLE:
        raise WrongState("state.wrong", state=revision.state, event="mend")
    # Two clicks, or two stewards, must not make two drafts of one dataset.
    session.execute(select(Dataset.id).where(Dataset.id == revision.dataset_id).with_for_update())
    query = select(Draft).where(Draft.name == revision.dataset.name, Draft.publisher_id == publisher.id, STANDS)
    standing = session.scalar(query.order_by(Draft.updated_at.desc()).limit(1))
    return standing or _copy(session, now, revision, by)


def _copy(session: Session, now: datetime, revision: Revision, by: Person) -> Draft:
    tables = {file.resource for file in revision.files if file.is_table}
    descriptor = {key: deepcopy(value) for key, value in revision.descriptor.items() if key not in _NOT_CARRIED}
    descriptor["resources"] = [_resource(one, one["name"] in tables) for one in revision.descriptor["resources"]]
    draft = create_draft(session, now, by=by, publisher=revision.dataset.publisher, descriptor=descriptor)
    session.add_all(
        DraftFile(
            draft_id=draft.id,
            position=file.position,
            resource=file.resource,
            sha256=file.sha256,
            upload_sha256=file.upload_sha256 or file.sha256,
            profile_sha256=None,
            notes=[],
            report=file.report,
        )
        for file in revision.files
    )
    session.flush()
    return draft


def _resource(resource: Json, is_table: bool) -> Json:
    """Copy a resource; ``type`` says from here on what the revision's own row said."""
    copied = deepcopy(resource)
    copied.pop("type", None)
    return copied | {"type": "table"} if is_table else copied


def _find(session: Session, draft_id: UUID, by: Person, *, lock: bool) -> Draft:
    query = select(Draft).where(Draft.id == draft_id).options(selectinload(Draft.publisher), selectinload(Draft.files))
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    draft = session.scalar(query)
    if draft is None or not by.has(Role.STEWARD, lineage(session, draft.publisher_id)):
        raise NotFound("draft.unknown")
    return draft


def _standing(draft: Draft) -> Draft:
    if not draft.descriptor:
        raise NotFound("draft.unknown")
    return draft
