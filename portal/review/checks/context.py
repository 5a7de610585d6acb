"""What a check is given."""

import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from portal.canonical import Json
from portal.catalog.models import RevisionFile
from portal.finding import Finding
from portal.storage import Storage

__all__ = ["Check", "CheckContext", "lay_out"]


@dataclass(frozen=True)
class CheckContext:
    """A revision as checks see it.

    session: a read-only snapshot.  root: a folder with the descriptor's data files at their paths, not to be changed.
    """

    session: Session
    storage: Storage
    descriptor: Json
    files: Sequence[RevisionFile]
    root: Path
    today: date

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
