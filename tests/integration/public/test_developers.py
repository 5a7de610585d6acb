"""The developers' page lists every operation, and every call that it shows works."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from portal.api.v1.openapi import calls
from portal.app import create_app
from portal.services import Services
from tests.integration.public.pages import check_page


@pytest.mark.parametrize(("path", "language"), [("/developers", "zh"), ("/en/developers", "en")])
def test_every_operation_is_listed_and_its_call_works(client: FlaskClient, path: str, language: str) -> None:
    answer = client.get(path)
    page = check_page(answer, language)
    shown = answer.get_data(as_text=True)
    for call in calls(client.application):
        assert f"GET {call.path}<" in shown
    examples = [one["href"] for one in page.all("a") if one.get("class") == "hash"]
    assert len(examples) == len(calls(client.application))
    for example in examples:
        assert client.get(example).status_code == 200, example


@pytest.mark.parametrize("path", ["/developers", "/en/developers"])
def test_the_addresses_in_the_code_answer(client: FlaskClient, path: str) -> None:
    shown = unescape(client.get(path).get_data(as_text=True))
    code = "".join(re.findall(r"<pre[^>]*><code>(.*?)</code>", shown, re.DOTALL))
    addresses = set(re.findall(r"""https?://localhost(/[^"'\s)]+)""", code))
    assert len(addresses) >= 4
    for address in addresses:
        assert not address.startswith("/en")
        assert client.get(address).status_code == 200, address


def test_the_python_is_python(client: FlaskClient) -> None:
    shown = unescape(client.get("/developers").get_data(as_text=True))
    pieces = re.findall(r'data-language="python"><code>(.*?)</code>', shown, re.DOTALL)
    assert len(pieces) == 4
    for piece in pieces:
        compile(piece, "sample", "exec")


def test_an_empty_portal_has_the_page_too(services: Services) -> None:
    client = create_app(services).test_client()
    assert client.get("/developers").status_code == 200
    assert client.get("/api/v1/openapi.json").status_code == 200
