"""What is packed: zip and gzip, bounded, never unpacked to a path that the archive names."""

import errno
import gzip
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Literal

from portal.intake.parts import Limits, ReadError

__all__ = ["check_container", "member_name", "members", "opened_zip", "unpacked", "unpacked_members"]

_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,  # a compression that Python lacks
    RuntimeError,  # encrypted
    UnicodeDecodeError,  # a damaged name
)
"""What Python raises over a damaged zip."""

_CHUNK = 1 << 20
_VERIFIED_FROM = 2 << 20  # packed bytes: less cannot unfold beyond 2 GiB, deflate makes at most 1,032 to 1
_LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def member_name(info: zipfile.ZipInfo) -> str:
    """The member's name; one that is not marked as UTF-8 is what a Chinese Windows wrote, not code page 437."""
    if info.flag_bits & 0x800 or info.filename.isascii():
        return info.filename
    raw = info.filename.encode("cp437", "replace")
    for codec in ("utf-8", "gb18030"):
        try:
            name = raw.decode(codec)
        except UnicodeDecodeError:
            continue
        # Pairs of GBK bytes are often UTF-8 of rare letters too, between Latin and the scripts of Asia.
        if codec != "utf-8" or not any("\u0250" <= char < "\u0800" for char in name):
            return name
    return info.filename


@contextmanager
def opened_zip(path: Path, *, shown: str, code: str = "read.bad_zip") -> Iterator[zipfile.ZipFile]:
    """Open a zip. Raises ReadError of this code if it, or what is read from it meanwhile, is damaged."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except _ZIP_ERRORS as error:
        raise ReadError(code, name=shown) from error
    except OSError as error:
        if error.errno != errno.EINVAL:  # where a damaged directory points, before the file's begin
            raise
        raise ReadError(code, name=shown) from error


def members(path: Path, *, shown: str, limits: Limits) -> list[str]:
    """Names of the files in a zip, in its order, litter of desktops left out.

    Raises ReadError: ``read.bad_zip``, ``read.zip_bomb``, ``read.zip_path``, ``read.encrypted``.
    """
    with opened_zip(path, shown=shown) as archive:
        infos = archive.infolist()
        _check_sizes(infos, path.stat().st_size, shown, limits)
        for info in infos:
            _check_path(member_name(info), shown)
            if info.flag_bits & 0x1:
                raise ReadError("read.encrypted", name=shown)
        names = [member_name(info) for info in infos if not info.is_dir()]
    return [name for name in names if not name.startswith(_LITTER) and PurePosixPath(name).name not in _LITTER]


def _check_path(name: str, shown: str) -> None:
    plain = name.replace("\\", "/")
    if plain.startswith("/") or ".." in plain.split("/") or plain[1:2] == ":" or "\0" in plain:
        raise ReadError("read.zip_path", name=shown, member=name)


def _check_sizes(infos: list[zipfile.ZipInfo], packed: int, shown: str, limits: Limits) -> None:
    total = sum(info.file_size for info in infos)
    unfolds = total > limits.ratio_from and total > limits.ratio * max(1, packed)
    if total > limits.unpacked_bytes or unfolds or len(infos) > limits.members:
        raise ReadError("read.zip_bomb", name=shown, bytes=total, files=len(infos))


def check_container(path: Path, *, shown: str, limits: Limits) -> None:
    """Refuse a workbook's container that unfolds too far, before anything opens it.

    The sizes that it states are believed only where a lie could not matter: a larger one is read through.
    Raises ReadError ``read.zip_bomb``, ``read.bad_zip``.
    """
    with opened_zip(path, shown=shown) as archive:
        infos = archive.infolist()
        _check_sizes(infos, path.stat().st_size, shown, limits)
        if path.stat().st_size > _VERIFIED_FROM and archive.testzip() is not None:
            raise ReadError("read.bad_zip", name=shown)


@contextmanager
def unpacked(
    path: Path, container: Literal["zip", "gzip"] | None, member: str | None, *, shown: str, limits: Limits
) -> Iterator[Path]:
    """The file itself, or a temporary copy of what is packed in it, gone afterwards.

    Raises ReadError: ``read.bad_zip``, ``read.bad_gzip``, ``read.zip_bomb``, ``read.encrypted``.
    """
    if container is None:
        yield path
        return
    if container == "zip":
        for _, unpacked_path in unpacked_members(path, [member or ""], shown=shown, limits=limits):
            yield unpacked_path
        return
    with tempfile.NamedTemporaryFile(prefix="intake-") as target:
        try:
            with gzip.open(path) as packed:
                _copy(packed, target, path, shown, limits)  # type: ignore[arg-type]
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise ReadError("read.bad_gzip", name=shown) from error
        target.flush()
        yield Path(target.name)


def unpacked_members(path: Path, names: Sequence[str], *, shown: str, limits: Limits) -> Iterator[tuple[str, Path]]:
    """Each of these members of a zip with a temporary copy of it, gone when the next is asked for.

    The zip is opened once: its directory is as long as there are members. Raises ReadError as `unpacked` does.
    """
    with opened_zip(path, shown=shown) as archive:
        infos = {member_name(info): info for info in reversed(archive.infolist())}  # the first of a name counts
        for name in names:
            if name not in infos:
                raise ReadError("read.bad_zip", name=shown)
            with tempfile.NamedTemporaryFile(prefix="intake-") as target:
                with archive.open(infos[name]) as packed:
                    _copy(packed, target, path, shown, limits)  # type: ignore[arg-type]
                target.flush()
                yield name, Path(target.name)


def _copy(packed: BinaryIO, target: BinaryIO, path: Path, shown: str, limits: Limits) -> None:
    """Copy, counting what really comes out: a stated size may be a lie."""
    size, total = path.stat().st_size, 0
    while chunk := packed.read(_CHUNK):
        total += len(chunk)
        if total > limits.unpacked_bytes or (total > limits.ratio_from and total > limits.ratio * max(1, size)):
            raise ReadError("read.zip_bomb", name=shown, bytes=total, files=1)
        target.write(chunk)
