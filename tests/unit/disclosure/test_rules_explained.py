"""Every rule and measure that the code can tell of is explained, in both languages: docs and code cannot part."""

import ast
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from portal.disclosure import Kind
from portal.disclosure.policy_file import read_policy
from portal.disclosure.remedies import STEPS
from portal.settings import Settings

ROOT = Path(__file__).parents[3]
ROOM = ROOT / "portal" / "disclosure"
DOCS = (ROOT / "docs" / "disclosure.md", ROOT / "docs" / "disclosure.zh.md")
SILENT = {"landline/office", "ip/none"}  # what is claimed as nobody's
RULE = re.compile(r"[a-z_]+/[a-z0-9_]+")


def _trees() -> Iterator[ast.Module]:
    for file in sorted(ROOM.rglob("*.py")):
        yield ast.parse(file.read_text(encoding="utf-8"))


def _values(name: ast.expr, function: ast.AST) -> set[str]:
    """Return the texts that a part of an f-string can be: of its own branches, or of what its name is given."""
    found = [name]
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(name, ast.Name):
            names, given = _names_of(node)
            found += [given] if name.id in names else []
    parts = chain.from_iterable(_branches(one) for one in found)
    return {one.value for one in parts if isinstance(one, ast.Constant) and isinstance(one.value, str)}


def _names_of(node: ast.Assign) -> tuple[set[str], ast.expr]:
    return {one.id for target in node.targets for one in ast.walk(target) if isinstance(one, ast.Name)}, node.value


def _branches(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.IfExp):
        return [*_branches(node.body), *_branches(node.orelse)]
    return [node]


def _of_text(text: ast.JoinedStr, function: ast.AST) -> set[str]:
    """Return the rules that an f-string like ``plate/{rule}`` can be; of ``{kind}/masked`` its end alone."""
    made = {""}
    for part in text.values:
        if isinstance(part, ast.Constant):
            values = {str(part.value)}
        elif isinstance(part, ast.FormattedValue):
            values = _values(part.value, function) or {"*"}
        made = {before + value for before in made for value in values}
    return {one for one in made if re.fullmatch(r"[a-z_*]+/[a-z0-9_*]+", one)}


def _rules() -> set[str]:
    """Collect the rules that the source makes, a ``*`` where only a run can tell."""
    found: set[str] = set()
    for tree in _trees():
        functions = [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)]
        for function in functions:
            for node in ast.walk(function):
                if isinstance(node, ast.JoinedStr):
                    found |= _of_text(node, function)
                elif isinstance(node, ast.Constant) and isinstance(node.value, str) and RULE.fullmatch(node.value):
                    found.add(node.value)
    return {one for one in found if one.partition("/")[0] in _families() or "*" in one} - SILENT


def _families() -> set[str]:
    return {*(kind.value for kind in Kind), "name", "address", "birth", "coordinates", "city"}


def _risks() -> set[str]:
    return {
        node.args[0].value
        for tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "Risk"
        and isinstance(node.args[0], ast.Constant)
    }


def _explained(doc: Path) -> set[str]:
    return set(re.findall(r"`([a-z_0-9]+(?:/[a-z0-9_…]+)?)`", doc.read_text(encoding="utf-8")))


def test_the_source_has_the_rules_that_are_known() -> None:
    """The collection itself is not blind."""
    rules = _rules()
    assert {"resident_id/18", "resident_id/student", "plate/new_energy", "credit_code/person", "name/cue"} <= rules
    assert {"mobile/prefix", "birth/cue", "coordinates/dwelling", "*/masked", "*/thin_mask", "city/*"} <= rules
    assert len(rules) > 40


@pytest.mark.parametrize("doc", DOCS, ids=lambda doc: doc.name)
def test_every_rule_is_explained(doc: Path) -> None:
    explained = _explained(doc)
    missing = {
        rule
        for rule in _rules()
        if rule not in explained
        and not ("*" in rule and any(re.fullmatch(rule.replace("*", "[a-z0-9_…]+"), one) for one in explained))
    }
    assert missing == set()
    assert "free_text" in explained


@pytest.mark.parametrize("doc", DOCS, ids=lambda doc: doc.name)
def test_every_masked_kind_is_explained(doc: Path) -> None:
    masked = {one.partition("/")[0] for one in _explained(doc) if one.endswith("/masked")}
    kinds = {"resident_id", "mobile", "bank_card", "landline", "plate", "email", "ip", "birth_date", "passport"}
    assert masked == kinds | {"hmt_permit", "name", "address"}


@pytest.mark.parametrize("doc", DOCS, ids=lambda doc: doc.name)
def test_every_rule_of_the_docs_is_one_of_the_code(doc: Path) -> None:
    rules = _rules()
    patterns = [re.compile(one.replace("*", "[a-z0-9_…]+")) for one in rules]
    named = {one for one in _explained(doc) if "/" in one and one.partition("/")[0] in _families()}
    assert {one for one in named if not any(pattern.fullmatch(one) for pattern in patterns)} == set()


@pytest.mark.parametrize("doc", DOCS, ids=lambda doc: doc.name)
def test_measures_steps_and_kinds_are_explained(doc: Path) -> None:
    text = doc.read_text(encoding="utf-8")
    assert len(_risks()) == 6
    assert _risks() <= _explained(doc)
    assert set(STEPS) <= _explained(doc)
    assert [kind.value for kind in Kind if kind.value not in text] == []


@pytest.mark.parametrize("doc", DOCS, ids=lambda doc: doc.name)
def test_the_example_of_the_docs_is_read(doc: Path, tmp_path: Path) -> None:
    ((example,),) = [re.findall(r"```toml\n(.*?)```", doc.read_text(encoding="utf-8"), re.DOTALL)]
    file = tmp_path / "city.toml"
    file.write_text(example, encoding="utf-8")
    policy = read_policy(str(file))
    assert (policy.k, policy.patterns[0].name) == (10, "heating_account")
    assert "PORTAL_DISCLOSURE_FILE" in doc.read_text(encoding="utf-8")
    assert hasattr(Settings(), "disclosure_file")


def test_links_lead_somewhere() -> None:
    for doc in DOCS:
        text = doc.read_text(encoding="utf-8")
        headings = {
            re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in re.findall(r"^#+ (.*)$", text, re.M)
        }
        for link in re.findall(r"\]\(([^)]+)\)", text):
            file, _, anchor = link.partition("#")
            assert (doc.parent / file).exists()
            assert not anchor or file or anchor in headings
