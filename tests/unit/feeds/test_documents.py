"""DCAT-US, schema.org, Atom, sitemap, robots, OpenSearch, signposts: required parts, and nothing that is not given."""

import json
from xml.etree import ElementTree

import pytest

from portal.feeds import (
    atom,
    data_json,
    opensearch,
    robots,
    schema_org,
    signposts,
    sitemap,
    sitemap_index,
    sitemap_pages,
)
from tests.unit.feeds.samples import SITE, a_release

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
FILES = "https://data.example/datasets/districts/releases/2/"
REQUIRED = {"title", "description", "keyword", "modified", "publisher", "contactPoint", "identifier", "accessLevel"}


def test_data_json_has_what_the_schema_requires() -> None:
    catalog = data_json(SITE, [a_release().view, a_release(keywords=[], opening="conditional").view])
    assert catalog["conformsTo"] == "https://project-open-data.cio.gov/v1.1/schema"
    first, second = catalog["dataset"]
    for dataset in (first, second):
        assert dataset.keys() >= REQUIRED
        assert dataset["keyword"]
        assert dataset["contactPoint"] == {
            "@type": "vcard:Contact",
            "fn": "数据管理岗",
            "hasEmail": "mailto:data@example.org",
        }
    assert (first["accessLevel"], second["accessLevel"]) == ("public", "restricted public")
    assert [one["downloadURL"] for one in first["distribution"]] == [
        f"{FILES}data/districts.csv",
        f"{FILES}data/districts.parquet",
        f"{FILES}districts-v2.zip",
    ]
    assert "downloadURL" not in json.dumps(second)
    assert first["temporal"] == "2024-01/2024-12-31"


def test_schema_org_names_files_and_columns() -> None:
    described = schema_org(SITE, a_release())
    assert described["@type"] == "Dataset"
    assert {one["sha256"] for one in described["distribution"]} == {"a" * 64, "b" * 64, "e" * 64}
    assert [one["name"] for one in described["variableMeasured"]] == ["代码", "人口"]
    assert described["version"] == "2"
    assert "contentUrl" not in json.dumps(schema_org(SITE, a_release(opening="conditional")))


def test_atom_has_the_required_elements() -> None:
    views = [a_release().view, a_release(opening="conditional", title="人口\x0b与\x00床位").view]
    written = atom(
        SITE, views, total=102, language="zh", title="新数据", path="/feed.atom?q=人口", shown="/datasets?q=人口"
    )
    feed = ElementTree.fromstring(written)  # noqa: S314 made here
    for parent in (feed, *feed.iter(f"{ATOM}entry")):
        for tag in ("id", "title", "updated"):
            assert len(parent.findall(ATOM + tag)) == 1
            assert parent.findtext(ATOM + tag)
    entries = feed.findall(f"{ATOM}entry")
    links = [[(one.get("rel"), one.get("href")) for one in entry.findall(f"{ATOM}link")] for entry in entries]
    assert links[0] == [("alternate", FILES.rstrip("/")), ("enclosure", f"{FILES}districts-v2.zip")]
    assert links[1] == [("alternate", FILES.rstrip("/"))]
    assert entries[1].findtext(f"{ATOM}title") == "人口与床位 (第 2 版)"
    assert feed.findtext(f"{ATOM}updated") == "2026-03-31T17:00:00.000Z"
    assert feed.findtext(f"{OPENSEARCH}totalResults") == "102"
    assert feed.findtext(f"{OPENSEARCH}itemsPerPage") == "2"


def test_an_entry_is_known_by_its_release_wherever_the_site_stands() -> None:
    def ids(number: int) -> list[str | None]:
        views = [a_release(number).view]
        written = atom(SITE, views, total=1, language="en", title="New", path="/feed.atom", shown="/datasets")
        return [one.findtext(f"{ATOM}id") for one in ElementTree.fromstring(written).iter(f"{ATOM}entry")]  # noqa: S314

    assert ids(1) != ids(2)
    assert ids(2) == ids(2)
    assert all("data.example" not in str(one) for one in ids(2))


def test_an_empty_feed_is_a_feed() -> None:
    feed = ElementTree.fromstring(  # noqa: S314 made here
        atom(SITE, [], total=0, language="en", title="New", path="/feed.atom", shown="/datasets")
    )
    assert feed.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00.000Z"


def test_sitemap_names_each_page_in_both_languages() -> None:
    root = ElementTree.fromstring(sitemap(SITE, sitemap_pages([a_release().view])))  # noqa: S314 made here
    locations = [one.findtext(f"{SITEMAP}loc") for one in root.iter(f"{SITEMAP}url")]
    for path in ("/", "/datasets/districts", "/datasets/districts/resources/districts", "/publishers/data-bureau"):
        assert locations.count(f"https://data.example{path}") == 1
        assert locations.count(f"https://data.example/en{path}") == 1
    for url in root.iter(f"{SITEMAP}url"):
        path = url.findtext(f"{SITEMAP}loc", "").removeprefix("https://data.example").removeprefix("/en")
        assert {one.get("hreflang"): one.get("href") for one in url.iter(f"{XHTML}link")} == {
            "zh-CN": f"https://data.example{path}",
            "en": f"https://data.example/en{path}",
        }
    index = ElementTree.fromstring(sitemap_index(SITE, 2))  # noqa: S314 made here
    assert [one.text for one in index.iter(f"{SITEMAP}loc")] == [
        "https://data.example/sitemap.xml?part=1",
        "https://data.example/sitemap.xml?part=2",
    ]


def test_robots_and_opensearch() -> None:
    assert "Sitemap: https://data.example/sitemap.xml" in robots(SITE).decode().splitlines()
    for language, prefix in (("zh", ""), ("en", "/en")):
        root = ElementTree.fromstring(opensearch(SITE, language))  # noqa: S314 made here
        assert 0 < len(root.findtext(f"{OPENSEARCH}ShortName", "")) <= 16
        assert root.findtext(f"{OPENSEARCH}Description")
        urls = {one.get("type"): one.get("template") for one in root.iter(f"{OPENSEARCH}Url")}
        assert urls["text/html"] == f"https://data.example{prefix}/datasets?q={{searchTerms}}"


@pytest.mark.parametrize("latest", [True, False])
def test_signposts(latest: bool) -> None:
    value = signposts(SITE, a_release(latest=latest))
    assert f'<{FILES.rstrip("/")}>; rel="cite-as"' in value
    assert f'<{FILES}districts-v2.zip>; rel="item"; type="application/zip"' in value
    assert '<https://creativecommons.org/licenses/by/4.0/>; rel="license"' in value
    assert ("districts.ttl" in value) is latest
    assert value.isascii()
    assert 'rel="item"' not in signposts(SITE, a_release(opening="conditional"))


def test_signposts_stay_short_however_many_files() -> None:
    file = a_release().view.descriptor["resources"][0]
    many = [{**file, "name": f"part-{n}", "path": f"data/part-{n}.csv"} for n in range(500)]
    value = signposts(SITE, a_release(resources=many))
    assert value.count('rel="item"') == 1
    assert len(value) < 2000
