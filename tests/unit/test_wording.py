"""Every code has words, every word is translated, and facts fit the words."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages import pofile
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

from portal.wording.language import TRANSLATIONS, in_language
from portal.wording.sentences import all_codes, remedy, sentence

PORTAL = Path(__file__).parents[2] / "portal"
_CODE = re.compile(r"[a-z][a-z_]*\.[a-z][a-z_-]*")
_MAKERS = re.compile(r"^(PortalError|Finding|[A-Z][A-Za-z]+|_problem|_line|note|block|inform|_finding|_error)$")

_NO_MAKERS = ("ForeignKey", "Flask", "Member", "Path")


def codes_in_source() -> set[str]:
    """Return the codes that errors and findings are made with, read from the source."""
    found = set()
    for file in PORTAL.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                value = node.args[0].value
                if _MAKERS.match(name) and name not in _NO_MAKERS and isinstance(value, str) and _CODE.fullmatch(value):
                    found.add(value)
    return found


def test_every_code_has_words() -> None:
    assert len(codes_in_source()) > 80
    assert codes_in_source() - all_codes() == set()


def catalog(language: str) -> pofile.Catalog:
    with (TRANSLATIONS / language / "LC_MESSAGES" / "messages.po").open("rb") as stream:
        return pofile.read_po(stream, locale=language)


def extracted() -> pofile.Catalog:
    """Extract the texts anew, as ``pybabel extract`` does."""
    with (PORTAL / "babel.cfg").open() as stream:
        methods, options = parse_mapping_cfg(stream)
    keywords = {"_": None, "N_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2), "_l": None}
    made = pofile.Catalog()
    for _, _, message, _, _ in extract_from_dir(str(PORTAL), methods, options, keywords=keywords):
        made.add(message)
    return made


def test_every_text_is_translated() -> None:
    chinese = catalog("zh")
    untranslated = [
        message.id
        for message in extracted()
        if message.id and not (chinese.get(message.id) and all_strings(chinese.get(message.id)))
    ]
    assert untranslated == []


def all_strings(message) -> bool:
    strings = message.string if isinstance(message.string, tuple | list) else [message.string]
    return bool(strings) and all(strings) and not message.fuzzy


_PLACE = re.compile(r"%\((\w+)\)[sd]")


def test_translations_have_the_facts_of_their_texts() -> None:
    for message in catalog("zh"):
        texts = message.id if isinstance(message.id, tuple | list) else [message.id]
        strings = message.string if isinstance(message.string, tuple | list) else [message.string]
        wanted = set(_PLACE.findall(" ".join(texts)))
        for string in filter(None, strings):
            assert set(_PLACE.findall(string)) <= wanted, message.id


@pytest.mark.parametrize("language", ["zh", "en"])
def test_words_can_be_made_of_every_code(language: str) -> None:
    with in_language(language):
        for code in all_codes():
            assert sentence(code, {}), code
            assert "%" not in sentence(code, {}).replace("%%", "").replace(" %", ""), code
            remedy(code, {})


def test_the_language_is_the_readers() -> None:
    with in_language("zh"):
        assert "档案" not in sentence("key.none", {})
        assert sentence("key.none", {}) != "The portal has no signing key yet."
    with in_language("en"):
        assert sentence("key.none", {}) == "The portal has no signing key yet."


def test_no_format_fields_of_the_other_kind() -> None:
    for code in all_codes():
        with in_language("en"):
            assert [field for _, field, _, _ in Formatter().parse(sentence(code, {})) if field] == [], code
