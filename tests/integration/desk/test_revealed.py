"""What a draft would reveal, and its remedies: seen, tried, done; no raw personal value on any page of the desk."""

import io
import re
from typing import Any

import pytest
from flask import Flask
from openpyxl import Workbook
from sqlalchemy import select

from portal.catalog.models import Draft, DraftFile
from tests.factories import World
from tests.integration.desk.conftest import Browser
from tests.integration.desk.test_journey import WORDS, hand_in, upload

PEOPLE = [
    ("张伟", "230102190001010018", "13800138001", "道里区友谊路12号3单元201室"),
    ("王芳", "23010219000101019X", "13800138002", "南岗区西大直街8号2单元501室"),
    ("李娜", "830000190001010011", "13800138003", "香坊区和平路77号1单元302室"),
    ("刘洋", "230102190001010018", "13800138004", "道外区南直路5号4单元402室"),
    ("陈静", "23010219000101019X", "13800138005", "平房区新疆大街9号2单元101室"),
]
RAW = tuple(cell for row in PEOPLE for cell in row)
HEADER = ("姓名", "身份证号", "联系电话", "家庭住址", "年龄", "性别")


def table() -> str:
    rows = [[*row, str(30 + place), "男女"[place % 2]] for place, row in enumerate(PEOPLE)]
    return "\n".join(",".join(row) for row in [list(HEADER), *rows]) + "\n"


def workbook() -> io.BytesIO:
    """A summary with small counts, and the list of names behind it in a hidden sheet."""
    book = Workbook()
    sheet = book.active
    sheet.title = "汇总"
    sheet.append(["区县", "残疾人数", "低保人数"])
    for name, one, two in zip(("道里区", "南岗区", "道外区", "香坊区"), (120, 3, 88, 64), (41, 52, 2, 39), strict=True):
        sheet.append([name, one, two])
    hidden = book.create_sheet("名单")
    hidden.sheet_state = "hidden"
    hidden.append(HEADER[:4])
    for row in PEOPLE:
        hidden.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return io.BytesIO(kept.getvalue())


def seen(browser: Browser) -> str:
    """Return a page, having looked that it holds nobody's values."""
    text = browser.text
    for raw in RAW:
        assert raw not in text, (browser.path, raw)
    return text


def resource_of(world: World) -> dict[str, Any]:
    with world.services.database.read() as session:
        return dict(session.scalars(select(Draft)).one().descriptor["resources"][0])


def test_the_draft_says_what_where_why_and_what_to_do(steward: Browser) -> None:
    draft = upload(steward, table(), "名册.csv")
    assert "230102********0018" in seen(steward)
    english = seen(steward.get(f"/en{draft}"))
    for words in ("Resident ID numbers", "column “身份证号”", "230102********0018", "GB 11643", "proposed:", "certain"):
        assert words in english, words
    assert "5 values" in english
    assert "rows 1, 2, 3, 4, 5" in english
    assert "Rows in the smallest group: 1" in english


def test_remedies_are_previewed_applied_and_told(app: Flask, world: World, steward: Browser) -> None:
    draft = upload(steward, table(), "名册.csv")
    steward.send(draft, remedies="ming-ce")
    assert steward.path == f"{draft}/remedies/ming-ce"
    seen(steward)
    chosen = steward.form("/remedies/ming-ce/preview")[1]
    assert chosen["step-1"] == "drop"
    assert chosen["step-2"] == "mask-mobile"
    assert chosen["step-3"] == "to-district"
    assert chosen["step-4"] == "to-age"
    assert chosen["step-0"] == "mask-person_name"

    steward.send("/preview", **{"step-0": "hash"})
    text = seen(steward)
    assert "138****8001" in text
    assert "道里区" in text
    assert re.search("<ins>[0-9a-f]{16}</ins>", text)
    assert resource_of(world)["fields"] == 6

    steward.send("/preview", to=f"{draft}/remedies/ming-ce/apply")
    assert steward.path == draft
    text = seen(steward)
    assert "230102********0018" not in text
    given = resource_of(world)
    assert [one["step"] for one in given["remedies"]].count("drop") == 1
    assert given["fields"] == 5
    english = seen(steward.get(f"/en{draft}"))
    assert "What it would still reveal" in english
    assert "The column “身份证号” was removed." in english


def test_a_wrong_choice_keeps_what_was_chosen(world: World, steward: Browser) -> None:
    draft = upload(steward, table(), "名册.csv")
    steward.get(f"/en{draft}/remedies/ming-ce")
    steward.send("/preview", **{"step-4": "top_code", "number-4": "many", "step-5": "hash"})
    assert steward.status == 400
    assert "“limit”" in steward.text
    kept = steward.form("/preview")[1]
    assert (kept["step-4"], kept["number-4"], kept["step-5"]) == ("top_code", "many", "hash")
    steward.send("/preview", to=f"/en{draft}/remedies/ming-ce/apply", version="1")
    assert steward.status == 400
    nothing = {f"step-{place}": "" for place in range(6)}
    steward.get(f"/en{draft}/remedies/ming-ce").send("/preview", **nothing)
    assert steward.status == 400
    assert "No step was chosen." in steward.text
    steward.get(f"/en{draft}/remedies/ming-ce").send("/preview", to=f"/en{draft}/remedies/ming-ce/apply", version="9")
    assert steward.status == 409
    assert "remedies" not in resource_of(world)


@pytest.mark.parametrize("ending", ["preview", "apply", "repeat"])
def test_the_addresses_of_its_forms_lead_back(steward: Browser, ending: str) -> None:
    draft = upload(steward, table(), "名册.csv")
    assert steward.get(f"{draft}/remedies/ming-ce/{ending}").path == f"{draft}/remedies/ming-ce"
    assert steward.get(f"{draft}/remedies/no-such").status == 404


