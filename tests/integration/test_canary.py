"""No raw value of a person in anything that the portal writes: canary values are planted, everything is grepped.

A steward uploads a workbook (a hidden sheet, comments, an author, a column of free text), a JSON and a CSV, and files
that cannot be read; hands them in, contests, mends. Then every page, form's answer, API answer, terminal answer, log
line, table of the database and file of the data folder is searched for every value.

The exceptions, and there are no others: blobs that are an upload as it came in, or a table or file as it would be
released (profiles, reports, descriptors and pictures are not excepted), and the desk's download of such a file.
What is found is named by kind and place, never by value.
"""

import hashlib
import html
import io
import json
import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
from flask import Flask
from openpyxl import Workbook
from openpyxl.comments import Comment
from sqlalchemy import select
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from portal.accounts import Role
from portal.app import create_app
from portal.catalog.models import DraftFile, RevisionFile
from portal.db import Base
from portal.services import Services
from tests.factories import STAGES, World
from tests.integration.desk.conftest import Browser
from tests.integration.desk.test_journey import WORDS
from tests.integration.test_cli import Terminal

ROWS = 24
KINDS = {
    "name": "person_name",
    "id": "resident_id",
    "card": "bank_card",
    "phone": "mobile",
    "home": "home_address",
    "mail": "email",
    "passport": "passport",
    "born": "birth_date",
    "plate": "plate",
}
SURNAMES, GIVEN, LAST = "王李张刘陈杨赵周吴孙郑冯", "鸿雁瑞春桂兆", "琬骞婵翀霈堃"


@pytest.fixture
def app(world: World) -> Flask:
    """Give the application of the portal of `world`."""
    made = create_app(world.services)
    made.testing = True
    return made


def _resident_id(number: int) -> str:
    body = f"2301021907{number % 12 + 1:02}{number % 28 + 1:02}{700 + number % 300}"
    weights = (2 ** (17 - at) % 11 for at in range(17))
    return body + "10X98765432"[sum(int(one) * weight for one, weight in zip(body, weights, strict=True)) % 11]


