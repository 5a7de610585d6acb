"""Ed25519 keys of the ledger (RFC 8032): made once, kept in the data folder, published with their dates."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from portal.canonical import pretty, sha256
from portal.clock import iso
from portal.durable import write_whole
from portal.errors import PortalError

__all__ = ["PublicKeys", "Signer", "load_public_keys", "load_signer", "make_key", "signature_holds"]

PublicKeys = Mapping[str, bytes]
"""Key id to the 32 raw bytes of the public key."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs with the current key."""

    key_id: str
    _key: Ed25519PrivateKey

    def sign(self, data: bytes) -> str:
        """Return the signature of the data, as Base64."""
        return base64.b64encode(self._key.sign(data)).decode()


def make_key(folder: Path, now: datetime) -> str:
    """Make a new signing key and end the validity of the one before it; returns the new key's id.

    Writes ``<id>.pem`` (readable by its owner alone) and ``keys.json`` (public) into the folder.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = Ed25519PrivateKey.generate()
    raw = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    key_id = _id_of(raw)
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    write_whole(folder / f"{key_id}.pem", private, mode=0o600)
    listed = _read_listed(folder)
    for record in listed:
        record["valid_until"] = record["valid_until"] or iso(now)
    listed.append(
        {
            "id": key_id,
            "algorithm": "Ed25519",
            "public_key": base64.b64encode(raw).decode(),
            "valid_from": iso(now),
            "valid_until": None,
        }
    )
    write_whole(folder / "keys.json", pretty({"keys": listed}), mode=0o644)
    return key_id


def load_signer(folder: Path) -> Signer:
    """Return the signer of the key that is valid now.

    Raises PortalError if ``portal init`` has made none, or the key is not the one that is listed: what it signed could
    never be proved.
    """
    current = [str(record["id"]) for record in _read_listed(folder) if record["valid_until"] is None]
    if not current:
        raise PortalError("key.none")
    file = folder / f"{current[-1]}.pem"
    try:
        key = load_pem_private_key(file.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise PortalError("key.private", path=file.name) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise PortalError("key.kind", name=current[-1])
    if _id_of(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)) != current[-1]:
        raise PortalError("key.private", path=file.name)
    return Signer(current[-1], key)


def load_public_keys(path: Path) -> PublicKeys:
    """Read public keys from a ``keys.json`` or one PEM file. Raises PortalError if it holds none."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PortalError("key.unreadable", path=str(path)) from error
    if data.lstrip().startswith(b"{"):
        return _keys_of_list(data, path)
    try:
        key = load_pem_public_key(data)
    except ValueError as error:
        raise PortalError("key.unreadable", path=str(path)) from error
    if not isinstance(key, Ed25519PublicKey):
        raise PortalError("key.kind", name=path.name)
    raw = key.public_bytes(Encoding.Raw, PublicFormat.Raw)
    return {_id_of(raw): raw}


def signature_holds(keys: PublicKeys, key_id: str, data: bytes, signature: str) -> bool:
    """Tell whether the signature (Base64) is that of the key over the data; an unknown key signs nothing."""
    raw = keys.get(key_id)
    if raw is None:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(raw).verify(base64.b64decode(signature, validate=True), data)
    except (InvalidSignature, ValueError):
        return False
    return True


def _keys_of_list(data: bytes, path: Path) -> PublicKeys:
    try:
        records = json.loads(data)["keys"]
        return {record["id"]: base64.b64decode(record["public_key"], validate=True) for record in records}
    except (ValueError, KeyError, TypeError) as error:
        raise PortalError("key.unreadable", path=str(path)) from error


def _read_listed(folder: Path) -> list[dict[str, Any]]:
    listed = folder / "keys.json"
    if not listed.is_file():
        return []
    try:
        records: list[dict[str, Any]] = json.loads(listed.read_bytes())["keys"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PortalError("key.unreadable", path=str(listed)) from error
    return records


def _id_of(raw: bytes) -> str:
    """Name a public key: the beginning of its SHA-256."""
    return sha256(raw)[:16]
