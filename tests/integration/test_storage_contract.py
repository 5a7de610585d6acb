"""What every store of blobs promises, checked behind its back; one suite for all of them."""

import hashlib
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.errors import PortalError
from portal.storage import BlobMissing, LocalStorage, Storage, TooLarge, open_storage

Make = Callable[[Path], Storage]
STORES: dict[str, Make] = {"local": lambda folder: open_storage(f"file:{folder / 'blobs'}")}


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    return STORES[request.param](tmp_path)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.binary(max_size=3 << 20))
def test_bytes_come_back_under_their_hash(store: Storage, data: bytes) -> None:
    blob = store.put(io.BytesIO(data))
    assert (blob.sha256, blob.bytes) == (hashlib.sha256(data).hexdigest(), len(data))
    assert store.exists(blob.sha256)
    assert store.path(blob.sha256).read_bytes() == data
    with store.open(blob.sha256) as stream:
        assert stream.read() == data
    assert store.put(io.BytesIO(data)) == blob


def test_a_file_is_copied_and_left(store: Storage, tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_bytes(b"a\n1\n")
    blob = store.put_file(file)
    file.write_bytes(b"changed")
    assert store.path(blob.sha256).read_bytes() == b"a\n1\n"


def test_beyond_the_limit_nothing_is_kept(store: Storage) -> None:
    with pytest.raises(TooLarge):
        store.put(io.BytesIO(b"x" * 11), limit=10)
    assert not store.exists(hashlib.sha256(b"x" * 11).hexdigest())
    assert store.put(io.BytesIO(b"x" * 10), limit=10).bytes == 10


@pytest.mark.parametrize("name", ["0" * 64, "../../etc/passwd", "", "A" * 64, "0" * 63])
def test_what_is_not_stored_is_missing(store: Storage, name: str) -> None:
    assert not store.exists("0" * 64)
    with pytest.raises(BlobMissing):
        store.open(name)
    with pytest.raises(BlobMissing):
        store.path(name)


class Breaking(io.BytesIO):
    """A stream that ends in the middle, as a connection does."""

    def read(self, size: int | None = -1) -> bytes:
        if self.tell():
            raise ConnectionError("gone")
        return super().read(4)


def test_a_stream_that_breaks_leaves_nothing(store: Storage) -> None:
    with pytest.raises(ConnectionError):
        store.put(Breaking(b"12345678"))
    assert not store.exists(hashlib.sha256(b"1234").hexdigest())


def test_the_local_store_keeps_files_that_cannot_be_written(tmp_path: Path) -> None:
    store = LocalStorage(tmp_path / "blobs")
    blob = store.put(io.BytesIO(b"x"))
    assert store.path(blob.sha256).stat().st_mode & 0o222 == 0
    assert list((tmp_path / "blobs" / "incoming").iterdir()) == []


def test_an_unknown_kind_of_store_is_named() -> None:
    with pytest.raises(PortalError, match="PORTAL_STORAGE_URL"):
        open_storage("s3://bucket")


def test_what_another_has_just_stored_is_made_safe_before_it_is_acknowledged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other may have renamed the file and not yet synchronised the folder when the power goes."""
    LocalStorage(tmp_path / "blobs").put(io.BytesIO(b"x"))
    synchronised: list[Path] = []
    monkeypatch.setattr("portal.storage.local._sync_folder", synchronised.append)
    blob = LocalStorage(tmp_path / "blobs").put(io.BytesIO(b"x"))
    assert synchronised == [tmp_path / "blobs" / blob.sha256[:2], tmp_path / "blobs"]
