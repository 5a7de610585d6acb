"""From an upload to a release, by browser, with a return on the way."""

import io
from typing import Any

import pytest
from flask import Flask

from portal.review import Event
from tests.factories import World
from tests.integration.desk.conftest import Browser

BEDS = "医院,床位数,地址\n市第一医院,1200,道里区地段街151号\n市第二医院,800,南岗区西大直街1号\n"
WORDS: dict[str, Any] = {
    "title": "全市医院床位",
    "description": "按医院统计的编制床位数。",
    "theme": ["health"],
    "license": "CC-BY-4.0",
    "opening": "unconditional",
    "grade": "general-1",
    "cadence": "annual",
    "keywords": "医院，床位",
    "start": "2024",
    "end": "2024-12",
    "place": "哈尔滨市",
    "codes": "230102, 230103",
    "contact": "数据管理岗",
    "email": "data@example.org",
    "sources-0-title": "年报",
    "sources-0-path": "https://example.org/yearbook",
    "title_en": "Hospital beds",
    "description_en": "Beds by hospital.",
    "keywords_en": "hospital, beds",
}


def file(text: str, name: str = "床位.csv") -> tuple[io.BytesIO, str]:
    return io.BytesIO(text.encode()), name


def upload(steward: Browser, text: str = BEDS, name: str = "床位.csv") -> str:
    """Make a draft of a file; returns its address."""
    steward.get("/desk/drafts").send("/desk/drafts", files=file(text, name))
    assert steward.status == 200, steward.text
    return steward.path


def hand_in(steward: Browser, text: str = BEDS, **changes: Any) -> str:
    """Make a draft, describe it and hand it in; returns the revision's address."""
    draft = upload(steward, text)
    steward.send(draft, to=f"{draft}/submit", **{**WORDS, **changes})
    assert "/desk/reviews/" in steward.path, steward.text
    return steward.path


def approve(app: Flask, revision: str, stage: str, **changes: Any) -> Browser:
    browser = Browser(app).sign_in(stage)
    return browser.get(revision).send("/decide", verdict="approved", comment="已核对。", **changes)


def test_from_upload_to_release(app: Flask, world: World, steward: Browser) -> None:
    draft = upload(steward)
    assert "床位数" in steward.text
    assert "1200" in steward.text
    steward.send(draft, **WORDS)
    assert steward.path == draft
    assert 'value="quan-shi-yi-yuan-chuang-wei"' in steward.text
    resource = steward.form(draft)[1]
    assert resource["email"] == "data@example.org"

    steward.get(f"{draft}/columns/chuang-wei")
    steward.send("/columns/chuang-wei", **{"title-1": "编制床位数", "title_en-1": "Beds", "title": "床位表"})
    assert steward.path == draft
    steward.send(draft, to=f"{draft}/submit")
    revision = steward.path
    assert "/desk/reviews/" in revision
    world.work()

    department = Browser(app).sign_in("department")
    assert revision in department.text
    department.get(revision).send("/decide", verdict="returned", comment="请补充统计口径。")
    assert department.status == 200
    steward.get(revision)
    assert "请补充统计口径。" in steward.text
    steward.send("/draft")
    mended = steward.path
    assert mended.startswith("/desk/drafts/")
    assert mended != draft
    steward.send(mended, to=f"{mended}/submit", description="编制床位数，年末数。")
    second = steward.path
    assert second != revision
    world.work()

    preview = department.get(f"{second}/preview")
    assert "编制床位数，年末数。" in preview.text
    assert "市第一医院" in preview.text
    assert department.get(f"{second}/preview/chuang-wei").status == 200
    given = department.get(f"{second}/files/data/chuang-wei.csv")
    assert given.answer is not None
    assert given.answer.get_data() == BEDS.encode()
    assert given.answer.headers["Cache-Control"] == "no-store"
    for wrong in ("data/other.csv", "other.csv", "../chuang-wei.csv", "data/%2e%2e/data/chuang-wei.csv"):
        assert department.get(f"{second}/files/{wrong}").status == 404

    for stage in ("department", "security", "release"):
        assert approve(app, second, stage).status == 200
    world.work()
    public = Browser(app).get("/datasets/quan-shi-yi-yuan-chuang-wei")
    assert public.status == 200
    assert "全市医院床位" in public.text
    assert "Set-Cookie" not in (public.answer.headers if public.answer else {})
    home = steward.get("/desk")
    assert "quan-shi-yi-yuan-chuang-wei" in home.text
    english = Browser(app).get("/en/datasets/quan-shi-yi-yuan-chuang-wei/resources/chuang-wei")
    assert "Beds" in english.text


