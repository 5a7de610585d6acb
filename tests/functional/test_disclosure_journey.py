"""A list of persons behind a summary, walked in a browser: blocked, mended, approved, released without it."""

import io
import json
import re
import zipfile
from pathlib import Path

import duckdb
import pytest
from openpyxl import Workbook

from tests.functional.conftest import Live
from tests.functional.test_journey import sign_in, wait_for_text

pytestmark = pytest.mark.pages

TITLE = "各区救助人数（示例）"
NAME = "relief-by-district"
PEOPLE = [
    ("张伟强", "230102190001010018", "13800138001", "道里区友谊路12号3单元201室"),
    ("王芳菲", "23010219000101019X", "13800138002", "南岗区西大直街8号2单元501室"),
    ("李娜敏", "830000190001010011", "13800138003", "香坊区和平路77号1单元302室"),
]
RAW = tuple(cell for row in PEOPLE for cell in row)
DISTRICTS = (
    ("道里区", 120, 41),
    ("南岗区", 3, 52),
    ("道外区", 88, 2),
    ("香坊区", 64, 39),
    ("平房区", 57, 33),
    ("松北区", 41, 28),
)


def workbook(path: Path) -> Path:
    """Make what an office has: the summary it means to give, and the list it was summed up from, out of sight."""
    book = Workbook()
    sheet = book.active
    sheet.title = "汇总"
    sheet.append(["区县", "特困人数", "残疾人数"])
    for row in DISTRICTS:
        sheet.append(row)
    hidden = book.create_sheet("名单")
    hidden.sheet_state = "hidden"
    hidden.append(["姓名", "身份证号", "联系电话", "家庭住址"])
    for person in PEOPLE:
        hidden.append(person)
    book.save(path)
    return path


def look(page) -> str:
    """Return what a page shows, having looked at all that came: it holds nobody's values."""
    content = page.content()
    for raw in RAW:
        assert raw not in content, (page.url, raw)
    return page.inner_text("main")


def fill_in(page) -> None:
    page.fill("[name=title]", TITLE)
    page.fill("[name=description]", "按区汇总的救助人数。示例数据。")
    page.check("[name=theme][value=community]")
    page.select_option("[name=license]", "CC-BY-4.0")
    page.check("[name=opening][value=unconditional]")
    page.select_option("[name=grade]", "general-1")
    page.fill("[name=name]", NAME)


def hand_in(page) -> str:
    page.get_by_role("button", name="保存并提交").first.click()
    page.wait_for_url(re.compile(r"/desk/reviews/"))
    return page.url.rpartition("/")[2]


def decide(page, live: Live, revision: str, name: str, verdict: str, comment: str) -> None:
    sign_in(page, live, name)
    page.goto(f"/desk/reviews/{revision}")
    look(page)
    page.check(f"[name=verdict][value={verdict}]")
    page.fill("[name=comment]", comment)
    page.click("section[aria-labelledby=decide] button[type=submit]")
    page.wait_for_load_state()
    look(page)


def mend(page, live: Live, revision: str) -> None:
    """Open it as a draft again, look at what the proposed remedies do, and do them."""
    sign_in(page, live, "steward")
    page.goto(f"/desk/reviews/{revision}")
    page.click("section[aria-labelledby=steward] button[type=submit]")
    page.wait_for_url(re.compile(r"/desk/drafts/"))
    wait_for_text(page, "GB 11643", within="section.reveals")
    look(page)
    page.click("section.reveals button[name=remedies]")
    page.wait_for_url(re.compile(r"/remedies/"))
    assert page.is_checked("[name=strip]")
    page.click(".draft__acts button:first-child")
    page.wait_for_selector(".seen")
    assert page.locator(".seen ins", has_text="*").count() >= 2
    look(page)
    page.click(".draft__acts button:last-child")
    page.wait_for_url(re.compile(r"/desk/drafts/[^/]+(#|$)"))
    for _ in range(60):
        if page.locator("section.reveals .all-well").count():
            break
        page.wait_for_timeout(250)
        page.reload()
    assert page.locator("section.reveals .asked--done li").count() >= 3
    assert page.locator("section.reveals .found").count() == 0
    look(page)


