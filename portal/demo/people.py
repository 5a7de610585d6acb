"""The demo's publishers and their people; the sign-ins are kept in the data folder so that they can be shown again."""

import json
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

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


def kept_people(folder: Path) -> dict[str, DemoPerson]:
    """Return the sign-ins that were kept by an earlier run; none if there was none."""
    file = folder / "demo-people.json"
    if not file.is_file():
        return {}
    return {name: DemoPerson(**one) for name, one in json.loads(file.read_bytes()).items()}


def demo_people(services: Services) -> dict[str, DemoPerson]:
    """Make the demo's publishers and people where they are missing, and return all sign-ins.

    The data bureau has two of each role; every other publisher one of each, named ``<publisher>.<role>``.
    """
    people = kept_people(services.settings.data_dir)
    now = services.clock.now()
    with services.database.write() as session:
        _make_publishers(session, now, services.settings.content_dir / "datapackages" / "publishers.json")
        for name, role, publisher in _wanted(session):
            if name not in people:
                people[name] = _make_person(session, now, name, role, publisher)
        _keep(services.settings.data_dir, people)
    return people


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


def _wanted(session: Session) -> Iterator[tuple[str, Role, Publisher]]:
    for publisher in session.scalars(select(Publisher).order_by(Publisher.created_at, Publisher.name)):
        for short, role in _ROLES.items():
            if publisher.name == CITY:
                yield short, role, publisher
                yield f"{short}2", role, publisher
            elif role is not Role.ADMINISTRATOR:
                yield f"{publisher.name}.{short}", role, publisher


def _make_person(session: Session, now: datetime, name: str, role: Role, publisher: Publisher) -> DemoPerson:
    """Make a person, or give one whose secrets were lost with an interrupted run new ones."""
    user = session.scalar(select(User).where(User.name == name))
    if user is None:
        user = accounts.add_user(session, now, name=name, actor=_ACTOR)
    everywhere = role is Role.ADMINISTRATOR
    accounts.grant(
        session,
        now,
        user=user,
        role=role,
        publisher_id=None if everywhere else publisher.id,
        where="*" if everywhere else publisher.name,
        actor=_ACTOR,
    )
    password = secrets.token_urlsafe(9)
    accounts.set_password(session, now, user=user, password=password, actor=_ACTOR)
    token = accounts.create_token(session, now, user=user, actor=_ACTOR)
    return DemoPerson(token, password, [role.value], None if everywhere else publisher.name)


def _keep(folder: Path, people: dict[str, DemoPerson]) -> None:
    new = folder / "demo-people.json.new"
    new.unlink(missing_ok=True)
    new.touch(mode=0o600)
    listed = {name: asdict(one) for name, one in people.items()}
    new.write_text(json.dumps(listed, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    new.replace(folder / "demo-people.json")
