"""What is heavy about a release, made before its transaction: descriptor, zip prefix, Parquet, charts."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from portal.canonical import Json, pretty
from portal.catalog.models import Revision
from portal.package import PROFILE, Prefix, profile_bytes, write_prefix
from portal.package.archive import Member
from portal.release.drawing import Drawn, draw
from portal.release.labels import Labels
from portal.storage import Storage, StoredBlob
from portal.tables import write_parquet

__all__ = ["Prepared", "prepare"]


@dataclass(frozen=True)
class Prepared:
    """A release but for its entry: everything heavy, stored as blobs. parquet: by resource."""

    number: int
    descriptor: Json
    descriptor_blob: StoredBlob
    prefix: Prefix
    prefix_blob: StoredBlob
    parquet: Mapping[str, StoredBlob]
    drawn: Drawn

    @property
    def blobs(self) -> list[StoredBlob]:
        """All that it is kept in."""
        drawn = [blob for chart in self.drawn.charts for blob in chart.blobs]
        return [self.descriptor_blob, self.prefix_blob, *self.parquet.values(), *drawn]


@contextmanager
def prepare(storage: Storage, revision: Revision, number: int, labels: Labels) -> Iterator[Prepared]:
    """Make what a release of a loaded revision will be, in a folder that goes with the block.

    labels: words for codes, for its charts.  May be run twice: the bytes depend on rows alone.
    """
    assert revision.issued is not None  # noqa: S101 an approved revision has its date
    descriptor = {**revision.descriptor, "release": number}
    with tempfile.TemporaryDirectory(prefix="kaifang-") as name:
        folder = Path(name)
        written = folder / "datapackage.json"
        written.write_bytes(pretty(descriptor))
        members = [
            Member("datapackage.json", written),
            Member(PROFILE, profile_bytes()),
            *(Member(file.path, storage.path(file.sha256)) for file in revision.files),
        ]
        prefix = write_prefix(folder / "prefix.zip", members, revision.issued)
        tables = _write_tables(storage, revision, folder)
        drawable = {
            file.resource: (tables[file.resource].sha256, file.profile_sha256)
            for file in revision.files
            if file.resource in tables and file.profile_sha256 is not None
        }
        yield Prepared(
            number=number,
            descriptor=descriptor,
            descriptor_blob=storage.put_file(written),
            prefix=prefix,
            prefix_blob=storage.put_file(prefix.path),
            parquet=tables,
            drawn=draw(storage, descriptor, revision.dataset.publisher, labels, drawable),
        )


def _write_tables(storage: Storage, revision: Revision, folder: Path) -> dict[str, StoredBlob]:
    schemas = {one["name"]: one.get("schema", {}) for one in revision.descriptor["resources"]}
    tables = {}
    for file in revision.files:
        if file.is_table:
            target = folder / "table.parquet"
            write_parquet(storage.path(file.sha256), schemas[file.resource], target)
            tables[file.resource] = storage.put_file(target)
            target.unlink()
    return tables
