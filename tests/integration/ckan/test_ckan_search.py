"""Searching: words, fields, order, counts, slices; and how often the database is asked."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from unittest.mock import Mock
from zoneinfo import ZoneInfo

import pytest
from flask.testing import FlaskClient

from portal.api.ckan import query
from portal.api.ckan.query import Finder
from portal.app import create_app
from portal.catalog.public import Condition, Term
from tests.factories import World
from tests.integration.public.test_public_queries import FEW, MANY, counted

Ask = Callable[..., Any]


def names(found: Any) -> list[str]:
    return [one["name"] for one in found["results"]]


@pytest.mark.parametrize(
    ("fq", "expected"),
    [
        ("", "alpha beta delta"),
        ("*:*", "alpha beta delta"),
        ("organization:data-bureau", "alpha beta"),
        ('+organization:"data-bureau"', "alpha beta"),
        ("-organization:data-bureau", "delta"),
        ("NOT organization:data-bureau", "delta"),
        ("organization:data-bureau OR organization:health-commission", "alpha beta delta"),
        ("organization:(data-bureau OR health-commission) -name:beta", "alpha delta"),
        ("+groups:population -groups:health", "alpha beta"),
        ("groups:population AND groups:health", "delta"),
        ('tags:"床位" tags:医院', "delta"),
        ("tags:床位 AND tags:人口", ""),
        ("res_format:CSV", "alpha beta delta"),
        ("res_format:csv", "alpha beta delta"),
        ("res_format:PDF", ""),
        ("license_id:CC-BY-4.0", "alpha beta delta"),
        ("name:(alpha OR delta)", "alpha delta"),
        ("opening:conditional", "beta"),
        ("extras_opening:conditional", "beta"),
        ("private:false state:active dataset_type:dataset", "alpha beta delta"),
        ("private:true", ""),
        ("state:(active OR draft)", "alpha beta delta"),
        ("metadata_modified:[2020-01-01T00:00:00Z TO *]", "alpha beta delta"),
        ("metadata_modified:[NOW-7DAYS TO NOW+1]", None),
        ("metadata_modified:[NOW-7DAYS TO *]", "alpha beta delta"),
        ("metadata_modified:[NOW-7DAYS TO NOW]", "alpha beta delta"),
        ("metadata_modified:[NOW/DAY TO NOW]", "alpha beta delta"),
        ("metadata_modified:[* TO NOW-1DAY]", ""),
        ("metadata_created:[2020-01-01T00:00:00Z TO NOW]", "alpha beta delta"),
        ("metadata_created:[* TO 2020-01-01]", ""),
        ("metadata_created:yesterday", None),
        ("metadata_modified:[* TO 2020-01-01]", ""),
        ("id:not-an-id", ""),
        ("owner_org:not-an-id", ""),
        ("title:床位", "delta"),
        ("(organization:data-bureau", None),
        ("name:alpha)", None),
        ("name:", None),
        ("colour:red", None),
        ("name:al*", None),
        ("metadata_modified:yesterday", None),
        ("(" * 50 + "name:alpha" + ")" * 50, None),
        ("name:a " * 200, None),
    ],
)
def test_narrowing(ask: Ask, client: FlaskClient, fq: str, expected: str | None) -> None:
    if expected is None:
        answer = client.get("/api/3/action/package_search", query_string={"fq": fq})
        assert answer.get_json()["error"]["__type"] in ("Search Error", "Search Query Error")
        return
    found = ask("package_search", fq=fq, sort="name asc")
    assert (found["count"], names(found)) == (len(expected.split()), expected.split())


def test_narrowing_by_ids_that_it_gives(ask: Ask) -> None:
    alpha = ask("package_show", id="alpha")
    assert names(ask("package_search", fq=f"id:{alpha['id']}")) == ["alpha"]
    assert names(ask("package_search", fq=f'owner_org:"{alpha["owner_org"]}"', sort="name asc")) == ["alpha", "beta"]
    assert ask("package_search", fq=f"groups:{alpha['groups'][0]['id']}")["count"] == 3
    both = ask("package_search", fq_list='["organization:data-bureau", "opening:conditional"]')
    assert names(both) == ["beta"]


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("床位", ["delta"]),
        ("title:床位", ["delta"]),
        ("tags:医院", ["delta"]),
        ("人口 organization:data-bureau", ["alpha", "beta"]),
        ("name:alpha OR 床位", ["alpha", "delta"]),
        ("没有这样的词", []),
        ("注意: 床位?", None),
        ("http://example.org/(", None),
        ('"', None),
    ],
)
def test_words_and_fields(ask: Ask, q: str, expected: list[str] | None) -> None:
    found = ask("package_search", q=q)
    if expected is not None:
        assert sorted(names(found)) == expected


def test_what_it_finds_is_what_is_shown(ask: Ask) -> None:
    (found,) = ask("package_search", q="床位")["results"]
    assert found == ask("package_show", id="delta")
    assert ask("package_search", q="床位", fl="id,name")["results"] == [{"id": found["id"], "name": "delta"}]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("name desc", ["delta", "beta", "alpha"]),
        ("metadata_modified desc", ["delta", "beta", "alpha"]),
        ("metadata_modified asc, name asc", ["alpha", "beta", "delta"]),
        ("score desc, metadata_modified desc", ["delta", "beta", "alpha"]),
        ("title_string asc", ["delta", "alpha", "beta"]),
    ],
)
def test_order(ask: Ask, sort: str, expected: list[str]) -> None:
    found = ask("package_search", sort=sort)
    assert found["sort"] == sort
    if "title" not in sort:
        assert names(found) == expected
    else:
        assert sorted(names(found)) == sorted(expected)


def test_an_order_that_is_unknown_is_refused(client: FlaskClient) -> None:
    answer = client.get("/api/3/action/package_search?sort=views+desc")
    assert (answer.status_code, answer.get_json()["error"]["__type"]) == (400, "Search Query Error")


def test_slices_meet_and_end(ask: Ask) -> None:
    taken: list[str] = []
    while found := names(ask("package_search", rows=1, start=len(taken), sort="id asc")):
        taken += found
    assert sorted(taken) == ["alpha", "beta", "delta"]
    assert names(ask("package_search", rows=2, start=1, sort="name asc")) == ["beta", "delta"]
    assert ask("package_search", rows=0)["count"] == 3


@pytest.mark.parametrize("fields", ['["organization", "groups", "tags", "res_format", "license_id"]', "list"])
def test_counts(ask: Ask, fields: str) -> None:
    wanted = ["organization", "groups", "tags", "res_format", "license_id"] if fields == "list" else fields
    found = ask("package_search", **{"facet.field": wanted, "facet.limit": "1", "rows": "0"})
    assert found["facets"]["organization"] == {"data-bureau": 2}
    assert found["facets"]["res_format"] == {"CSV": 3}
    (item,) = found["search_facets"]["organization"]["items"]
    assert item == {"name": "data-bureau", "display_name": "市数据局", "count": 2}
    assert found["search_facets"]["groups"]["title"] == "groups"


def test_counts_are_of_what_is_found(ask: Ask) -> None:
    found = ask("package_search", q="床位", **{"facet.field": "organization", "facet.limit": -1})
    assert found["facets"] == {"organization": {"health-commission": 1}}
    assert ask("package_search", facet="false", **{"facet.field": "tags"})["facets"] == {}


@pytest.mark.parametrize(
    "path",
    [
        'package_search?rows=100&facet.field=["organization","groups","tags","res_format","license_id"]',
        "current_package_list_with_resources?limit=100",
        "package_list",
        "resource_search?query=name:districts",
        "group_show?id=population&include_datasets=true",
    ],
)
def test_queries_do_not_grow_with_the_list(world: World, path: str) -> None:
    client = create_app(world.services).test_client()
    counts = []
    for start, end in ((0, FEW), (FEW, MANY)):
        for number in range(start, end):
            world.release(f"set-{number}")
        client.get(f"/api/3/action/{path}")
        with counted(world.services.database) as statements:
            assert client.get(f"/api/3/action/{path}").status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1]
    assert counts[1] < 30


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("NOW", "2026-01-31T16:00:00", "2026-02-01T15:59:59.999999"),
        ("NOW/DAY", "2026-01-31T16:00:00", "2026-02-01T15:59:59.999999"),
        ("NOW-1DAY", "2026-01-30T16:00:00", "2026-01-31T15:59:59.999999"),
        ("NOW/DAY-7DAYS", "2026-01-24T16:00:00", "2026-01-25T15:59:59.999999"),
    ],
)
def test_now_is_the_day_in_the_sites_zone(text: str, start: str, end: str) -> None:
    """An answer hangs on the day and on nothing shorter: it has the same ETag all day."""
    finder = Finder(Mock(), Mock(), date(2026, 2, 1), ZoneInfo("Asia/Shanghai"))
    condition = finder.filters("", [f"metadata_modified:[{text} TO {text}]"]).condition
    assert condition is not None
    (both,) = condition.parts
    while isinstance(both, Condition) and isinstance(both.parts[0], Condition):
        (both,) = both.parts
    assert isinstance(both, Condition)
    assert [term.value for term in both.parts if isinstance(term, Term)] == [
        datetime.fromisoformat(f"{one}+00:00") for one in (start, end)
    ]


def test_created_is_the_first_release_and_modified_the_current_one(client: FlaskClient, ask: Ask) -> None:
    alpha = ask("package_show", id="alpha")
    between = f"[{alpha['metadata_created']} TO {alpha['metadata_created']}]"
    assert names(ask("package_search", fq=f"metadata_created:{between}")) == ["alpha"]
    assert names(ask("package_search", fq=f"metadata_modified:{between}")) == []


def test_words_that_find_too_much_say_so(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def ask() -> Any:
        return client.post("/api/3/action/package_search", json={"q": "人口"}).get_json()["result"]

    assert "truncated" not in ask()
    monkeypatch.setattr(query, "_MOST_FOUND", 2)
    found = ask()
    assert (found["count"], found["truncated"]) == (2, True)
