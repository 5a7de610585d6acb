"""Searching and narrowing: the page and the API read the same parameters."""

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from portal.app import create_app
from portal.catalog.publishers import add_publisher, find_publisher
from portal.catalog.words import PublisherKind
from portal.services import Services
from portal.web.listing import BadParameter, Listing, take_known
from tests.factories import World
from tests.integration.public.test_public_pages import PREFIX

ODD = [
    "q=%00",
    "q=" + "人" * 301,
    "q=%ff%fe",
    "q=AND OR NOT (*? \"'",
    "q=%20%20",
    "page=0",
    "page=-1",
    "page=x",
    "page=９",
    "page=99999999999999999999999",
    "sort=--title",
    "theme=%00",
    "theme=nothing",
    "format=csv'--",
    "tag=%00",
    "tag=%F0%9F%98%80",
    "publisher=hidden",
    "opening=closed",
    "opening=ajar",
    "license=cc-by",
    "per_page=1000",
    "facets=x",
    "modified_since=yesterday",
    "modified_since=0001-01-01T00:00:00+23:00",
    "modified_since=9999-12-31T23:59:59-23:00",
    "q=a&q=b",
    "unknown=1",
    "=1",
]


def names(client: FlaskClient, query: str) -> list[str]:
    return [one["name"] for one in client.get(f"/api/v1/datasets?{query}").get_json()["items"]]


@pytest.mark.parametrize("query", ODD)
def test_odd_parameters_never_break(client: FlaskClient, query: str) -> None:
    for path in ("/datasets", "/en/datasets", "/publishers/data-bureau", "/themes/population", "/ledger"):
        answer = client.get(f"{path}?{query}")
        assert answer.status_code in (200, 400)
        assert "Set-Cookie" not in answer.headers
    for path in ("datasets", "publishers", "themes", "licenses", "ledger", "datasets/alpha/releases"):
        answer = client.get(f"/api/v1/{path}?{query}")
        assert answer.status_code in (200, 400)
        if answer.status_code == 400:
            assert answer.content_type == "application/problem+json"


def test_what_is_found(client: FlaskClient) -> None:
    assert sorted(names(client, "")) == ["alpha", "beta", "delta"]
    assert names(client, "q=床位") == ["delta"]
    assert names(client, "q=Population beta") == ["beta"]
    assert names(client, "q=卫生健康") == ["delta"] or names(client, "q=health") == ["delta"]
    assert names(client, "q=gamma") == names(client, "q=hidden") == []
    assert sorted(names(client, "theme=population")) == ["alpha", "beta", "delta"]
    assert names(client, "theme=health") == names(client, "publisher=health-commission") == ["delta"]
    assert names(client, "opening=conditional") == ["beta"]
    assert names(client, "tag=医院") == ["delta"]
    assert names(client, "format=xlsx") == []
    assert names(client, "modified_since=2999-01-01") == []
    assert names(client, "sort=-issued")[0] == "delta"
    assert names(client, "sort=issued")[0] == "alpha"
    assert names(client, "sort=title") == names(client, "sort=-title")[::-1]


def test_a_theme_is_found_by_its_title(client: FlaskClient, catalogue: Services) -> None:
    themes = client.get("/api/v1/themes?per_page=100").get_json()["items"]
    title = next(one["title"] for one in themes if one["name"] == "population")
    assert sorted(names(client, f"theme={title}")) == ["alpha", "beta", "delta"]
    assert sorted(names(client, f"q={title}")) == ["alpha", "beta", "delta"]
    assert "/themes/population" in client.get(f"/datasets?q={title}").text


def test_facets_keep_the_other_filters_and_leave_their_own(client: FlaskClient) -> None:
    query = "/api/v1/datasets?facets=theme,publisher,opening,format,license,tag&theme=health"
    facets = client.get(query).get_json()["facets"]
    assert facets["publisher"] == {"health-commission": 1}
    assert facets["theme"] == {"population": 3, "health": 1}
    assert facets["tag"] == {"医院": 1, "床位": 1}
    both = client.get("/api/v1/datasets?facets=tag,format&theme=population&tag=人口&format=csv").get_json()
    assert both["total"] == 2
    assert both["facets"]["tag"]["医院"] == 1
    assert client.get("/api/v1/datasets").get_json()["facets"] == {}


def test_what_a_search_found_is_joined_with_what_stands(client: FlaskClient, catalogue: Services) -> None:
    stale = catalogue.search.search("alpha", limit=10)
    assert list(stale.names) == ["alpha"]
    assert "gamma" not in client.get("/datasets?q=gamma").text.partition("<main")[2].partition('id="found"')[2]


