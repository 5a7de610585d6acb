"""Proving a downloaded release, offline: every member as released, none missing or added, the entry signed."""

import hashlib
import json
import zipfile
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
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError) as error:
        raise PortalError("verify.no_zip", path=path.name) from error


def _verify(archive: zipfile.ZipFile, keys: PublicKeys) -> Proof:
    names = archive.namelist()
    if LEDGER not in names:
        raise PortalError("verify.no_ledger")
    try:
        proof = json.loads(archive.read(LEDGER))
        body = proof["entry"].encode()
        entry = json.loads(body)
        named = (entry["dataset"]["name"], int(entry["release"]), int(entry["number"]), entry["at"], entry["key"])
        signature, files = str(proof["signature"]), str(entry["files"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise PortalError("verify.bad_ledger") from error
    findings = [_problem("verify.twice", member=name) for name in sorted({n for n in names if names.count(n) > 1})]
    if named[4] not in keys:
        findings.append(_problem("verify.unknown_key", key=str(named[4])))
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
    except zipfile.BadZipFile:
        return "damaged"
    return digest.hexdigest()


def _differences(archive: zipfile.ZipFile, found: dict[str, str]) -> list[Finding]:
    """Name the members that differ, by the checksums inside: the signature decides, this only explains."""
    if SUMS not in found or found[SUMS] == "damaged":
        return [_problem("verify.missing", member=SUMS)]
    lines = (line.partition("  ") for line in archive.read(SUMS).decode("utf-8", "replace").splitlines())
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
        descriptor = json.loads(archive.read("datapackage.json"))
        same = (descriptor["name"], descriptor["release"]) == (entry["dataset"]["name"], entry["release"])
    except (ValueError, KeyError, TypeError, zipfile.BadZipFile):
        same = False
    return [] if same else [_problem("verify.descriptor")]


def _problem(code: str, **params: str) -> Finding:
    return Finding(code, Severity.BLOCK, params=params)
