"""The answers of the API as types: what the description promises, and what the tests hold every answer to."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "Dataset",
    "DatasetList",
    "Diff",
    "LedgerList",
    "LicenseList",
    "Problem",
    "Profile",
    "PublisherList",
    "Release",
    "ReleaseList",
    "ResourceList",
    "Rows",
    "Schema",
    "ThemeList",
]

Hash = Annotated[str, Field(pattern="^[0-9a-f]{64}$", description="SHA-256 in hexadecimal")]
Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"}, description="instant in UTC")]
Address = Annotated[str, Field(description="address on this portal")]
Texts = Annotated[dict[str, Any], Field(description="texts in other languages, by language tag")]
Number = Annotated[int, Field(ge=1)]
Count = Annotated[int, Field(ge=0)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Links(_Model):
    """Addresses of the pages around this one."""

    self: Address
    first: Address
    prev: Address | None
    next: Address | None
    last: Address


class _List(_Model):
    total: Count
    page: Number
    per_page: Number
    facets: dict[str, dict[str, int]]
    links: Links


class Parquet(_Model):
    """A table as typed Parquet."""

    path: str
    bytes: Count
    sha256: Hash
    url: Address


class Resource(_Model):
    """A file of a dataset."""

    name: str
    title: str
    description: str
    path: str
    format: str
    mediatype: str | None
    bytes: Count
    hash: Annotated[str, Field(description="sha256: and 64 hexadecimal digits")]
    rows: Count | None
    fields: Count
    translations: Texts
    url: Address
    parquet: Parquet | None


class ResourceList(_List):
    """A page of a dataset's files."""

    items: list[Resource]


class Dataset(_Model):
    """A dataset as its highest standing release has it."""

    name: str
    id: Annotated[str, Field(json_schema_extra={"format": "uuid"})]
    title: str
    description: str
    publisher: str
    theme: list[str]
    license: str | None
    keywords: list[str]
    opening: Literal["unconditional", "conditional"]
    grade: str | None
    cadence: str | None
    release: Number
    issued: Moment | None
    modified: Moment | None
    translations: Texts
    version: str = ""
    homepage: str = ""
    language: str = ""
    temporal: dict[str, Any] = {}
    spatial: dict[str, Any] = {}
    contributors: list[dict[str, Any]] = []
    sources: list[dict[str, Any]] = []
    resources: list[Resource]
    url: Address


class DatasetList(_List):
    """A page of the datasets found."""

    items: list[Dataset]


class Member(_Model):
    """A file that was released. url, parquet: null where the data is given by application only."""

    resource: str
    path: str
    bytes: Count
    sha256: Hash
    url: Address | None
    parquet: Parquet | None


class Descriptor(_Model):
    """The Data Package descriptor of a release."""

    path: str
    sha256: Hash
    url: Address


class Zip(_Model):
    """A whole release in one file."""

    url: Address
    sha256: Hash
    bytes: Count


class EntryLink(_Model):
    """Where a release stands in the ledger."""

    number: Number
    url: Address


class Release(_Model):
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


class Tombstone(_Model):
    """What stays of a withdrawn release."""

    dataset: str
    release: Number
    latest: Literal[False]
    withdrawn: Moment
    reason: str
    entry: EntryLink


class ReleaseList(_List):
    """A page of a dataset's releases, newest first."""

    items: list[Release | Tombstone]


class Schema(BaseModel):
    """A Table Schema (Data Package v2)."""

    model_config = ConfigDict(extra="allow")

    fields: list[dict[str, Any]]


class ColumnProfile(BaseModel):
    """What was counted of a column."""

    model_config = ConfigDict(extra="allow")

    name: str
    type: str
    nulls: Count
    distinct: Count


class Profile(_Model):
    """What was counted of a table."""

    rows: Count
    columns: list[ColumnProfile]
    release: Number


class RowField(BaseModel):
    """A column of an answer."""

    model_config = ConfigDict(extra="allow")

    name: str
    type: str


class Rows(_Model):
    """Rows of a table. total: all that fit; truncated: whether more follow; next: cursor of what follows."""

    rows: list[dict[str, Any]]
    total: Count
    truncated: bool
    next: str | None
    release: Number
    fields: list[RowField]


class Change(_Model):
    """A value before and after."""

    name: str
    before: Any
    after: Any


class Cell(_Model):
    """A cell before and after, as text."""

    before: str | None
    after: str | None


class ChangedRow(_Model):
    """A row of the same key with other cells."""

    key: dict[str, str | None]
    cells: dict[str, Cell]


class Columns(_Model):
    """What became of a table's columns."""

    added: list[str]
    removed: list[str]
    retyped: list[Change]


class RowExamples(_Model):
    """The first rows of each kind, values as text."""

    added: list[dict[str, str | None]]
    removed: list[dict[str, str | None]]
    changed: list[ChangedRow]


class RowDiff(_Model):
    """What became of a table's rows. key: what tells them apart; empty: whole rows were compared."""

    key: list[str]
    compared: list[str]
    added: Count
    removed: Count
    changed: Count
    examples: RowExamples
    truncated: Annotated[bool, Field(description="whether there are more than the examples")]


class ResourceDiff(_Model):
    """What became of a file."""

    name: str
    kind: Literal["added", "removed", "changed", "same"]
    properties: list[Change]
    columns: Columns
    rows_before: Count | None
    rows_after: Count | None
    rows: RowDiff | None
    rows_not_compared: Annotated[
        Literal["conditional", "limit", "table"] | None,
        Field(description="why: by application only; too many rows; not a table in both"),
    ]


class Diff(_Model):
    """What differs between two releases."""

    dataset: str
    before: Number
    after: Number
    properties: list[Change]
    resources: list[ResourceDiff]
    url: Address


class Publisher(_Model):
    """Who answers for data."""

    name: str
    title: str
    short: str | None
    kind: str
    parent: str | None
    datasets: Count
    translations: Texts
    url: Address


class PublisherList(_List):
    """A page of the publishers."""

    items: list[Publisher]


class Theme(_Model):
    """A theme of the city."""

    name: str
    title: str
    datasets: Count
    translations: Texts
    url: Address


class ThemeList(_List):
    """A page of the themes."""

    items: list[Theme]


class License(_Model):
    """A licence: what it permits, requires and forbids."""

    id: str
    title: str
    open: bool
    spdx: str | None
    reference: str | None
    permits: list[str]
    requires: list[str]
    forbids: list[str]
    datasets: Count
    translations: Texts
    url: Address


class LicenseList(_List):
    """A page of the licences."""

    items: list[License]


class LedgerEntry(_Model):
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


class LedgerList(_List):
    """A page of the ledger, newest first."""

    items: list[LedgerEntry]


class Problem(BaseModel):
    """What was wrong, and what is allowed (RFC 9457)."""

    model_config = ConfigDict(extra="allow")

    type: Annotated[str, Field(description="stable name of the kind of problem")]
    status: int
    title: str
    detail: str
    translations: Texts
