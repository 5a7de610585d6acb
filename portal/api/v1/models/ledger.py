"""The ledger, entry by entry."""

from typing import Literal

from portal.api.v1.models.common import Address, Hash, ListModel, Model, Moment, Number

__all__ = ["LedgerList"]


class LedgerEntry(Model):
    """A signed entry of the ledger."""

    number: Number
    at: Moment
    kind: Literal["release", "withdrawal"]
    dataset: str
    release: Number
    publisher: str
    files: str
    hash: Hash
    previous: Hash
    key: str
    signature: str
    url: Address


class LedgerList(ListModel):
    """A page of the ledger, newest first."""

    items: list[LedgerEntry]
