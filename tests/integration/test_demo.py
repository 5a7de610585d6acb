"""The demo comes to what its manifest says, once, however often and wherever it was interrupted."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from frictionless import Package
from sqlalchemy import func, select

from portal import accounts, audit
from portal.app import create_app
from portal.catalog.models import Dataset, Publisher, Release, Revision
from portal.catalog.public import all_datasets
from portal.catalog.words import PublisherKind
from portal.clock import SystemClock
from portal.demo import demo_people, kept_people, load_demo
from portal.demo.officials import NotReleased
from portal.ledger import standing_at, verify_ledger
from portal.review import Event
from portal.review.models import Decision
from portal.services import open_services
from portal.worker import followers
from tests.conftest import POSTGRES, postgres_database
from tests.factories import STAGES, World, write_package

ROOT = Path(__file__).parents[2]
KILLS = 4
TOLD_IN_EDITIONS = {"hospital-beds", "outpatient-visits-monthly", "budget-by-function"}
"""Datasets whose later releases say what was wrong or late in the former ones."""
ASIDE = {"themes", "harbin-districts", "harbin-streets", "portal-codes", "national-codes", "data-elements"}
"""Code lists and the data elements: they do not count as the demo's datasets."""
SHOWN_AS = [
    ("alpha", 1, "released", None),
    ("alpha", 2, "released", None),
    ("beta", 1, "withdrawn", None),
    ("delta", 1, "in_review", "security"),
    ("epsilon", 1, "returned", None),
    ("gamma", 1, "approved", None),
]
"""What the small demo comes to: dataset, revision, state, stage."""


def quiet(done, steps):
    pass


@contextmanager
def portal_like(prepared, folder, content=None):
    """Give a portal of one's own with another content folder; the default: what ships."""
    shutil.copytree(prepared.data_dir, folder)
    settings = replace(prepared, data_dir=folder, **({"content_dir": content} if content else {}))
    if not POSTGRES:
        yield settings
        return
    with postgres_database(prepared.database_url) as url:
        yield replace(settings, database_url=url)


@contextmanager
def opened(settings, clock=None):
    services = open_services(settings, clock or SystemClock())
    yield services
    services.close()


@pytest.fixture
def content(tmp_path):
    """Give a small demo: a package of each outcome, one of them with a second edition."""
    root = tmp_path / "content" / "datapackages"
    lines = [
        {"path": "alpha", "outcome": "released"},
        {"path": "beta", "outcome": "withdrawn", "withdraw": {"reason": "有误", "reason_en": "Wrong"}},
        {"path": "gamma", "outcome": "embargoed", "embargo_days": 30},
        {"path": "delta", "outcome": "in_review", "until": "security"},
        {
            "path": "epsilon",
            "outcome": "returned",
            "return": {"stage": "security", "comment": "请改", "comment_en": "Mend it"},
        },
        {"path": "alpha/editions/2", "outcome": "released"},
    ]
    for line in lines:
        write_package(root / line["path"], line["path"].partition("/")[0])
    manifest = {"packages": [{**line, "publisher": "data-bureau"} for line in lines]}
    (root / "demo.json").write_text(json.dumps(manifest), encoding="utf-8")
    (root / "publishers.json").write_text("[]", encoding="utf-8")
    return root.parent


def load(services):
    demo_people(services)
    load_demo(services, progress=quiet)


def shown_as(services):
    with services.database.read() as session:
        query = select(Dataset.name, Revision.number, Revision.state, Revision.stage).join_from(Revision, Dataset)
        return sorted(map(tuple, session.execute(query)))


def check_that_it_holds(services):
    with services.database.read() as session:
        verify_ledger(session, services.public_keys)
        audit.verify(session)
        assert all(one.position(session) == standing_at(session) for one in followers(services))


def audited(services):
    with services.database.read() as session:
        return audit.verify(session)


def test_each_outcome_is_reached_with_its_words(prepared, content, tmp_path):
    with portal_like(prepared, tmp_path / "var", content) as settings, opened(settings) as services:
        load(services)
        assert shown_as(services) == SHOWN_AS
        check_that_it_holds(services)
        with services.database.read() as session:
            reasons = session.scalars(select(Release.withdrawal_reason).where(Release.withdrawn_at.is_not(None))).all()
            refused = session.scalars(select(Decision).where(Decision.verdict == "returned")).all()
            waiting = session.scalars(select(Revision).where(Revision.state == "approved")).one()
            approved = session.scalar(
                select(Decision.at).where(Decision.revision_id == waiting.id, Decision.stage == "release")
            )
        assert reasons == ["有误 / Wrong"]
        assert [(one.stage, one.reason) for one in refused] == [("security", "请改 / Mend it")]
        assert waiting.issued - approved == timedelta(days=30)


