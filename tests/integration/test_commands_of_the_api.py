"""``portal openapi`` and ``portal reindex``, as they are called."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from portal.cli.openapi import command as openapi
from portal.cli.reindex import command as reindex
from portal.clock import SystemClock
from portal.jobs import leases
from portal.jobs.holders import this_process
from portal.settings import Settings
from portal.wording.language import in_language
from tests.factories import World


def run_reindex(settings: Settings, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Result:
    monkeypatch.setenv("PORTAL_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("PORTAL_DATABASE_URL", settings.database_url)
    with in_language("en"):
        return CliRunner().invoke(reindex, arguments)


def test_the_description_needs_no_portal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PORTAL_DATA_DIR", str(tmp_path / "none"))
    result = CliRunner().invoke(openapi)
    assert result.exit_code == 0
    described = json.loads(result.stdout)
    assert described["openapi"] == "3.1.0"
    assert "/api/v1/datasets/{name}" in described["paths"]
    assert not (tmp_path / "none").exists()


def test_an_index_is_built_anew(world: World, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    world.release("alpha")
    world.release("beta")
    world.release("gamma")
    world.withdraw("gamma", 1)
    world.services.search.rebuild([], 1)
    assert world.services.search.search("人口", limit=9).names == []
    result = run_reindex(settings, monkeypatch, "--json")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert told["datasets"] == 2
    assert sorted(world.services.search.search("人口", limit=9).names) == ["alpha", "beta"]
    assert world.services.search.change() == told["change"]


def test_it_waits_for_whoever_writes_the_index(
    world: World, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.release("alpha")
    database, now = world.services.database, SystemClock().now()
    assert leases.take(database, "follow:search", this_process(), now, most_attempts=None)
    world.services.search.rebuild([], 1)
    monkeypatch.setattr("portal.cli.reindex._PATIENCE", 0.0)
    result = run_reindex(settings, monkeypatch)
    assert result.exit_code == 1
    assert "Another worker" in result.stderr
    assert world.services.search.change() == 1
    leases.end(database, "follow:search", this_process())
    assert run_reindex(settings, monkeypatch).exit_code == 0
