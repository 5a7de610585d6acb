"""Proving a downloaded release, offline: every member as released, none missing or added, the entry signed."""

import hashlib
import json
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.canonical import sha256
from portal.errors import PortalError
from portal.finding import Finding, Severity
from portal.ledger import PublicKeys, digest_of_files, signature_holds
from portal.package.archive import LEDGER, SUMS

__all__ = ["Proof", "verify_zip"]

_CHUNK = 1 << 20
_MOST_READ = 64 << 20  # bytes of a member that is read whole: proof, checksums, descriptor
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,  # a compression that Python lacks
    RuntimeError,  # marked as encrypted
)
"""What Python raises over a damaged member."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found. ``findings`` is empty if the package is as it was released; the rest is what the entry says."""

    findings: tuple[Finding, ...]
    dataset: str = ""
    release: int = 0
    entry: int = 0
    at: str = ""
    key: str = ""
    hash: str = ""
    members: int = 0

    @property
    def holds(self) -> bool:
        """Tell whether all is as released."""
        return not self.findings


def verify_zip(path: Path, keys: PublicKeys) -> Proof:
    """Check a release's zip against the ledger entry inside it. Raises PortalError if it is no zip of a release."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _verify(archive, keys)
    except FileNotFoundError as error:
        raise PortalError("verify.no_file", path=path.name) from error
    except (*_DAMAGED, OSError, UnicodeDecodeError) as error:  # a name, too, may be damaged
        raise PortalError("verify.no_zip", path=path.name) from error


def _verify(archive: zipfile.ZipFile, keys: PublicKeys) -> Proof:
    names = archive.namelist()
    if LEDGER not in names:
        raise PortalError("verify.no_ledger")
    try:
        proof = json.loads(_read(archive, LEDGER))
        body = proof["entry"].encode()
        entry = json.loads(body)
        name, at, key = str(entry["dataset"]["name"]), str(entry["at"]), str(entry["key"])
        named = (name, int(entry["release"]), int(entry["number"]), at, key)
        signature, files = str(proof["signature"]), str(entry["files"])
        is_release = entry["kind"] == "release"
    except (*_DAMAGED, ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        raise PortalError("verify.bad_ledger") from error
    if not is_release:  # a withdrawal names the files that it takes back: it proves no release
        raise PortalError("verify.bad_ledger")
    twice = sorted(name for name, times in Counter(names).items() if times > 1)
    findings = [_problem("verify.twice", member=name) for name in twice]
    if named[4] not in keys:
        findings.append(_problem("verify.unknown_key", key=named[4]))
    elif not signature_holds(keys, named[4], body, signature):
        findings.append(_problem("verify.signature"))
    sums = [(name, _hash(archive, name)) for name in names if name != LEDGER]
    if digest_of_files(sums) != files:
        findings += _differences(archive, dict(sums)) or [_problem("verify.members")]
    findings += _wrong_descriptor(archive, names, entry)
    return Proof(tuple(findings), *named, sha256(body), len(sums))


def _hash(archive: zipfile.ZipFile, name: str) -> str:
    """Hash what the member holds; a damaged one has no hash that could fit."""
    digest = hashlib.sha256()
    try:
        with archive.open(name) as member:
            while chunk := member.read(_CHUNK):
                digest.update(chunk)
    except _DAMAGED:
        return "damaged"
    return digest.hexdigest()


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    """Read a member whole, if it is of a size that a release's has. Raises ValueError if not, or what is damaged."""
    with archive.open(name) as member:
        content = member.read(_MOST_READ + 1)
    if len(content) > _MOST_READ:
        raise ValueError
    return content


def _differences(archive: zipfile.ZipFile, found: dict[str, str]) -> list[Finding]:
    """Name the members that differ, by the checksums inside: the signature decides, this only explains."""
    try:
        listing = _read(archive, SUMS) if SUMS in found else b""
    except (*_DAMAGED, ValueError):
        return [_problem("verify.changed", member=SUMS)]
    if not listing:
        return [_problem("verify.missing", member=SUMS)]
    lines = (line.partition("  ") for line in listing.decode("utf-8", "replace").splitlines())
    listed = {path: digest for digest, _, path in lines}
    others = found.keys() - {SUMS}
    return [
        *(_problem("verify.missing", member=name) for name in sorted(listed.keys() - others)),
        *(_problem("verify.added", member=name) for name in sorted(others - listed.keys())),
        *(
            _problem("verify.changed", member=name)
            for name in sorted(others & listed.keys())
            if found[name] != listed[name]
        ),
    ]


def _wrong_descriptor(archive: zipfile.ZipFile, names: list[str], entry: dict[str, Any]) -> list[Finding]:
    """The descriptor is a signed member; it must name the dataset and release of the entry that signs it."""
    if "datapackage.json" not in names:
        return [_problem("verify.missing", member="datapackage.json")]
    try:
        descriptor = json.loads(_read(archive, "datapackage.json"))
        same = (descriptor["name"], descriptor["release"]) == (entry["dataset"]["name"], entry["release"])
    except (*_DAMAGED, ValueError, KeyError, TypeError):
        same = False
    return [] if same else [_problem("verify.descriptor")]


def _problem(code: str, **params: str) -> Finding:
    return Finding(code, Severity.BLOCK, params=params)
