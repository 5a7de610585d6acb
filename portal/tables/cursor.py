"""Where the next part of an answer begins: a release, a place in it, and a proof that it belongs to the question.

A release never changes, so the number of the last row given says all that its sort values would: they are read
again from the table, and no cell stands in an address. Of groups, which have no number, the place is how many were
given.
"""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass

from portal.tables.query import BadQuery, Plan

__all__ = ["Cursor", "check_cursor", "read_cursor", "write_cursor"]

_FORM = re.compile(rb"([0-9]{1,10})\.([0-9]{1,18})\.([0-9a-f]{16})")


@dataclass(frozen=True, slots=True)
class Cursor:
    """release: its number.  place: number of the last row given, or of groups how many were given."""

    release: int
    place: int
    proof: str


def write_cursor(plan: Plan, table: str, release: int, place: int) -> str:
    """Return the cursor of what follows a place. table: SHA-256 of the table's bytes."""
    text = f"{release}.{place}.{_proof(plan, table, release, place)}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(text: str) -> Cursor:
    """Read a cursor; whether it belongs to a question is asked by `check_cursor`. Raises BadQuery."""
    try:
        decoded = base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except (UnicodeEncodeError, binascii.Error) as error:
        raise BadQuery("rows.cursor", name="after") from error
    found = _FORM.fullmatch(decoded)
    if found is None:
        raise BadQuery("rows.cursor", name="after")
    return Cursor(int(found[1]), int(found[2]), found[3].decode())


def check_cursor(cursor: Cursor, plan: Plan, table: str) -> None:
    """Refuse a cursor that was made for another table, release, order, filter or grouping. Raises BadQuery."""
    if cursor.proof != _proof(plan, table, cursor.release, cursor.place):
        raise BadQuery("rows.cursor", name="after")


def _proof(plan: Plan, table: str, release: int, place: int) -> str:
    question = (table, release, place, sorted(map(repr, plan.where)), plan.sort, plan.group_by, plan.aggregates)
    return hashlib.sha256(repr(question).encode()).hexdigest()[:16]
