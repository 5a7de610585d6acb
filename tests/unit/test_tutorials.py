"""The tutorials name files, addresses and commands: all of them are there, in both languages alike."""

import ast
import json
import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import click
import pytest
from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from portal.app import create_app
from portal.cli import main
from portal.services import Services

ROOT = Path(__file__).parents[2]
TUTORIALS = ROOT / "docs" / "tutorials"
PEOPLE = ("citizen", "researcher", "steward", "remedy", "official", "administrator")
LANGUAGES = ("zh", "en")
PAGES = tuple(f"{language}/{person}.md" for person in PEOPLE for language in LANGUAGES)
HERE = "http://127.0.0.1:8000"

_STEP = re.compile(r"^## (\d+)\. ", re.MULTILINE)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)]+)\)")
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
_ADDRESS = re.compile(rf"(?:{re.escape(HERE)}|\$PORTAL)(/[^\s`<>\"'）)]*)")
_BLOCK = re.compile(r"```(sh|python)\n(.*?)```", re.DOTALL)
_INLINE = re.compile(r"`portal ([^`]+)`")


@cache
def _text(page: str) -> str:
    return (TUTORIALS / page).read_text(encoding="utf-8")


def _steps(page: str) -> list[str]:
    """Return the steps; what follows the last one is not in it."""
    return re.split(r"^## ", _text(page), flags=re.MULTILINE)[1:-1]


def _pictures(page: str) -> list[str]:
    return [path for _, path in _PICTURE.findall(_text(page))]


def _listed() -> set[str]:
    """Return the names of the pictures that `make gallery` takes."""
    listed = json.loads((TUTORIALS / "pictures.json").read_bytes())
    return {f"{one['name']}-{language}.webp" for one in listed for language in one["languages"]}


@pytest.mark.parametrize("page", PAGES)
def test_steps_are_six_to_ten_counted_and_say_what_is_seen(page: str) -> None:
    numbers = [int(number) for number in _STEP.findall(_text(page))]
    assert numbers == list(range(1, len(numbers) + 1))
    assert 6 <= len(numbers) <= 10
    words = "您会看到" if page.startswith("zh") else "You see"
    assert [step.splitlines()[0] for step in _steps(page) if words not in step] == []
    assert re.search(r"^## (接下来|What next)$", _text(page), re.MULTILINE)


@pytest.mark.parametrize("person", PEOPLE)
def test_both_languages_have_the_same_steps_pictures_and_commands(person: str) -> None:
    chinese, english = f"zh/{person}.md", f"en/{person}.md"
    assert len(_steps(chinese)) == len(_steps(english))
    assert [one.replace("-zh.", "-en.") for one in _pictures(chinese)] == _pictures(english)
    assert 3 <= len(_pictures(english)) <= 5
    assert [kind for kind, _ in _BLOCK.findall(_text(chinese))] == [kind for kind, _ in _BLOCK.findall(_text(english))]
    assert [len(_commands(step)) for step in _steps(chinese)] == [len(_commands(step)) for step in _steps(english)]


@pytest.mark.parametrize("page", ["README.md", *PAGES])
def test_links_lead_to_files(page: str) -> None:
    for link in _LINK.findall(_text(page)):
        assert not urlsplit(link).scheme, f"{page}: {link}"
        assert ((TUTORIALS / page).parent / link.partition("#")[0]).is_file(), f"{page}: {link}"


def test_the_index_names_every_tutorial() -> None:
    assert set(PAGES) <= set(_LINK.findall(_text("README.md")))


def test_pictures_are_those_that_are_listed() -> None:
    shown = {Path(path).name for page in PAGES for path in _pictures(page)}
    assert shown == _listed()
    folder = TUTORIALS / "img"
    assert {file.name for file in folder.glob("*")} == _listed()


@pytest.mark.parametrize("page", PAGES)
def test_pictures_have_words_and_stand_in_their_own_step(page: str) -> None:
    person, language = Path(page).stem, page[:2]
    for number, step in enumerate(_steps(page), start=1):
        for alt, path in _PICTURE.findall(step):
            assert alt.strip()
            assert path == f"../img/{person}-{number}-{language}.webp"


