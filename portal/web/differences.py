"""What differs between two releases of a dataset: words, columns and rows; of conditional data no row."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.catalog.presentation import ResourceView
from portal.catalog.public import ReleaseView
from portal.package.compare import PropertyChange, compare_properties
from portal.storage import Storage
from portal.tables.diff import RowDiff, SchemaDiff, diff_rows, diff_schemas, key_of

__all__ = ["ReleaseDiff", "ResourceDiff", "compare_releases"]

_MOST_BYTES = 100_000_000  # both Parquet files: few rows may hold long texts


@dataclass(frozen=True, slots=True)
class ResourceDiff:
    """What became of a file. kind: ``added removed changed same``; rows_before, rows_now: None where not known.

    rows: None where rows are not compared; why says why: ``conditional`` (by application only), ``limit`` (too many
    rows to compare while someone waits), ``table`` (not a table in both releases, or in one only), empty: compared.
    """

    name: str
    kind: str
    properties: Sequence[PropertyChange]
    schema: SchemaDiff
    rows_before: int | None
    rows_now: int | None
    rows: RowDiff | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class ReleaseDiff:
    """What differs between two releases. before, after: their numbers."""

    before: int
    after: int
    properties: Sequence[PropertyChange]
    resources: Sequence[ResourceDiff]

    @property
    def changed(self) -> Sequence[ResourceDiff]:
        """The files in which anything differs."""
        return [one for one in self.resources if one.kind != "same"]


def compare_releases(
    storage: Storage, before: ReleaseView, after: ReleaseView, *, most_rows: int, examples: int
) -> ReleaseDiff:
    """Compare two releases of a dataset, file by file in the order of the newer one; what is gone comes last.

    most_rows: tables with more rows than this, both together, are not compared row by row; nor are tables whose
    Parquet files have more than 100 MB.
    """
    shut = before.view.is_conditional or after.view.is_conditional
    names = [one.name for one in (*after.view.resources, *before.view.resources)]
    resources = []
    for name in dict.fromkeys(names):
        old, new = before.view.resource(name), after.view.resource(name)
        resources.append(
            _both(storage, old, new, shut=shut, most_rows=most_rows, examples=examples)
            if old is not None and new is not None
            else _one(name, old, new)
        )
    properties = compare_properties(before.view.descriptor, after.view.descriptor)
    return ReleaseDiff(before.number, after.number, properties, resources)


def _one(name: str, old: ResourceView | None, new: ResourceView | None) -> ResourceDiff:
    schema = diff_schemas(_schema(old), _schema(new))
    kind = "added" if old is None else "removed"
    return ResourceDiff(name, kind, (), schema, old.rows if old else None, new.rows if new else None, None, "table")


def _both(
    storage: Storage, old: ResourceView, new: ResourceView, *, shut: bool, most_rows: int, examples: int
) -> ResourceDiff:
    properties = compare_properties(old.resource, new.resource)
    schema = diff_schemas(_schema(old), _schema(new))
    differs = bool(properties or schema or old.sha256 != new.sha256)
    why = _why_not(old, new, shut=shut, most_rows=most_rows)
    rows = None
    if not why and old.parquet_sha256 and new.parquet_sha256:
        paths = storage.path(old.parquet_sha256), storage.path(new.parquet_sha256)
        rows = diff_rows(*paths, key=key_of(_schema(new)), examples=examples)
    kind = "changed" if differs else "same"
    return ResourceDiff(new.name, kind, properties, schema, old.rows, new.rows, rows, why)


def _why_not(old: ResourceView, new: ResourceView, *, shut: bool, most_rows: int) -> str:
    if shut:
        return "conditional"
    if not (old.parquet_sha256 and new.parquet_sha256):
        return "table"
    rows = (old.rows or 0) + (new.rows or 0)
    size = (old.parquet_bytes or 0) + (new.parquet_bytes or 0)
    return "limit" if rows > most_rows or size > _MOST_BYTES else ""


def _schema(resource: ResourceView | None) -> dict[str, object]:
    return (resource.resource.get("schema") or {}) if resource is not None else {}
