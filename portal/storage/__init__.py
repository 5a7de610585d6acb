"""Bytes, named by their SHA-256: stored once, never rewritten."""

from portal.errors import PortalError
from portal.storage.contract import BlobMissing, Storage, StoredBlob, TooLarge
from portal.storage.local import LocalStorage

__all__ = ["BlobMissing", "LocalStorage", "Storage", "StoredBlob", "TooLarge", "open_storage"]


def open_storage(url: str) -> Storage:
    """Open the store that a settings URL names: ``file:/path/to/folder``. Raises PortalError for any other."""
    scheme, _, place = url.partition(":")
    if scheme != "file" or not place:
        raise PortalError("setting.value", name="PORTAL_STORAGE_URL")
    return LocalStorage(place.removeprefix("//"))
