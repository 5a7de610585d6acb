"""The demo's publishers and their people; the sign-ins are kept in the data folder so that they can be shown again."""

import json
import secrets
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import accounts
from portal.accounts import Role
from portal.accounts.models import User
from portal.catalog.models import Publisher
from portal.catalog.publishers import add_publisher, find_publisher
from portal.catalog.words import PublisherKind
from portal.services import Services

__all__ = ["CITY", "DemoPerson", "demo_people", "kept_people"]

CITY = "data-bureau"
"""The publisher whose people have the short names."""

_ACTOR = "machine"
_ROLES = {
    "steward": Role.STEWARD,
    "department": Role.DEPARTMENT,
    "security": Role.SECURITY,
    "release": Role.RELEASE,
    "admin": Role.ADMINISTRATOR,
}


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One sign-in of the demo."""

    token: str
    password: str
    roles: list[str]
    publisher: str | None


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Someone whom the demo has to have."""

    name: str
    role: Role
    publisher_id: UUID
    publisher: str


def kept_people(folder: Path) -> dict[str, DemoPerson]:
    """Return the sign-ins that were kept by an earlier run; none if there was none."""
    file = folder / "demo-people.json"
    if not file.is_file():
        return {}
    return {name: DemoPerson(**one) for name, one in json.loads(file.read_bytes()).items()}


def demo_people(services: Services, *, progress: Callable[[int, int], None] = lambda *_: None) -> dict[str, DemoPerson]:
    """Make the demo's publishers and people where they are missing, and return all sign-ins.

    The data bureau has two of each role; every other publisher one of each, named ``<publisher>.<role>``.
    A transaction a person, since a password is slow to hash, so that others may write; the sign-ins are kept after it:
    whoever was made by a run that ended in between is given new ones.
    progress: called with the people looked after and their number.
    """
    kept = kept_people(services.settings.data_dir)
    with services.database.write() as session:
        _make_publishers(
            session, services.clock.now(), services.settings.content_dir / "datapackages" / "publishers.json"
        )
        wanted = list(_wanted(session))
        known = set(session.scalars(select(User.name)))
    for done, one in enumerate(wanted):
        progress(done, len(wanted))
        if one.name not in kept or one.name not in known:
            with services.database.write() as session:
                kept[one.name] = _make_person(session, services.clock.now(), one)
            _keep(services.settings.data_dir, kept)
    progress(len(wanted), len(wanted))
    return kept


def _make_publishers(session: Session, now: datetime, file: Path) -> None:
    known = set(session.scalars(select(Publisher.name)))
    for one in json.loads(file.read_bytes()):
        if one["name"] not in known:
            add_publisher(
                session,
                now,
                name=one["name"],
                title=one["title"],
                title_en=one.get("title_en"),
                short=one.get("short"),
                kind=PublisherKind(one["kind"]),
                parent=find_publisher(session, one["parent"]) if one.get("parent") else None,
                actor=_ACTOR,
            )


def _wanted(session: Session) -> Iterator[_Wanted]:
    for publisher in session.scalars(select(Publisher).order_by(Publisher.created_at, Publisher.name)):
        for short, role in _ROLES.items():
            if publisher.name == CITY:
                yield _Wanted(short, role, publisher.id, publisher.name)
                yield _Wanted(f"{short}2", role, publisher.id, publisher.name)
            elif role is not Role.ADMINISTRATOR:
                yield _Wanted(f"{publisher.name}.{short}", role, publisher.id, publisher.name)


def _make_person(session: Session, now: datetime, one: _Wanted) -> DemoPerson:
    """Make a person, or give one whose secrets were lost with an interrupted run new ones."""
    user = session.scalar(select(User).where(User.name == one.name))
    if user is None:
        user = accounts.add_user(session, now, name=one.name, actor=_ACTOR)
    everywhere = one.role is Role.ADMINISTRATOR
    accounts.grant(
        session,
        now,
        user=user,
        role=one.role,
        publisher_id=None if everywhere else one.publisher_id,
        where="*" if everywhere else one.publisher,
        actor=_ACTOR,
    )
    password = secrets.token_urlsafe(9)
    accounts.set_password(session, now, user=user, password=password, actor=_ACTOR)
    token = accounts.create_token(session, now, user=user, actor=_ACTOR)
    return DemoPerson(token, password, [one.role.value], None if everywhere else one.publisher)


def _keep(folder: Path, people: dict[str, DemoPerson]) -> None:
    new = folder / "demo-people.json.new"
    new.unlink(missing_ok=True)
    new.touch(mode=0o600)
    listed = {name: asdict(one) for name, one in people.items()}
    new.write_text(json.dumps(listed, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    new.replace(folder / "demo-people.json")
