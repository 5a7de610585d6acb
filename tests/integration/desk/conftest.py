"""A browser at the desk: the real application, forms sent as a browser sends them."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.app import create_app
from tests.factories import World


class _Forms(HTMLParser):
    """Collects each form's action and the values that a browser would send untouched."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[tuple[str, dict[str, Any]]] = []
        self._area: str | None = None
        self._select: str | None = None
        self._open = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {key: value if value is not None else "" for key, value in attributes}
        if tag == "form":
            self.forms.append((given.get("action", ""), {}))
            self._open = True
        elif self._open:
            self._take(tag, given)

    def _take(self, tag: str, given: dict[str, str]) -> None:
        values, name = self.forms[-1][1], given.get("name", "")
        if tag == "textarea":
            self._area = name
            values[name] = ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in given or self._select not in values):
            values[self._select] = given.get("value", "")
        elif tag == "input" and name and given.get("type") not in ("file", "submit"):
            if given.get("type") in ("radio", "checkbox"):
                if "checked" in given:
                    values.setdefault(name, []).append(given.get("value", "on"))
            elif name == "column":
                values.setdefault(name, []).append(given.get("value", ""))
            else:
                values[name] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = None
        elif tag == "select":
            self._select = None
        elif tag == "form":
            self._open = False

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self.forms[-1][1][self._area] += data


class Browser:
    """One person's browser. Each page is looked over: one main, one h1, labels, no inline script or style."""

    def __init__(self, app: Flask) -> None:
        self.client: FlaskClient = app.test_client()
        self.answer: TestResponse | None = None

    @property
    def text(self) -> str:
        assert self.answer is not None
        return self.answer.get_data(as_text=True)

    @property
    def status(self) -> int:
        assert self.answer is not None
        return self.answer.status_code

    @property
    def path(self) -> str:
        assert self.answer is not None
        return self.answer.request.path

    def get(self, path: str, *, follow: bool = True) -> "Browser":
        return self._keep(self.client.get(path, follow_redirects=follow))

    def post(self, path: str, data: dict[str, Any] | None = None, *, follow: bool = True) -> "Browser":
        return self._keep(self.client.post(path, data=data or {}, follow_redirects=follow))

    def form(self, ending: str) -> tuple[str, dict[str, Any]]:
        """Return the form of this page whose action ends so, and its values."""
        parser = _Forms()
        parser.feed(self.text)
        return next(form for form in parser.forms if form[0].partition("?")[0].endswith(ending))

    def send(self, ending: str, *, to: str | None = None, follow: bool = True, **changes: Any) -> "Browser":
        """Send a form of this page with some values changed; to: the address of the button that was pressed."""
        action, values = self.form(ending)
        return self.post(to or action, {**values, **changes}, follow=follow)

    def csrf(self) -> str:
        """Return a token of this session, from the form to sign out."""
        return str(self.get("/desk").form("/logout")[1]["csrf_token"])

    def sign_in(self, name: str) -> "Browser":
        self.get("/login").send("/login", name=name, password=f"{name}-password")
        assert self.path == "/desk", self.text
        return self

    def _keep(self, answer: TestResponse) -> "Browser":
        self.answer = answer
        answer.get_data()
        answer.close()
        if answer.content_type.startswith("text/html") and not 300 <= answer.status_code < 400:
            check_page(self.text)
        return self


def check_page(text: str) -> None:
    assert text.count("<main") == 1
    assert text.count("<h1") == 1
    assert re.search(r"<title>\s*[^\s<]", text)
    assert not re.search(r'<script(?![^>]*\s(src=|type="application/ld\+json"))|<style|\sstyle=|\son[a-z]+=', text)
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids)), sorted(one for one in ids if ids.count(one) > 1)
    labelled = set(re.findall(r'<label[^>]*\sfor="([^"]+)"', text))
    for control in re.findall(r"<(?:input|select|textarea)\b[^>]*>", text):
        if 'type="hidden"' not in control:
            name = re.search(r'\sid="([^"]+)"', control)
            assert name and name.group(1) in labelled, control
    for target in re.findall(r'href="#([^"]+)"', text):
        assert unquote(target) in ids, target  # as a browser follows it


@pytest.fixture
def app(world: World) -> Flask:
    """Give the application of the portal of `world`."""
    made = create_app(world.services)
    made.testing = True
    return made


@pytest.fixture
def browser(app: Flask) -> Iterator[Browser]:
    """Give a browser in which nobody is signed in."""
    yield Browser(app)


@pytest.fixture
def steward(app: Flask) -> Browser:
    """Give the browser of the data bureau's steward."""
    return Browser(app).sign_in("steward")
