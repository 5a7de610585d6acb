"""Bytes, named by their SHA-256: stored once, never rewritten."""

from portal.storage.contract import BlobMissing, Storage, StoredBlob, TooLarge
from portal.storage.local import LocalStorage

__all__ = ["BlobMissing", "LocalStorage", "Storage", "StoredBlob", "TooLarge", "open_storage"]


def open_storage(url: str) -> Storage:
    """Open the store that a settings URL names: ``file:/path/to/folder``."""
    scheme, _, place = url.partition(":")
    if scheme != "file" or not place:
        raise ValueError(f"PORTAL_STORAGE_URL: 'file:' and a folder is what this version stores into, not {url!r}")
    return LocalStorage(place.removeprefix("//"))
