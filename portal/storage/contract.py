"""What a store of blobs promises."""

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from portal.errors import NotFound, PortalError

__all__ = ["BlobMissing", "Storage", "StoredBlob", "TooLarge"]


@dataclass(frozen=True, slots=True)
class StoredBlob:
    """A blob that is safely stored: its SHA-256 (64 hexadecimal digits) and its size in bytes."""

    sha256: str
    bytes: int


class BlobMissing(NotFound):
    """No blob of that hash is stored."""


class TooLarge(PortalError):
    """The stream holds more bytes than it may; nothing was stored."""


class Storage(Protocol):
    """Keeps bytes by their hash. Storing the same bytes twice stores them once."""

    def put(self, stream: BinaryIO, *, limit: int | None = None) -> StoredBlob:
        """Store a stream; once this returns, a crash cannot lose it. Raises TooLarge beyond limit bytes."""

    def put_file(self, path: Path) -> StoredBlob:
        """Store a copy of a local file."""

    def open(self, sha256: str) -> BinaryIO:
        """Open a blob to read. Raises BlobMissing."""

    def path(self, sha256: str) -> Path:
        """Return a local file that holds the blob, to be read only. Raises BlobMissing."""

    def exists(self, sha256: str) -> bool:
        """Tell whether the blob is stored."""
