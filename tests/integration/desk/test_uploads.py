"""Files that cannot be taken: a message that says which, where and what to do; the draft and its words stay."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from portal.app import create_app
from portal.catalog.models import Draft
from tests.factories import World
from tests.integration.desk.conftest import Browser
from tests.integration.desk.test_journey import BEDS, file, upload

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(64)


def _zip_outside() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("../../evil.csv", "a,b\n1,2\n")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("空.csv", b""),
        ("照片.csv", PNG),
        ("包.zip", _zip_outside()),
        ("坏.xlsx", b"PK\x03\x04 broken"),
        ("坏.json", b"{"),
    ],
)
def test_a_file_that_cannot_be_read(world: World, steward: Browser, name: str, content: bytes) -> None:
    draft = upload(steward)
    steward.send(draft, to=f"{draft}/files", title="已经写好的标题", files=(io.BytesIO(content), name))
    if steward.status == 200:  # what is no table may still be a file that can be published
        assert name == "坏.json"
        return
    assert steward.status == 400
    assert f"<strong>{name}</strong>" in steward.text
    assert "read." not in steward.text
    steward.get(draft)
    assert 'value="已经写好的标题"' in steward.text
    assert "床位数" in steward.text


def test_a_bad_first_file_leaves_a_draft(world: World, steward: Browser) -> None:
    steward.get("/desk/drafts").send("/desk/drafts", files=(io.BytesIO(b""), "空.csv"))
    assert steward.path.startswith("/desk/drafts/")
    assert "空.csv" in steward.text
    draft = steward.path
    steward.send(draft, to=f"{draft}/files", files=file(BEDS))
    assert "市第一医院" in steward.text


def test_one_bad_file_of_two(world: World, steward: Browser) -> None:
    draft = upload(steward)
    steward.send(draft, to=f"{draft}/files", files=[file("a,b\n1,2\n", "good.csv"), (io.BytesIO(PNG), "bad.csv")])
    assert steward.status == 400
    assert "<strong>bad.csv</strong>" in steward.text
    assert 'id="file-good"' in steward.text


def test_words_that_are_wrong_do_not_lose_the_file(steward: Browser) -> None:
    draft = upload(steward)
    steward.send(draft, to=f"{draft}/files", email="nobody", files=file("a,b\n1,2\n", "good.csv"))
    assert steward.status == 400
    assert 'id="file-good"' in steward.text
    steward.send(draft, email="")
    assert steward.status == 200


def test_no_file_chosen(steward: Browser) -> None:
    draft = upload(steward)
    steward.send(draft, to=f"{draft}/files")
    assert steward.status == 400


def test_a_draft_without_files_is_not_handed_in(steward: Browser) -> None:
    steward.get("/desk/drafts").send("/desk/drafts")
    draft = steward.path
    steward.send(draft, to=f"{draft}/submit", title="没有文件", name="nothing")
    assert steward.status == 400
    assert 'value="没有文件"' in steward.text


@pytest.fixture
def small(world: World) -> Iterator[Browser]:
    """Give the steward's browser at a portal that takes a thousand bytes."""
    settings = replace(world.services.settings, max_upload_bytes=1000)
    yield Browser(create_app(replace(world.services, settings=settings))).sign_in("steward")


def test_a_file_that_is_too_large(small: Browser) -> None:
    draft = upload(small)
    small.send(draft, to=f"{draft}/files", title="标题", files=(io.BytesIO(b"a,b\n" + b"1,2\n" * 500), "big.csv"))
    assert small.status == 400
    assert "<strong>big.csv</strong>" in small.text
    huge = (io.BytesIO(bytes(3 << 20)), "huge.csv")
    assert small.get(draft).send(draft, to=f"{draft}/files", files=huge).status == 413
    assert 'value="标题"' in small.get(draft).text


def test_removing_a_file(steward: Browser) -> None:
    draft = upload(steward)
    steward.send(draft, to=f"{draft}/remove/chuang-wei", title="标题还在")
    assert 'id="file-chuang-wei"' not in steward.text
    assert 'value="标题还在"' in steward.text


def test_a_type_that_does_not_fit_is_told_with_its_place(steward: Browser) -> None:
    draft = upload(steward)
    steward.get(f"{draft}/columns/chuang-wei").send("/columns/chuang-wei", **{"type-2": "integer"})
    assert steward.path == draft
    assert "cell.type" not in steward.text
    assert "“地址”" in steward.text
    steward.get(f"{draft}/columns/chuang-wei").send("/columns/chuang-wei", **{"type-2": "string"})
    assert "“地址”" not in steward.text


def test_a_path_in_the_name(steward: Browser) -> None:
    upload(steward, "a,b\n1,2\n", "..\\..\\路径/a.csv")
    assert 'id="file-table-a"' in steward.text
    assert ".." not in steward.text


def test_a_wide_table_is_described_in_steps(steward: Browser) -> None:
    header = ",".join(f"c{number}" for number in range(120))
    draft = upload(steward, f"{header}\n{','.join('1' * 120)}\n", "wide.csv")
    page = f"{draft}/columns/wide"
    steward.get(page).send("/columns/wide", **{"next": "1", "title-3": "第四列"})
    assert 'id="title-50"' in steward.text
    steward.send("/columns/wide", **{"title-51": "第五十二列"})
    assert steward.path == draft
    assert 'value="第四列"' in steward.get(page).text
    assert 'value="第五十二列"' in steward.get(f"{page}?page=2").text
    assert steward.get(f"{page}?page=99999").status == 200


def test_a_text_that_is_too_long(steward: Browser) -> None:
    draft = upload(steward)
    steward.send(draft, title="长" * 301, description="说明还在")
    assert steward.status == 400
    assert "300" in steward.text
    assert "说明还在" in steward.text


def test_a_workbook_with_a_title_row_offers_it(steward: Browser, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    for row in (["2024年全市医院床位情况", None], ["医院", "床位数"], ["市第一医院", 1200], ["市第二医院", 800]):
        sheet.append(row)
    book.save(tmp_path / "床位.xlsx")
    steward.get("/desk/drafts").send("/desk/drafts", files=((tmp_path / "床位.xlsx").open("rb"), "床位.xlsx"))
    assert 'value="2024年全市医院床位情况"' in steward.text


def test_what_was_said_of_a_column_stays_when_its_file_is_replaced(world: World, steward: Browser) -> None:
    cited = {"package": "zones", "resource": "districts", "field": "代码"}
    said = {"title": "区划代码", "description": "六位。", "codeList": cited, "dataElement": "division_code"}
    fields = [
        {"name": "代码", "type": "string", **said},
        {"name": "人口", "type": "integer", "unit": "人", "dataElement": "population"},
    ]
    resource = {"name": "table", "path": "table.csv", "schema": {"fields": fields}}
    world.release("zones")
    world.release("said", files={"table.csv": "代码,人口\n230102,923762\n"}, resources=[resource])
    steward.get("/desk/datasets").send("/draft")
    draft = steward.path
    steward.send(draft, to=f"{draft}/files", files=file("代码,居民\n230103,1343857\n"), replaces="table")
    assert steward.status == 200, steward.text
    with world.services.database.read() as session:
        (kept,) = session.scalars(select(Draft.descriptor).where(Draft.revision_id.is_(None)))
    code, residents = kept["resources"][0]["schema"]["fields"]
    assert {key: code.get(key) for key in said} == said
    assert residents["name"] == "居民"
    assert not {"dataElement", "unit"} & residents.keys()