def test_a_hidden_list_of_persons_is_mended_before_it_is_let_out(page, live: Live, tmp_path: Path) -> None:
    # A steward hands in what they have, and is told what it would reveal, where, and what to do.
    sign_in(page, live, "steward")
    page.goto("/desk/drafts")
    page.set_input_files("[name=files]", workbook(tmp_path / "救助汇总.xlsx"))
    page.click("section[aria-labelledby=new] button[type=submit]")
    page.wait_for_url(re.compile(r"/desk/drafts/"))
    shown = look(page)
    assert "名单" in shown
    assert "230102********0018" in shown
    fill_in(page)
    revision = hand_in(page)
    wait_for_text(page, "230102********0018")

    # The department sees the reasons, masked, and cannot approve.
    decide(page, live, revision, "department", "approved", "已核对。")
    assert page.get_by_role("alert").count() == 1
    assert "GB 11643" in look(page)
    decide(page, live, revision, "department", "returned", "请去除隐藏工作表中的名单。")

    mend(page, live, revision)
    second = hand_in(page)
    assert second != revision
    wait_for_text(page, "部门审核", within="[aria-current=step]")
    assert page.locator(".found--block").count() == page.locator(".found--justify").count() == 0
    assert page.locator(".asked--done li").count() >= 3
    look(page)
    for name in ("department", "security", "release"):
        decide(page, live, second, name, "approved", "已核对。")

    # What is public holds none of it, and says what was done.
    page.context.clear_cookies()
    for _ in range(60):
        if page.goto(f"/datasets/{NAME}").status == 200:
            break
        page.wait_for_timeout(250)
    details = page.locator("details.protected")
    assert details.count() == 1
    details.locator("summary").click()
    assert details.locator("li").count() >= 3
    holds_nothing(page, tmp_path)


def holds_nothing(page, tmp_path: Path) -> None:
    """Look through everything that is handed out: pages, zip, CSV, Parquet, the API."""
    with page.expect_download() as download:
        page.locator("a[href$='.zip']").first.click()
    package = tmp_path / download.value.suggested_filename
    download.value.save_as(package)
    with zipfile.ZipFile(package) as packed:
        descriptor = json.loads(packed.read("datapackage.json"))
        members = {name: packed.read(name) for name in packed.namelist()}
    resource = descriptor["resources"][0]
    done = {(one["step"], one.get("column")) for one in resource["remedies"]}
    assert {("suppress", "特困人数"), ("suppress", "残疾人数"), ("strip", None)} <= done
    assert "original" not in resource
    taken = list(members.items())
    for path in (
        f"/datasets/{NAME}",
        f"/en/datasets/{NAME}",
        f"/datasets/{NAME}/resources/{resource['name']}",
        f"/datasets/{NAME}/releases/1",
        f"/datasets/{NAME}/releases/1/datapackage.json",
        f"/datasets/{NAME}/releases/1/{resource['path']}",
        f"/api/v1/datasets/{NAME}",
        f"/api/v1/datasets/{NAME}/resources/{resource['name']}/rows",
    ):
        answer = page.request.get(path)
        assert answer.status == 200, path
        taken.append((path, answer.body()))
    parquet = tmp_path / "table.parquet"
    parquet.write_bytes(page.request.get(f"/datasets/{NAME}/releases/1/data/{resource['name']}.parquet").body())
    table = duckdb.sql(f"SELECT * FROM '{parquet}'").fetchall()
    assert len(table) == len(DISTRICTS)
    taken.append((parquet.name, repr(table).encode()))
    for name, body in taken:
        for raw in RAW:
            assert raw.encode() not in body, (name, raw)
    rows = io.StringIO(members[resource["path"]].decode("utf-8-sig")).read().splitlines()[1:]
    counts = [cell for row in rows for cell in row.split(",")[1:]]
    assert len(counts) == 2 * len(DISTRICTS)
    assert not {"1", "2", "3", "4"} & set(counts)
    assert counts.count("*") >= 2
