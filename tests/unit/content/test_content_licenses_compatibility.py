"""The table of which licences go together is whole, cites its sources, and a broken one says where it is broken."""

import json
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from portal.catalog.license_compatibility import CompatibilityError, pairings, read_pairings

FOLDER = Path(__file__).parents[3] / "licenses"
KNOWN = read_pairings(FOLDER)


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(FOLDER, tmp_path / "licenses")
    return tmp_path / "licenses"


def spoil(folder, change):
    file = folder / "compatibility" / "pairings.json"
    document = json.loads(file.read_bytes())
    change(document)
    file.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(CompatibilityError) as caught:
        read_pairings(folder)
    assert caught.value.file == file
    assert str(file) in str(caught.value)
    assert caught.value.entry in str(caught.value)
    return caught.value


def one(*licences, result=None):
    (found,) = pairings(KNOWN, *licences, result=result)
    return found


def test_the_schema_is_one():
    Draft202012Validator.check_schema(json.loads((FOLDER / "compatibility" / "schema.json").read_bytes()))


def test_each_source_is_cited():
    document = json.loads((FOLDER / "compatibility" / "pairings.json").read_bytes())
    assert {entry["source"] for entry in document["pairings"]} == set(document["sources"])


def test_each_licence_that_can_be_combined_has_an_answer():
    named = {id_ for pairing in KNOWN for id_ in (pairing.first, pairing.second)}
    silent = {"MulanOWL-BY-1.0", "by-application", "city-open-data-1.0", "closed"}
    assert named == {path.stem for path in FOLDER.glob("*.json") if path.name != "schema.json"} - silent


def test_a_yes_releases_under_one_of_the_two():
    """A third licence would have to satisfy both; no source that we cite says so of any."""
    assert [one for one in KNOWN if one.answer != "no" and one.result not in (one.first, one.second)] == []


def test_answers_that_everyone_should_get():
    assert one("CC0-1.0", "CC-BY-4.0", result="CC-BY-4.0").answer == "yes"
    assert one("CC-BY-4.0", "CC-BY-SA-4.0", result="CC-BY-SA-4.0").answer == "yes"
    assert one("CC-BY-4.0", "CC-BY-SA-4.0", result="CC-BY-4.0").answer == "no"
    assert one("CC-BY-SA-4.0", "CC-BY-NC-4.0").result is None
    assert one("CC-BY-4.0", "ODbL-1.0", result="ODbL-1.0").condition.en.startswith("The provider agrees")
    assert one("OGL-UK-3.0", "CC-BY-4.0").source.url.startswith("https://www.nationalarchives.gov.uk/")


def test_the_order_of_a_pair_does_not_matter():
    for pairing in KNOWN:
        there = list(pairings(KNOWN, pairing.first, pairing.second))
        assert pairing in there
        assert there == list(pairings(KNOWN, pairing.second, pairing.first))


def test_one_licence_finds_all_of_its_pairs():
    found = list(pairings(KNOWN, "ODbL-1.0"))
    assert len(found) > 5
    assert found == [pairing for pairing in KNOWN if "ODbL-1.0" in (pairing.first, pairing.second)]
    assert list(pairings(KNOWN)) == list(KNOWN)


def test_a_licence_named_twice_means_with_itself():
    assert {(found.first, found.second) for found in pairings(KNOWN, "CC-BY-4.0", "CC-BY-4.0")} == {
        ("CC-BY-4.0", "CC-BY-4.0")
    }


def test_a_no_under_any_licence_answers_for_each():
    assert one("CC-BY-NC-4.0", "CC-BY-SA-4.0", result="CC-BY-SA-4.0").answer == "no"


def test_what_no_source_says_has_no_answer():
    assert list(pairings(KNOWN, "city-open-data-1.0")) == []
    assert list(pairings(KNOWN, "CC-BY-4.0", "MulanOWL-BY-SA-1.0")) == []


def test_an_unknown_licence_is_named(copy):
    error = spoil(copy, lambda document: document["pairings"][3].update(second="CC-BY-9.0"))
    assert error.entry == "pairings/3"
    assert "CC-BY-9.0" in error.problem


def test_an_unknown_result_is_named(copy):
    assert spoil(copy, lambda document: document["pairings"][2].update(result="none")).entry == "pairings/2"


def test_a_source_that_is_not_there_is_named(copy):
    error = spoil(copy, lambda document: document["sources"].pop("ogl-text"))
    assert "ogl-text" in error.problem


def test_a_question_answered_twice_is_found_whichever_way_round(copy):
    def twice(document):
        again = dict(document["pairings"][0])
        again["first"], again["second"], again["answer"] = again["second"], again["first"], "no"
        document["pairings"].append(again)

    assert spoil(copy, twice).entry == f"pairings/{len(KNOWN)}"


@pytest.mark.parametrize(
    "change",
    [
        {"answer": "perhaps"},
        {"answer": "yes-if"},
        {"condition": {"zh": "署名", "en": "name it"}},
        {"result": None},
        {"source": None},
        {"note": "more"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_entry_that_says_too_little_or_too_much_is_refused(copy, change):
    assert KNOWN[1].answer == "yes"
    assert spoil(copy, lambda document: document["pairings"][1].update(change)).entry == "pairings/1"


@pytest.mark.parametrize("url", ["http://example.org/", "example.org", ""])
def test_a_source_is_an_https_address(copy, url):
    assert spoil(copy, lambda document: document["sources"]["ogl-text"].update(url=url)).entry == "sources/ogl-text"


def test_a_source_has_its_name_in_both_languages(copy):
    assert spoil(copy, lambda document: document["sources"]["ogl-text"]["label"].pop("zh")).entry == "sources/ogl-text"


def test_what_is_not_json_is_named(copy):
    file = copy / "compatibility" / "pairings.json"
    file.write_text("{", encoding="utf-8")
    with pytest.raises(CompatibilityError, match="not JSON"):
        read_pairings(copy)
