"""Rows of stored blobs: written after the bytes, before anything that names them."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from portal.catalog.models import Blob
from portal.db import insert_absent
from portal.storage import StoredBlob

__all__ = ["record_blobs"]


def record_blobs(session: Session, blobs: Iterable[StoredBlob], now: datetime) -> None:
    """Write the rows of stored blobs that have none yet, in one order, so that two writers cannot block each other."""
    rows = {blob.sha256: {"sha256": blob.sha256, "bytes": blob.bytes, "stored_at": now} for blob in blobs}
    insert_absent(session, Blob, [rows[key] for key in sorted(rows)])
