"""Preparing a portal: what an interruption leaves, what is missing, what does not answer."""

import socket
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from portal import durable
from portal.errors import PortalError
from portal.ledger import load_signer, make_key
from portal.services import Services, open_services
from portal.settings import Settings
from portal.setup import check_prepared, prepare, secret_key


def test_a_portal_that_is_not_there_is_said_to_be_unprepared(tmp_path: Path) -> None:
    services = open_services(Settings(data_dir=tmp_path / "none"))
    with pytest.raises(PortalError, match=r"database\.old"):
        check_prepared(services)
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("verb", [check_prepared, prepare])
def test_a_database_that_does_not_answer_is_said_to_be_away(tmp_path: Path, verb) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))  # bound, but nobody listens
        url = f"postgresql+psycopg://portal@127.0.0.1:{probe.getsockname()[1]}/portal"
        services = open_services(Settings(data_dir=tmp_path, database_url=url))
        with pytest.raises(PortalError, match=r"database\.away"):
            verb(services)
    services.close()


def test_content_that_is_not_there_is_named_before_anything_is_made(tmp_path: Path) -> None:
    services = open_services(Settings(data_dir=tmp_path / "var", content_dir=tmp_path))
    with pytest.raises(PortalError) as caught:
        prepare(services)
    assert caught.value.params == {"name": "PORTAL_CONTENT_DIR"}
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize("at", ["fsync", "replace"])
def test_an_interruption_leaves_no_half_secret(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    moved = replace(services, settings=replace(services.settings, data_dir=tmp_path / "again"))
    (tmp_path / "again").mkdir()

    def interrupted(*_: object) -> None:
        raise OSError("out of power")

    with monkeypatch.context() as broken:
        broken.setattr(*((durable.os, "fsync") if at == "fsync" else (Path, "replace")), interrupted)
        with pytest.raises(OSError, match="out of power"):
            prepare(moved)
    assert list((tmp_path / "again").iterdir()) == []
    prepare(moved)
    assert len(secret_key(moved)) > 40
    assert stat.S_IMODE((tmp_path / "again" / "secret.key").stat().st_mode) == 0o600


def test_keys_are_synchronised_before_they_are_listed(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = []
    monkeypatch.setattr("portal.ledger.signatures.write_whole", lambda path, *_, **mode: written.append((path, mode)))
    key = make_key(tmp_path / "keys", services.clock.now())
    assert written == [
        (tmp_path / "keys" / f"{key}.pem", {"mode": 0o600}),
        (tmp_path / "keys" / "keys.json", {"mode": 0o644}),
    ]


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda folder: next(folder.glob("*.pem")).unlink(), "key.private"),
        (lambda folder: next(folder.glob("*.pem")).write_bytes(b""), "key.private"),
        (lambda folder: (folder / "keys.json").write_bytes(b""), "key.unreadable"),
        (lambda folder: (folder / "keys.json").write_bytes(b"[]"), "key.unreadable"),
    ],
)
def test_keys_that_cannot_be_read_are_named(services: Services, spoil, code: str) -> None:
    spoil(services.settings.key_dir)
    with pytest.raises(PortalError) as caught:
        load_signer(services.settings.key_dir)
    assert caught.value.code == code


def test_another_key_under_the_name_of_the_listed_one_does_not_sign(services: Services, tmp_path: Path) -> None:
    other = make_key(tmp_path / "other", services.clock.now())
    own = next(services.settings.key_dir.glob("*.pem"))
    own.write_bytes((tmp_path / "other" / f"{other}.pem").read_bytes())
    with pytest.raises(PortalError, match=r"key\.private"):
        load_signer(services.settings.key_dir)
