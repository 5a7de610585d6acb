"""The append-only, hash-chained, signed list of releases and withdrawals."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.audit import AuditEntry
from portal.canonical import canonical, sha256
from portal.clock import iso
from portal.errors import PortalError
from portal.heads import EMPTY_HASH, Head, Series, lock_head, read_head
from portal.ledger.models import LedgerEntry
from portal.ledger.signatures import PublicKeys, Signer, signature_holds

__all__ = ["FORMAT", "BrokenLedger", "Subject", "append_entry", "digest_of_files", "verify_ledger"]

FORMAT = 1


class BrokenLedger(PortalError):
    """The ledger does not hold; ``number`` says at which entry."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What an entry is about: names, numbers and hashes, never a title or a value.

    files: `digest_of_files` of a release; for a withdrawal that of the release taken back.
    decisions: hash of the record of decisions; for a withdrawal that of the reason.
    """

    kind: str
    dataset_id: str
    dataset: str
    publisher: str
    release: int
    files: str
    decisions: str


def digest_of_files(hashes: Iterable[tuple[str, str]]) -> str:
    """Return the SHA-256 of the sorted lines ``path sha256`` of a release's members, each ended by LF."""
    return sha256("".join(f"{path} {digest}\n" for path, digest in sorted(hashes)).encode())


def append_entry(session: Session, now: datetime, signer: Signer, subject: Subject) -> LedgerEntry:
    """Add an entry at the head's next number, in the caller's transaction. Locks the ledger's head."""
    head = lock_head(session, Series.LEDGER)
    audit_head = read_head(session, Series.AUDIT)
    body = canonical(
        {
            "format": FORMAT,
            "number": head.number + 1,
            "previous": head.hash,
            "at": iso(now),
            "key": signer.key_id,
            "kind": subject.kind,
            "dataset": {"id": subject.dataset_id, "name": subject.dataset},
            "publisher": subject.publisher,
            "release": subject.release,
            "files": subject.files,
            "decisions": subject.decisions,
            "audit": {"number": audit_head.number, "hash": audit_head.hash},
        }
    )
    entry = LedgerEntry(
        number=head.number + 1,
        at=now,
        kind=subject.kind,
        dataset=subject.dataset,
        release=subject.release,
        body=body,
        hash=sha256(body),
        key=signer.key_id,
        signature=signer.sign(body),
    )
    head.number, head.hash = entry.number, entry.hash
    session.add(entry)
    session.flush()
    return entry


def verify_ledger(session: Session, keys: PublicKeys) -> int:
    """Walk the ledger and return its length.

    Checks numbers, chain, hashes, signatures, the columns beside the signed bytes, and that the audit log still
    holds each act an entry names. Raises BrokenLedger at the first that does not fit.
    """
    previous, number = EMPTY_HASH, 0
    query = select(LedgerEntry).order_by(LedgerEntry.number).execution_options(yield_per=500)
    with session.execute(query) as rows:  # closed also when the walk ends early
        for entry in rows.scalars():
            number += 1
            audited = _check_entry(entry, number, previous, keys)
            _check_audit(session, number, audited)
            previous = entry.hash
            session.expunge(entry)
    head: Head = read_head(session, Series.LEDGER)
    if (head.number, head.hash) != (number, previous):
        raise BrokenLedger("ledger.broken", number=number + 1)
    return number


def _check_entry(entry: LedgerEntry, number: int, previous: str, keys: PublicKeys) -> dict[str, Any]:
    """Check one entry against what has to come; returns what it says of the audit log."""
    try:
        body = json.loads(entry.body)
        fits = (
            (entry.number, body["number"], body["previous"]) == (number, number, previous)
            and entry.hash == sha256(entry.body)
            and (body["kind"], body["dataset"]["name"], body["release"], body["at"], body["key"])
            == (entry.kind, entry.dataset, entry.release, iso(entry.at), entry.key)
            and signature_holds(keys, entry.key, entry.body, entry.signature)
        )
        audited: dict[str, Any] = body["audit"]
    except (ValueError, KeyError, TypeError) as error:
        raise BrokenLedger("ledger.broken", number=number) from error
    if not fits:
        raise BrokenLedger("ledger.broken", number=number)
    return audited


def _check_audit(session: Session, number: int, named: dict[str, Any]) -> None:
    if named["number"] == 0:
        return
    kept = session.scalar(select(AuditEntry.hash).where(AuditEntry.number == named["number"]))
    if kept != named["hash"]:
        raise BrokenLedger("ledger.audit_cut", number=number, audit=named["number"])
