"""The records that several rooms read: who publishes, what is offered, what was handed in, what was released."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, LargeBinary, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.canonical import Json
from portal.db import Base

__all__ = [
    "Blob",
    "Contribution",
    "Dataset",
    "Draft",
    "DraftFile",
    "FindingRecord",
    "License",
    "Publisher",
    "Release",
    "ReleaseFile",
    "ReleaseTerm",
    "Revision",
    "RevisionFile",
    "Theme",
]

_ONE_OPEN = text("state IN ('checking', 'in_review', 'approved')")


class Blob(Base):
    """Bytes that are safely stored; the row comes after the bytes."""

    __tablename__ = "blobs"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    bytes: Mapped[int] = mapped_column(BigInteger)
    stored_at: Mapped[datetime]


class Publisher(Base):
    """Who answers for data (数源单位); a tree."""

    __tablename__ = "publishers"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    name: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    title_en: Mapped[str | None]
    short: Mapped[str | None]
    kind: Mapped[str]
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("publishers.id"))
    created_at: Mapped[datetime]


class Theme(Base):
    """A subject that citizens look under."""

    __tablename__ = "themes"

    name: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    title_en: Mapped[str]
    position: Mapped[int]


class License(Base):
    """A licence that the portal knows, as its file in ``licenses/`` says it; other names are matched in any case."""

    __tablename__ = "licenses"

    id: Mapped[str] = mapped_column(primary_key=True)
    open: Mapped[bool]
    record: Mapped[Json]


class Dataset(Base):
    """The lasting identity of a dataset. It is public only while ``current_release_id`` names a standing release."""

    __tablename__ = "datasets"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    name: Mapped[str] = mapped_column(unique=True)
    publisher_id: Mapped[UUID] = mapped_column(ForeignKey("publishers.id"), index=True)
    created_at: Mapped[datetime]
    # No foreign key: releases name their dataset, and two tables that name each other cannot be made on SQLite.
    current_release_id: Mapped[UUID | None] = mapped_column(index=True)

    publisher: Mapped[Publisher] = relationship(lazy="raise")


class Draft(Base):
    """What a steward is still working on; gone from the list once handed in (``revision_id`` is set)."""

    __tablename__ = "drafts"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    publisher_id: Mapped[UUID] = mapped_column(ForeignKey("publishers.id"), index=True)
    name: Mapped[str | None] = mapped_column(index=True)
    descriptor: Mapped[Json]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    revision_id: Mapped[UUID | None] = mapped_column(ForeignKey("revisions.id"))

    publisher: Mapped[Publisher] = relationship(lazy="raise")
    files: Mapped[list["DraftFile"]] = relationship(
        lazy="raise", order_by="DraftFile.position", cascade="all, delete-orphan"
    )


class DraftFile(Base):
    """One resource of a draft: the standardised file, and the upload it came from.

    report: what a scan says it would reveal (`portal.disclosure.Report.as_json`, samples masked); None while that is
    due.  scanned: how far it is, in per cent.
    """

    __tablename__ = "draft_files"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    draft_id: Mapped[UUID] = mapped_column(ForeignKey("drafts.id"), index=True)
    position: Mapped[int]
    resource: Mapped[str]
    sha256: Mapped[str] = mapped_column(ForeignKey("blobs.sha256"))
    upload_sha256: Mapped[str] = mapped_column(ForeignKey("blobs.sha256"))
    profile_sha256: Mapped[str | None] = mapped_column(ForeignKey("blobs.sha256"))
    notes: Mapped[list[Json]]
    report: Mapped[Json | None] = mapped_column(JSON(none_as_null=True))
    scanned: Mapped[int | None]


class Contribution(Base):
    """A person put their hand to a draft or handed in: they cannot decide on what comes of it.

    Bound to a draft while it is one, and to the dataset's name from hand-in on.
    """

    __tablename__ = "contributions"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    draft_id: Mapped[UUID | None] = mapped_column(ForeignKey("drafts.id"), index=True)
    dataset_id: Mapped[UUID | None] = mapped_column(ForeignKey("datasets.id"), index=True)
    at: Mapped[datetime]


class Revision(Base):
    """One frozen candidate: descriptor and files, as handed in. Only its state ever changes."""

    __tablename__ = "revisions"
    __table_args__ = (
        UniqueConstraint("dataset_id", "number"),
        Index("uq_revisions_one_open", "dataset_id", unique=True, sqlite_where=_ONE_OPEN, postgresql_where=_ONE_OPEN),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    dataset_id: Mapped[UUID] = mapped_column(ForeignKey("datasets.id"), index=True)
    number: Mapped[int]
    state: Mapped[str] = mapped_column(index=True)
    stages: Mapped[list[str]]
    stage: Mapped[str | None]
    descriptor: Mapped[Json]
    filled_in: Mapped[Json]
    hash: Mapped[str]
    submitted_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    submitted_at: Mapped[datetime]
    checked_at: Mapped[datetime | None]
    not_before: Mapped[datetime | None]
    issued: Mapped[datetime | None]
    record: Mapped[str | None] = mapped_column(Text)
    record_hash: Mapped[str | None]

    dataset: Mapped[Dataset] = relationship(lazy="raise")
    files: Mapped[list["RevisionFile"]] = relationship(lazy="raise", order_by="RevisionFile.position")
    findings: Mapped[list["FindingRecord"]] = relationship(lazy="raise", order_by="FindingRecord.id")


class RevisionFile(Base):
    """One resource of a revision: the file that would be released, and what is known of it.

    report: as of `DraftFile`, written by the checks.
    """

    __tablename__ = "revision_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[UUID] = mapped_column(ForeignKey("revisions.id"), index=True)
    position: Mapped[int]
    resource: Mapped[str]
    path: Mapped[str]
    is_table: Mapped[bool]
    sha256: Mapped[str] = mapped_column(ForeignKey("blobs.sha256"))
    bytes: Mapped[int] = mapped_column(BigInteger)
    upload_sha256: Mapped[str | None] = mapped_column(ForeignKey("blobs.sha256"))
    profile_sha256: Mapped[str | None] = mapped_column(ForeignKey("blobs.sha256"))
    report: Mapped[Json | None] = mapped_column(JSON(none_as_null=True))


class FindingRecord(Base):
    """A finding of a check. ``severity`` is the check's, ``settled`` what stands for the decision."""

    __tablename__ = "findings"

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[UUID] = mapped_column(ForeignKey("revisions.id"), index=True)
    code: Mapped[str]
    severity: Mapped[str]
    settled: Mapped[str]
    resource: Mapped[str | None]
    row: Mapped[int | None] = mapped_column(BigInteger)
    column: Mapped[str | None]
    params: Mapped[Json]
    contest_reason: Mapped[str | None]
    contested_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))


