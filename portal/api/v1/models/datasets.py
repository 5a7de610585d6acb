"""Datasets and their files."""

from typing import Annotated, Any, Literal

from pydantic import Field

from portal.api.v1.models.common import Address, Count, Hash, ListModel, Model, Moment, Number, Texts

__all__ = ["Dataset", "DatasetList", "Parquet", "Resource", "ResourceList"]


class Parquet(Model):
    """A table as typed Parquet."""

    path: str
    bytes: Count
    sha256: Hash
    url: Address


class Resource(Model):
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


class ResourceList(ListModel):
    """A page of a dataset's files."""

    items: list[Resource]


class Dataset(Model):
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
    temporal: dict[str, Any] = Field({})
    spatial: dict[str, Any] = Field({})
    contributors: list[dict[str, Any]] = Field([])
    sources: list[dict[str, Any]] = Field([])
    resources: list[Resource]
    url: Address


class DatasetList(ListModel):
    """A page of the datasets found."""

    items: list[Dataset]