@pytest.fixture
def app(services: Services) -> Flask:
    """Give the application, for its routes."""
    return create_app(services)


def test_addresses_are_routes_of_the_portal(app: Flask) -> None:
    paths = [(page, path) for page in ("README.md", *PAGES) for path in _ADDRESS.findall(_text(page))]
    paths += [("pictures.json", one["path"]) for one in json.loads((TUTORIALS / "pictures.json").read_bytes())]
    adapter = app.url_map.bind("localhost")
    assert len(paths) > 60
    for page, address in paths:
        path = urlsplit(address).path
        if page.startswith("en/") and (path == "/en" or path.startswith("/en/")):
            path = path.removeprefix("/en") or "/"
        try:
            endpoint, _ = adapter.match(path, method="GET")
        except RequestRedirect:
            continue
        except HTTPException as error:
            raise AssertionError(f"{page}: {address}") from error
        assert endpoint != "static", f"{page}: {address}"


def _commands(text: str) -> list[str]:
    """Return what is asked of `portal`, in blocks and in running text, without the word itself."""
    lines = [line for _, code in _BLOCK.findall(text) for line in code.splitlines()]
    found = [line.split(".venv/bin/portal ", 1)[1] for line in lines if ".venv/bin/portal " in line]
    return found + _INLINE.findall(_BLOCK.sub("", text))


def _resolved(arguments: list[str]) -> Iterator[tuple[click.Command, list[str]]]:
    """Find the command that arguments lead to, and what is left for it."""
    command: click.Command = _portal()
    context = click.Context(command, info_name="portal")
    while isinstance(command, click.Group):
        name, found, arguments = command.resolve_command(context, arguments)
        assert found is not None
        command, context = found, click.Context(found, info_name=name, parent=context)
    yield command, arguments


def _portal() -> click.Group:
    group = main.__globals__["_portal"]
    assert isinstance(group, click.Group)
    return group


@pytest.mark.parametrize("page", PAGES)
def test_commands_parse(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command exists, with its options and as many arguments; nothing is run."""
    monkeypatch.chdir(tmp_path)
    for name in ("outpatient-visits-monthly-v3.zip", "hospital-beds-v2.zip", "keys.json", "FILE.xlsx", "表格.xlsx"):
        (tmp_path / name).touch()
    for name in ("FOLDER", "文件夹"):
        (tmp_path / name).mkdir()
    for line in _commands(_text(page)):
        for command, arguments in _resolved(shlex.split(line)):
            try:
                command.make_context(command.name, list(arguments))
            except click.ClickException as error:
                raise AssertionError(f"{page}: portal {line}: {error.format_message()}") from error


def test_commands_that_are_not_there_are_found_out() -> None:
    with pytest.raises(click.UsageError):
        list(_resolved(["backup-all"]))
    ((command, arguments),) = _resolved(["serve", "--colour", "blue"])
    with pytest.raises(click.NoSuchOption):
        command.make_context("serve", arguments)


@pytest.mark.parametrize("page", PAGES)
def test_python_compiles_and_data_is_pinned(page: str) -> None:
    for kind, code in _BLOCK.findall(_text(page)):
        if kind == "python":
            ast.parse(code)
            assert "/latest/" not in code


def test_names_are_of_the_demo() -> None:
    """Each dataset that an address names is one of the packages, at an edition that is there."""
    packages = ROOT / "datapackages"
    named = {
        tuple(path.split("/")[2:5:2])
        for page in PAGES
        for address in _ADDRESS.findall(_text(page))
        for path in [re.sub(r"^(/en|/api/v1)", "", urlsplit(address).path)]
        if re.match(r"/datasets/[^/]+/releases/\d+|/datasets/[^/]+/?$", path)
    }
    assert len(named) > 5
    for name, *number in named:
        assert (packages / name).is_dir(), name
        if number and number[0] != "1":
            assert (packages / name / "editions" / number[0]).is_dir(), (name, number)
