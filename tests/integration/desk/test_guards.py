"""What the desk refuses: strangers, one's own work, stale pages, guesses at passwords, forged forms, ways out."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from portal import accounts
from portal.accounts import Role
from portal.catalog.publishers import find_publisher
from portal.review.models import Decision
from tests.factories import World
from tests.integration.desk.conftest import Browser
from tests.integration.desk.test_journey import WORDS, approve, file, hand_in, upload


def _grant(world: World, name: str, role: Role) -> None:
    with world.services.database.write() as session:
        user, publisher = accounts.find_user(session, name), find_publisher(session, "data-bureau")
        now = world.services.clock.now()
        accounts.grant(
            session, now, user=user, role=role, publisher_id=publisher.id, where=publisher.name, actor="machine"
        )


def _decisions(world: World) -> list[str]:
    with world.services.database.read() as session:
        return [one.verdict for one in session.scalars(select(Decision))]


def test_every_page_asks_for_a_sign_in(app: Flask, browser: Browser) -> None:
    with app.test_request_context():
        rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("desk.")]
    assert len(rules) > 15
    for rule in rules:
        if rule.endpoint == "desk.login" or "GET" not in (rule.methods or set()):
            continue
        path = _path(rule, uuid4(), uuid4())
        answer = browser.get(path, follow=False).answer
        assert answer is not None
        assert answer.status_code == 303, path
        assert answer.headers["Location"].startswith("/login?next=/desk")
        assert answer.headers["Cache-Control"] == "no-store"


def test_the_steward_of_another_publisher_finds_nothing(app: Flask, world: World, steward: Browser) -> None:
    draft = upload(steward)
    revision = hand_in(steward, title="另一份")
    world.work()
    for name in ("health.steward", "health.release"):
        other = Browser(app).sign_in(name)
        token = other.csrf()
        for listing in ("/desk", "/desk/drafts", "/desk/reviews", "/desk/datasets"):
            other.get(listing)
            assert draft not in other.text
            assert revision not in other.text
            assert "ling-yi-fen" not in other.text
        for rule in app.url_map.iter_rules():
            if "draft_id" in rule.arguments or "revision_id" in rule.arguments or "number" in rule.arguments:
                if not rule.endpoint.startswith("desk."):
                    continue
                path = _path(rule, UUID(draft.rpartition("/")[2]), UUID(revision.rpartition("/")[2]))
                sent = {**WORDS, "version": "1", "csrf_token": token, "finding": "1", "files": file("a,b\n1,2\n")}
                if "POST" in (rule.methods or set()):
                    assert other.post(path, sent).status == 404, path
                else:
                    assert other.get(path).status == 404, path


def test_an_official_of_the_publisher_sees_the_revision_but_no_draft(
    app: Flask, world: World, steward: Browser
) -> None:
    draft = upload(steward)
    official = Browser(app).sign_in("department")
    assert official.get(draft).status == 404
    assert official.get("/desk/drafts").status == 200


def test_who_handed_in_cannot_decide(app: Flask, world: World, steward: Browser) -> None:
    _grant(world, "steward", Role.DEPARTMENT)
    revision = hand_in(steward)
    world.work()
    steward.get(revision)
    assert "verdict" not in steward.text
    token = steward.csrf()
    seen = world.revision(UUID(revision.rpartition("/")[2])).hash
    sent = {"csrf_token": token, "seen": seen, "stage": "department", "verdict": "approved", "comment": "好"}
    assert steward.post(f"{revision}/decide", sent).status == 403
    assert _decisions(world) == []


def test_an_official_who_saved_the_draft_cannot_decide(app: Flask, world: World, steward: Browser) -> None:
    _grant(world, "department", Role.STEWARD)
    draft = upload(steward)
    helper = Browser(app).sign_in("department").get(draft)
    helper.send(draft, **WORDS)
    assert helper.status == 200
    steward.get(draft).send(draft, to=f"{draft}/submit", **WORDS)
    revision = steward.path
    assert "/desk/reviews/" in revision
    world.work()
    assert "verdict" not in helper.get(revision).text
    seen = world.revision(UUID(revision.rpartition("/")[2])).hash
    sent = {"csrf_token": helper.csrf(), "seen": seen, "stage": "department", "verdict": "approved", "comment": "好"}
    assert helper.post(f"{revision}/decide", sent).status == 403
    assert _decisions(world) == []


def test_the_second_of_two_tabs_does_not_decide(app: Flask, world: World, steward: Browser) -> None:
    revision = hand_in(steward)
    world.work()
    first = Browser(app).sign_in("department").get(revision)
    second = Browser(app)
    second.client = first.client
    second.get(revision)
    first.send("/decide", verdict="approved", comment="已核对。")
    assert first.status == 200
    second.send("/decide", verdict="returned", comment="我的长篇意见")
    assert second.status == 409
    assert "我的长篇意见" in second.text
    assert _decisions(world) == ["approved"]


def test_what_was_typed_stays_when_a_decision_is_refused(app: Flask, world: World, steward: Browser) -> None:
    revision = hand_in(steward)
    world.work()
    official = Browser(app).sign_in("department").get(revision)
    for day in ("soon", "0001-01-01", "2026-02-30"):
        official.send("/decide", verdict="approved", comment="可以公开", not_before=day)
        assert official.status == 400
        assert "可以公开" in official.text
    assert _decisions(world) == []
    official.send("/decide", verdict="returned", comment="")
    assert official.status == 400
    assert _decisions(world) == []


def test_a_day_that_is_not_before(app: Flask, world: World, steward: Browser) -> None:
    revision = hand_in(steward)
    world.work()
    approve(app, revision, "department", not_before="2999-03-01")
    kept = world.revision(UUID(revision.rpartition("/")[2])).not_before
    assert kept is not None
    assert kept.isoformat() == "2999-02-28T16:00:00+00:00"  # midnight in Shanghai


def test_two_tabs_of_a_draft(app: Flask, steward: Browser) -> None:
    draft = upload(steward)
    other = Browser(app)
    other.client = steward.client
    other.get(draft)
    steward.send(draft, title="先保存的标题")
    assert steward.status == 200
    other.send(draft, title="后保存的标题", description="长长的说明")
    assert other.status == 409
    assert 'value="后保存的标题"' in other.text
    assert "长长的说明" in other.text
    assert 'value="先保存的标题"' in steward.get(draft).text
    other.send(draft)
    assert other.status == 200
    assert 'value="后保存的标题"' in steward.get(draft).text


def test_a_second_click_on_hand_in_leads_to_the_revision(world: World, steward: Browser) -> None:
    draft = upload(steward)
    _, sent = steward.form(draft)
    steward.post(f"{draft}/submit", {**sent, **WORDS})
    revision = steward.path
    assert "/desk/reviews/" in revision
    for ending in ("/submit", "", "/files", "/remove/chuang-wei"):
        again = steward.post(f"{draft}{ending}", {**sent, **WORDS})
        assert (again.path, again.status) == (revision, 200)
    assert world.state(UUID(revision.rpartition("/")[2])) == "checking"


def test_two_tabs_of_the_columns(app: Flask, steward: Browser) -> None:
    draft = upload(steward)
    page = f"{draft}/columns/chuang-wei"
    other = Browser(app)
    other.client = steward.client
    other.get(page)
    steward.get(page).send("/columns/chuang-wei", **{"title-0": "甲"})
    other.send("/columns/chuang-wei", **{"title-0": "乙"})
    assert other.status == 409
    assert 'value="乙"' in other.text
    assert 'value="甲"' in steward.get(page).text


def test_a_field_that_is_wrong_loses_nothing(steward: Browser) -> None:
    draft = upload(steward)
    steward.send(draft, **{**WORDS, "email": "nobody", "name": "中文", "end": "2020", "sources-0-path": "javascript:1"})
    assert steward.status == 400
    assert 'value="全市医院床位"' in steward.text
    for anchor in ("email", "name", "end", "sources-0-path"):
        assert f'href="#{anchor}"' in steward.text
    steward.send(draft, **{"email": "data@example.org", "name": "beds", "end": "2025", "sources-0-path": ""})
    assert steward.status == 200
    assert 'value="beds"' in steward.text


def test_guessing_passwords(app: Flask, browser: Browser) -> None:
    for _ in range(10):
        browser.get("/login").send("/login", name="steward", password="wrong-password")
        assert browser.status == 403
        assert 'value="steward"' in browser.text
    browser.get("/login").send("/login", name="steward", password="steward-password")
    assert browser.status == 429
    assert Browser(app).sign_in("department").status == 200


def test_a_password_change_ends_the_session(world: World, steward: Browser) -> None:
    with world.services.database.write() as session:
        user = accounts.find_user(session, "steward")
        accounts.set_password(
            session, world.services.clock.now(), user=user, password="a-new-password", actor="machine"
        )
    assert steward.get("/desk").path == "/login"


def test_signing_out(steward: Browser) -> None:
    steward.get("/desk").send("/logout")
    assert steward.path == "/"
    assert steward.get("/desk").path == "/login"


def test_a_session_from_before_is_thrown_away(app: Flask, browser: Browser) -> None:
    browser.get("/login")
    with browser.client.session_transaction() as session:
        session["planted"] = "yes"
        before = session["csrf_token"]
    browser.send("/login", name="steward", password="steward-password")
    browser.get("/desk")
    with browser.client.session_transaction() as session:
        assert "planted" not in session
        assert session["csrf_token"] != before


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/desk",
        "//evil.example/desk",
        "/\\evil.example",
        "\\\\evil.example/desk",
        "/deskevil",
        "/desk/../datasets",
        "/desk/%2e%2e/datasets",
        "https:///desk",
        "/datasets",
        "javascript:alert(1)",
        "/desk\r\nSet-Cookie: a=b",
        " //evil.example",
    ],
)
def test_the_way_after_signing_in_stays_inside(browser: Browser, wanted: str) -> None:
    browser.get("/login")
    answer = browser.send("/login", name="steward", password="steward-password", next=wanted, follow=False).answer
    assert answer is not None
    assert answer.location == "/desk"


def test_signing_in_leads_to_the_page_that_was_asked_for(browser: Browser) -> None:
    browser.get("/en/desk/reviews?state=returned")
    assert browser.path == "/en/login"
    browser.send("/login", name="steward", password="steward-password", follow=False)
    assert browser.answer is not None
    assert browser.answer.location == "/en/desk/reviews?state=returned"


@pytest.mark.parametrize("path", ["/login", "/logout", "/desk/drafts", "/desk/datasets/a/releases/1/withdraw"])
def test_a_form_without_a_token_is_refused(steward: Browser, path: str) -> None:
    assert steward.post(path, {"publisher": "data-bureau"}).status == 400


def test_a_draft_cannot_be_saved_without_a_token(steward: Browser) -> None:
    draft = upload(steward)
    for ending in ("", "/files", "/submit", "/columns/chuang-wei", "/remove/chuang-wei"):
        assert steward.post(draft + ending, {"title": "x", "version": "1"}).status == 400
    assert "床位数" in steward.get(draft).text


def test_the_audit_log_is_for_who_may_read_it(app: Flask, world: World, steward: Browser) -> None:
    assert steward.get("/desk/audit").status == 404
    world.release("population")
    world.release("doctors", by="health.steward", publisher="health-commission")
    own = Browser(app).sign_in("release").get("/desk/audit")
    assert "population" in own.text
    assert "doctors" not in own.text
    with world.services.database.write() as session:
        user = accounts.find_user(session, "administrator")
        accounts.set_password(
            session, world.services.clock.now(), user=user, password="administrator-password", actor="machine"
        )
    everything = Browser(app).sign_in("administrator").get("/desk/audit")
    assert "doctors" in everything.text
    assert "population" in everything.text


def test_contesting_a_detector(app: Flask, world: World, steward: Browser) -> None:
    revision = hand_in(steward, "姓名,证件\n张三,11010519491231002X\n")
    world.work()
    steward.get(revision).send("/contest", reason="这是教科书里的示例号码。")
    assert "这是教科书里的示例号码。" in steward.text
    department = approve(app, revision, "department")
    assert department.status == 400
    assert _decisions(world) == []
    finding = steward.get(revision).form("/contest")[1]["finding"]
    sent: dict[str, Any] = {"csrf_token": department.csrf(), "finding": finding}
    assert department.post(f"{revision}/contest/accept", sent).status == 403
    Browser(app).sign_in("security").get(revision).send("/contest/accept")
    assert world.codes(UUID(revision.rpartition("/")[2]))["disclosure.resident_id"] == "justify"
    without = department.get(revision).send("/decide", verdict="approved", comment="")
    assert without.status == 400
    assert approve(app, revision, "department").status == 200
    assert _decisions(world) == ["approved"]


def test_an_official_does_not_accept_a_contest_of_their_own(app: Flask, world: World, steward: Browser) -> None:
    _grant(world, "security", Role.STEWARD)
    revision = hand_in(steward, "姓名,证件\n张三,11010519491231002X\n")
    world.work()
    both = Browser(app).sign_in("security").get(revision)
    both.send("/contest", reason="示例号码。")
    both.send("/contest/accept")
    assert both.status == 403
    assert world.codes(UUID(revision.rpartition("/")[2]))["disclosure.resident_id"] == "block"


def test_an_official_who_prepared_accepts_no_contest(app: Flask, world: World, steward: Browser) -> None:
    _grant(world, "security", Role.STEWARD)
    draft = upload(steward, "姓名,证件\n张三,11010519491231002X\n")
    helper = Browser(app).sign_in("security").get(draft)
    helper.send(draft, **WORDS)
    steward.get(draft).send(draft, to=f"{draft}/submit")
    revision = steward.path
    world.work()
    steward.get(revision).send("/contest", reason="示例号码。")
    assert helper.get(revision).send("/contest/accept").status == 403
    assert world.codes(UUID(revision.rpartition("/")[2]))["disclosure.resident_id"] == "block"


def test_a_finding_that_is_not_a_detectors_stays(world: World, steward: Browser) -> None:
    revision = hand_in(steward, license="")
    world.work()
    finding = next(one for one in world.revision(UUID(revision.rpartition("/")[2])).findings if one.settled == "block")
    sent = {"csrf_token": steward.csrf(), "finding": str(finding.id), "reason": "不需要许可。"}
    assert steward.post(f"{revision}/contest", sent).status == 409
    assert "contest." not in steward.text


def test_pages_in_english(app: Flask, world: World, steward: Browser) -> None:
    draft = upload(steward)
    revision = hand_in(steward, title="另一份")
    world.work()
    pages = ["", "/drafts", "/reviews", "/datasets"]
    paths = [f"/desk{one}" for one in pages] + [draft, f"{draft}/columns/chuang-wei", revision, f"{revision}/preview"]
    for path in paths:
        assert steward.get(f"/en{path}").status == 200
        assert 'lang="en"' in steward.text
        links = steward.text.replace(f'href="{path}"', "")  # the page itself in Chinese, linked twice
        assert 'href="/desk' not in links
        assert 'action="/desk' not in links


def test_a_steward_takes_a_revision_back(world: World, steward: Browser) -> None:
    revision = hand_in(steward)
    steward.get(revision).send("/recall")
    assert world.state(UUID(revision.rpartition("/")[2])) == "returned"
    steward.send("/draft")
    draft = steward.path
    steward.get(revision).send("/draft")
    assert steward.path == draft  # the one that stands, not a second one


def test_odd_descriptors_are_shown(app: Flask, world: World, steward: Browser) -> None:
    odd: dict[str, Any] = {
        "keywords": ["人口", ""],
        "contributors": [{}, {"title": 5, "roles": "x"}],
        "sources": [{"title": 5}, {"path": ["x"]}, {"title": ["x"]}],
        "licenses": [{"name": 7}],
        "temporal": {"start": 2024},
        "spatial": {"name": ["x"], "codes": "230102"},
        "theme": "nothing",
        "grade": "secret",
        "language": "x-klingon",
    }
    revision_id = world.submit("odd", **odd)
    for path in ("", "/preview", "/preview/districts", "/files/datapackage.json"):
        assert steward.get(f"/desk/reviews/{revision_id}{path}").status == 200
    assert steward.get("/desk/reviews").status == 200
    steward.get(f"/desk/reviews/{revision_id}").send("/recall").send("/draft")
    assert steward.status == 200
    steward.send(steward.path, title="改好的标题", license="CC0-1.0")
    assert steward.status == 200
    assert "改好的标题" in steward.text


@pytest.mark.parametrize("field", ["title", "version", "sources-0-title"])
def test_nul_and_long_numbers_are_refused_in_words(steward: Browser, field: str) -> None:
    draft = upload(steward)
    steward.send(draft, **{field: "a\x00b"})
    assert steward.status == 400
    assert steward.get(f"{draft}/columns/a%00b").status == 404
    steward.get(draft).send(draft, version="9" * 5000)
    assert steward.status == 409


def _path(rule: Any, draft: UUID, revision: UUID) -> str:
    values = {"draft_id": draft, "revision_id": revision, "resource": "chuang-wei", "path": "data/chuang-wei.csv"}
    values |= {"name": "ling-yi-fen", "number": 1}
    path = str(rule.rule)
    for key in rule.arguments:
        for kind in ("uuid:", "path:", "int:", ""):
            path = path.replace(f"<{kind}{key}>", str(values[key]))
    return path