def _bank_card(number: int) -> str:
    body = f"621700987{number:09}"
    doubled = (int(one) * (2 if at % 2 == 0 else 1) for at, one in enumerate(reversed(body)))
    return body + str(-sum(value // 10 + value % 10 for value in doubled) % 10)


@dataclass
class Canaries:
    """Values that stand nowhere else, and where they were seen."""

    planted: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in KINDS.values()})
    seen: set[tuple[str, str]] = field(default_factory=set)
    _drawn: int = 0
    _pattern: re.Pattern[str] | None = None
    _kind_of: dict[str, str] = field(default_factory=dict)

    def person(self) -> dict[str, str]:
        """Return a made-up person that no other is like."""
        at = self._drawn
        self._drawn += 1
        self._pattern = None
        drawn = {
            "name": SURNAMES[at % 12] + GIVEN[at // 12 % 6] + LAST[at // 72 % 6],
            "id": _resident_id(at),
            "card": _bank_card(at),
            "phone": f"1380777{at:04}",
            "home": f"哈尔滨市道里区尚义街7号鸿鹮家园{at + 1}栋{at % 6 + 1}单元{at % 9 + 1}07室",
            "mail": f"canary{7000 + at}@foxmail.com",
            "passport": f"E7707{at:04}",
            "born": f"1907-{at % 12 + 1:02}-{at // 12 + 1:02}",
            "plate": f"黑A7{at:03}K",
        }
        for name, value in drawn.items():
            self.planted[KINDS[name]].append(value)
        return drawn

    def kinds_in(self, text: str) -> set[str]:
        """Return the kinds of whose values any stands in a text, as it is or as JSON, HTML and addresses spell it."""
        if self._pattern is None:
            for kind, values in self.planted.items():
                for value in values:
                    door = value.rpartition("号")[2]  # an address may be shown down to its street
                    spelt = {door, json.dumps(door)[1:-1], html.escape(door), quote(door)}
                    self._kind_of |= dict.fromkeys(spelt, kind)
            self._pattern = re.compile("|".join(map(re.escape, self._kind_of)))
        return {self._kind_of[found] for found in self._pattern.findall(text)}

    def look(self, where: str, text: str) -> None:
        """Note which kinds stand in a text."""
        self.seen |= {(where, kind) for kind in self.kinds_in(text)}


@dataclass
class Raw:
    """Blobs that may hold values: uploads, and files as they would be released."""

    hashes: set[str] = field(default_factory=set)
    profiles: set[str] = field(default_factory=set)

    def upload(self, content: bytes) -> io.BytesIO:
        """Return an upload's stream, its blob excepted."""
        self.hashes.add(hashlib.sha256(content).hexdigest())
        return io.BytesIO(content)

    def keep(self, services: Services) -> None:
        """Except what drafts and revisions name now."""
        with services.database.read() as session:
            for model in (DraftFile, RevisionFile):
                self.hashes |= set(session.scalars(select(model.sha256)))
                self.profiles |= set(session.scalars(select(model.profile_sha256))) - {None}


def _workbook(canaries: Canaries) -> bytes:
    book = Workbook()
    sheet, rows = book.active, [canaries.person() for _ in range(ROWS)]
    sheet.title = "登记"
    sheet.append("姓名 身份证号 手机 银行卡号 家庭住址 邮箱 护照号 出生日期 车牌号 备注".split())
    for one, told in zip(rows, (canaries.person() for _ in rows), strict=True):
        note = f"联系人{told['name']}，电话{told['phone']}，身份证{told['id']}，住{told['home']}。"
        sheet.append([one[key] for key in "name id phone card home mail passport born plate".split()] + [note])
    for cell in ("B2", "C5"):
        told = canaries.person()
        sheet[cell].comment = Comment(f"核对人{told['name']}，手机{told['phone']}，证件{told['id']}", "科室")
    hidden = book.create_sheet("底册")
    hidden.append(["户主姓名", "身份证号", "住址", "手机号"])
    for _ in range(ROWS):
        one = canaries.person()
        hidden.append([one["name"], one["id"], one["home"], one["phone"]])
    hidden.sheet_state = "hidden"
    book.properties.creator, book.properties.lastModifiedBy = canaries.person()["name"], canaries.person()["name"]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _json(canaries: Canaries) -> bytes:
    people = [canaries.person() for _ in range(ROWS)]
    records = [
        {"患者姓名": one["name"], "证件": {"号码": one["id"]}, "联系": {"手机": one["phone"], "邮箱": one["mail"]}}
        for one in people
    ]
    return json.dumps(records, ensure_ascii=False).encode()


def _csv(canaries: Canaries) -> bytes:
    people = [canaries.person() for _ in range(ROWS)]
    rows = [f"{one['name']},{one['id']},{one['card']},{one['phone']},{at}" for at, one in enumerate(people, 30)]
    return "\n".join(["业主,身份证号码,银行卡,联系手机,年龄", *rows, ""]).encode()


def _broken(canaries: Canaries) -> Iterator[tuple[str, bytes]]:
    """Give files that cannot be read, or not as they are named, each with values in it."""
    yield "断.json", _json(canaries)[:-20]
    yield "引号.csv", _csv(canaries) + b'"' + canaries.person()["id"].encode() + b"\n"
    yield "假.xlsx", _csv(canaries)
    yield "假.zip", b"PK\x03\x04" + _csv(canaries)
    yield "乱.csv", _csv(canaries) + b"\xff\xfe\x00\x81" + canaries.person()["id"].encode()
    yield "宽.csv", _csv(canaries) + b",".join([canaries.person()["id"].encode()] * 40) + b"\n"


def _addresses(app: Flask, ids: dict[str, list[Any]]) -> Iterator[tuple[str, str]]:
    """Give each address that a browser may open, filled with what stands, by the endpoint's name."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint.endswith("static"):
            continue
        filled: list[dict[str, Any]] = [{}]
        for place in sorted(rule.arguments - set(rule.defaults or ())):
            values = ids.get(place, ids["name"])
            values = values if rule.endpoint.startswith("desk.") else values[-1:]
            filled = [{**one, place: value} for one in filled for value in values]
        for values in filled:
            yield rule.endpoint, adapter.build(rule.endpoint, values)


class Watched(Browser):
    """A browser whose every answer is searched."""

    def __init__(self, app: Flask, who: str, canaries: Canaries) -> None:
        super().__init__(app)
        self._who, self._canaries = who, canaries
        if who != "visitor":
            self.sign_in(who)

    def _keep(self, answer: TestResponse) -> "Browser":
        super()._keep(answer)
        assert answer.status_code < 500 or answer.request.path.endswith("/health/ready"), answer.request.path
        rule = self.client.application.url_map.bind("localhost")
        try:
            endpoint, _ = rule.match(re.sub(r"^/en(?=/|$)", "", answer.request.path) or "/", answer.request.method)
        except HTTPException:
            endpoint = "nowhere"
        told = f"{self.text} {dict(answer.headers)}"
        self._canaries.look(f"{answer.request.method} {endpoint} as {self._who} ({answer.status_code})", told)
        return self

    def walk(self, ids: dict[str, list[Any]], *, prefixes: Sequence[str] = ("",)) -> set[str]:
        """Open every address; returns the endpoints that answered. prefixes: of the languages."""
        answered = set()
        for endpoint, path in _addresses(self.client.application, ids):
            for prefix in prefixes:
                if self.get(prefix + path, follow=False).status == 200:
                    answered.add(endpoint)
        return answered


def _cells(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "ignore")
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _search_database(services: Services, canaries: Canaries) -> None:
    with services.database.read() as session:
        for table in Base.metadata.sorted_tables:
            for row in session.execute(select(table)).mappings():
                for column, value in row.items():
                    canaries.look(f"table {table.name}.{column}", _cells(value))


def _search_folder(folder: Path, raw: Raw, canaries: Canaries) -> int:
    """Search every file but excepted blobs; returns how many of those there were."""
    excepted = 0
    for path in folder.rglob("*"):
        if not path.is_file():
            continue
        if path.name in raw.hashes:
            excepted += 1
            continue
        where = "blob" if re.fullmatch(r"[0-9a-f]{64}", path.name) else path.relative_to(folder).as_posix()
        where = "profile" if path.name in raw.profiles else where
        canaries.look(f"file: {where}", path.read_bytes().decode("utf-8", "ignore"))
    return excepted


def _take_files(steward: Watched, raw: Raw, canaries: Canaries, files: Iterable[tuple[str, bytes]]) -> str:
    """Make a draft of files, then try those that cannot be read; returns the draft's address."""
    sent = [(raw.upload(content), name) for name, content in files]
    steward.get("/desk/drafts").send("/desk/drafts", files=sent)
    assert steward.status == 200, steward.status
    draft = steward.path
    refused = 0
    for name, content in _broken(canaries):
        steward.get(draft).send(draft, to=f"{draft}/files", files=(raw.upload(content), name))
        refused += steward.status == 400
    assert refused
    return draft


def _resources_of(services: Services) -> list[str]:
    with services.database.read() as session:
        return sorted(set(session.scalars(select(DraftFile.resource))))


def _mend(steward: Watched, draft: str, resources: Iterable[str], *, then: str) -> int:
    """Give columns types that do not fit, and the old ones again; send the remedies that are proposed."""
    tables = 0
    for resource in resources:
        columns = f"{draft}/columns/{resource}"
        if steward.get(columns, follow=False).status != 200:
            continue  # a file without columns
        tables += 1
        form = steward.form(f"/columns/{resource}")[1]
        kept = {name: form[name] for name in ("type-0", "type-1") if name in form}
        steward.send(f"/columns/{resource}", **dict.fromkeys(kept, "integer"))
        steward.get(columns).send(f"/columns/{resource}", **kept)
        action, values = steward.get(f"{draft}/remedies/{resource}").form("/preview")
        steward.post(action.replace("/preview", then), values)
    return tables


def _in_a_terminal(
    services: Services, folder: Path, revision: str, files: Iterable[tuple[str, bytes]], canaries: Canaries
) -> None:
    """Read the revision and scan the files, as programs do."""
    terminal = Terminal(services)
    token = terminal.json("token", "create", "security")[0]["token"]
    number = revision.rpartition("/")[2]
    runs: list[tuple[Any, ...]] = [("review", "show", number, "--json"), ("review", "show", number)]
    for name, content in files:
        (folder / name).write_bytes(content)
        runs += [("scan", folder / name, "--json"), ("validate", folder / name)]
    runs.append(("scan", folder / files[0][0]))
    for run in runs:
        done = terminal.run(*run, token=token)
        canaries.look(f"portal {run[0]}", done.stdout + done.stderr)
        assert run[0] != "scan" or done.returncode == 1, done.stderr


def _review(app: Flask, world: World, revision: str, ids: dict[str, list[Any]], canaries: Canaries) -> Watched:
    """Contest a finding, accept the contest, let everybody look, refuse; returns the steward at the returned one."""
    steward = Watched(app, "steward", canaries)
    steward.get(revision).send("/contest", reason="这是教科书里的示例号码。")
    Watched(app, "security", canaries).get(revision).send("/contest/accept")
    with world.services.database.write() as session:
        world._add(session, "admin", Role.ADMINISTRATOR, None)
    for who in ("steward", *STAGES, "health.steward", "admin", "visitor"):
        both = who in ("security", "visitor")
        answered = Watched(app, who, canaries).walk(ids, prefixes=("", "/en") if both else ("",))
        assert {"api_v1.dataset", "public.dataset"} <= answered, who
        shown = {"desk.review", "desk.preview", "desk.preview_resource", "desk.revision_file"}
        assert (shown <= answered) is (who in ("steward", *STAGES)), who
        assert who != "admin" or "desk.audit_log" in answered
    department = Watched(app, "department", canaries)
    department.get(revision).send("/decide", verdict="approved", comment="先同意。")
    department.get(revision).send("/decide", verdict="returned", comment="请先处理个人信息。")
    steward.get(revision).send("/draft")
    assert steward.path.startswith("/desk/drafts/"), steward.status
    return steward


def test_no_value_in_anything_that_is_written(
    app: Flask, world: World, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    services, raw, canaries = world.services, Raw(), Canaries()
    world.release("population")
    files = [("登记.xlsx", _workbook(canaries)), ("随访.json", _json(canaries)), ("业主.csv", _csv(canaries))]

    steward = Watched(app, "steward", canaries)
    draft = _take_files(steward, raw, canaries, files)
    raw.keep(services)
    world.work()
    resources = _resources_of(services)
    assert _mend(steward, draft, resources, then="/preview") >= len(files)
    steward.get(draft).send(draft, **WORDS)
    ids: dict[str, list[Any]] = {
        "draft_id": [draft.rpartition("/")[2]],
        "revision_id": [uuid4()],
        "name": ["quan-shi-yi-yuan-chuang-wei", "population"],
        "resource": [*resources, "districts"],
        "number": [1],
        "other": [1],
        "path": ["datapackage.json"],
    }
    assert {"desk.draft", "desk.columns", "desk.remedies"} <= steward.walk(ids, prefixes=("", "/en"))

    steward.get(draft).send(draft, to=f"{draft}/submit")
    revision = steward.path
    assert "/desk/reviews/" in revision, steward.status
    ids["revision_id"] = [revision.rpartition("/")[2]]
    world.work()
    raw.keep(services)
    _in_a_terminal(services, tmp_path, revision, files, canaries)
    steward = _review(app, world, revision, ids, canaries)
    _mend(steward, steward.path, resources, then="/apply")
    world.work()
    raw.keep(services)

    _search_database(services, canaries)
    assert _search_folder(services.settings.data_dir, raw, canaries) >= len(files)
    canaries.look("log", caplog.text)
    canaries.look("standard output", "".join(capfd.readouterr()))
    found = sorted(f"{where}: {kind}" for where, kind in canaries.seen)
    assert not found, "values of persons stand in:\n" + "\n".join(found)


def test_the_search_would_find_each_kind() -> None:
    canaries = Canaries()
    content = _csv(canaries) + _json(canaries)
    assert canaries.kinds_in(content.decode()) == {"person_name", "resident_id", "bank_card", "mobile", "email"}
    one = canaries.person()
    for spelt in (str, json.dumps, html.escape, quote):
        assert canaries.kinds_in(" ".join(map(spelt, one.values()))) == set(KINDS.values())
    assert canaries.kinds_in("138****0000 王** 230102********7001 尚义街7号") == set()
