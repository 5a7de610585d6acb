"""The demo's site as the checks and the gallery see it: where to find what a kind of page needs, and opened pages."""

import io
import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from typing import Any
from urllib.parse import quote

from openpyxl import Workbook

from tests.functional.process import ROOT, Live

__all__ = ["LANGUAGES", "Missing", "Opened", "Site"]

LANGUAGES = {"zh": "", "en": "/en"}
"""Prefix of the path by language."""

_LOCALES = {"zh": "zh-CN", "en": "en-GB"}
_CITY = "data-bureau"
_NUMBER = "230102190001010018"  # made up: nobody was born there on that day
_UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


class Missing(AssertionError):
    """The demo has nothing that a kind of page could show."""


@dataclass
class Opened:
    """A page in the browser. answer: to the page itself; requests: all that ended; errors: of the console."""

    page: Any
    answer: Any
    requests: list[Any] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


class Site:
    """The pages of a live portal with the demo.

    Raises `Missing` wherever the demo lacks what is looked for: nothing is passed over in silence.
    """

    def __init__(self, live: Live, browser: Any) -> None:
        self.live = live
        self._browser = browser
        self._signed_in: dict[str, Any] = {}

    @contextmanager
    def open(
        self, path: str, *, reader: str | None = None, language: str = "zh", width: int = 1280, height: int = 844,
        scheme: str = "light", scripts: bool = True,
    ) -> Iterator[Opened]:  # fmt: skip
        """Open a path in a browser that has kept nothing but the reader's session."""
        context = self._browser.new_context(
            base_url=self.live.address,
            locale=_LOCALES[language],
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            reduced_motion="reduce",
            java_script_enabled=scripts,
            storage_state=self._session(reader) if reader else None,
        )
        opened = Opened(context.new_page(), None)
        opened.page.on("request", lambda one: self._note_stranger(opened, one.url))
        opened.page.on("requestfinished", lambda one: opened.requests.append(one))
        opened.page.on("pageerror", lambda error: opened.errors.append(str(error)))
        opened.page.on("console", lambda said: self._note_error(opened, said))
        try:
            opened.answer = opened.page.goto(LANGUAGES[language] + path, wait_until="load")
            yield opened
        finally:
            context.close()

    def _note_stranger(self, opened: Opened, url: str) -> None:
        if not url.startswith((self.live.address + "/", "data:", "blob:")):
            opened.strangers.append(url)

    @staticmethod
    def _note_error(opened: Opened, said: Any) -> None:
        # Chromium says so of every page whose own status is an error, such as one that was not found.
        of_itself = said.location.get("url") == opened.page.url and "the server responded with a status" in said.text
        if said.type == "error" and not of_itself:
            opened.errors.append(f"{said.text} ({said.location.get('url')})")

    def text(self, path: str, *, reader: str | None = None, language: str = "zh") -> str:
        """Return the HTML of a path as it came."""
        context = self._browser.new_context(
            base_url=self.live.address, storage_state=self._session(reader) if reader else None
        )
        try:
            return context.request.get(LANGUAGES[language] + path).text()
        finally:
            context.close()

    def json(self, path: str) -> Any:
        """Return what the API says."""
        return json.loads(self.text("/api/v1" + path))

    def part(self, path: str, pattern: str, *, reader: str | None = None) -> str:
        """Return the first group of a pattern where it first occurs in a page's HTML."""
        found = re.search(pattern, self.text(path, reader=reader))
        if found is None:
            raise Missing(f"{path} has nothing like {pattern}")
        return unescape(found[1])

    def link(self, path: str, pattern: str, *, reader: str | None = None) -> str:
        """Return the first link on a page that is wholly of the pattern."""
        return self.part(path, f'href="({pattern})"', reader=reader)

    @cached_property
    def datasets(self) -> list[dict[str, Any]]:
        """What is released, as the API lists it."""
        return list(self.json("/datasets?per_page=100&sort=title")["items"])

    def dataset(self, *preferred: str, **wanted: str) -> str:
        """Return a dataset's name: a preferred one that is as wanted, or the first that is."""
        names = [one["name"] for one in self.datasets if all(one.get(key) == wanted[key] for key in wanted)]
        for name in (*preferred, *names):
            if name in names:
                return name
        raise Missing(f"no dataset of the demo has {wanted}")

    def several_releases(self, *preferred: str) -> str:
        """Return the name of a dataset with more than one release."""
        for name in dict.fromkeys((*preferred, *(one["name"] for one in self.datasets))):
            if any(one["name"] == name and one["release"] > 1 for one in self.datasets):
                return name
        raise Missing("no dataset of the demo has two releases")

    def chart(self, kind: str, *preferred: str) -> str:
        """Return the path of a resource's page with a chart of this kind (`portal.charts.Kind`)."""
        names = [one["name"] for one in self.datasets if one["opening"] == "unconditional"]
        for name in dict.fromkeys((*(one for one in preferred if one in names), *names)):
            for resource in self.json(f"/datasets/{name}/resources")["items"]:
                path = f"/datasets/{name}/resources/{quote(resource['name'])}"
                if re.search(rf"/charts/[^/]+/{kind}[-/]", self.text(path)):
                    return path
        raise Missing(f"no resource of the demo shows a chart of the kind {kind}")

    def line(self, outcome: str, until: str | None = None) -> dict[str, str]:
        """Return the first line of the demo's manifest with this outcome; ``name`` is the dataset's."""
        root = ROOT / "datapackages"
        for line in json.loads((root / "demo.json").read_bytes())["packages"]:
            if line["outcome"] == outcome and until in (None, line.get("until")):
                descriptor = json.loads((root / line["path"] / "datapackage.json").read_bytes())
                return {"publisher": _CITY, **line, "name": descriptor["name"]}
        raise Missing(f"the demo has nothing {outcome}" + (f" at {until}" if until else ""))

    def official(self, publisher: str, role: str) -> str:
        """Return the sign-in of a publisher's official."""
        name = role if publisher == _CITY else f"{publisher}.{role}"
        if name not in self.live.people:
            raise Missing(f"the demo has no {name}")
        return name

    def revision(self, reader: str, query: str) -> str:
        """Return the path of the first revision that a reader finds at the desk: the demo's, which are the oldest."""
        return self.link(f"/desk/reviews?{query}&sort=oldest", f"/desk/reviews/{_UUID}", reader=reader)

    @cached_property
    def draft(self) -> str:
        """The path of a draft with a file of forty rows, as ``steward2`` has it before filling in the form."""
        with self.open("/desk/drafts", reader="steward2") as opened:
            return self._make_draft(opened.page)

    @cached_property
    def resource(self) -> str:
        """The name of the file of that draft."""
        return self.part(self.draft, 'name="columns" value="([^"]+)"', reader="steward2")

    @cached_property
    def revealing(self) -> str:
        """The path of a revision that is blocked, because of what its file would tell of persons."""
        with self.open("/desk/drafts", reader="steward2") as opened:
            page = opened.page
            self._make_draft(page)
            page.fill("[name=title]", "社区图书室一览（示例）")
            page.fill("[name=description]", "社区图书室的藏书和读者人数。示例数据。")
            page.check("[name=theme][value=community]")
            page.select_option("[name=license]", "CC-BY-4.0")
            page.check("[name=opening][value=unconditional]")
            page.select_option("[name=grade]", "general-1")
            page.fill("[name=name]", "community-libraries")
            page.click("[formaction$='/submit']")
            page.wait_for_url(re.compile(f"/desk/reviews/{_UUID}"))
            deadline = time.monotonic() + 30
            while not page.locator(".found--block").count():
                if time.monotonic() > deadline:
                    raise Missing("the checks of a revision did not end")
                page.wait_for_timeout(250)
                page.reload()
            return "/desk/reviews/" + re.findall(_UUID, page.url)[0]

    @staticmethod
    def _make_draft(page: Any) -> str:
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        page.set_input_files("[name=files]", {"name": "社区图书室.xlsx", "mimeType": kind, "buffer": _workbook()})
        page.click("section[aria-labelledby=new] button[type=submit]")
        page.wait_for_url(re.compile(f"/desk/drafts/{_UUID}"))
        return "/desk/drafts/" + re.findall(_UUID, page.url)[0]

    def _session(self, reader: str) -> Any:
        if reader not in self._signed_in:
            with self.open("/login") as opened:
                opened.page.fill("[name=name]", reader)
                opened.page.fill("[name=password]", self.live.people[reader]["password"])
                opened.page.click("main form button[type=submit]")
                opened.page.wait_for_url(re.compile("/desk"))
                self._signed_in[reader] = opened.page.context.storage_state()
        return self._signed_in[reader]


def _workbook() -> bytes:
    """Make a workbook as an office would: a title above the header, a column that is nobody's business, few readers of
    one library, and the list of volunteers in a sheet out of sight."""
    book = Workbook()
    sheet = book.active
    sheet.title = "图书室"
    sheet.append(["全市社区图书室情况（2026年，示例）"])
    sheet.append([])
    sheet.append(["编号", "图书室名称", "所在区", "藏书量（册）", "开放日期", "视障读者人数", "负责人证件号"])
    for number in range(1, 41):
        district = ("道里区", "南岗区", "道外区", "香坊区")[number % 4]
        opened = f"{2015 + number % 10}-{1 + number % 12:02}-{1 + number % 28:02}"
        sheet.append(
            [f"{number:03}", f"第{number}社区图书室", district, 900 + number * 37, opened, number % 9 * 7, _NUMBER]
        )
    sheet["F7"] = 2
    hidden = book.create_sheet("志愿者")
    hidden.sheet_state = "hidden"
    hidden.append(["姓名", "联系电话", "家庭住址"])
    for number, name in enumerate(("张伟强", "王芳菲", "李娜敏"), 1):
        hidden.append([name, f"1380013800{number}", f"道里区友谊路{number}号2单元{number}01室"])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()
