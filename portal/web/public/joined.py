"""Two pieces of bytes read as one file: a release's zip is a stored prefix and a tail from the release's row."""

import io
from typing import BinaryIO

__all__ = ["Joined"]


class Joined(io.RawIOBase):
    """A prefix in a file and a tail in memory, to be read from any place. Closing it closes the prefix.

    size: of the prefix, in bytes.
    """

    def __init__(self, prefix: BinaryIO, size: int, tail: bytes) -> None:
        super().__init__()
        self._prefix, self._size, self._tail, self._place = prefix, size, tail, 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seekable(self) -> bool:
        """Say that reading can begin anywhere."""
        return True

    def tell(self) -> int:
        """Return the place of the next byte."""
        return self._place

    def seek(self, place: int, whence: int = io.SEEK_SET) -> int:
        """Move to a place and return it."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._size + len(self._tail)}[whence]
        self._place = base + place
        return self._place

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]  # the base's type is private
        """Fill the buffer with what comes next; fewer bytes where prefix and tail meet, none at the end."""
        if self._place < self._size:
            self._prefix.seek(self._place)
            data = self._prefix.read(min(len(buffer), self._size - self._place))
        else:
            start = self._place - self._size
            data = self._tail[start : start + len(buffer)]
        buffer[: len(data)] = data
        self._place += len(data)
        return len(data)

    def close(self) -> None:
        """Close the prefix too."""
        self._prefix.close()
        super().close()
