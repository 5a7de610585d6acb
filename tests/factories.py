"""Bringing a portal into a state by its own verbs: nothing is written into tables behind their back."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from portal import accounts
from portal.accounts import Person, Role
from portal.accounts.models import User
from portal.catalog.models import Publisher, Revision
from portal.catalog.publishers import add_publisher
from portal.package import read_descriptor
from portal.release import withdraw
from portal.review import Event, decide, get_revision, prepare_package, publisher_of, submit
from portal.services import Services
from portal.worker import make_loop

__all__ = ["STAGES", "World", "write_package"]

STAGES = ("department", "security", "release")
DISTRICTS = "代码,名称,人口\n230102,道里区,923762\n230103,南岗区,1343857\n230104,道外区,906421\n"


def write_package(folder: Path, name: str, *, files: Mapping[str, str] | None = None, **properties: Any) -> Path:
    """Write a complete package; files: content by file name, CSV by default; properties replace the descriptor's."""
    files = files or {"districts.csv": DISTRICTS}
    folder.mkdir(parents=True, exist_ok=True)
    for file, content in files.items():
        (folder / file).write_text(content, encoding="utf-8", newline="")
    descriptor = {
        "name": name,
        "title": f"各区人口 {name}",
        "description": "按区统计的常住人口，示例数据。",
        "keywords": ["人口", "区"],
        "licenses": [{"name": "CC-BY-4.0"}],
        "publisher": "data-bureau",
        "theme": "population",
        "opening": "unconditional",
        "grade": "general-1",
        "cadence": "annual",
        "translations": {"en": {"title": f"Population by district {name}", "description": "Residents by district."}},
        "resources": [{"name": file.partition(".")[0], "path": file} for file in files],
        **properties,
    }
    (folder / "datapackage.json").write_text(json.dumps(descriptor, ensure_ascii=False), encoding="utf-8")
    return folder


class World:
    """A portal with two publishers, ``data-bureau`` and ``health-commission``, and a person a role for each.

    people: ``steward department security release`` of the data bureau, and ``health.steward`` … of the other.
    """

    def __init__(self, services: Services, packages: Path) -> None:
        self.services = services
        self._packages = packages
        self.people: dict[str, Person] = {}
        with services.database.write() as session:
            for prefix, name, title in (("", "data-bureau", "市数据局"), ("health.", "health-commission", "市卫健委")):
                publisher = session.scalar(select(Publisher).where(Publisher.name == name))
                if publisher is None:
                    now = services.clock.now()
                    publisher = add_publisher(
                        session, now, name=name, title=title, title_en=name.title(), actor="machine"
                    )
                for role in ("steward", *STAGES):
                    self.people[prefix + role] = self._person(session, prefix + role, Role(role), publisher)

    def _person(self, session: Any, name: str, role: Role, publisher: Publisher) -> Person:
        user = session.scalar(select(User).where(User.name == name))
        return accounts.person_of(user) if user else self._add(session, name, role, publisher)

    def _add(self, session: Any, name: str, role: Role, publisher: Publisher | None) -> Person:
        now = self.services.clock.now()
        user = accounts.add_user(session, now, name=name, actor="machine")
        publisher_id, where = (publisher.id, publisher.name) if publisher else (None, "*")
        accounts.grant(session, now, user=user, role=role, publisher_id=publisher_id, where=where, actor="machine")
        accounts.set_password(session, now, user=user, password=f"{name}-password", actor="machine")
        return accounts.person_of(user)

    def work(self) -> int:
        """Do what is due."""
        return make_loop(self.services).run_until_idle()

    def submit(self, name: str, *, by: str = "steward", **properties: Any) -> UUID:
        """Hand a package in."""
        folder = write_package(self._packages / name, name, **properties)
        return self.submit_folder(folder, by=by)

    def submit_folder(self, folder: Path, *, by: str = "steward") -> UUID:
        """Hand a package in that lies in a folder."""
        descriptor, _ = read_descriptor(folder)
        package = prepare_package(folder, descriptor, self.services.storage)
        with self.services.database.write() as session:
            publisher = publisher_of(session, descriptor)
            now = self.services.clock.now()
            return submit(session, now, by=self.people[by], publisher=publisher, package=package).id

    def decide(self, revision_id: UUID, by: str, verdict: Event = Event.APPROVED, reason: str = "已核对。") -> None:
        """Decide at the open stage, having seen the revision as it is."""
        with self.services.database.write() as session:
            revision = get_revision(session, revision_id)
            decide(
                session,
                self.services.clock.now(),
                revision_id=revision_id,
                seen=revision.hash,
                stage=revision.stage,
                by=self.people[by],
                verdict=verdict,
                reason=reason,
            )

    def approve(self, revision_id: UUID, *, prefix: str = "") -> None:
        """Approve at all three stages, by three officials."""
        for stage in STAGES:
            self.decide(revision_id, prefix + stage)

    def release(self, name: str, *, by: str = "steward", **properties: Any) -> UUID:
        """Hand in, check, approve and release; returns the revision."""
        revision_id = self.submit(name, by=by, **properties)
        self.work()
        self.approve(revision_id, prefix=by.removesuffix("steward"))
        self.work()
        assert self.state(revision_id) == "released"
        return revision_id

    def withdraw(self, name: str, number: int, reason: str = "数据有误。", by: str = "release") -> None:
        """Take a release back."""
        with self.services.database.write() as session:
            withdraw(
                session,
                self.services.clock.now(),
                self.services.signer,
                dataset=name,
                number=number,
                by=self.people[by],
                reason=reason,
            )

    def revision(self, revision_id: UUID) -> Revision:
        """Return a revision with its findings."""
        with self.services.database.read() as session:
            return get_revision(session, revision_id)

    def state(self, revision_id: UUID) -> str:
        """Return where a revision stands."""
        return self.revision(revision_id).state

    def codes(self, revision_id: UUID) -> dict[str, str]:
        """Return the findings' codes and what stands of each."""
        return {finding.code: finding.settled for finding in self.revision(revision_id).findings}
