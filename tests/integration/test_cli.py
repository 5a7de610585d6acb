"""The contract of the command, walked in a terminal: every answer that a program reads, every exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from portal.catalog.models import Release
from portal.services import Services
from tests.factories import STAGES, write_package

ROOT = Path(__file__).parents[2]


class Terminal:
    """Runs the command on one portal, as whoever's token it is given."""

    def __init__(self, services: Services) -> None:
        self._environment = {
            **os.environ,
            "PORTAL_DATA_DIR": str(services.settings.data_dir),
            "PORTAL_DATABASE_URL": services.settings.database_url,
            "PORTAL_LANGUAGE": "en",
        }

    def run(self, *arguments: object, token: str = "") -> subprocess.CompletedProcess[str]:
        environment = {**self._environment, "PORTAL_TOKEN": token}
        if not environment["PORTAL_DATABASE_URL"]:
            del environment["PORTAL_DATABASE_URL"]
        command = [sys.executable, "-m", "portal", *map(str, arguments)]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
        assert "Traceback" not in done.stderr, done.stderr
        return done

    def json(self, *arguments: object, token: str = "", code: int = 0) -> list[dict[str, Any]]:
        done = self.run(*arguments, "--json", token=token)
        assert done.returncode == code, done
        return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def terminal(services: Services) -> Terminal:
    return Terminal(services)


def test_the_whole_way_in_a_terminal(terminal: Terminal, services: Services, tmp_path: Path) -> None:
    tokens = {name: terminal.json("token", "create", name)[0]["token"] for name in ("steward", *STAGES)}
    good = write_package(tmp_path / "population", "population", grade=None)
    bad = tmp_path / "nothing"

    rows = terminal.json("submit", good, bad, "--set", "grade=general-1", token=tokens["steward"], code=1)
    assert [set(row) for row in rows] == [{"path", "revision", "dataset", "state", "error"}] * 2
    assert (rows[0]["dataset"], rows[0]["state"], rows[0]["error"]) == ("population", "checking", None)
    assert rows[1]["revision"] is None
    assert rows[1]["error"]
    revision = rows[0]["revision"]

    again = terminal.json("submit", good, token=tokens["steward"], code=1)
    assert again[0]["error"].startswith("A revision of “population” is still open.")
    assert terminal.run("worker", "--until-idle").returncode == 0
    listed = terminal.json("review", "list", "--state", "in_review", token=tokens["department"])
    wanted = {"revision": revision, "dataset": "population", "state": "in_review", "stage": "department"}
    assert listed == [wanted]

    refused = terminal.run("review", "approve", revision, "--comment", "mine", token=tokens["steward"])
    assert refused.returncode == 1
    assert "role" in refused.stderr
    for stage in STAGES:
        done = terminal.run("review", "approve", revision, "--comment", "checked", token=tokens[stage])
        assert done.returncode == 0, done
    assert terminal.run("review", "approve", revision, token=tokens["release"]).returncode == 1
    terminal.run("worker", "--until-idle")
    (shown,) = terminal.json("review", "show", revision, token=tokens["steward"])
    assert (shown["state"], shown["stage"]) == ("released", None)
    assert [one["stage"] for one in shown["decisions"]] == list(STAGES)
    assert {"revision", "dataset", "state", "stage", "findings", "decisions"} <= set(shown)

    package = zip_of(services, tmp_path / "population-v1.zip")
    assert "As released: population release 1" in terminal.run("verify", package).stdout
    assert terminal.run("withdraw", "population", 1, "--reason", "wrong", token=tokens["steward"]).returncode == 1
    assert terminal.run("withdraw", "population", 1, "--reason", "wrong", token=tokens["release"]).returncode == 0
    assert "Withdrawn since" in terminal.run("verify", package).stdout
    terminal.run("worker", "--until-idle")
    for check in (("ledger", "verify"), ("audit", "verify"), ("doctor",)):
        done = terminal.run(*check)
        assert done.returncode == 0, done


def zip_of(services: Services, target: Path) -> Path:
    with services.database.read() as session:
        release = session.query(Release).one()
        target.write_bytes(services.storage.path(release.zip_prefix_sha256).read_bytes() + release.zip_tail)
    return target


@pytest.mark.parametrize("arguments", [("review", "list"), ("submit", "."), ("withdraw", "x", 1, "--reason", "y")])
def test_who_acts_needs_a_token(terminal: Terminal, arguments: tuple[object, ...]) -> None:
    for token in ("", "kf_wrong"):
        done = terminal.run(*arguments, token=token)
        assert done.returncode == 1
        assert "token" in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "command",
    [
        *("init", "demo", "serve", "worker", "package", "validate", "submit", "withdraw", "verify", "doctor"),
        *("review list", "review show", "review approve", "review return", "review reject", "publisher add"),
        *("user add", "user grant", "user revoke", "token create", "ledger verify", "audit verify"),
    ],
)
def test_every_command_has_help_with_an_example(terminal: Terminal, command: str) -> None:
    done = terminal.run(*command.split(), "--help")
    assert done.returncode == 0
    assert f"portal {command}" in " ".join(done.stdout.split())


def test_the_machine_administers_and_it_is_logged(terminal: Terminal) -> None:
    assert terminal.run("publisher", "add", "parks", "--title", "市园林局", "--parent", "data-bureau").returncode == 0
    assert terminal.run("publisher", "add", "parks", "--title", "again").returncode == 1
    assert terminal.run("user", "add", "anna", "--role", "steward", "--publisher", "parks").returncode == 0
    assert terminal.run("user", "grant", "anna", "security").returncode == 0
    assert terminal.run("user", "revoke", "anna", "security").returncode == 0
    assert terminal.run("user", "add", "anna").returncode == 1
    assert terminal.run("token", "create", "nobody").returncode == 1
