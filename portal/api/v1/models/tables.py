"""Tables: columns, what was counted of them, rows."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from portal.api.v1.models.common import Count, Model, Number

__all__ = ["Profile", "Rows", "Schema"]


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


class Profile(Model):
    """What was counted of a table."""

    rows: Count
    columns: list[ColumnProfile]
    release: Number


class RowField(BaseModel):
    """A column of an answer."""

    model_config = ConfigDict(extra="allow")

    name: str
    type: str


class Rows(Model):
    """Rows of a table. total: all that fit; truncated: whether more follow; next: cursor of what follows."""

    rows: list[dict[str, Any]]
    total: Count
    truncated: bool
    next: str | None
    release: Number
    fields: list[RowField]
