"""Taking each package of the manifest through the whole review and out; what is done is not done again."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select

from portal import accounts
from portal.accounts import Person
from portal.catalog.models import Dataset, Release, Revision
from portal.catalog.words import OPEN_STATES
from portal.demo.people import CITY
from portal.errors import PortalError
from portal.package import read_descriptor
from portal.release import withdraw
from portal.review import Event, decide, get_revision, prepare_package, publisher_of, submit
from portal.services import Services
from portal.worker import make_loop

__all__ = ["NotReleased", "load_demo"]

_STAGES = ("department", "security", "release")


class NotReleased(PortalError):
    """A package that ships with the portal did not pass its own review."""


@dataclass(frozen=True)
class _Step:
    """One line of the manifest. edition: the number that the release will have."""

    folder: Path
    name: str
    edition: int
    withdrawal: str | None


def load_demo(services: Services, *, progress: Callable[[int, int], None]) -> None:
    """Bring the portal to what the manifest says, and every follower to the last change.

    progress: called with the steps done and their number.  Raises NotReleased if the checks stop a package.
    """
    steps = _read_manifest(services.settings.content_dir / "datapackages")
    loop = make_loop(services)
    for done, step in enumerate(steps):
        progress(done, len(steps))
        if not _is_released(services, step):
            revision_id = _open_revision(services, step) or _submit(services, step)
            loop.run_until_idle()
            _approve(services, step, revision_id)
            loop.run_until_idle()
            if not _is_released(services, step):
                raise NotReleased("demo.not_released", name=step.name)
        if step.withdrawal:
            _withdraw(services, step)
    loop.run_until_idle()
    progress(len(steps), len(steps))


def _read_manifest(root: Path) -> list[_Step]:
    steps: list[_Step] = []
    for line in json.loads((root / "demo.json").read_bytes())["packages"]:
        folder = root / line["path"]
        name = str(read_descriptor(folder)[0]["name"])
        edition = 1 + sum(step.name == name for step in steps)
        steps.append(_Step(folder, name, edition, _both_languages(line["withdraw"]) if "withdraw" in line else None))
    return steps


def _both_languages(withdrawal: dict[str, str]) -> str:
    """The reason stands on the tombstone for readers of both languages."""
    return f"{withdrawal['reason']} / {withdrawal['reason_en']}"


def _is_released(services: Services, step: _Step) -> bool:
    with services.database.read() as session:
        last = session.scalar(
            select(func.max(Release.number))
            .join(Dataset, Dataset.id == Release.dataset_id)
            .where(Dataset.name == step.name)
        )
    return (last or 0) >= step.edition


def _open_revision(services: Services, step: _Step) -> UUID | None:
    with services.database.read() as session:
        return session.scalar(
            select(Revision.id)
            .join(Dataset, Dataset.id == Revision.dataset_id)
            .where(Dataset.name == step.name, Revision.state.in_([state.value for state in OPEN_STATES]))
        )


def _submit(services: Services, step: _Step) -> UUID:
    descriptor, _ = read_descriptor(step.folder)
    package = prepare_package(step.folder, descriptor, services.storage)
    with services.database.write() as session:
        publisher = publisher_of(session, descriptor)
        steward = _person(services, publisher.name, "steward")
        revision = submit(session, services.clock.now(), by=steward, publisher=publisher, package=package)
        return revision.id


def _approve(services: Services, step: _Step, revision_id: UUID) -> None:
    for stage in _STAGES:
        with services.database.write() as session:
            revision = get_revision(session, revision_id)
            if revision.stage != stage:
                continue
            blocks = [finding.code for finding in revision.findings if finding.settled == "block"]
            if blocks:
                raise NotReleased("demo.blocked", name=step.name, findings=", ".join(sorted(set(blocks))))
            decide(
                session,
                services.clock.now(),
                revision_id=revision_id,
                seen=revision.hash,
                stage=stage,
                by=_person(services, revision.dataset.publisher.name, stage),
                verdict=Event.APPROVED,
                reason=_COMMENTS[stage],
            )


_COMMENTS = {
    "department": "内容与统计口径已核对。",
    "security": "不含个人信息，分级无误。",
    "release": "同意发布。",
}


def _withdraw(services: Services, step: _Step) -> None:
    with services.database.write() as session:
        release = session.scalar(
            select(Release)
            .join(Dataset, Dataset.id == Release.dataset_id)
            .where(Dataset.name == step.name, Release.number == step.edition)
        )
        if release is None or release.withdrawn_at is not None:
            return
        publisher = session.get_one(Revision, release.revision_id).descriptor["publisher"]
        withdraw(
            session,
            services.clock.now(),
            services.signer,
            dataset=step.name,
            number=step.edition,
            by=_person(services, publisher, "release"),
            reason=step.withdrawal or "",
        )


def _person(services: Services, publisher: str, role: str) -> Person:
    name = role if publisher == CITY else f"{publisher}.{role}"
    with services.database.read() as session:
        return accounts.person_of(accounts.find_user(session, name))
