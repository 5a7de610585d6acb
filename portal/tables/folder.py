"""The folder of query files: who may touch which, and how large it may grow.

A file stands under the hash of the Parquet that it was made from, so that it may go at any time: whoever has it open
reads on, whoever wants it next makes it again. Who makes, opens or removes a file holds the lock of its first two
digits, among threads and processes alike.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

__all__ = ["EXPORT", "locked", "spool_of", "touch", "trim"]

EXPORT = "export-"
"""How the names of answers begin that are being sent from the spool."""
_FORGOTTEN = 24 * 3600  # seconds after which an answer in the spool is one whose process was killed


def spool_of(folder: Path) -> Path:
    """Return the folder, made if need be, where exports are written and sorts spill."""
    spool = folder / "spool"
    spool.mkdir(parents=True, exist_ok=True)
    return spool


@contextmanager
def locked(file: Path, *, wait: bool = True) -> Iterator[bool]:
    """Hold the lock of a query file. wait: False: give False where another has it, and hold nothing."""
    with (file.parent / f"{file.name[:2]}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def touch(file: Path) -> None:
    """Note that a file has been used."""
    with suppress(FileNotFoundError):
        os.utime(file)


def trim(folder: Path, most_bytes: int, *, keep: Path) -> None:
    """Remove the files that were used least recently until the others have at most so many bytes.

    keep: stays, however large.  Also removed: what killed processes left half made. A file that is being opened now
    is passed over. Call it without a lock.
    """
    for left in [*folder.glob("*.new"), *folder.glob("*.new.wal")]:
        _remove(left)
    for left in spool_of(folder).glob(f"{EXPORT}*"):
        with suppress(FileNotFoundError):
            if left.stat().st_mtime < time.time() - _FORGOTTEN:
                left.unlink()
    known = sorted(_sizes(folder))
    total = sum(size for _, size, _ in known)
    for _, size, file in known:
        if total <= most_bytes:
            return
        if file != keep and _remove(file):
            total -= size


def _sizes(folder: Path) -> Iterator[tuple[int, int, Path]]:
    """When each file was used last, its size, and the file."""
    for file in folder.glob("*.duckdb"):
        with suppress(FileNotFoundError):
            found = file.stat()
            yield found.st_mtime_ns, found.st_size, file


def _remove(file: Path) -> bool:
    with locked(file, wait=False) as mine:
        if mine:
            file.unlink(missing_ok=True)
        return mine
