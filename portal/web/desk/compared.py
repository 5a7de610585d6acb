"""What a revision alters of the release that stands: its words, and row by row the tables that are not too long.

Examples of rows are masked.
"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from portal.catalog.models import Release, ReleaseFile, Revision, RevisionFile
from portal.errors import PortalError
from portal.package.compare import PropertyChange, compare_properties
from portal.storage import Storage
from portal.tables import write_parquet
from portal.tables.diff import RowDiff, diff_rows, key_of
from portal.web.desk.masking import Masks
from portal.web.reading import services

__all__ = ["altered_words", "rows_since"]

_EXAMPLES = 10
_MOST_ROWS = 200_000  # both tables together: about a second, for the revision's Parquet is made for it


def altered_words(release: Release, revision: Revision) -> list[PropertyChange]:
    """Return the properties of the descriptor that differ."""
    return compare_properties(release.descriptor, revision.descriptor)


def rows_since(storage: Storage, release: Release, revision: Revision) -> dict[str, RowDiff]:
    """Compare the rows of each table that both have, by resource.

    Left out are tables that are too long, and files that cannot be read as tables: the findings say so of those.
    """
    before = {one.resource: one for one in release.files} if release.revision_id != revision.id else {}
    found: dict[str, RowDiff] = {}
    for file in revision.files:
        old = before.get(file.resource)
        if old is not None and old.parquet_sha256 and file.is_table and _rows(release, revision, file) <= _MOST_ROWS:
            found |= dict(_compared(storage, old, file, revision))
    return found


def _compared(
    storage: Storage, old: ReleaseFile, new: RevisionFile, revision: Revision
) -> Iterator[tuple[str, RowDiff]]:
    resource = next(one for one in revision.descriptor["resources"] if one["name"] == new.resource)
    schema = resource.get("schema") or {}
    with TemporaryDirectory() as folder:
        made = Path(folder) / "table.parquet"
        try:
            write_parquet(storage.path(new.sha256), schema, made)
        except PortalError:
            return
        before = storage.path(str(old.parquet_sha256))
        rows = diff_rows(before, made, key=key_of(schema), examples=_EXAMPLES)
        yield new.resource, Masks(new.report, services().policy.patterns).differences(rows)


def _rows(release: Release, revision: Revision, file: RevisionFile) -> int:
    """Return how many rows both tables have together, as the descriptors say."""
    both = (*release.descriptor["resources"], *revision.descriptor["resources"])
    return sum(int(one.get("rows") or 0) for one in both if one["name"] == file.resource)