def test_columns_to_measure_by_are_chosen(world: World, steward: Browser) -> None:
    rows = [f"{30 + place % 4},{'男女'[place % 2]},{'道里区' if place % 3 else '南岗区'}" for place in range(40)]
    draft = upload(steward, "年龄,性别,所在区\n" + "\n".join(rows) + "\n", "问卷.csv")
    asked = steward.form(draft)[1]
    name = asked["measured"]
    assert asked[f"quasi-{name}"] == ["0", "1", "2"]
    steward.send(draft, **{**asked, f"quasi-{name}": ["1"], "measure": name})
    assert resource_of(world)["quasiIdentifiers"] == ["性别"]
    english = steward.get(f"/en{draft}").text
    assert "Measured by 性别 together." in english
    steward.get(draft).send(draft)
    assert resource_of(world)["quasiIdentifiers"] == ["性别"]


def test_while_a_file_is_being_examined(world: World, steward: Browser) -> None:
    draft = upload(steward, table(), "名册.csv")
    with world.services.database.write() as session:
        file = session.scalars(select(DraftFile)).one()
        file.report, file.scanned = None, 42
    text = seen(steward.get(f"/en{draft}"))
    assert "Being examined, 42 %." in text
    assert 'data-due="' in text
    seen(steward.get(f"/en{draft}/remedies/ming-ce"))
    seen(steward.get(f"{draft}/columns/ming-ce"))


def test_what_stands_behind_a_workbook_is_left_behind(world: World, steward: Browser) -> None:
    steward.get("/desk/drafts").send("/desk/drafts", files=(workbook(), "汇总.xlsx"))
    draft = steward.path
    seen(steward)
    english = seen(steward.get(f"/en{draft}"))
    assert "in a hidden sheet “名单”, column “身份证号”" in english
    assert "counts of persons from 1 to 4 (cells: 2)" in english
    name = resource_of(world)["name"]
    steward.get(f"{draft}/remedies/{name}")
    chosen = steward.form("/preview")[1]
    assert chosen["strip"] == ["1"]
    assert chosen["step-1"] == chosen["step-2"] == "suppress"
    seen(steward.send("/preview"))
    seen(steward.send("/preview", to=f"{draft}/remedies/{name}/apply"))
    assert [one["step"] for one in resource_of(world)["remedies"]] == ["suppress", "suppress", "strip"]
    english = seen(steward.get(f"/en{draft}"))
    assert "No rule found anything that tells of a person." in english


def test_lines_around_a_table_are_offered_masked(world: World, steward: Browser) -> None:
    lines = "救助对象名单\n联系人：张伟，电话13800138001\n"
    upload(steward, f"{lines}区县,数量\n道里区,12\n南岗区,15\n", "名单.csv")
    text = seen(steward)
    assert "138****8001" in text
    assert "救助对象名单" in text


def test_a_name_of_a_column_that_is_a_person_is_masked(steward: Browser) -> None:
    draft = upload(steward, "区县,联系人张伟13800138001\n道里区,1200\n南岗区,1500\n", "名单.csv")
    seen(steward)
    seen(steward.get(f"{draft}/columns/ming-dan"))
    seen(steward.get(f"{draft}/remedies/ming-dan"))


def test_no_page_of_the_review_shows_a_value(app: Flask, world: World, steward: Browser) -> None:
    revision = hand_in(steward, table(), name="register-of-people")
    world.work()
    resource = re.search(r"/preview/([a-z0-9-]+)", steward.get(f"{revision}/preview").text)
    assert resource
    for path in (revision, f"{revision}/preview", f"{revision}/preview/{resource[1]}"):
        for prefix in ("", "/en"):
            for name in ("steward", "security"):
                text = seen(Browser(app).sign_in(name).get(f"{prefix}{path}"))
                assert "230102********0018" in text
    english = steward.get(f"/en{revision}").text
    assert "Why these values identify nobody" in english
    assert "Persons in the data" in english


def test_the_public_page_says_what_was_done(app: Flask, world: World, steward: Browser) -> None:
    draft = upload(steward, table(), "名册.csv")
    steward.get(f"{draft}/remedies/ming-ce")
    steps = {"step-0": "drop", "step-1": "drop", "step-2": "drop", "step-3": "drop", "step-4": "to-age"}
    steward.send("/preview", to=f"{draft}/remedies/ming-ce/apply", **steps, **{"step-5": "drop", "number-4": "10"})
    steward.send(draft, to=f"{draft}/submit", **WORDS)
    revision = steward.path
    world.work()
    for stage in ("department", "security", "release"):
        seen(Browser(app).sign_in(stage).get(revision).send("/decide", verdict="approved", comment="已核对。"))
    world.work()
    public = Browser(app)
    for path in ("", "/resources/ming-ce"):
        text = seen(public.get(f"/en/datasets/{WORDS.get('name', 'quan-shi-yi-yuan-chuang-wei')}{path}"))
        assert "What was done to protect persons" in text
        assert "In the column “年龄” exact values became age bands." in text

    # The next edition is offered the same steps.
    steward.get(revision).send("/draft")
    again = steward.path
    steward.send(again, to=f"{again}/remove/ming-ce")
    steward.send(again, to=f"{again}/files", files=(io.BytesIO(table().encode()), "名册.csv"))
    english = seen(steward.get(f"/en{again}"))
    assert "Done to the last release" in english
    steward.get(again).send(again, to=f"{again}/remedies/ming-ce/repeat")
    assert steward.path == again
    assert "Done to the last release" not in seen(steward.get(f"/en{again}"))
