"""Releases with their checksums, and what stays of the withdrawn ones."""

from typing import Literal

from portal.api.v1.models.common import Address, Count, Hash, ListModel, Model, Moment, Number
from portal.api.v1.models.datasets import Parquet

__all__ = ["Release", "ReleaseList", "Tombstone"]


class Member(Model):
    """A file that was released. url, parquet: null where the data is given by application only."""

    resource: str
    path: str
    bytes: Count
    sha256: Hash
    url: Address | None
    parquet: Parquet | None


class Descriptor(Model):
    """The Data Package descriptor of a release."""

    path: str
    sha256: Hash
    url: Address


class Zip(Model):
    """A whole release in one file."""

    url: Address
    sha256: Hash
    bytes: Count


class EntryLink(Model):
    """Where a release stands in the ledger."""

    number: Number
    url: Address


class Release(Model):
    """A standing release with its checksums."""

    dataset: str
    release: Number
    latest: bool
    title: str
    opening: Literal["unconditional", "conditional"]
    issued: Moment | None
    published: Moment
    url: Address
    descriptor: Descriptor
    files: list[Member]
    zip: Zip | None
    entry: EntryLink


class Tombstone(Model):
    """What stays of a withdrawn release."""

    dataset: str
    release: Number
    latest: Literal[False]
    withdrawn: Moment
    reason: str
    entry: EntryLink


class ReleaseList(ListModel):
    """A page of a dataset's releases, newest first."""

    items: list[Release | Tombstone]