def test_when_the_embargo_ends_it_is_released_and_the_demo_leaves_it_so(prepared, content, tmp_path):
    class Later(SystemClock):
        def now(self):
            return super().now() + timedelta(days=31)

    with portal_like(prepared, tmp_path / "var", content) as settings:
        with opened(settings) as services:
            load(services)
        with opened(settings, Later()) as services:
            for _ in range(2):
                load(services)
                assert shown_as(services) == [
                    (name, number, "released" if name == "gamma" else state, stage)
                    for name, number, state, stage in SHOWN_AS
                ]


def test_what_people_did_since_is_left_as_it_is(prepared, content, tmp_path):
    with portal_like(prepared, tmp_path / "var", content) as settings, opened(settings) as services:
        load(services)
        world = World(services, tmp_path / "more")
        with services.database.read() as session:
            waiting = session.scalars(select(Revision.id).where(Revision.state == "in_review")).one()
        world.decide(waiting, "security", Event.REJECTED)
        load(services)
        assert shown_as(services) == [
            (name, number, "rejected" if name == "delta" else state, None) for name, number, state, _ in SHOWN_AS
        ]


def test_what_stopped_a_release_is_handed_in_again(prepared, content, tmp_path):
    with portal_like(prepared, tmp_path / "var", content) as settings, opened(settings) as services:
        demo_people(services)
        world = World(services, tmp_path / "more")
        first = world.submit("alpha")
        world.work()
        world.decide(first, "department", Event.RETURNED)
        load(services)
        assert shown_as(services)[:3] == [
            ("alpha", 1, "returned", None),
            ("alpha", 2, "released", None),
            ("alpha", 3, "released", None),
        ]


def test_a_finding_that_no_reason_passes_stops_it(prepared, content, tmp_path):
    write_package(content / "datapackages" / "alpha", "alpha", opening="closed")
    with (
        portal_like(prepared, tmp_path / "var", content) as settings,
        opened(settings) as services,
        pytest.raises(NotReleased) as stopped,
    ):
        load(services)
    assert (stopped.value.code, stopped.value.params["findings"]) == ("demo.blocked", "opening.closed")


def test_an_open_licence_that_is_not_one_is_passed_with_a_reason(prepared, content, tmp_path):
    terms = [{"name": "city-open-data-1.0"}]
    write_package(content / "datapackages" / "alpha", "alpha", licenses=terms)
    with portal_like(prepared, tmp_path / "var", content) as settings, opened(settings) as services:
        load(services)
        with services.database.read() as session:
            reasons = dict(session.execute(select(Decision.stage, Decision.reason).order_by(Decision.at.desc())).all())
        assert all("公共数据开放条款" in reasons[stage] for stage in STAGES)


def test_killed_in_between_it_goes_on_where_it_was(prepared, content, tmp_path, record_property):
    with portal_like(prepared, tmp_path / "rehearsal", content) as settings:
        rehearsal = launch(settings, content, 0)
        assert rehearsal.returncode == 0
    places = int(0.8 * int(rehearsal.stdout))  # a slow machine renews more leases: not each run passes as many
    for at in sorted(random.Random(20261124).sample(range(2, places), KILLS)):
        with portal_like(prepared, tmp_path / str(at), content) as settings:
            assert launch(settings, content, at).returncode == -signal.SIGKILL
            record_property("kill", f"the demo at {at} of {places}")
            with opened(settings) as services:
                load(services)
                assert shown_as(services) == SHOWN_AS
                check_that_it_holds(services)
                check_sign_ins(services)


def launch(settings, content, kill_at):
    arguments = [str(settings.data_dir), str(content), str(kill_at), settings.database_url]
    command = [sys.executable, "-m", "tests.kills.demo", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)


