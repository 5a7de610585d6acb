"""Descriptors that are taken, and those that are refused with place and reason."""

import json
from pathlib import Path

import pytest

from portal.package import check_name, freeze, local_schema, read_descriptor
from portal.package.descriptor import DescriptorError, resource_file

RESOURCES = [{"name": "table", "path": "table.csv"}]


def package(tmp_path: Path, text: str | bytes, name: str = "datapackage.json") -> Path:
    (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return tmp_path


def test_json_with_byte_order_mark_and_yaml_are_read(tmp_path: Path) -> None:
    text = json.dumps({"name": "x1", "resources": RESOURCES})
    descriptor, notes = read_descriptor(package(tmp_path, b"\xef\xbb\xbf" + text.encode()))
    assert descriptor["name"] == "x1"
    assert [note.code for note in notes] == ["descriptor.bom_removed"]
    other = tmp_path / "yaml"
    other.mkdir()
    (other / "datapackage.yml").write_text("name: x2\nresources:\n  - {name: table, path: table.csv}\n")
    descriptor, notes = read_descriptor(other)
    assert (descriptor["name"], [note.code for note in notes]) == ("x2", ["descriptor.from_yaml"])


@pytest.mark.parametrize(
    ("text", "code", "facts"),
    [
        ("{", "descriptor.not_json", {"line": 1}),
        ("[]", "descriptor.not_object", {}),
        ("{}", "descriptor.no_resources", {}),
        ('{"resources": []}', "descriptor.no_resources", {}),
        ('{"resources": ["a"]}', "descriptor.no_resources", {}),
        (b"\xff\xfe", "descriptor.not_utf8", {"at": 0}),
    ],
)
def test_what_is_no_descriptor_is_refused_with_its_place(tmp_path: Path, text, code: str, facts: dict) -> None:
    with pytest.raises(DescriptorError) as caught:
        read_descriptor(package(tmp_path, text))
    assert caught.value.code == code
    assert facts.items() <= caught.value.params.items()


def test_no_descriptor_at_all(tmp_path: Path) -> None:
    with pytest.raises(DescriptorError, match=r"descriptor\.none"):
        read_descriptor(tmp_path)


@pytest.mark.parametrize(
    ("resource", "code"),
    [
        ({"path": "https://example.org/a.csv"}, "resource.remote"),
        ({"path": "ftp:a.csv"}, "resource.remote"),
        ({"path": "../a.csv"}, "resource.outside"),
        ({"path": "data/../../a.csv"}, "resource.outside"),
        ({"path": "..\\a.csv"}, "resource.outside"),
        ({"path": "/etc/passwd"}, "resource.outside"),
        ({"path": "link.csv"}, "resource.outside"),
        ({"path": "missing.csv"}, "resource.missing"),
        ({"path": ["a.csv", "b.csv"]}, "resource.many_paths"),
        ({"data": [1]}, "resource.inline"),
        ({}, "resource.no_path"),
        ({"path": "table.csv", "innerpath": "x"}, "resource.compressed"),
    ],
)
def test_one_local_path_a_resource(tmp_path: Path, resource: dict, code: str) -> None:
    root = tmp_path / "package"
    root.mkdir()
    (tmp_path / "a.csv").write_text("a\n1\n")
    (root / "table.csv").write_text("a\n1\n")
    (root / "link.csv").symlink_to(tmp_path / "a.csv")
    with pytest.raises(DescriptorError) as caught:
        resource_file(root, {"name": "one", **resource})
    assert caught.value.code == code
    assert caught.value.params["resource"] == "one"


def test_schema_by_a_path_inside_is_read_and_by_an_address_refused(tmp_path: Path) -> None:
    (tmp_path / "schema.json").write_text('{"fields": []}')
    assert local_schema(tmp_path, {"name": "one", "schema": "schema.json"}, "schema") == {"fields": []}
    with pytest.raises(DescriptorError, match=r"resource\.remote"):
        local_schema(tmp_path, {"name": "one", "schema": "https://example.org/schema.json"}, "schema")


@pytest.mark.parametrize("name", ["new", "edit", "search", "latest", "a", "A1", "-a", "a b", "", None, 7, "x" * 101])
def test_names_that_cannot_be(name: object) -> None:
    with pytest.raises(DescriptorError, match=r"name\.dataset"):
        check_name(name, "dataset")


def test_frozen_descriptor_has_the_standard_first_and_keeps_what_it_does_not_know() -> None:
    frozen = freeze({"mine": 1, "title": "T", "name": "n1", "profile": "tabular-data-package"}, RESOURCES)
    assert list(frozen)[:3] == ["$schema", "name", "title"]
    assert frozen["mine"] == 1
    assert "profile" not in frozen


def test_a_date_in_yaml_is_a_text(tmp_path: Path) -> None:
    text = (
        "name: x1\nlast_updated: 2017-01-05\ncreated: 2017-01-05T10:00:00Z\nresources:\n  - {name: t1, path: t.csv}\n"
    )
    descriptor, _ = read_descriptor(package(tmp_path, text, "datapackage.yaml"))
    assert (descriptor["last_updated"], descriptor["created"]) == ("2017-01-05", "2017-01-05T10:00:00Z")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[" * 100_000, "datapackage.json"),
        ('{"resources": [{"name": "t1"}], "n": NaN}', "datapackage.json"),
        ('{"resources": [{"name": "t1"}], "n": ' + "9" * 5000 + "}", "datapackage.json"),
        ('{"resources": [{"name": "t1", "title": "\\ud800"}]}', "datapackage.json"),
        ("resources: &all [{name: t1, all: *all}]\n", "datapackage.yaml"),
        ("resources: [{name: t1}]\n1: x\n", "datapackage.yaml"),
        ("resources: [{name: t1, data: !!binary aGk=}]\n", "datapackage.yaml"),
        ("resources: " + "[" * 2000 + "]" * 2000 + "\n", "datapackage.yaml"),
        (
            "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n"
            + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9))
            + "resources: [{name: t1}]\n",
            "datapackage.yaml",
        ),
    ],
)
def test_what_json_could_not_hold_is_refused(tmp_path: Path, text: str, name: str) -> None:
    with pytest.raises(DescriptorError, match=r"descriptor\.not_plain"):
        read_descriptor(package(tmp_path, text, name))


def test_yaml_may_refer_to_what_it_said_before(tmp_path: Path) -> None:
    text = "a: &a {b: 1}\nc: *a\nresources: [{name: t1, path: t.csv}]\n"
    assert read_descriptor(package(tmp_path, text, "datapackage.yaml"))[0]["c"] == {"b": 1}


@pytest.mark.parametrize("path", ["a\0.csv", "a" * 5000, "loop.csv"])
def test_a_path_that_no_file_can_have(tmp_path: Path, path: str) -> None:
    (tmp_path / "loop.csv").symlink_to("loop.csv")
    with pytest.raises(DescriptorError, match=r"resource\.missing"):
        resource_file(tmp_path, {"name": "one", "path": path})


def test_a_schema_too_large_to_be_one_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "schema.json").open("wb") as file:
        file.truncate(1 << 40)  # a hole: takes no room
    with pytest.raises(DescriptorError, match=r"descriptor\.too_large"):
        local_schema(tmp_path, {"name": "one", "schema": "schema.json"}, "schema")
