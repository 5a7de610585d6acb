"""The first page: its numbers are those of the data, its examples find something, its chart is another each day."""

import csv
import io
import re
from datetime import timedelta
from statistics import median

from flask.testing import FlaskClient

from portal.app import create_app
from portal.catalog.models import Release, Revision
from portal.clock import SystemClock
from tests.factories import World
from tests.integration.public.test_public_queries import unkept


def numbers(client: FlaskClient) -> dict[str, str]:
    page = client.get("/en/").text
    found = re.findall(r"<div><dt>(.*?)</dt><dd>(.*?)</dd></div>", page, re.S)
    return {term: re.sub(r"<.*?>", " ", value).strip() for term, value in found}


def test_datasets_rows_and_publishers_are_counted_again_from_the_files(world: World) -> None:
    for name in ("alpha", "beta"):
        world.release(name)
    world.release("alpha")
    world.release("gone")
    world.withdraw("gone", 1)
    client = create_app(world.services).test_client()
    listed = client.get("/api/v1/datasets?per_page=100").get_json()["items"]
    rows = 0
    for one in listed:
        for resource in one["resources"]:
            with client.get(f"/datasets/{one['name']}/releases/{one['release']}/{resource['path']}") as answer:
                rows += sum(1 for _ in csv.reader(io.StringIO(answer.text))) - 1
    shown = numbers(client)
    assert rows > 0
    assert shown["datasets open now"] == str(len(listed)) == "2"
    assert shown["rows in their tables"].replace(",", "") == str(rows)
    assert shown["publishers"] == str(len({one["publisher"] for one in listed}))
    assert shown["releases this month"] == "3"


def test_the_median_from_hand_in_to_release(world: World) -> None:
    for name in ("alpha", "beta", "gamma"):
        world.release(name)
    with world.services.database.write() as session:
        for days, release in zip((2, 5, 30), session.query(Release).order_by(Release.entry), strict=True):
            release.submitted_at = release.published_at - timedelta(days=days)
    shown = numbers(create_app(world.services).test_client())
    assert shown["from hand-in to release (median)"].split() == [str(median((2, 5, 30))), "days"]


def test_a_release_remembers_its_hand_in_and_its_rows(world: World) -> None:
    world.release("alpha")
    with world.services.database.read() as session:
        release = session.query(Release).one()
        assert release.submitted_at == session.get_one(Revision, release.revision_id).submitted_at


def test_nothing_is_said_of_nothing(world: World) -> None:
    shown = numbers(create_app(world.services).test_client())
    assert shown["datasets open now"] == "0"
    assert shown["from hand-in to release (median)"] == "–"
    page = create_app(world.services).test_client().get("/en/").text
    assert "Nothing has been released yet." in page
    assert "Seen in the data today" not in page


def test_the_examples_find_something(world: World) -> None:
    english = {"title": "Beds", "description": "Beds of each house.", "keywords": ["hospital beds", "care"]}
    world.release("alpha", keywords=["医院床位", "看病"], translations={"en": english})
    client = create_app(world.services).test_client()
    for prefix in ("", "/en"):
        page = client.get(f"{prefix}/").text
        examples = re.findall(r'<li><a href="([^"]*\?q=[^"]+)">', page)
        assert examples
        for address in examples:
            assert "dataset-card" in client.get(address).text


def test_each_day_has_its_chart(world: World) -> None:
    class Later(SystemClock):
        days = 0

        def now(self):
            return super().now() + timedelta(days=self.days)

    for name in ("alpha", "beta"):
        world.release(name)
    world.services.clock = clock = Later()
    shown = []
    for clock.days in range(4):
        found = re.search(r'<img src="/datasets/([a-z]+)/releases/1/charts/', unkept(world.services).get("/").text)
        assert found
        shown.append(found[1])
    assert shown[0] != shown[1]
    assert shown[:2] == shown[2:]
