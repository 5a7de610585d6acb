"""A store in a local folder: ``ab/abcdef…`` by hash."""

import hashlib
import os
import re
import tempfile
from pathlib import Path
from typing import BinaryIO

from portal.storage.contract import BlobMissing, StoredBlob, TooLarge

__all__ = ["LocalStorage"]

_CHUNK = 1 << 20
_NAME = re.compile(r"[0-9a-f]{64}")


class LocalStorage:
    """Keeps each blob as a file: written, synchronised, renamed, the folder synchronised."""

    def __init__(self, root: str | Path) -> None:
        self.root = Path(root)
        self._incoming = self.root / "incoming"

    def put(self, stream: BinaryIO, *, limit: int | None = None) -> StoredBlob:
        """Store a stream; once this returns, a crash cannot lose it. Raises TooLarge beyond limit bytes."""
        self._incoming.mkdir(parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        descriptor, name = tempfile.mkstemp(dir=self._incoming)
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as out:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    if limit is not None and size > limit:
                        raise TooLarge("upload.too_large", limit=limit)
                    digest.update(chunk)
                    out.write(chunk)
                out.flush()
                os.fsync(out.fileno())
            self._settle(temporary, digest.hexdigest())
        finally:
            temporary.unlink(missing_ok=True)
        return StoredBlob(digest.hexdigest(), size)

    def put_file(self, path: Path) -> StoredBlob:
        """Store a copy of a local file."""
        with path.open("rb") as stream:
            return self.put(stream)

    def open(self, sha256: str) -> BinaryIO:
        """Open a blob to read. Raises BlobMissing."""
        return self.path(sha256).open("rb")

    def path(self, sha256: str) -> Path:
        """Return a local file that holds the blob, to be read only. Raises BlobMissing."""
        path = self._place(sha256)
        if not path.is_file():
            raise BlobMissing("blob.missing", sha256=sha256)
        return path

    def exists(self, sha256: str) -> bool:
        """Tell whether the blob is stored."""
        return self._place(sha256).is_file()

    def _place(self, sha256: str) -> Path:
        if not _NAME.fullmatch(sha256):
            raise BlobMissing("blob.missing", sha256=sha256)
        return self.root / sha256[:2] / sha256

    def _settle(self, temporary: Path, sha256: str) -> None:
        place = self._place(sha256)
        place.parent.mkdir(exist_ok=True)
        if not place.is_file():
            temporary.chmod(0o444)
            temporary.replace(place)
        # also where it stands already: whoever put it there may not have come this far yet
        _sync_folder(place.parent)
        _sync_folder(self.root)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
