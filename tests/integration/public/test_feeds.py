"""The standard feeds of a portal: what stands is in them, what does not stand is not, and code runs as printed."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from rdflib import Graph, Namespace, URIRef
from rdflib.compare import isomorphic

import portal.web.feeds
from portal.app import create_app
from portal.feeds import FORMS
from portal.services import Services
from tests.factories import World
from tests.integration.public.pages import Page
from tests.integration.public.test_public_queries import counted
from tests.live import served

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own reader of JSON-LD

DCAT = Namespace("http://www.w3.org/ns/dcat#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
ATOM = "{http://www.w3.org/2005/Atom}"
CATALOGUES = (*(f"/catalog.{form}" for form in FORMS), "/data.json", "/catalog.jsonl")
LISTS = (*CATALOGUES, "/feed.atom", "/sitemap.xml")
ALL = (*LISTS, "/robots.txt", "/opensearch.xml", "/datasets/alpha/schema.jsonld", "/datasets/alpha.ttl")
OLD = "/releases/1"


def xml(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(data)  # noqa: S314 made by the portal


@pytest.mark.parametrize("path", ALL)
def test_each_is_public_typed_and_has_a_state(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get(path, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert client.head(path).data == b""


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", LISTS)
def test_what_stands_and_nothing_else(client: FlaskClient, path: str, prefix: str) -> None:
    shown = client.get(prefix + path).text
    for name in ("alpha", "beta", "delta"):
        assert f"/datasets/{name}" in shown
    for name in ("gamma", "hidden"):
        assert name not in shown
    assert f"/delta{OLD}" not in shown


@pytest.mark.parametrize("path", LISTS)
def test_conditional_data_is_described_and_not_led_to(client: FlaskClient, path: str) -> None:
    shown = client.get(path).text
    assert "/datasets/beta" in shown
    assert not re.search(r"beta[^\"<>\s]*\.(zip|parquet)", shown)
    assert "downloadURL <http://localhost/datasets/beta" not in shown
    graph = Graph().parse(data=client.get("/catalog.ttl").data, format="turtle")
    assert not [url for url in graph.objects(None, DCAT.downloadURL) if "/beta/" in str(url)]
    beta = next(one for one in client.get("/data.json").get_json()["dataset"] if one["identifier"].endswith("/beta"))
    assert "downloadURL" not in json.dumps(beta)


def test_three_forms_of_one_graph(client: FlaskClient) -> None:
    for base in ("/catalog", "/datasets/alpha", "/datasets/delta", "/datasets/beta"):
        graphs = []
        for form, (name, content_type) in FORMS.items():
            answer = client.get(f"{base}.{form}")
            assert answer.content_type == content_type
            graphs.append(Graph().parse(data=answer.data, format=name))
        assert len(graphs[0]) > 30
        assert isomorphic(graphs[0], graphs[1])
        assert isomorphic(graphs[0], graphs[2])


def test_versions_are_the_standing_releases(client: FlaskClient) -> None:
    def versions(name: str) -> set[str]:
        graph = Graph().parse(data=client.get(f"/datasets/{name}.ttl").data, format="turtle")
        found = graph.objects(URIRef(f"http://localhost/datasets/{name}"), DCAT.hasVersion)
        return {str(one).rpartition("/")[2] for one in found}

    assert versions("alpha") == {"1", "2"}
    assert versions("delta") == {"2"}


def test_every_download_that_is_named_is_there(client: FlaskClient) -> None:
    graph = Graph().parse(data=client.get("/catalog.ttl").data, format="turtle")
    named = {str(one) for one in graph.objects(None, DCAT.downloadURL)}
    assert len(named) == 6
    for one in graph.subjects(DCAT.downloadURL):
        (url,), (size,) = graph.objects(one, DCAT.downloadURL), graph.objects(one, DCAT.byteSize)
        (checksum,) = graph.objects(one, SPDX.checksum)
        (sha256,) = graph.objects(checksum, SPDX.checksumValue)
        answer = client.head(str(url).removeprefix("http://localhost"))
        assert (answer.status_code, answer.content_length) == (200, int(str(size))), url
        assert answer.headers["ETag"] == f'"{sha256}"'


@pytest.mark.parametrize("end", [*(f".{form}" for form in FORMS), "/schema.jsonld"])
def test_what_does_not_stand_answers_as_its_page(client: FlaskClient, end: str) -> None:
    assert client.get(f"/datasets/gamma{end}").status_code == 410
    assert client.get(f"/datasets/hidden{end}").status_code == 404
    assert client.get(f"/datasets/never-was{end}").status_code == 404


@pytest.mark.parametrize("chunk", [1, 2, 3, 100])
def test_the_dump_is_what_the_api_says(client: FlaskClient, monkeypatch: pytest.MonkeyPatch, chunk: int) -> None:
    monkeypatch.setattr(portal.web.feeds, "_CHUNK", chunk)
    lines = [json.loads(line) for line in client.get("/catalog.jsonl").text.splitlines()]
    assert [line["name"] for line in lines] == ["alpha", "beta", "delta"]
    for line in lines:
        assert line == client.get(f"/api/v1/datasets/{line['name']}").get_json()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["delta", "beta", "alpha"]),
        ("?publisher=health-commission", ["delta"]),
        ("?theme=health", ["delta"]),
        ("?q=床位", ["delta"]),
        ("?opening=conditional", ["beta"]),
    ],
)
def test_the_feed_is_narrowed_as_the_list_is(client: FlaskClient, query: str, found: list[str]) -> None:
    for prefix, language in (("", "zh-CN"), ("/en", "en")):
        feed = xml(client.get(f"{prefix}/feed.atom{query}").data)
        assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == language
        links = [one.find(f"{ATOM}link").get("href", "") for one in feed.iter(f"{ATOM}entry")]
        assert [link.split("/datasets/")[1].split("/")[0] for link in links] == found
        assert all(link.startswith(f"http://localhost{prefix}/datasets/") for link in links)
        own = {one.get("rel"): one.get("href") for one in feed.findall(f"{ATOM}link")}
        for rel in ("self", "alternate"):
            assert client.get(own[rel].removeprefix("http://localhost")).status_code == 200


def test_a_feed_that_was_cut_says_how_many_there_are(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portal.web.feeds, "_ENTRIES", 2)
    feed = xml(client.get("/feed.atom?opening=unconditional&format=csv").data)
    namespace = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert feed.findtext(f"{namespace}totalResults") == "2"
    whole = xml(client.get("/feed.atom?theme=population&format=csv").data)
    assert len(whole.findall(f"{ATOM}entry")) == 2
    assert (whole.findtext(f"{namespace}totalResults"), whole.findtext(f"{namespace}itemsPerPage")) == ("3", "2")


@pytest.mark.parametrize(
    "path", ["/feed.atom?page=2", "/feed.atom?theme=none", "/sitemap.xml?part=0", "/sitemap.xml?x=1"]
)
def test_parameters_that_are_not_known_are_refused(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 400


def test_every_page_of_the_sitemap_is_there(client: FlaskClient) -> None:
    namespace = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    locations = [one.text or "" for one in xml(client.get("/sitemap.xml").data).iter(f"{namespace}loc")]
    assert len(locations) == len(set(locations)) > 20
    for location in locations:
        assert client.get(location.removeprefix("http://localhost")).status_code == 200, location
    assert client.get("/sitemap.xml?part=2").status_code == 404


def test_the_sites_own_address_is_used_where_it_is_set(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.release("alpha")
    object.__setattr__(world.services.settings, "site_url", "https://data.example/")
    client = create_app(world.services).test_client()
    for path in (*LISTS, "/robots.txt", "/datasets/alpha.ttl"):
        shown = client.get(path).text
        assert "https://data.example/" in shown, path
        assert "localhost" not in shown, path
        assert "example//" not in shown, path


@pytest.mark.parametrize("path", ["/datasets/alpha", "/datasets/alpha/releases/1", "/en/datasets/beta"])
def test_pages_lead_programs_on(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    links = re.findall(r'<([^>]*)>; rel="([^"]*)"', answer.headers["Link"])
    assert {"cite-as", "describedby", "license", "type", "author"} <= {rel for _, rel in links}
    assert ("item" in {rel for _, rel in links}) is ("beta" not in path)
    for url, _ in links:
        if url.startswith("http://localhost"):
            assert client.get(url.removeprefix("http://localhost")).status_code == 200, url
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', answer.text, re.DOTALL)
    assert data is not None
    assert json.loads(data[1])["@type"] == "Dataset"


def test_the_data_block_of_the_page_is_the_file(client: FlaskClient) -> None:
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', client.get("/datasets/alpha").text)
    assert data is not None
    assert json.loads(data[1]) == client.get("/datasets/alpha/schema.jsonld").get_json(force=True)


def test_no_title_ends_the_data_block(world: World) -> None:
    title = "</script><script>alert(1)</script><!--<script>"
    world.release("odd", title=title)
    page = create_app(world.services).test_client().get("/datasets/odd").text
    assert "<script>alert" not in page
    scripts = [one for one in Page(page).all("script") if one.get("type") != "application/ld+json"]
    assert scripts == []
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert data is not None
    assert json.loads(data[1])["name"] == title


def test_citations_are_on_the_page_in_its_language(client: FlaskClient) -> None:
    chinese = unescape(client.get("/datasets/alpha").text)
    assert re.search(
        r"市数据局\. 各区人口 alpha: 第 2 版\[DS/OL\]\. \(\d{4}-\d\d-\d\d\)\[\d{4}-\d\d-\d\d\]\. "
        r"http://localhost/datasets/alpha/releases/2\.",
        chinese,
    )
    english = unescape(client.get("/en/datasets/alpha/releases/1").text)
    assert "Population by district alpha (release 1) [Data set]" in english
    assert "url = {http://localhost/datasets/alpha/releases/1}" in english


def test_the_words_that_were_searched_for_are_marked(client: FlaskClient) -> None:
    assert "<mark>床位</mark>" in client.get("/datasets?q=床位").text
    assert "<mark>Population</mark>" in client.get("/en/datasets?q=population").text
    assert "<mark>" not in client.get("/datasets").text


def test_queries_do_not_grow_with_the_catalogue(world: World) -> None:
    client = create_app(world.services).test_client()
    counts: list[list[int]] = []
    for start, end in ((0, 3), (3, 15)):
        for number in range(start, end):
            world.release(f"set-{number}")
        counts.append([])
        for path in LISTS:
            with counted(world.services.database) as statements:
                assert client.get(path).status_code == 200
            counts[-1].append(len(statements))
    assert counts[0] == counts[1]
    assert max(counts[1]) < 30


# Code to copy, as it is printed, against a server on the loopback address.


@pytest.fixture(scope="module")
def address(catalogue: Services) -> Iterator[str]:
    """Give the address of a server of the catalogue."""
    with served(create_app(catalogue)) as address:
        yield address


def printed(address: str, path: str) -> dict[str, list[str]]:
    """Return the pieces of code on a page, by the language that they are marked with."""
    page = subprocess.run(["curl", "-fsS", address + path], capture_output=True, check=True, text=True).stdout
    found: dict[str, list[str]] = {}
    for language, code in re.findall(r'<pre[^>]* data-language="(\w+)"><code>(.*?)</code></pre>', page, re.DOTALL):
        found.setdefault(language, []).append(unescape(code))
    return found


@pytest.mark.skipif(
    shutil.which("curl") is None and not os.environ.get("PORTAL_TEST_REQUIRED"),
    reason="curl is not installed (Debian: apt-get install curl)",
)
def test_code_runs_as_it_is_printed(address: str, tmp_path: Path) -> None:
    for path in ("/datasets/alpha", "/en/datasets/alpha/releases/1", "/datasets/delta", "/datasets/beta"):
        pieces = printed(address, path)
        folder = tmp_path / path.replace("/", "_")
        folder.mkdir()
        for code in pieces["shell"]:
            ran = subprocess.run(["bash", "-euc", code], cwd=folder, capture_output=True, text=True, timeout=60)
            assert ran.returncode == 0, ran.stderr
            assert "OK" in ran.stdout or "beta" in path
        python = pieces.get("python", [])
        assert len(python) == {"/datasets/beta": 0, "/en/datasets/alpha/releases/1": 3}.get(path, 4)
        for code in python:
            ran = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, timeout=60)
            assert ran.returncode == 0, f"{code}\n{ran.stderr}"
            assert "230102" in ran.stdout or "ckanapi" in code, ran.stdout
