"""The licences: how open each is, what may be done, and what goes together, as the cited sources say and no more."""

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from portal.app import create_app
from portal.catalog.license_compatibility import Pairing, read_pairings
from portal.catalog.models import License
from portal.catalog.presentation import LicenseView
from portal.cli import serve
from portal.errors import PortalError
from portal.services import Services, open_services
from portal.web.public.combining import combinations, pairs_of, short_names
from tests.factories import World
from tests.integration.public.test_public_queries import unkept

FOLDER = Path(__file__).parents[3] / "licenses"
RECORDS = {path.stem: json.loads(path.read_bytes()) for path in FOLDER.glob("*.json") if path.name != "schema.json"}
VIEWS = [LicenseView(id_, record["open"], record) for id_, record in sorted(RECORDS.items())]
PAIRINGS = read_pairings(FOLDER)
VERDICTS = {"Yes": "yes", "Yes, if": "yes-if", "No": "no"}


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def told(page: str) -> Iterator[tuple[str, str, str]]:
    """Yield each answer of a list: its verdict, what is said, and the address of its source."""
    for item in re.findall(r'<li>\s*<span class="verdict .*?</li>', page, re.S):
        verdict, said, source = re.findall(
            r'<span class="verdict[^>]*>(.*?)</span>.*?<p>(.*?)<span class="quiet.*?href="([^"]*)"', item, re.S
        )[0]
        yield VERDICTS[words(verdict)], words(said), unescape(source)


def said_of(one: Pairing) -> str:
    if one.result is None:
        return "They do not go together, under any licence."
    if one.answer == "no":
        return f"The result may not be released under {one.result} ."
    condition = f"{one.condition.en} " if one.condition else ""
    return f"{condition}The result may be released under {one.result} ."


def expected(answers: Iterator[Pairing] | tuple[Pairing, ...]) -> list[tuple[str, str, str]]:
    return sorted((one.answer, said_of(one), one.source.url) for one in answers)


def test_each_licence_stands_once_under_how_open_it_is(client: FlaskClient) -> None:
    page = client.get("/en/licenses").text
    sections = re.findall(r'<section class="license-group" aria-labelledby="(.*?)">(.*?)</section>', page, re.S)
    assert [name for name, _ in sections] == ["listed", "compared", "none"]
    for name, section in sections:
        shown = re.findall(r'<h3 class="dataset-card__title"><a href="/en/licenses/([^"]+)">', section)
        assert sorted(shown) == sorted(id_ for id_, one in RECORDS.items() if one["conformance"] == name)
        assert ("Not an open licence" in section) == (name == "none")


def test_a_card_has_its_sentence_its_spdx_id_and_the_number_of_its_datasets(client: FlaskClient) -> None:
    page = client.get("/en/licenses").text
    cards = {
        re.search(r'href="/en/licenses/([^"]+)"', card)[1]: words(card)  # type: ignore[index]
        for card in re.findall(r'<li class="dataset-card">.*?</ul>\s*</li>', page, re.S)
    }
    assert set(cards) == set(RECORDS)
    for id_, card in cards.items():
        record = RECORDS[id_]
        assert record["title"]["en"] in card and record["text"]["en"] in card
        assert (f"SPDX {record['spdx']}" if record["spdx"] else "no SPDX id") in card
    assert "3 datasets" in cards["CC-BY-4.0"]
    assert "no datasets" in cards["ODbL-1.0"]


@pytest.mark.parametrize("id_", sorted(RECORDS))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_licence_says_in_words_and_drawings_what_it_says(client: FlaskClient, id_: str, language: str) -> None:
    record = RECORDS[id_]
    page = client.get(f"{'/en' if language == 'en' else ''}/licenses/{id_}").text
    for key in ("permits", "requires", "forbids"):
        part = re.search(rf'license__part--{key}">(.*?)</div>', page, re.S)
        shown = re.findall(r"icons\.svg#license-([a-z-]+)\".*?<span>(.*?)</span>", part[1], re.S) if part else []
        assert [(icon, unescape(text)) for icon, text in shown] == [(one["icon"], one[language]) for one in record[key]]
    assert (f'href="{record["url"]}" rel="noopener license"' in page) == bool(record["url"])
    assert f'href="{record["open_source"]}"' in page
    assert bool(record["spdx"]) == (f"<dd><code>{record['spdx']}</code></dd>" in page)


