"""A reader sees words where findings and errors hold keys."""

import pytest

from portal.accounts import Role
from portal.catalog.words import RevisionState
from portal.finding import Finding, Severity
from portal.review.workflow import Event, Owner
from portal.wording.findings import PROPERTIES, finding_words, sentence, worded
from portal.wording.language import in_language

_PROPERTIES = (
    "title description keywords licenses publisher theme opening grade cadence language temporal spatial "
    "contributors sources translations"
).split()


def text(code: str, property_: str) -> str:
    return finding_words(Finding(code, Severity.BLOCK, params={"property": property_}))[0]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("code", ["metadata.missing", "metadata.wished", "descriptor.property"])
def test_a_property_is_named_by_its_word(language: str, code: str) -> None:
    with in_language(language):
        for key in _PROPERTIES:
            assert f"“{PROPERTIES[key]}”" in text(code, key)
            assert f"“{key}”" not in text(code, key)


def test_the_word_is_in_the_readers_language() -> None:
    with in_language("zh"):
        assert "“更新周期”" in text("metadata.wished", "cadence")
    with in_language("en"):
        assert "“Time covered”" in text("metadata.wished", "temporal")


@pytest.mark.parametrize("place", ["resources/0/rows", "theme/0", "/", "homepage"])
def test_a_place_inside_the_descriptor_stays(place: str) -> None:
    with in_language("en"):
        assert f"“{place}”" in text("descriptor.property", place)


def test_a_property_of_a_resource_stays() -> None:
    assert worded("resource.not_object", {"property": "title"}) == {"property": "title"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_state_event_and_role_has_a_word(language: str) -> None:
    keys = {"state": RevisionState, "event": [*Event, "contest", "mend"], "role": [*Role, *Owner]}
    with in_language(language):
        for name, values in keys.items():
            for key in map(str, values):
                word = worded("any.code", {name: key})[name]
                assert word, f"{name} {key}"
                assert word != key, f"{name} {key}"


def test_several_roles_are_told_one_by_one() -> None:
    with in_language("en"):
        told = sentence("decide.role", {"role": "department,security"})
    assert "“Department reviewer, Security reviewer”" in told


def test_what_is_no_key_stays() -> None:
    facts = {"role": "steward,王", "state": "", "event": None, "row": 3, "name": "title"}
    assert worded("role.unknown", facts) == facts
