"""Entries of the ledger as pages and API show them, read from the signed bytes."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.catalog import public

__all__ = ["Entry", "read_entries"]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as pages and API show it. previous: hash of the entry before it; files: digest of what was released."""

    number: int
    at: datetime
    kind: str
    dataset: str
    release: int
    publisher: str
    hash: str
    previous: str
    files: str
    key: str
    signature: str


def read_entries(session: Session, *, page: int, per_page: int) -> tuple[list[Entry], int]:
    """Return a page of the ledger, newest first, and how many entries there are."""
    records, total = public.ledger_entries(session, page=page, per_page=per_page)
    entries = []
    for record in records:
        body = json.loads(record.body)
        entries.append(
            Entry(
                number=record.number,
                at=record.at,
                kind=record.kind,
                dataset=record.dataset,
                release=record.release,
                publisher=body["publisher"],
                hash=record.hash,
                previous=body["previous"],
                files=body["files"],
                key=record.key,
                signature=record.signature,
            )
        )
    return entries, total
