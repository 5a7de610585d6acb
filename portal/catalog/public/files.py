"""The files that anyone may have, found in one narrow query: what a download needs, and no more.

Only what stands and is open to all is found here. For anything else the answer is None, and the caller asks
`get_release`, which tells withdrawn from conditional from unknown.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from portal.canonical import Json
from portal.catalog.models import Dataset, Release, ReleaseFile

__all__ = ["OpenFile", "OpenPackage", "open_file", "open_package"]


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A data file or a table's Parquet. resource: as the descriptor has it; None for a Parquet file."""

    sha256: str
    is_table: bool
    resource: Json | None


@dataclass(frozen=True, slots=True)
class OpenPackage:
    """A release's zip: the blob it begins with, and the kilobytes that follow."""

    prefix_sha256: str
    tail: bytes
    sha256: str
    bytes: int


def open_file(session: Session, name: str, number: int, file: str) -> OpenFile | None:
    """Return a file of ``data/``. A resource that is called like a table's Parquet comes before it."""
    path, (stem, _, ending) = f"data/{file}", file.rpartition(".")
    parquet = and_(ReleaseFile.resource == stem, ReleaseFile.parquet_sha256.is_not(None))
    asked = ReleaseFile.path == path
    columns = (ReleaseFile.resource, ReleaseFile.path, ReleaseFile.sha256, ReleaseFile.parquet_sha256)
    rows = session.execute(
        _open(name, number)
        .join(ReleaseFile, ReleaseFile.release_id == Release.id)
        .where(or_(asked, parquet) if ending == "parquet" else asked)
        .with_only_columns(*columns, Release.descriptor)
    ).all()
    for row in rows:
        if row.path == path:
            resource = next(one for one in row.descriptor["resources"] if one["name"] == row.resource)
            return OpenFile(row.sha256, is_table=row.parquet_sha256 is not None, resource=resource)
    return OpenFile(rows[0].parquet_sha256, is_table=True, resource=None) if rows else None


def open_package(session: Session, name: str, number: int) -> OpenPackage | None:
    """Return a release's zip."""
    columns = (Release.zip_prefix_sha256, Release.zip_tail, Release.zip_sha256, Release.zip_bytes)
    row = session.execute(_open(name, number).with_only_columns(*columns)).one_or_none()
    return OpenPackage(*row) if row else None


def _open(name: str, number: int) -> Select[Any]:
    return (
        select(Release)
        .join(Dataset, Dataset.id == Release.dataset_id)
        .where(
            Dataset.name == name,
            Release.number == number,
            Release.withdrawn_at.is_(None),
            Release.opening == "unconditional",
        )
    )
