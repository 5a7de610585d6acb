"""The zip of a release in two pieces: a prefix with the data members, and a tail that can be made in a transaction.

The prefix is written and hashed before a release is numbered in the ledger; the tail (``ledger.json`` and the
central directory) is a few kilobytes. Joined they are one ordinary zip. All times in it come from the release.
"""

import hashlib
import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

__all__ = ["LEDGER", "SUMS", "Member", "Prefix", "finish_zip", "open_zip_tail", "write_prefix"]

LEDGER = "ledger.json"
SUMS = "SHA256SUMS"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Member:
    """A member to be: its path in the zip, and its bytes or a local file that holds them."""

    path: str
    content: bytes | Path


@dataclass(frozen=True)
class Prefix:
    """The data members, written to a file.

    members: path and SHA-256 of each.  digest: SHA-256 object that has taken in the whole prefix.
    """

    path: Path
    bytes: int
    members: tuple[tuple[str, str], ...]
    infos: tuple[zipfile.ZipInfo, ...]
    digest: Any
    moment: datetime


def write_prefix(target: Path, members: Iterable[Member], moment: datetime) -> Prefix:
    """Write the members, and ``SHA256SUMS`` over them, as the first part of a zip."""
    sums: list[tuple[str, str]] = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        sums.extend((member.path, _add(archive, member, moment)) for member in members)
        listing = "".join(f"{digest}  {path}\n" for path, digest in sorted(sums)).encode()
        sums.append((SUMS, _add(archive, Member(SUMS, listing), moment)))
        infos, end = tuple(archive.filelist), archive.start_dir
    with target.open("r+b") as file:
        file.truncate(end)
    return Prefix(target, end, tuple(sums), infos, _digest(target), moment)


def open_zip_tail(prefix: Prefix, ledger: bytes) -> bytes:
    """Return what follows the prefix so that both together are a zip: ``ledger.json`` and the central directory."""
    tail = _Tail(prefix.bytes)
    with zipfile.ZipFile(tail, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for info in prefix.infos:
            archive.filelist.append(info)
            archive.NameToInfo[info.filename] = info
        archive.writestr(_info(LEDGER, prefix.moment), ledger)
    return tail.getvalue()


def finish_zip(prefix: Prefix, tail: bytes) -> tuple[str, int]:
    """Return the SHA-256 and the size of prefix and tail together, without reading the prefix again."""
    digest = prefix.digest.copy()
    digest.update(tail)
    return digest.hexdigest(), prefix.bytes + len(tail)


class _Tail(io.BytesIO):
    """A file that counts its places as if the prefix stood before it."""

    def __init__(self, offset: int) -> None:
        super().__init__()
        self._offset = offset

    def tell(self) -> int:
        return super().tell() + self._offset

    def seek(self, place: int, whence: int = 0) -> int:
        return super().seek(place - self._offset if whence == 0 else place, whence) + self._offset


def _add(archive: zipfile.ZipFile, member: Member, moment: datetime) -> str:
    digest = hashlib.sha256()
    info = _info(member.path, moment)
    if isinstance(member.content, bytes):
        digest.update(member.content)
        archive.writestr(info, member.content)
        return digest.hexdigest()
    info.file_size = member.content.stat().st_size
    with member.content.open("rb") as source, archive.open(info, "w") as out:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            out.write(chunk)
    return digest.hexdigest()


def _info(path: str, moment: datetime) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(path, max(moment.utctimetuple()[:6], (1980, 1, 1, 0, 0, 0)))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3  # Unix, whatever this runs on
    info.external_attr = 0o644 << 16
    return info


def _digest(path: Path) -> Any:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256")
