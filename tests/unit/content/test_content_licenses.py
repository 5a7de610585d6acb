"""Each licence that ships is whole, in both languages, and known by names that no other has."""

import json
from collections import Counter
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "licenses"
FILES = sorted(path for path in FOLDER.glob("*.json") if path.name != "schema.json")
SHIPPED = {"CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "ODbL-1.0", "PDDL-1.0", "city-open-data-1.0"}


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
    ],
)
def test_names_in_use_elsewhere_are_known(name, licence):
    assert name in {alias.casefold() for alias in read(FOLDER / f"{licence}.json")["aliases"]}


def test_what_is_not_conformant_says_why():
    for licence in map(read, FILES):
        if not licence["open"]:
            assert "Open Definition" in licence["text"]["en"]
            assert "开放定义" in licence["text"]["zh"]
