"""What a check is given."""

import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from sqlalchemy.orm import Session

from portal.canonical import Json
from portal.catalog.models import RevisionFile
from portal.disclosure import Report
from portal.disclosure.policy import DEFAULT, Policy
from portal.finding import Finding
from portal.review.scanning import first_of_uploads, previous_tables, scan_file
from portal.storage import Storage

__all__ = ["Check", "CheckContext", "lay_out"]


@dataclass(frozen=True)
class CheckContext:
    """A revision as checks see it.

    session: a read-only snapshot.  root: a folder with the descriptor's data files at their paths, not to be changed.
    policy: what decides how much a table may tell.
    """

    session: Session
    storage: Storage
    descriptor: Json
    files: Sequence[RevisionFile]
    root: Path
    today: date
    policy: Policy = DEFAULT

    @cached_property
    def reports(self) -> Mapping[str, Report]:
        """What each file would reveal, by resource."""
        uploads = first_of_uploads((file.resource, file.sha256, file.upload_sha256) for file in self.files)
        previous = previous_tables(self.session, self.storage, self.descriptor.get("name"))
        return {
            file.resource: scan_file(
                self.storage,
                {**self.resource(file.resource), "type": "table" if file.is_table else None},
                sha256=file.sha256,
                upload=uploads[file.resource],
                today=self.today,
                previous=previous.get(file.resource),
                policy=self.policy,
            )
            for file in self.files
        }

    def resource(self, name: str) -> Json:
        """Return a resource of the descriptor by name."""
        found: Json = next(one for one in self.descriptor["resources"] if one["name"] == name)
        return found

    def tables(self) -> Iterable[tuple[RevisionFile, Json, Path]]:
        """Give each table: its file's row, its resource, and the local CSV."""
        for file in self.files:
            if file.is_table:
                yield file, self.resource(file.resource), self.storage.path(file.sha256)


Check = Callable[[CheckContext], Iterable[Finding]]
"""An automatic examination: a revision in, findings out. Reads only."""


def lay_out(storage: Storage, files: Sequence[RevisionFile]) -> tempfile.TemporaryDirectory[str]:
    """Make a folder in which the blobs stand under the descriptor's paths, as links."""
    folder = tempfile.TemporaryDirectory(prefix="kaifang-")
    for file in files:
        place = Path(folder.name) / file.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(storage.path(file.sha256).resolve())
    return folder
