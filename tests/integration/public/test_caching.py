"""A public answer has a strong ETag that changes with what it hangs on, and with nothing else."""

import gzip
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from portal.app import create_app
from portal.catalog.publishers import add_publisher
from portal.clock import SystemClock
from portal.search import SearchFollower
from portal.web.caching import build_of
from tests.factories import World
from tests.integration.public.test_public_queries import counted, unkept

PATHS = ["/", "/datasets", "/datasets/alpha", "/datasets/alpha/releases/1", "/api/v1/datasets", "/en/datasets/alpha"]


class Later(SystemClock):
    """Stands some days on."""

    def __init__(self, days: float) -> None:
        self.days = days

    def now(self) -> datetime:
        return super().now() + timedelta(days=self.days)


@pytest.mark.parametrize("path", PATHS)
def test_the_same_state_has_the_same_strong_tag(client: FlaskClient, path: str) -> None:
    first, second = client.get(path), client.get(path)
    tag, weak = first.get_etag()
    assert tag and not weak
    assert second.headers["ETag"] == first.headers["ETag"] == client.head(path).headers["ETag"]


@pytest.mark.parametrize("path", PATHS)
def test_a_held_answer_is_not_sent_again(client: FlaskClient, path: str) -> None:
    tag = client.get(path).headers["ETag"]
    for given in (tag, f'"other", {tag}', f"W/{tag}"):
        answer = client.get(path, headers={"If-None-Match": given})
        assert (answer.status_code, answer.data) == (304, b"")
        assert answer.headers["ETag"] == tag
        assert "Set-Cookie" not in answer.headers
        assert "Content-Type" not in answer.headers
        assert answer.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert answer.headers["Vary"] == "Accept-Encoding"
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_language_query_and_path_each_have_their_tag(client: FlaskClient) -> None:
    paths = ["/datasets", "/en/datasets", "/datasets?page=1", "/datasets?q=x", "/api/v1/datasets", "/publishers"]
    assert len({client.get(path).headers["ETag"] for path in paths}) == len(paths)


@pytest.mark.parametrize("path", ["/datasets/never", "/api/v1/datasets/never", "/datasets/gamma", "/datasets?page=x"])
def test_errors_have_none(client: FlaskClient, path: str) -> None:
    answer = client.get(path, headers={"If-None-Match": "*"})
    assert answer.status_code in (400, 404, 410)
    assert "ETag" not in answer.headers


@pytest.mark.parametrize("path", ["/login", "/health/live", "/health/ready", "/ledger/keys.json"])
def test_what_is_not_pure_has_none(client: FlaskClient, path: str) -> None:
    assert "ETag" not in client.get(path).headers


def test_what_hangs_on_more_than_the_data_changes_it(world: World) -> None:
    services = world.services

    def tag(path: str = "/datasets/alpha") -> str:
        return create_app(services).test_client().get(path).headers["ETag"]

    world.release("alpha")
    tags = [tag()]
    world.release("beta")
    tags.append(tag())
    with services.database.write() as session:
        add_publisher(session, services.clock.now(), name="parks", title="园林局", title_en="Parks", actor="machine")
    tags.append(tag())
    services.clock = Later(1)
    tags.append(tag())
    services.settings = replace(services.settings, site_name="另一个")
    tags.append(tag())
    assert len(set(tags)) == len(tags)
    assert tag() == tags[-1]


def test_the_day_is_that_of_the_sites_zone(world: World) -> None:
    class At(SystemClock):
        def __init__(self, hour: int) -> None:
            self.hour = hour

        def now(self) -> datetime:
            return datetime(2026, 1, 31, self.hour, tzinfo=UTC)

    tags = []
    for hour in (14, 15, 16):  # 22:00 and 23:00 in Shanghai, and midnight
        world.services.clock = At(hour)
        tags.append(create_app(world.services).test_client().get("/").headers["ETag"])
    assert tags[0] == tags[1] != tags[2]


def test_a_search_answers_tag_holds_the_indexs_position(world: World) -> None:
    world.release("alpha")
    client = create_app(world.services).test_client()
    search, page = client.get("/datasets?q=人口"), client.get("/datasets")
    world.services.search.rebuild([], 0)
    assert client.get("/datasets?q=人口", headers={"If-None-Match": search.headers["ETag"]}).status_code == 200
    assert client.get("/datasets", headers={"If-None-Match": page.headers["ETag"]}).status_code == 304
    SearchFollower(world.services.database, world.services.search).follow()
    assert client.get("/datasets?q=人口").headers["ETag"] == search.headers["ETag"]


