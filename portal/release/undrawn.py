"""How many tables of a release could not be drawn: kept with the act in the audit log, read from there by the desk."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.audit import AuditEntry

__all__ = ["undrawn", "undrawn_of"]

_KEY = "charts_failed"


def undrawn(tables: int) -> dict[str, Any]:
    """Return what a release's audit entry says of tables that could not be drawn; nothing where all could."""
    return {_KEY: tables} if tables else {}


def undrawn_of(session: Session, datasets: Collection[str]) -> dict[tuple[str, int], int]:
    """Return how many tables of releases could not be drawn, by dataset and number; none where all could."""
    acts = select(AuditEntry.subject, AuditEntry.details)
    acts = acts.where(AuditEntry.action == "release", AuditEntry.subject.in_(datasets))
    return {(name, said["release"]): said[_KEY] for name, said in session.execute(acts) if said.get(_KEY)}
