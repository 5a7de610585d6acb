"""An answer that was made once is given again, byte for byte, as long as its state stands, and no longer."""

from dataclasses import replace

import pytest
from flask import Response
from flask.testing import FlaskClient

from portal.app import create_app
from portal.web.answers import Answers
from tests.factories import World
from tests.integration.public.test_public_queries import counted, unkept

PATHS = ["/", "/datasets", "/datasets?q=人口", "/datasets/alpha", "/en/datasets/alpha", "/api/v1/datasets/alpha"]
OWN = {"X-Request-Id", "RateLimit-Remaining", "RateLimit-Reset", "Date"}


def held(answer: Response) -> list[tuple[str, str]]:
    return sorted((name, value) for name, value in answer.headers if name not in OWN)


@pytest.mark.parametrize("encoding", ["identity", "br", "gzip"])
@pytest.mark.parametrize("path", PATHS)
def test_the_second_answer_is_the_first(world: World, path: str, encoding: str) -> None:
    world.release("alpha")
    client = create_app(world.services).test_client()
    headers = {"Accept-Encoding": encoding}
    first = client.get(path, headers=headers)
    with counted(world.services.database) as statements:
        second = client.get(path, headers=headers)
    assert len(statements) <= 2  # the change number, and where it stands in a transaction
    assert second.data == first.data
    assert held(second) == held(first)
    assert second.headers["X-Request-Id"] != first.headers["X-Request-Id"]
    head = client.head(path, headers=headers)
    assert (head.data, held(head)) == (b"", held(first))
    made_anew = unkept(world.services).get(path, headers=headers)
    assert (made_anew.data, held(made_anew)) == (first.data, held(first))


def test_who_reads_no_compression_is_given_none(client: FlaskClient) -> None:
    for first, second in (("br", "identity"), ("identity", "br"), ("gzip", "br;q=0, gzip;q=0")):
        path = f"/datasets/alpha?first={first}"
        client.get(path, headers={"Accept-Encoding": first})
        answer = client.get(path, headers={"Accept-Encoding": second})
        assert answer.headers.get("Content-Encoding") == (second if second == "br" else None)


def test_each_address_of_the_portal_has_its_own(world: World) -> None:
    world.release("alpha")
    client = create_app(world.services).test_client()
    path = "/api/v1/datasets/alpha"
    for host in ("http://one.test", "http://two.test", "https://one.test"):
        for _ in range(2):
            answer = client.get(path, base_url=host)
            assert {one.split("/datasets/")[0] for one in urls(answer.get_json())} <= {host, f"{host}/api/v1"}


def urls(value: object) -> list[str]:
    if isinstance(value, dict):
        return [one for part in value.values() for one in urls(part)]
    if isinstance(value, list):
        return [one for part in value for one in urls(part)]
    return [value] if isinstance(value, str) and ".test" in value else []


def test_what_changes_is_answered_anew(world: World) -> None:
    world.release("alpha")
    client = create_app(world.services).test_client()
    path = "/api/v1/datasets/alpha"
    assert [client.get(path).get_json()["release"] for _ in range(2)] == [1, 1]
    world.release("alpha")
    assert [client.get(path).get_json()["release"] for _ in range(2)] == [2, 2]
    world.withdraw("alpha", 2)
    assert [client.get(path).get_json()["release"] for _ in range(2)] == [1, 1]
    world.withdraw("alpha", 1)
    assert client.get(path).status_code == 410


def test_no_more_memory_than_set() -> None:
    answers = Answers(most=160_000)
    for number in range(100):
        answers.put((str(number), ""), Response(bytes(5_000)))
    kept = [number for number in range(100) if answers.get((str(number), "")) is not None]
    assert kept == list(range(100 - len(kept), 100))  # the newest
    assert 5 <= len(kept) <= 160_000 / 5_000
    answers.get((str(kept[0]), ""))
    answers.put(("new", ""), Response(bytes(5_000)))
    assert answers.get((str(kept[0]), "")) is not None  # asked for just now
    assert answers.get((str(kept[1]), "")) is None
    answers.put(("large", ""), Response(bytes(50_000)))
    assert answers.get(("large", "")) is None


def test_nothing_is_kept_where_no_memory_is_given(world: World) -> None:
    world.release("alpha")
    services = world.services
    services.settings = replace(services.settings, answer_cache_bytes=0)
    client = create_app(services).test_client()
    client.get("/datasets/alpha")
    with counted(services.database) as statements:
        client.get("/datasets/alpha")
    assert len(statements) > 5


def test_a_download_asks_the_database_once(world: World) -> None:
    world.release("alpha")
    client = create_app(world.services).test_client()
    root = "/datasets/alpha/releases/1"
    for path in (f"{root}/alpha-v1.zip", f"{root}/data/districts.csv", f"{root}/data/districts.parquet"):
        with counted(world.services.database) as statements, client.get(path) as answer:
            assert answer.status_code == 200
        assert [one.split()[0] for one in statements if not one.startswith("BEGIN")] == ["SELECT"]
