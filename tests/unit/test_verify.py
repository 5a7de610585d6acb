"""A downloaded package may be anything: each damage is said, none breaks the proof, none takes memory without end."""

import json
import random
import tracemalloc
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from portal.canonical import canonical, sha256
from portal.clock import SystemClock
from portal.errors import PortalError
from portal.ledger import Signer, digest_of_files, load_public_keys, load_signer, make_key
from portal.package import verify_zip
from portal.package.archive import LEDGER, SUMS

DESCRIPTOR = json.dumps({"name": "alpha", "release": 1}).encode()
DATA = b"".join(f"{number},{number * 7919 % 1000}\n".encode() for number in range(5000))
MEMBERS = {"datapackage.json": DESCRIPTOR, "data/t.csv": DATA}


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    make_key(tmp_path / "keys", SystemClock().now())
    return tmp_path / "keys"


def entry_of(signer: Signer, members: Iterable[tuple[str, bytes]], **other: Any) -> dict[str, Any]:
    return {
        "kind": "release",
        "dataset": {"id": "1", "name": "alpha"},
        "release": 1,
        "number": 3,
        "at": "2026-01-01T00:00:00Z",
        "key": signer.key_id,
        "files": digest_of_files((name, sha256(data)) for name, data in members),
        **other,
    }


def write(path: Path, keys: Path, **other: Any) -> Path:
    """Write a package as released, but for what its entry shall say otherwise."""
    listing = "".join(f"{sha256(data)}  {name}\n" for name, data in sorted(MEMBERS.items())).encode()
    members = {**MEMBERS, SUMS: listing}
    signer = load_signer(keys)
    body = canonical(entry_of(signer, members.items(), **other))
    proof = json.dumps({"entry": body.decode(), "signature": signer.sign(body)})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
        archive.writestr(LEDGER, proof)
    return path


def codes(path: Path, keys: Path) -> set[str]:
    return {finding.code for finding in verify_zip(path, load_public_keys(keys / "keys.json")).findings}


def test_as_released(tmp_path: Path, keys: Path) -> None:
    assert codes(write(tmp_path / "p.zip", keys), keys) == set()


def test_any_byte_may_be_damaged(tmp_path: Path, keys: Path) -> None:
    whole = write(tmp_path / "p.zip", keys).read_bytes()
    chance = random.Random(1)
    path = tmp_path / "q.zip"
    found = set()
    for _ in range(1500):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 1, 3))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data)
        try:
            found |= codes(path, keys)
        except PortalError as error:
            found.add(error.code)
    assert {"verify.changed", "verify.no_zip", "verify.bad_ledger"} <= found


def test_a_member_marked_as_encrypted_is_not_as_released(tmp_path: Path, keys: Path) -> None:
    data = bytearray(write(tmp_path / "p.zip", keys).read_bytes())
    place = data.index(b"data/t.csv", data.index(b"PK\x01\x02")) - 46
    data[place + 8] |= 1
    data[data.index(b"data/t.csv") - 24] |= 1
    (tmp_path / "q.zip").write_bytes(data)
    assert codes(tmp_path / "q.zip", keys) == {"verify.changed"}


@pytest.mark.parametrize("other", [{"kind": "withdrawal"}, {"release": float("inf")}, {"dataset": []}])
def test_an_entry_that_proves_no_release(tmp_path: Path, keys: Path, monkeypatch: Any, other: dict[str, Any]) -> None:
    monkeypatch.setattr(f"{__name__}.canonical", lambda value: json.dumps(value).encode())
    with pytest.raises(PortalError, match=r"verify\.bad_ledger"):
        codes(write(tmp_path / "p.zip", keys, **other), keys)


@pytest.mark.parametrize("key", [[], {}, None, 7])
def test_a_key_that_is_no_name(tmp_path: Path, keys: Path, key: object) -> None:
    assert "verify.unknown_key" in codes(write(tmp_path / "p.zip", keys, key=key), keys)


@pytest.mark.parametrize(("member", "code"), [(LEDGER, "verify.bad_ledger"), (SUMS, "verify.changed")])
def test_a_member_that_unfolds_without_end_is_not_read_whole(
    tmp_path: Path, keys: Path, member: str, code: str
) -> None:
    with (
        zipfile.ZipFile(write(tmp_path / "p.zip", keys)) as old,
        zipfile.ZipFile(tmp_path / "q.zip", "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, b" " * (300 << 20) if name == member else old.read(name))
    tracemalloc.start()
    try:
        found = codes(tmp_path / "q.zip", keys)
    except PortalError as error:
        found = {error.code}
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert code in found
    assert peak < 200 << 20