def check_sign_ins(services):
    """Everyone whose sign-in is kept can sign in with it, and everyone's is kept."""
    people = kept_people(services.settings.data_dir)
    with services.database.read() as session:
        for name, one in people.items():
            assert accounts.password_matches(accounts.find_user(session, name), one.password)
            assert accounts.person_of_token(session, one.token).name == name
    assert {"steward", "steward2", "release2", "admin", "health-commission.security"} <= people.keys()


def test_sign_ins_that_were_lost_or_are_nobodys_are_made_anew(prepared, content, tmp_path):
    with portal_like(prepared, tmp_path / "var", content) as settings, opened(settings) as services:
        file = settings.data_dir / "demo-people.json"
        stranger = {"token": "kf_x", "password": "of-another-portal", "roles": ["steward"], "publisher": "data-bureau"}
        file.write_text(json.dumps({"steward2": stranger}), encoding="utf-8")
        people = demo_people(services)
        check_sign_ins(services)
        assert file.stat().st_mode & 0o777 == 0o600
        kept = json.loads(file.read_text(encoding="utf-8"))
        del kept["steward"]
        file.write_text(json.dumps(kept), encoding="utf-8")
        again = demo_people(services)
        assert {name for name, one in again.items() if people[name] != one} == {"steward"}
        check_sign_ins(services)


def test_the_command_prints_the_sign_ins_as_json_and_nothing_else(prepared, content, tmp_path):
    with portal_like(prepared, tmp_path / "var", content) as settings:
        environment = {
            **os.environ,
            "PORTAL_DATA_DIR": str(settings.data_dir),
            "PORTAL_DATABASE_URL": settings.database_url,
            "PORTAL_CONTENT_DIR": str(content),
        }
        command = [sys.executable, "-m", "portal", "demo", "--json"]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
        assert (done.returncode, done.stderr) == (0, "")
        people = json.loads(done.stdout)
        assert {frozenset(one) for one in people.values()} == {frozenset({"token", "password", "roles", "publisher"})}
        assert len({one["password"] for one in people.values()} | {one["token"] for one in people.values()}) == 2 * len(
            people
        )


def test_the_whole_demo_has_what_the_catalogue_is_to_show(prepared, tmp_path):
    with portal_like(prepared, tmp_path / "var") as settings, opened(settings) as services:
        load(services)
        check_catalogue(services)
        check_that_it_holds(services)
        check_zips(services, tmp_path)
        before = audited(services), shown_as(services), kept_people(settings.data_dir)
        load(services)
        assert (audited(services), shown_as(services), kept_people(settings.data_dir)) == before


def check_zips(services, folder):
    """The reference finds each open release valid, as anyone downloads it."""
    client = create_app(services).test_client()
    zips = 0
    for one in client.get("/api/v1/datasets?per_page=100&opening=unconditional").get_json()["items"]:
        for release in client.get(f"/api/v1/datasets/{one['name']}/releases").get_json()["items"]:
            path = folder / f"{one['name']}-v{release['release']}.zip"
            with client.get(f"/datasets/{one['name']}/releases/{release['release']}/{path.name}") as answer:
                path.write_bytes(answer.data)
            report = Package(str(path)).validate()
            assert report.flatten(["rowNumber", "fieldName", "message"]) == [], path.name
            assert report.valid, path.name
            zips += 1
    assert zips >= 40


def check_catalogue(services):
    with services.database.read() as session:
        shown = [one for one in all_datasets(session) if one.name not in ASIDE]
        releases = Counter(
            session.scalars(
                select(Dataset.name)
                .join(Release, Release.dataset_id == Dataset.id)
                .where(Release.withdrawn_at.is_(None))
            )
        )
        kinds = set(session.scalars(select(Publisher.kind).join(Release, Release.publisher_id == Publisher.id)))
        offered = session.scalar(select(func.count()).select_from(Dataset).where(Dataset.name.not_in(ASIDE)))
        states = Counter(session.execute(select(Revision.state, Revision.stage)).all())
    assert offered >= 24
    assert len(shown) >= 20
    assert len({one.publisher.name for one in shown}) >= 8
    assert kinds == set(PublisherKind)
    assert {name for name, number in releases.items() if number > 1} >= TOLD_IN_EDITIONS
    assert sum(one.opening == "conditional" for one in shown) >= 2
    assert {at: number for at, number in states.items() if at[0] != "released"} == {
        ("approved", None): 1,
        ("withdrawn", None): 1,
        ("returned", None): 1,
        **{("in_review", stage): 1 for stage in STAGES},
    }