def test_the_next_release_shows_what_is_new(app: Flask, world: World, steward: Browser) -> None:
    first = hand_in(steward)
    world.work()
    for stage in ("department", "security", "release"):
        approve(app, first, stage)
    world.work()
    steward.get("/desk/datasets").send("/draft")
    draft = steward.path
    text = BEDS.replace("地址", "所在地") + "市第三医院,500,香坊区\n"
    steward.send(draft, to=f"{draft}/files", files=file(text), replaces="chuang-wei")
    assert steward.status == 200, steward.text
    steward.send(draft, to=f"{draft}/submit")
    second = steward.path
    world.work()
    official = Browser(app).sign_in("security").get(second)
    assert "所在地" in official.text
    assert "新增的列" in official.text or "New columns" in official.text


def test_a_bad_cell_is_shown_to_the_official_masked(app: Flask, world: World, steward: Browser) -> None:
    text = "姓名,证件\n张三,230102199003078519\n李四,230102198512120012\n"
    revision = hand_in(steward, text)
    world.work()
    official = Browser(app).sign_in("security").get(revision)
    assert "identifier" not in official.text
    assert "230102199003078519" not in official.text
    assert "230102********8519" in official.text
    assert "230102198512120012" not in official.text


def test_a_withdrawal_from_the_list_of_datasets(app: Flask, world: World) -> None:
    world.release("population")
    for name, status in (("health.release", 404), ("steward", 400)):
        other = Browser(app).sign_in(name)
        sent = {"csrf_token": other.csrf(), "reason": "不该由我下架。"}
        assert other.post("/desk/datasets/population/releases/1/withdraw", sent).status == status
    assert Browser(app).get("/datasets/population").status == 200
    official = Browser(app).sign_in("release").get("/desk/datasets")
    official.send("/withdraw", reason="")
    assert official.status == 400
    official.send("/withdraw", reason="数据有误。")
    assert official.status == 200
    assert "数据有误。" in official.text
    assert Browser(app).get("/datasets/population").status == 410


def test_a_long_list_of_datasets_is_given_in_pages(app: Flask, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.web.desk.datasets._PER_PAGE", 2)
    for name in ("aa", "bb", "cc"):
        world.release(name)
    official = Browser(app).sign_in("release").get("/desk/datasets")
    assert [one in official.text for one in ("aa</h2>", "bb</h2>", "cc</h2>")] == [True, True, False]
    official.get("/desk/datasets?page=2").send("/withdraw", reason="")
    assert official.status == 400
    assert "cc</h2>" in official.text  # what was typed stands by the dataset that it was typed for
    official.send("/withdraw", reason="数据有误。")
    assert official.status == 200
    assert "数据有误。" in official.text


def test_only_the_last_revision_of_a_dataset_is_there_to_be_mended(app: Flask, world: World, steward: Browser) -> None:
    returned = {}
    for name in ("aa", "bb"):
        returned[name] = world.submit(name)
    world.work()
    for one in returned.values():
        world.decide(one, "department", Event.RETURNED)
    world.submit("bb")
    todo = steward.get("/desk").text
    assert f"/desk/reviews/{returned['aa']}" in todo
    assert f"/desk/reviews/{returned['bb']}" not in todo
    other = Browser(app).sign_in("health.steward").get("/desk")
    assert "/desk/reviews/" not in other.text.replace('href="/desk/reviews"', "")
