"""Charts are artefacts of their release: given as they were drawn, shut where the data are, gone with it."""

import hashlib
import re

import pytest
from flask.testing import FlaskClient

from portal.app import create_app
from portal.release import drawing
from tests.factories import World


def pictures(page: str) -> list[str]:
    return re.findall(r'(?:src|srcset)="(/[^"]+\.svg)"', page)


def test_a_table_is_shown_as_a_picture_with_its_values(client: FlaskClient) -> None:
    for prefix, language in (("", "zh"), ("/en", "en")):
        page = client.get(f"{prefix}/datasets/alpha/resources/districts").text
        found = [one for one in pictures(page) if "/charts/" in one]
        assert found
        assert all(f"/{language}-" in one for one in found)
        assert re.search(r'<img src="[^"]+" alt="[^"]{10,}" width="\d+" height="\d+"', page)
        assert re.search(r"<figure.*?<details>.*?<tbody>.*?<th scope=\"row\">", page, re.S)


def test_a_picture_is_immutable_and_loads_nothing(client: FlaskClient) -> None:
    address = pictures(client.get("/datasets/alpha/resources/districts").text)[-1]
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.content_type == "image/svg+xml"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    assert answer.get_etag() == (hashlib.sha256(answer.data).hexdigest(), False)
    assert "immutable" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers
    assert b"<script" not in answer.data
    assert b"href=" not in answer.data
    assert client.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_conditional_data_are_not_drawn(client: FlaskClient) -> None:
    drawn = pictures(client.get("/datasets/alpha/resources/districts").text)[-1]
    assert "/charts/" not in client.get("/datasets/beta").text
    assert client.get(drawn.replace("alpha", "beta").replace("/releases/2/", "/releases/1/")).status_code == 403


def test_a_withdrawn_release_takes_its_pictures_with_it(world: World) -> None:
    world.release("alpha")
    client = create_app(world.services).test_client()
    drawn = pictures(client.get("/datasets/alpha").text)
    assert drawn
    world.withdraw("alpha", 1)
    assert {client.get(one).status_code for one in drawn if "/charts/" in one} == {410}


def test_what_is_not_there_is_not_found(client: FlaskClient) -> None:
    root = "/datasets/alpha/releases/2/charts"
    drawn = pictures(client.get("/datasets/alpha/resources/districts").text)[-1]
    others = (f"{root}/districts/none/zh-wide.svg", f"{root}/none/bars/zh-wide.svg", drawn.replace("-wide", "-x"))
    for address in others:
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("error", [ValueError("no such mark"), KeyError("x"), ZeroDivisionError()])
def test_a_table_that_cannot_be_drawn_is_released_all_the_same(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    def fail(*_arguments: object, **_options: object) -> list[object]:
        raise error

    monkeypatch.setattr(drawing, "draw_charts", fail)
    world.release("alpha")
    page = create_app(world.services).test_client().get("/datasets/alpha/resources/districts")
    assert page.status_code == 200
    assert "/charts/" not in page.text
    assert "no chart of table districts of alpha" in caplog.text