def test_a_withdrawn_release_is_gone_for_those_who_hold_it(world: World) -> None:
    world.release("alpha")
    client = create_app(world.services).test_client()
    paths = ["/datasets/alpha", "/datasets/alpha/releases/1", "/api/v1/datasets/alpha"]
    held = {path: client.get(path).headers["ETag"] for path in paths}
    world.withdraw("alpha", 1)
    for path, tag in held.items():
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 410


def test_a_conditional_request_asks_the_database_once(world: World) -> None:
    world.release("alpha")
    client = unkept(world.services)
    client.get("/datasets/alpha")
    with counted(world.services.database) as whole:
        tag = client.get("/datasets/alpha").headers["ETag"]
    with counted(world.services.database) as conditional:
        assert client.get("/datasets/alpha", headers={"If-None-Match": tag}).status_code == 304
    assert [one.split()[0] for one in conditional] == ["BEGIN", "SELECT"] or len(conditional) == 1
    assert len(whole) > 5


def test_the_build_does_not_hang_on_the_place(world: World) -> None:
    settings = world.services.settings
    assert build_of(settings, ()) == build_of(replace(settings, data_dir=settings.data_dir / "elsewhere"), ())


def test_the_build_hangs_on_which_licences_go_together(world: World) -> None:
    settings, pairings = world.services.settings, world.services.pairings
    changed = (replace(pairings[0], result=None, answer="no"), *pairings[1:])
    assert build_of(settings, pairings) == build_of(settings, list(pairings)) != build_of(settings, changed)


@pytest.mark.parametrize("encoding", ["br", "gzip"])
@pytest.mark.parametrize("path", ["/datasets/alpha", "/api/v1/datasets"])
def test_a_compressed_answer_is_another_representation(client: FlaskClient, path: str, encoding: str) -> None:
    plain = client.get(path)
    assert "Content-Encoding" not in plain.headers
    short = client.get(path, headers={"Accept-Encoding": encoding})
    assert short.headers["Content-Encoding"] == encoding
    assert len(short.data) < len(plain.data) / 2
    assert short.get_etag() == (f"{plain.get_etag()[0]}:{encoding}", False)
    assert short.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"

    def status(accepted: str, tag: str) -> int:
        return client.get(path, headers={"Accept-Encoding": accepted, "If-None-Match": tag}).status_code

    assert status(encoding, short.headers["ETag"]) == 304
    assert status(encoding, plain.headers["ETag"]) == 304  # the plain one is acceptable to all
    assert status("identity", plain.headers["ETag"]) == 304
    assert status("identity", short.headers["ETag"]) == 200  # a cache would hand out what the reader cannot read
    assert status(f"{encoding};q=0", short.headers["ETag"]) == 200


def test_downloads_go_out_as_signed(client: FlaskClient) -> None:
    for path in ("datapackage.json", "data/districts.csv", "alpha-v1.zip"):
        answer = client.get(f"/datasets/alpha/releases/1/{path}", headers={"Accept-Encoding": "br, gzip"})
        assert "Content-Encoding" not in answer.headers
        assert "Vary" not in answer.headers
        assert len(answer.get_etag()[0] or "") == 64


def test_form_pages_are_not_compressed(client: FlaskClient) -> None:
    answer = client.get("/login", headers={"Accept-Encoding": "br, gzip"})
    assert answer.status_code == 200
    assert "Content-Encoding" not in answer.headers


def test_assets_are_compressed_and_conditional(client: FlaskClient) -> None:
    path = "/bootstrap/static/css/bootstrap.min.css"
    for encoding in ("br", "gzip"):
        answer = client.get(path, headers={"Accept-Encoding": encoding})
        assert (answer.status_code, answer.headers["Content-Encoding"]) == (200, encoding)
        headers = {"Accept-Encoding": encoding, "If-None-Match": answer.headers["ETag"]}
        assert client.get(path, headers=headers).status_code == 304


def test_one_tag_names_the_same_bytes_at_any_time(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = []
    for moment in (time.time(), time.time() + 86_400):
        fresh = unkept(client.application.extensions["portal"])
        with monkeypatch.context() as patched:
            patched.setattr(time, "time", lambda moment=moment: moment)  # what gzip would write in its header
            answers.append(fresh.get("/datasets/alpha", headers={"Accept-Encoding": "gzip"}))
    assert answers[0].data == answers[1].data
    assert gzip.decompress(answers[0].data) == client.get("/datasets/alpha").data
