"""What the actions answer of a dataset, a file, a publisher, a theme, a keyword; and of what is shut."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from portal.api.ckan import resources
from portal.app import create_app
from portal.services import Services
from tests.factories import World

Ask = Callable[..., Any]


def test_a_dataset(ask: Ask) -> None:
    alpha = ask("package_show", id="alpha")
    assert {key: alpha[key] for key in ("name", "title", "notes", "type", "state", "private", "isopen")} == {
        "name": "alpha",
        "title": "各区人口 alpha",
        "notes": "第二版。",
        "type": "dataset",
        "state": "active",
        "private": False,
        "isopen": True,
    }
    assert alpha["license_id"] == "CC-BY-4.0"
    assert alpha["organization"]["name"] == "data-bureau"
    assert alpha["organization"]["id"] == alpha["owner_org"] == str(UUID(alpha["owner_org"]))
    assert [one["name"] for one in alpha["groups"]] == ["population"]
    assert [one["name"] for one in alpha["tags"]] == ["人口", "区"]
    assert (alpha["num_tags"], alpha["num_resources"]) == (2, 1)
    extras = {one["key"]: one["value"] for one in alpha["extras"]}
    assert extras["opening"] == "unconditional"
    assert extras["release"] == "2"
    assert all(isinstance(value, str) for value in extras.values())
    assert alpha["metadata_created"] < alpha["metadata_modified"]
    assert len(alpha["metadata_modified"]) == len("2024-03-01T08:15:30.123456")


def test_a_file(ask: Ask, client: FlaskClient) -> None:
    (one,) = ask("package_show", id="alpha")["resources"]
    assert one["url"] == "http://localhost/datasets/alpha/releases/2/data/districts.csv"
    assert (one["name"], one["format"], one["url_type"], one["rows"]) == ("districts", "CSV", "upload", 3)
    assert [field["name"] for field in one["schema"]["fields"]] == ["代码", "名称", "人口"]
    assert len(client.get(one["url"]).data) == one["size"]
    assert ask("resource_show", id=one["id"]) == one


def test_a_file_through_the_releases(services: Services, world: World) -> None:
    """One id for ever, and whatever changes is seen at once: a new release, a withdrawal, a release after it."""
    client = create_app(services).test_client()
    world.release("other")
    assert client.get(f"/api/3/action/resource_show?id={UUID(int=1)}").status_code == 404
    world.release("population")
    found = client.get("/api/3/action/package_show?id=population").get_json()["result"]
    path = f"/api/3/action/resource_show?id={found['resources'][0]['id']}"
    assert "/releases/1/" in client.get(path).get_json()["result"]["url"]
    world.release("population", description="又一版。")
    assert "/releases/2/" in client.get(path).get_json()["result"]["url"]
    world.withdraw("population", 1)
    world.withdraw("population", 2)
    assert client.get(path).status_code == 404
    world.release("population", description="第三版。")
    assert "/releases/3/" in client.get(path).get_json()["result"]["url"]


def test_conditional_data_is_told_of_and_not_given(ask: Ask) -> None:
    beta = ask("package_show", id="beta")
    (one,) = beta["resources"]
    assert one["url"] == "http://localhost/datasets/beta"
    assert (one["datastore_active"], one["url_type"], beta["isopen"]) == (False, None, False)
    assert beta["maintainer_email"] == "data@example.org"


@pytest.mark.parametrize("name", ["gamma", "hidden"])
def test_withdrawn_and_unreleased_are_nowhere(ask: Ask, client: FlaskClient, name: str) -> None:
    never = client.get("/api/3/action/package_show?id=never")
    answer = client.get(f"/api/3/action/package_show?id={name}")
    assert (answer.status_code, answer.data) == (404, never.data)
    lists = {
        "package_list": {},
        "current_package_list_with_resources": {},
        "package_search": {"q": name, "facet.field": '["tags"]'},
        "resource_search": {"query": "name:districts"},
        "package_autocomplete": {"q": name},
        "group_show": {"id": "population", "include_datasets": "true"},
        "organization_show": {"id": "data-bureau", "include_datasets": "true"},
        "tag_show": {"id": "人口", "include_datasets": "true"},
        "group_package_show": {"id": "population"},
    }
    for action, parameters in lists.items():
        assert name not in str(ask(action, **parameters)), action


def test_ids_of_withdrawn_and_unreleased_are_nobody(catalogue: Services, client: FlaskClient) -> None:
    from sqlalchemy import select  # noqa: PLC0415

    from portal.api.ckan.identity import resource_id  # noqa: PLC0415
    from portal.catalog.models import Dataset  # noqa: PLC0415

    with catalogue.database.read() as session:
        ids = session.scalars(select(Dataset.id).where(Dataset.name.in_(["gamma", "hidden"]))).all()
    assert len(ids) == 2
    for one in ids:
        assert client.get(f"/api/3/action/package_show?id={one}").status_code == 404
        assert client.get(f"/api/3/action/resource_show?id={resource_id(one, 'districts')}").status_code == 404


def test_lists_of_datasets(ask: Ask) -> None:
    assert ask("package_list", limit=1, offset=1) == ["beta"]
    whole = ask("current_package_list_with_resources", limit=2)
    assert [one["name"] for one in whole] == ["delta", "beta"]
    assert whole[0] == ask("package_show", id="delta")
    assert [one["name"] for one in ask("current_package_list_with_resources", limit=2, page=2)] == ["alpha"]


def test_files_that_fit(ask: Ask) -> None:
    found = ask("resource_search", query="name:BED")
    assert (found["count"], [one["name"] for one in found["results"]]) == (1, ["beds"])
    assert ask("resource_search", query=["format:csv", "name:districts"], order_by="id", limit=1)["count"] == 2
    assert ask("resource_search", query="hash:" + found["results"][0]["hash"][:20])["count"] == 1
    assert ask("format_autocomplete", q="CS") == ["csv"]
    every = [ask("resource_search", query="format:csv", order_by="id", limit=1, offset=at) for at in range(3)]
    assert [one["count"] for one in every] == [3, 3, 3]
    whole = ask("resource_search", query="format:csv", order_by="id")["results"]
    assert [one["results"][0] for one in every] == whole == sorted(whole, key=lambda one: str(one["id"]))
    assert whole[0] == ask("resource_show", id=whole[0]["id"])


def test_files_that_fit_are_a_thousand_at_most(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "ROWS_MOST", 2)
    asked = {"query": "format:csv", "limit": 9}
    found = client.post("/api/3/action/resource_search", json=asked).get_json()["result"]
    assert (found["count"], len(found["results"])) == (3, 2)


def test_publishers(ask: Ask) -> None:
    assert sorted(ask("organization_list")) == ["data-bureau", "health-commission"]
    assert ask("organization_list", sort="name desc") == ["health-commission", "data-bureau"]
    counts = ask("organization_list", all_fields="true", sort="package_count desc")
    assert [(one["name"], one["package_count"]) for one in counts] == [("data-bureau", 2), ("health-commission", 1)]
    assert ask("organization_list", organizations="data-bureau") == ["data-bureau"]
    shown = ask("organization_show", id=counts[0]["id"], include_datasets="True")
    assert [one["name"] for one in shown["packages"]] == ["beta", "alpha"]
    assert "packages" not in ask("organization_show", id="data-bureau")
    assert [one["name"] for one in ask("organization_autocomplete", q="卫健")] == ["health-commission"]
    assert ask("organization_list_for_user", permission="create_dataset") == []


def test_themes(ask: Ask, client: FlaskClient) -> None:
    assert "population" in ask("group_list")
    shown = ask("group_show", id="population", include_datasets="1")
    assert (shown["package_count"], len(shown["packages"])) == (3, 3)
    assert [one["name"] for one in ask("group_package_show", id="health")] == ["delta"]
    assert [one["name"] for one in ask("group_autocomplete", q="popul")] == ["population"]
    assert client.get("/api/3/action/group_show?id=data-bureau").status_code == 404
    assert client.get("/api/3/action/organization_show?id=population").status_code == 404


def test_keywords(ask: Ask) -> None:
    assert ask("tag_list") == ["人口", "区", "医院", "床位"]
    assert ask("tag_list", query="床") == ["床位"]
    assert ask("tag_search", query="人")["count"] == 1
    assert ask("tag_autocomplete", q="医") == ["医院"]
    shown = ask("tag_show", id="床位", include_datasets="true")
    assert [one["name"] for one in shown["packages"]] == ["delta"]
    assert shown["package_count"] == 1
    assert ask("tag_show", id=shown["id"])["name"] == "床位"


def test_what_the_portal_has_not(ask: Ask, client: FlaskClient) -> None:
    """Clients that look for it find none, and go on."""
    assert ask("vocabulary_list") == []
    assert ask("member_list", id="data-bureau") == ask("member_list", id="population") == []
    assert ask("dataset_follower_count", id="alpha") == 0
    assert ask("package_relationships_list", id="alpha") == []
    for action, status in (("user_list", 403), ("user_autocomplete?q=a", 403), ("user_show?id=steward", 404)):
        assert client.get(f"/api/3/action/{action}").status_code == status
    for name in ("never", "hidden", "gamma"):
        for action in ("dataset_follower_count", "package_relationships_list", "member_list", "vocabulary_show"):
            assert client.get(f"/api/3/action/{action}?id={name}").status_code == 404


def test_licences_and_the_site(ask: Ask) -> None:
    conformance = {one["id"]: one["od_conformance"] for one in ask("license_list")}
    assert conformance["CC-BY-4.0"] == "approved"
    assert conformance["CDLA-Permissive-2.0"] == "not reviewed"  # open, but only compared by the portal
    assert conformance["CC-BY-NC-4.0"] == "not reviewed"
    assert ask("package_autocomplete", q="床位")[0]["match_displayed"] == "医院床位 (delta)"
    status = ask("status_show")
    assert (status["site_url"], status["site_title"]) == ("http://localhost", "开放")
