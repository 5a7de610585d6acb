"""Preparing a portal: database, keys, licences, themes, the first administrator. May be run again at any time."""

import csv
import json
import secrets
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import accounts, audit, migrations
from portal.accounts.models import User
from portal.catalog.models import License, Theme
from portal.durable import write_whole
from portal.errors import PortalError
from portal.ledger import make_key, note_change
from portal.services import Services

__all__ = ["ADMINISTRATOR", "check_prepared", "prepare", "secret_key"]

ADMINISTRATOR = "administrator"
_ACTOR = "machine"


def prepare(services: Services) -> str | None:
    """Make or upgrade what the portal stands on. Returns the administrator's password if one was made just now.

    Raises PortalError if the content that ships with the portal is not where the settings say, or the database is away.
    """
    settings = services.settings
    themes = settings.content_dir / "datapackages" / "themes" / "data" / "themes.csv"
    if not themes.is_file():
        raise PortalError("setting.value", name="PORTAL_CONTENT_DIR")
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    _make_secret(settings.data_dir)
    if not (settings.key_dir / "keys.json").exists():
        make_key(settings.key_dir, services.clock.now())
    migrations.upgrade(services.database)
    now = services.clock.now()
    with services.database.write() as session:
        _load_licenses(session, now, settings.content_dir / "licenses")
        _load_themes(session, now, themes)
        return _first_administrator(session, now)


def check_prepared(services: Services) -> None:
    """Raise PortalError unless the database answers and has been prepared for this version."""
    if not migrations.is_current(services.database):
        raise PortalError("database.old")


def secret_key(services: Services) -> str:
    """Return the key that signs sessions: the setting's, else the one that init made."""
    if services.settings.secret_key:
        return services.settings.secret_key
    file = services.settings.data_dir / "secret.key"
    if not file.is_file():
        raise PortalError("database.old")
    return file.read_text().strip()


def _make_secret(folder: Path) -> None:
    file = folder / "secret.key"
    if not file.exists():
        write_whole(file, secrets.token_urlsafe(48).encode() + b"\n", mode=0o600)


def _load_licenses(session: Session, now: datetime, folder: Path) -> None:
    kept = {one.id: one for one in session.scalars(select(License))}
    for file in sorted(folder.glob("*.json")):
        if file.name == "schema.json":
            continue
        record = json.loads(file.read_bytes())
        old = kept.get(record["id"])
        if old is not None and old.record == record:
            continue
        if old is None:
            session.add(License(id=record["id"], open=bool(record["open"]), record=record))
        else:
            old.open, old.record = bool(record["open"]), record
        note_change(session, now, kind="license", subject=record["id"], facts={})


def _load_themes(session: Session, now: datetime, file: Path) -> None:
    """Add the themes that ship with the portal; those that the administrator added or renamed stay."""
    kept = set(session.scalars(select(Theme.name)))
    with file.open(encoding="utf-8", newline="") as stream:
        for position, row in enumerate(csv.DictReader(stream), start=1):
            if row["name"] not in kept:
                session.add(Theme(name=row["name"], title=row["title"], title_en=row["title_en"], position=position))
                note_change(session, now, kind="theme", subject=row["name"], facts={})


def _first_administrator(session: Session, now: datetime) -> str | None:
    if session.scalar(select(User.id).where(User.name == ADMINISTRATOR)) is not None:
        return None
    user = accounts.add_user(session, now, name=ADMINISTRATOR, actor=_ACTOR)
    role = accounts.Role.ADMINISTRATOR
    accounts.grant(session, now, user=user, role=role, publisher_id=None, where="*", actor=_ACTOR)
    password = secrets.token_urlsafe(12)
    accounts.set_password(session, now, user=user, password=password, actor=_ACTOR)
    audit.record(session, now, actor=_ACTOR, action="init", subject=ADMINISTRATOR)
    return password
