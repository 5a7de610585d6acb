"""The real client reads a live server: its methods, its errors, its commands."""

import json
import urllib.request
from pathlib import Path

import ckanapi
import pytest

from tests.integration.ckan.conftest import Command


def test_methods(remote: ckanapi.RemoteCKAN) -> None:
    assert remote.action.package_list() == ["alpha", "beta", "delta"]
    found = remote.action.package_search(q="医院", rows=5, **{"facet.field": ["organization", "groups"]})
    assert [one["name"] for one in found["results"]] == ["delta"]
    assert found["facets"]["organization"] == {"health-commission": 1}
    alpha = remote.action.package_show(id="alpha")
    assert remote.action.package_show(id=alpha["id"]) == alpha
    assert remote.action.resource_show(id=alpha["resources"][0]["id"]) == alpha["resources"][0]
    assert remote.action.organization_show(id=alpha["owner_org"])["name"] == "data-bureau"
    assert remote.action.status_show()["ckan_version"].startswith("2.")
    assert remote.action.site_read() is True


def test_by_get_it_sends_the_names_of_python(address: str) -> None:
    with ckanapi.RemoteCKAN(address, get_only=True) as remote:
        found = remote.action.package_search(q="", rows=1, include_private=False, facet=True)
    assert (found["count"], len(found["results"])) == (3, 1)


def test_what_it_finds_can_be_downloaded(remote: ckanapi.RemoteCKAN) -> None:
    one = remote.action.package_show(id="alpha")["resources"][0]
    with urllib.request.urlopen(one["url"]) as answer:  # noqa: S310 loopback
        assert len(answer.read()) == one["size"]


@pytest.mark.parametrize("name", ["hidden", "gamma", "never-was"])
def test_not_found_is_its_error(remote: ckanapi.RemoteCKAN, name: str) -> None:
    with pytest.raises(ckanapi.NotFound) as raised:
        remote.action.package_show(id=name)
    assert str(raised.value) == "Package was not found."


def test_a_missing_parameter_is_its_error(remote: ckanapi.RemoteCKAN) -> None:
    with pytest.raises(ckanapi.ValidationError) as raised:
        remote.action.package_show()
    assert raised.value.error_dict == {"id": ["Missing value"], "__type": "Validation Error"}


def test_a_bad_search_is_its_error(remote: ckanapi.RemoteCKAN) -> None:
    with pytest.raises(ckanapi.SearchQueryError):
        remote.action.package_search(limit=3)
    with pytest.raises(ckanapi.SearchError):
        remote.action.package_search(fq="name:(alpha")


def test_an_unknown_action_is_its_error(remote: ckanapi.RemoteCKAN) -> None:
    with pytest.raises(ckanapi.CKANAPIError) as raised:
        remote.action.package_create(name="mine")
    assert "Action name not known: package_create" in str(raised.value)


def test_command_action(command: Command) -> None:
    done = command("action", "package_search", "q=人口", "fq=organization:data-bureau", "sort=name asc", "rows=10")
    assert done.returncode == 0, done.stderr
    assert [one["name"] for one in json.loads(done.stdout)["results"]] == ["alpha", "beta"]


def test_command_dump_takes_all(command: Command) -> None:
    done = command("dump", "datasets", "--all")
    assert done.returncode == 0, done.stderr
    assert sorted(json.loads(line)["name"] for line in done.stdout.splitlines()) == ["alpha", "beta", "delta"]
    for kind, least in (("organizations", 2), ("groups", 18)):
        done = command("dump", kind, "--all")
        assert done.returncode == 0, done.stderr
        assert len(done.stdout.splitlines()) >= least


def test_command_dump_asks_for_columns(command: Command) -> None:
    done = command("dump", "datasets", "--all", "-d")
    assert done.returncode == 0, done.stderr
    dumped = {one["name"]: one["resources"][0] for one in map(json.loads, done.stdout.splitlines())}
    assert [one["id"] for one in dumped["delta"]["datastore_fields"]] == ["_id", "代码", "床位"]
    assert "datastore_fields" not in dumped["beta"]


def test_command_dump_takes_the_files(command: Command, tmp_path: Path) -> None:
    done = command("dump", "datasets", "delta", f"--datapackages={tmp_path}")
    assert done.returncode == 0, done.stderr
    (file,) = (tmp_path / "delta" / "data").iterdir()
    assert file.read_text(encoding="utf-8") == "代码,床位\n230102,10\n230103,20\n"


def test_command_search_ends(command: Command) -> None:
    done = command("search", "datasets", "q=*:*")
    assert done.returncode == 0, done.stderr
    assert sorted(json.loads(line)["name"] for line in done.stdout.splitlines()) == ["alpha", "beta", "delta"]