class Release(Base):
    """An approved revision made public: number 1, 2, 3 …; nothing of it changes but the withdrawal.

    submitted_at: when its revision was handed in.
    zip_prefix: blob with the zip's data members; zip_tail: ``ledger.json`` and the central directory.
    """

    __tablename__ = "releases"
    __table_args__ = (UniqueConstraint("dataset_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    dataset_id: Mapped[UUID] = mapped_column(ForeignKey("datasets.id"), index=True)
    number: Mapped[int]
    revision_id: Mapped[UUID] = mapped_column(ForeignKey("revisions.id"), unique=True)
    publisher_id: Mapped[UUID] = mapped_column(ForeignKey("publishers.id"), index=True)
    license_id: Mapped[str] = mapped_column(ForeignKey("licenses.id"))
    opening: Mapped[str]
    title: Mapped[str]
    submitted_at: Mapped[datetime]
    issued: Mapped[datetime] = mapped_column(index=True)
    published_at: Mapped[datetime]
    entry: Mapped[int] = mapped_column(unique=True)
    descriptor: Mapped[Json]
    descriptor_sha256: Mapped[str] = mapped_column(ForeignKey("blobs.sha256"))
    zip_prefix_sha256: Mapped[str] = mapped_column(ForeignKey("blobs.sha256"))
    zip_tail: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    zip_sha256: Mapped[str]
    zip_bytes: Mapped[int] = mapped_column(BigInteger)
    withdrawn_at: Mapped[datetime | None]
    withdrawal_reason: Mapped[str | None]
    withdrawal_entry: Mapped[int | None]

    dataset: Mapped[Dataset] = relationship(lazy="raise", foreign_keys=[dataset_id])
    publisher: Mapped[Publisher] = relationship(lazy="raise")
    files: Mapped[list["ReleaseFile"]] = relationship(lazy="raise", order_by="ReleaseFile.position")
    charts: Mapped[list["ReleaseChart"]] = relationship(lazy="raise", order_by="ReleaseChart.position")


class ReleaseFile(Base):
    """One file of a release. ``parquet_sha256`` and ``profile_sha256`` stand for tables only."""

    __tablename__ = "release_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[UUID] = mapped_column(ForeignKey("releases.id"), index=True)
    position: Mapped[int]
    resource: Mapped[str]
    path: Mapped[str]
    sha256: Mapped[str] = mapped_column(ForeignKey("blobs.sha256"))
    bytes: Mapped[int] = mapped_column(BigInteger)
    rows: Mapped[int | None] = mapped_column(BigInteger)
    parquet_sha256: Mapped[str | None] = mapped_column(ForeignKey("blobs.sha256"))
    parquet_bytes: Mapped[int | None] = mapped_column(BigInteger)
    profile_sha256: Mapped[str | None] = mapped_column(ForeignKey("blobs.sha256"))


class ReleaseChart(Base):
    """A chart of a released table: drawn once, kept with the release.

    words_sha256: blob with its title, source and values, in both languages.  pictures: SHA-256 of each drawing, by
    language and width (``zh-wide`` …).
    """

    __tablename__ = "release_charts"

    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[UUID] = mapped_column(ForeignKey("releases.id"), index=True)
    resource: Mapped[str]
    position: Mapped[int]
    name: Mapped[str]
    kind: Mapped[str]
    words_sha256: Mapped[str] = mapped_column(ForeignKey("blobs.sha256"))
    pictures: Mapped[Json]


class ReleaseTerm(Base):
    """What a release can be filtered by: its themes, keywords and formats, a row each."""

    __tablename__ = "release_terms"
    __table_args__ = (Index("ix_release_terms_kind_value", "kind", "value"),)

    release_id: Mapped[UUID] = mapped_column(ForeignKey("releases.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
