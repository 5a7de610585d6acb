"""What differs between two releases."""

from typing import Annotated, Any, Literal

from pydantic import Field

from portal.api.v1.models.common import Address, Count, Model, Number

__all__ = ["Diff"]


class Change(Model):
    """A value before and after."""

    name: str
    before: Any
    after: Any


class Cell(Model):
    """A cell before and after, as text."""

    before: str | None
    after: str | None


class ChangedRow(Model):
    """A row of the same key with other cells."""

    key: dict[str, str | None]
    cells: dict[str, Cell]


class Columns(Model):
    """What became of a table's columns."""

    added: list[str]
    removed: list[str]
    retyped: list[Change]


class RowExamples(Model):
    """The first rows of each kind, values as text."""

    added: list[dict[str, str | None]]
    removed: list[dict[str, str | None]]
    changed: list[ChangedRow]


class RowDiff(Model):
    """What became of a table's rows. key: what tells them apart; empty: whole rows were compared."""

    key: list[str]
    compared: list[str]
    added: Count
    removed: Count
    changed: Count
    examples: RowExamples
    truncated: Annotated[bool, Field(description="whether there are more than the examples")]


class ResourceDiff(Model):
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


class Diff(Model):
    """What differs between two releases."""

    dataset: str
    before: Number
    after: Number
    properties: list[Change]
    resources: list[ResourceDiff]
    url: Address
