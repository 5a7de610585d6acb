"""Reading a page as a checker does."""

from html.parser import HTMLParser

from werkzeug.test import TestResponse

OF_THE_REQUEST = {"X-Request-Id", "RateLimit-Remaining", "RateLimit-Reset"}
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Page(HTMLParser):
    """Collects a page's elements, and complains of tags that do not close in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.title = ""
        self._open: list[str] = []
        self.feed(html)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        assert len({name for name, _ in attrs}) == len(attrs), f"an attribute twice in <{tag}>"
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "title":
            self.title += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def lasting(answer: TestResponse) -> dict[str, str]:
    """Return the headers that hang on the answer, not on how many came before it."""
    return {name: value for name, value in answer.headers if name not in OF_THE_REQUEST}


def check_page(answer: TestResponse, language: str) -> Page:
    """Check what holds for every public page."""
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'self'; img-src 'self' data:;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers.get("Vary", "Accept-Encoding") == "Accept-Encoding"
    page = Page(answer.get_data(as_text=True))
    assert page.all("html")[0]["lang"] == {"zh": "zh-CN", "en": "en"}[language]
    assert len(page.all("main")) == 1
    assert len(page.all("h1")) == 1
    assert len(page.title.strip()) > len("–")
    _check_links(page, answer.request.path, language)
    _check_nothing_inline(page)
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert sorted(set(ids)) == sorted(ids)
    labelled = [one for _, attributes in page.elements for one in (attributes.get("aria-labelledby") or "").split()]
    assert set(labelled) <= set(ids)
    for form_input in page.all("input"):
        assert form_input["type"] == "hidden" or form_input["id"] in [one["for"] for one in page.all("label")]
    return page


def _check_links(page: Page, path: str, language: str) -> None:
    assert page.all("a")[0]["href"] == "#main"
    twins = [one for one in page.all("a") if one.get("hreflang")]
    assert [one["hreflang"] for one in twins] == [{"zh": "en", "en": "zh-CN"}[language]]
    assert twins[0]["href"].startswith("/en" if language == "zh" else "/")
    assert not twins[0]["href"].startswith("//")
    for one in page.all("link"):
        assert one["href"].startswith("/") and not one["href"].startswith("//"), path


def _check_nothing_inline(page: Page) -> None:
    assert page.all("style") == []
    scripts = [one for one in page.all("script") if one.get("type") != "application/ld+json"]  # data, never run
    assert all(one.get("src", "").startswith("/") for one in scripts)
    for tag, attributes in page.elements:
        assert not any(name == "style" or name.startswith("on") for name in attributes), (tag, attributes)
        assert not (attributes.get("src") or "").startswith(("http:", "https:", "//"))
