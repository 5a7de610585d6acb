"""Each licence that ships is whole, in both languages, and known by names that no other has."""

import json
from collections import Counter
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "licenses"
FILES = sorted(path for path in FOLDER.glob("*.json") if path.name != "schema.json")
SHIPPED = {
    *("CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC-PDM-1.0"),
    *("ODbL-1.0", "ODC-By-1.0", "PDDL-1.0"),
    *("CDLA-Permissive-2.0", "CDLA-Sharing-1.0"),
    *("MulanOWL-BY-1.0", "MulanOWL-BY-SA-1.0"),
    *("OGL-UK-3.0", "etalab-2.0"),
    *("city-open-data-1.0", "by-application", "closed"),
}
LISTS = ("permits", "requires", "forbids")


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def validator():
    schema = read(FOLDER / "schema.json")
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_the_licences_that_ship():
    assert {path.stem for path in FILES} == SHIPPED


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_file_follows_the_schema_and_is_named_by_its_id(path, validator):
    licence = read(path)
    assert [f"{list(error.path)}: {error.message}" for error in validator.iter_errors(licence)] == []
    assert licence["id"] == path.stem
    assert licence["spdx"] in (None, licence["id"])


def test_the_schema_refuses_a_licence_without_english(validator):
    licence = read(FOLDER / "CC-BY-4.0.json")
    del licence["permits"][0]["en"]
    assert not validator.is_valid(licence)


def test_the_schema_refuses_a_symbol_that_nobody_drew(validator):
    licence = read(FOLDER / "CC-BY-4.0.json")
    licence["permits"][0]["icon"] = "rocket"
    assert not validator.is_valid(licence)


def test_the_schema_refuses_a_licence_that_is_open_though_it_does_not_conform(validator):
    licence = read(FOLDER / "CC-BY-NC-4.0.json")
    licence["open"] = True
    assert not validator.is_valid(licence)


def test_each_symbol_is_used():
    drawn = read(FOLDER / "schema.json")["$defs"]["statement"]["properties"]["icon"]["enum"]
    used = {one["icon"] for path in FILES for key in LISTS for one in read(path)[key]}
    assert sorted(used) == sorted(drawn)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_symbol_stands_twice_in_a_list(path):
    licence = read(path)
    for key in LISTS:
        icons = [one["icon"] for one in licence[key]]
        assert len(icons) == len(set(icons)), key


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_one_must_not_do_looks_so(path):
    """A page shows the symbols by themselves, too: a ban has a symbol of a ban, and nothing else has."""
    bans = {"end", "not-covered"}
    licence = read(path)
    for key in LISTS:
        for one in licence[key]:
            is_ban = one["icon"] in bans or (one["icon"].startswith("no-") and one["icon"] != "no-ask")
            assert is_ban == (key == "forbids"), one


def test_no_two_licences_share_a_name_in_any_case():
    names = Counter(name.casefold() for path in FILES for name in (read(path)["id"], *read(path)["aliases"]))
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize(
    ("name", "licence"),
    [
        ("odc-pddl-1.0", "PDDL-1.0"),
        ("odc-pddl", "PDDL-1.0"),
        ("cc-by", "CC-BY-4.0"),
        ("cc-zero", "CC0-1.0"),
        ("odc-odbl", "ODbL-1.0"),
        ("odc-by", "ODC-By-1.0"),
        ("uk-ogl", "OGL-UK-3.0"),
        ("lov2", "etalab-2.0"),
    ],
)
def test_names_in_use_elsewhere_are_known(name, licence):
    assert name in {alias.casefold() for alias in read(FOLDER / f"{licence}.json")["aliases"]}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_not_on_the_definitions_list_says_so(path):
    licence = read(path)
    assert licence["open_source"].startswith("https://opendefinition.org/")
    if licence["conformance"] != "listed":
        assert licence["open_source"] != "https://opendefinition.org/licenses/"
        assert "Open Definition" in licence["text"]["en"]
        assert "开放定义" in licence["text"]["zh"]
