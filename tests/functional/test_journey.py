"""The README's way, walked in a browser: from a spreadsheet to a release that proves itself."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.functional.conftest import Live

pytestmark = pytest.mark.pages

TITLE = "社区食堂一览（示例）"
WORD = "食堂"


def spreadsheet(path: Path, *, mended: bool) -> Path:
    """Make a workbook as an office would: a title above the header, dates as dates, one resident ID in a column."""
    book = Workbook()
    sheet = book.active
    sheet.title = "食堂"
    sheet.append(["全市社区食堂情况（2026年）"])
    sheet.append([])
    sheet.append(
        ["编号", "食堂名称", "所在区", "座位数", "开业日期", "是否供应晚餐", "负责人证件号"][: 6 if mended else 7]
    )
    for number in range(1, 41):
        row = [
            f"{number:03}",
            f"第{number}社区食堂",
            ("道里区", "南岗区", "道外区", "香坊区")[number % 4],
            20 + number % 7 * 10,
            date(2020 + number % 5, 1 + number % 12, 1 + number % 28),
            "是" if number % 3 else "否",
            "230102190001010018",
        ]
        sheet.append(row[: 6 if mended else 7])
    book.save(path)
    return path


def sign_in(page, live: Live, name: str) -> None:
    page.context.clear_cookies()
    page.goto("/login")
    page.fill("[name=name]", name)
    page.fill("[name=password]", live.people[name]["password"])
    page.click("main button[type=submit]")
    page.wait_for_url(re.compile(r"/desk"))


def fill_in(page) -> None:
    page.fill("[name=title]", TITLE)
    page.fill("[name=description]", "全市社区食堂的位置、座位和开业时间。示例数据。")
    page.check("[name=theme][value=community]")
    page.select_option("[name=license]", "CC-BY-4.0")
    page.check("[name=opening][value=unconditional]")
    page.select_option("[name=grade]", "general-1")
    page.fill("[name=name]", "community-canteens")


def decide(page, live: Live, name: str, verdict: str, comment: str) -> None:
    sign_in(page, live, name)
    page.goto("/desk/reviews?state=in_review")
    page.get_by_role("link", name=TITLE).first.click()
    page.check(f"[name=verdict][value={verdict}]")
    page.fill("[name=comment]", comment)
    page.click("section[aria-labelledby=decide] button[type=submit]")
    page.wait_for_load_state()


def wait_for_text(page, text: str, *, within: str = "main", tries: int = 60) -> None:
    """Load the page again until it says so: the worker takes a moment."""
    for _ in range(tries):
        if any(text in one for one in page.locator(within).all_inner_texts()):
            return
        page.wait_for_timeout(250)
        page.reload()
    raise AssertionError(f"{text!r} did not appear in: {page.inner_text('main')[:2000]}")


def mend(page, live: Live, tmp_path: Path, revision: str) -> None:
    """Mend it as the steward: the file without that column takes the old one's place."""
    sign_in(page, live, "steward")
    page.goto(f"/desk/reviews/{revision}")
    assert "请删除负责人证件号一列。" in page.inner_text("main")
    page.click("section[aria-labelledby=steward] button[type=submit]")
    page.wait_for_url(re.compile(r"/desk/drafts/"))
    page.set_input_files("[name=files]", spreadsheet(tmp_path / "食堂.xlsx", mended=True))
    page.select_option("[name=replaces]", index=1)
    page.get_by_role("button", name="保存并读取文件").click()
    page.wait_for_load_state()
    assert "负责人证件号" not in page.inner_text("section[aria-labelledby=files-heading]")
    page.get_by_role("button", name="保存并提交").first.click()
    page.wait_for_url(re.compile(r"/desk/reviews/"))
    wait_for_text(page, "部门审核", within="[aria-current=step]")  # its name stands among the steps from the beginning


def test_from_a_spreadsheet_to_a_proved_release(page, live: Live, tmp_path: Path) -> None:
    # A steward hands in what they have, and sees what was found in it.
    sign_in(page, live, "steward")
    page.goto("/desk/drafts")
    page.set_input_files("[name=files]", spreadsheet(tmp_path / "食堂.xlsx", mended=False))
    page.click("section[aria-labelledby=new] button[type=submit]")
    page.wait_for_url(re.compile(r"/desk/drafts/"))
    assert "第1社区食堂" in page.inner_text("main")
    fill_in(page)
    page.get_by_role("button", name="保存并提交").first.click()
    page.wait_for_url(re.compile(r"/desk/reviews/"))
    wait_for_text(page, "居民身份证")
    revision = page.url.rpartition("/")[2]

    # The department cannot approve it, and returns it.
    sign_in(page, live, "department")
    page.goto(f"/desk/reviews/{revision}")
    page.check("[name=verdict][value=approved]")
    page.click("section[aria-labelledby=decide] button[type=submit]")
    assert page.get_by_role("alert").count() == 1
    decide(page, live, "department", "returned", "请删除负责人证件号一列。")

    mend(page, live, tmp_path, revision)

    # Three officials approve; the one who handed in sees no form to do so.
    assert page.locator("section[aria-labelledby=decide] form").count() == 0
    for name in ("department", "security", "release"):
        decide(page, live, name, "approved", "已核对。")

    # A citizen finds it by a word of its title, reads it and takes it.
    page.context.clear_cookies()
    page.goto(f"/datasets?q={WORD}")
    for _ in range(60):
        if page.get_by_role("link", name=TITLE).count():
            break
        page.wait_for_timeout(250)
        page.reload()
    page.get_by_role("link", name=TITLE).first.click()
    assert page.locator("h1").inner_text() == TITLE
    assert "第1社区食堂" in page.inner_text("main")
    assert page.context.cookies() == []
    with page.expect_download() as download:
        page.locator("a[href$='.zip']").first.click()
    package = tmp_path / download.value.suggested_filename
    download.value.save_as(package)

    # It proves itself, and it is a valid Data Package to everyone.
    proved = live.command("verify", package)
    assert proved.returncode == 0, proved.stderr
    assert "community-canteens release 1" in proved.stdout
    frictionless = [sys.executable, "-m", "frictionless", "validate", str(package)]
    assert subprocess.run(frictionless, capture_output=True, cwd=tmp_path).returncode == 0