def test_chosen_filters_can_be_taken_away(client: FlaskClient) -> None:
    text = client.get("/en/datasets?q=床位&theme=health&page=1").text
    assert 'href="/en/datasets?q=%E5%BA%8A%E4%BD%8D"' in text  # without the theme, and without the page
    assert '<input type="hidden" name="theme" value="health">' in text


def test_links_lead_through_the_pages(client: FlaskClient) -> None:
    first = client.get("/api/v1/datasets?per_page=2&sort=title").get_json()
    assert (first["total"], first["page"], first["per_page"]) == (3, 1, 2)
    assert first["links"]["prev"] is None
    second = client.get(first["links"]["next"]).get_json()
    assert second["links"]["next"] is None
    assert client.get(second["links"]["prev"]).get_json() == first
    assert client.get(first["links"]["last"]).get_json() == second
    seen = [one["name"] for one in first["items"] + second["items"]]
    assert sorted(seen) == ["alpha", "beta", "delta"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_says_what_is_allowed(client: FlaskClient, language: str) -> None:
    answer = client.get(f"{PREFIX[language]}/datasets?opening=ajar")
    assert answer.status_code == 400
    assert "conditional" in answer.text


def test_parameters_of_neighbours() -> None:
    listing = Listing(given={"q": "x", "theme": "health", "page": "3"})
    assert listing.parameters(page=4) == {"q": "x", "theme": "health", "page": "4"}
    assert listing.parameters(theme=None) == {"q": "x"}
    assert listing.parameters(sort="title") == {"q": "x", "theme": "health", "sort": "title"}


@pytest.mark.parametrize("value", ["a\0b", "x" * 301])
def test_values_that_no_database_takes_are_refused(value: str) -> None:
    with pytest.raises(BadParameter):
        take_known(MultiDict({"q": value}), ("q",), strict=False)


def test_unknown_parameters_are_passed_over_on_pages_only() -> None:
    given = MultiDict({"q": " x ", "utm_source": "y", "theme": ""})
    assert take_known(given, ("q", "theme"), strict=False) == {"q": "x"}
    with pytest.raises(BadParameter) as caught:
        take_known(given, ("q", "theme"), strict=True)
    assert caught.value.allowed == ("q", "theme")


def test_a_search_that_was_cut_says_so(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.web.listing._MOST_FOUND", 2)
    for number in range(3):
        world.release(f"set-{number}")
    client = create_app(world.services).test_client()
    few = client.get("/api/v1/datasets").get_json()
    assert (few["total"], few["truncated"]) == (3, False)
    cut = client.get("/api/v1/datasets?q=人口").get_json()
    assert (cut["total"], cut["truncated"]) == (2, True)
    assert "best 1,000" in client.get("/en/datasets?q=人口").text
    assert "best 1,000" not in client.get("/en/datasets").text


def test_many_releases_come_by_page(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.web.public.releases._LISTED", 2)
    monkeypatch.setattr("portal.web.public.datasets._RELEASES", 2)
    monkeypatch.setattr("portal.web.feeds._VERSIONS", 2)
    for _ in range(3):
        world.release("alpha")
    world.withdraw("alpha", 2)
    client = create_app(world.services).test_client()
    pages = [client.get(f"/en/datasets/alpha/releases?page={page}").text for page in (1, 2)]
    assert [f'/releases/{number}"' in pages[0] for number in (3, 2, 1)] == [True, True, False]
    assert [f'/releases/{number}"' in pages[1] for number in (3, 2, 1)] == [False, False, True]
    assert "All releases" in client.get("/en/datasets/alpha").text
    listed = client.get("/api/v1/datasets/alpha/releases?per_page=2").get_json()
    assert (listed["total"], [one["release"] for one in listed["items"]]) == (3, [3, 2])
    assert client.get("/datasets/alpha.ttl").headers["Kaifang-Truncated"] == "true"
    assert "release 1" in client.get("/en/datasets/alpha/releases/3").text  # the one before, not the withdrawn one


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_publisher_is_listed_under_its_kind(world: World, prefix: str) -> None:
    world.release("alpha")
    with world.services.database.write() as session:
        now = world.services.clock.now()
        parent = find_publisher(session, "health-commission")
        kind = PublisherKind.PUBLIC_INSTITUTION
        add_publisher(
            session, now, name="clinic", title="门诊部", title_en="Clinic", parent=parent, kind=kind, actor="x"
        )
    page = create_app(world.services).test_client().get(f"{prefix}/publishers").text
    places = [
        page.index(f'href="{prefix}/publishers/{name}"') for name in ("data-bureau", "health-commission", "clinic")
    ]
    assert places[2] == max(places)  # institutions come after the government
    assert ("belongs to" in page) == (prefix == "/en")
    assert ("1 dataset<" in page) == (prefix == "/en")
