"""What holds for every public page."""

import pytest
from flask.testing import FlaskClient

from tests.integration.public.pages import Page, check_page, lasting

PAGES = [
    "/",
    "/datasets",
    "/datasets?q=人口&theme=population&sort=title",
    "/datasets?q=没有这样的数据",
    "/datasets?page=9",
    "/datasets/alpha",
    "/datasets/beta",
    "/datasets/delta",
    "/datasets/alpha/releases",
    "/datasets/alpha/releases/1",
    "/datasets/alpha/releases/2",
    "/datasets/beta/releases/1",
    "/datasets/delta/releases",
    "/datasets/alpha/resources/districts",
    "/datasets/beta/resources/districts",
    "/datasets/delta/resources/beds",
    "/publishers",
    "/publishers/data-bureau",
    "/themes",
    "/themes/population",
    "/themes/culture",
    "/licenses",
    "/licenses/CC-BY-4.0",
    "/ledger",
    "/about",
]
NOT_THERE = [
    ("/nothing", 404),
    ("/datasets/hidden", 404),
    ("/publishers/nobody", 404),
    ("/themes/nothing", 404),
    ("/licenses/none", 404),
    ("/datasets/alpha/resources/none", 404),
    ("/datasets/alpha/releases/3", 404),
    ("/datasets/gamma", 410),
    ("/datasets/delta/releases/1", 410),
    ("/datasets/beta/releases/1/data/districts.csv", 403),
    ("/datasets?sort=colour", 400),
]
PREFIX = {"zh": "", "en": "/en"}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_whole(client: FlaskClient, path: str, language: str) -> None:
    answer = client.get(PREFIX[language] + path)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    check_page(answer, language)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("path", "status"), NOT_THERE)
def test_what_is_not_there_is_said_in_a_page(client: FlaskClient, path: str, status: int, language: str) -> None:
    answer = client.get(PREFIX[language] + path)
    assert answer.status_code == status
    check_page(answer, language)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", ["//evil.example", "//evil.example/x", "///x", "/datasets//evil.example"])
def test_a_path_of_many_slashes_names_no_other_host(client: FlaskClient, path: str, language: str) -> None:
    answer = client.get("/", environ_overrides={"PATH_INFO": PREFIX[language] + path})
    if answer.status_code == 308:
        assert answer.headers["Location"].startswith("http://localhost/")
    else:
        assert answer.status_code == 404
        twin = next(one for one in Page(answer.text).all("a") if one.get("hreflang"))
        assert twin["href"].startswith("/")
        assert not twin["href"].startswith("//")


def test_titles_tell_pages_apart(client: FlaskClient) -> None:
    titles = [Page(client.get("/en" + path).text).title for path in PAGES if "?" not in path]
    assert len(set(titles)) == len(titles)


def test_links_of_english_pages_stay_english(client: FlaskClient) -> None:
    for path in ("/en/", "/en/datasets/alpha", "/en/datasets/alpha/resources/districts"):
        for one in Page(client.get(path).text).all("a"):
            href = one["href"]
            neutral = (
                "/en",
                "#",
                "https://",
                "mailto:",
                "/api/",
                "/ledger/",
                "/datasets/alpha/releases/2/",
                "/datasets/alpha.",
            )
            assert href.startswith(neutral) or one.get("hreflang") == "zh-CN", href


def test_styles_are_found_from_both_languages(client: FlaskClient) -> None:
    for path in ("/", "/en/"):
        for one in Page(client.get(path).text).all("link"):
            if one["rel"] == "stylesheet":
                assert client.get(one["href"]).status_code == 200


def test_text_in_another_language_says_so(client: FlaskClient) -> None:
    page = Page(client.get("/en/datasets/alpha").text)
    assert {"zh-CN"} == {one["lang"] for one in page.all("table") if "data-table" in one["class"]}
    page = Page(client.get("/datasets/alpha").text)
    assert not any("lang" in one for one in page.all("table"))


def test_a_page_shows_first_rows_and_columns(client: FlaskClient) -> None:
    text = client.get("/en/datasets/delta/resources/beds").text
    assert "230102" in text
    assert "Beds" in text
    assert 'href="/en/datasets/alpha/resources/districts"' in text  # the code list that stands
    assert "230103" in client.get("/datasets/alpha").text


def test_the_ledger_names_every_entry(client: FlaskClient) -> None:
    text = client.get("/en/ledger").text
    assert "8 entries" in text
    assert text.count('href="/en/datasets/gamma/releases/1"') == 2  # the release and its withdrawal


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "path",
    ["", "/releases", "/releases/1", "/resources/districts", "/releases/1/datapackage.json", "/x/y"],
)
def test_an_unreleased_name_is_one_that_never_was(client: FlaskClient, path: str, language: str) -> None:
    for root in (PREFIX[language] + "/datasets/", "/api/v1/datasets/"):
        unreleased, never = (client.get(f"{root}{name}{path}") for name in ("hidden", "absent"))
        assert unreleased.status_code == never.status_code == 404
        assert unreleased.data.replace(b"datasets/hidden", b"datasets/absent") == never.data
        assert lasting(unreleased) == lasting(never)


def test_old_addresses_lead_to_the_dataset(client: FlaskClient) -> None:
    known = client.get("/api/v1/datasets/alpha").get_json()["id"]
    hidden = "00000000-0000-4000-8000-000000000000"
    assert client.get("/dataset/alpha").headers["Location"] == "/datasets/alpha"
    assert client.get(f"/en/dataset/{known}").headers["Location"] == "/en/datasets/alpha"
    assert client.get("/datasets/alpha/").headers["Location"] == "/datasets/alpha"
    assert client.get("/dataset/gamma").status_code == 410
    assert client.get("/dataset/hidden").status_code == client.get(f"/dataset/{hidden}").status_code == 404


def test_other_methods_are_refused_without_a_cookie(client: FlaskClient) -> None:
    for path in ("/", "/datasets", "/datasets/alpha", "/api/v1/datasets"):
        for method in (client.post, client.put, client.delete, client.patch):
            answer = method(path)
            assert answer.status_code == 405
            assert "GET" in answer.headers["Allow"]
            assert "Set-Cookie" not in answer.headers


def test_health(client: FlaskClient) -> None:
    assert client.get("/health/live").get_json() == {"status": "ok"}
    ready = client.get("/health/ready").get_json()
    assert ready["checks"] == {"database": True, "storage": True, "keys": True}
    assert ready["indexed"] == ready["change"]


def test_what_is_public_of_the_proof(client: FlaskClient) -> None:
    assert client.get("/ledger/keys.json").get_json()["keys"][0]["algorithm"] == "Ed25519"
    assert client.get("/profiles/1.json").get_json()["title"]
