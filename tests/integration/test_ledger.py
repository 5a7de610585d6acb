"""The ledger, the audit log and a downloaded package hold, and any alteration is found."""

import io
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import delete, select, text, update

from portal import audit
from portal.audit import AuditEntry, BrokenAudit
from portal.catalog.models import Release
from portal.errors import PortalError
from portal.ledger import BrokenLedger, make_key, verify_ledger
from portal.ledger.models import LedgerEntry
from portal.package import verify_zip
from tests.factories import World


@pytest.fixture
def released(world: World) -> World:
    world.release("population")
    world.release("beds", by="health.steward", publisher="health-commission")
    world.withdraw("population", 1)
    return world


def write_zip(world: World, target: Path, number: int = 1) -> Path:
    with world.services.database.read() as session:
        release = session.scalars(select(Release).where(Release.number == number).order_by(Release.entry)).first()
        tail = session.scalar(select(Release.zip_tail).where(Release.id == release.id))
    target.write_bytes(world.services.storage.path(release.zip_prefix_sha256).read_bytes() + tail)
    return target


def test_all_holds(released: World) -> None:
    with released.services.database.read() as session:
        assert verify_ledger(session, released.services.public_keys) == 3
        assert audit.verify(session) > 10


@pytest.mark.parametrize(
    "change",
    [
        update(LedgerEntry).where(LedgerEntry.number == 2).values(release=2),
        update(LedgerEntry).where(LedgerEntry.number == 2).values(body=b"{}"),
        update(LedgerEntry).where(LedgerEntry.number == 2).values(signature="AAAA"),
        delete(LedgerEntry).where(LedgerEntry.number == 3),
        delete(LedgerEntry).where(LedgerEntry.number == 1),
    ],
)
def test_an_altered_ledger_is_found(released: World, change) -> None:
    with released.services.database.write() as session:
        session.execute(change)
    with released.services.database.read() as session, pytest.raises(BrokenLedger):
        verify_ledger(session, released.services.public_keys)


def test_a_cut_off_audit_tail_is_found_by_the_ledger(released: World) -> None:
    with released.services.database.write() as session:
        named = session.scalar(select(LedgerEntry.body).where(LedgerEntry.number == 3))
        assert b'"audit"' in named
        session.execute(delete(AuditEntry).where(AuditEntry.number > 5))
        session.execute(
            text("UPDATE heads SET number = 5, hash = (SELECT hash FROM audit WHERE number = 5) WHERE series = 'audit'")
        )
    with released.services.database.read() as session:
        assert audit.verify(session) == 5  # the chain alone looks whole
        with pytest.raises(BrokenLedger, match=r"ledger\.audit_cut"):
            verify_ledger(session, released.services.public_keys)


@pytest.mark.parametrize(
    "change",
    [
        update(AuditEntry).where(AuditEntry.number == 4).values(actor="someone"),
        update(AuditEntry).where(AuditEntry.number == 4).values(details={"x": 1}),
        delete(AuditEntry).where(AuditEntry.number == 4),
    ],
)
def test_an_altered_audit_log_is_found(released: World, change) -> None:
    with released.services.database.write() as session:
        session.execute(change)
    with released.services.database.read() as session, pytest.raises(BrokenAudit):
        audit.verify(session)


def test_a_downloaded_package_is_proved_offline(released: World, tmp_path: Path) -> None:
    proof = verify_zip(write_zip(released, tmp_path / "p.zip"), released.services.public_keys)
    assert proof.holds
    assert (proof.dataset, proof.release, proof.entry) == ("population", 1, 1)


def test_a_rotated_key_still_verifies(released: World, tmp_path: Path) -> None:
    services = released.services
    make_key(services.settings.key_dir, services.clock.now())
    del services.__dict__["signer"]
    released.release("population", title="更正后")
    with services.database.read() as session:
        assert verify_ledger(session, services.public_keys) == 4
        assert len(set(session.scalars(select(LedgerEntry.key)))) == 2
    assert verify_zip(write_zip(released, tmp_path / "p.zip"), services.public_keys).holds


def rewrite(source: Path, target: Path, alter) -> Path:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name, data in alter({name: old.read(name) for name in old.namelist()}):
            new.writestr(name, data)
    return target


@pytest.mark.parametrize(
    ("alter", "code"),
    [
        (lambda m: [(n, d + b"x" if n.startswith("data/") else d) for n, d in m.items()], "verify.changed"),
        (lambda m: [(n, d) for n, d in m.items() if not n.startswith("data/")], "verify.missing"),
        (lambda m: [*m.items(), ("extra.txt", b"x")], "verify.added"),
        (lambda m: [(n, d.replace("各区".encode(), "某区".encode())) for n, d in m.items()], "verify.changed"),
        (lambda m: [(n, d) for n, d in m.items() if n != "SHA256SUMS"], "verify.missing"),
        (
            lambda m: [
                (n, d.replace(b'\\"release\\":1', b'\\"release\\":2') if n == "ledger.json" else d)
                for n, d in m.items()
            ],
            "verify.signature",
        ),
    ],
)
def test_an_altered_package_is_found(released: World, tmp_path: Path, alter, code: str) -> None:
    original = write_zip(released, tmp_path / "p.zip")
    proof = verify_zip(rewrite(original, tmp_path / "q.zip", alter), released.services.public_keys)
    assert code in {finding.code for finding in proof.findings}


def test_the_same_members_packed_anew_still_prove(released: World, tmp_path: Path) -> None:
    original = write_zip(released, tmp_path / "p.zip")
    assert verify_zip(rewrite(original, tmp_path / "q.zip", dict.items), released.services.public_keys).holds


def test_another_portals_key_proves_nothing(released: World, tmp_path: Path) -> None:
    proof = verify_zip(write_zip(released, tmp_path / "p.zip"), {"0" * 16: b"0" * 32})
    assert [finding.code for finding in proof.findings] == ["verify.unknown_key"]


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04junk"])
def test_what_is_no_package_is_said_to_be_none(released: World, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "p.zip").write_bytes(content)
    with pytest.raises(PortalError, match=r"verify\.no_zip"):
        verify_zip(tmp_path / "p.zip", released.services.public_keys)
    buffer = io.BytesIO()
    zipfile.ZipFile(buffer, "w").close()
    (tmp_path / "p.zip").write_bytes(buffer.getvalue())
    with pytest.raises(PortalError, match=r"verify\.no_ledger"):
        verify_zip(tmp_path / "p.zip", released.services.public_keys)