@pytest.mark.parametrize("id_", sorted(RECORDS))
def test_combine_it_says_what_the_sources_say_and_no_more(client: FlaskClient, id_: str) -> None:
    page = client.get(f"/en/licenses/{id_}").text
    about = tuple(one for one in PAIRINGS if id_ in (one.first, one.second))
    assert sorted(told(page)) == expected(about)
    partners = {one.second if one.first == id_ else one.first for one in about}
    section = page[page.index('id="combine"') : page.index('id="datasets"')]
    linked = set(re.findall(r'href="/en/licenses/([^"]+)"', section)) - {"compatibility"}
    assert linked - {id_} == (set(RECORDS) if about else {id_}) - {id_}
    rows = set(re.findall(r'with <a href="/en/licenses/([^"]+)"', section))
    assert rows == partners - {id_}
    assert ("with more data under the same licence" in section) == (id_ in partners)
    assert "not a no" in section


def test_the_list_of_all_has_each_answer_once(client: FlaskClient) -> None:
    page = client.get("/en/licenses/compatibility").text
    assert sorted(told(page[page.index('id="sources"') :])) == expected(PAIRINGS)
    anchors = re.findall(r'<li class="pairs__row" id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors)) == len({frozenset((one.first, one.second)) for one in PAIRINGS})


def test_each_cell_of_the_table_says_its_pairs_answers_and_leads_to_them(client: FlaskClient) -> None:
    page = client.get("/en/licenses/compatibility").text
    body = re.search(r"<tbody>(.*?)</tbody>", page, re.S)[1]  # type: ignore[index]
    short = short_names(VIEWS)
    rows = re.findall(r'<th scope="row"><a href="/en/licenses/([^"]+)">.*?</th>(.*?)</tr>', body, re.S)
    ids = [id_ for id_, _ in rows]
    assert set(ids) == {id_ for one in PAIRINGS for id_ in (one.first, one.second)}
    assert [words(one) for one in re.findall(r'<th scope="col">(.*?)</th>', page)] == [short[id_] for id_ in ids]
    for row, cells in rows:
        for column, cell in zip(ids, re.findall(r"<td.*?</td>", cells, re.S), strict=True):
            answers = [one for one in PAIRINGS if sorted((one.first, one.second)) == sorted((row, column))]
            shown = re.findall(r'matrix__answer--([a-z-]+)">.*?<span.*?</span><span>(.*?)</span>', cell, re.S)
            wanted = [(one.answer, short[one.result] if one.result else "under any") for one in answers]
            assert sorted(shown) == sorted(wanted), (row, column)
            if answers:
                (target,) = re.findall(r'href="#([^"]+)"', cell)
                assert f'<li class="pairs__row" id="{target}">' in page
            else:
                assert words(cell) == ""
    assert "That is not a no." in page


def test_a_licence_shows_what_stands_under_it_and_nothing_else(client: FlaskClient) -> None:
    page = client.get("/licenses/CC-BY-4.0").text
    assert set(re.findall(r'href="/datasets/([a-z]+)"', page)) == {"alpha", "beta", "delta"}
    assert set(re.findall(r'href="/datasets/([a-z]+)"', client.get("/licenses/ODbL-1.0").text)) == set()


def test_many_datasets_are_cut_and_the_rest_is_led_to(world: World) -> None:
    for number in range(7):
        world.release(f"set-{number}")
    page = unkept(world.services).get("/en/licenses/CC-BY-4.0").text
    assert len(re.findall(r'<article class="dataset-card">', page)) == 6
    assert '<a href="/en/datasets?license=CC-BY-4.0">All 7 datasets under this licence</a>' in page


def test_a_record_from_before_and_a_symbol_that_nobody_drew_are_shown_all_the_same(world: World) -> None:
    """A city writes its own licences, and a portal may not have been prepared anew since it was upgraded."""
    with world.services.database.write() as session:
        held = session.get_one(License, "CC0-1.0")
        old = {key: value for key, value in held.record.items() if key != "conformance"}
        old["permits"] = [{key: value for key, value in one.items() if key != "icon"} for one in old["permits"]]
        old["forbids"] = [{**one, "icon": "rocket"} for one in old["forbids"]]
        held.record = old
    client = unkept(world.services)
    page = client.get("/en/licenses/CC0-1.0").text
    assert "icons.svg#check" in page and "icons.svg#cross" in page and "rocket" not in page
    listed = client.get("/en/licenses").text
    assert listed.index('id="compared"') < listed.index("/en/licenses/CC0-1.0") < listed.index('id="none"')


def test_an_answer_about_a_licence_that_the_portal_does_not_have_is_left_out() -> None:
    views = [one for one in VIEWS if one.id in ("CC0-1.0", "CC-BY-4.0")]
    matrix = combinations(views, PAIRINGS)
    assert set(matrix.cells) == {(one.id, other.id) for one in views for other in views}
    views.remove(next(one for one in views if one.id == "CC-BY-4.0"))
    assert [pair.second.id for pair in pairs_of(views[0], views, PAIRINGS)] == ["CC0-1.0"]
    elsewhere = replace(PAIRINGS[0], second="CC0-1.0", result="CC-BY-4.0")
    assert pairs_of(views[0], views, [elsewhere]) == ()


def test_the_table_is_the_same_from_either_side() -> None:
    matrix = combinations(VIEWS, PAIRINGS)
    for (row, column), pair in matrix.cells.items():
        mirrored = matrix.cells[column, row]
        assert (pair.anchor, pair.answers) == (mirrored.anchor, mirrored.answers)
        assert pair.verdict == min((one.answer for one in pair.answers), key=("yes", "yes-if", "no").index)
    grouped = [pair for _, pairs in matrix.groups for pair in pairs]
    assert len({pair.anchor for pair in matrix.cells.values()}) == len(grouped)
    assert {one.id for one in (*matrix.known, *matrix.silent)} == set(RECORDS)


def test_a_name_loses_its_version_only_where_no_other_version_is_known() -> None:
    ids = ("CC-BY-4.0", "CC-BY-3.0", "ODbL-1.0", "by-application", "closed")
    names = short_names([replace(VIEWS[0], id=id_) for id_ in ids])
    assert names == {**{id_: id_ for id_ in ids}, "ODbL-1.0": "ODbL"}


def test_another_answer_is_another_state_and_is_read_when_the_portal_starts(world: World, tmp_path: Path) -> None:
    """The tag of a page that somebody holds may not outlive the answers on it."""
    folder = tmp_path / "content" / "licenses"
    (folder / "compatibility").mkdir(parents=True)
    for path in [*FOLDER.glob("*.json"), *FOLDER.glob("compatibility/*.json")]:
        (folder / path.relative_to(FOLDER)).write_bytes(path.read_bytes())
    file = folder / "compatibility" / "pairings.json"

    with ExitStack() as opened:

        def served() -> FlaskClient:
            settings = replace(world.services.settings, content_dir=folder.parent)
            services = open_services(settings, world.services.clock)
            opened.callback(services.close)
            return create_app(services).test_client()

        client = served()
        held = client.get("/en/licenses/CC-PDM-1.0")
        document = json.loads(file.read_bytes())
        kept = [one for one in document["pairings"] if "CC-PDM-1.0" not in (one["first"], one["second"])]
        file.write_text(json.dumps(document | {"pairings": kept}), encoding="utf-8")
        tag = {"If-None-Match": held.headers["ETag"]}
        assert client.get("/en/licenses/CC-PDM-1.0", headers=tag).status_code == 304
        answer = served().get("/en/licenses/CC-PDM-1.0", headers=tag)
    assert answer.status_code == 200 and not list(told(answer.text))
    assert list(told(held.text))


def test_content_that_is_not_there_is_said_when_the_portal_starts(services: Services, tmp_path: Path) -> None:
    opened = open_services(replace(services.settings, content_dir=tmp_path), services.clock)
    with pytest.raises(PortalError) as caught:
        create_app(opened)
    assert caught.value.params == {"name": "PORTAL_CONTENT_DIR"}
    opened.close()


@pytest.mark.parametrize("broken", ["{", '{"sources": {}, "pairings": [{}]}'])
def test_broken_answers_are_said_in_one_line_when_the_portal_is_served(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    shutil.copytree(FOLDER, tmp_path / "licenses")
    file = tmp_path / "licenses" / "compatibility" / "pairings.json"
    file.write_text(broken, encoding="utf-8")
    settings = replace(world.services.settings, content_dir=tmp_path)
    monkeypatch.setattr("portal.settings.load_settings", lambda: settings)
    ended = CliRunner().invoke(serve.command, [])
    assert (ended.exit_code, ended.stdout) == (1, "")
    assert len(ended.stderr.splitlines()) == 1
    assert str(file) in ended.stderr
